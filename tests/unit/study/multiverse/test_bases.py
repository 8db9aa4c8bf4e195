"""Bases: hits and opportunities by level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.features import reporting
from framing.study.measurement.measurements import Measurements
from framing.study.multiverse.bases import OTHER, UNITS, Base, base_from, rows_of_family, spoken, voices_of
from framing.tables import VOICES, check


@pytest.fixture
def based(hand: Any) -> Any:
    """Count a key on three documents, of which the third is not asked for."""

    def build(rows: list[dict[str, Any]], family: str, category: str, referent: str = "") -> Base:
        measured: Measurements = hand.measurements(hand.documents(["a", "b", "c"], [""] * 3), rows)
        documents = pd.Index(["d000", "d001"], dtype="str")
        found = rows_of_family(measured.observations, documents, family)
        kind = "cues" if family == "threat" else ""
        said = spoken(measured.exposure, documents)
        return base_from(found, said, (family, category, referent), kind, 2)

    return build


def levels(base: Base) -> list[tuple[Any, ...]]:
    counted = zip(base.levels.itertuples(index=False, name=None), base.hits.toarray().T.tolist(), strict=True)
    return [(*level, *hits) for level, hits in counted]


def test_every_level_that_occurs_is_a_column(based: Any, hand: Any) -> None:
    rows = [
        hand.observation("d000", 1),
        hand.observation("d000", 20, voice="quoted", position="title"),
        hand.observation("d001", 1, negated=True, confidence=0.7),
        hand.observation("d001", 20, position="caption"),
        hand.observation("d002", 1),
    ]
    assert levels(based(rows, "threat", "alarm", "west")) == [
        ("own", False, False, True, "both", 0, 1),
        ("own", False, True, False, "both", 1, 0),
        ("quoted", True, True, False, "both", 1, 0),
    ]


def test_cue_of_two_referents_is_one_hit_of_its_category(based: Any, hand: Any) -> None:
    rows = [hand.observation("d000", 1), hand.observation("d000", 1, referent="iran")]
    assert based(rows, "threat", "alarm").hits.sum() == 1
    assert based(rows, "threat", "alarm", "iran").hits.sum() == 1


def test_rates_have_sentences_and_tokens_without_captions(based: Any, hand: Any) -> None:
    base = based([hand.observation("d000", 1)], "threat", "alarm")
    assert base.room_levels.to_dict("list") == {
        "voice": ["own", "quoted"],
        "heading": [False] * 2,
        "negated": [False] * 2,
    }
    assert base.room["sentences"].toarray().tolist() == [[6, 4], [6, 4]]
    assert base.room["tokens"].toarray().tolist() == [[60, 40], [60, 40]]
    assert (base.is_share, base.is_part, base.once) == (False, False, False)


def test_share_of_mentions_is_counted_over_all_of_the_referent(based: Any, hand: Any) -> None:
    naming = {"family": "naming", "referent": "west"}
    rows = [
        hand.observation("d000", n, category=c, rule=f"west.{c}", **naming)
        for n, c in ((1, "bloc"), (9, "west"))
    ]
    rows.append(
        hand.observation("d000", 30, family="naming", category="iran", referent="iran", rule="iran.iran")
    )
    base = based(rows, "naming", "bloc", "west")
    assert base.hits.toarray().tolist() == [[1], [0]]
    assert [base.room[unit].toarray().tolist() for unit in UNITS] == [[[2], [0]]] * 2
    assert base.is_share
    assert base.is_part
    assert not base.has_tiers


def test_head_has_no_more_attributes_in_a_sentence_than_mentions(based: Any, hand: Any) -> None:
    head = {"family": "heads", "referent": "sanctions"}
    rows = [hand.observation("d000", 1, category="mention", rule="head", **head)]
    rows += [hand.observation("d000", n, category="adjective", rule="after", **head) for n in (10, 20)]
    base = based(rows, "heads", "adjective", "sanctions")
    assert (base.hits.sum(), base.room["sentences"].sum()) == (1, 1)
    assert not base.is_part  # without its adjective a mention is still a mention


def test_other_coding_moves_a_verb_and_both_codings_keep_the_rest(based: Any, hand: Any) -> None:
    said = {"family": "reporting", "referent": "", "rule": "x"}
    rows = [
        hand.observation("d000", 1, category="neutral", **said),
        hand.observation("d000", 20, category="distancing", cue="other:neutral", **said),
        hand.observation("d001", 1, category="neutral", cue="other:distancing", **said),
    ]
    assert [(level[4], *level[5:]) for level in levels(based(rows, "reporting", "neutral"))] == [
        ("both", 1, 0), ("other", 1, 0), ("usual", 0, 1),
    ]  # fmt: skip
    assert reporting.OTHER == OTHER


def test_fact_is_counted_over_documents_in_the_outlets_own_voice(based: Any, hand: Any) -> None:
    rows = [
        hand.observation("d000", n, family="sources", category="person", referent="", rule="p", voice=voice)
        for n, voice in ((1, "own"), (9, "quoted"))
    ]
    rows.append(hand.observation("d000", 1, family="sources", category="first", referent="", rule="first"))
    base = based(rows, "sources", "first")
    assert base.once
    assert base.room_levels["voice"].tolist() == ["own"]
    assert base.room["sentences"].toarray().tolist() == [[2], [0]]  # clipped to 1 where it is selected


def test_hit_without_a_lemma_is_known_by_its_surface(based: Any, hand: Any) -> None:
    rows = [
        hand.observation("d000", 1, lemma="", surface="Alarme"),
        hand.observation("d000", 20, lemma="peur"),
    ]
    assert based(rows, "threat", "alarm").rows["lemma"].tolist() == ["alarme", "peur"]


def test_family_that_was_never_found_has_no_level(based: Any, hand: Any) -> None:
    base = based([hand.observation("d000", 1)], "legitimacy", "delegitimise")
    assert base.hits.shape == (2, 0)
    assert base.room["sentences"].sum() == 20


def test_spoken_sums_holders(hand: Any) -> None:
    rows = [("d000", "own", "title", h, 5, 1) for h in ("", "Ana")]
    table = check(
        pd.DataFrame(rows, columns=["doc_id", "voice", "position", "holder", "tokens", "sentences"]),
        "exposure",
    )
    found = spoken(table, pd.Index(["d000"], dtype="str"))
    assert found.levels.to_dict("records") == [{"voice": "own", "heading": True, "negated": False}]
    assert np.array_equal(found.room["tokens"].toarray(), [[10]])


def test_all_voices_are_all_of_them() -> None:
    assert voices_of("all") == VOICES
    assert voices_of("quoted") == ("quoted",)
