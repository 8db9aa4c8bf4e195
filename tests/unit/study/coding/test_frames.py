"""Frames: which sentences can be drawn, and with what probability."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from framing.study.coding.frames import STRATUM, draw_units, finds, frame_from, strata_of, stratum_name
from framing.study.coding.questions import Question

THREAT = Question("fr", "threat", "", "", ())
WEST = Question("fr", "naming", "west", "", ())


@pytest.fixture
def measured(hand: Any) -> Any:
    documents = hand.documents(["a", "a", "b"], [""] * 3)
    rows = [
        hand.observation("d000", 5, sentence=2),
        hand.observation("d000", 9, sentence=2, category="menace"),
        hand.observation("d000", 40, sentence=4),
        hand.observation("d000", 60, sentence=5, voice="quoted"),
        hand.observation("d001", 70, sentence=9, position="caption"),
        hand.observation("d002", 5, sentence=0, family="naming", category="capital", referent="west"),
        hand.observation("d002", 9, sentence=1, family="naming", category="capital", referent="iran"),
    ]
    return hand.measurements(documents, rows)


@pytest.fixture
def frame(measured: Any) -> pd.DataFrame:
    tables = (measured.documents, measured.exposure, measured.observations)
    return frame_from(*tables, [THREAT, WEST], ["own", "quoted"])


def units(frame: pd.DataFrame, **wanted: object) -> int:
    chosen = (frame[list(wanted)] == list(wanted.values())).all(axis=1)
    return int(frame.loc[chosen, "units"].sum())


def test_a_sentence_with_two_finds_is_one_unit_and_captions_are_none(frame: pd.DataFrame) -> None:
    own = {"doc_id": "d000", "voice": "own", "family": "threat"}
    assert (units(frame, **own, has_find=True), units(frame, **own, has_find=False)) == (2, 4)
    assert units(frame, doc_id="d001", family="threat", has_find=True) == 0
    assert units(frame, doc_id="d001", family="threat", voice="own") == 6


def test_units_of_a_question_are_all_sentences_of_the_voice(frame: pd.DataFrame) -> None:
    for family in ("threat", "naming"):
        assert units(frame, family=family, voice="own") == 3 * 6
        assert units(frame, family=family, voice="quoted") == 3 * 4


def test_naming_asks_for_its_own_referent_only(frame: pd.DataFrame, measured: Any) -> None:
    assert units(frame, family="naming", has_find=True) == 1
    assert finds(measured.observations, WEST)["sentence"].tolist() == [0]


def test_other_voices_and_other_documents_are_not_in_the_frame(measured: Any) -> None:
    one = measured.documents.iloc[:1]
    frame = frame_from(one, measured.exposure, measured.observations, [THREAT], ["quoted"])
    assert set(frame["doc_id"]) == {"d000"}
    assert units(frame, has_find=True) == 1


def test_a_stratum_that_is_small_is_drawn_whole(frame: pd.DataFrame) -> None:
    strata = strata_of(frame, 5, 3)
    assert (strata["drawn"] <= strata["size"]).all()
    own = strata.loc[(strata["family"] == "threat") & (strata["voice"] == "own") & (strata["outlet"] == "a")]
    assert own[["has_find", "size", "drawn", "inclusion"]].values.tolist() == [
        [False, 10, 3, 0.3],
        [True, 2, 2, 1.0],
    ]


def test_drawn_units_are_distinct_and_exist(frame: pd.DataFrame) -> None:
    drawn = draw_units(frame, strata_of(frame, 5, 8), seed=1)
    assert not drawn.duplicated([*STRATUM, "doc_id", "place"]).any()
    held = drawn.merge(frame, on=[*STRATUM, "doc_id"], how="left")
    assert (held["place"] < held["units"]).all()


def test_draw_of_a_stratum_does_not_depend_on_the_others(frame: pd.DataFrame) -> None:
    alone = frame.loc[frame["family"] == "threat"]
    whole = draw_units(frame, strata_of(frame, 1, 3), seed=1)
    part = draw_units(alone, strata_of(alone, 1, 3), seed=1)
    pd.testing.assert_frame_equal(whole.loc[whole["family"] == "threat"].reset_index(drop=True), part)
    other = draw_units(frame, strata_of(frame, 1, 3), seed=2)
    assert not other.equals(whole)


def test_names_of_strata_tell_apart_what_names_of_outlets_hold() -> None:
    stratum = {
        "language": "fr",
        "outlet": "a:b",
        "voice": "own",
        "family": "naming",
        "referent": "x",
        "has_find": True,
    }
    assert stratum_name(stratum) == "fr:a%3Ab:own:naming/x:found"
