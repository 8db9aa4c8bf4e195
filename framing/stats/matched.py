"""Matched: two outlets compared within events, the estimates pooled over events as Mantel and Haenszel did.

In event k outlet a has a_k hits in m_k opportunities, b has b_k in n_k; N_k = m_k + n_k. Every event is weighted by how
much it can tell, so that what an outlet chose to report most does not decide (Mantel & Haenszel 1959; Greenland & Robins
1985)::

    rate ratio         Σ a_k n_k/N_k ÷ Σ b_k m_k/N_k
    odds ratio         Σ a_k (n_k − b_k)/N_k ÷ Σ b_k (m_k − a_k)/N_k
    share difference   Σ (a_k n_k − b_k m_k)/N_k ÷ Σ m_k n_k/N_k

The unit is the event: it is drawn whole, with all its articles. Errors are those of `framing.stats.ratios`, h_k being the
event's part of Σ m_k n_k/N_k. Where all events say the same – drawn or not –, it is that of one hit more or less on either side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats
from framing.stats.bootstrapping import ZERO_STAND_IN
from framing.stats.ratios import LARGEST_DIFFERENCE, LARGEST_LEVERAGE, ROUNDING, Replicated


@dataclass(frozen=True)
class Events:
    """Counts of shared events.

    Attributes
    ----------
    hits_a, room_a, hits_b, room_b : ndarray, shape (events, cells)
        Hits and opportunities of each outlet in each event.
    """

    hits_a: Floats
    room_a: Floats
    hits_b: Floats
    room_b: Floats

    @property
    def weight(self) -> Floats:
        """M n/N of every event: 0 where a side has no opportunity."""
        return self.over(self.room_a * self.room_b)

    def over(self, values: Floats) -> Floats:
        """Return values/N, 0 where there is no opportunity."""
        total = self.room_a + self.room_b
        return np.asarray(values / np.where(total > 0, total, 1.0))


@dataclass(frozen=True)
class Heterogeneity:
    """How much events differ in their effect.

    Attributes
    ----------
    log_ratios, errors : ndarray, shape (events, cells)
        ln of the ratio of rates in each event, half a hit in place of none; NaN where nothing was found or a side has no
        opportunity. Errors as if mentions were independent: √(1/a + 1/b).
    i_squared : ndarray, shape (cells,)
        max(0, (Q − df)/Q): the part of the variation between events that is more than chance (Higgins & Thompson 2002).
        NaN with fewer than two events.
    """

    log_ratios: Floats
    errors: Floats
    i_squared: Floats


def events_from(hits: Floats, sizes: Floats, in_a: Flags, events: npt.NDArray[np.integer]) -> Events:
    """Sum documents by event and outlet.

    Parameters
    ----------
    hits, sizes : ndarray, shape (articles, cells)
    in_a : ndarray of bool, shape (articles,)
    events : int array, shape (articles,)
        Articles with a negative event are left out.
    """
    codes = np.unique(events[events >= 0], return_inverse=True)[1]
    kept = np.flatnonzero(events >= 0)
    shape = (int(codes.max(initial=-1)) + 1, len(events))

    def summed(values: Floats, side: Flags) -> Floats:
        own = side[kept]
        belongs = scipy.sparse.csr_array((np.ones(own.sum()), (codes[own], kept[own])), shape=shape)
        return np.asarray(belongs @ values)

    return Events(summed(hits, in_a), summed(sizes, in_a), summed(hits, ~in_a), summed(sizes, ~in_a))


def matched_log_rate_ratio(weights: Floats, events: Events) -> Replicated:
    """Return ln of the pooled ratio of rates; its exponential is RR_MH.

    Parameters
    ----------
    weights : ndarray, shape (rows, events)
        From `framing.stats.drawn_units`.
    events : Events
    """
    over = events.over(events.hits_a * events.room_b)
    under = events.over(events.hits_b * events.room_a)
    return _log_ratio(weights, over, under, events)


def matched_log_odds_ratio(weights: Floats, events: Events) -> Replicated:
    """Return ln of the pooled odds ratio, for hits that are a part of the opportunities; parameters as in `matched_log_rate_ratio`."""
    over = events.over(events.hits_a * (events.room_b - events.hits_b))
    under = events.over(events.hits_b * (events.room_a - events.hits_a))
    return _log_ratio(weights, over, under, events)


def matched_share_difference(weights: Floats, events: Events) -> Replicated:
    """Return the pooled difference of shares, a minus b; parameters as in `matched_log_rate_ratio`."""
    gap = events.over(events.hits_a * events.room_b - events.hits_b * events.room_a)
    weight = events.weight
    total = _filled(weights @ weight)
    values = (weights @ gap) / total
    raised = _raised(weight)
    own, given = weights @ (raised * gap**2), values**2 * (weights @ (raised * weight**2))
    squares = own - 2 * values * (weights @ (raised * gap * weight)) + given
    one_hit = sum(_filled(weights @ room) ** -2.0 for room in (events.room_a, events.room_b))
    squares = np.where(squares > ROUNDING * (own + given), squares / total**2, one_hit)
    return Replicated(values.T, np.sqrt(squares).T, LARGEST_DIFFERENCE)


def heterogeneity(events: Events) -> Heterogeneity:
    """Return the effect in each event, and how far they differ."""
    known = (events.weight > 0) & (events.hits_a + events.hits_b > 0)
    a, b = (np.where(hits > 0, hits, ZERO_STAND_IN) for hits in (events.hits_a, events.hits_b))
    room_a, room_b = np.where(known, events.room_a, np.nan), np.where(known, events.room_b, np.nan)
    effects = np.log(a / room_a) - np.log(b / room_b)
    errors = np.where(known, np.sqrt(1 / a + 1 / b), np.nan)
    weights = np.where(known, errors**-2.0, 0.0)
    total = weights.sum(axis=0)
    mean = np.nansum(weights * effects, axis=0) / np.where(total > 0, total, 1.0)
    q = np.nansum(weights * (effects - mean) ** 2, axis=0)
    df = known.sum(axis=0) - 1
    excess = np.maximum(q - df, 0.0) / np.where(q > 0, q, 1.0)
    return Heterogeneity(effects, errors, np.where(df > 0, excess, np.nan))


def _log_ratio(weights: Floats, over: Floats, under: Floats, events: Events) -> Replicated:
    """Ln Σ w over/Σ w under; squared error Σ w (over/Σ over − under/Σ under)²/(1 − h)², and 1 more for a side without hits."""
    top, bottom, weight = weights @ over, weights @ under, events.weight
    known = (weights @ weight > 0) & (top + bottom > 0)
    top_known, bottom_known = _at_least(top), _at_least(bottom)
    raised = _raised(weight)
    first, second = (
        (weights @ (raised * over**2)) / top_known**2,
        (weights @ (raised * under**2)) / bottom_known**2,
    )
    squares = first + second - 2 * (weights @ (raised * over * under)) / (top_known * bottom_known)
    one_hit = sum(np.maximum(weights @ hits, 1.0) ** -2.0 for hits in (events.hits_a, events.hits_b))
    squares = np.where(squares > ROUNDING * (first + second), squares, one_hit) + (top == 0) + (bottom == 0)
    values = np.where(known, np.log(top_known) - np.log(bottom_known), np.nan)
    return Replicated(values.T, np.where(known, np.sqrt(squares), np.nan).T)


def _raised(weight: Floats) -> Floats:
    share = weight / _filled(weight.sum(axis=0))
    return np.asarray(1.0 / (1.0 - np.minimum(np.nan_to_num(share), LARGEST_LEVERAGE)) ** 2)


def _filled(total: Floats) -> Floats:
    return np.where(total > 0, total, np.nan)


def _at_least(values: Floats) -> Floats:
    return np.where(values > 0, values, ZERO_STAND_IN / 2)
