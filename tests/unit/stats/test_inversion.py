from __future__ import annotations

import numpy as np
import pytest

from framing.stats import difference_interval, labellings, permutation_p, ratio_interval, score_z

ONE = np.zeros(12, dtype=int)


def small(n: int = 6, ratio: float = 3.0, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    sizes = generator.integers(20, 40, (2 * n, 3)).astype(float)
    rate = np.where(np.arange(2 * n) < n, 0.1 * ratio, 0.1)[:, np.newaxis]
    return generator.poisson(sizes * rate).astype(float), sizes, labellings(n, n, 1, 0).matrix


def p_of_ratio(hits: np.ndarray, sizes: np.ndarray, labels: np.ndarray, effect: np.ndarray) -> np.ndarray:
    shifted = sizes * np.where(labels[0][:, np.newaxis], np.exp(effect), 1.0)
    return permutation_p(score_z(hits, shifted, labels)[:, :, 0])


def test_the_bounds_are_where_the_test_turns() -> None:
    hits, sizes, labels = small()
    found = ratio_interval(hits, sizes, labels, ONE)
    assert (found.low < found.estimate).all()
    assert (found.estimate < found.high).all()
    for bound, inward in ((found.low, 1e-6), (found.high, -1e-6)):
        assert (p_of_ratio(hits, sizes, labels, bound + inward) > 0.05).all()
        assert (p_of_ratio(hits, sizes, labels, bound - inward) <= 0.05).all()


def test_no_difference_lies_within_exactly_where_the_test_does_not_refuse_it() -> None:
    for seed in range(12):
        hits, sizes, labels = small(ratio=1.8, seed=seed)
        found = ratio_interval(hits, sizes, labels, ONE)
        refused = permutation_p(score_z(hits, sizes, labels)[:, :, 0]) <= 0.05
        assert ((found.low > 0) | (found.high < 0)).tolist() == refused.tolist()


def test_the_estimate_leaves_nothing() -> None:
    hits, sizes, labels = small()
    found = ratio_interval(hits, sizes, labels, ONE)
    rates = hits[:6].sum(axis=0) / sizes[:6].sum(axis=0) / (hits[6:].sum(axis=0) / sizes[6:].sum(axis=0))
    assert np.exp(found.estimate) == pytest.approx(rates, rel=1e-6)


def test_differences_of_shares_and_their_bounds() -> None:
    hits, sizes, labels = small()
    found = difference_interval(hits, sizes, labels, ONE)
    shares = [hits[side].sum(axis=0) / sizes[side].sum(axis=0) for side in (labels[0], ~labels[0])]
    assert found.estimate == pytest.approx(shares[0] - shares[1], abs=1e-6)
    assert (found.low < found.estimate).all()
    assert (found.high > found.estimate).all()


def test_swapping_the_outlets_mirrors_the_interval() -> None:
    hits, sizes, labels = small()
    turned = np.r_[6:12, 0:6]
    mine, theirs = (
        ratio_interval(h, s, labels, ONE) for h, s in ((hits, sizes), (hits[turned], sizes[turned]))
    )
    assert mine.low == pytest.approx(-theirs.high, abs=1e-6)


def test_where_no_division_is_rare_enough_the_interval_has_no_end() -> None:
    hits, sizes, _ = small(n=3)
    found = ratio_interval(hits, sizes, labellings(3, 3, 1, 0).matrix, np.zeros(6, dtype=int))
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()


def test_a_side_without_a_hit_has_no_ratio() -> None:
    hits, sizes, labels = small()
    hits[:6, 0] = 0
    found = ratio_interval(hits, sizes, labels, ONE)
    assert np.isnan(found.estimate[0])
    assert np.isfinite(found.estimate[1:]).all()


def test_within_strata_what_differs_between_them_is_taken_out() -> None:
    hits = np.array([[8.0], [9], [7], [2], [1], [3], [2], [1], [9], [7], [8], [2]])
    sizes, strata = np.full((12, 1), 20.0), np.array([0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1])
    labels = labellings(6, 6, 1, 0, strata).matrix
    found = ratio_interval(hits, sizes, labels, strata)
    assert found.low[0] < 0 < found.high[0]


def test_bounds_of_unequal_lengths_within_strata_are_where_the_test_turns() -> None:
    generator = np.random.default_rng(7)
    strata = np.arange(14) % 2
    in_a = np.arange(14) < 7
    sizes = np.where(in_a, 60.0, 20.0)[:, np.newaxis] + generator.integers(0, 20, (14, 2))
    hits = generator.poisson(sizes * np.where(in_a, 0.4, 0.15)[:, np.newaxis]).astype(float)
    labels = labellings(7, 7, 1, 0, strata).matrix
    found = ratio_interval(hits, sizes, labels, strata)
    for bound, inward in ((found.low, 1e-6), (found.high, -1e-6)):
        for effect, refused in ((bound + inward, False), (bound - inward, True)):
            shifted = sizes * np.where(in_a[:, np.newaxis], np.exp(effect), 1.0)
            p = permutation_p(score_z(hits, shifted, labels, strata)[:, :, 0])
            assert ((p <= 0.05) == refused).all()
