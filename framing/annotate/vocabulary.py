"""Vocabulary: which tokens are the same type, found by hash and proved by comparison."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import ALIKE
from framing.annotate.kernel import compiled
from framing.annotate.lexicon import Lexicon

Codes = NDArray[np.uint32]
Int32 = NDArray[np.int32]
UInt64 = NDArray[np.uint64]

_ASCII: Final = 0x80
_FROM = np.array([ord(c) for c in ALIKE], dtype=np.uint32)
_TO = np.array([ord(c) for c in ALIKE.values()], dtype=np.uint32)
_BASIS: Final = np.uint64(0xCBF29CE484222325)
_PRIME: Final = np.uint64(0x100000001B3)
_HALF: Final = np.uint64(32)
_LOW: Final = np.uint64(0xFFFFFFFF)
_FIRST_SLOTS: Final = 1 << 16  # 8 MB of press text hold about 60,000 types: one or two doublings


@compiled
def plain(code: int) -> int:
    """Return the code point that stands for this one in matching."""
    if code < _ASCII:
        return code
    for k in range(len(_FROM)):
        if code == _FROM[k]:
            return int(_TO[k])
    return code


@compiled
def hash_of(codes: Codes, start: int, end: int) -> np.uint64:
    """Return the FNV-1a hash of a stretch, its halves folded so that low bits know all letters."""
    value = _BASIS
    for i in range(start, end):
        value = (value ^ np.uint64(plain(codes[i]))) * _PRIME
    return value ^ (value >> _HALF)


@compiled
def reads_as(codes: Codes, start: int, end: int, letters: Codes, at: int) -> bool:
    """Say whether a stretch reads as the plain letters of equal length that begin at `at`."""
    for k in range(end - start):
        code, letter = codes[start + k], letters[at + k]
        if code != letter and plain(code) != letter:
            return False
    return True


@compiled
def kinds_of(codes: Codes, start: int, end: int, words: Lexicon) -> int:
    """Return the kinds (bits) of a stretch in the lexicon, 0 if it is not there."""
    mask = np.uint64(len(words.slots) - 1)
    slot = hash_of(codes, start, end) & mask
    while words.slots[slot] >= 0:
        index = words.slots[slot]
        first = words.first[index]
        if words.first[index + 1] - first == end - start and reads_as(codes, start, end, words.letters, first):
            return int(words.kinds[index])
        slot = (slot + np.uint64(1)) & mask
    return 0


def types_of(codes: Codes, start: Int32, end: Int32) -> tuple[Int32, list[str]]:
    """Number the types in the order of their first token.

    Returns
    -------
    type : int32 array, length n_tokens
    surface : list of str, length n_types
        The types, apostrophes, hyphens and no-break spaces made one.
    """
    kind, first = np.empty(len(start), np.int32), np.zeros(len(start) + 1, np.int32)
    hashes, letters = np.empty(len(start), np.uint64), np.empty(len(codes), np.uint32)
    slots = np.zeros(_FIRST_SLOTS, dtype=np.uint64)
    done, n = 0, 0
    while True:
        done, n = _number_types(codes, start, end, done, n, slots, hashes, first, letters, kind)
        if done == len(start):
            return kind, _cut(letters[: first[n]], first[: n + 1])
        slots = np.zeros(2 * len(slots), dtype=np.uint64)
        _refill(slots, hashes, n)


def _cut(letters: Codes, first: Int32) -> list[str]:
    text = letters.tobytes().decode("utf-32-le", "surrogatepass")
    return [text[i:j] for i, j in pairwise(first.tolist())]


@compiled
def _number_types(
    codes: Codes,
    start: Int32,
    end: Int32,
    done: int,
    n: int,
    slots: UInt64,
    hashes: UInt64,
    first: Int32,
    letters: Codes,
    kind: Int32,
) -> tuple[int, int]:
    """Go on from token `done` with `n` types known, until the end or until half the slots are taken.

    The letters of the types lie together in the order of first use, frequent words first: comparing
    with the type's first token in the text instead takes three times as long (cache misses).
    """
    for t in range(done, len(start)):
        if 2 * n >= len(slots):
            return t, n
        key = hash_of(codes, start[t], end[t])
        slot = _slot_of(codes, start[t], end[t], key, slots, first, letters)
        if slots[slot] == 0:
            # a slot holds the upper half of the hash and the number of the type plus one
            slots[slot] = (key & ~_LOW) | np.uint64(n + 1)
            hashes[n] = key
            for i in range(start[t], end[t]):
                letters[first[n] + i - start[t]] = plain(codes[i])
            first[n + 1] = first[n] + end[t] - start[t]
            n += 1
        kind[t] = np.int64(slots[slot] & _LOW) - 1
    return len(start), n


@compiled
def _slot_of(
    codes: Codes, start: int, end: int, key: np.uint64, slots: UInt64, first: Int32, letters: Codes
) -> np.uint64:
    mask = np.uint64(len(slots) - 1)
    slot = key & mask
    while slots[slot] != 0:
        if (slots[slot] ^ key) <= _LOW:
            kind = np.int64(slots[slot] & _LOW) - 1
            at = first[kind]
            if first[kind + 1] - at == end - start and reads_as(codes, start, end, letters, at):
                return slot
        slot = (slot + np.uint64(1)) & mask
    return slot


@compiled
def _refill(slots: UInt64, hashes: UInt64, n: int) -> None:
    mask = np.uint64(len(slots) - 1)
    for k in range(n):
        slot = hashes[k] & mask
        while slots[slot] != 0:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = (hashes[k] & ~_LOW) | np.uint64(k + 1)
