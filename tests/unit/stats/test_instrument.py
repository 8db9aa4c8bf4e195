from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import beta

from framing.errors import InferenceError
from framing.stats.bootstrapping import Estimate
from framing.stats.instrument import Accuracy, correction_factor, could_flip, precision_and_recall


def outlets(hits: list[int], wrong: list[int], missed: list[int], others: int, weight: float) -> Accuracy:
    """Return the accuracy of outlets of which every unit without a find stands for `weight` units."""
    parts = [
        (group, *flags)
        for group, counts in enumerate(zip(hits, wrong, missed, strict=True))
        for flags, n in zip(
            [(True, True), (True, False), (False, True), (False, False)], [*counts, others], strict=True
        )
        for _ in range(n)
    ]
    group, predicted, coded = (np.array(column) for column in zip(*parts, strict=True))
    inclusion = np.where(predicted, 1.0, 1 / weight)
    return precision_and_recall(group, predicted, coded, inclusion, len(hits))


def known(first: float, second: float, spread: float = 1.0) -> Estimate:
    """Return a share of two outlets, its interval a factor to either side."""
    values = np.array([first, second])
    return Estimate(values, values / spread, np.minimum(values * spread, 1.0))


def test_weighted_shares_by_hand() -> None:
    # two outlets; drawn with certainty, one in two, one in ten
    found = precision_and_recall(
        groups=[0, 0, 0, 0, 0, 1, 1, 1],
        predicted=[True, True, True, False, False, True, False, False],
        coded=[True, True, False, True, False, True, True, False],
        inclusion=[1.0, 0.5, 0.5, 0.1, 0.1, 1.0, 0.5, 0.5],
        n_groups=2,
    )
    np.testing.assert_allclose(found.precision.estimate, [3 / 5, 1])
    np.testing.assert_allclose(found.recall.estimate, [3 / 13, 1 / 3])
    assert (found.n_coded.tolist(), found.n_found.tolist()) == ([5, 3], [3, 1])


@pytest.mark.parametrize(("hits", "missed"), [(8, 2), (1, 9), (30, 1)])
def test_at_equal_weights_the_interval_is_jeffreys(hits: int, missed: int) -> None:
    found = outlets([hits], [missed], [missed], 5, 1.0)
    expected = beta.ppf([0.025, 0.975], hits + 0.5, missed + 0.5)
    for share in (found.recall, found.precision):
        assert (share.low[0], share.high[0]) == pytest.approx(tuple(expected), rel=1e-9)


def test_the_closed_form_equals_draws_of_the_two_totals() -> None:
    found = outlets([20], [5], [2], 100, 40.0)
    generator = np.random.default_rng(1)

    def drawn(mean: float, variance: float) -> np.ndarray:
        return generator.gamma(mean**2 / variance, variance / mean, 400_000)

    # twenty hits of weight 1, two misses of weight 40, half of the largest weight added to each
    right, missed = drawn(20 + 0.5, 20 + 0.5), drawn(2 * 40 + 20, 2 * 40**2 + 40**2 / 2)
    expected = np.quantile(right / (right + missed), [0.025, 0.975])
    assert (found.recall.low[0], found.recall.high[0]) == pytest.approx(tuple(expected), rel=0.01)


def test_no_miss_seen_is_not_no_miss_and_weighs_as_much_as_it_could() -> None:
    light, heavy = (outlets([20, 200], [0, 0], [0, 0], 100, weight).recall for weight in (1.0, 40.0))
    for found in (light, heavy):
        assert found.estimate.tolist() == found.high.tolist() == [1.0, 1.0]
        assert found.low[0] < found.low[1] < 1
    assert (heavy.low < light.low).all()
    nothing = outlets([0], [3], [4], 10, 2.0)
    assert (nothing.recall.low[0], nothing.precision.low[0]) == (0.0, 0.0)
    assert 0 < nothing.recall.high[0] < 1


def test_what_the_sample_does_not_hold_is_not_known() -> None:
    nobody = precision_and_recall([0, 0, 1, 2, 2], [1, 0, 1, 0, 0], [0, 0, 1, 1, 0], [0.5] * 5, 4)
    # outlet 0: nothing there to find; 1: no unit without a find; 2: none with one; 3: nothing coded
    assert np.isnan(nobody.recall.estimate).all()
    assert np.isnan(nobody.recall.low).all()
    assert np.isnan(nobody.recall.high).all()
    assert np.isnan(nobody.precision.estimate).tolist() == [False, False, True, True]
    empty = precision_and_recall([], [], [], [], 2)
    assert np.isnan(empty.recall.estimate).all()
    assert empty.n_coded.tolist() == [0, 0]


def test_an_outlet_is_what_it_is_alone() -> None:
    together = outlets([20, 7, 90], [5, 0, 4], [2, 1, 0], 60, 13.0)
    for group, (hits, wrong, missed) in enumerate([(20, 5, 2), (7, 0, 1), (90, 4, 0)]):
        alone = outlets([hits], [wrong], [missed], 60, 13.0)
        for name in ("precision", "recall"):
            one, all_three = getattr(alone, name), getattr(together, name)
            assert one.low[0] == all_three.low[group]
            assert one.high[0] == all_three.high[group]


