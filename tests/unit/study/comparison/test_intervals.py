"""Intervals: the method follows from the size of the design, and where there is none, none is given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse

from framing.stats import difference_interval, draw, log_rate_ratio, ratio_interval, studentised
from framing.study.comparison import intervals
from framing.study.comparison.designs import plan_designs
from framing.study.comparison.exchange import Chance, Purpose
from framing.study.comparison.intervals import Intervals
from framing.tables import empty


def made(hand: Any, n: int, told: dict[str, str] | None = None) -> Intervals:
    documents = hand.documents(["a"] * n + ["b"] * n, ["2021-05-01"] * 2 * n)
    events = hand.measurements(documents, [], events=told).events if told else empty("events")
    (design,) = plan_designs(documents, events, [("a", "b")], replicates=199)
    return Chance(design, 7, 0.95).cell_intervals


def counts(n: int, cells: int = 3) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(n)
    sizes = generator.integers(20, 40, (2 * n, cells)).astype(float)
    return generator.poisson(0.2 * sizes).astype(float), sizes


@pytest.mark.parametrize(("n", "method"), [(4, "inversion"), (11, "inversion"), (12, "bootstrap")])
def test_twelve_a_side_are_drawn_again_fewer_are_tested(hand: Any, n: int, method: str) -> None:
    assert made(hand, n).method == method


def test_small_designs_have_the_interval_of_their_test(hand: Any) -> None:
    made_of, (hits, sizes) = made(hand, 6), counts(6)
    ratio, difference = made_of.log_rate_ratio(hits, sizes), made_of.share_difference(hits, sizes)
    strata = made_of.design.strata
    assert ratio.low == pytest.approx(ratio_interval(hits, sizes, made_of.labels, strata).low)
    assert difference.high == pytest.approx(difference_interval(hits, sizes, made_of.labels, strata).high)
    assert np.isnan(made_of.log_odds_ratio(hits, sizes).low).all()


def test_designs_that_reach_no_small_p_have_none(hand: Any) -> None:
    made_of, (hits, sizes) = made(hand, 3), counts(3)
    found = made_of.log_rate_ratio(hits, sizes)
    assert np.isfinite(found.estimate).all()
    assert np.isnan(found.low).all()


def test_large_designs_have_the_studentised_interval(hand: Any) -> None:
    made_of, (hits, sizes) = made(hand, 14), counts(14)
    drawn = draw(made_of.design.in_a, 199, made_of.design.seed(7, Purpose.BOOTSTRAP_CELLS))
    expected = studentised(log_rate_ratio(drawn, hits, sizes), 14)
    found = made_of.log_rate_ratio(hits, sizes)
    assert found.low.tolist() == expected.low.tolist()
    assert found.high.tolist() == expected.high.tolist()


@pytest.mark.parametrize("told", [None, {f"d{n:03d}": f"e{n % 14:02d}" for n in range(28)}])
def test_blocks_sparse_counts_and_shared_sizes_change_nothing(
    hand: Any, told: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_of, (hits, sizes) = made(hand, 14, told), counts(14, 5)
    whole = made_of.log_rate_ratio(hits, sizes[:, 0])
    monkeypatch.setattr(intervals, "BLOCK", 2)
    for given in (hits, scipy.sparse.csr_array(hits)):
        found = made_of.log_rate_ratio(given, sizes[:, 0])
        assert found.low == pytest.approx(whole.low)
    wide = made_of.log_rate_ratio(hits, np.repeat(sizes[:, :1], 5, axis=1))
    assert wide.high == pytest.approx(whole.high)


def test_matched_documents_are_pooled_over_events(hand: Any) -> None:
    told = {f"d{n:03d}": f"e{n % 14:02d}" for n in range(28)}
    made_of, (hits, sizes) = made(hand, 14, told), counts(14)
    assert made_of.method == "bootstrap"
    a, b, m, n = hits[:14], hits[14:], sizes[:14], sizes[14:]
    pooled = np.log((a * n / (m + n)).sum(axis=0) / (b * m / (m + n)).sum(axis=0))
    assert made_of.log_rate_ratio(hits, sizes).estimate == pytest.approx(pooled)
