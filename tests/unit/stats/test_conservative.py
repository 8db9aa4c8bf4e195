from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.errors import InferenceError
from framing.stats import clopper_pearson, conservative_log_ratio, log_ratio

SIZES = (50_000, 75_000)


def test_it_is_the_bound_of_the_exact_interval_nearer_to_zero() -> None:
    a, b = np.array([100, 50, 400]), np.array([50, 300, 20])
    bounds = clopper_pearson(a, a + b, 0.95)
    share = np.where(a * SIZES[1] >= b * SIZES[0], bounds.low, bounds.high)
    expected = np.log2(SIZES[1] / SIZES[0] * share / (1 - share))
    np.testing.assert_allclose(conservative_log_ratio(a, b, *SIZES, family=1), expected, rtol=1e-9)
    assert (np.abs(expected) < np.abs(log_ratio(a, b, *SIZES))).all()


def test_what_could_be_no_difference_is_exactly_zero() -> None:
    assert conservative_log_ratio([52, 3, 3], [57, 3, 6], *SIZES).tolist() == [0.0, 0.0, 0.0]


def test_the_family_is_the_list_unless_it_is_stated() -> None:
    a, b = [100, 10, 3, 0], [50, 0, 3, 12]
    alone = conservative_log_ratio(a[0], b[0], *SIZES)
    in_list = conservative_log_ratio(a, b, *SIZES)
    assert in_list[0] < alone
    assert conservative_log_ratio(a[0], b[0], *SIZES, family=4) == in_list[0]
    assert conservative_log_ratio(a, b, *SIZES, family=1)[0] == alone


def test_the_positive_form_is_not_cut_and_knows_no_absence() -> None:
    found = conservative_log_ratio([52, 0, 10], [57, 12, 0], *SIZES, family=1, one_sided=True)
    assert found[0] < 0
    assert found[1] == -np.inf
    assert found[2] > conservative_log_ratio(10, 0, *SIZES, family=1)


def test_a_term_of_one_side_only_keeps_its_digits() -> None:
    # lower bound of n of n is tail^(1/n): 1 − it is 3.7e-7 here, and has to be known to nine digits
    n, tail = 10_000_000, 0.025
    expected = np.log2(SIZES[1] / SIZES[0]) - np.log2(np.expm1(-np.log(tail) / n))
    counts = (n, 0, n * 2, n * 3)
    assert conservative_log_ratio(*counts, family=1) == pytest.approx(expected, rel=1e-10)
    assert conservative_log_ratio(0, n, n * 3, n * 2, family=1) == pytest.approx(-expected, rel=1e-10)


def test_absent_terms_and_empty_corpora_are_not_estimable() -> None:
    found = conservative_log_ratio([0, 3, 0], [0, 0, 3], [9, 9, 0], [9, 0, 9])
    assert np.isnan(found).all()


@pytest.mark.parametrize(
    "call",
    [
        lambda: conservative_log_ratio(1, 2, 9, 9, family=0),
        lambda: conservative_log_ratio(1, 2, 9, 9, level=95),
        lambda: conservative_log_ratio(10, 2, 9, 9),
        lambda: conservative_log_ratio([1, 2], [1, 2, 3], 9, 9),
    ],
)
def test_what_has_no_interval_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
