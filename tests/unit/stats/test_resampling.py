from __future__ import annotations

from collections.abc import Callable
from math import comb

import numpy as np
import pytest
from scipy.stats import permutation_test

from framing.errors import InferenceError
from framing.stats import (
    ENUMERATION_LIMIT,
    count_labellings,
    labellings,
    max_t,
    permutation_p,
    resampling,
    smallest_p,
    smallest_p_paired,
)


@pytest.mark.parametrize(
    ("n_a", "n_b", "expected"),
    [
        (1, 1, 1.0),
        (2, 2, 1 / 3),
        (3, 3, 0.1),
        (4, 4, 2 / 70),
        (6, 6, 2 / 924),
        (2, 3, 0.1),
        (1, 4, 0.2),
        (0, 5, 1.0),
    ],
)
def test_smallest_p_of_two_groups(n_a: int, n_b: int, expected: float) -> None:
    assert smallest_p(n_a, n_b) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("events", "rounded"), [(0, 1.0), (1, 1.0), (5, 0.0625), (6, 0.031), (8, 0.008)])
def test_smallest_p_of_paired_events(events: int, rounded: float) -> None:
    strata = np.concatenate([np.arange(events), np.arange(events)])
    assert smallest_p_paired(events) == pytest.approx(rounded, abs=5e-4)
    assert smallest_p(events, events, strata) == smallest_p_paired(events)


def test_smallest_p_of_thousands_of_events_and_of_a_sample() -> None:
    assert smallest_p_paired(5000) == 0.0
    assert smallest_p(50, 50, replicates=999) == 0.001
    assert smallest_p(4, 4, replicates=9) == pytest.approx(2 / 70)


def test_smallest_p_is_reached_and_not_undercut() -> None:
    for n_a, n_b in ((2, 2), (3, 3), (2, 3), (4, 4)):
        values = np.arange(n_a + n_b)[::-1] ** 2.0
        drawn = labellings(n_a, n_b, 1, 0)
        gaps = np.array([values[row].mean() - values[~row].mean() for row in drawn.matrix])
        assert permutation_p(gaps)[0] == pytest.approx(smallest_p(n_a, n_b))


def test_few_labellings_are_enumerated_each_once_the_observed_first() -> None:
    drawn = labellings(3, 4, 999, 0)
    assert drawn.enumerated
    assert drawn.replicates == comb(7, 3) - 1
    assert drawn.matrix[0].tolist() == [True] * 3 + [False] * 4
    assert len(np.unique(drawn.matrix, axis=0)) == comb(7, 3)


def test_strata_keep_their_margins_enumerated_and_sampled() -> None:
    strata = np.array(["x", "y", "x", "z"] * 4 + ["z", "z", "y", "y"] * 4)
    for replicates, n_a in ((5, 2), (200, 16)):
        drawn = labellings(n_a, 32 - n_a, replicates, 3, strata)
        assert drawn.enumerated == (n_a == 2)
        assert drawn.matrix[0].tolist() == [article < n_a for article in range(32)]
        for code in "xyz":
            inside = drawn.matrix[:, strata == code].sum(axis=1)
            assert (inside == inside[0]).all()
        if drawn.enumerated:
            assert len(np.unique(drawn.matrix, axis=0)) == count_labellings(n_a, 32 - n_a, strata)


def test_a_sample_depends_on_its_seed_only() -> None:
    first, again, other = (labellings(20, 20, 50, seed).matrix for seed in (1, 1, 2))
    assert comb(40, 20) > ENUMERATION_LIMIT
    assert len(first) == 51
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.array_equal(labellings(20, 20, 50, np.random.SeedSequence(1)).matrix, first)


def test_long_strata_are_shuffled_to_the_same_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    strata = np.random.default_rng(4).integers(0, 3, 120)
    found = []
    for longest in (1, 35, 1000):
        monkeypatch.setattr(resampling, "LONG_STRATUM", longest)
        found.append(labellings(50, 70, 60, 8, strata).matrix.tolist())
    assert found[0] == found[1] == found[2]


def test_sampled_labellings_are_even() -> None:
    shares = labellings(10, 30, 4000, 11).matrix[1:].mean(axis=0)
    assert np.abs(shares - 0.25).max() < 4.5 * np.sqrt(0.25 * 0.75 / 4000)


def test_permutation_p_equals_scipy_exactly() -> None:
    first, second = np.array([3.1, 4.0, 7.7, 2.5]), np.array([1.0, 2.2, 2.9, 3.0, 0.1])
    together = np.concatenate([first, second])
    drawn = labellings(4, 5, 1, 0)
    gaps = np.array([together[row].mean() - together[~row].mean() for row in drawn.matrix])
    expected = permutation_test(
        (first, second), lambda x, y: abs(x.mean() - y.mean()), alternative="greater", vectorized=False
    )
    assert permutation_p(gaps)[0] == pytest.approx(expected.pvalue, rel=1e-12)


def test_permutation_p_is_phipson_and_smyth_and_never_zero() -> None:
    assert permutation_p([9.0, 1, -2, 3])[0] == 0.25
    assert permutation_p([2.0, -3, 1, 2])[0] == 0.75
    assert np.isnan(permutation_p([[1.0, np.nan], [0.5, 1.0]])).tolist() == [False, True]


def test_the_observed_labelling_counts_itself_in_spite_of_rounding() -> None:
    value = 0.1 + 0.2
    assert permutation_p([value, -0.3, 0.1, 0.0])[0] == 0.5


def test_max_t_by_hand() -> None:
    statistics = np.array([[3.0, 1.0, 2.0], [0.5, 2.5, 1.0], [-3.5, 0.0, 0.0], [1.0, 0.5, -2.2]])
    assert max_t(statistics, step_down=False).tolist() == [0.5, 1.0, 1.0]
    # step-down: term 2 is compared with max(terms 1, 2): 2, 2.5, 0, 2.2; term 1 with itself: 1, 2.5, 0, .5
    assert max_t(statistics).tolist() == [0.5, 0.75, 0.75]


def test_max_t_leaves_out_terms_that_are_not_estimable() -> None:
    statistics = np.array([[3.0, np.nan], [1.0, 9.0]])
    np.testing.assert_array_equal(max_t(statistics), [0.5, np.nan])


@pytest.mark.parametrize(
    "call",
    [
        lambda: labellings(-1, 3, 9, 0),
        lambda: labellings(2, 3, 0, 0),
        lambda: labellings(2, 3, 9, 0, [1, 2]),
        lambda: permutation_p(np.empty((0, 3))),
        lambda: max_t(np.empty((0, 3))),
    ],
)
def test_what_cannot_be_permuted_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()


def test_strata_of_one_outlet_do_not_halve_the_smallest_p() -> None:
    # 4 v 4 in one month, and one article more of each outlet in months of their own: 2 / C(8, 4)
    strata = [0, 0, 0, 0, 1, 0, 0, 0, 0, 2]
    assert smallest_p(5, 5, strata) == smallest_p(4, 4, [0] * 8) == pytest.approx(2 / 70)
    assert smallest_p(2, 1, [0, 1, 2]) == 1.0
