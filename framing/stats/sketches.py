"""Sketches: how much two texts have in common, told from a few bits of each.

A sketch stands for the set of a text's five-grams, five words in a row. The share of bits in which two sketches differ
tells the Jaccard coefficient of the two sets, J = |A ∩ B| / |A ∪ B|.

Each five-gram becomes one number, which falls into one of 512 bins; a bin keeps the least number that fell into it
(one-permutation MinHash: Broder 1997; Li, Owen & Zhang 2012); an empty one borrows from another (Shrivastava 2017).
Two texts agree in a bin with probability J. Of what a bin keeps, one bit goes into the sketch (Li & König 2010): where
bins disagree, bits agree half the time, so bits agree with probability (1 + J)/2. With d of b bits differing,
1 − 2 d/b estimates J, with standard error √((1 − J²)/b).
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

N_GRAM: Final = 5
BITS: Final = 512
"""Standard error .027 at J = .8 and .035 at .6: .7 lies three of them from either."""

STEP: Final = 64
"""Sketches grow by so many bits, one number of 64."""

GRAMS_A_STEP: Final = 32
"""A text has a step for every so many five-grams: at most two bits for each, and ever less from 256 of them on, so that
a sketch can be compared and not be read. Measured on French articles: who knows all the words of a text, and four of
them in a row, names the fifth by its sketch in one case of ten up to 300 words (by chance in one of a hundred), in one
of a hundred from 400 words on (by chance in one of two hundred). Texts of fewer than 36 words have no sketch: with
fewer than 64 bits, two of them are taken for copies by chance."""

CHUNK: Final = 256
"""Documents sketched at a time: their bins take 1 MB, and stay near the processor (1,024 take half as long again)."""

UInt64 = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.integer[Any]]

_BIN_SHIFT: Final = np.uint64(STEP - BITS.bit_length() + 1)
_EMPTY: Final = np.uint64(2**64 - 1)
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ / golden ratio: its multiples spread over all bits
_PROBE: Final = 0xD1B54A32D192ED03  # another such number


class Sketches(NamedTuple):
    """Sketches of documents.

    Attributes
    ----------
    bits : uint64 array, shape (documents, 8)
        The first bit is the highest of the first number; those beyond `length` are 0.
    length : int64 array, shape (documents,)
        Bits of each sketch, a multiple of 64; 0 where a text is too short for one.
    """

    bits: UInt64
    length: npt.NDArray[np.int64]


def sketch(words: UInt64, document: Integers, n_documents: int) -> Sketches:
    """Sketch the set of five-grams of each document.

    Parameters
    ----------
    words : uint64 array, shape (words,)
        A number for each word, below 2⁶⁴ and as good as random, equal words alike.
    document : integer array, shape (words,)
        Place of its document, never decreasing.
    n_documents : int

    Returns
    -------
    Sketches
        Of a document, whatever stands beside it.

    References
    ----------
    Broder (1997), On the resemblance and containment of documents. Li, Owen & Zhang (2012), One permutation
    hashing. Li & König (2010), b-bit minwise hashing. Shrivastava (2017), Optimal densification for fast and
    accurate minwise hashing.
    """
    starts = np.arange(0, n_documents, CHUNK)
    edges = np.searchsorted(document, np.append(starts, n_documents))
    parts = [
        _sketch_chunk(words[a:b], document[a:b] - first, min(CHUNK, n_documents - int(first)))
        for first, a, b in zip(starts, edges[:-1], edges[1:], strict=True)
    ]
    bits = [np.empty((0, BITS // STEP), np.uint64), *(part.bits for part in parts)]
    return Sketches(np.concatenate(bits), np.concatenate([np.empty(0, np.int64), *(p.length for p in parts)]))


def _sketch_chunk(words: UInt64, document: Integers, n_documents: int) -> Sketches:
    owner, gram = _grams(words, document)
    steps = np.bincount(owner, minlength=n_documents) // GRAMS_A_STEP
    length = np.minimum(steps * STEP, BITS).astype(np.int64)
    least = np.full((n_documents, BITS), _EMPTY)
    cell = owner.astype(np.int64) * BITS + (gram >> _BIN_SHIFT).astype(np.int64)
    np.minimum.at(least.reshape(-1), cell, gram & ((np.uint64(1) << _BIN_SHIFT) - np.uint64(1)))
    is_needed = np.arange(BITS) < length[:, np.newaxis]
    _borrow(least, is_needed)
    # mixed once more with the bin: a number that was lent gives another bit elsewhere
    bit = _mixed(least + np.arange(BITS, dtype=np.uint64) * _ODD) & np.uint64(1)
    packed = np.packbits((bit > 0) & is_needed, axis=1)
    return Sketches(packed.view(">u8").astype(np.uint64), length)


def _grams(words: UInt64, document: Integers) -> tuple[Integers, UInt64]:
    """Return the document and the number of every five-gram that lies within one document."""
    n = max(0, len(words) - N_GRAM + 1)
    gram = words[:n].copy()
    for step in range(1, N_GRAM):
        gram *= _ODD
        gram += words[step : step + n]
    is_whole = document[:n] == document[N_GRAM - 1 :]
    return document[:n][is_whole], _mixed(gram[is_whole])


def _borrow(least: UInt64, is_needed: npt.NDArray[np.bool_]) -> None:
    """Fill the empty bins that are needed: each asks others, in an order of its own, until one has something."""
    is_full = least != _EMPTY
    row, bin_ = np.nonzero(is_needed & ~is_full)
    turn = 0
    while len(row):
        turn += 1
        start = np.uint64(turn * _PROBE % 2**64)
        asked = (_mixed(bin_.astype(np.uint64) * _ODD + start) >> _BIN_SHIFT).astype(np.intp)
        lends = is_full[row, asked]
        least[row[lends], bin_[lends]] = least[row[lends], asked[lends]]
        row, bin_ = row[~lends], bin_[~lends]


def _mixed(numbers: UInt64) -> UInt64:
    """Return numbers in which each bit depends on all bits (the finalizer of SplitMix64: Steele, Lea & Flood 2014)."""
    mixed = numbers ^ (numbers >> np.uint64(30))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed
