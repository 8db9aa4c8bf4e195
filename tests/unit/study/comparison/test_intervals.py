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


def in_months(hand: Any, of_a: list[str], of_b: list[str]) -> Intervals:
    documents = hand.documents(["a"] * len(of_a) + ["b"] * len(of_b), [f"2021-{m}-05" for m in of_a + of_b])
    (design,) = plan_designs(documents, empty("events"), [("a", "b")], replicates=199)
    return Chance(design, 7, 0.95).cell_intervals


def by_hand(hits: np.ndarray, sizes: np.ndarray, months: list[str], n_a: int) -> tuple[float, float]:
    """RR_MH and the pooled difference of shares, stratum by stratum."""
    side, month = np.arange(len(months)) < n_a, np.array(months)
    over = under = gap = weight = 0.0
    for m in sorted(set(months)):
        a, b = (hits[(month == m) & s].sum() for s in (side, ~side))
        n, k = (sizes[(month == m) & s].sum() for s in (side, ~side))
        over, under = over + a * k / (n + k), under + b * n / (n + k)
        gap, weight = gap + (a * k - b * n) / (n + k), weight + n * k / (n + k)
    return over / under, gap / weight


def test_outlets_are_compared_within_months(hand: Any) -> None:
    of_a, of_b = ["01"] * 9 + ["02"] * 5 + ["03"] * 2, ["01"] * 4 + ["02"] * 9 + ["04"] * 3
    made_of, (hits, sizes) = in_months(hand, of_a, of_b), counts(16, 1)
    ratio, gap = by_hand(hits, sizes, of_a + of_b, 16)
    assert np.exp(made_of.log_rate_ratio(hits, sizes).estimate[0]) == pytest.approx(ratio)
    assert made_of.share_difference(hits, sizes).estimate[0] == pytest.approx(gap)
    sparse = scipy.sparse.csr_array(hits)
    assert np.exp(made_of.log_rate_ratio(sparse, sizes[:, 0]).estimate[0]) == pytest.approx(ratio)


def test_what_one_outlet_writes_while_the_other_is_silent_says_nothing(hand: Any) -> None:
    of_a, of_b = ["01"] * 8 + ["02"] * 8, ["01"] * 8 + ["03"] * 8
    made_of, (hits, sizes) = in_months(hand, of_a, of_b), counts(16, 1)
    before = made_of.log_rate_ratio(hits, sizes).estimate
    hits[8:16] *= 50
    assert made_of.log_rate_ratio(hits, sizes).estimate == pytest.approx(before)


def test_an_estimate_lies_within_its_interval(hand: Any) -> None:
    """The inverted test has a centre of its own."""
    made_of = in_months(hand, ["01"] * 5 + ["02"] * 5, ["01"] * 5 + ["02"] * 5)
    generator = np.random.default_rng(3)
    sizes = generator.integers(20, 200, (20, 40)).astype(float)
    found = made_of.log_rate_ratio(generator.poisson(0.05 * sizes).astype(float), sizes)
    assert not (found.low > found.estimate).any()
    assert not (found.high < found.estimate).any()
