"""Saying: what commands share – their options, how they print an outcome, how they complain, the bar while they work."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from framing.study.pipeline import Progress

DONE, FAILED, CHANGE = 0, 1, 2
# Shorter work needs no bar; two seconds is what house.md §7 asks for.
PATIENCE = 2.0

PATH = click.Path(path_type=Path)
config = click.argument("config", type=PATH, default="config.yaml")
_FR_EN = click.Choice(["fr", "en"])
languages = click.option("--language", "languages", multiple=True, type=_FR_EN, help="Only this.")
out = click.option("--out", type=PATH, required=True, help="Folder to write to.")
quiet = click.option("--quiet", is_flag=True, help="Print errors only.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON, for machines.")


def say(outcome: dict[str, Any], text: str, quiet: bool, as_json: bool) -> None:
    """Print an outcome: for machines, for people, or not at all."""
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False, indent=2, sort_keys=True))
    elif not quiet:
        click.echo(text)


def complain(problems: Sequence[Problem], code: int) -> int:
    """Print problems as errors, and return the exit code."""
    from framing.study.messages import plain_text  # noqa: PLC0415 (fast start)

    for problem in problems:
        click.echo(plain_text(problem), err=True)
    return code


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Show a bar on a terminal once the work has taken longer than `PATIENCE`."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    bar = Bar(console=Console(stderr=True), transient=True)
    task, began = bar.add_task("", total=None), time.monotonic()

    def said(stage: str, done: int, total: int) -> None:
        if time.monotonic() - began > PATIENCE and not bar.live.is_started:
            bar.start()
        bar.update(task, description=stage, completed=done, total=total)

    try:
        yield said
    finally:
        bar.stop()
