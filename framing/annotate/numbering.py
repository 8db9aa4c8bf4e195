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
from framing.annotate.letters import hash_of, plain, reads_as

Codes = NDArray[np.uint32]
Int32 = NDArray[np.int32]
UInt64 = NDArray[np.uint64]

_LOW: Final = 8  # letters packed into the first half of a key, one a byte
_PACKED: Final = 16  # words shorter than this fit: seven letters in the second half leave its highest bit
_BYTE: Final = np.uint64(8)
_LATIN: Final = 0x100
_HASHED: Final = np.uint64(1 << 63)
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads neighbours (Knuth)
_HALF: Final = np.uint64(32)
_ASCII: Final = 0x80
_FIRST_SLOTS: Final = 1 << 17
# Keys are written for so many tokens and then looked up: apart, the processor overlaps the look-ups, which
# wait for memory (measured: 37 ns a token against 60). 16 Ki keys fill a quarter of a 1 MB cache.
_CHUNK: Final = 1 << 14
_LETTERS_PER_TYPE: Final = 8


class Types(NamedTuple):
    """Room for types; what is filled is known by their number.

    Attributes
    ----------
    slots : int32 array, length a power of two
        Number of the type plus one; 0 is free.
    keys : uint64 array, shape (n, 2)
        Key of each type, see `_key`.
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

    def number(self, codes: Codes, start: Int32, end: Int32) -> Int32:
        """Return the number of each token's form; new forms get the next ones.

        Parameters
        ----------
        codes : uint32 array
            Code points of a partition.
        start, end : int32 arrays, length n_tokens
        """
        kind, unknown = np.empty(len(start), np.int32), np.empty(len(start), np.int32)
        keys = np.empty((_CHUNK, 2), np.uint64)
        unknown = unknown[: _look_up(codes, start, end, self._types, keys, kind, unknown)]
        done = 0
        while True:
            done, self._n = _take_up(codes, start, end, unknown, done, self._n, self._types, kind)
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
    codes: Codes, start: Int32, end: Int32, known: Types, keys: UInt64, kind: Int32, unknown: Int32
) -> int:
    """Write the types of tokens whose form is known; of the others write the place, and return how many."""
    mask, m = len(known.slots) - 1, 0
    for begin in range(0, len(start), len(keys)):
        stop = min(begin + len(keys), len(start))
        _write_keys(codes, start[begin:stop], end[begin:stop], keys)
        for t in range(begin, stop):
            low, high = keys[t - begin, 0], keys[t - begin, 1]
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
    codes: Codes, start: Int32, end: Int32, unknown: Int32, done: int, n: int, known: Types, kind: Int32
) -> tuple[int, int]:
    """Go on from the unknown token `done` with `n` types known, until there is no room for one more."""
    mask = len(known.slots) - 1
    for u in range(done, len(unknown)):
        t = unknown[u]
        low, high = _key(codes, start[t], end[t])
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
def _write_keys(codes: Codes, start: Int32, end: Int32, keys: UInt64) -> None:
    for t in range(len(start)):
        low, high, largest = _packed(codes, start[t], end[t])
        if largest >= _ASCII:  # one word in a hundred: an apostrophe to make one, an accent
            low, high = _key(codes, start[t], end[t])
        keys[t, 0], keys[t, 1] = low, high


@compiled
def _packed(codes: Codes, start: int, end: int) -> tuple[np.uint64, np.uint64, int]:
    """Pack letters as they stand; the largest tells whether they could be."""
    low, high, largest = np.uint64(0), np.uint64(0), np.uint32(0)
    if end - start >= _PACKED:
        return low, high, _LATIN
    for i in range(start, min(end, start + _LOW)):
        largest |= codes[i]
        low = (low << _BYTE) | np.uint64(codes[i])
    for i in range(start + _LOW, end):
        largest |= codes[i]
        high = (high << _BYTE) | np.uint64(codes[i])
    return low, high, int(largest)


@compiled
def _key(codes: Codes, start: int, end: int) -> tuple[np.uint64, np.uint64]:
    """Return up to fifteen Latin letters packed, one a byte, or a hash with the highest bit set."""
    if end - start < _PACKED:
        low, high, largest = np.uint64(0), np.uint64(0), 0
        for i in range(start, end):
            code = plain(codes[i])
            largest |= code
            if i < start + _LOW:
                low = (low << _BYTE) | np.uint64(code)
            else:
                high = (high << _BYTE) | np.uint64(code)
        if largest < _LATIN:
            return low, high
    return hash_of(codes, start, end), _HASHED


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
    if high != _HASHED:
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
