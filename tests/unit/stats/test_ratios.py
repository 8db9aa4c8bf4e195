from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
import scipy.stats

from framing.stats import (
    Replicated,
    draw,
    drawn_units,
    log_odds_ratio,
    log_rate_ratio,
    share_difference,
    studentised,
)

GENERATOR = np.random.default_rng(9)
SIZES = GENERATOR.integers(5, 60, 30).astype(float)
HITS = GENERATOR.binomial(SIZES.astype(int), GENERATOR.beta(1, 4, 30)).astype(float)
IN_A = np.arange(30) < 14


def leverage_error(hits: np.ndarray, sizes: np.ndarray) -> float:
    """Squared error of a ratio of sums: Σ (x − r t)²/(1 − h)² / T², article by article."""
    rate, total = hits.sum() / sizes.sum(), sizes.sum()
    return sum(((x - rate * t) / (1 - t / total)) ** 2 for x, t in zip(hits, sizes, strict=True)) / total**2


def test_values_and_errors_are_the_formula() -> None:
    drawn = draw(IN_A, 5, 1)
    rate = [HITS[side].sum() / SIZES[side].sum() for side in (IN_A, ~IN_A)]
    error = [leverage_error(HITS[side], SIZES[side]) for side in (IN_A, ~IN_A)]
    logs, shares, odds = (
        statistic(drawn, HITS, SIZES) for statistic in (log_rate_ratio, share_difference, log_odds_ratio)
    )
    assert logs.values[0, 0] == pytest.approx(np.log(rate[0] / rate[1]))
    assert logs.errors[0, 0] == pytest.approx(np.sqrt(error[0] / rate[0] ** 2 + error[1] / rate[1] ** 2))
    assert shares.values[0, 0] == pytest.approx(rate[0] - rate[1])
    assert shares.errors[0, 0] == pytest.approx(np.sqrt(sum(error)))
    logit = [np.log(r / (1 - r)) for r in rate]
    assert odds.values[0, 0] == pytest.approx(logit[0] - logit[1])
    spread = sum(e / (r * (1 - r)) ** 2 for e, r in zip(error, rate, strict=True))
    assert odds.errors[0, 0] == pytest.approx(np.sqrt(spread))


def test_replicates_are_the_same_statistic_on_the_articles_drawn() -> None:
    drawn = draw(IN_A, 20, 4)
    weights = np.random.default_rng(4)
    first = drawn_units(14, 20, weights)
    second = drawn_units(16, 20, weights)
    found = share_difference(drawn, HITS, SIZES).values[0]
    for row in range(21):
        a = (first[row] @ HITS[IN_A]) / (first[row] @ SIZES[IN_A])
        b = (second[row] @ HITS[~IN_A]) / (second[row] @ SIZES[~IN_A])
        assert found[row] == pytest.approx(a - b)


@pytest.mark.parametrize("statistic", [log_rate_ratio, share_difference, log_odds_ratio])
def test_sparse_and_sizes_of_every_cell_give_the_same(statistic: object) -> None:
    hits, drawn = np.column_stack([HITS, HITS[::-1].clip(max=4)]), draw(IN_A, 15, 2)
    one = statistic(drawn, hits, SIZES)
    sparse = statistic(drawn, scipy.sparse.csr_array(hits), SIZES)
    each = statistic(drawn, hits, np.column_stack([SIZES, SIZES]))
    for other in (sparse, each):
        np.testing.assert_allclose(one.values, other.values)
        np.testing.assert_allclose(one.errors, other.errors)


def test_a_side_without_a_hit_has_half_a_hit_and_the_error_of_one_article() -> None:
    in_a = np.array([True] * 3 + [False] * 3)
    hits, sizes = np.array([0.0, 0, 0, 2, 1, 0]), np.full(6, 10.0)
    found = log_rate_ratio(draw(in_a, 0, 0), hits, sizes)
    assert found.values[0, 0] == pytest.approx(np.log(0.5 / 3))
    b = leverage_error(hits[3:], sizes[3:]) / 0.1**2
    assert found.errors[0, 0] == pytest.approx(np.sqrt(1 + b))
    shares = share_difference(draw(in_a, 0, 0), hits, sizes)
    assert shares.errors[0, 0] ** 2 == pytest.approx(1 / 900 + leverage_error(hits[3:], sizes[3:]))


