from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import chi2, chi2_contingency

from framing.errors import InferenceError
from framing.stats import (
    bic,
    chi_squared,
    ell,
    g2,
    g2_williams,
    g2_yates,
    p_of_chi_squared,
    simple_maths,
    two_proportion_z,
)

COUNTS = ([0, 3, 12, 7], [5, 0, 12, 1], 1000, 800)


@pytest.mark.parametrize("yates", ["none", "always"])
def test_chi_squared_equals_scipy_on_each_table(yates: str) -> None:
    a, b, n_a, n_b = COUNTS
    for x, y, value in zip(a, b, chi_squared(a, b, n_a, n_b, yates=yates), strict=True):
        table = [[x, n_a - x], [y, n_b - y]]
        assert value == pytest.approx(
            chi2_contingency(table, correction=yates == "always").statistic, rel=1e-9
        )


def test_the_conditional_correction_needs_few_expected_and_a_gap_of_half_a_count() -> None:
    # few expected and a gap; many expected; few expected, but ad − bc = 100 below N/2 = 900
    a, b, n_a, n_b = [3, 120, 5], [0, 60, 4], [1000, 1000, 1000], [800, 800, 800]
    plain, always = (chi_squared(a, b, n_a, n_b, yates=form) for form in ("none", "always"))
    found = chi_squared(a, b, n_a, n_b, yates="conditional")
    assert found[0] == always[0] < plain[0]
    assert found[1:].tolist() == plain[1:].tolist() != always[1:].tolist()
    assert always[2] == 0.0  # not moved beyond what is expected


def test_z_of_two_proportions_squares_to_chi_squared_and_is_signed() -> None:
    a, b, n_a, n_b = 30, 20, 400, 500
    pooled = 50 / 900
    expected = (30 / 400 - 20 / 500) / np.sqrt(pooled * (1 - pooled) * (1 / 400 + 1 / 500))
    assert two_proportion_z(a, b, n_a, n_b) == pytest.approx(expected)
    assert two_proportion_z(b, a, n_b, n_a) == pytest.approx(-expected)


def test_yates_moves_g2_by_half_a_count_towards_what_is_expected() -> None:
    assert g2_yates(3, 0, 1000, 800) == pytest.approx(float(g2(2.5, 0.5, 1000, 800)))
    assert g2_yates(0, 3, 1000, 800) == pytest.approx(float(g2(0.5, 2.5, 1000, 800)))
    assert g2_yates(120, 60, 1000, 800) == g2(120, 60, 1000, 800)


def test_williams_divides_by_q_unless_a_cell_is_empty() -> None:
    q = 1 + (1800 / 9 + 1800 / 1791 - 1) * (1800 / 1000 + 1800 / 800 - 1) / (6 * 1800)
    assert g2_williams(7, 2, 1000, 800) == pytest.approx(float(g2(7, 2, 1000, 800)) / q)
    assert g2_williams(3, 0, 1000, 800) == g2(3, 0, 1000, 800)


def test_p_of_chi_squared_keeps_its_digits_in_the_far_tail() -> None:
    statistic = np.array([0.0, 3.84, 500.0, 1400.0])
    np.testing.assert_allclose(p_of_chi_squared(statistic), chi2.sf(statistic, 1), rtol=1e-9)
    assert 0 < p_of_chi_squared(1400.0) < 1e-300


def test_an_empty_margin_is_no_difference_and_an_empty_corpus_no_ratio() -> None:
    a, b, n_a, n_b = [0, 4, 2, 0], [0, 6, 0, 0], [4, 4, 50, 0], [6, 6, 0, 0]
    for measure in (chi_squared, two_proportion_z, g2_yates, g2_williams):
        assert measure(a, b, n_a, n_b).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert np.isnan(simple_maths(a, b, n_a, n_b)).tolist() == [False, False, True, True]
    assert np.isnan(bic(a, b, n_a, n_b)).tolist() == [False, False, False, True]


def test_bic_and_ell_on_either_g2() -> None:
    counts = (30, 20, 400, 500)
    for cells in (2, 4):
        statistic = float(g2(*counts, cells=cells))
        assert bic(*counts, cells=cells) == pytest.approx(statistic - np.log(900))
        assert ell(*counts, cells=cells) == pytest.approx(statistic / (900 * np.log(50 * 400 / 900)))
    assert np.isnan(ell(1, 0, 400, 500))


def test_a_larger_smoothing_brings_ratios_nearer_to_one() -> None:
    values = [float(simple_maths(9, 3, 10_000, 10_000, smoothing=k)) for k in (1, 100, 10_000)]
    assert values == sorted(values, reverse=True)
    assert values[1] == pytest.approx(1000 / 400)


@pytest.mark.parametrize(
    "call",
    [
        lambda: chi_squared(1, 2, 9, 9, yates="sometimes"),
        lambda: chi_squared(10, 2, 9, 9),
        lambda: g2_yates(-1, 2, 9, 9),
        lambda: g2_williams([1, 2], [1, 2, 3], 9, 9),
        lambda: simple_maths(1, 2, 9, 9, smoothing=0),
        lambda: p_of_chi_squared(-0.1),
        lambda: ell(1, 10, 9, 9),
        lambda: bic(1, 2, 9, 9, cells=3),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
