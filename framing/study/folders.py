"""Folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from framing.errors import FramingError, Problem


@contextmanager
def replaced_folder(target: Path, owned: tuple[str, ...], error: type[FramingError]) -> Iterator[Path]:
    """Give an empty folder to fill; when all went well, put it in the place of the target.

    Parameters
    ----------
    target : Path
        Where the folder is to stand. What stood there stays untouched until the new one is whole.
    owned : tuple of str
        Patterns of the names in it that the new folder replaces. Other files (a catalogue, notes)
        are carried over.
    error : class
        Raised when the target holds something that is neither owned nor a plain file, or nothing can be
        written there.
    """
    kept = check_target(target, owned, error)
    fresh = target.parent / f".{target.name}.{os.getpid()}.partial"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
    except OSError as fault:
        raise error(_unwritable(target, str(fault.strerror))) from fault
    try:
        yield fresh
        for file in kept:
            shutil.copy2(file, fresh / file.name)
        _exchange(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_target(target: Path, owned: tuple[str, ...], error: type[FramingError]) -> list[Path]:
    """Return the files of a folder that are to be carried over, or refuse to replace it.

    Parameters
    ----------
    target, owned, error
        As in `replaced_folder`.
    """
    standing = next(path for path in target.absolute().parents if path.exists())
    if target.exists() and not target.is_dir():
        raise error(
            Problem(target.name, "a folder to write to", "a file", "choose another place, or move it")
        )
    if not standing.is_dir():
        raise error(_unwritable(target, f"a file {standing.name!r} on the way"))
    if not os.access(standing, os.W_OK | os.X_OK):
        raise error(_unwritable(target, "no permission"))
    present = sorted(target.iterdir()) if target.exists() else []
    foreign = [path for path in present if not any(fnmatch(path.name, pattern) for pattern in owned)]
    problems = [
        Problem(
            target.name, "only files of an earlier run", f"a folder {path.name!r}", "choose an empty place"
        )
        for path in foreign
        if path.is_dir()
    ]
    if problems:
        raise error(problems)
    return foreign


def _unwritable(target: Path, found: str) -> Problem:
    return Problem(target.name, "a place that can be written to", found, "choose another place")


def _exchange(fresh: Path, target: Path) -> None:
    old = fresh.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
