"""Errors say where, what was expected, what was found and what to do, also across processes."""

from __future__ import annotations

import pickle

import pytest

from framing import errors
from framing.errors import ConfigError, FramingError, Problem, nearest

PROBLEMS = (
    Problem("line 3", "a date", "'soon'", "write 2021-01-26"),
    Problem("line 4", "text", "1", "quote it"),
)


def test_message_has_one_line_per_problem_in_the_promised_order() -> None:
    fault = ConfigError(PROBLEMS)
    first, second = str(fault).splitlines()
    assert first == "line 3 · expected a date · found 'soon' · write 2021-01-26"
    assert second.startswith("line 4 ·")


def test_single_problem_needs_no_list() -> None:
    assert FramingError(PROBLEMS[0]).problems == PROBLEMS[:1]


def test_error_keeps_its_kind_and_problems_between_processes() -> None:
    again = pickle.loads(pickle.dumps(ConfigError(PROBLEMS)))
    assert type(again) is ConfigError
    assert again.problems == PROBLEMS


@pytest.mark.parametrize("name", [line.split()[1] for line in errors.__doc__.splitlines() if "── " in line])
def test_every_error_of_the_drawn_tree_exists_and_is_a_framing_error(name: str) -> None:
    assert issubclass(getattr(errors, name), FramingError)


def test_every_error_is_drawn_in_the_tree() -> None:
    kinds = {n for n, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert all(name in errors.__doc__ for name in kinds)


def test_nearest_says_nothing_rather_than_nonsense() -> None:
    assert nearest("prestv", ["presstv", "rt"]) == "did you mean 'presstv'?"
    assert nearest("zzz", ["presstv", "rt"]) == ""
