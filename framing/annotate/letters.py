"""Letters: which code points are one for matching, and whether two stretches of text read alike."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import ALIKE
from framing.annotate.kernel import compiled
from framing.annotate.lexicon import Lexicon

Codes = NDArray[np.uint32]

ASCII: Final = 0x80
LOW: Final = 8  # letters packed into the first half of a key, one a byte
PACKED: Final = 16  # words shorter than this fit: seven letters in the second half leave its highest bit
BYTE: Final = np.uint64(8)
HASHED: Final = np.uint64(1 << 63)
_LATIN: Final = 0x100
_FROM = np.array([ord(c) for c in ALIKE], dtype=np.uint32)
_TO = np.array([ord(c) for c in ALIKE.values()], dtype=np.uint32)
_BASIS: Final = np.uint64(0xCBF29CE484222325)
_PRIME: Final = np.uint64(0x100000001B3)
_HALF: Final = np.uint64(32)


@compiled
def plain(code: int) -> int:
    """Return the code point that stands for this one in matching."""
    if code < ASCII:
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
def key_of(codes: Codes, start: int, end: int) -> tuple[np.uint64, np.uint64]:
    """Return up to fifteen Latin letters packed, one a byte, or a hash with the highest bit set."""
    if end - start < PACKED:
        low, high, largest = np.uint64(0), np.uint64(0), 0
        for i in range(start, end):
            code = plain(codes[i])
            largest |= code
            if i < start + LOW:
                low = (low << BYTE) | np.uint64(code)
            else:
                high = (high << BYTE) | np.uint64(code)
        if largest < _LATIN:
            return low, high
    return hash_of(codes, start, end), HASHED


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
