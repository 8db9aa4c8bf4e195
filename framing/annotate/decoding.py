"""Decoding: UTF-8 → code points, twice as fast as by way of a str."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled

Bytes = NDArray[np.uint8]
Codes = NDArray[np.uint32]

# Bytes below these begin a character of one, two, three bytes; the others one of four (RFC 3629).
_ONE: Final = 0x80
_TWO: Final = 0xE0
_THREE: Final = 0xF0
_TAIL: Final = 0x3F
_BITS: Final = 6


def decoded(data: Bytes) -> Codes:
    """Return the code points of valid UTF-8 (Arrow's text always is).

    Parameters
    ----------
    data : uint8 array
    """
    codes = np.empty(len(data), np.uint32)
    return codes[: _decode(data, codes)]


@compiled
def _decode(data: Bytes, codes: Codes) -> int:
    i = n = 0
    while i < len(data):
        lead = np.uint32(data[i])
        if lead < _ONE:
            codes[n], length = lead, 1
        elif lead < _TWO:
            codes[n], length = lead & 0x1F, 2
        elif lead < _THREE:
            codes[n], length = lead & 0x0F, 3
        else:
            codes[n], length = lead & 0x07, 4
        for k in range(1, length):
            codes[n] = (codes[n] << _BITS) | (data[i + k] & _TAIL)
        i += length
        n += 1
    return n
