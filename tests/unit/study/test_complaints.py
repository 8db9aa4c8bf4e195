"""Complaints: errors of the validator in words of ours."""

from __future__ import annotations

from typing import Any

from framing.study.complaints import LONGEST_FOUND, problems_from
from framing.study.config import Study

LINES = {(): 1, ("corpus",): 3, ("corpus", 0): 4, ("window",): 9}


def problem(**error: Any) -> Any:
    full = {"type": "string_type", "loc": ("corpus", 0), "msg": "no", "input": 1, "ctx": {}} | error
    (found,) = problems_from([full], LINES, "config.yaml", Study)
    return found


def test_value_is_named_by_line_and_place() -> None:
    assert problem().where == "config.yaml line 4, corpus[0]"
    assert problem(loc=("corpus", 0, "path")).where == "config.yaml line 4, corpus[0].path"
    assert problem(loc=()).where == "config.yaml line 1"


def test_unknown_key_gets_the_nearest_known_one_of_its_mapping() -> None:
    found = problem(type="extra_forbidden", loc=("window", "fron"))
    assert found.remedy == "did you mean 'from'?"
    assert problem(type="extra_forbidden", loc=("zzzzzz",)).remedy.startswith(
        "remove it; known keys: claims,"
    )


def test_unknown_key_in_a_place_without_a_model_is_to_be_removed() -> None:
    assert problem(type="extra_forbidden", loc=("nowhere", "x")).remedy.startswith("remove it")


def test_long_values_are_cut() -> None:
    assert len(problem(input="x" * 5000).found) == LONGEST_FOUND + 1


def test_unforeseen_error_keeps_the_words_of_the_validator() -> None:
    assert problem(type="something_new", msg="be different").expected == "be different"


def test_list_that_is_too_short_only_because_an_item_is_wrong_is_said_once() -> None:
    item = {"type": "string_type", "loc": ("corpus", 0), "msg": "", "input": 1}
    echo = {"type": "too_short", "loc": ("corpus",), "msg": "", "input": [], "ctx": {"min_length": 1}}
    assert len(problems_from([item, echo], LINES, "c", Study)) == 1
    assert problems_from([echo], LINES, "c", Study)[0].expected == "at least 1 of them"
