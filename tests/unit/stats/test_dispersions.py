from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse

from framing.errors import InferenceError
from framing.stats import evenness


def test_an_even_term_and_one_in_a_single_part() -> None:
    counts = np.array([[4, 0], [8, 0], [2, 5], [2, 0]])
    found = evenness(counts, [100, 200, 50, 50])
    for measure in (found.held, found.juilland_d, found.carroll_d2, found.da, found.rosengren_s, found.dkl):
        assert measure[0] == pytest.approx(1.0, abs=1e-12)
    assert found.kld[0] == pytest.approx(0.0, abs=1e-12)
    share = 50 / 400
    assert (found.held[1], found.kld[1], found.dkl[1]) == pytest.approx((0.25, 3.0, 0.25))
    assert found.rosengren_s[1] == pytest.approx(share)
    for measure in (found.juilland_d, found.carroll_d2, found.da):
        assert measure[1] == pytest.approx(0.0, abs=1e-12)


def test_da_is_one_minus_the_mean_difference_of_two_parts_over_twice_the_mean() -> None:
    random = np.random.default_rng(8)
    counts, sizes = random.poisson(3, (7, 20)), random.integers(40, 90, 7)
    rates = counts / sizes[:, np.newaxis]
    pairs = np.abs(rates[:, np.newaxis] - rates).sum(axis=(0, 1)) / (7 * 6)
    np.testing.assert_allclose(evenness(counts, sizes).da, 1 - pairs / (2 * rates.mean(axis=0)), rtol=1e-12)


def test_each_formula_written_out() -> None:
    random = np.random.default_rng(4)
    counts, sizes = (
        random.poisson(2, (6, 15)) + (np.arange(6) == 0)[:, np.newaxis],
        random.integers(40, 90, 6),
    )
    found, rates = evenness(counts, sizes), counts / sizes[:, np.newaxis]
    v, s = counts / counts.sum(axis=0), (sizes / sizes.sum())[:, np.newaxis]
    r = rates / rates.sum(axis=0)
    variation = rates.std(axis=0) / rates.mean(axis=0)
    np.testing.assert_allclose(found.juilland_d, 1 - variation / np.sqrt(5), rtol=1e-12)
    terms = np.where(r > 0, r * np.log2(np.where(r > 0, r, 1)), 0)
    np.testing.assert_allclose(found.carroll_d2, -terms.sum(axis=0) / np.log2(6), rtol=1e-12)
    np.testing.assert_allclose(
        found.rosengren_s, np.sqrt(s * counts).sum(axis=0) ** 2 / counts.sum(axis=0), rtol=1e-12
    )
    bits = np.where(v > 0, v * np.log2(np.where(v > 0, v, 1) / s), 0).sum(axis=0)
    np.testing.assert_allclose(found.kld, bits, rtol=1e-12)
    np.testing.assert_allclose(found.held, (counts > 0).mean(axis=0))


def test_absent_terms_and_a_single_part_are_not_estimable() -> None:
    absent = evenness(np.array([[0, 3], [0, 4]]), [9, 9])
    alone = evenness(np.array([[3]]), [9])
    for name in ("held", "juilland_d", "carroll_d2", "da", "rosengren_s", "kld", "dkl"):
        assert np.isnan(getattr(absent, name)).tolist() == [True, False]
        assert np.isnan(getattr(alone, name)[0]) == (name in ("juilland_d", "carroll_d2", "da"))


def test_a_part_without_tokens_is_no_part_and_sparse_gives_the_same() -> None:
    counts, sizes = np.random.default_rng(4).poisson(0.5, (6, 40)), np.full(6, 30)
    plain = evenness(counts, sizes)
    with_empty = evenness(np.vstack([counts, np.zeros((1, 40))]), [*sizes, 0])
    sparse = evenness(scipy.sparse.csr_array(counts), sizes)
    for name in ("held", "juilland_d", "carroll_d2", "da", "rosengren_s", "kld", "dkl"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(with_empty, name))
        np.testing.assert_array_equal(getattr(plain, name), getattr(sparse, name))


@pytest.mark.parametrize(
    "call",
    [
        lambda: evenness(np.ones((2, 3)), [1, 2, 3]),
        lambda: evenness(np.ones((2, 3)), [0, 5]),
        lambda: evenness(np.array([[-1], [2]]), [4, 5]),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
