from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.sparse
import scipy.stats

from framing.errors import InferenceError
from framing.stats import (
    bootstrap,
    bootstrap_weights,
    difference_of_ratios,
    log_ratio_of_ratios,
    ratio_of_sums,
)

GENERATOR = np.random.default_rng(9)
OPPORTUNITIES = GENERATOR.integers(5, 60, 30).astype(float)
HITS = GENERATOR.binomial(OPPORTUNITIES.astype(int), GENERATOR.beta(1, 4, 30)).astype(float)
IN_A = np.arange(30) < 14


def test_weights_draw_as_many_articles_as_there_are_within_strata() -> None:
    weights = bootstrap_weights(30, 200, 3, IN_A)
    assert weights.shape == (200, 30)
    assert (weights[:, IN_A].sum(axis=1) == 14).all()
    assert (weights[:, ~IN_A].sum(axis=1) == 16).all()
    assert np.array_equal(weights, bootstrap_weights(30, 200, 3, IN_A))
    assert (bootstrap_weights(30, 50, 3).sum(axis=1) == 30).all()


def test_ratios_by_hand() -> None:
    hits, opportunities = np.array([1.0, 2.0, 3.0, 0.0]), np.array([10.0, 10.0, 20.0, 20.0])
    first = np.array([True, True, False, False])
    ones, twice = np.ones((1, 4)), np.array([[2.0, 0, 1, 1]])
    assert ratio_of_sums(ones, hits, opportunities).tolist() == [[0.1]]
    np.testing.assert_allclose(difference_of_ratios(ones, hits, opportunities, first), [[0.15 - 0.075]])
    np.testing.assert_allclose(
        log_ratio_of_ratios(twice, hits, opportunities, first), [[np.log(0.1 / 0.075)]]
    )


def test_zero_hits_get_a_half_and_nothing_to_hit_is_not_estimable() -> None:
    first = np.array([True, False])
    hits = np.array([[0.0, 0.0, 3.0], [4.0, 0.0, 0.0]])
    opportunities = np.array([[10.0, 10, 10], [10, 10, 0]])
    found = log_ratio_of_ratios(np.ones((1, 2)), hits, opportunities, first)[0]
    np.testing.assert_allclose(found, [np.log(0.5 / 4), np.nan, np.nan])


def test_sparse_hits_give_the_same() -> None:
    hits = np.column_stack([HITS, HITS[::-1]])
    weights = bootstrap_weights(30, 20, 1)
    dense = ratio_of_sums(weights, hits, OPPORTUNITIES + 60)
    np.testing.assert_allclose(
        ratio_of_sums(weights, scipy.sparse.csr_array(hits), OPPORTUNITIES + 60), dense
    )


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_a_ratio_of_sums_equals_scipy_on_the_same_replicates(method: str) -> None:
    def statistic(weights: np.ndarray) -> np.ndarray:
        return ratio_of_sums(weights, HITS, OPPORTUNITIES)

    found = bootstrap(statistic, 30, 999, 5, method=method)
    expected = scipy.stats.bootstrap(
        (HITS, OPPORTUNITIES),
        lambda x, t, axis=-1: x.sum(axis=axis) / t.sum(axis=axis),
        paired=True,
        vectorized=True,
        method=method,
        n_resamples=0,
        bootstrap_result=replicates(statistic(bootstrap_weights(30, 999, 5))),
    ).confidence_interval
    assert found.estimate == pytest.approx([HITS.sum() / OPPORTUNITIES.sum()])
    assert (found.low[0], found.high[0]) == pytest.approx((expected.low, expected.high), rel=1e-9)


