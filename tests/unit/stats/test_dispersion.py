from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse

from framing.errors import InferenceError
from framing.stats import deviation_of_proportions


def test_a_term_in_one_part_and_an_even_one() -> None:
    found = deviation_of_proportions(np.array([[0, 10], [4, 30]]), [100, 300])
    np.testing.assert_allclose(found.dp, [0.25, 0.0])
    np.testing.assert_allclose(found.dpnorm, [0.25 / 0.75, 0.0])
    np.testing.assert_allclose(found.dp_egbert, [1.0, 0.0])  # in one part, if it is the larger one


def test_absent_terms_and_a_single_part_are_not_estimable() -> None:
    assert np.isnan(deviation_of_proportions(np.array([[0], [0]]), [3, 4]).dp).all()
    alone = deviation_of_proportions(np.array([[2, 5]]), [9])
    np.testing.assert_allclose(alone.dp, [0.0, 0.0])
    assert np.isnan(alone.dpnorm).all()
    assert np.isnan(alone.dp_egbert).all()
    assert np.isnan(deviation_of_proportions(np.array([[0], [0]]), [3, 4]).dp_egbert).all()


def test_a_part_without_tokens_is_no_part() -> None:
    with_empty = deviation_of_proportions(np.array([[2], [0], [1]]), [5, 0, 5])
    without = deviation_of_proportions(np.array([[2], [1]]), [5, 5])
    assert with_empty.dpnorm.tolist() == without.dpnorm.tolist()


def test_sparse_and_dense_counts_give_the_same() -> None:
    counts = np.random.default_rng(4).poisson(0.5, (6, 40))
    sizes = counts.sum(axis=1) + 3
    dense = deviation_of_proportions(counts, sizes)
    sparse = deviation_of_proportions(scipy.sparse.csr_array(counts), sizes)
    np.testing.assert_array_equal(dense.dp, sparse.dp)
    v, s = counts / counts.sum(axis=0), sizes / sizes.sum()
    np.testing.assert_allclose(dense.dp, np.abs(v - s[:, np.newaxis]).sum(axis=0) / 2, atol=1e-15)


def test_a_zero_that_is_stored_is_no_occurrence() -> None:
    stored = scipy.sparse.csc_array(([3.0, 0.0], ([0, 1], [0, 0])), shape=(3, 1))
    found, expected = (deviation_of_proportions(form, [50, 20, 30]) for form in (stored, stored.toarray()))
    assert found.dp_egbert.tolist() == expected.dp_egbert.tolist() == [1.0]
    assert stored.nnz == 2


@pytest.mark.parametrize(
    "call",
    [
        lambda: deviation_of_proportions(np.ones((2, 3)), [1, 2, 3]),
        lambda: deviation_of_proportions(np.ones((2, 3)), [0, 0]),
        lambda: deviation_of_proportions(np.ones((2, 3)), [0, 5]),
        lambda: deviation_of_proportions(np.array([[-1], [2]]), [4, 5]),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
