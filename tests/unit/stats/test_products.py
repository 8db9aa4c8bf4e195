from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import scipy.sparse

from framing.stats import labellings, products
from framing.stats.products import EXACT_BITS, LabelProducts, rows_of_terms


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


def test_large_numbers_are_summed_in_double_precision() -> None:
    large = 2.0 ** EXACT_BITS[np.float32]
    rows = np.array([[True, True, False], [False, True, True]])
    sums = LabelProducts(rows).sums(rows_of_terms(np.array([[large], [1.0], [3.0]])))
    assert sums[0].tolist() == [large + 1, 4.0]


@pytest.mark.parametrize(("most", "close"), [(10**6, 1e-14), (0, 1e-6)])
def test_fractions_stand_on_a_grid_so_that_order_does_not_matter(
    most: int, close: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "MOST_IN_DOUBLE", most)
    generator = np.random.default_rng(4)
    values, rows = generator.normal(size=(300, 4)), generator.random((5, 300)) < 0.5
    order = generator.permutation(300)
    sums = LabelProducts(rows).sums(rows_of_terms(values))
    assert np.array_equal(sums, LabelProducts(rows[:, order]).sums(rows_of_terms(values[order])))
    np.testing.assert_allclose(sums, (rows @ values).T, atol=close * np.abs(values).sum())


def test_threads_share_labels_and_get_the_same_sums() -> None:
    generator = np.random.default_rng(6)
    terms = [rows_of_terms(generator.normal(size=(90, 3))) for _ in range(8)]
    rows = generator.random((40, 90)) < 0.5
    alone = [LabelProducts(rows).sums(part).tolist() for part in terms]
    shared = LabelProducts(rows)
    with ThreadPoolExecutor(4) as threads:
        assert [sums.tolist() for sums in threads.map(shared.sums, terms)] == alone


def test_weights_are_multiplied_like_labels() -> None:
    weights = np.array([[2.0, 0.0, 1.0], [0.0, 3.0, 0.0]])
    sums = LabelProducts(weights).sums(rows_of_terms(np.array([[0.5], [1.0], [4.0]])))
    assert sums[0].tolist() == [5.0, 3.0]


def test_repeated_entries_of_a_sparse_matrix_are_added() -> None:
    repeated = scipy.sparse.coo_array(([1.0, 2.0], ([0, 0], [0, 0])), shape=(2, 1))
    assert rows_of_terms(repeated).toarray().tolist() == [[3.0, 0.0]]


@pytest.mark.parametrize("most", [10**6, 0])
def test_whole_less_a_side_is_the_other_side_to_the_bit(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(products, "MOST_IN_DOUBLE", most)
    generator = np.random.default_rng(4)
    terms, rows = rows_of_terms(generator.normal(size=(300, 4))), generator.random((5, 300)) < 0.5
    a, whole = LabelProducts(rows).parted(terms)
    assert np.array_equal(whole[:, np.newaxis] - a, LabelProducts(~rows).sums(terms))
