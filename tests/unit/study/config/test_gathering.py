"""Gathering: every problem of every attempt, once, in one error."""

from __future__ import annotations

import pytest

from framing.errors import ConfigError, FramingError, Problem, TableError
from framing.study.config.gathering import attempt, raise_together

ONE, TWO = Problem("a", "b", "c", "d"), Problem("e", "f", "g", "h")


def fail(kind: type[FramingError], *problems: Problem) -> int:
    raise kind(problems)


def test_what_works_is_returned() -> None:
    assert attempt(len, "abc") == (3, ())
    raise_together([])


def test_errors_of_one_kind_keep_it() -> None:
    faults = [*attempt(fail, TableError, ONE, TWO)[1], *attempt(fail, TableError, ONE)[1]]
    with pytest.raises(TableError) as fault:
        raise_together(faults)
    assert fault.value.problems == (ONE, TWO)


def test_errors_of_two_kinds_are_told_together() -> None:
    with pytest.raises(FramingError) as fault:
        raise_together([TableError(ONE), ConfigError(TWO)])
    assert type(fault.value) is FramingError
    assert fault.value.problems == (ONE, TWO)


def test_other_exceptions_are_not_caught() -> None:
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 // 0)
