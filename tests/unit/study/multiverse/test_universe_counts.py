"""Counts of universes: what each option adds, takes away or weighs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import plan_designs
from framing.study.config.decisions import EQUIVALENT
from framing.study.multiverse.bases import base_from, rows_of_family, spoken
from framing.study.multiverse.scopes import scope_of
from framing.study.multiverse.universe_counts import UniverseCounts, count_universes
from framing.study.multiverse.universes import Universe

DEFAULT = {
    "ambiguous": "dropped", "headings": "with", "denominator": "sentences", "weighting": "mention", "copies": "merged",
    "tier": "extended", "negated": "counted", "coding": "usual", "undated": "kept",
}  # fmt: skip
# d001 prints d000 again; d002 and d005 are one text.
COPIES = pd.DataFrame({"doc_id": ["d000", "d001", "d002", "d005"], "copy": ["d000", "d000", "d002", "d002"]})


@pytest.fixture
def count(hand: Any) -> Any:
    """Count one key in the universes that depart so from the default; the design is d000 and d003 | d004."""

    def counted(
        rows: list[dict[str, Any]], key: tuple[str, str, str, str], *changes: dict[str, str]
    ) -> UniverseCounts:
        dates = ["2021-01-05", "2021-01-05", "2021-01-05", "", "2021-01-05", "2021-01-05"]
        measured = hand.measurements(hand.documents(["a"] * 4 + ["b"] * 2, dates), rows)
        (design,) = plan_designs(measured.documents, measured.events, [("a", "b")], copies=COPIES)
        scope = scope_of(design, measured, COPIES, None)
        documents = pd.Index(sorted(scope.documents), dtype="str")
        found = rows_of_family(measured.observations, documents, key[0])
        kind = "cues" if key[0] == "threat" else ""
        base = base_from(found, spoken(measured.exposure, documents), key[:3], kind, len(documents))
        places = documents.get_indexer(pd.Index(scope.documents))
        universes = [Universe(str(c), EQUIVALENT, DEFAULT | c) for c in ({}, *changes)]
        return count_universes(universes, lambda _: (base, places), scope, key[3])

    return counted


ALARM = ("threat", "alarm", "", "own")


def test_default_counts_the_documents_of_the_design(count: Any, hand: Any) -> None:
    rows = [hand.observation(f"d{n:03d}", 1) for n in range(6)]
    found = count(rows, ALARM)
    assert found.hits[:, 0].tolist() == [1, 1, 1]
    assert found.opportunities[:, 0].tolist() == [6, 6, 6]
    assert found.table.iloc[0].tolist() == [2, 1, 12, 6, 2, 1]


@pytest.mark.parametrize(
    ("choice", "hits", "opportunities"),
    [
        ({"headings": "apart"}, 3, 6),
        ({"tier": "core"}, 3, 6),
        ({"negated": "left_out"}, 3, 6),
        ({"ambiguous": "own"}, 5, 6),
        ({"denominator": "tokens"}, 4, 60),
        ({"headings": "apart", "tier": "core"}, 2, 6),
    ],
)
def test_levels_are_chosen(
    count: Any, hand: Any, choice: dict[str, str], hits: int, opportunities: int
) -> None:
    rows = [
        hand.observation("d000", 1),
        hand.observation("d000", 20, position="title"),
        hand.observation("d000", 40, confidence=0.7),
        hand.observation("d000", 60, negated=True),
        hand.observation("d000", 80, voice="ambiguous"),
    ]
    found = count(rows, ALARM, choice)
    assert found.hits[0].tolist() == [4, hits]
    assert found.opportunities[0].tolist() == [6, opportunities]


def test_ambiguous_words_join_quoted_speech_where_they_are_attributed(count: Any, hand: Any) -> None:
    rows = [hand.observation("d000", 80, voice="ambiguous")]
    changes = ({"ambiguous": "attributed"}, {"ambiguous": "own"})
    assert count(rows, ("threat", "alarm", "", "quoted"), *changes).hits[0].tolist() == [0, 1, 0]
    assert count(rows, ("threat", "alarm", "", "all"), *changes).hits[0].tolist() == [1, 1, 1]


def test_other_coding_counts_verbs_elsewhere(count: Any, hand: Any) -> None:
    said = {"family": "reporting", "referent": "", "rule": "x"}
    rows = [hand.observation("d000", 1, category="distancing", cue="other:neutral", **said)]
    rows.append(hand.observation("d000", 20, category="neutral", **said))
    found = count(rows, ("reporting", "neutral", "", "own"), {"coding": "other"})
    assert found.hits[0].tolist() == [1, 2]
    assert found.opportunities[0].tolist() == [2, 2]


def test_negated_mention_is_left_out_above_and_below(count: Any, hand: Any) -> None:
    said = {"family": "reporting", "referent": "", "rule": "x", "category": "neutral"}
    rows = [hand.observation("d000", 1, negated=True, **said), hand.observation("d000", 20, **said)]
    found = count(rows, ("reporting", "neutral", "", "own"), {"negated": "left_out"})
    assert found.hits[0].tolist() == found.opportunities[0].tolist() == [2, 1]


def test_kept_copies_count_for_the_document_of_their_text_and_shared_texts_apart(
    count: Any, hand: Any
) -> None:
    rows = [hand.observation(f"d{n:03d}", 1) for n in (0, 1, 2, 5)]
    found = count(rows, ALARM, {"copies": "kept"}, {"copies": "dropped"}, {"undated": "left_out"})
    assert found.hits.T.tolist() == [[1, 0, 0], [2, 0, 0], [0, 0, 0], [1, 0, 0]]
    assert found.opportunities.T.tolist() == [[6, 6, 6], [12, 6, 6], [0, 6, 6], [6, 0, 6]]
    assert [found.fixed.hits_a.tolist(), found.fixed.hits_b.tolist()] == [[[0, 1, 0, 0]]] * 2
    assert [found.fixed.room_a.tolist(), found.fixed.room_b.tolist()] == [[[0, 6, 0, 0]]] * 2
    assert found.table["hits_a"].tolist() == [1, 3, 0, 1]
    assert found.table["documents_b"].tolist() == [0, 1, 0, 0]


def test_where_articles_count_alike_hits_are_rates_and_room_is_one(count: Any, hand: Any) -> None:
    rows = [hand.observation("d000", n, voice="quoted") for n in (1, 20)]
    found = count(rows, ("threat", "alarm", "", "quoted"), {"weighting": "article"})
    assert found.weighed[:, 1].tolist() == [0.5, 0, 0]
    assert found.room[:, 1].tolist() == [1, 1, 1]
    assert found.hits[:, 1].tolist() == [2, 0, 0]  # what is printed beside an estimate stays a count
    assert found.stand_in.tolist() == [0.5, 0.5 / 4]


def test_hit_without_an_opportunity_makes_one(count: Any, hand: Any) -> None:
    found = count([hand.observation("d000", 1, voice="reported")], ("threat", "alarm", "", "reported"))
    assert found.opportunities[:, 0].tolist() == [0, 0, 0]
    assert found.room[:, 0].tolist() == [1, 0, 0]


def test_document_of_a_fact_is_one_opportunity(count: Any, hand: Any) -> None:
    said = {"family": "sources", "referent": "", "rule": "x"}
    rows = [hand.observation("d000", n, category="person", **said) for n in (1, 20)]
    rows += [hand.observation("d000", 1, category="first", **(said | {"rule": "f"}))]
    found = count(rows, ("sources", "first", "", "own"), {"headings": "apart"})
    assert found.hits[0].tolist() == found.opportunities[0].tolist() == [1, 1]


def test_column_of_an_option_that_changes_nothing_is_that_of_the_default(count: Any, hand: Any) -> None:
    rows = [hand.observation("d000", 1), hand.observation("d004", 1)]
    found = count(rows, ALARM, {"headings": "apart"}, {"negated": "left_out"}, {"coding": "other"})
    for array in (found.hits, found.weighed, found.room):
        assert np.array_equal(array, np.repeat(array[:, :1], 4, axis=1))
