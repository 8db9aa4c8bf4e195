"""Gathering: several things are tried, and everything that is wrong with them is said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from framing.errors import FramingError

T = TypeVar("T")
Faults = tuple[FramingError, ...]


def attempt(function: Callable[..., T], *arguments: Any) -> tuple[T | None, Faults]:
    """Call a function; return what it returns, or None and the error it raised."""
    try:
        return function(*arguments), ()
    except FramingError as fault:
        return None, (fault,)


def raise_together(faults: Iterable[FramingError]) -> None:
    """Raise the problems of all errors as one error, if there are any.

    Raises
    ------
    FramingError
        Of their kind, if they are of one kind; each problem once.
    """
    listed = tuple(faults)
    if listed:
        kinds = {type(fault) for fault in listed}
        kind = kinds.pop() if len(kinds) == 1 else FramingError
        raise kind(tuple(dict.fromkeys(problem for fault in listed for problem in fault.problems)))
