"""Inversion: the interval of a small design, made of all effects that its permutation test does not refuse.

With a few articles a side there is nothing to draw again from, yet every supposed effect can be tested: take it out of the
counts of outlet a, and ask whether the rest could be chance. The interval holds the effects with p > 1 − level; it is as
honest as the test, and as wide as it has to be. Where no division of the articles is rare enough, it has no end.

A ratio ρ is taken out by giving the articles of a ρ times their opportunities, a difference δ by taking δ times their
opportunities from their hits. What is tested is the rate alone (`framing.stats.scores`), with a's share of opportunities
counted after the ratio is taken out (`framing.stats.variances`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from framing.stats.arrays import Flags, Floats
from framing.stats.bootstrapping import Estimate
from framing.stats.resampling import reaches
from framing.stats.residuals import ROUNDING

STEPS: Final = 30
"""Halvings of the search: bounds are exact to a billionth of its range."""

LARGEST_LOG_RATIO: Final = float(np.log(1000.0))
"""A ratio of a thousand that is not refused counts as without bound."""

Shift = Callable[[Floats], tuple[Floats, Floats]]


def ratio_interval(
    hits: Floats, sizes: Floats, labels: Flags, strata: npt.NDArray[np.integer], level: float = 0.95
) -> Estimate:
    """Return ln of the ratio of rates with the bounds at which the permutation test turns.

    Parameters
    ----------
    hits, sizes : ndarray, shape (articles, cells)
    labels : ndarray of bool, shape (rows, articles)
        `Labellings.matrix`.
    strata : int array, shape (articles,)
    level : float

    Returns
    -------
    Estimate
        `estimate` is the effect that leaves nothing (U = 0). NaN where a side has no hit; bounds are NaN where the test
        refuses no effect on that side.
    """
    in_a = labels[0][:, np.newaxis]

    def shifted(effect: Floats) -> tuple[Floats, Floats]:
        return hits, sizes * np.where(in_a, np.exp(effect), 1.0)

    usable = (hits[labels[0]].sum(axis=0) > 0) & (hits[~labels[0]].sum(axis=0) > 0)
    return _searched(shifted, labels, strata, level, LARGEST_LOG_RATIO, usable)


def difference_interval(
    hits: Floats, sizes: Floats, labels: Flags, strata: npt.NDArray[np.integer], level: float = 0.95
) -> Estimate:
    """Return the difference of shares with the bounds at which the permutation test turns; see `ratio_interval`."""
    in_a = labels[0][:, np.newaxis]

    def shifted(effect: Floats) -> tuple[Floats, Floats]:
        return hits - np.where(in_a, effect * sizes, 0.0), sizes

    usable = (sizes[labels[0]].sum(axis=0) > 0) & (sizes[~labels[0]].sum(axis=0) > 0)
    return _searched(shifted, labels, strata, level, 1.0, usable)


def _searched(
    shifted: Shift, labels: Flags, strata: npt.NDArray[np.integer], level: float, limit: float, usable: Flags
) -> Estimate:
    """Search from the effect that leaves nothing outwards, halving, all cells at once."""
    belongs = (np.unique(strata)[:, np.newaxis] == strata).astype(np.float64)
    test = _Test(labels, belongs)
    low, high = np.full(usable.size, -limit), np.full(usable.size, limit)
    centre = _halved(low, high, lambda effect: test.u(*shifted(effect))[0] > 0)

    def kept(effect: Floats) -> Flags:
        return np.asarray(test.p(*shifted(effect)) > 1 - level)

    above = _halved(centre, high, kept)
    below = _halved(centre, low, kept)
    ends = [np.where(usable & ~kept(end), bound, np.nan) for end, bound in ((low, below), (high, above))]
    return Estimate(np.where(usable, centre, np.nan), ends[0], ends[1])


def _halved(near: Floats, far: Floats, holds: Callable[[Floats], Flags]) -> Floats:
    """Return the point between near and far at which something stops to hold."""
    near, far = near.copy(), far.copy()
    for _ in range(STEPS):
        middle = (near + far) / 2
        held = holds(middle)
        near, far = np.where(held, middle, near), np.where(held, far, middle)
    return np.asarray((near + far) / 2)


class _Test:
    """The score of `framing.stats.scores` for counts that may be below 0.

    Parameters
    ----------
    labels : ndarray of bool, shape (rows, articles)
    belongs : ndarray, shape (strata, articles)
    """

    def __init__(self, labels: Flags, belongs: Floats) -> None:
        self._labels, self._belongs = labels.astype(np.float64), belongs
        self._members = [np.flatnonzero(members) for members in belongs]

    def u(self, hits: Floats, sizes: Floats) -> Floats:
        """U of every labelling and cell."""
        return np.asarray(self._labels @ self._residuals(hits, sizes))

    def p(self, hits: Floats, sizes: Floats) -> Floats:
        """Permutation p of every cell."""
        residuals = self._residuals(hits, sizes)
        v = self._variance(residuals**2, sizes)
        real = v > ROUNDING * (hits**2).sum(axis=0)
        z = np.where(real, np.abs(self._labels @ residuals) / np.sqrt(np.where(real, v, 1.0)), 0.0)
        return np.asarray(reaches(z, z[0]).mean(axis=0))

    def _variance(self, squares: Floats, sizes: Floats) -> Floats:
        """V of every labelling and cell, as in `framing.stats.variances`."""
        v = np.zeros((len(self._labels), squares.shape[1]))
        for members in self._members:
            labels, room = self._labels[:, members], sizes[members].sum(axis=0)
            share = (labels @ sizes[members]) / np.where(room > 0, room, 1.0)
            v += (1 - 2 * share) * (labels @ squares[members]) + share**2 * squares[members].sum(axis=0)
        return v

    def _residuals(self, hits: Floats, sizes: Floats) -> Floats:
        room = self._belongs @ sizes
        rate = (self._belongs @ hits) / np.where(room > 0, room, 1.0)
        return np.asarray(hits - (self._belongs.T @ rate) * sizes)
