"""Stages: the eight words of the path, and a name for whatever goes wrong in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from framing.errors import FramingError

STAGES = ("import", "annotate", "extract", "match", "specify", "estimate", "grade", "report")
_PREFIXES = tuple(f"{name}: " for name in STAGES)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the name of the stage to whatever is raised inside; the error keeps its kind.

    In a FramingError it stands before each place; any other exception gets it as a note.
    The innermost stage wins.
    """
    try:
        yield
    except FramingError as fault:
        if all(problem.where.startswith(_PREFIXES) for problem in fault.problems):
            raise
        raise type(fault)([replace(p, where=f"{name}: {p.where}") for p in fault.problems]) from fault
    except Exception as fault:
        if not stage_of(fault):
            fault.add_note(f"stage {name}")
        raise


def stage_of(fault: BaseException) -> str:
    """Return the stage in which an exception was raised, "" if none is noted."""
    notes = getattr(fault, "__notes__", ())
    return next((note.removeprefix("stage ") for note in notes if note.startswith("stage ")), "")
