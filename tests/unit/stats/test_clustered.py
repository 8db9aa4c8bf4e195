from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse

from framing.errors import InferenceError
from framing.stats import clustered_log_odds, log_odds

PRIOR = {"alpha": 0.01, "alpha_0": 5.0}


def simulated(clustering: float, n_articles: int = 200, n_terms: int = 1500) -> tuple[np.ndarray, ...]:
    """Return counts, sizes, sides without a difference; one term a replicate, 1 % of the tokens on average."""
    random = np.random.default_rng(11)
    sizes = random.integers(100, 900, n_articles)
    shape = (n_articles, n_terms)
    habit = random.gamma(1 / clustering, clustering, shape) if clustering else np.ones(shape)
    counts = np.minimum(random.poisson(0.01 * sizes[:, np.newaxis] * habit), sizes[:, np.newaxis])
    return counts, sizes, np.arange(n_articles) < n_articles // 2


def of_tokens(counts: np.ndarray, sizes: np.ndarray, in_a: np.ndarray, variance_terms: int = 2) -> object:
    sides = [counts[in_a].sum(axis=0), counts[~in_a].sum(axis=0), sizes[in_a].sum(), sizes[~in_a].sum()]
    return log_odds(*sides, **PRIOR, variance_terms=variance_terms)


def test_under_clustering_its_z_has_variance_near_one_and_that_of_tokens_far_above() -> None:
    data = simulated(clustering=2.0)
    by_article, by_token = clustered_log_odds(*data, **PRIOR), of_tokens(*data)
    assert np.array_equal(by_article.delta, by_token.delta)
    assert 0.9 < by_article.z.var() < 1.25
    assert abs(by_article.z.mean()) < 0.1
    assert by_token.z.var() > 8


def test_without_clustering_both_are_near_one_and_near_each_other() -> None:
    data = simulated(clustering=0.0)
    by_article, by_token = clustered_log_odds(*data, **PRIOR), of_tokens(*data)
    assert 0.9 < by_article.z.var() < 1.15
    assert 0.9 < by_token.z.var() < 1.15
    assert np.median(by_article.variance / by_token.variance) == pytest.approx(1, abs=0.05)


def test_where_every_article_is_one_token_it_is_the_variance_of_tokens() -> None:
    random = np.random.default_rng(2)
    counts, in_a = random.random((20_000, 5)) < 0.05, np.arange(20_000) < 8_000
    data = (counts.astype(float), np.ones(20_000), in_a)
    found = clustered_log_odds(*data, **PRIOR)
    np.testing.assert_allclose(found.variance, of_tokens(*data, variance_terms=4).variance, rtol=2e-4)


def test_the_formula_article_by_article() -> None:
    counts, sizes = np.array([4.0, 0.0, 1.0, 2.0, 7.0]), np.array([50.0, 30.0, 20.0, 60.0, 40.0])
    in_a = np.array([True, True, True, False, False])
    found = clustered_log_odds(counts, sizes, in_a, 0.5, alpha_0=10.0)
    parts = []
    for side in (in_a, ~in_a):
        x, t = counts[side], sizes[side]
        rest = t.sum() + 10 - x.sum() - 0.5
        influence = (1 / (x.sum() + 0.5) + 1 / rest) * (x - x.sum() / t.sum() * t)
        parts.append(len(x) / (len(x) - 1) * np.sum(influence**2))
    assert found.variance == pytest.approx([sum(parts)], rel=1e-12)
    assert found.z == pytest.approx(found.delta / np.sqrt(sum(parts)), rel=1e-12)


def test_an_absent_term_is_as_uncertain_as_its_prior() -> None:
    counts, in_a = np.array([[3.0], [2.0], [0.0], [0.0]]), np.array([True, True, False, False])
    found = clustered_log_odds(counts, [100, 100, 100, 100], in_a, 0.01, alpha_0=5.0)
    assert 1 / 0.01 < found.variance[0] < 2.2 / 0.01
    assert abs(found.z[0]) < 1


def test_swapping_the_corpora_turns_the_sign_and_nothing_else() -> None:
    counts, sizes, in_a = simulated(clustering=2.0, n_terms=40)
    mine, theirs = (clustered_log_odds(counts, sizes, side, **PRIOR) for side in (in_a, ~in_a))
    np.testing.assert_allclose(mine.z, -theirs.z, rtol=1e-12)


def test_one_article_and_articles_that_do_not_differ_are_not_estimable() -> None:
    counts, sizes = np.array([[2.0, 3.0], [1.0, 3.0], [1.0, 3.0]]), np.array([30.0, 30.0, 30.0])
    alone = clustered_log_odds(counts, sizes, np.array([True, False, False]), 0.1)
    assert np.isnan(alone.variance).all()
    even = clustered_log_odds(counts[[1, 1, 1, 1]], [30] * 4, np.array([True, True, False, False]), 0.1)
    assert np.isnan(even.z).all()
    assert np.isfinite(even.delta).all()


def test_sparse_counts_give_the_same() -> None:
    counts, sizes, in_a = simulated(clustering=2.0, n_terms=30)
    dense = clustered_log_odds(counts, sizes, in_a, **PRIOR)
    for form in (scipy.sparse.csr_array, scipy.sparse.csc_matrix):
        sparse = clustered_log_odds(form(counts), sizes, in_a, **PRIOR)
        np.testing.assert_allclose(sparse.variance, dense.variance, rtol=1e-12)


BOTH = np.array([True, False])


@pytest.mark.parametrize(
    "call",
    [
        lambda: clustered_log_odds(np.ones((2, 3)), [9, 9, 9], BOTH, 0.1),
        lambda: clustered_log_odds(np.ones((2, 3)), [9, 9], np.array([True, True]), 0.1),
        lambda: clustered_log_odds(np.ones((2, 3)), [9, 9], BOTH, 0.0),
        lambda: clustered_log_odds(np.array([[10], [1]]), [9, 9], BOTH, 0.1),
        lambda: clustered_log_odds(np.array([[1], [0], [1]]), [0, 9, 9], np.array([True, True, False]), 0.1),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
