"""Omission: whether a term stays on its side whichever one article is left out.

A term whose direction one article decides says something of that article, not of the outlet. Every article is left out
in turn, exactly, yet few pairs of article and term are looked at: where the term is absent only the size of the corpus
changes, so that of such articles the largest moves a rate furthest.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats, Matrix, as_floats, length_is, not_negative, require
from framing.stats.bootstrapping import ZERO_STAND_IN
from framing.stats.sides import Sides, checked_sides

BLOCK_TERMS = 1_000
"""Terms looked at together: at 40,000 articles of 400 different words about a million entries, 8 MB an array."""

ROUNDING = 1e-9
"""A weighted sum below this share of what it was before an article left is rounding: the article held it all."""


def sign_holds(counts: Matrix, sizes: npt.ArrayLike, in_a: Flags) -> Flags:
    """Tell of each term whether its log ratio keeps its sign without any one article.

    With a and n_a the occurrences and tokens of the target without the article, b and n_b those of the reference, the
    sign is that of ln(a/n_a) − ln(b/n_b), ½ in place of none, as in `framing.stats.log_ratio`.

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (articles, terms)
        Occurrences by article.
    sizes : array_like, shape (articles,)
        Tokens of each article, those of terms that are not passed included.
    in_a : ndarray of bool, shape (articles,)
        True in the target, False in the reference.

    Returns
    -------
    ndarray of bool, shape (terms,)
        False also where nothing would be left to compare: a corpus of one article, a term of one article.

    Raises
    ------
    InferenceError
        Axes of different length, negative numbers, a corpus without an article, occurrences in an article without
        tokens.
    """
    sides = checked_sides("omission.sign_holds", counts, sizes, in_a)
    held = [_kept(sides.counts[side], sides.sizes[side]) for side in (sides.in_a, ~sides.in_a)]
    if any(size.size < 2 for _, size in held):  # noqa: PLR2004 (one left out must leave one)
        return np.zeros(sides.counts.shape[1], dtype=np.bool_)
    (a, least_a, most_a), (b, least_b, most_b) = (_extremes(rows, size) for rows, size in held)
    holds = np.where(a > b, (least_a > b) & (a > most_b), (most_a < b) & (a < least_b))
    return np.asarray(holds & (_articles(sides) > 1))


def sign_holds_against(counts: Matrix, sizes: npt.ArrayLike, b: npt.ArrayLike, n_b: npt.ArrayLike) -> Flags:
    """Tell the same where the reference is a list of frequencies, which has no articles to leave out.

    Parameters
    ----------
    counts, sizes : array_like
        Of the target's articles, as in `sign_holds`.
    b, n_b : array_like
        Occurrences of each term in the reference, shape (terms,), and its size.
    """
    rows = scipy.sparse.csr_array(counts, dtype=np.float64)
    tokens, hits, size = as_floats(sizes), as_floats(b), as_floats(n_b)
    checks = [length_is("sizes", tokens.size, rows.shape[0]), not_negative("counts", rows)]
    require("omission.sign_holds_against", [*checks, not_negative("sizes", tokens), not_negative("b", hits)])
    kept, tokens = _kept(rows, tokens)
    if tokens.size < 2 or size <= 0:  # noqa: PLR2004
        return np.zeros(rows.shape[1], dtype=np.bool_)
    a, least, most = _extremes(kept, tokens)
    fixed = np.where(hits > 0, hits, ZERO_STAND_IN) / size
    some = (np.asarray((kept > 0).sum(axis=0)) > 1) | (hits > 0)
    return np.asarray(np.where(a > fixed, least > fixed, most < fixed) & some)


def matched_sign_holds(
    counts: Matrix, sizes: npt.ArrayLike, in_a: Flags, events: npt.NDArray[np.integer]
) -> Flags:
    """Tell the same of the ratio of rates pooled over events, `framing.stats.matched_log_rate_ratio`.

    Parameters
    ----------
    counts, sizes, in_a : array_like
        As in `sign_holds`.
    events : int array, shape (articles,)
        Event of each article; articles with a negative one are left out altogether.
    """
    sides = checked_sides("omission.matched_sign_holds", counts, sizes, in_a)
    require("omission.matched_sign_holds", [length_is("events", len(events), sides.sizes.size)])
    told = np.flatnonzero(np.asarray(events) >= 0)
    codes = np.unique(np.asarray(events)[told], return_inverse=True)[1]
    columns = scipy.sparse.csc_array(sides.counts[told])
    pooled = _Pooled(codes, sides.sizes[told], sides.in_a[told])
    return np.concatenate([pooled.holds(columns[:, block]) for block in _blocks(columns.shape[1])])


class _Pooled:
    """The pooled ratio Σ a_k n_k/N_k ÷ Σ b_k m_k/N_k with and without each article.

    Parameters
    ----------
    events : int array, shape (articles,)
        From 0.
    sizes : array, shape (articles,)
    in_a : bool array, shape (articles,)
    """

    def __init__(self, events: npt.NDArray[np.integer], sizes: Floats, in_a: Flags) -> None:
        n_events = int(events.max(initial=-1)) + 1
        self._events, self._in_a, self._sizes = events, in_a, sizes
        self._room = [np.bincount(events[side], sizes[side], n_events) for side in (in_a, ~in_a)]
        shape, articles = (n_events, sizes.size), np.arange(sizes.size)
        belongs = scipy.sparse.csr_array((np.ones(sizes.size), (events, articles)), shape=shape)
        self._of_event = belongs
        self._of_side = [scipy.sparse.csr_array(belongs * side) for side in (in_a, ~in_a)]

    def holds(self, columns: Matrix) -> Flags:
        """Return the answer for some terms: articles are left out of the events in which the term occurs."""
        places = scipy.sparse.csc_array(self._of_event.T @ (self._of_event @ columns > 0))
        places.sort_indices()
        article, term = places.indices, np.repeat(np.arange(columns.shape[1]), np.diff(places.indptr))
        event, own = self._events[article], self._in_a[article]
        x = _at_places(columns, places)
        a, b = (_at_places(self._of_event.T @ (side @ columns), places) for side in self._of_side)
        room = [size[event] for size in self._room]
        before = _parts(a, b, *room)
        gone = self._sizes[article]
        after = _parts(
            a - np.where(own, x, 0.0), b - np.where(own, 0.0, x),
            room[0] - np.where(own, gone, 0.0), room[1] - np.where(own, 0.0, gone),
        )  # fmt: skip
        whole = [self._sums(columns, side) for side in (0, 1)]
        observed = _sign(*whole)
        left = [
            _cleared(w[term] - old + new, w[term]) for w, old, new in zip(whole, before, after, strict=True)
        ]
        broken = np.bincount(term, _sign(*left) != observed[term], columns.shape[1]) > 0
        return np.asarray(~broken & (observed != 0))

    def _sums(self, columns: Matrix, side: int) -> Floats:
        """Σ a_k n_k/N_k over all events, or the other side's."""
        total = self._room[0] + self._room[1]
        weight = self._room[1 - side] / np.where(total > 0, total, 1.0)
        return np.asarray(weight @ (self._of_side[side] @ columns))


