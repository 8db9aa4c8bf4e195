"""Section on robustness: every declared claim counted otherwise, event by event, with one thing less, and where nothing is."""

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from framing.report.figures import draw
from framing.report.reading import read
from framing.report.robustness import robustness
from framing.report.wording import LANGUAGES, flat
from framing.study.multiverse.curve_tables import NO_CURVES
from framing.tables import check, empty

Blocks = list[dict[str, Any]]


def blocks_of(result: Any, language: str = "en") -> Blocks:
    return list(robustness(read(result, language))["blocks"])


def table_of(blocks: Blocks, identity: str) -> list[list[str]]:
    found = next(b for b in blocks if b["type"] == "table" and b["id"] == identity)
    return [[flat(cell["runs"]) for cell in row] for row in found["rows"]]


def said(blocks: Blocks) -> str:
    return " ".join(flat(b["runs"]) for b in blocks if b["type"] in ("paragraph", "note"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_of_what_can_be_estimated_and_can_be_drawn(robust: Any, language: str) -> None:
    figures = [b for b in blocks_of(robust, language) if b["type"] == "figure"]
    assert [f["chart"] for f in figures] == ["curve", "effects"]
    for figure in figures:
        assert draw(figure, language).shapes
        assert all(figure[key] for key in ("title", "subtitle", "source", "alt"))
        assert figure["table"]["rows"]


def test_claims_that_cannot_be_estimated_are_named_and_stand_in_the_table(robust: Any) -> None:
    blocks = blocks_of(robust)
    assert "Can be estimated in no way of counting" in said(blocks)
    delegitimise, alarm = table_of(blocks, "curves")
    assert delegitimise[3:] == ["0 of 2", "not estimable", "not estimable", "not estimable", "–", "–", "–"]
    assert alarm[3:] == ["2", "1.00", "0.50 to 2.00", "2.00", "50%", "1 of 1", ".03"]


def test_the_sentence_names_the_decision_and_the_word_that_move_most(robust: Any) -> None:
    text = said(blocks_of(robust))
    assert (
        "Over 2 equivalent ways of counting the median is 1.00, from 0.50 to 2.00; as counted in this study it is 2.00"
        in text
    )
    assert "“Titles and headings”, with 75% of the variance" in text
    assert "No single word turns the sign; the one that changes most is peur: without it, 1.11." in text
    assert "one set of measurements" in text


def test_decisions_are_listed_with_why_they_have_one_option(robust: Any) -> None:
    blocks = blocks_of(robust)
    assert table_of(blocks, "decisions-single") == [["Undated articles", "every article is dated", "2"]]
    options = table_of(blocks, "decisions")
    assert [row[1] for row in options] == [
        "left out",
        "given to the outlet",
        "counted",
        "left out",
        "as measured",
        "strict",
    ]
    assert options[-1] == ["cleaning", "strict", "–", "2"]  # of a further bundle nobody wrote why


def test_one_thing_left_out_names_the_article_on_which_a_sign_hangs(robust: Any) -> None:
    reading = read(robust, "en")
    label = dict(zip(reading.documents["doc_id"], reading.labels, strict=True))["d4"]
    row = table_of(blocks_of(robust), "left-out")[0]
    assert row[3:] == ["La Dépêche", "2", "1", f"hangs on an article: {label}"]


def test_placebo_shows_false_alarms_beside_what_chance_allows(robust: Any) -> None:
    assert table_of(blocks_of(robust), "placebo-table") == [
        ["L'Aurore – La Dépêche", "L'Aurore", "16", "100", "3 (3%)", "7 (7%)"],
        ["L'Aurore – La Dépêche", "La Dépêche", "7", "0", "–", "–"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_was_explored_sentences_stand_in(synthetic: ModuleType, language: str) -> None:
    bare = synthetic.make_result(curves=NO_CURVES, event_effects=empty("event_effects"))
    blocks = blocks_of(bare, language)
    assert {b["type"] for b in blocks} == {"paragraph", "heading"}
    text = said(blocks)
    wanted = (
        ("no articles that could be compared", "Not tried")
        if language == "en"
        else ("pas d’articles à comparer", "Non essayé")
    )
    assert all(part in text for part in wanted)


def test_a_study_without_claims_says_so(synthetic: ModuleType) -> None:
    undeclared = synthetic.make_claims().assign(declared=False)
    blocks = blocks_of(synthetic.make_result(claims=check(undeclared, "claims")))
    assert "declares no claim" in said(blocks)
    assert len(blocks) == 2


def test_of_many_claims_those_that_got_furthest_are_drawn(
    robust: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.report.robustness_drawn.MOST_FIGURES", 0)
    blocks = blocks_of(robust)
    assert not [b for b in blocks if b["type"] == "figure"]
    assert "Drawn: 0 of 1" in said(blocks)


def test_a_claim_without_facts_of_a_gate_has_no_row(robust: Any) -> None:
    gates = json.dumps([{"gate": "G7", "passed": None, "reason": "not_evaluated", "facts": {}}])
    bare = replace(robust, claims=check(robust.claims.assign(gates=gates), "claims"))
    blocks = blocks_of(bare)
    assert not [b for b in blocks if b["type"] == "table" and b["id"] in ("left-out", "placebo-table")]
