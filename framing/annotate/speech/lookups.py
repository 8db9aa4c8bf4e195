"""Lookups: what stands before an offset, and words as numbers, for many places at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import NEWLINE, SPACE, character_classes

Int64 = NDArray[np.int64]
UInt32 = NDArray[np.uint32]

# Code points that end a sentence.
ENDS: Final = np.array([ord(c) for c in ".!?…"], np.uint32)


def last_visible(codes: UInt32, low: Int64, high: Int64) -> UInt32:
    """Return the last code point of ``codes[low:high]`` that is no blank, 0 where there is none.

    Parameters
    ----------
    codes : uint32 array
        Code points of a text.
    low, high : int64 arrays of the same length
        Offsets, a few code points from each other.
    """
    at, blank = high - 1, _are_blank(codes, high - 1) & (high > low)
    while blank.any():
        at = at - blank
        blank &= (at >= low) & _are_blank(codes, at)
    return np.where(at >= low, codes[np.maximum(at, 0)], 0).astype(np.uint32)


def _are_blank(codes: UInt32, at: Int64) -> NDArray[np.bool_]:
    found = character_classes()[codes[np.maximum(at, 0)]]
    blank: NDArray[np.bool_] = (found == SPACE) | (found == NEWLINE)
    return blank
