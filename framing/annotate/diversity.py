"""Diversity: how long a text goes on without repeating itself.

MTLD is sequential by definition – where one stretch ends, the next begins – so it is a kernel, and stands in the
room that compiles. It sees numbers of words, no text.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Floats = NDArray[np.float64]

# McCarthy & Jarvis 2010: a factor is full when the type-token ratio reaches .72, which is 18/25. (Programs differ
# where it is .72 to the digit: some wait until it is less.)
_FULL: Final = 18
_OF: Final = 25


class Diversity(NamedTuple):
    """Two measures of each text, NaN where it cannot be estimated.

    Attributes
    ----------
    mtld, mattr : float arrays, length n_texts
    """

    mtld: Floats
    mattr: Floats


def diversity(form: Int32, edges: Int64, window: int) -> Diversity:
    """Measure the lexical diversity of texts.

    Parameters
    ----------
    form : int32 array, length n_words
        Number of each word from 0, texts one after the other; equal numbers are one type.
    edges : int64 array, length n_texts + 1
        Where each text begins; the last entry is n_words.
    window : int
        Words of a window of MATTR.

    Returns
    -------
    Diversity
        MTLD = words / factors, the mean of both directions. Reading on, a factor is full where types / words
        of the stretch has come down to .72, and a new stretch begins; the rest at the end is the part
        (1 − types/words) / (1 − .72) of one. A text in which nothing comes twice has no factor, and no MTLD.
        MATTR = types / words within a window, the mean of all windows of that length. A text shorter than
        the window has none.

    References
    ----------
    McCarthy & Jarvis 2010, Behavior Research Methods 42(2): 381–392. Covington & McFall 2010, Journal of
    Quantitative Linguistics 17(2): 94–100.
    """
    words = np.diff(edges)
    forward, new = _read(form, edges, window)
    backward, _ = _read(form[::-1], edges[-1] - edges[::-1], 0)
    mtld = (_divided(words, forward) + _divided(words, backward[::-1])) / 2
    return Diversity(mtld, _divided(new, np.maximum(words - window + 1, 0) * window))


def _read(form: Int32, edges: Int64, window: int) -> tuple[Floats, Int64]:
    """Return the factors of each text, and the types of all its windows (0: of none)."""
    n_texts = len(edges) - 1
    seen = np.full(int(form.max(initial=-1)) + 1, -1, dtype=np.int32)
    full, types, words, new = (np.zeros(n_texts, dtype=np.int64) for _ in range(4))
    _walk(np.ascontiguousarray(form), edges, window, seen, full, types, words, new)
    part = 1 - _divided(types, words)
    return full + np.where(words > 0, part, 0.0) / (1 - _FULL / _OF), new


def _divided(a: Int64 | Floats, b: Int64 | Floats) -> Floats:
    return np.asarray(np.divide(a, b, out=np.full(len(b), np.nan), where=b > 0))


@compiled
def _walk(
    form: Int32, edges: Int64, window: int, seen: Int32, full: Int64, types: Int64, words: Int64, new: Int64
) -> None:
    """Write full factors, types and words of the rest, and types summed over the windows, of each text.

    A word is new where it was not seen since the stretch (or the window) began.
    """
    for t in range(len(edges) - 1):
        begin, end = edges[t], edges[t + 1]
        start, n = begin, 0
        for i in range(begin, end):
            before = seen[form[i]]
            seen[form[i]] = i
            if before < start:
                n += 1
            if n * _OF <= (i + 1 - start) * _FULL:
                full[t] += 1
                start, n = i + 1, 0
            if window > 0:
                first = max(begin, before + 1, i + 1 - window)
                new[t] += max(0, min(i, end - window) + 1 - first)
        types[t], words[t] = n, end - start
