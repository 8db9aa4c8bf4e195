"""Curves: one contrast under many specifications, each under every labelling.

A universe is a column: hits and opportunities of every article as one way of settling all decisions would count them. All
universes share one set of labellings, so that with L the labellings (rows × articles) the effects of the whole curve are
two products, L × hits and L × opportunities, whatever the number of universes.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats, length_is, require, same_shape
from framing.stats.bootstrapping import ZERO_STAND_IN
from framing.stats.matched import Events
from framing.stats.products import LabelProducts, rows_of_terms
from framing.stats.variances import RateVariance, StratumProducts

ROUNDING: Final = 1e-12
"""Differences below this part of what they are taken from are rounding of 0."""

BLOCK_NUMBERS: Final = 32_768
"""Numbers (rows × universes) in a block of pooled effects: 256 KB an array, so that the handful that every event is added to
stay in the processor's cache; measured with 10,000 rows, 64 universes and 100 events, whole columns take four times as long."""

Codes = npt.NDArray[np.intp]


class Labelled:
    """One set of labellings, whose products all curves of a contrast share.

    Parameters
    ----------
    labels : ndarray of bool, shape (rows, articles) or (articles,)
        `Labellings.matrix`, the observed labelling in row 0.
    """

    def __init__(self, labels: Flags) -> None:
        self.labels: Flags = np.atleast_2d(np.asarray(labels, dtype=np.bool_))
        self._products = LabelProducts(self.labels)
        self._strata: dict[bytes, StratumProducts] = {}

    def sums(self, values: Floats) -> tuple[Floats, Floats]:
        """Sum a and b under every labelling.

        b is the whole less a, both on one grid (`LabelProducts`), so that nothing stays nothing.

        Parameters
        ----------
        values : ndarray, shape (articles, columns)

        Returns
        -------
        a, b : ndarray, shape (rows, columns)
        """
        first, kind = distinct_columns(values)
        a, whole = self._products.parted(rows_of_terms(values[:, first]))
        return np.ascontiguousarray(a[kind].T), np.ascontiguousarray((whole[:, np.newaxis] - a)[kind].T)

    def within(self, strata: Codes) -> StratumProducts:
        """Return the products by stratum; made once for all curves that share the strata, codes from 0."""
        key = strata.tobytes()
        if key not in self._strata:
            self._strata[key] = StratumProducts(self._products, self.labels, strata)
        return self._strata[key]


def curve_effects(
    labelled: Labelled,
    hits: Floats,
    room: Floats,
    *,
    share: bool,
    stand_in: npt.ArrayLike = ZERO_STAND_IN,
    fixed: Events | None = None,
    events: npt.ArrayLike | None = None,
) -> Floats:
    """Return the effect of every universe under every labelling.

    ln(rate of a / rate of b), or the share of a less that of b, of sums over articles; with events pooled over them as in
    `framing.stats.matched`. So row 0 is what `log_rate_ratio`, `share_difference` and their matched forms estimate.

    Parameters
    ----------
    labelled : Labelled
    hits, room : ndarray, shape (articles, universes)
        Room: opportunities.
    share : bool
    stand_in : array_like, shape () or (universes,)
        Hits of a side without one, in a logarithm; pooled over events half of it.
    fixed : Events, optional
        Texts that both outlets print, one a row: exchanged, nothing changes, so they count alike under every labelling.
    events : int array, shape (articles,), optional
        Shared event of each article; negative for none, which is left out. None: sums over all.

    Returns
    -------
    ndarray, shape (rows, universes)
        NaN where a side has no opportunity, or (of ratios) nothing was found.

    Raises
    ------
    InferenceError
        Axes of different length.
    """
    _require_columns("curves.curve_effects", labelled, hits, room, events)
    least = np.broadcast_to(np.asarray(stand_in, dtype=np.float64), hits.shape[1:])
    if events is not None:
        return _pooled_in_blocks(
            hits, room, labelled.labels, np.asarray(events), fixed, least / 2, share=share
        )
    a, b = labelled.sums(hits)
    room_a, room_b = labelled.sums(room)
    if fixed is not None:
        a, b = a + fixed.hits_a.sum(axis=0), b + fixed.hits_b.sum(axis=0)
        room_a, room_b = room_a + fixed.room_a.sum(axis=0), room_b + fixed.room_b.sum(axis=0)
    known = (room_a > 0) & (room_b > 0)
    room_a, room_b = np.where(known, room_a, np.nan), np.where(known, room_b, np.nan)
    if share:
        return np.asarray(a / room_a - b / room_b)
    found = np.log(np.where(a > 0, a, least) / room_a) - np.log(np.where(b > 0, b, least) / room_b)
    return np.where(a + b > 0, found, np.nan)


