from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse

from framing.stats import labellings, products
from framing.stats.products import EXACT_IN_SINGLE, LabelProducts, rows_of_terms


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("numbers", [1, 100, 10**7])
def test_sums_are_exact_dense_or_sparse_in_any_chunks(
    share: float, numbers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "CROWDED_SHARE", share)
    monkeypatch.setattr(products, "DENSE_NUMBERS", numbers)
    counts = np.random.default_rng(1).poisson(0.4, (12, 25))
    rows = labellings(5, 7, 1, 0).matrix
    sums = LabelProducts(rows).sums(rows_of_terms(scipy.sparse.csr_array(counts)))
    assert np.array_equal(sums, (rows.astype(np.int64) @ counts).T)


def test_large_and_broken_numbers_are_summed_in_double_precision() -> None:
    counts = np.array([[EXACT_IN_SINGLE, 0.1], [1.0, 0.2], [3.0, 0.4]])
    rows = np.array([[True, True, False], [False, True, True]])
    sums = LabelProducts(rows).sums(rows_of_terms(counts))
    assert sums[0].tolist() == [EXACT_IN_SINGLE + 1, 4.0]
    np.testing.assert_allclose(sums[1], [0.3, 0.6], rtol=1e-15)


def test_repeated_entries_of_a_sparse_matrix_are_added() -> None:
    repeated = scipy.sparse.coo_array(([1.0, 2.0], ([0, 0], [0, 0])), shape=(2, 1))
    assert rows_of_terms(repeated).toarray().tolist() == [[3.0, 0.0]]
