"""Exchange: labels within strata, documents drawn again, and no interval where there is nothing to draw from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from framing.stats import difference_of_ratios, max_t, permutation_p, score_z
from framing.study import exchange
from framing.study.designs import Design, plan_designs
from framing.study.exchange import Chance, Purpose, expected_sizes
from framing.tables import empty


def design_of(hand: Any, n: int, months: int = 1, **more: Any) -> Design:
    dates = [f"2021-{1 + i % months:02d}-01" for i in range(n)]
    documents = hand.documents(["a"] * n + ["b"] * n, dates * 2)
    (design,) = plan_designs(documents, empty("events"), [("a", "b")], **more)
    return design


def test_small_designs_are_enumerated(hand: Any) -> None:
    chance = Chance(design_of(hand, 2), 7, 0.95)
    assert chance.labels.enumerated
    assert chance.labels.replicates == 5
    tested = chance.permute(np.array([[3], [2], [0], [0]]), np.full(4, 10.0))
    assert tested.p_value[0] == pytest.approx(1 / 3)


def test_large_designs_are_sampled_and_repeat_with_the_seed(hand: Any) -> None:
    design = design_of(hand, 12, replicates=199)
    one, again, other = (Chance(design, seed, 0.95).labels for seed in (7, 7, 8))
    assert not one.enumerated
    assert np.array_equal(one.matrix, again.matrix)
    assert not np.array_equal(one.matrix, other.matrix)


def test_expected_sizes_make_the_residuals_of_each_stratum_sum_to_zero() -> None:
    generator = np.random.default_rng(0)
    hits = generator.poisson(3, (10, 4)).astype(float)
    sizes = generator.integers(5, 20, (10, 4)).astype(float)
    strata = np.array([0, 0, 0, 5, 5, 5, 5, 9, 9, 9])
    expected = expected_sizes(hits, sizes, strata)
    rate = hits.sum(axis=0) / expected.sum(axis=0)
    for stratum in np.unique(strata):
        rows = strata == stratum
        assert (hits[rows] - rate * expected[rows]).sum(axis=0) == pytest.approx(0, abs=1e-9)
    assert expected.sum(axis=0) == pytest.approx(sizes.sum(axis=0))


def test_one_stratum_leaves_sizes_as_they_are() -> None:
    hits, sizes = np.array([[1.0], [2.0]]), np.array([10.0, 30.0])
    assert expected_sizes(hits, sizes, np.zeros(2, dtype=int))[:, 0] == pytest.approx(sizes)


def test_what_differs_between_months_only_is_no_difference_between_outlets(hand: Any) -> None:
    dates = ["2021-01"] * 6 + ["2021-02"] * 2 + ["2021-01"] * 2 + ["2021-02"] * 6
    documents = hand.documents(["a"] * 8 + ["b"] * 8, dates)
    (design,) = plan_designs(documents, empty("events"), [("a", "b")], replicates=999)
    january = np.array([date == "2021-01" for date in dates])
    hits = np.where(january, 8.0, 1.0)[:, np.newaxis]
    assert Chance(design, 7, 0.95).permute(hits, np.full(16, 20.0)).z[0] == pytest.approx(0, abs=1e-9)
    assert abs(score_z(hits, np.full(16, 20.0), design.in_a)[0, 0]) > 1.5


@pytest.mark.parametrize("most", [exchange.MOST_NUMBERS, 1])
def test_declared_cells_are_corrected_together_and_families_before_their_cells(
    hand: Any, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(exchange, "MOST_NUMBERS", most)
    chance = Chance(design_of(hand, 3), 7, 0.95)
    hits = np.random.default_rng(2).poisson(2, (6, 7)).astype(float)
    families = np.array([1, 0, 1, 1, 0, 1, 0])
    declared = np.array([False] * 5 + [True] * 2)
    p_value, p_adjusted = chance.permute_cells(hits, np.full((6, 7), 9.0), families, declared)
    scores = score_z(hits, np.full((6, 7), 9.0), chance.labels.matrix)
    assert p_value == pytest.approx(permutation_p(scores))
    assert p_adjusted[declared] == pytest.approx(max_t(scores[:, declared]))
    explored = [np.flatnonzero((families == family) & ~declared) for family in (0, 1)]
    of_family = max_t(np.column_stack([np.abs(scores[:, own]).max(axis=1) for own in explored]))
    for own, least in zip(explored, of_family, strict=True):
        assert p_adjusted[own] == pytest.approx(np.maximum(max_t(scores[:, own]), least))


def test_everything_declared_leaves_no_family(hand: Any) -> None:
    chance = Chance(design_of(hand, 3), 7, 0.95)
    hits = np.array([[3.0], [2], [2], [0], [0], [1]])
    p_value, p_adjusted = chance.permute_cells(hits, np.full((6, 1), 9.0), np.array([0]), np.array([True]))
    assert p_adjusted == pytest.approx(p_value)


@pytest.mark.parametrize(("n", "bounded"), [(11, False), (12, True)])
def test_interval_needs_twelve_documents_a_side(hand: Any, n: int, bounded: bool) -> None:
    design = design_of(hand, n, replicates=199)
    hits = np.arange(2 * n, dtype=float)[:, np.newaxis]
    sizes = np.full((2 * n, 1), 50.0)
    found = Chance(design, 7, 0.95).interval(
        lambda w: difference_of_ratios(w, hits, sizes, design.in_a), Purpose.BOOTSTRAP_CELLS
    )
    assert np.isfinite(found.low[0]) == np.isfinite(found.high[0]) == bounded
    assert found.estimate[0] == pytest.approx(-n / 50)
    if bounded:
        assert found.low[0] < found.estimate[0] < found.high[0]


def test_matched_documents_are_drawn_by_event(hand: Any) -> None:
    documents = hand.documents(["a"] * 12 + ["b"] * 12, [""] * 24)
    measurements = hand.measurements(documents, [], events={f"d{n:03d}": f"e{n % 12:02d}" for n in range(24)})
    (design,) = plan_designs(documents, measurements.events, [("a", "b")], replicates=199)
    seen = []

    def statistic(weights: np.ndarray) -> np.ndarray:
        seen.append(np.array_equal(weights[:, :12], weights[:, 12:]))
        return weights[:, :1]

    found = Chance(design, 7, 0.95).interval(statistic, Purpose.BOOTSTRAP_CELLS)
    assert all(seen)
    assert np.isfinite(found.low).all()
