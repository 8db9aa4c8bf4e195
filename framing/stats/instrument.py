"""The instrument, outlet by outlet: precision and recall from a weighted sample, and what they could turn over.

A sample of units (sentences) was drawn with known inclusion probabilities π and coded. With weights 1/π the
totals of what the instrument found rightly (T), found wrongly (F) and missed (M) are estimated without bias
(Horvitz & Thompson 1952), and precision T/(T + F), recall T/(T + M) are their ratios (Hájek).

Misses are few and heavy: of ten thousand sentences without a hit some hundred are coded, one of them a miss, and
that one stands for sixty. Each total is a weighted sum of nearly Poisson counts, and gets a gamma distribution
with matched mean and variance (Fay & Feuer 1997); a share of two such totals then has its quantiles in closed
form, from the beta distribution (Fay 1999 for ratios). Fay and Feuer add the largest weight to a total where
that makes the interval wider; here half of it is added throughout. At equal weights theirs is Clopper and
Pearson's interval and this one Jeffreys', exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Flags, Floats, as_floats, require, within
from framing.stats.bootstrapping import Estimate
from framing.stats.samples import drawable, numbered, one_length

ADDED = 0.5
"""Of the largest weight, added to a total for its interval: 1/2 is Jeffreys' prior at equal weights, and was chosen
by coverage (`precision_and_recall`). More is not safer: what is added to the misses lowers the upper bound too."""


@dataclass(frozen=True)
class Accuracy:
    """Precision and recall of each group, shape (groups,), with the numbers of units behind them.

    Attributes
    ----------
    precision, recall : Estimate
    n_coded, n_found : ndarray of int
        Units coded, and those of them in which the instrument had found something.
    """

    precision: Estimate
    recall: Estimate
    n_coded: npt.NDArray[np.int64]
    n_found: npt.NDArray[np.int64]


class _Total(NamedTuple):
    """An estimated total: Σ w and Σ w² over its units, and the largest w that one of them could have had."""

    sum: Floats
    squares: Floats
    largest: Floats


def precision_and_recall(
    groups: npt.ArrayLike,
    predicted: npt.ArrayLike,
    coded: npt.ArrayLike,
    inclusion: npt.ArrayLike,
    n_groups: int,
    *,
    level: float = 0.95,
) -> Accuracy:
    """Return precision and recall of every outlet from its coded units, whatever the strata they were drawn from.

    Parameters
    ----------
    groups : array_like of int, shape (coded units,)
        Number of the outlet, from 0 to n_groups − 1.
    predicted, coded : array_like of bool, shape (coded units,)
        The instrument found it there; the coders did.
    inclusion : array_like, shape (coded units,)
        Probability with which the unit came into the sample: n_h/N_h of its stratum, above 0, at most 1.
    n_groups : int
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    Accuracy
        A precision is NaN where no unit with a find was coded; a recall where no unit with, or none without a
        find was coded, or where coders found nothing. The interval of an observed 1 is never empty.

    Raises
    ------
    InferenceError
        Arrays of different length, numbers of groups or probabilities that cannot be.

    Notes
    -----
    Intervals were chosen by measured coverage (level 95 %). An outlet of 10,000 sentences, 4 % with a hit, precision
    .85, recall .60, .80 or .95; 120 hits and 150 to 600 others coded, drawn in strata voice × hit, with a stratum of
    near misses, or in proportion to size; also 70 hits coded all with 150 of 1,500 others; 2,000 samples a cell. Last
    column: one stratum of hits and one of others, recalls from .50 to .98, 40 cells of 20,000 samples:

    =======================  ===================  ======================  =====================
    interval                 recall, coverage %   precision, coverage %   recall, one stratum
    =======================  ===================  ======================  =====================
    stratified bootstrap     23–94                83–100
    linearised, logit        20–98                83–100
    Fay & Feuer              98–100               98–100                  98–100, mean 99
    this one                 96–100               97–100                  92–99, mean 97
    =======================  ===================  ======================  =====================

    The first two break down where the sample holds no miss or one; Fay and Feuer's is a sixth wider than this one.
    A finite population is not corrected for: a stratum coded whole is still taken as a draw from what the outlet
    might write.
    """
    where = "instrument.precision_and_recall"
    group, chance = np.asarray(groups), as_floats(inclusion)
    found, right = (np.asarray(flags, dtype=np.bool_) for flags in (predicted, coded))
    lengths = one_length(groups=group, predicted=found, coded=right, inclusion=chance)
    require(
        where,
        [lengths, numbered("groups", group, n_groups), drawable(chance), within("level", level, 0, 1)],
    )
    group = group.astype(np.int64)

    def total(units: Flags, possible: Flags) -> _Total:
        return _total(group, 1 / chance, units, possible, n_groups)

    hits, wrong = total(found & right, found), total(found & ~right, found)
    missed = total(~found & right, ~found)
    return Accuracy(
        _share(hits, wrong, level),
        _share(hits, missed, level),
        np.bincount(group, minlength=n_groups),
        np.bincount(group[found], minlength=n_groups),
    )


def correction_factor(recalls: Estimate, precisions: Estimate) -> Estimate:
    """Return by how much correction multiplies the ratio of two rates, first outlet over second.

    A rate found is corrected by precision/recall, so that the factor is (P_a/R_a)/(P_b/R_b). Its interval adds
    squared distances on the log scale (MOVER: Zou & Donner 2008), as if the four were independent; precision and
    recall of one outlet share their hits, so it is rather too wide.

    Parameters
    ----------
    recalls, precisions : Estimate, shape (2,) or (2, cells)
        First outlet, second outlet, with intervals.

    Returns
    -------
    Estimate
        Shape () or (cells,); NaN where one of the four is.

    Notes
    -----
    Measured coverage 96–98 % at 95 % (4,000 pairs of samples a cell; recalls .80/.80, .90/.90, .90/.60, .95/.80; per
    outlet 120 hits with 300 or 600 other sentences, or 200 with 1,200).
    """
    require("instrument.correction_factor", [_two(recalls.estimate), _two(precisions.estimate)])
    with np.errstate(all="ignore"):  # the log of a bound of 0 is minus infinity, rightly
        p, p_low, p_high = (np.log(v) for v in (precisions.estimate, precisions.low, precisions.high))
        r, r_low, r_high = (np.log(v) for v in (recalls.estimate, recalls.low, recalls.high))
        centre = (p[0] - r[0]) - (p[1] - r[1])
        down = _together(p[0] - p_low[0], r_high[0] - r[0], p_high[1] - p[1], r[1] - r_low[1])
        up = _together(p_high[0] - p[0], r[0] - r_low[0], p[1] - p_low[1], r_high[1] - r[1])
        return Estimate(np.exp(centre), np.exp(centre - down), np.exp(centre + up))


def could_flip(rates: npt.ArrayLike, recalls: Estimate, precisions: Estimate) -> Flags:
    """Tell where correction for the instrument could turn a difference of two outlets the other way round.

    It could where the ratio of the rates found, times `correction_factor`, does not stay on its side of 1
    throughout the factor's interval. What is not known cannot be excluded.

    Parameters
    ----------
    rates : array_like, shape (2,) or (2, cells)
        As found, per opportunity: first outlet, second outlet. They count as given: their own intervals are the
        article bootstrap's business.
    recalls, precisions : Estimate
        As in `correction_factor`.

    Returns
    -------
    ndarray of bool, shape () or (cells,)
        True: "insufficient: the instrument differs by outlet". True also where the rates are equal, or where a
        recall, a precision or a bound is NaN. A rate of 0 stays 0 under a factor, so that here it does not flip: how much
        may have been missed where nothing was found is another question (`framing.study.grading.factors`).

    Notes
    -----
    What it costs to exclude a flip: with both recalls .80 and one rate found 1.5 times the other, 120 coded hits and
    300 others an outlet left 41 % of the samples at "insufficient", 120 and 600 14 %, 200 and 1,200 0.5 %. Of
    differences that correction does turn (.90 against .60, found 1.3) less than 1 % passed.
    """
    found = as_floats(rates)
    bad = bool(found.size and (np.isinf(found).any() or (found < 0).any()))
    signs = Problem("", "rates of at least 0", "negative or infinite", "count again") if bad else None
    require("instrument.could_flip", [_two(found), signs])
    factor = correction_factor(recalls, precisions)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(found[0]) - np.log(found[1])
        side = np.sign(ratio)
        stays = [np.sign(ratio + np.log(bound)) == side for bound in (factor.low, factor.high)]
    return np.asarray(~(stays[0] & stays[1] & (side != 0)))


def _total(
    groups: npt.NDArray[np.int64], weight: Floats, units: Flags, possible: Flags, n_groups: int
) -> _Total:
    largest = np.zeros(n_groups)
    np.maximum.at(largest, groups[possible], weight[possible])
    sums, squares = (
        np.asarray(np.bincount(groups[units], weights=w[units], minlength=n_groups), dtype=np.float64)
        for w in (weight, weight**2)
    )
    return _Total(sums, squares, largest)


def _share(hits: _Total, others: _Total, level: float) -> Estimate:
    """Return hits/(hits + others), with h s/(h s + (1 − h) s') at quantiles h of a beta distribution."""
    known = (hits.largest > 0) & (others.largest > 0) & (hits.sum + others.sum > 0)
    shape, scale = _gamma(hits, known)
    other_shape, other_scale = _gamma(others, known)

    def bound(tail: float) -> Floats:
        part = scipy.special.betaincinv(shape, other_shape, tail)
        return np.asarray(part * scale / (part * scale + (1 - part) * other_scale))

    estimate = hits.sum / np.where(known, hits.sum + others.sum, np.nan)
    low = np.where(hits.sum > 0, np.minimum(bound((1 - level) / 2), estimate), 0 * estimate)
    high = np.where(others.sum > 0, np.maximum(bound((1 + level) / 2), estimate), 0 * estimate + 1)
    return Estimate(estimate, low, high)


def _gamma(total: _Total, known: Flags) -> tuple[Floats, Floats]:
    """Return shape and scale of the gamma distribution with the total's mean and variance, both a little raised."""
    mean = total.sum + ADDED * total.largest
    variance = total.squares + ADDED * total.largest**2
    mean, variance = np.where(known, mean, 1.0), np.where(known, variance, 1.0)
    return mean**2 / variance, variance / mean


def _together(*distances: Floats) -> Floats:
    return np.asarray(np.sqrt(sum(np.square(distance) for distance in distances)))


def _two(values: Floats) -> Problem | None:
    if values.ndim and len(values) == 2:  # noqa: PLR2004
        return None
    return Problem("", "two outlets on the first axis", f"shape {values.shape}", "pass first and second")
