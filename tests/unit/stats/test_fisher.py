from __future__ import annotations

from collections.abc import Callable
from math import lgamma, log, log10

import numpy as np
import pytest
from scipy.stats import fisher_exact, hypergeom
from scipy.stats.contingency import odds_ratio

from framing.errors import InferenceError
from framing.stats import conditional_odds_ratio, fisher, fisher_p


def random_tables(n_tables: int, largest: int) -> np.ndarray:
    random = np.random.default_rng(6)
    sizes = random.integers(1, largest, (2, n_tables))
    rare = random.poisson(3, (2, n_tables))
    common = random.integers(0, sizes + 1)
    return np.concatenate(
        [np.minimum(np.where(random.random((2, n_tables)) < 0.5, rare, common), sizes), sizes]
    )


def test_p_equals_scipy_on_random_tables() -> None:
    tables = random_tables(400, 400)
    expected = [fisher_exact([[a, n_a - a], [b, n_b - b]]).pvalue for a, b, n_a, n_b in tables.T]
    np.testing.assert_allclose(fisher_p(*tables), expected, rtol=1e-10)


def test_a_tie_broken_by_rounding_alone_stays_a_tie() -> None:
    # equal sizes: k and F − k are equally probable, so that p doubles the tail
    a, b, size = [3, 6, 8, 7, 0], [16, 13, 3, 10, 7], [1680, 2536, 966, 847, 1000]
    one_tail = [hypergeom.cdf(min(x, y), 2 * n, x + y, n) for x, y, n in zip(a, b, size, strict=True)]
    np.testing.assert_allclose(fisher_p(a, b, size, size), 2 * np.array(one_tail), rtol=1e-10)


def test_where_everything_is_as_extreme_p_is_exactly_1() -> None:
    a = np.arange(0, 400)
    assert (fisher_p(a, 2 * a, 3_000, 6_000) == 1).all()


def test_the_tolerance_is_that_of_r(monkeypatch: pytest.MonkeyPatch) -> None:
    # P(X = 0)/P(X = 2) = 1.05 here: a tolerance of a tenth takes in what one of 1e-7 leaves out
    table = (2, 0, 21, 22)
    p_0, p_2 = 22 * 21 / (43 * 42), 21 * 20 / (43 * 42)
    assert p_0 / p_2 == pytest.approx(1.1)
    assert fisher_p(*table) == pytest.approx(p_2)
    monkeypatch.setattr(fisher, "TIE", 0.11)
    assert fisher_p(*table) == pytest.approx(p_2 + p_0)


def test_logarithms_go_on_where_p_itself_ends() -> None:
    counts = (50_000, 40_000, 1_000_000, 1_000_000)
    assert fisher_p(5, 40, 1_000, 1_000, log10=True) == pytest.approx(np.log10(fisher_p(5, 40, 1_000, 1_000)))
    assert -300 < fisher_p(*counts, log10=True) < -250
    assert fisher_p(90_000, 0, 10**6, 10**6) == 0.0
    # both tails of equal halves: 2 C(10⁶, 90,000)/C(2·10⁶, 90,000)
    halves = lgamma(10**6 + 1) - lgamma(910_001) - lgamma(2 * 10**6 + 1) + lgamma(1_910_001)
    expected = log10(2) + halves / log(10)
    assert fisher_p(90_000, 0, 10**6, 10**6, log10=True) == pytest.approx(expected, rel=1e-10)


def test_where_only_one_table_is_possible_p_is_1_and_the_ratio_not_estimable() -> None:
    a, b, n_a, n_b = [0, 5, 3, 0], [0, 7, 0, 0], [5, 5, 9, 0], [7, 7, 0, 0]
    assert fisher_p(a, b, n_a, n_b).tolist() == [1.0, 1.0, 1.0, 1.0]
    assert np.isnan(conditional_odds_ratio(a, b, n_a, n_b)).all()


def test_odds_ratios_equal_scipy_on_random_tables() -> None:
    tables = random_tables(150, 80)
    tables = tables[:, (tables[:2].sum(axis=0) > 0) & (tables[:2] < tables[2:]).any(axis=0)]
    expected = [odds_ratio([[a, n_a - a], [b, n_b - b]]).statistic for a, b, n_a, n_b in tables.T]
    assert tables.shape[1] > 100
    np.testing.assert_allclose(conditional_odds_ratio(*tables), expected, rtol=1e-9)


def test_odds_ratios_of_common_terms_equal_the_whole_sum() -> None:
    for a, b, n_a, n_b in ((300, 700, 5_000, 9_000), (2_000, 400, 30_000, 20_000), (40, 3_000, 4_000, 9_000)):
        counts = np.arange(max(0, a + b - n_b), min(a + b, n_a) + 1)
        weights = hypergeom.logpmf(counts, n_a + n_b, a + b, n_a)
        weights = weights + counts * np.log(conditional_odds_ratio(a, b, n_a, n_b))
        mean = np.average(counts, weights=np.exp(weights - weights.max()))
        assert mean == pytest.approx(a, rel=1e-9)


def test_a_rare_term_beside_a_common_one_is_not_tilted_out_of_range() -> None:
    found = conditional_odds_ratio([1, 5_000_000], [1, 4_000_000], [2, 10**8], [20, 10**8])
    assert found[0] == pytest.approx(odds_ratio([[1, 1], [1, 19]]).statistic, rel=1e-9)


def test_rare_and_common_terms_together_give_what_each_gives_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = np.array([[1, 5_000_000, 0, 3, 40], [1, 4_000_000, 2, 0, 9]])
    together = conditional_odds_ratio(*tables, 10**8, 10**8)
    alone = [float(conditional_odds_ratio(a, b, 10**8, 10**8)) for a, b in tables.T]
    assert together.tolist() == pytest.approx(alone, rel=1e-12)
    assert together[2:4].tolist() == [0.0, np.inf]
    sample = 5 / 4 * (10**8 - 4_000_000) / (10**8 - 5_000_000)
    assert together[1] == pytest.approx(sample, rel=1e-6)
    monkeypatch.setattr(fisher, "BLOCK_NUMBERS", 1)
    assert conditional_odds_ratio(*tables, 10**8, 10**8).tolist() == pytest.approx(alone, rel=1e-12)


def test_shapes_broadcast_and_come_back() -> None:
    a = np.array([[1, 2, 3], [4, 5, 6]])
    for measure in (fisher_p, conditional_odds_ratio):
        assert measure(a, 2, 50, 60).shape == (2, 3)
        assert measure(1, 2, 50, 60).shape == ()


@pytest.mark.parametrize("measure", [fisher_p, conditional_odds_ratio])
@pytest.mark.parametrize(
    "counts", [(1.5, 2, 9, 9), (-1, 2, 9, 9), (10, 2, 9, 9), ([1, 2], [1, 2, 3], 9, 9), (np.nan, 1, 9, 9)]
)
def test_what_is_no_table_is_refused(measure: Callable[..., object], counts: tuple[object, ...]) -> None:
    with pytest.raises(InferenceError):
        measure(*counts)
