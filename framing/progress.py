"""Progress: a bar on a terminal, for work that takes longer than one waits for."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from framing.study.pipeline import Progress

# Shorter work needs no bar; two seconds is what house.md §7 asks for.
PATIENCE = 2.0


@contextmanager
def show_progress(quiet: bool) -> Iterator[Progress]:
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
