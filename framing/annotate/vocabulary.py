"""Vocabulary: which tokens are the same type, found by hash and proved by comparison."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final, NamedTuple

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
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads neighbours (Knuth)
_HASHED: Final = np.uint64(1 << 63)  # never set in seven packed letters
_PACKED: Final = 8
_BYTE: Final = np.uint64(8)
_LATIN: Final = 0x100
_SOFT_HYPHEN: Final = "\u00ad"
_FIRST_SLOTS: Final = 1 << 17  # 8 MB of press text hold about 50,000 types: no doubling


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
def among(code: int, some: Codes) -> bool:
    """Say whether a code point is one of some."""
    for one in some:  # noqa: SIM110  numba knows no generators
        if code == one:
            return True
    return False


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
        if words.first[index + 1] - first == end - start and reads_as(
            codes, start, end, words.letters, first
        ):
            return int(words.kinds[index])
        slot = (slot + np.uint64(1)) & mask
    return 0


def types_of(codes: Codes, start: Int32, end: Int32) -> tuple[Int32, list[str]]:
    """Give the types numbers, in the order of their first token.

    Returns
    -------
    type : int32 array, length n_tokens
    surface : list of str, length n_types
        The types, apostrophes, hyphens and no-break spaces made one.
    """
    kind = np.empty(len(start), np.int32)
    first, keys = np.zeros(len(start) + 1, np.int32), np.empty(len(start), np.uint64)
    letters, slots = np.empty(len(codes), np.uint32), np.zeros(_FIRST_SLOTS, np.int32)
    done, n = 0, 0
    while True:
        known = Types(slots, keys, first, letters)
        done, n = _number_types(codes, start, end, done, n, known, kind)
        if done == len(start):
            return _merged(kind, _cut(letters[: first[n]], first[: n + 1]))
        slots = np.zeros(2 * len(slots), dtype=np.int32)
        _refill(slots, keys, n)


class Types(NamedTuple):
    """The types found so far, in an open-addressing table.

    Attributes
    ----------
    slots : int32 array, length a power of two
        Number of the type plus one; 0 is free.
    keys : uint64 array
        Key of each type: the letters themselves when they fit, else a hash (`_key`).
    first : int32 array
        Where the letters of each type begin.
    letters : uint32 array
        Letters of all types in the order of first use, so that frequent words lie together: to
        compare with the type's first token in the text takes three times as long (cache misses).
    """

    slots: Int32
    keys: UInt64
    first: Int32
    letters: Codes


def _cut(letters: Codes, first: Int32) -> list[str]:
    text = letters.tobytes().decode("utf-32-le", "surrogatepass")
    return [text[i:j] for i, j in pairwise(first.tolist())]


def _merged(kind: Int32, surface: list[str]) -> tuple[Int32, list[str]]:
    """Make types one that differ by composition (NFC) or by a soft hyphen only; rare, so after the scan."""
    clean = [word if word.isascii() else _composed(word) for word in surface]
    if clean == surface:
        return kind, surface
    number = {word: index for index, word in enumerate(dict.fromkeys(clean))}
    return np.array([number[word] for word in clean], dtype=np.int32)[kind], list(number)


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace(_SOFT_HYPHEN, "")


@compiled
def _number_types(
    codes: Codes, start: Int32, end: Int32, done: int, n: int, known: Types, kind: Int32
) -> tuple[int, int]:
    """Go on from token `done` with `n` types known, until the end or until half the slots are taken."""
    mask = len(known.slots) - 1
    for t in range(done, len(start)):
        if 2 * n >= len(known.slots):
            return t, n
        key = _key(codes, start[t], end[t])
        slot = _slot_of_key(key, mask)
        while known.slots[slot] != 0 and not _is_type(
            codes, start[t], end[t], key, known.slots[slot] - 1, known
        ):
            slot = (slot + 1) & mask
        if known.slots[slot] == 0:
            known.keys[n] = key
            for i in range(start[t], end[t]):
                known.letters[known.first[n] + i - start[t]] = plain(codes[i])
            known.first[n + 1] = known.first[n] + end[t] - start[t]
            n += 1
            known.slots[slot] = n
        kind[t] = known.slots[slot] - 1
    return len(start), n


@compiled
def _key(codes: Codes, start: int, end: int) -> np.uint64:
    """Return up to seven Latin letters packed, one a byte, or a hash with the highest bit set."""
    if end - start < _PACKED:
        key, largest = np.uint64(0), 0
        for i in range(start, end):
            code = plain(codes[i])
            largest |= code
            key = (key << _BYTE) | np.uint64(code)
        if largest < _LATIN:
            return key
    return hash_of(codes, start, end) | _HASHED


@compiled
def _slot_of_key(key: np.uint64, mask: int) -> np.int64:
    mixed = key * _GOLDEN
    return np.int64((mixed ^ (mixed >> _HALF)) & np.uint64(mask))


@compiled
def _is_type(codes: Codes, start: int, end: int, key: np.uint64, kind: int, known: Types) -> bool:
    if known.keys[kind] != key:
        return False
    if key < _HASHED:
        return True
    at = known.first[kind]
    return known.first[kind + 1] - at == end - start and reads_as(codes, start, end, known.letters, at)


@compiled
def _refill(slots: Int32, keys: UInt64, n: int) -> None:
    mask = len(slots) - 1
    for k in range(n):
        slot = _slot_of_key(keys[k], mask)
        while slots[slot] != 0:
            slot = (slot + 1) & mask
        slots[slot] = k + 1
