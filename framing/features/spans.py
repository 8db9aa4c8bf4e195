"""Arithmetic of spans of tokens: which of overlapping ones stays, which of several is nearest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32] | NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of indices, equal-length arrays."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]


def overlapping(first: Int, last: Int, group: Int) -> Pairs:
    """Return every pair of spans of one group that share a token.

    Parameters
    ----------
    first, last : integer arrays, length n
        Spans of tokens, inclusive, in any order.
    group : integer array, length n

    Returns
    -------
    Pairs
        Indices of the two spans; each pair once.
    """
    order = np.lexsort((last, first, group))
    first, last, group = first[order], last[order], group[order]
    left: list[NDArray[np.int64]] = []
    right: list[NDArray[np.int64]] = []
    at = np.arange(len(order))
    for step in range(1, len(order)):
        # sorted by start: a span that misses its neighbour at `step` misses all later ones
        at = at[at + step < len(order)]
        at = at[(first[at + step] <= last[at]) & (group[at + step] == group[at])]
        if not len(at):
            break
        left.append(order[at])
        right.append(order[at + step])
    none = np.empty(0, dtype=np.int64)
    return Pairs(np.concatenate([none, *left]), np.concatenate([none, *right]))


def longest(
    first: Int, last: Int, group: Int, priority: Int, *, same_span: bool = False
) -> NDArray[np.bool_]:
    """Mark the spans that stay when of overlapping ones of a group the longest wins.

    Of two as long the one that begins first wins, then the one of lower priority number. The choice is the
    greedy one: a span stays unless it overlaps a better one that stays.

    Parameters
    ----------
    first, last, group, priority : integer arrays, length n
    same_span : bool
        Let spans that cover exactly the same tokens stand side by side.

    Returns
    -------
    bool array, length n
    """
    pairs = overlapping(first, last, group)
    if same_span:
        differ = (first[pairs.left] != first[pairs.right]) | (last[pairs.left] != last[pairs.right])
        pairs = Pairs(pairs.left[differ], pairs.right[differ])
    best = np.empty(len(first), dtype=np.int64)
    best[np.lexsort((np.arange(len(first)), priority, first, first - last))] = np.arange(len(first))
    if same_span:
        best = best[_first_alike(first, last, best)]
    swap = best[pairs.left] > best[pairs.right]
    better, worse = np.where(swap, pairs.right, pairs.left), np.where(swap, pairs.left, pairs.right)
    return _greedy(better, worse, len(first))


def _first_alike(first: Int, last: Int, best: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each span the index of the best one that covers the same tokens: they win or lose together."""
    order = np.lexsort((best, last, first))
    new = np.concatenate(([True], (np.diff(first[order]) != 0) | (np.diff(last[order]) != 0)))[: len(order)]
    leader = np.empty(len(order), dtype=np.int64)
    leader[order] = order[np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))]
    return leader


def _greedy(better: NDArray[np.int64], worse: NDArray[np.int64], n: int) -> NDArray[np.bool_]:
    """Settle in rounds: what no open span beats stays, and what it beats goes."""
    stays, open_ = np.ones(n, dtype=bool), np.zeros(n, dtype=bool)
    open_[better] = open_[worse] = True
    while len(better):
        beaten = np.zeros(n, dtype=bool)
        beaten[worse] = True
        winner = open_ & ~beaten
        loser = np.zeros(n, dtype=bool)
        loser[worse[winner[better]]] = True
        stays &= ~loser
        open_ &= ~(winner | loser)
        left = open_[better] & open_[worse]
        better, worse = better[left], worse[left]
    return stays


def near(first: Int, last: Int, other_first: Int, other_last: Int, window: int) -> Pairs:
    """Return the pairs (span, other span) that stand at most `window` tokens apart.

    Parameters
    ----------
    first, last : integer arrays, length n
    other_first, other_last : integer arrays, length m, sorted by `other_first`
    window : int
        0 inside or overlapping, 1 adjacent, 2 one token between …

    Returns
    -------
    Pairs
        ``left`` indexes the spans (ascending), ``right`` the others (ascending within a span).
    """
    if not len(first) or not len(other_first):
        return Pairs(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    longest_other = int((other_last - other_first).max())
    low = np.searchsorted(other_first, first - window - longest_other)
    high = np.searchsorted(other_first, last + window, side="right")
    count = np.maximum(high - low, 0)
    left = np.repeat(np.arange(len(first)), count)
    right = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - low, count)
    reach = other_last[right] >= first[left] - window
    return Pairs(left[reach], right[reach])


def distances(pairs: Pairs, first: Int, last: Int, other_first: Int, other_last: Int) -> NDArray[np.int64]:
    """Return the distance of each pair: 0 where they overlap, 1 where they touch, 2 with a token between."""
    after = other_first[pairs.right].astype(np.int64) - last[pairs.left]
    before = first[pairs.left].astype(np.int64) - other_last[pairs.right]
    return np.asarray(np.maximum(np.maximum(after, before), 0))


def choose(pairs: Pairs, n: int, *keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of n spans the place of its best pair, −1 where it has none.

    Parameters
    ----------
    pairs : Pairs
    n : int
    *keys : int64 arrays
        What makes a pair better, lower first, the most important first.
    """
    order = np.lexsort((*reversed(keys), pairs.left))
    owner = pairs.left[order]
    head = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1]))[: len(owner)])
    best = np.full(n, -1, dtype=np.int64)
    best[owner[head]] = order[head]
    return best
