"""Intervals for one share or one zero: closed forms, as if the opportunities were independent.

Mentions within an article are not independent; an interval made here is labelled "as if independent". Those
that respect the article are made in `framing.stats.bootstrapping`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Floats, as_floats, not_above, not_negative, require, same_shape, within

THREE = 3.0
"""The rule of three: −ln(0.05) = 2.9957, rounded up as it is taught."""


@dataclass(frozen=True)
class Interval:
    """Lower and upper bounds, NaN where there is nothing to estimate from."""

    low: Floats
    high: Floats


def wilson(hits: npt.ArrayLike, opportunities: npt.ArrayLike, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of a share (Wilson 1927).

    Centre (p + z²/2n)/(1 + z²/n), half-width z √(p(1 − p)/n + z²/4n²)/(1 + z²/n), p = hits/n. It stays within
    [0, 1] and is not empty at 0 or n hits. No opportunity: NaN.

    Parameters
    ----------
    hits, opportunities : array_like
        Counts that broadcast; hits ≤ opportunities.
    level : float
        Confidence, between 0 and 1.
    """
    x, n = _share("intervals.wilson", hits, opportunities, level)
    z = scipy.special.ndtri(0.5 + level / 2)
    size = np.where(n > 0, n, np.nan)
    share = x / size
    scale = 1 + z**2 / size
    centre = (share + z**2 / (2 * size)) / scale
    half = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / scale
    # the formula gives exactly 0 and 1 there, its rounding does not
    return Interval(np.where(x == 0, 0.0 * size, centre - half), np.where(x == n, size / size, centre + half))


def clopper_pearson(hits: npt.ArrayLike, opportunities: npt.ArrayLike, level: float = 0.95) -> Interval:
    """Return the exact interval of a share (Clopper & Pearson 1934): quantiles of two beta distributions.

    Low: α/2 of Beta(x, n − x + 1), 0 at x = 0; high: 1 − α/2 of Beta(x + 1, n − x), 1 at x = n. No
    opportunity: NaN. Parameters as in `wilson`.
    """
    x, n = _share("intervals.clopper_pearson", hits, opportunities, level)
    tail = (1 - level) / 2
    some, most = np.where(x > 0, x, 1.0), np.where(x < n, n - x, 1.0)
    low = np.where(x > 0, scipy.special.betaincinv(some, n - x + 1, tail), 0.0)
    high = np.where(x < n, scipy.special.betaincinv(x + 1, most, 1 - tail), 1.0)
    return Interval(np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan))


def rule_of_three(opportunities: npt.ArrayLike, *, share: bool = False) -> Floats:
    """Return 3/n, the upper 95 % bound of a rate of which no case was seen (Hanley & Lippman-Hand 1983).

    Parameters
    ----------
    opportunities : array_like
        Where it could have been said, above 0; without any: NaN.
    share : bool
        The rate is a share of the opportunities, so that its bound is at most 1.
    """
    n = as_floats(opportunities)
    require("intervals.rule_of_three", [not_negative("opportunities", n)])
    bound = THREE / np.where(n > 0, n, np.nan)
    return np.minimum(bound, 1.0) if share else bound


def _share(
    where: str, hits: npt.ArrayLike, opportunities: npt.ArrayLike, level: float
) -> tuple[Floats, Floats]:
    x, n = as_floats(hits), as_floats(opportunities)
    require(
        where,
        [
            same_shape(hits=x, opportunities=n),
            not_negative("hits", x),
            not_negative("opportunities", n),
            not_above("hits", x, "opportunities", n),
            within("level", level, 0, 1),
        ],
    )
    return x, n
