"""Runs: work on several processes, and tables in Markdown under what they were made with. For the benchmarks of the statistics."""

from __future__ import annotations

import multiprocessing
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from framing.stats import scores


def in_parallel(
    work: Callable[[Any], Any], units: Iterable[Any], workers: int, what: str
) -> Iterator[tuple[Any, Any]]:
    """Yield (unit, result) as they come; tell on the error stream how far it is.

    Processes are forked: they find what the caller has loaded.
    """
    todo = list(units)
    began = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(workers, _single) as pool:
        numbered = [(n, work, unit) for n, unit in enumerate(todo)]
        for done, (n, result) in enumerate(pool.imap_unordered(_numbered, numbered), 1):
            if done % max(1, len(todo) // 50) == 0:
                line = f"{what}: {done}/{len(todo)}, {time.perf_counter() - began:.0f} s"
                print(line, file=sys.stderr, flush=True)
            yield todo[n], result


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown, aligned for whoever reads it as text."""
    cells = [[str(value) for value in row] for row in (head, *rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head))]
    lines = [
        "| " + " | ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def signature(seed: int, began: float, workers: int = 1) -> str:
    """Say under what a table was made: date, seed, command, machine, time."""
    command = " ".join([Path(sys.argv[0]).name, *_without_places(sys.argv[1:])])
    return (
        f"{time.strftime('%Y-%m-%d')}, seed {seed}, `{command}`, {platform.machine()} with {os.cpu_count()} cores, "
        f"processes: {workers}, {(time.perf_counter() - began) / 60:.0f} min"
    )


def _without_places(arguments: Sequence[str]) -> list[str]:
    """Leave out where things lie on this machine."""
    kept = [argument for n, argument in enumerate(arguments) if n == 0 or arguments[n - 1] != "--cache"]
    return [argument for argument in kept if not argument.startswith("--cache")]


def _numbered(task: tuple[int, Callable[[Any], Any], Any]) -> tuple[int, Any]:
    n, work, unit = task
    return n, work(unit)


def _single() -> None:
    """Keep a process to one thread, for there is one a core; which changes no number."""
    scores.THREADS = 1
    threadpool_limits(1)
