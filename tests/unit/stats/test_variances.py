"""Variances: the rate's V article by article, in strata, with opportunities of all cells or of each."""

from __future__ import annotations

import numpy as np
import pytest

from framing.stats import labellings, products
from framing.stats.products import LabelProducts, rows_of_terms
from framing.stats.variances import RateVariance, StratumProducts

STRATA = np.array([0, 1, 1, 0, 2, 0, 1, 1, 0, 2, 0, 1])


def data(seed: int = 3, terms: int = 5) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    excess = generator.normal(size=(12, terms)) * (generator.random((12, terms)) < 0.7)
    sizes = generator.integers(0, 30, (12, terms)).astype(float)
    return np.where(sizes > 0, excess, 0.0), sizes


def by_the_formula(excess: np.ndarray, sizes: np.ndarray, row: np.ndarray, strata: np.ndarray) -> np.ndarray:
    v = np.zeros(excess.shape[1])
    for term in range(excess.shape[1]):
        for s in np.unique(strata):
            own = strata == s
            room = sizes[own, term].sum()
            share = sizes[own & row, term].sum() / room if room else 0.0
            v[term] += ((row[own] - share) ** 2 * excess[own, term] ** 2).sum()
    return v


def variance(excess: np.ndarray, sizes: np.ndarray, rows: np.ndarray, strata: np.ndarray) -> np.ndarray:
    by_stratum = StratumProducts(LabelProducts(rows), rows, strata)
    return RateVariance(by_stratum, rows_of_terms(sizes)).of(rows_of_terms(excess**2))


@pytest.mark.parametrize("strata", [STRATA, np.zeros(12, dtype=np.intp)])
@pytest.mark.parametrize("shared", [True, False])
def test_v_is_the_formula_under_every_labelling(strata: np.ndarray, shared: bool) -> None:
    excess, sizes = data()
    if shared:
        sizes = np.repeat(sizes[:, :1] + 1, 5, axis=1)
    rows = labellings(5, 7, 9, 1, strata).matrix[:40]
    found = variance(excess, sizes[:, :1] if shared else sizes, rows, strata)
    expected = [by_the_formula(excess, sizes, row, strata) for row in rows]
    np.testing.assert_allclose(found.T, expected, rtol=1e-9, atol=1e-12)


def test_by_hand() -> None:
    # a has 30 of 40 tokens, w = ¾: V = (1/16)(4 + 1) + (9/16) 9
    rows = np.array([[True, True, False]])
    found = variance(
        np.array([[2.0], [1], [3]]), np.array([[10.0], [20], [10]]), rows, np.zeros(3, dtype=np.intp)
    )
    assert found[0, 0] == pytest.approx(5 / 16 + 81 / 16)


@pytest.mark.parametrize("most", [2_000, 0])
def test_exchanging_the_outlets_leaves_v_on_either_grid(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(products, "MOST_IN_DOUBLE", most)
    excess, sizes = data()
    rows = labellings(6, 6, 9, 1).matrix[:50]
    one = np.zeros(12, dtype=np.intp)
    np.testing.assert_allclose(
        variance(excess, sizes, rows, one), variance(excess, sizes, ~rows, one), rtol=1e-12
    )


@pytest.mark.parametrize("strata", [STRATA, np.zeros(12, dtype=np.intp)])
def test_order_of_articles_does_not_change_a_bit(strata: np.ndarray) -> None:
    excess, sizes = data()
    rows = labellings(5, 7, 9, 1, strata).matrix
    order = np.random.default_rng(1).permutation(12)
    moved = variance(excess[order], sizes[order], rows[:, order], strata[order])
    assert np.array_equal(variance(excess, sizes, rows, strata), moved)


def test_stratum_of_one_outlet_adds_nothing() -> None:
    excess, sizes = np.ones((4, 1)), np.full((4, 1), 7.0)
    rows, strata = np.array([[True, True, True, False]]), np.array([0, 0, 1, 1])
    assert variance(excess, sizes, rows, strata)[0, 0] == pytest.approx(0.5)
