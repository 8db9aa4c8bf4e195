from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse
from scipy.stats import hypergeom

from framing.errors import InferenceError
from framing.stats import specificities


def test_every_cell_equals_the_nearer_tail_of_scipy() -> None:
    random = np.random.default_rng(3)
    counts = random.poisson(random.gamma(0.5, 4, 60), (5, 60))
    sizes = counts.sum(axis=1) + random.integers(50, 300, 5)
    found, totals = specificities(counts, sizes), counts.sum(axis=0)
    for part, size in enumerate(sizes):
        law = hypergeom(sizes.sum(), totals, size)
        over = counts[part] * sizes.sum() >= totals * size
        expected = np.where(over, -np.log10(law.sf(counts[part] - 1)), np.log10(law.cdf(counts[part])))
        np.testing.assert_allclose(found[part], expected, rtol=1e-9, atol=1e-9)


def test_a_count_exactly_as_expected_is_over_by_convention() -> None:
    # 2 of 4 in half of the tokens: P(X ≥ 2), which holds the 2
    found = specificities(np.array([2, 2]), [10, 10]).ravel()
    assert found == pytest.approx(np.full(2, -np.log10(hypergeom.sf(1, 20, 4, 10))))


def test_it_is_finite_where_the_probability_is_none_a_float_can_hold() -> None:
    found = specificities(np.array([[50_000, 0], [0, 50_000]]), [10**6, 10**6])
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found, [[found[0, 0], -found[0, 0]], [-found[0, 0], found[0, 0]]])
    assert found[0, 0] > 15_000


def test_where_no_other_count_is_possible_it_is_zero_without_a_sign() -> None:
    assert specificities(np.array([[0, 0, 5], [0, 9, 7]]), [5, 9])[:, 0].tolist() == [0.0, 0.0]
    alone = specificities(np.array([[0, 3, 9]]), [9])
    assert alone.tolist() == [[0.0, 0.0, 0.0]]
    assert not np.signbit(alone).any()
    empty_part = specificities(np.array([[3, 1], [0, 0]]), [9, 0])
    assert empty_part.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_sparse_counts_give_the_same() -> None:
    counts = np.random.default_rng(5).poisson(0.7, (4, 30))
    sizes = counts.sum(axis=1) + 40
    for form in (scipy.sparse.csr_array, scipy.sparse.csc_matrix):
        assert np.array_equal(specificities(form(counts), sizes), specificities(counts, sizes))


@pytest.mark.parametrize(
    "call",
    [
        lambda: specificities(np.ones((2, 3)), [9, 9, 9]),
        lambda: specificities(np.array([[0.5], [1.0]]), [9, 9]),
        lambda: specificities(np.array([[-1], [1]]), [9, 9]),
        lambda: specificities(np.array([[10], [1]]), [9, 9]),
        lambda: specificities(np.array([[1], [1]]), [9.5, 9]),
    ],
)
def test_what_is_no_table_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
