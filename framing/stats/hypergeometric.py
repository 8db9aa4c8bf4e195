"""The hypergeometric distribution in logarithms, for many terms at once.

X counts how many of the F marked tokens among T fall into a part of t tokens. The four cells of the table are
X, F − X, t − X and T − F − t + X; E are their expected counts, D = X − F t/T. With s(n) = ln n! − n ln n + n::

    ln P(X) = −Σ dev(O, E) + s(F) + s(T − F) + s(t) + s(T − t) − s(T) − Σ s(O)
    dev(O, E) = O ln(O/E) − O + E

(after Loader 2000, *Fast and accurate computation of binomial probabilities*). The first sum is G2/2 and none of
its parts is negative; s is of the size of a logarithm. So nothing large cancels, as it would between logarithms
of factorials: with 10⁸ tokens those leave seven digits of a probability. A tail is summed from its largest member
outwards, never taken as 1 − the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Flags, Floats

SERIES_FROM = 16.0
"""Stirling's series for s(n) from here on: its sixth term is then below 1e-16; smaller n by ln Γ."""

STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188)
"""Coefficients of 1/n, 1/n³, … 1/n⁹."""

SMALL_CHANGE = 0.1
"""|D/E| below which dev is a series in D/(O + E), as its closed form would cancel (Loader 2000)."""

SERIES_TERMS = 8
"""(D/(O + E))² is at most 0.1²/1.9² = .0028 there; its eighth power is below 1e-20."""

SUMMED_TO = 1e-17
"""What is left of a tail when the sum stops, as a share of the sum: below the rounding of the sum."""

BLOCK_NUMBERS = 200_000
"""Numbers (terms × steps) summed at a time: 1.6 MB an array, which stays in the cache."""

FEWEST_STEPS = 8
"""Steps of a tail in a block, however many terms: most tails are shorter."""


@dataclass(frozen=True)
class Hypergeometric:
    """Parameters of one distribution a term, arrays of one shape.

    Attributes
    ----------
    total, marked, drawn : ndarray
        T tokens in all, F occurrences of the term, t tokens of the part.
    """

    total: Floats
    marked: Floats
    drawn: Floats

    @property
    def lowest(self) -> Floats:
        """Return the smallest count that is possible: max(0, F + t − T)."""
        return np.maximum(0.0, self.marked + self.drawn - self.total)

    @property
    def highest(self) -> Floats:
        """Return the largest count that is possible: min(F, t)."""
        return np.minimum(self.marked, self.drawn)

    @property
    def mode(self) -> Floats:
        """Return the most probable count, the larger of two: ⌊(F + 1)(t + 1)/(T + 2)⌋."""
        mode = np.floor((self.marked + 1) * (self.drawn + 1) / (self.total + 2))
        return np.clip(mode, self.lowest, self.highest)

    def take(self, chosen: npt.NDArray[np.intp] | Flags) -> Hypergeometric:
        """Return the distributions of some terms."""
        return Hypergeometric(self.total[chosen], self.marked[chosen], self.drawn[chosen])

    def mirrored(self, where: Flags) -> Hypergeometric:
        """Return, where asked, the distribution of F − X: what falls outside the part."""
        return Hypergeometric(self.total, self.marked, np.where(where, self.total - self.drawn, self.drawn))


def log_probability(count: Floats, law: Hypergeometric) -> Floats:
    """Return ln P(X = count) of possible counts, shape of `count`; formula in the module's docstring."""
    total, marked, drawn = law.total, law.marked, law.drawn
    observed = (count, marked - count, drawn - count, total - marked - drawn + count)
    size = np.where(total > 0, total, 1.0)
    shares = (marked * (drawn / size), marked * ((total - drawn) / size))
    rests = ((total - marked) * (drawn / size), (total - marked) * ((total - drawn) / size))
    excess = count - shares[0]
    deviance = sum(
        _deviance(cell, expected, sign * excess)
        for cell, expected, sign in zip(observed, shares + rests, (1, -1, -1, 1), strict=True)
    )
    margins = sum(map(_stirling, (marked, total - marked, drawn, total - drawn)))
    return np.asarray(margins - _stirling(total) - sum(map(_stirling, observed)) - deviance)


