"""Curve inference: three summaries of a whole curve against all labellings, and which decision moves it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from framing.errors import InferenceError
from framing.stats import labellings
from framing.stats.curve_inference import joint_test, row_medians, variance_shares
from framing.stats.curves import Labelled, curve_effects, curve_scores


def test_enumeration_of_two_against_two_by_hand() -> None:
    # Articles of 10 sentences with 6, 4 | 1, 3 cues, and counted otherwise 5, 5 | 0, 2.
    hits = np.array([[6.0, 5.0], [4.0, 5.0], [1.0, 0.0], [3.0, 2.0]])
    room = np.full((4, 2), 10.0)
    rows = labellings(2, 2, 99, 1).matrix  # ab, ac, ad, bc, bd, cd
    effects = curve_effects(Labelled(rows), hits, room, share=True)
    # differences by hand, of the pairs of sums that swap: 10−4, 7−7, 9−5 of 14, and 10−2, 5−7, 7−5 of 12; by 20
    by_hand = {
        (0, 1): (0.30, 0.40), (0, 2): (0.00, -0.10), (0, 3): (0.20, 0.10),
        (1, 2): (-0.20, -0.10), (1, 3): (0.00, 0.10), (2, 3): (-0.30, -0.40),
    }  # fmt: skip
    for row, found in zip(rows, effects, strict=True):
        assert found == pytest.approx(by_hand[tuple(np.flatnonzero(row).tolist())], abs=1e-12)
    joint = joint_test(effects, curve_scores(Labelled(rows), hits, room))
    # |medians| .35 .05 .15 .15 .05 .35; shares of the dominant sign 1 .5 1 1 .5 1
    assert joint.median == pytest.approx(0.35)
    assert (joint.one_sign, joint.sign, joint.estimable) == (1.0, 1, 2)
    assert joint.p_median == pytest.approx(2 / 6)
    assert joint.p_sign == pytest.approx(4 / 6)
    assert joint.p_stouffer == pytest.approx(2 / 6)


def test_what_the_strata_alone_make_of_an_effect_is_taken_off() -> None:
    # In stratum 0 everybody says it often, in 1 nobody does; outlet a has three of the four articles of stratum 0.
    strata = np.array([0, 0, 0, 1, 0, 1, 1, 1])
    hits = np.array([9.0, 9.0, 9.0, 1.0, 9.0, 1.0, 1.0, 1.0])[:, np.newaxis]
    rows = labellings(4, 4, 99, 1, strata).matrix
    effects = curve_effects(Labelled(rows), hits, np.full((8, 1), 10.0), share=True)
    assert effects[0] > 0.3
    joint = joint_test(effects, np.zeros_like(effects))
    assert (joint.median, joint.p_median) == (pytest.approx(0.4), 1.0)


def test_universes_without_an_effect_are_counted_and_have_no_sign() -> None:
    effects = np.array([[0.4, np.nan, 0.2], [-0.4, 0.1, np.nan], [np.nan, np.nan, np.nan]])
    joint = joint_test(effects, np.zeros((3, 3)))
    assert joint.estimable == 2
    assert joint.one_sign == pytest.approx(2 / 3)
    assert joint.median == pytest.approx(0.3)
    assert 1 / 3 <= joint.p_median <= 1


def test_where_nothing_is_estimable_there_is_no_p() -> None:
    joint = joint_test(np.full((4, 2), np.nan), np.zeros((4, 2)))
    assert (joint.estimable, joint.one_sign, joint.sign) == (0, 0.0, 0)
    assert np.isnan([joint.median, joint.mean_z, joint.p_median, joint.p_sign, joint.p_stouffer]).all()


def test_signs_that_balance_are_no_sign() -> None:
    joint = joint_test(np.array([[0.4, -0.2, 0.0], [0.1, 0.2, 0.3]]), np.zeros((2, 3)))
    assert (joint.sign, joint.one_sign) == (0, pytest.approx(1 / 3))


def test_medians_leave_out_what_is_missing() -> None:
    values = np.array([[3.0, 1.0, 2.0, np.nan], [4.0, 1.0, 2.0, 3.0], [np.nan] * 4])
    assert row_medians(values).tolist() == [2.0, 2.5, 0.0]


def test_of_a_full_factorial_shares_and_interactions_make_the_whole() -> None:
    choices = np.array(list(product(range(2), range(3))))
    additive = 1.0 * choices[:, 0] + np.array([0.0, 2.0, 1.0])[choices[:, 1]]
    shares, rest = variance_shares(additive, choices)
    # squares by hand: 6 × .25 of the first, 2 × (1 + 1) of the second
    assert shares == pytest.approx([1.5 / 5.5, 4.0 / 5.5])
    assert rest == pytest.approx(0.0, abs=1e-12)
    crossed, rest = variance_shares(additive + choices[:, 0] * choices[:, 1], choices)
    assert crossed.sum() + rest == pytest.approx(1.0)
    assert rest > 0.01


def test_decision_that_changes_nothing_has_no_share_and_equal_universes_no_variance() -> None:
    choices = np.array(list(product(range(2), range(2))))
    shares, rest = variance_shares(choices[:, 0].astype(float), choices)
    assert (shares.tolist(), rest) == (pytest.approx([1.0, 0.0], abs=1e-12), pytest.approx(0.0, abs=1e-12))
    shares, rest = variance_shares(np.full(4, 0.3), choices)
    assert np.isnan([*shares, rest]).all()
    shares, rest = variance_shares(np.full(4, np.nan), choices)
    assert np.isnan([*shares, rest]).all()


def test_shares_of_what_is_left_of_a_factorial_stay_within_bounds() -> None:
    choices = np.array(list(product(range(2), range(2), range(2))))
    estimates = np.where(np.arange(8) % 3 == 0, np.nan, choices @ np.array([1.0, 0.5, 0.0]))
    shares, rest = variance_shares(estimates, choices)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert shares[0] > shares[1] > shares[2]
    assert rest == pytest.approx(0.0, abs=1e-12)


def test_arrays_of_different_shape_are_refused() -> None:
    with pytest.raises(InferenceError, match="one shape"):
        joint_test(np.zeros((4, 2)), np.zeros((4, 3)))


@pytest.mark.parametrize("shape", [(5, 5), (4, 8)])
def test_joint_p_of_random_labels_is_uniform(shape: tuple[int, int]) -> None:
    """Under no difference p ≤ α in a share α of cases, to within three standard errors; and p is never below 1/rows."""
    generator = np.random.default_rng(20210126)
    n, repeats = sum(shape), 300
    found = []
    for _ in range(repeats):
        length = generator.integers(10, 60, n)
        rate = generator.gamma(1.0, 0.1, n)
        first = generator.poisson(rate * length).astype(float)
        second = generator.binomial(first.astype(int), 0.7).astype(float)  # a stricter way of counting
        hits = np.column_stack([first, second, first])
        room = np.column_stack([length, length, generator.integers(100, 900, n)]).astype(float)
        rows = labellings(*shape, 199, generator).matrix
        effects = curve_effects(Labelled(rows), hits, room, share=False)
        joint = joint_test(effects, curve_scores(Labelled(rows), hits, room))
        assert joint.p_median >= 1 / len(rows)
        found.append((joint.p_median, joint.p_stouffer))
    p = np.array(found)
    for alpha in (0.05, 0.2, 0.5):
        assert ((p <= alpha).mean(axis=0) <= alpha + 3 * np.sqrt(alpha * (1 - alpha) / repeats)).all()
        assert ((p <= alpha).mean(axis=0) >= alpha - 0.03 - 3 * np.sqrt(alpha * (1 - alpha) / repeats)).all()
