from __future__ import annotations

from fractions import Fraction
from math import comb, log

import numpy as np
import pytest
from scipy.stats import hypergeom

from framing.stats import hypergeometric
from framing.stats.hypergeometric import Hypergeometric, log_probability, log_upper_tail, outward_ratios


def law_of(*cases: tuple[int, int, int]) -> Hypergeometric:
    total, marked, drawn = np.array(cases, dtype=float).T
    return Hypergeometric(total, marked, drawn)


def exact(case: tuple[int, int, int], counts: range) -> Fraction:
    total, marked, drawn = case
    ways = sum(comb(marked, k) * comb(total - marked, drawn - k) for k in counts)
    return Fraction(ways, comb(total, drawn))


def logarithm(share: Fraction) -> float:
    return log(share.numerator) - log(share.denominator)


CASES = [
    (1, 1, 1),
    (10, 3, 7),
    (50, 50, 20),
    (120, 0, 33),
    (3207, 33, 2399),
    (900, 450, 450),
    (61449, 296, 1084),
]


@pytest.mark.parametrize("case", CASES)
def test_every_probability_and_tail_equals_rational_arithmetic(case: tuple[int, int, int]) -> None:
    law = law_of(case)
    low, high = int(law.lowest[0]), int(law.highest[0])
    for k in sorted({low, int(law.mode[0]), (low + high) // 2, high}):
        probability = log_probability(np.array([float(k)]), law)[0]
        assert probability == pytest.approx(logarithm(exact(case, range(k, k + 1))), rel=1e-12, abs=1e-12)
        if k * case[0] >= case[1] * case[2]:
            tail = log_upper_tail(np.array([float(k)]), law)[0]
            assert tail == pytest.approx(logarithm(exact(case, range(k, high + 1))), rel=1e-12, abs=1e-12)


def test_the_mode_is_the_most_probable_count() -> None:
    for case in CASES:
        law = law_of(case)
        counts = np.arange(law.lowest[0], law.highest[0] + 1)
        probability = hypergeom.pmf(counts, case[0], case[1], case[2])
        assert hypergeom.pmf(law.mode, *case)[0] == pytest.approx(probability.max(), rel=1e-9)


def test_tails_far_below_the_smallest_float_stay_finite() -> None:
    case = (40_000, 2_000, 20_000)  # all 2,000 in one half
    found = log_upper_tail(np.array([2_000.0]), law_of(case))[0]
    assert found == pytest.approx(logarithm(exact(case, range(2_000, 2_001))), rel=1e-12)
    assert found < -1_300


def test_with_a_hundred_million_tokens_no_digit_is_lost_to_factorials() -> None:
    # symmetric halves: P(X ≥ 501) = (1 − P(X = 500))/2, and P(X = 500) is almost the binomial's
    law = law_of((10**8, 1_000, 5 * 10**7))
    middle = np.exp(log_probability(np.array([500.0]), law))
    assert middle == pytest.approx([comb(1_000, 500) / 2**1_000 * (1 + 0.5e-5)], rel=1e-7)
    assert np.exp(log_upper_tail(np.array([501.0]), law)) == pytest.approx((1 - middle) / 2, rel=1e-12)


@pytest.mark.parametrize("numbers", [1, 64, 10**6])
def test_the_width_of_blocks_changes_nothing_but_rounding(
    numbers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = law_of(*CASES)
    counts = np.minimum(np.ceil(law.marked * law.drawn / law.total) + 1, law.highest)
    expected = log_upper_tail(counts, law)
    monkeypatch.setattr(hypergeometric, "BLOCK_NUMBERS", numbers)
    np.testing.assert_allclose(log_upper_tail(counts, law), expected, rtol=1e-13, atol=1e-13)


def test_ratios_outwards_end_at_the_largest_count() -> None:
    law = law_of((10, 3, 7))
    ratios = outward_ratios(np.array([1.0]), law, 4)[0]
    pmf = hypergeom.pmf(np.arange(1, 4), 10, 3, 7)
    np.testing.assert_allclose(ratios[:2], pmf[1:] / pmf[:-1])
    assert ratios[2:].tolist() == [0.0, 0.0]
