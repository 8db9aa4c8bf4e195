"""Lemmas: the estimate without each word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.multiverse.exploration import explore


@pytest.fixture
def without(hand: Any, study_file: Callable[..., Path]) -> Callable[..., pd.DataFrame]:
    """Explore one claim and return what becomes of it without each word."""

    def run(rows: list[dict[str, Any]], claim: dict[str, Any], n: int = 2) -> pd.DataFrame:
        study = load_study(study_file(claims=[]))
        documents = hand.documents(["alpha"] * n + ["beta"] * n, ["2021-01-05"] * 2 * n)
        told = {f"d{d:03d}": f"e{d % n}" for d in range(2 * n)}
        measured = hand.measurements(documents, rows, events=told)
        key = (claim["family"], claim["category"], claim.get("referent", ""), "own")
        specification = specify(study, measured, measured.events)
        return explore(measured, specification, study, {"fr:alpha:beta": [key]}).lemmas.set_index("lemma")

    return run


ALARM = {"family": "threat", "category": "alarm"}


def said(hand: Any, doc_id: str, *words: str) -> list[dict[str, Any]]:
    return [hand.observation(doc_id, 10 * n, lemma=word) for n, word in enumerate(words)]


def test_estimate_without_each_word_by_hand(without: Any, hand: Any) -> None:
    rows = said(hand, "d000", "peur", "peur", "péril") + said(
        hand, "d002", "peur", "risque", "risque", "risque"
    )
    found = without(rows, ALARM)
    assert found.loc["peur", ["hits_a", "hits_b"]].tolist() == [2, 1]
    # three cues against four in as many sentences; then 1 v 3, 2 v 4, and 3 v 1
    assert found["estimate"].to_dict() == pytest.approx(
        {"risque": np.log(3 / 1), "peur": np.log(1 / 3), "péril": np.log(2 / 4)}, abs=1e-9
    )
    assert found["turns"].to_dict() == {"risque": True, "peur": False, "péril": False}
    assert found.index.tolist() == ["risque", "peur", "péril"]  # the largest change first
    assert found.loc["péril", "change"] == pytest.approx(np.log(2 / 4) - np.log(3 / 4), abs=1e-9)


def test_word_without_which_nothing_is_left_has_no_estimate_and_turns_nothing(
    without: Any, hand: Any
) -> None:
    found = without(said(hand, "d000", "peur"), ALARM)
    assert np.isnan(found.loc["peur", "estimate"])
    assert not found.loc["peur", "turns"]


def test_mention_goes_from_the_denominator_too(without: Any, hand: Any) -> None:
    rows = []
    for doc_id, names in (("d000", "aab"), ("d002", "abb")):
        rows += [
            hand.observation(doc_id, n, family="naming", category=c, rule=f"west.{c}", lemma=lemma)
            for n, (c, lemma) in enumerate(
                zip(
                    ["capital" if x == "a" else "country" for x in names],
                    ["paris", "ville", "x"],
                    strict=True,
                )
            )
        ]
    found = without(rows, {"family": "naming", "category": "capital", "referent": "west"})
    # 2 of 3 against 1 of 3; without "paris" 1 of 2 against 0 of 2; without "ville" 1 of 2 against 1 of 3
    assert found["estimate"].to_dict() == pytest.approx({"paris": 0.5, "ville": 1 / 6}, abs=1e-9)


def test_attribute_goes_and_the_mention_of_its_head_stays(without: Any, hand: Any) -> None:
    head = {"family": "heads", "referent": "sanctions"}
    rows = []
    for doc_id in ("d000", "d002"):
        rows += [hand.observation(doc_id, n, category="mention", rule="head", **head) for n in (1, 11)]
    rows += [
        hand.observation("d000", n, category="adjective", rule="after", lemma=w, **head)
        for n, w in ((5, "dur"), (15, "vain"))
    ]
    claim = {"family": "heads", "category": "adjective", "referent": "sanctions"}
    found = without(rows, claim)
    assert found["estimate"].to_dict() == pytest.approx({"dur": 0.5, "vain": 0.5})


def test_blocks_change_nothing(without: Any, hand: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = said(hand, "d000", *"abcde") + said(hand, "d002", *"aafgh")
    whole = without(rows, ALARM)
    monkeypatch.setattr("framing.study.multiverse.lemmas.MOST_NUMBERS", 8)
    pd.testing.assert_frame_equal(without(rows, ALARM), whole)


def test_matched_events_are_pooled_without_the_word_too(without: Any, hand: Any) -> None:
    rows = said(hand, "d000", "peur", "risque") + said(hand, "d007", "peur")
    found = without(rows, ALARM, n=6)
    # one cue in event 0 against one in event 1; then one, of weight a half, against what stands in for none
    assert found["estimate"].to_dict() == pytest.approx({"risque": 0.0, "peur": np.log(0.5 / 0.25)}, abs=1e-9)