def _parts(a: Floats, b: Floats, room_a: Floats, room_b: Floats) -> tuple[Floats, Floats]:
    total = np.where(room_a + room_b > 0, room_a + room_b, 1.0)
    return a * room_b / total, b * room_a / total


def _sign(over: Floats, under: Floats) -> Floats:
    """Sign of ln over − ln under, a quarter in place of none as where it is estimated; 0 where there is nothing, or no difference.

    What is left of sums of which parts were taken is exact but for rounding.
    """
    first, second = (np.where(values > 0, values, ZERO_STAND_IN / 2) for values in (over, under))
    differ = (over + under > 0) & (np.abs(first - second) > ROUNDING * (first + second))
    return np.where(differ, np.sign(first - second), 0.0)


def _cleared(values: Floats, whole: Floats) -> Floats:
    return np.where(values > ROUNDING * whole, values, 0.0)


def _at_places(values: Matrix, places: Matrix) -> Floats:
    """Return values at the stored places of a matrix that holds all of theirs, in its order."""
    raised = scipy.sparse.csc_array(places.astype(np.float64) + values)
    raised.sort_indices()
    return np.asarray(raised.data - 1.0)


def _kept(rows: Matrix, sizes: Floats) -> tuple[Matrix, Floats]:
    """Articles that have tokens, the largest first."""
    order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    return rows[order], sizes[order]


def _extremes(rows: Matrix, sizes: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the rate of each term, and the smallest and largest that leaving out one article can make of it."""
    columns = scipy.sparse.csc_array(rows)
    columns.sort_indices()
    parts = [_extremes_of(columns[:, block], sizes) for block in _blocks(columns.shape[1])]
    rate, least, most = (np.concatenate([np.zeros(0), *found]) for found in zip(*parts, strict=True))
    return rate, least, most


def _extremes_of(columns: Matrix, sizes: Floats) -> tuple[Floats, Floats, Floats]:
    held, total = np.diff(columns.indptr), sizes.sum()
    hits = np.asarray(columns.sum(axis=0), dtype=np.float64)
    rate = _stood(hits) / total
    left = _stood(np.repeat(hits, held) - columns.data) / (total - sizes[columns.indices])
    least, most = rate.copy(), rate.copy()
    filled = held > 0
    starts = columns.indptr[:-1][filled]
    if starts.size:
        least[filled] = np.minimum(least[filled], np.minimum.reduceat(left, starts))
        most[filled] = np.maximum(most[filled], np.maximum.reduceat(left, starts))
    # rows stand by size: a term is in the first `run` of them, and the next is the largest without it
    place = np.arange(columns.indices.size) - np.repeat(columns.indptr[:-1], held)
    term = np.repeat(np.arange(held.size), held)
    run = np.bincount(term, columns.indices == place, held.size).astype(np.intp)
    lacking = np.append(sizes, 0.0)[run]
    return rate, least, np.maximum(most, _stood(hits) / (total - lacking))


def _stood(hits: Floats) -> Floats:
    return np.where(hits > 0, hits, ZERO_STAND_IN)


def _articles(sides: Sides) -> Floats:
    """Return how many articles hold each term."""
    return np.asarray((sides.counts > 0).sum(axis=0))


def _blocks(n_terms: int) -> Iterator[slice]:
    """Yield runs of terms, at least one of them."""
    for first in range(0, max(n_terms, 1), BLOCK_TERMS):
        yield slice(first, first + BLOCK_TERMS)