def curve_scores(
    labelled: Labelled, hits: Floats, room: Floats, strata: npt.ArrayLike | None = None
) -> Floats:
    """Return the score z of every universe's rate under every labelling.

    That of `framing.stats.score_z` in its aspect "rate", for columns that each have opportunities of their own::

        e = x − p_s t,    U = L e,    z = U/√V,  0 where V = 0,    V as in `framing.stats.variances`

    Parameters
    ----------
    labelled : Labelled
    hits, room : ndarray, shape (articles, universes)
    strata : array_like, shape (articles,), optional
        Every labelling must give outlet a equally many articles of each.

    Returns
    -------
    ndarray, shape (rows, universes)

    Raises
    ------
    InferenceError
        Axes of different length.
    """
    _require_columns("curves.curve_scores", labelled, hits, room, strata)
    first, kind = distinct_columns(hits, room)
    codes = (
        np.zeros(len(hits), dtype=np.intp) if strata is None else np.unique(strata, return_inverse=True)[1]
    )
    residuals = _residuals(hits[:, first], room[:, first], codes)
    squares = residuals**2
    u = labelled.sums(residuals)[0]
    variance = RateVariance(labelled.within(codes), rows_of_terms(room[:, first]))
    v = variance.of(rows_of_terms(squares)).T
    magnitude = ROUNDING * squares.sum(axis=0)
    informative = (v > magnitude) & (u * u > ROUNDING * magnitude)
    z = np.where(informative, u / np.sqrt(np.where(informative, v, 1.0)), 0.0)
    return np.ascontiguousarray(z[:, kind])


def distinct_columns(*arrays: Floats) -> tuple[Codes, Codes]:
    """Return the first of every kind of column, and the kind of each.

    Parameters
    ----------
    *arrays : ndarray, each of shape (rows, columns)
        Columns are alike if they are so in all arrays, to the bit.

    Returns
    -------
    first : int array, shape (kinds,)
    kind : int array, shape (columns,)
    """
    turned = [np.ascontiguousarray(array.T) for array in arrays]
    place: dict[tuple[bytes, ...], int] = {}
    first: list[int] = []
    kind = np.empty(arrays[0].shape[1], dtype=np.intp)
    for n in range(arrays[0].shape[1]):
        content = tuple(array[n].tobytes() for array in turned)
        if content not in place:
            place[content] = len(first)
            first.append(n)
        kind[n] = place[content]
    return np.array(first, dtype=np.intp), kind


def _require_columns(
    where: str, labelled: Labelled, hits: Floats, room: Floats, groups: npt.ArrayLike | None
) -> None:
    require(
        where,
        [
            same_shape(hits=hits, room=room),
            length_is("labels", labelled.labels.shape[1], hits.shape[0]),
            length_is(
                "events or strata", hits.shape[0] if groups is None else np.size(groups), hits.shape[0]
            ),
        ],
    )


def _residuals(hits: Floats, room: Floats, codes: Codes) -> Floats:
    """Return x − p_s t; what is but rounding of 0 is 0."""
    n_strata = int(codes.max(initial=-1)) + 1
    members = scipy.sparse.csr_array(
        (np.ones(codes.size), (codes, np.arange(codes.size))), shape=(n_strata, codes.size)
    )
    x, t = members @ hits, members @ room
    expected = (x / np.where(t > 0, t, 1.0))[codes] * room
    left = hits - expected
    return np.where(np.abs(left) > ROUNDING * np.maximum(hits, expected), left, 0.0)


def _pooled_in_blocks(
    hits: Floats,
    room: Floats,
    labels: Flags,
    events: npt.NDArray[np.integer],
    fixed: Events | None,
    least: Floats,
    *,
    share: bool,
) -> Floats:
    first, kind = distinct_columns(hits, room, least[np.newaxis], *_arrays_of(fixed))
    extra = Events(*(array[:, first] for array in _arrays_of(fixed))) if fixed is not None else None
    width = max(1, BLOCK_NUMBERS // max(first.size, 1))
    parts = [
        _pooled(
            hits[:, first],
            room[:, first],
            labels[row : row + width],
            events,
            extra,
            least[first],
            share=share,
        )
        for row in range(0, len(labels), width)
    ]
    return np.concatenate(parts)[:, kind]


def _pooled(
    hits: Floats,
    room: Floats,
    labels: Flags,
    events: npt.NDArray[np.integer],
    fixed: Events | None,
    least: Floats,
    *,
    share: bool,
) -> Floats:
    """Mantel–Haenszel effects: Σ a n/N and Σ b m/N over events, and Σ m n/N."""
    over, under, weight = (np.zeros((len(labels), hits.shape[1])) for _ in range(3))
    for event in np.unique(events[events >= 0]):
        members = np.flatnonzero(events == event)
        given = labels[:, members].astype(np.float64)
        x, t = hits[members], room[members]
        a, m = given @ x, given @ t
        whole = t.sum(axis=0)
        part = 1.0 / np.where(whole > 0, whole, 1.0)
        over += a * (whole - m) * part
        under += (x.sum(axis=0) - a) * m * part
        weight += m * (whole - m) * part
    if fixed is not None:
        over += fixed.over(fixed.hits_a * fixed.room_b).sum(axis=0)
        under += fixed.over(fixed.hits_b * fixed.room_a).sum(axis=0)
        weight += fixed.weight.sum(axis=0)
    total = np.where(weight > 0, weight, np.nan)
    if share:
        return np.asarray((over - under) / total)
    found = np.log(np.where(over > 0, over, least)) - np.log(np.where(under > 0, under, least))
    return np.where((over + under > 0) & (weight > 0), found, np.nan)


def _arrays_of(events: Events | None) -> tuple[Floats, ...]:
    return () if events is None else (events.hits_a, events.room_a, events.hits_b, events.room_b)