@pytest.mark.parametrize(("recall", "others"), [(0.6, 150), (0.8, 150), (0.95, 600)])
def test_intervals_cover_where_misses_are_rare(recall: float, others: int) -> None:
    # 10,000 sentences, 400 with a hit, precision .85; 120 of them and `others` of the rest are coded, 2,000 times
    generator, times, n_hits, n_rest = np.random.default_rng(6), 2000, 400, 9600
    right = 340
    missed = round(right / recall) - right
    seen = generator.hypergeometric(right, n_hits - right, 120, times)
    overlooked = generator.hypergeometric(missed, n_rest - missed, others, times)
    group = np.repeat(np.arange(times), 120 + others)
    predicted = np.tile(np.arange(120 + others) < 120, times)
    place = np.tile(np.r_[:120, :others], times)
    coded = place < np.where(predicted, seen[group], overlooked[group])
    inclusion = np.where(predicted, 120 / n_hits, others / n_rest)
    found = precision_and_recall(group, predicted, coded, inclusion, times)
    for share, truth in ((found.recall, right / (right + missed)), (found.precision, right / n_hits)):
        covered = (share.low <= truth) & (truth <= share.high)
        assert covered.mean() >= 0.92


def test_the_factor_by_hand() -> None:
    recalls = Estimate(np.array([0.9, 0.6]), np.array([0.8, 0.5]), np.array([0.95, 0.7]))
    found = correction_factor(recalls, known(0.8, 0.8))
    assert float(found.estimate) == pytest.approx(0.6 / 0.9)
    down = np.hypot(np.log(0.95 / 0.9), np.log(0.6 / 0.5))
    up = np.hypot(np.log(0.9 / 0.8), np.log(0.7 / 0.6))
    assert float(found.low) == pytest.approx(0.6 / 0.9 * np.exp(-down))
    assert float(found.high) == pytest.approx(0.6 / 0.9 * np.exp(up))


def test_the_factor_of_the_outlets_swapped_is_its_inverse() -> None:
    accuracy = outlets([20, 40], [5, 2], [2, 1], 100, 9.0)

    def swapped(share: Estimate) -> Estimate:
        return Estimate(share.estimate[::-1], share.low[::-1], share.high[::-1])

    mine = correction_factor(accuracy.recall, accuracy.precision)
    theirs = correction_factor(swapped(accuracy.recall), swapped(accuracy.precision))
    assert float(mine.estimate * theirs.estimate) == pytest.approx(1)
    assert float(mine.low * theirs.high) == pytest.approx(1)
    assert float(mine.high * theirs.low) == pytest.approx(1)


@pytest.mark.parametrize(
    ("rates", "recalls", "flips"),
    [
        ([0.13, 0.10], known(0.9, 0.9), False),
        ([0.13, 0.10], known(0.9, 0.6), True),  # 0.144 against 0.167
        ([0.10, 0.13], known(0.6, 0.9), True),
        ([0.20, 0.10], known(0.9, 0.6), False),  # 0.222 against 0.167
        ([0.20, 0.10], known(0.9, 0.6, spread=1.5), True),  # the ratio found, 2, comes down to 0.88
        ([0.10, 0.13], known(0.9, 0.6), False),  # correction widens the difference
        ([0.10, 0.10], known(0.9, 0.9), True),  # no difference to keep
        ([0.00, 0.10], known(0.9, 0.6), False),
        ([0.00, 0.00], known(0.9, 0.6), True),
        ([0.20, 0.10], known(0.9, np.nan), True),
    ],
)
def test_correction_could_flip_the_sign(rates: list[float], recalls: Estimate, flips: bool) -> None:
    assert bool(could_flip(rates, recalls, known(0.9, 0.9))) is flips


def test_a_bound_of_zero_can_always_flip_and_cells_are_told_apart() -> None:
    recalls = Estimate(np.array([0.9, 0.9]), np.array([0.8, 0.0]), np.array([1.0, 1.0]))
    assert bool(could_flip([0.1, 0.2], recalls, known(0.9, 0.9))) is False
    assert bool(could_flip([0.2, 0.1], recalls, known(0.9, 0.9))) is True
    rates = np.array([[0.13, 0.3, 0.0], [0.10, 0.1, 0.1]])
    assert could_flip(rates, known(0.9, 0.6), known(0.9, 0.9)).tolist() == [True, False, False]
    each = Estimate(*(np.array([[0.9, 0.9, 0.9], [0.6, 0.9, 0.9]]) for _ in range(3)))
    assert could_flip(rates, each, each).tolist() == [False, False, False]


@pytest.mark.parametrize(
    "call",
    [
        lambda: precision_and_recall([0, 1], [1], [1, 0], [1, 1], 2),
        lambda: precision_and_recall([0, 2], [1, 1], [1, 0], [1, 1], 2),
        lambda: precision_and_recall([0.0, 1.0], [1, 1], [1, 0], [1, 1], 2),
        lambda: precision_and_recall([0, 1], [1, 1], [1, 0], [1, 0], 2),
        lambda: precision_and_recall([0, 1], [1, 1], [1, 0], [1, np.nan], 2),
        lambda: precision_and_recall([0, 1], [1, 1], [1, 0], [1, 1.2], 2),
        lambda: precision_and_recall([0, 1], [1, 1], [1, 0], [1, 1], 2, level=0),
        lambda: could_flip([0.1, 0.2, 0.3], known(0.9, 0.9), known(0.9, 0.9)),
        lambda: could_flip([-0.1, 0.2], known(0.9, 0.9), known(0.9, 0.9)),
        lambda: correction_factor(Estimate(*(np.ones(3),) * 3), known(0.9, 0.9)),
    ],
)
def test_what_is_no_sample_of_two_outlets_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
