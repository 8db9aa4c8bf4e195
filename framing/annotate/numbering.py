"""Numbering: tokens → numbers of their types, in an open-addressing table that only grows.

A word of up to fifteen Latin letters is its own key, so that comparing two integers proves that two
words are one; longer or other words are told apart by a hash and proved by their letters.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.letters import HASHED, plain, reads_as

Codes = NDArray[np.uint32]
Int32 = NDArray[np.int32]
UInt64 = NDArray[np.uint64]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads neighbours (Knuth)
_HALF: Final = np.uint64(32)
_FIRST_SLOTS: Final = 1 << 17
_LETTERS_PER_TYPE: Final = 8


class Types(NamedTuple):
    """Room for types; what is filled is known by their number.

    Attributes
    ----------
    slots : int32 array, length a power of two
        Number of the type plus one; 0 is free.
    keys : uint64 array, shape (n, 2)
        Key of each type, see `letters.key_of`.
    first : int32 array, length n + 1
        Where the letters of each type begin.
    letters : uint32 array
        Letters of all types in the order of first use, so that frequent words lie together: to
        compare with the type's first token in the text takes three times as long (cache misses).
    """

    slots: Int32
    keys: UInt64
    first: Int32
    letters: Codes


class Numbering:
    """Numbers of the forms met so far, in the order of their first token; a form keeps its number."""

    def __init__(self) -> None:
        self._n = 0
        self._types = _room(_FIRST_SLOTS)

    def __len__(self) -> int:
        """Return the number of forms."""
        return self._n

    def number(self, codes: Codes, start: Int32, end: Int32, keys: UInt64) -> Int32:
        """Return the number of each token's form; new forms get the next ones.

        Parameters
        ----------
        codes : uint32 array
            Code points of a partition.
        start, end : int32 arrays, length n_tokens
        keys : uint64 array, shape (n_tokens, 2)
            Of `letters.key_of`.
        """
        kind, unknown = np.empty(len(start), np.int32), np.empty(len(start), np.int32)
        unknown = unknown[: _look_up(codes, start, end, keys, self._types, kind, unknown)]
        done = 0
        while True:
            done, self._n = _take_up(codes, start, end, keys, unknown, done, self._n, self._types, kind)
            if done == len(unknown):
                return kind
            self._types = _grown(self._types, self._n, int((end - start).max()))

    def forms(self, known: int) -> list[str]:
        """Return the forms from number `known` on, apostrophes, hyphens and no-break spaces made one."""
        first = self._types.first[known : self._n + 1]
        text = self._types.letters[first[0] : first[-1]].tobytes().decode("utf-32-le", "surrogatepass")
        return [text[i:j] for i, j in pairwise((first - first[0]).tolist())]


def _room(slots: int) -> Types:
    n = slots // 2
    first = np.zeros(n + 1, np.int32)
    letters = np.empty(n * _LETTERS_PER_TYPE, np.uint32)
    return Types(np.zeros(slots, np.int32), np.empty((n, 2), np.uint64), first, letters)


def _grown(types: Types, n: int, longest: int) -> Types:
    """Return twice the room, and enough for the longest word, with the `n` types in it."""
    room = _room(2 * len(types.slots))
    used = int(types.first[n])
    letters = np.empty(max(len(room.letters), 2 * (used + longest)), np.uint32)
    letters[:used], room.keys[:n], room.first[: n + 1] = (
        types.letters[:used],
        types.keys[:n],
        types.first[: n + 1],
    )
    _refill(room.slots, room.keys, n)
    return room._replace(letters=letters)


@compiled
def _look_up(
    codes: Codes, start: Int32, end: Int32, keys: UInt64, known: Types, kind: Int32, unknown: Int32
) -> int:
    """Write the types of tokens whose form is known; of the others write the place, and return how many."""
    mask, m = len(known.slots) - 1, 0
    for t in range(len(start)):
        low, high = keys[t, 0], keys[t, 1]
        slot = _slot_of_key(low, high, mask)
        while known.slots[slot] != 0 and not _is_type(
            codes, start[t], end[t], low, high, known.slots[slot] - 1, known
        ):
            slot = (slot + 1) & mask
        kind[t] = known.slots[slot] - 1
        if kind[t] < 0:
            unknown[m] = t
            m += 1
    return m


@compiled
def _take_up(
    codes: Codes,
    start: Int32,
    end: Int32,
    keys: UInt64,
    unknown: Int32,
    done: int,
    n: int,
    known: Types,
    kind: Int32,
) -> tuple[int, int]:
    """Go on from the unknown token `done` with `n` types known, until there is no room for one more."""
    mask = len(known.slots) - 1
    for u in range(done, len(unknown)):
        t = unknown[u]
        low, high = keys[t, 0], keys[t, 1]
        slot = _slot_of_key(low, high, mask)
        while known.slots[slot] != 0 and not _is_type(
            codes, start[t], end[t], low, high, known.slots[slot] - 1, known
        ):
            slot = (slot + 1) & mask
        if known.slots[slot] == 0:
            if n == len(known.keys) or known.first[n] + end[t] - start[t] > len(known.letters):
                return u, n
            _add(codes, start[t], end[t], low, high, n, known)
            n += 1
            known.slots[slot] = n
        kind[t] = known.slots[slot] - 1
    return len(unknown), n


@compiled
def _add(codes: Codes, start: int, end: int, low: np.uint64, high: np.uint64, n: int, known: Types) -> None:
    known.keys[n, 0], known.keys[n, 1] = low, high
    at = known.first[n]
    for i in range(start, end):
        known.letters[at + i - start] = plain(codes[i])
    known.first[n + 1] = at + end - start


@compiled
def _slot_of_key(low: np.uint64, high: np.uint64, mask: int) -> np.int64:
    mixed = (low ^ (high * _GOLDEN)) * _GOLDEN
    return np.int64((mixed ^ (mixed >> _HALF)) & np.uint64(mask))


@compiled
def _is_type(
    codes: Codes, start: int, end: int, low: np.uint64, high: np.uint64, kind: int, known: Types
) -> bool:
    if known.keys[kind, 0] != low or known.keys[kind, 1] != high:
        return False
    if high != HASHED:
        return True
    at = known.first[kind]
    return known.first[kind + 1] - at == end - start and reads_as(codes, start, end, known.letters, at)


@compiled
def _refill(slots: Int32, keys: UInt64, n: int) -> None:
    mask = len(slots) - 1
    for k in range(n):
        slot = _slot_of_key(keys[k, 0], keys[k, 1], mask)
        while slots[slot] != 0:
            slot = (slot + 1) & mask
        slots[slot] = k + 1
