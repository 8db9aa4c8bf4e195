"""Held-out windows: what cannot serve the claims is said with its line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError
from framing.study.config.held_out import held_out_problems
from framing.study.config.study import Study, json_schema, load_study

YEAR = {"from": "2021-01-01", "to": "2021-12-31"}
AUTUMN = {"from": "2021-10-01", "to": "2021-12-31"}


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"held_out": AUTUMN, "claims": []}, "held_out", "expected claims to be tested in it · found none"),
        ({"held_out": AUTUMN | {"to": "2022-01-31"}, "window": YEAR}, "held_out", "choose a part"),
        ({"held_out": {"from": "2023-01-01", "to": "2023-02-01"}, "window": YEAR}, "held_out", "2023-02-01"),
        ({"held_out": YEAR, "window": YEAR}, "held_out", "a part of the window, 2021-01-01 to 2021-12-31"),
        ({"held_out": {"from": "2022-01-01", "to": "2021-01-01"}}, "held_out", "`from` before `to`"),
        ({"held_out": {"form": "2021-01-01", "to": "2021-01-01"}}, "held_out.form", "did you mean 'from'?"),
        ({"held_out": "2021"}, "held_out", "a mapping"),
        ({"heldout": AUTUMN}, "heldout", "did you mean 'held_out'?"),
    ],
)
def test_each_mistake_is_named_with_place_and_remedy(
    study_file: Callable[..., Path], changes: dict[str, Any], place: str, said: str
) -> None:
    with pytest.raises(ConfigError) as fault:
        load_study(study_file(**changes))
    found = [str(problem) for problem in fault.value.problems if f", {place} ·" in str(problem)]
    assert len(found) == 1, fault.value.problems
    assert said in found[0]
    assert found[0].startswith("config.yaml line ")


def test_a_part_of_the_window_is_held_out(study_file: Callable[..., Path], study: Study) -> None:
    held = load_study(study_file(held_out=AUTUMN, window=YEAR))
    assert held.held_out is not None
    assert held.content["held_out"] == AUTUMN
    assert held.digest != study.digest
    assert load_study(study_file(held_out=AUTUMN)).window is None


def test_a_study_that_holds_nothing_out_is_the_one_that_it_was(study: Study) -> None:
    assert "held_out" not in study.content


def test_an_editor_knows_the_key() -> None:
    described = json_schema()["$defs"]["HeldOut"]
    assert set(described["required"]) == {"from", "to"}
    assert "without a date never is" in described["description"]


@pytest.mark.parametrize("tree", [None, [], {"held_out": None}, {"held_out": 3, "claims": [1]}])
def test_what_has_another_shape_is_left_to_the_model(tree: Any) -> None:
    assert held_out_problems(tree, {}, Path("config.yaml")) == []
