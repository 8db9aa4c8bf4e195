from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse
from scipy.stats import mannwhitneyu

from framing.errors import InferenceError
from framing.stats import g2, rank_sum, ranks, signed, text_dispersion_keyness


def articles(n_articles: int = 60, n_terms: int = 80) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(9)
    counts = random.poisson(random.gamma(0.4, 1.5, (n_articles, n_terms)))
    return counts, random.integers(1, 6, n_articles) * 50, random.random(n_articles) < 0.4


@pytest.mark.parametrize("form", [np.asarray, scipy.sparse.csr_array, scipy.sparse.csc_matrix])
@pytest.mark.parametrize("continuity", [True, False])
def test_it_equals_scipy_on_the_dense_rates(form: type, continuity: bool) -> None:
    counts, sizes, in_a = articles()
    found = rank_sum(form(counts), sizes, in_a, continuity=continuity)
    rates = counts / sizes[:, np.newaxis]
    expected = mannwhitneyu(rates[in_a], rates[~in_a], method="asymptotic", use_continuity=continuity)
    np.testing.assert_allclose(found.p_value, expected.pvalue, rtol=1e-12)
    np.testing.assert_allclose(
        found.superiority, expected.statistic / (in_a.sum() * (~in_a).sum()), rtol=1e-12
    )
    assert np.array_equal(np.sign(found.z), np.sign(found.superiority - 0.5) * (found.z != 0))


@pytest.mark.parametrize("entries", [1, 50, 10**7])
def test_blocks_change_no_bit(entries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = articles()
    whole = rank_sum(*data)
    monkeypatch.setattr(ranks, "BLOCK_ENTRIES", entries)
    assert rank_sum(*data).z.tolist() == whole.z.tolist()


def test_equal_rates_are_ties_though_counts_and_sizes_differ() -> None:
    counts, in_a = np.array([[1], [2], [3], [6]]), np.array([True, False, True, False])
    found = rank_sum(counts, [100, 200, 300, 600], in_a)
    assert (found.superiority[0], found.z[0], found.p_value[0]) == (0.5, 0.0, 1.0)


def test_a_term_of_nobody_is_one_tie() -> None:
    found = rank_sum(np.zeros((4, 2)), [9, 9, 9, 9], np.array([True, True, False, False]))
    assert found.z.tolist() == [0.0, 0.0]
    assert found.p_value.tolist() == [1.0, 1.0]
    nothing = rank_sum(np.zeros((4, 0)), [9, 9, 9, 9], np.array([True, True, False, False]))
    assert nothing.z.shape == (0,)


def test_one_article_full_of_a_word_weighs_no_more_than_one_with_more_than_others() -> None:
    in_a = np.array([True] * 6 + [False] * 6)
    few = np.array([5, 1, 1, 2, 2, 3, 1, 2, 3, 3, 2, 1])
    many = few.copy()
    many[0] = 90
    sizes = np.full(12, 100)
    assert rank_sum(many, sizes, in_a).z.tolist() == rank_sum(few, sizes, in_a).z.tolist()


def test_an_article_without_tokens_is_left_out() -> None:
    counts, sizes, in_a = articles(20, 10)
    with_empty = rank_sum(np.vstack([counts, np.zeros((1, 10))]), [*sizes, 0], np.append(in_a, True))
    assert with_empty.z.tolist() == rank_sum(counts, sizes, in_a).z.tolist()


def test_cells_stored_twice_or_as_zero_count_once_and_stay_as_they_came() -> None:
    counts, sizes, in_a = articles(20, 10)
    terms = np.tile(np.arange(10), 40)
    halves = np.hstack([counts, counts]).ravel() / 2
    stored = scipy.sparse.csr_array((halves, terms, np.arange(0, 401, 20)), shape=(20, 10))
    assert rank_sum(stored, sizes, in_a).z.tolist() == rank_sum(counts, sizes, in_a).z.tolist()
    assert stored.nnz == 400


def test_text_dispersion_keyness_counts_an_article_once() -> None:
    counts, _, in_a = articles()
    holds = counts > 0
    a, b = holds[in_a].sum(axis=0), holds[~in_a].sum(axis=0)
    sizes = (in_a.sum(), (~in_a).sum())
    for cells in (2, 4):
        expected = signed(g2(a, b, *sizes, cells=cells), a, b, *sizes)
        np.testing.assert_allclose(text_dispersion_keyness(counts, in_a, cells=cells), expected, rtol=1e-12)
        same = text_dispersion_keyness(scipy.sparse.csr_array(counts * 7), in_a, cells=cells)
        np.testing.assert_allclose(same, expected, rtol=1e-12)


BOTH = np.array([True, False])


@pytest.mark.parametrize(
    "call",
    [
        lambda: rank_sum(np.ones((2, 3)), [9, 9, 9], BOTH),
        lambda: rank_sum(np.ones((2, 3)), [9, 9], np.array([True, True])),
        lambda: rank_sum(np.ones((2, 3)), [9, 9], np.array([True])),
        lambda: rank_sum(np.array([[-1], [1]]), [9, 9], BOTH),
        lambda: rank_sum(np.array([[0], [1]]), [0, 9], BOTH),
        lambda: rank_sum(np.array([[1], [1], [1]]), [0, 9, 9], np.array([True, True, False])),
        lambda: text_dispersion_keyness(np.ones((2, 3)), np.array([False, False])),
        lambda: text_dispersion_keyness(np.ones((2, 3)), BOTH, cells=3),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
