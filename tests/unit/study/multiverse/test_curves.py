"""Curves: the universes of a claim, pooled and plain ones apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.stats import Events
from framing.stats.curves import Labelled
from framing.study.comparison.designs import Design, plan_designs
from framing.study.comparison.exchange import Chance
from framing.study.config.decisions import DIFFERENT, EQUIVALENT, WEIGHTING_MATCHED, Decision, Option
from framing.study.multiverse.curves import Curve, curve_from, observed_effects
from framing.study.multiverse.universe_counts import UniverseCounts
from framing.study.multiverse.universes import expand

HEADINGS = Decision("headings", (Option("with", EQUIVALENT, ""), Option("apart", EQUIVALENT, "")))
TOLD = {f"d{n:03d}": f"e{n % 6}" for n in range(12)}


def counted(hits: np.ndarray, room: np.ndarray) -> UniverseCounts:
    nothing = Events(*(np.zeros((0, hits.shape[1])) for _ in range(4)))
    return UniverseCounts(hits, room, hits, room, nothing, np.full(hits.shape[1], 0.5), pd.DataFrame())


@pytest.fixture
def design(hand: Any) -> Design:
    measured = hand.measurements(hand.documents(["a"] * 6 + ["b"] * 6, ["2021-01-05"] * 12), events=TOLD)
    return plan_designs(measured.documents, measured.events, [("a", "b")])[0]


@pytest.fixture
def found(design: Design) -> Curve:
    """Two equivalents pooled over six events, and a plain one that is another estimand."""
    weighting = WEIGHTING_MATCHED.restricted(["mention"], "")
    universes = expand((HEADINGS, weighting), 10).universes
    assert [u.tag for u in universes] == [EQUIVALENT, EQUIVALENT, DIFFERENT]
    hits = np.column_stack([[3.0, 2, 4, 3, 5, 6, 1, 0, 1, 2, 1, 1]] * 3)
    hits[0, 1] = 1.0
    room = np.repeat(np.array([10.0, 20, 10, 10, 30, 10] * 2)[:, np.newaxis], 3, axis=1)
    return curve_from(
        universes, (HEADINGS, weighting), counted(hits, room), design, Labelled(Chance(design, 1, 0.95).labels.matrix),
        share=False, possible=True,
    )  # fmt: skip


def test_sign_flips_over_six_events_are_enumerated(found: Curve) -> None:
    # in the second the outlets do not differ in one event: exchanged there, nothing changes
    assert found.p_value == pytest.approx([2 / 64, 4 / 64, 2 / 64])
    assert found.joint.p_median == pytest.approx(2 / 64)
    assert found.joint.estimable == 2


def test_plain_universe_is_a_ratio_of_sums(found: Curve) -> None:
    assert found.estimates[2] == pytest.approx(np.log(23 / 6))
    # with equal room in each event Mantel and Haenszel weigh events as sums do
    assert found.estimates[0] == pytest.approx(np.log(23 / 6))
    assert found.estimates[1] == pytest.approx(np.log(21 / 6))


def test_variance_is_that_of_the_equivalents_and_of_decisions_that_vary(found: Curve) -> None:
    assert found.shares == pytest.approx([1.0, np.nan], nan_ok=True)
    assert found.interactions == pytest.approx(0.0, abs=1e-9)


def test_structural_zero_is_estimated_nowhere(design: Design) -> None:
    universes = expand((HEADINGS, WEIGHTING_MATCHED.only("")), 10).universes
    ones = np.ones((12, 2))
    curve = curve_from(
        universes, (HEADINGS, WEIGHTING_MATCHED.only("")), counted(ones, ones), design,
        Labelled(Chance(design, 1, 0.95).labels.matrix), share=True, possible=False,
    )  # fmt: skip
    assert np.isnan([*curve.estimates, *curve.z, *curve.p_value]).all()
    assert curve.joint.estimable == 0


def test_observed_effects_are_those_of_the_design(design: Design) -> None:
    hits = np.array([[1.0]] * 6 + [[2.0]] * 6)
    found = observed_effects(
        hits, np.full((12, 1), 10.0), design, share=True, pooled=True, stand_in=np.array([0.5])
    )
    assert found == pytest.approx([-0.1])
