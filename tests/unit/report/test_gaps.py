"""Gaps in words: what comes of whose words are given room, what of the words chosen, and what cannot be known."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.gaps import gaps
from framing.report.reading import read


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


@pytest.fixture(scope="module")
def blocks(spoken: Any) -> list[dict[str, Any]]:
    return gaps(read(spoken, "en"))


def sentences(blocks: list[dict[str, Any]]) -> list[str]:
    return [flat(item) for item in next(b for b in blocks if b["type"] == "items")["items"]]


def test_a_gap_is_told_from_the_outlet_that_has_more(blocks: list[dict[str, Any]]) -> None:
    first, second, third = sentences(blocks)
    # 3 hits in 2,200 words against none in 800
    assert first.startswith(
        "Delegitimation → the sanctions: L'Aurore has 13.6 more in 10,000 words than La Dépêche: "
    )
    assert (
        "La Dépêche has 25.0 more in 10,000 words than L'Aurore: +4.2 by whose words are given room" in second
    )
    assert "50.0 more in 100 reporting words" in third


def test_own_and_other_voices_are_told_apart_and_what_one_lacks_is_not_estimable(
    blocks: list[dict[str, Any]],
) -> None:
    first, _, third = sentences(blocks)
    assert first.endswith("(of these, +5.7 in the outlet’s own voice and 0.0 in the others).")
    assert third.endswith("and not estimable in the others).")
    table = next(b for b in blocks if b.get("id") == "gaps-voices")
    quoted = next(row for row in table["rows"] if flat(row[2]["runs"]) == "quoted")
    assert [flat(c["runs"]) for c in quoted[3:]] == ["2 / 520", "–", "+9.1", "not estimable"]
    assert quoted[-1]["missing"]


def test_the_two_parts_of_every_row_add_up_to_the_gap(blocks: list[dict[str, Any]]) -> None:
    table = next(b for b in blocks if b.get("id") == "gaps-table")
    for row in table["rows"]:
        gap, room, words, *voices = (cell["sort"] for cell in row[3:])
        assert room + words == pytest.approx(gap, abs=1e-5)
        assert sum(v for v in voices if v is not None) == pytest.approx(words, abs=1e-5)


def test_only_declared_contrasts_are_taken_apart_and_silent_ones_are_named(
    blocks: list[dict[str, Any]],
) -> None:
    table = next(b for b in blocks if b.get("id") == "gaps-table")
    assert [flat(row[1]["runs"]) for row in table["rows"]] == ["L'Aurore – La Dépêche"] * 2 + [
        "L'Aurore – Le Phare"
    ]
    assert flat(blocks[-1]["runs"]).endswith("Menace, belligerence, L'Aurore – La Dépêche.")


def test_a_structural_zero_has_no_gap(synthetic: ModuleType) -> None:
    claim = {
        "family": "naming",
        "category": "war",
        "referent": "ukraine_war",
        "contrast": ["aurore", "depeche"],
    }
    study = synthetic.make_spoken_study(claims=[claim])
    said = sentences(gaps(read(synthetic.make_spoken_result(study=study), "en")))
    assert said == [
        "War → the war in Ukraine: the gap between L'Aurore and La Dépêche is not estimable."
    ] or (len(said) == 1 and said[0].endswith("the gap between L'Aurore and La Dépêche is not estimable."))


def test_no_claim_no_block(synthetic: ModuleType) -> None:
    assert gaps(read(synthetic.make_spoken_result(study=synthetic.make_spoken_study(claims=[])), "en")) == []
