"""The non-blank lines of a batch of texts, as arrays over their UTF-8 bytes.

No Python string is made of a line before somebody asks for it: nearly all lines are told to be plain
paragraphs by their first and last bytes and their length alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

_LF = 0x0A
_PAD = 8
# White space as str.strip sees it, by its last bytes: TAB, space, NBSP, then what begins E1, E2 or E3.
_SPACES = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


@dataclass(frozen=True, eq=False)
class Lines:
    """Non-blank lines of several texts.

    Attributes
    ----------
    data : bytes
        The texts in UTF-8, joined, with padding before and after.
    starts, ends : int64 arrays, length n_lines
        Byte bounds in `data` of each line without white space around it.
    first, last : int64 arrays, length n_lines
        Code points of the text before the line (white space included) and up to its end.
    lengths : int64 array, length n_lines
        Code points of the line without white space around it.
    document : int64 array, length n_lines
    bounds : int64 array, length n_documents + 1
        Document d has the lines ``bounds[d]:bounds[d + 1]``.
    """

    data: bytes
    starts: Int64
    ends: Int64
    first: Int64
    last: Int64
    lengths: Int64
    document: Int64
    bounds: Int64

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.starts)

    def text(self, index: int) -> str:
        """Return one line, without white space around it."""
        return self.data[self.starts[index] : self.ends[index]].decode("utf-8")

    def texts(self, indices: Int64) -> list[str]:
        """Return several lines, without white space around them."""
        data = self.data
        bounds = zip(self.starts[indices].tolist(), self.ends[indices].tolist(), strict=True)
        return [data[start:end].decode("utf-8") for start, end in bounds]

    def beginnings(self, indices: Int64, most: int) -> list[str]:
        """Return the first bytes of several lines, at most so many (a code point cut in two is left out)."""
        data, starts = self.data, self.starts[indices]
        ends = np.minimum(self.ends[indices], starts + most)
        bounds = zip(starts.tolist(), ends.tolist(), strict=True)
        return [data[start:end].decode("utf-8", "ignore") for start, end in bounds]

    def bytes_array(self) -> NDArray[np.uint8]:
        """Return `data` as an array, without copying it."""
        return np.frombuffer(self.data, np.uint8)

    def first_bytes(self, n: int) -> NDArray[np.uint64]:
        """Return the first n ≤ 8 bytes of each line as one number, zero where it is shorter."""
        return _packed(self.bytes_array(), self.starts, self.ends, n)

    def last_bytes(self, n: int) -> NDArray[np.uint64]:
        """Return the last n ≤ 8 bytes of each line as one number; before a shorter line stand others."""
        return _packed(self.bytes_array(), self.ends - n, self.ends, n)


def split_lines(encoded: Sequence[bytes]) -> Lines:
    """Return the non-blank lines of texts.

    Parameters
    ----------
    encoded : sequence of bytes
        Texts in UTF-8, line breaks LF only.
    """
    padding = b"\n" * _PAD
    data = b"".join([padding, b"\n".join(encoded), padding])
    array = np.frombuffer(data, np.uint8)
    lengths = np.array([len(text) for text in encoded], np.int64)
    text_ends = _PAD + np.cumsum(lengths + 1) - 1
    text_starts = text_ends - lengths
    breaks = np.flatnonzero(array[_PAD - 1 : len(data) - _PAD + 1] == _LF) + _PAD - 1
    starts, ends = breaks[:-1] + 1, breaks[1:]
    filled = ends > starts
    whole_starts, whole_ends = starts[filled], ends[filled]
    starts, ends = _stripped(array, data, whole_starts, whole_ends)
    filled = ends > starts
    starts, ends, whole_starts, whole_ends = (a[filled] for a in (starts, ends, whole_starts, whole_ends))
    document = np.searchsorted(text_starts, starts, side="right") - 1
    trailing = np.flatnonzero((array & 0xC0) == 0x80)  # noqa: PLR2004 - bytes of a code point after its first

    def points(offsets: Int64) -> Int64:
        return offsets - np.searchsorted(trailing, offsets)

    origin = points(text_starts)[document]
    return Lines(
        data=data,
        starts=starts,
        ends=ends,
        first=points(whole_starts) - origin,
        last=points(whole_ends) - origin,
        lengths=points(ends) - points(starts),
        document=document,
        bounds=np.searchsorted(document, np.arange(len(encoded) + 1)),
    )


def pack(key: bytes) -> int:
    """Return bytes as the number `Lines.first_bytes` and `Lines.last_bytes` make of them."""
    return int.from_bytes(key.ljust(8, b"\0"), "little")


def _packed(array: NDArray[np.uint8], starts: Int64, ends: Int64, n: int) -> NDArray[np.uint64]:
    number = np.zeros(len(starts), np.uint64)
    for k in range(n):
        at = starts + k
        inside = at < ends
        number |= (array[at] * inside).astype(np.uint64) << np.uint64(8 * k)
    return number


def _stripped(array: NDArray[np.uint8], data: bytes, starts: Int64, ends: Int64) -> tuple[Int64, Int64]:
    """Return line bounds without white space; only lines that have some are looked at one by one."""
    edge = _is_space(_packed(array, starts, ends, 3), last=False) | _is_space(
        _packed(array, ends - 3, ends, 3), last=True
    )
    starts, ends = starts.copy(), ends.copy()
    for i in np.flatnonzero(edge).tolist():
        start, end = int(starts[i]), int(ends[i])
        line = data[start:end].decode("utf-8")
        starts[i] = start + len(line[: len(line) - len(line.lstrip())].encode("utf-8"))
        ends[i] = max(int(starts[i]), end - len(line[len(line.rstrip()) :].encode("utf-8")))
    return starts, ends


def _is_space(three: NDArray[np.uint64], *, last: bool) -> Bool:
    """Whether the first (last) of three bytes belong to a white-space character."""
    found = np.zeros(len(three), bool)
    for space in _SPACES:
        key = space.encode("utf-8")
        bits = np.uint64(8 * len(key))
        value = np.uint64(int.from_bytes(key, "little"))
        edge = three >> (np.uint64(24) - bits) if last else three & ((np.uint64(1) << bits) - np.uint64(1))
        found |= edge == value
    return found