def test_nothing_found_and_no_opportunity_have_no_ratio() -> None:
    in_a = np.array([True, True, False, False])
    hits = np.array([[0.0, 1], [0, 0], [0, 0], [0, 0]])
    sizes = np.array([[5.0, 5], [5, 5], [5, 0], [5, 0]])
    assert np.isnan(log_rate_ratio(draw(in_a, 3, 0), hits, sizes).values[:, 0]).all()


def test_the_interval_is_the_quantile_of_the_pivots_times_the_error() -> None:
    found = share_difference(draw(IN_A, 1999, 3), HITS, SIZES)
    bounds = studentised(found, 14)
    pivots = np.abs(found.values[0, 1:] - found.values[0, 0]) / found.errors[0, 1:]
    q = max(np.quantile(pivots, 0.95, method="higher"), scipy.stats.t.ppf(0.975, 13))
    assert bounds.high[0] - bounds.estimate[0] == pytest.approx(q * found.errors[0, 0])
    assert bounds.estimate[0] - bounds.low[0] == pytest.approx(q * found.errors[0, 0])
    wider, narrower = studentised(found, 14, 0.99), studentised(found, 14, 0.8)
    assert wider.low[0] < bounds.low[0] < narrower.low[0]


def test_it_is_never_narrower_than_students() -> None:
    values = np.concatenate([[0.5], np.full(99, 0.5)])[np.newaxis]
    bounds = studentised(Replicated(values, np.full((1, 100), 0.1)), 10)
    assert bounds.high[0] == pytest.approx(0.5 + 0.1 * scipy.stats.t.ppf(0.975, 9))


def test_replicates_without_a_value_are_no_picture_of_chance() -> None:
    values, errors = np.full((1, 100), 0.5), np.full((1, 100), 0.1)
    values[0, 50:] = np.nan
    assert np.isnan(studentised(Replicated(values, errors), 10).low[0])
    assert np.isnan(studentised(Replicated(values[:, :1], errors[:, :1]), 10).low[0])
    assert np.isnan(studentised(Replicated(np.full((1, 100), 0.5), np.zeros((1, 100))), 10).low[0])


@pytest.mark.parametrize("room", [3.0, 7.0, 30.0])
@pytest.mark.parametrize("odd", [0, 1])
def test_articles_all_alike_have_the_error_of_one_hit_not_that_of_rounding(room: float, odd: int) -> None:
    """One hit an article, but for one article: nearly every third replicate misses that one."""
    hits, sizes = np.ones(30), np.full(30, room)
    hits[0] += odd
    drawn = draw(np.arange(30) < 15, 999, 1)
    gap = studentised(share_difference(drawn, hits, sizes), 15)
    assert gap.estimate[0] == pytest.approx(odd / (15 * room))
    assert 0.5 * 2 / (15 * room) < gap.high[0] - gap.estimate[0] < 3 * 2 / (15 * room)
    ratio = studentised(log_rate_ratio(drawn, hits, sizes), 15)
    assert 0.5 * 2 / 15 < ratio.high[0] - ratio.estimate[0] < 3 * 2 / 15


def test_a_side_all_alike_has_one_hit_s_error_in_every_replicate() -> None:
    found = share_difference(draw(np.arange(30) < 15, 99, 1), np.ones(30), np.full(30, 7.0))
    assert found.errors == pytest.approx(np.full((1, 100), np.sqrt(2) / (15 * 7)))


def test_two_shares_differ_by_one_at_most() -> None:
    found = Replicated(np.array([[0.8, 0.2, 0.9, 0.5]]), np.array([[0.5, 0.1, 0.1, 0.1]]), 1.0)
    value = studentised(found, 20)
    assert (value.estimate[0], value.low[0], value.high[0]) == (0.8, -1.0, 1.0)
    drawn = draw(np.arange(30) < 15, 9, 1)
    assert share_difference(drawn, HITS, SIZES).limit == 1.0
    assert log_rate_ratio(drawn, HITS, SIZES).limit == np.inf
