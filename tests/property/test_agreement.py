"""What holds for all codes: agreement, and correction by a coded sample."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from framing.stats.agreement import krippendorff_alpha
from framing.stats.bootstrapping import Estimate
from framing.stats.correction import corrected_sums, rogan_gladen
from framing.stats.instrument import correction_factor, could_flip, precision_and_recall

pytestmark = pytest.mark.filterwarnings("error")
MISSING = -1
SHARE = st.floats(0, 1)


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray:
    """Codes of up to four categories, some missing."""
    shape = draw(st.integers(1, 12)), draw(st.integers(2, 4))
    return draw(arrays(np.int64, shape, elements=st.integers(MISSING, 3)))


@given(tables(), st.permutations(range(4)), st.integers(0, 2**32))
@settings(deadline=None)
def test_alpha_does_not_know_the_names_of_categories(codes: np.ndarray, names: list[int], seed: int) -> None:
    renamed = np.where(codes == MISSING, MISSING, np.array(names)[codes])
    assert repr(krippendorff_alpha(codes, 20, seed)) == repr(krippendorff_alpha(renamed, 20, seed))


@given(tables(), st.randoms(use_true_random=False), st.integers(0, 2**32))
@settings(deadline=None)
def test_alpha_does_not_know_the_order_of_coders_and_units(
    codes: np.ndarray, random: object, seed: int
) -> None:
    units, coders = np.arange(codes.shape[0]), np.arange(codes.shape[1])
    random.shuffle(units)
    random.shuffle(coders)
    plain = krippendorff_alpha(codes, 20, seed)
    assert repr(plain) == repr(krippendorff_alpha(codes[:, coders], 20, seed))
    mixed = krippendorff_alpha(codes[units], 20, seed)
    assert mixed.alpha == pytest.approx(plain.alpha, abs=1e-12, nan_ok=True)
    assert (mixed.n_units, mixed.n_codes) == (plain.n_units, plain.n_codes)


@given(tables())
@settings(deadline=None)
def test_alpha_is_one_in_agreement_and_lies_in_its_bounds(codes: np.ndarray) -> None:
    found = krippendorff_alpha(codes, 20, 0)
    if not np.isnan(found.alpha):
        assert -1 <= found.alpha <= 1
        assert (found.alpha == 1) == (found.observed == 1)
    if not np.isnan(found.low):
        assert -1 <= found.low <= found.high <= 1
    truth = codes[:, :1].copy()
    agreed = krippendorff_alpha(np.where(codes == MISSING, MISSING, truth), 20, 0)
    assert np.isnan(agreed.alpha) or (agreed.alpha == agreed.high == 1.0 and agreed.low < 1.0)


@given(tables(), st.integers(0, 3))
@settings(deadline=None)
def test_a_further_unit_coded_once_changes_nothing(codes: np.ndarray, code: int) -> None:
    alone = np.full((1, codes.shape[1]), MISSING)
    alone[0, 0] = code
    more = krippendorff_alpha(np.vstack([codes, alone]), 20, 0)
    assert repr(more) == repr(krippendorff_alpha(codes, 20, 0))


@st.composite
def samples(draw: st.DrawFn) -> dict[str, object]:
    """Up to seven units in three articles: what was found, what is there, with what chance each is drawn."""
    n = draw(st.integers(1, 7))
    counts = arrays(np.int64, n, elements=st.integers(0, 3))
    return {
        "articles": draw(arrays(np.int64, n, elements=st.integers(0, 2))),
        "predicted": draw(counts),
        "coded": draw(counts),
        "inclusion": draw(arrays(np.float64, n, elements=st.floats(0.05, 1))),
        "n_articles": 3,
    }


@given(samples())
@settings(deadline=None, max_examples=40)
def test_over_all_draws_the_corrected_sums_are_the_true_ones(sample: dict[str, object]) -> None:
    inclusion = sample["inclusion"]
    mean = np.zeros(3)
    for drawn in product([False, True], repeat=len(inclusion)):
        chance = np.where(drawn, inclusion, 1 - inclusion).prod()
        mean += chance * corrected_sums(sampled=drawn, **sample)
    np.testing.assert_allclose(mean, np.bincount(sample["articles"], sample["coded"], 3), atol=1e-9)


@given(samples(), st.integers(0, 2**32))
@settings(deadline=None, max_examples=20)
def test_over_repeated_draws_within_strata_they_are_right_on_average(
    sample: dict[str, object], seed: int
) -> None:
    article, predicted, coded = (np.tile(sample[name], 6) for name in ("articles", "predicted", "coded"))
    lots = np.random.default_rng(seed).random((400, article.size))
    draws, inclusion = np.zeros(lots.shape, bool), np.ones(article.size)
    for stratum in (predicted > 0, predicted == 0):
        take = (stratum.sum() + 1) // 2
        draws[:, stratum] = lots[:, stratum].argsort(axis=1).argsort(axis=1) < take
        inclusion[stratum] = take / max(stratum.sum(), 1)
    found = np.array([corrected_sums(article, predicted, r, inclusion, coded, 3) for r in draws])
    error = found.std(axis=0) / np.sqrt(len(found))
    truth = np.bincount(article, coded, 3)
    assert (np.abs(found.mean(axis=0) - truth) <= 5 * error + 1e-9).all()


@given(samples())
@settings(deadline=None)
def test_coded_everywhere_they_are_the_codes_and_nowhere_the_finds(sample: dict[str, object]) -> None:
    everywhere = sample | {"inclusion": np.ones_like(sample["inclusion"])}
    all_drawn, none = np.ones(len(sample["coded"]), bool), np.zeros(len(sample["coded"]), bool)
    coded, found = (np.bincount(sample["articles"], sample[name], 3) for name in ("coded", "predicted"))
    np.testing.assert_allclose(corrected_sums(sampled=all_drawn, **everywhere), coded, atol=1e-12)
    np.testing.assert_array_equal(corrected_sums(sampled=none, **sample), found)


@given(SHARE, st.floats(0.01, 1), SHARE)
@settings(deadline=None)
def test_rogan_gladen_finds_the_share_that_it_came_from(
    share: float, sensitivity: float, place: float
) -> None:
    specificity = 1 - sensitivity + 0.01 + place * (sensitivity - 0.01)  # the two sum to 1.01 at least
    found = share * sensitivity + (1 - share) * (1 - specificity)
    back = rogan_gladen(min(found, 1.0), sensitivity, min(specificity, 1.0))
    assert float(back) == pytest.approx(share, abs=1e-9)


@given(
    arrays(np.int64, (2, 4), elements=st.integers(0, 40)),
    st.floats(0.01, 1),
    arrays(np.float64, 2, elements=st.floats(0, 0.5)),
)
@settings(deadline=None)
def test_shares_lie_in_their_intervals_and_a_flip_is_one_seen_from_either_side(
    counts: np.ndarray, inclusion: float, rates: np.ndarray
) -> None:
    cells = np.repeat(np.arange(8), counts.ravel())
    group, found, there = cells // 4, cells // 2 % 2 == 1, cells % 2 == 1
    chance = np.where(found, 1.0, inclusion)
    accuracy = precision_and_recall(group, found, there, chance, 2)
    for share in (accuracy.precision, accuracy.recall):
        known = ~np.isnan(share.estimate)
        assert np.array_equal(known, ~np.isnan(share.low) & ~np.isnan(share.high))
        assert (share.low[known] >= 0).all()
        assert (share.low <= share.estimate)[known].all()
        assert (share.estimate <= share.high)[known].all()
        assert ((share.low < share.high) & (share.high <= 1))[known].all()

    def swapped(share: Estimate) -> Estimate:
        return Estimate(share.estimate[::-1], share.low[::-1], share.high[::-1])

    mine = could_flip(rates, accuracy.recall, accuracy.precision)
    theirs = could_flip(rates[::-1], swapped(accuracy.recall), swapped(accuracy.precision))
    assert bool(mine) == bool(theirs)
    factor = correction_factor(accuracy.recall, accuracy.precision)
    if np.isnan(accuracy.recall.estimate).any():
        assert np.isnan(factor.estimate)
        assert mine
