"""Arising: decisions that change nothing have one option, and say why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import plan_designs
from framing.study.multiverse.arising import why_one_option
from framing.study.multiverse.bases import base_from, rows_of_family, spoken
from framing.study.multiverse.scopes import scope_of


@pytest.fixture
def why(hand: Any) -> Any:
    def told(
        rows: list[dict[str, Any]], dates: list[str], voice: str = "own", **known: bool
    ) -> dict[str, str]:
        measured = hand.measurements(hand.documents(["a", "b"], dates), rows)
        (design,) = plan_designs(measured.documents, measured.events, [("a", "b")])
        scope = scope_of(design, measured, pd.DataFrame({"doc_id": [], "copy": []}, dtype="str"), None)
        documents = pd.Index(scope.documents, dtype="str")
        found = rows_of_family(measured.observations, documents, "threat")
        base = base_from(found, spoken(measured.exposure, documents), ("threat", "alarm", ""), "cues", 2)
        return why_one_option(base, np.arange(2), scope, voice, **{"sketched": True, **known})

    return told


DATES = ["2021-01-05", ""]


def test_what_varies_in_the_claims_voice_arises(why: Any, hand: Any) -> None:
    rows = [
        hand.observation("d000", 1, position="title"),
        hand.observation("d001", 20, negated=True, confidence=0.7),
        hand.observation("d001", 40, voice="ambiguous"),
    ]
    assert why(rows, DATES) == {"copies": "no_copies", "coding": "one_coding"}
    assert why(rows, DATES, "quoted") == {
        "copies": "no_copies", "coding": "one_coding", "headings": "no_headings", "tier": "one_tier",
        "negated": "none_negated",
    }  # fmt: skip


def test_without_a_hit_only_what_is_counted_over_arises(why: Any) -> None:
    assert why([], DATES, sketched=False) == {
        "ambiguous": "none_ambiguous", "headings": "no_headings", "copies": "no_sketches", "tier": "one_tier",
        "negated": "none_negated", "coding": "one_coding",
    }  # fmt: skip


@pytest.mark.parametrize(("date", "reason"), [("", "none_dated"), ("2021-01-05", "all_dated")])
def test_dates_that_all_or_none_carry_leave_nothing_to_decide(why: Any, date: str, reason: str) -> None:
    assert why([], [date, date])["undated"] == reason


def test_where_the_window_stands_in_for_dates_the_undated_stay(why: Any) -> None:
    assert why([], DATES, by_window=True)["undated"] == "by_window"
    assert "undated" not in why([], DATES)
