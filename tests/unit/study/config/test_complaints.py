"""Complaints: errors of the validator in words of ours."""

from __future__ import annotations

from typing import Any

import pytest

from framing.errors import Problem
from framing.study.config.complaints import (
    LONGEST_FOUND,
    invisible_problems,
    problems_from,
    with_declared_order,
)
from framing.study.config.study import Study

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
        "remove it; known keys: camps, claims,"
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


@pytest.mark.parametrize("found", ["french", "Français", "fre"])
def test_name_of_a_language_is_told_its_code(found: str) -> None:
    error = {"type": "literal_error", "loc": ("languages", 0), "ctx": {"expected": "'fr' or 'en'"}}
    assert problem(**error, input=found).remedy == "did you mean 'fr'?"
    assert problem(**error, input="deutsch").remedy == "correct the value"


def test_other_words_of_a_list_are_told_the_nearest() -> None:
    error = {
        "type": "literal_error",
        "loc": ("engine", "kind"),
        "ctx": {"expected": "'serial', 'threads' or 'processes'"},
    }
    assert problem(**error, input="process").remedy == "did you mean 'processes'?"
    assert problem(**error, input=7).remedy == "correct the value"


def test_invisible_characters_are_refused_by_name_and_place() -> None:
    tree = {"corpus": [{"path": "a\u200bb"}], "out\u202elets": {"الجزيرة": {"fr": "Al Jazeera"}}, "n": 1}
    found = invisible_problems(tree, LINES, "config.yaml")
    assert [p.where for p in found] == [
        "config.yaml line 4, corpus[0].path", "config.yaml line 1, out\u202elets"
    ]  # fmt: skip
    assert found[0].found == "'a\\u200bb' with U+200B"
    assert "U+202E" in found[1].found


def test_claim_the_other_way_round_is_told_the_declared_order() -> None:
    tree = {"contrasts": [["a", "b"]], "claims": [{"contrast": ["b", "a"]}, {"contrast": ["b", "c"]}, "x"]}
    given = [Problem(f"config.yaml line 9, claims[{n}].contrast", "declared", "?", "add it") for n in (0, 1)]
    said = [p.remedy for p in with_declared_order(given, tree)]
    assert said == ["contrasts declares [a, b] (first minus second): write both in one order", "add it"]
    assert with_declared_order(given, None) == given
    assert with_declared_order(given, {"contrasts": 1, "claims": 2}) == given
