"""Sets: rows of their members once more, under names of their own."""

from __future__ import annotations

from typing import Any

import pytest

from framing.study.comparison.cells import cells_from
from framing.study.comparison.designs import plan_designs
from framing.study.comparison.sets import with_sets
from framing.study.config.parts import NamedSet

LABEL = {"fr": "l’ouest", "en": "the west"}
SIDES = NamedSet.model_validate(
    {
        "label": LABEL,
        "family": "naming",
        "referent": "west",
        "groups": {"side": ("bloc", "camp"), "seat": ("capital",)},
    }
)
DREAD = NamedSet.model_validate({"label": LABEL, "family": "threat", "groups": {"any": ("alarm", "menace")}})


@pytest.fixture
def measured(hand: Any) -> Any:
    names = ["bloc", "camp", "capital", "flag", "capital", "flag"]
    rows = [
        hand.observation(f"d{n % 2:03d}", 20 * n, family="naming", category=name, rule=name)
        for n, name in enumerate(names)
    ]
    rows.append(hand.observation("d000", 200, category="alarm", referent=""))
    rows.append(hand.observation("d000", 200, category="menace", rule="menace", referent=""))
    rows.append(hand.observation("d000", 300, family="naming", category="bloc", rule="bloc", referent="east"))
    return hand.measurements(hand.documents(["a", "b"], ["2021-01-05"] * 2), rows)


def cell(measured: Any, key: tuple[str, ...]) -> tuple[list[float], list[float]]:
    (design,) = plan_designs(measured.documents, measured.events, [("a", "b")])
    cells = cells_from(measured, design, [key])
    (n,) = cells.are([key]).nonzero()[0]
    return cells.hits[:, n].tolist(), cells.opportunities[:, n].tolist()


def test_names_of_a_set_are_counted_against_the_other_groups_only(measured: Any) -> None:
    grouped = with_sets(measured, {"sides": SIDES})
    assert cell(grouped, ("naming", "side", "sides", "own")) == ([1.0, 1.0], [3.0, 1.0])
    assert cell(grouped, ("naming", "seat", "sides", "own")) == ([2.0, 0.0], [3.0, 1.0])


def test_members_are_counted_as_before(measured: Any) -> None:
    key = ("naming", "bloc", "west", "own")
    assert cell(with_sets(measured, {"sides": SIDES}), key) == cell(measured, key) == ([1.0, 0.0], [3.0, 3.0])


def test_cues_taken_together_are_a_category_of_their_family(measured: Any) -> None:
    hits, sentences = cell(with_sets(measured, {"dread": DREAD}), ("threat", "any", "", "own"))
    assert hits == [2.0, 0.0]
    assert sentences == [6.0, 6.0]


def test_without_sets_nothing_is_made(measured: Any) -> None:
    assert with_sets(measured, {}) is measured
