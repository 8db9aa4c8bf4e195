"""Spans of tokens as arrays: which contain which, which overlap, which stay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.columns import distinct_sorted

Places = NDArray[np.intp]
NOTHING: Places = np.empty(0, dtype=np.intp)


def ranges(start: NDArray[np.integer], length: NDArray[np.integer]) -> Places:
    """Return ``start[0], start[0] + 1, …`` for `length[0]` items, then the same for the next."""
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    shift = np.repeat(start - (ends - length), length)
    return np.asarray(np.arange(total) + shift, dtype=np.intp)


def are_inside(first: Places, last: Places, outer_first: Places, outer_last: Places) -> NDArray[np.bool_]:
    """Return for each span whether one of the outer spans contains it.

    Among the outer spans that begin no later, the one reaching farthest decides.
    """
    order = np.argsort(outer_first, kind="stable")
    reach = np.maximum.accumulate(np.concatenate([[-1], outer_last[order]]))
    return np.asarray(reach[np.searchsorted(outer_first[order], first, side="right")] >= last)


def distinct(first: Places, last: Places) -> tuple[Places, Places]:
    """Return each span once, sorted by first and last token."""
    if not len(first):
        return first, last
    size = int(last.max()) + 1
    key = distinct_sorted(first * size + last)
    return key // size, key % size


def leftmost_longest(
    entry: Places, first: Places, last: Places, n_tokens: int
) -> tuple[Places, Places, Places]:
    """Return spans so that none of an entry overlap: the leftmost stays, of these the longest.

    Parameters
    ----------
    entry, first, last : int arrays of equal length
        Spans in any order, repeated ones allowed.
    n_tokens : int
        More than any of `last`.

    Returns
    -------
    entry, first, last : int arrays
        Sorted by entry and first token.
    """
    if not len(first):
        return entry, first, last
    # one integer a span sorts by entry, first token, and longest first
    width = int((last - first).max()) + 1
    key = distinct_sorted((entry * n_tokens + first) * width + (width - 1 - (last - first)))
    begin, shortfall = np.divmod(key, width)
    stays = np.concatenate([[True], begin[1:] != begin[:-1]])
    begin, end = begin[stays], (begin + width - 1 - shortfall)[stays]
    chosen = _without_overlaps(begin, end)
    entry, first = np.divmod(begin[chosen], n_tokens)
    return entry, first, end[chosen] - entry * n_tokens


def _without_overlaps(begin: Places, end: Places) -> NDArray[np.bool_]:
    """Tell which spans a walk from left to right keeps; `begin` is sorted and distinct."""
    reach = np.maximum.accumulate(end)
    touches = begin[1:] <= reach[:-1]
    crowded = np.concatenate([touches, [False]]) | np.concatenate([[False], touches])
    chosen = ~crowded
    if crowded.any():
        inside = np.flatnonzero(crowded)
        follower = np.searchsorted(begin[inside], end[inside], side="right")
        chosen[inside[_walk(follower)]] = True
    return np.asarray(chosen, dtype=bool)


def _walk(follower: Places) -> Places:
    """Return 0, follower[0], follower[follower[0]] … as indices, by doubling the stride each round."""
    n = len(follower)
    stride = np.append(follower, n)
    is_visited = np.zeros(n + 1, dtype=bool)
    is_visited[0] = True
    while stride[0] < n:
        is_visited[stride[is_visited]] = True
        stride = stride[stride]
    return np.flatnonzero(is_visited[:n])
