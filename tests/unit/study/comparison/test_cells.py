"""Cells: what is counted over what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from framing.study.comparison.cells import Cells, cells_from, cells_with_hits
from framing.study.comparison.designs import plan_designs


@pytest.fixture
def count(hand: Any) -> Any:
    def counted(rows: list[dict[str, Any]], declared: Any = ()) -> Cells:
        documents = hand.documents(["a", "a", "b", "b"], [""] * 4)
        measurements = hand.measurements(documents, rows)
        (design,) = plan_designs(documents, measurements.events, [("a", "b")])
        return cells_from(measurements, design, declared)

    return counted


def column(cells: Cells, *key: str) -> int:
    return int(np.flatnonzero(cells.are([key]))[0])


def hits(cells: Cells, *key: str) -> list[float]:
    return cells.hits[:, column(cells, *key)].tolist()


def chances(cells: Cells, *key: str) -> list[float]:
    return cells.opportunities[:, column(cells, *key)].tolist()


def test_cue_counts_for_its_referent_for_its_category_and_in_all_voices(count: Any, hand: Any) -> None:
    cells = count([hand.observation("d000", 1), hand.observation("d003", 9, voice="quoted", referent="")])
    assert hits(cells, "threat", "alarm", "west", "own") == [1, 0, 0, 0]
    assert hits(cells, "threat", "alarm", "west", "all") == [1, 0, 0, 0]
    assert hits(cells, "threat", "alarm", "", "own") == [1, 0, 0, 0]
    assert hits(cells, "threat", "alarm", "", "all") == [1, 0, 0, 1]


def test_cue_said_of_two_referents_is_one_hit_of_its_category(count: Any, hand: Any) -> None:
    cells = count([hand.observation("d000", 1), hand.observation("d000", 1, referent="iran")])
    assert hits(cells, "threat", "alarm", "", "own") == [1, 0, 0, 0]
    assert hits(cells, "threat", "alarm", "iran", "own") == [1, 0, 0, 0]


def test_opportunities_of_cues_are_sentences_of_the_voice_without_captions(count: Any, hand: Any) -> None:
    cells = count([hand.observation("d000", 1)])
    assert chances(cells, "threat", "alarm", "west", "own") == [6] * 4
    assert chances(cells, "threat", "alarm", "west", "quoted") == [4] * 4
    assert chances(cells, "threat", "alarm", "west", "all") == [10] * 4
    assert chances(cells, "threat", "alarm", "west", "ambiguous") == [0] * 4


def test_captions_count_nowhere(count: Any, hand: Any) -> None:
    assert count([hand.observation("d000", 1, position="caption")]).index.empty


def test_documents_of_other_outlets_count_nowhere(hand: Any) -> None:
    documents = hand.documents(["a", "b", "c"], [""] * 3)
    measurements = hand.measurements(documents, [hand.observation("d002", 1)])
    (design,) = plan_designs(documents, measurements.events, [("a", "b")])
    assert cells_from(measurements, design).index.empty


def test_naming_is_a_share_of_the_mentions_in_that_voice(count: Any, hand: Any) -> None:
    naming = {"family": "naming", "referent": "west"}
    rows = [
        hand.observation("d000", 1, category="bloc", rule="west.bloc", **naming),
        hand.observation("d000", 20, category="west", rule="west.west", **naming),
        hand.observation("d000", 40, category="west", rule="west.west", voice="quoted", **naming),
    ]
    cells = count(rows)
    assert hits(cells, "naming", "bloc", "west", "own") == [1, 0, 0, 0]
    assert chances(cells, "naming", "bloc", "west", "own") == [2, 0, 0, 0]
    assert chances(cells, "naming", "bloc", "west", "all") == [3, 0, 0, 0]
    assert not cells.are([("naming", "bloc", "", "own")]).any()


def test_head_with_two_adjectives_is_one_qualified_mention(count: Any, hand: Any) -> None:
    head = {"family": "heads", "referent": "treaty", "sentence": 3}
    rows = [hand.observation("d000", 1, category="mention", rule="mention", **head)]
    rows += [hand.observation("d000", n, category="adjective", rule="after", **head) for n in (10, 20)]
    rows += [hand.observation("d000", 30, category="predicate", rule="is", **head)]
    cells = count(rows)
    assert hits(cells, "heads", "adjective", "treaty", "own") == [1, 0, 0, 0]
    assert hits(cells, "heads", "predicate", "treaty", "own") == [1, 0, 0, 0]
    assert chances(cells, "heads", "adjective", "treaty", "own") == [1, 0, 0, 0]
    assert not cells.index["category"].eq("mention").any()


def test_reporting_words_are_a_share_of_all_reporting_words_in_that_voice(count: Any, hand: Any) -> None:
    said = {"family": "reporting", "referent": ""}
    rows = [
        hand.observation("d000", 1, category="distancing", rule="prétendre", **said),
        hand.observation("d000", 20, category="distancing", rule="assurer", **said),
        hand.observation("d000", 40, category="neutral", rule="dire", **said),
        hand.observation("d000", 60, category="neutral", rule="dire", voice="quoted", **said),
        hand.observation("d000", 80, category="neutral", rule="dire", position="caption", **said),
        hand.observation("d003", 1, category="neutral", rule="dire", **said),
    ]
    cells = count(rows)
    assert hits(cells, "reporting", "distancing", "", "own") == [2, 0, 0, 0]
    assert chances(cells, "reporting", "distancing", "", "own") == [3, 0, 0, 1]
    assert chances(cells, "reporting", "neutral", "", "all") == [4, 0, 0, 1]
    assert chances(cells, "reporting", "neutral", "", "quoted") == [1, 0, 0, 0]
    assert cells.is_share.all()


def test_facts_of_a_document_are_counted_over_documents_and_not_among_attributions(
    count: Any, hand: Any
) -> None:
    source = {"family": "sources", "referent": ""}
    spoken = source | {"rule": "direct", "voice": "quoted"}
    rows = [
        hand.observation("d000", n, category="person" if n < 40 else "anonymous", **spoken)
        for n in (1, 20, 40)
    ]
    rows += [hand.observation("d000", 1, category=c, rule="direct", **source) for c in ("first", "lone")]
    rows += [hand.observation("d003", 1, category="unknown", **spoken)]
    cells = count(rows)
    assert hits(cells, "sources", "person", "", "all") == [2, 0, 0, 0]
    assert chances(cells, "sources", "person", "", "all") == [3, 0, 0, 1]
    assert chances(cells, "sources", "person", "", "own") == [0, 0, 0, 0]
    for voice in ("own", "all"):
        assert hits(cells, "sources", "lone", "", voice) == [1, 0, 0, 0]
        assert chances(cells, "sources", "lone", "", voice) == [1, 0, 0, 1]
    assert chances(cells, "sources", "lone", "", "quoted") == [0, 0, 0, 0]


def test_scare_quotes_are_a_share_of_quoted_words_and_families_do_not_mix(count: Any, hand: Any) -> None:
    quoted = {"family": "scare_quotes", "referent": "", "rule": "marks"}
    rows = [
        hand.observation("d002", n, category=c, **quoted)
        for n, c in ((1, "scare"), (9, "term"), (30, "undecided"))
    ]
    rows += [hand.observation("d002", 60, family="reporting", category="neutral", referent="")]
    cells = count(rows)
    assert hits(cells, "scare_quotes", "scare", "", "own") == [0, 0, 1, 0]
    assert chances(cells, "scare_quotes", "scare", "", "own") == [0, 0, 3, 0]
    assert chances(cells, "reporting", "neutral", "", "own") == [0, 0, 1, 0]


def test_declared_cell_is_counted_without_a_hit(count: Any) -> None:
    key = ("labels", "terror", "", "quoted")
    cells = count([], [key])
    assert hits(cells, *key) == [0] * 4
    assert chances(cells, *key) == [4] * 4
    assert not cells_with_hits(cells).any()


def test_sums_are_by_outlet(count: Any, hand: Any) -> None:
    cells = count([hand.observation("d001", 1), hand.observation("d002", 1), hand.observation("d003", 1)])
    a, b = cells.sums(cells.hits)
    n = column(cells, "threat", "alarm", "", "own")
    assert (a[n], b[n]) == (1, 2)


def test_a_cell_is_comparable_where_both_sides_had_an_opportunity_and_the_referent_existed(hand: Any) -> None:
    documents = hand.documents(["a", "a", "b", "b"], ["2020", "2021", "2023", "2024"])
    naming = {"family": "naming", "category": "bloc", "rule": "bloc"}
    rows = [
        hand.observation("d000", 1, referent="ukraine_war"),
        hand.observation("d002", 2),
        hand.observation("d000", 3, referent="west", **naming),
    ]
    measurements = hand.measurements(documents, rows)
    (design,) = plan_designs(documents, measurements.events, [("a", "b")])
    cells = cells_from(measurements, design)
    asked = {
        ("threat", "alarm", "ukraine_war", "own"): ([False, True], False),
        ("threat", "alarm", "west", "own"): ([True, True], True),
        ("threat", "alarm", "", "ambiguous"): ([True, True], False),
        ("naming", "bloc", "west", "own"): ([True, True], False),
    }
    for key, (possible, comparable) in asked.items():
        n = column(cells, *key)
        assert (cells.possible[:, n].tolist(), bool(cells.comparable[n])) == (possible, comparable)
    turned = cells.take(np.arange(len(cells.index))[::-1])
    assert turned.possible.tolist() == cells.possible[:, ::-1].tolist()