@pytest.mark.parametrize("method", ["percentile", "bca"])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_a_difference_of_two_outlets_equals_scipy_on_the_same_replicates(method: str, level: float) -> None:
    def statistic(weights: np.ndarray) -> np.ndarray:
        return difference_of_ratios(weights, HITS, np.ones(30), IN_A)

    found = bootstrap(statistic, 30, 999, 5, strata=IN_A, level=level, method=method)
    expected = scipy.stats.bootstrap(
        (HITS[IN_A], HITS[~IN_A]),
        lambda x, y, axis=-1: x.mean(axis=axis) - y.mean(axis=axis),
        vectorized=True,
        confidence_level=level,
        method=method,
        n_resamples=0,
        bootstrap_result=replicates(statistic(bootstrap_weights(30, 999, 5, IN_A))),
    ).confidence_interval
    assert (found.low[0], found.high[0]) == pytest.approx((expected.low, expected.high), rel=1e-9)


def test_ties_with_the_estimate_count_half_as_in_scipy() -> None:
    present = (np.arange(10) < 3).astype(float)

    def statistic(weights: np.ndarray) -> np.ndarray:
        return ratio_of_sums(weights, present, np.ones(10))

    found = bootstrap(statistic, 10, 500, 2, method="bca")
    expected = scipy.stats.bootstrap(
        (present,),
        lambda x, axis=-1: x.mean(axis=axis),
        vectorized=True,
        method="bca",
        n_resamples=0,
        bootstrap_result=replicates(statistic(bootstrap_weights(10, 500, 2))),
    ).confidence_interval
    assert (found.low[0], found.high[0]) == pytest.approx((expected.low, expected.high), rel=1e-9)


def replicates(values: np.ndarray) -> SimpleNamespace:
    """Return our replicates as what scipy continues from."""
    return SimpleNamespace(bootstrap_distribution=values[:, 0])


def test_many_cells_are_what_each_is_alone() -> None:
    cells = np.column_stack([HITS, HITS**2, OPPORTUNITIES - HITS])
    together = bootstrap(lambda w: ratio_of_sums(w, cells, OPPORTUNITIES), 30, 200, 1, method="bca")
    for cell in range(3):
        alone = bootstrap(
            lambda w, c=cell: ratio_of_sums(w, cells[:, c], OPPORTUNITIES), 30, 200, 1, method="bca"
        )
        assert alone.low[0] == pytest.approx(together.low[cell], rel=1e-12)
        assert alone.high[0] == pytest.approx(together.high[cell], rel=1e-12)


def test_an_estimate_whose_replicates_are_often_empty_gets_no_interval() -> None:
    opportunities = np.zeros((30, 2))
    opportunities[0] = 10
    opportunities[1:, 1] = 10
    found = bootstrap(lambda w: ratio_of_sums(w, HITS * 0 + 1.0, opportunities), 30, 400, 1)
    assert np.isnan(found.low).tolist() == [True, False]
    assert np.isfinite(found.estimate).all()


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_no_hit_at_all_has_no_spread_to_correct(method: str) -> None:
    found = bootstrap(lambda w: ratio_of_sums(w, HITS * 0, OPPORTUNITIES), 30, 99, 1, method=method)
    assert found.estimate.tolist() == [0.0]
    if method == "percentile":
        assert (found.low.tolist(), found.high.tolist()) == ([0.0], [0.0])
    else:
        assert np.isnan([found.low[0], found.high[0]]).all()


@pytest.mark.parametrize(
    "call",
    [
        lambda: bootstrap_weights(0, 9, 1),
        lambda: bootstrap_weights(5, 0, 1),
        lambda: bootstrap_weights(5, 9, 1, [1, 2]),
        lambda: ratio_of_sums(np.ones((1, 3)), np.ones(4), np.ones(3)),
        lambda: ratio_of_sums(np.ones((1, 3)), -np.ones(3), np.ones(3)),
        lambda: difference_of_ratios(np.ones((1, 3)), np.ones(3), np.ones(3), np.ones(2, bool)),
        lambda: bootstrap(lambda w: w, 3, 9, 1, level=1.0),
    ],
)
def test_what_cannot_be_resampled_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
