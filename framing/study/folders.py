"""Folders that appear whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from framing.errors import FramingError, Problem

# The file by which a folder is known to be ours → a key that only our files of that name hold.
MARKS = {"record.json": "study_digest", "bundle.json": "tables"}


@contextmanager
def replaced_folder(target: Path, owned: tuple[str, ...], error: type[FramingError]) -> Iterator[Path]:
    """Give an empty folder to fill; when all went well, put it in the place of the target.

    Parameters
    ----------
    target : Path
        Where the folder is to stand. What stood there stays untouched until the new one is whole.
    owned : tuple of str
        Patterns of the names in it that the new folder replaces, the first being one of `MARKS`: a
        folder without it is replaced only if it is empty. Other files (a catalogue, notes) are
        carried over.
    error : class
        Raised when the target holds something that is neither owned nor a plain file, is somebody
        else's, or nothing can be written there.
    """
    kept = check_target(target, owned, error)
    target = settled(target, error)  # moved is the folder itself, not a link to it or a way through it
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
        _exchange(fresh, target, error)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_target(target: Path, owned: tuple[str, ...], error: type[FramingError]) -> list[Path]:
    """Return the files of a folder that are to be carried over, or refuse to replace it.

    Parameters
    ----------
    target, owned, error
        As in `replaced_folder`.
    """
    try:
        return _carried_over(settled(target, error), owned, error)
    except OSError as fault:  # a name too long, a folder that may not be listed
        raise error(_unwritable(target, str(fault.strerror))) from fault


def settled(target: Path, error: type[FramingError]) -> Path:
    """Return where a folder really lies: absolute, without links and steps upwards, standing or not."""
    try:
        return target.resolve()
    except (RuntimeError, ValueError) as fault:
        raise error(_unwritable(target, "links in a circle, or a name that no folder can have")) from fault


def _carried_over(target: Path, owned: tuple[str, ...], error: type[FramingError]) -> list[Path]:
    standing = next((path for path in target.parents if path.exists()), target)
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
    if present and not problems and not _is_marked(target, owned[0]):
        problems = [_somebody_elses(target, owned[0], present)]
    if problems:
        raise error(problems)
    return foreign


def _is_marked(target: Path, mark: str) -> bool:
    try:
        content = json.loads((target / mark).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and MARKS[mark] in content


def _somebody_elses(target: Path, mark: str, present: list[Path]) -> Problem:
    marked = any(path.name == mark for path in present)
    found = f"a {mark} of something else" if marked else f"no {mark}, but {present[0].name!r}"
    expected = f"an empty folder, or one with the {mark} of an earlier run"
    return Problem(target.name, expected, found, "choose another place, or empty it")


def _unwritable(target: Path, found: str) -> Problem:
    return Problem(target.name, "a place that can be written to", found, "choose another place")


def _exchange(fresh: Path, target: Path, error: type[FramingError]) -> None:
    old = fresh.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except OSError as fault:
        if old.exists():
            old.rename(target)
        raise error(_unwritable(target, str(fault.strerror))) from fault
    shutil.rmtree(old, ignore_errors=True)
