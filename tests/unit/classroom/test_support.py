"""What a corpus should support follows from its counts by event alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from framing.classroom import read_truth, supported_claims
from framing.classroom.support import _adjusted


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
