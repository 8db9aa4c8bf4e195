"""Bootstrap over articles: intervals that know that words of one article come together.

A replicate is a row of weights: how often each article was drawn. A statistic maps weights (rows, articles) to
values (rows, cells) by products; the observed value is the same statistic under weights of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import (
    Flags,
    Floats,
    Matrix,
    Seed,
    as_matrix,
    length_is,
    not_negative,
    require,
    within,
)

Statistic: TypeAlias = Callable[[Floats], Floats]

ZERO_STAND_IN = 0.5
"""Put in place of a sum of zero hits in a ratio of rates, as in `framing.stats.keyness`."""

MOST_EMPTY = 0.05
"""An interval is not given where more than this share of the replicates has no opportunity: the tail that
an interval of 95 % is read from would lie in them."""


JACKKNIFE_ROWS = 500
"""Leave-one-out rows at a time: 150 MB of weights at 37,554 articles."""


@dataclass(frozen=True)
class Estimate:
    """Observed values with the bounds of their intervals, shape (cells,); NaN where not estimable."""

    estimate: Floats
    low: Floats
    high: Floats


def bootstrap_weights(
    n_articles: int, replicates: int, seed: Seed, strata: npt.ArrayLike | None = None
) -> Floats:
    """Return how often each article is drawn in each replicate: multinomial weights.

    Parameters
    ----------
    n_articles, replicates : int
        Shape of the result is (replicates, n_articles).
    seed : int, SeedSequence or Generator
        The same seed gives the same weights.
    strata : array_like, shape (n_articles,), optional
        Draws stay within a stratum, so each keeps its number of articles; pass the outlet to keep both.
    """
    where = "bootstrapping.bootstrap_weights"
    codes = np.zeros(n_articles, dtype=np.int64) if strata is None else np.asarray(strata)
    few = Problem("", "at least 1 article and 1 replicate", f"{n_articles} and {replicates}", "ask for more")
    require(
        where, [few if min(n_articles, replicates) < 1 else None, length_is("strata", len(codes), n_articles)]
    )
    generator = np.random.default_rng(seed)
    weights = np.zeros((replicates, n_articles))
    for code in np.unique(codes):
        members = np.flatnonzero(codes == code)
        even = np.full(members.size, 1 / members.size)
        weights[:, members] = generator.multinomial(members.size, even, size=replicates)
    return weights


def ratio_of_sums(weights: Floats, hits: Matrix, opportunities: Matrix) -> Floats:
    """Return Σ w x / Σ w t of every cell under every row of weights: a rate or a share.

    Parameters
    ----------
    weights : ndarray, shape (rows, articles)
    hits, opportunities : ndarray or sparse matrix, shape (articles,) or (articles, cells)

    Returns
    -------
    ndarray, shape (rows, cells)
        NaN where a row has no opportunity.
    """
    over, under = _sums("bootstrapping.ratio_of_sums", weights, hits, opportunities)
    return np.asarray(over / np.where(under > 0, under, np.nan))


def difference_of_ratios(weights: Floats, hits: Matrix, opportunities: Matrix, in_a: Flags) -> Floats:
    """Return the ratio of outlet a minus that of outlet b; parameters as in `ratio_of_sums`.

    `in_a`, shape (articles,), is True for the articles of a.
    """
    first, second = _sides("bootstrapping.difference_of_ratios", weights, in_a)
    return ratio_of_sums(first, hits, opportunities) - ratio_of_sums(second, hits, opportunities)


def log_ratio_of_ratios(weights: Floats, hits: Matrix, opportunities: Matrix, in_a: Flags) -> Floats:
    """Return ln(rate of a / rate of b), 0.5 hits in place of none; parameters as in `difference_of_ratios`.

    Divide by ln 2 for Hardie's Log Ratio; its exponential is the ratio of the rates. NaN where neither has hits.
    """
    where = "bootstrapping.log_ratio_of_ratios"
    first, second = _sides(where, weights, in_a)
    over_a, under_a = _sums(where, first, hits, opportunities)
    over_b, under_b = _sums(where, second, hits, opportunities)
    known = (under_a > 0) & (under_b > 0) & (over_a + over_b > 0)
    top = np.where(over_a > 0, over_a, ZERO_STAND_IN) * np.where(known, under_b, np.nan)
    return np.asarray(
        np.log(top / (np.where(over_b > 0, over_b, ZERO_STAND_IN) * np.where(known, under_a, 1.0)))
    )


def bootstrap(
    statistic: Statistic,
    n_articles: int,
    replicates: int,
    seed: Seed,
    *,
    strata: npt.ArrayLike | None = None,
    level: float = 0.95,
    method: Literal["percentile", "bca"] = "percentile",
) -> Estimate:
    """Return a statistic and its bootstrap interval over articles (Efron & Tibshirani 1993, ch. 13–14).

    Parameters
    ----------
    statistic : callable
        From weights (rows, articles) to values (rows, cells).
    n_articles, replicates, seed, strata
        As in `bootstrap_weights`.
    level : float
        Confidence, between 0 and 1.
    method : {"percentile", "bca"}
        BCa corrects bias and skew, and takes one more row of weights per article (leave-one-out).

    Returns
    -------
    Estimate
        Each of shape (cells,). The interval is NaN where the estimate is, or where more than `MOST_EMPTY` of
        the replicates have no value; fewer are left out.
    """
    require("bootstrapping.bootstrap", [within("level", level, 0, 1)])
    observed = statistic(np.ones((1, n_articles)))[0]
    replicated = statistic(bootstrap_weights(n_articles, replicates, seed, strata))
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    cuts = np.broadcast_to(tails[:, np.newaxis], (2, observed.size))
    if method == "bca":
        cuts = _bca_cuts(
            observed, replicated, _leave_one_out(statistic, n_articles), _codes(n_articles, strata), tails
        )
    empty = np.isnan(replicated).mean(axis=0)
    unusable = np.isnan(observed) | (empty > MOST_EMPTY) | np.isnan(cuts).any(axis=0)
    bounds = np.full((2, observed.size), np.nan)
    for cell in np.flatnonzero(~unusable):
        bounds[:, cell] = np.nanquantile(replicated[:, cell], cuts[:, cell])
    return Estimate(observed, bounds[0], bounds[1])


def _bca_cuts(
    observed: Floats, replicated: Floats, left_out: Floats, codes: npt.NDArray[np.int64], tails: Floats
) -> Floats:
    """Return the two probabilities at which to cut each cell's replicates, shape (2, cells).

    z0 = Φ⁻¹(share of replicates below the estimate, ties half); acceleration from leave-one-out values, by
    stratum as for several samples (Efron & Tibshirani 1993, eq. 14.9–14.15; scipy.stats.bootstrap does the same).
    """
    known = np.maximum((~np.isnan(replicated)).sum(axis=0), 1)
    below = ((replicated < observed).sum(axis=0) + (replicated <= observed).sum(axis=0)) / (2 * known)
    z0 = scipy.special.ndtri(below)
    acceleration = _acceleration(left_out, codes)
    shifted = z0 + scipy.special.ndtri(tails)[:, np.newaxis]
    with np.errstate(invalid="ignore"):
        cuts = scipy.special.ndtr(z0 + shifted / (1 - acceleration * shifted))
    return np.where(np.isfinite(z0), cuts, np.nan)


def _leave_one_out(statistic: Statistic, n_articles: int) -> Floats:
    """Return the statistic without each article in turn, shape (articles, cells)."""
    parts = []
    for first in range(0, n_articles, JACKKNIFE_ROWS):
        left_out = np.arange(first, min(first + JACKKNIFE_ROWS, n_articles))
        weights = np.ones((left_out.size, n_articles))
        weights[np.arange(left_out.size), left_out] = 0.0
        parts.append(statistic(weights))
    return np.concatenate(parts)


def _acceleration(left_out: Floats, codes: npt.NDArray[np.int64]) -> Floats:
    cubes, squares = np.zeros(left_out.shape[1]), np.zeros(left_out.shape[1])
    for code in np.unique(codes):
        part = left_out[codes == code]
        pull = (len(part) - 1) * (part.mean(axis=0) - part)
        cubes += (pull**3).sum(axis=0) / len(part) ** 3
        squares += (pull**2).sum(axis=0) / len(part) ** 2
    return np.asarray(cubes / (6 * np.where(squares > 0, squares, np.nan) ** 1.5))


def _codes(n_articles: int, strata: npt.ArrayLike | None) -> npt.NDArray[np.int64]:
    if strata is None:
        return np.zeros(n_articles, dtype=np.int64)
    return np.asarray(np.unique(np.asarray(strata), return_inverse=True)[1], dtype=np.int64)


def _sums(where: str, weights: Floats, hits: Matrix, opportunities: Matrix) -> tuple[Floats, Floats]:
    over, under = as_matrix(hits), as_matrix(opportunities)
    lengths = [length_is("hits", over.shape[0], weights.shape[1])]
    lengths += [length_is("opportunities", under.shape[0], weights.shape[1])]
    require(where, [*lengths, not_negative("hits", over), not_negative("opportunities", under)])
    return np.asarray(weights @ over), np.asarray(weights @ under)


def _sides(where: str, weights: Floats, in_a: Flags) -> tuple[Floats, Floats]:
    flags = np.asarray(in_a, dtype=np.bool_)
    require(where, [length_is("in_a", flags.size, weights.shape[1])])
    return weights * flags, weights * ~flags
