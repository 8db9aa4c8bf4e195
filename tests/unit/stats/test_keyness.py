from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from framing.errors import InferenceError
from framing.stats import (
    difference_per_10k,
    g2,
    log_odds,
    log_ratio,
    odds_ratio,
    percent_diff,
    pooled_prior,
    signed,
    signed_g2,
)

COUNTS = ([0, 3, 12, 7], [5, 0, 12, 1], 1000, 800)


def test_g2_equals_scipy_on_each_table() -> None:
    a, b, n_a, n_b = COUNTS
    for x, y, value in zip(a, b, g2(a, b, n_a, n_b), strict=True):
        table = [[x, n_a - x], [y, n_b - y]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert value == pytest.approx(expected, rel=1e-9)


def test_a_proportional_term_has_a_g2_of_exactly_zero() -> None:
    assert g2([3, 0, 30], [7, 0, 70], 300, 700).tolist() == [0.0, 0.0, 0.0]
    a, b = np.mgrid[1:60, 1:60]
    assert not g2(a, b, 1237 * a, 1237 * b).any()
    assert signed_g2(1, 1, 5, 3)[()] < 0 < signed_g2(1, 1, 3, 5)[()]


def test_zero_counts_stay_finite_and_absent_terms_are_not_estimable() -> None:
    a, b = [0, 4, 0], [6, 0, 0]
    np.testing.assert_allclose(log_ratio(a, b, 100, 100), [np.log2(0.5 / 6), 3.0, np.nan])
    np.testing.assert_allclose(percent_diff(a, b, 100, 100), [-100.0, 700.0, np.nan])
    np.testing.assert_allclose(odds_ratio(a, b, 100, 100), [0.5 * 94 / 600, 4 * 100 / (0.5 * 96), np.nan])
    np.testing.assert_allclose(difference_per_10k(a, b, 100, 100), [-600.0, 400.0, 0.0])


@pytest.mark.parametrize("measure", [log_ratio, percent_diff, odds_ratio, difference_per_10k])
def test_an_empty_corpus_is_not_estimable(measure: Callable[..., np.ndarray]) -> None:
    assert np.isnan(measure([2, 0], [0, 0], 50, 0)).all()


def test_half_added_everywhere_is_another_form() -> None:
    assert log_ratio(3, 1, 10, 10, add_half=True) == pytest.approx(np.log2(3.5 / 1.5))


def test_pooled_prior_sums_to_its_strength() -> None:
    prior = pooled_prior([1, 2], [3, 4], strength=5)
    np.testing.assert_allclose(prior, [2.0, 3.0])
    np.testing.assert_allclose(pooled_prior([1, 2], [3, 4]), [4.0, 6.0])


def test_a_scalar_prior_counts_once_for_every_term() -> None:
    one = log_odds([1, 5], [3, 4], 6, 7, 0.5)
    same = log_odds([1, 5], [3, 4], 6, 7, [0.5, 0.5])
    assert one.delta.tolist() == same.delta.tolist()
    assert one.delta[0] == pytest.approx(np.log(1.5 / 5.5) - np.log(3.5 / 4.5))


def test_four_variance_terms_add_the_complements() -> None:
    two, four = (log_odds([1, 5], [3, 4], 6, 7, 0.5, variance_terms=terms) for terms in (2, 4))
    assert two.delta.tolist() == four.delta.tolist()
    np.testing.assert_allclose(four.variance - two.variance, [1 / 5.5 + 1 / 4.5, 1 / 1.5 + 1 / 3.5])


def test_a_sign_is_put_where_the_target_has_less() -> None:
    assert signed([2.0, 2.0, 0.0], [1, 3, 0], [3, 1, 0], 10, 10).tolist() == [-2.0, 2.0, 0.0]


def test_all_mistakes_are_reported_at_once() -> None:
    with pytest.raises(InferenceError) as caught:
        g2([1, -2], [3, 9], 10, 5, cells=3)
    assert [problem.where for problem in caught.value.problems] == ["keyness.g2"] * 3


@pytest.mark.parametrize(
    "call",
    [
        lambda: log_ratio([1, 2], [1, 2, 3], 10, 10),
        lambda: g2([np.nan], [1], 10, 10),
        lambda: pooled_prior([0, 0], [0, 0]),
        lambda: pooled_prior([1], [1], strength=0),
        lambda: log_odds([1, 2], [1, 2], 9, 9, [0.1, 0.0]),
        lambda: log_odds([1, 2], [1, 2], 9, 9, [0.1, 0.1, 0.1]),
        lambda: log_odds([3], [2], 3, 9, [1.0]),
        lambda: log_odds([3, 1], [2, 1], 30, 9, 1.0, variance_terms=3),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