def log_upper_tail(count: Floats, law: Hypergeometric) -> Floats:
    """Return ln P(X ≥ count), `count` included, shape (terms,).

    Parameters
    ----------
    count : ndarray, shape (terms,)
        Possible counts, at or above the expected F t/T: each step outwards is then less probable than the last.
    law : Hypergeometric
        Its arrays of the same shape.
    """
    tail = log_probability(count, law) + np.log(_sum_outwards(count, law))
    return np.where(count > law.lowest, np.minimum(tail, 0.0), 0.0)  # certain, whatever rounding says


def outward_ratios(count: Floats, law: Hypergeometric, steps: int) -> Floats:
    """Return P(k + 1)/P(k) for k = count, count + 1, …, shape (terms, steps).

    (F − k)(t − k)/((k + 1)(T − F − t + k + 1)), 0 from the largest count on; never larger than the one before.
    """
    k = count[:, np.newaxis] + np.arange(steps)
    marked, drawn = law.marked[:, np.newaxis], law.drawn[:, np.newaxis]
    rest = law.total[:, np.newaxis] - marked - drawn
    return np.asarray(np.maximum(marked - k, 0.0) / (k + 1) * (np.maximum(drawn - k, 0.0) / (rest + k + 1)))


def whole(name: str, values: Floats) -> Problem | None:
    """Complain about a count that is no whole number: a probability of 2.5 occurrences does not exist."""
    if np.all(values == np.floor(values)):
        return None
    return Problem("", f"whole numbers in {name}", "a fraction", "pass counts, not rates or weighted sums")


def _sum_outwards(count: Floats, law: Hypergeometric) -> Floats:
    """Σ P(X = k)/P(X = count) over k ≥ count; terms that are summed up leave the table."""
    sums, last = np.ones_like(count), np.ones_like(count)
    reached = count.copy()
    going = np.flatnonzero(count < law.highest)
    while going.size:
        steps = max(FEWEST_STEPS, BLOCK_NUMBERS // going.size)
        ratio = outward_ratios(reached[going], law.take(going), steps)
        terms = last[going, np.newaxis] * np.cumprod(ratio, axis=1)
        sums[going] += terms.sum(axis=1)
        last[going], reached[going] = terms[:, -1], reached[going] + steps
        # ratios only shrink, so that a geometric series bounds what is left
        left = terms[:, -1] * ratio[:, -1] > SUMMED_TO * (1 - ratio[:, -1]) * sums[going]
        going = going[left]
    return sums


def _stirling(n: Floats) -> Floats:
    """s(n) = ln n! − n ln n + n: ½ ln 2πn and Stirling's series, s(0) = 0."""
    large = np.maximum(n, SERIES_FROM)
    inverse = 1.0 / (large * large)
    series = np.polynomial.polynomial.polyval(inverse, STIRLING) / large
    small = np.minimum(n, SERIES_FROM)
    exact = scipy.special.gammaln(small + 1) - scipy.special.xlogy(small, small) + small
    return np.where(n < SERIES_FROM, exact, 0.5 * np.log(2 * np.pi * large) + series)


def _deviance(observed: Floats, expected: Floats, excess: Floats) -> Floats:
    """O ln(O/E) − O + E, where O − E = excess is known better than O and E tell."""
    near = np.abs(excess) < SMALL_CHANGE * expected
    ratio = np.where(near, excess / np.where(near, observed + expected, 1.0), 0.0)
    odd = 1 / np.arange(3, 2 * SERIES_TERMS + 3, 2)
    series = excess * ratio + 2 * observed * ratio**3 * np.polynomial.polynomial.polyval(ratio**2, odd)
    held = expected > 0
    closed = scipy.special.xlogy(observed, np.where(held, observed, 1.0) / np.where(held, expected, 1.0))
    return np.asarray(np.where(near, series, closed - excess))
