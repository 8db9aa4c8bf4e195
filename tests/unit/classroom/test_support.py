"""What a corpus should support follows from its counts by event alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.classroom import read_truth, supported_claims
from framing.classroom.support import MOST_EVENTS, _adjusted, _judged, _verdicts
from framing.errors import InferenceError


def test_two_events_support_nothing_but_directions(corpus: Callable[..., Path]) -> None:
    table = supported_claims(read_truth(corpus()), "en").set_index("feature")
    assert table["verdict"].to_dict() == {
        "alarm_own": "direction",
        "alarm_raw": "equal",
        "boats": "direction",
        "scare": "direction",
    }
    assert table.loc["alarm_own", ["more", "less", "hits_more", "hits_less", "events"]].tolist() == [
        "beta",
        "alpha",
        1,
        0,
        1,
    ]


@pytest.mark.parametrize(("n_events", "smallest"), [(5, 0.0625), (6, 0.03125), (8, 0.0078125)])
def test_one_feature_alone_reaches_the_smallest_p_of_its_events(n_events: int, smallest: float) -> None:
    """2/2^E, as statistics.md §2 prints it for paired events."""
    assert _adjusted(np.ones((1, n_events))) == pytest.approx([smallest])


def test_the_same_feature_twice_costs_nothing_and_an_opposed_one_no_more() -> None:
    twice = np.vstack([np.ones(8), np.ones(8), -np.ones(8)])
    assert _adjusted(twice) == pytest.approx([2 / 256] * 3)


def test_maxt_over_two_features_against_enumeration_by_hand() -> None:
    """d = (1,1,1,0) and (0,0,0,1): T = √3 and 1; of 16 sign vectors all reach 1, 4 reach √3."""
    p = _adjusted(np.array([[1.0, 1, 1, 0], [0, 0, 0, 1]]))
    assert p == pytest.approx([4 / 16, 1.0])


def test_no_difference_anywhere_is_no_evidence() -> None:
    assert _adjusted(np.zeros((2, 5))) == pytest.approx([1.0, 1.0])


ROW = {"hits_more": 9, "hits_less": 1, "events": 6, "articles": 5, "largest_share": 0.4, "p_adjusted": 0.049}


@pytest.mark.parametrize(
    ("change", "planted_equal", "verdict"),
    [
        ({}, False, "supported"),
        ({"events": 5}, False, "direction"),
        ({"articles": 4}, False, "direction"),
        ({"largest_share": 0.41}, False, "direction"),
        ({"p_adjusted": 0.05}, False, "direction"),
        ({"hits_more": 1}, False, "contradicted"),
        ({"hits_more": 0}, False, "contradicted"),
        ({"hits_more": 1}, True, "equal"),
        ({}, True, "contradicted"),
    ],
)
def test_each_bar_decides(change: dict[str, float], planted_equal: bool, verdict: str) -> None:
    assert _verdicts(pd.DataFrame([ROW | change]), pd.Series([planted_equal])).tolist() == [verdict]


def test_features_of_two_outlets_are_corrected_together_whichever_has_more() -> None:
    """Eight events alone give 2/2^8; beside a feature of the other outlet in other events they give more."""
    index = pd.MultiIndex.from_product([["f", "g"], ["a", "b"]], names=["feature", "outlet"])
    counts = pd.DataFrame(np.zeros((4, 12), int), index=index)
    counts.loc[("f", "a"), :7] = 1
    counts.loc[("g", "b"), 4:] = 1
    pairs = pd.DataFrame([("f", "a", "b"), ("g", "b", "a")], columns=["feature", "more", "less"])
    both = _judged(counts, pairs)["p_adjusted"].tolist()
    alone = _judged(counts, pairs[:1])["p_adjusted"].tolist()
    assert alone == [2 / 256]
    assert both[0] > alone[0]


def test_more_events_than_can_be_enumerated_are_refused() -> None:
    with pytest.raises(InferenceError, match="17"):
        _adjusted(np.ones((1, MOST_EVENTS + 1)))
