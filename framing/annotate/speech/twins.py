"""Twins: quotations without a cue whose words another quotation of the document holds, as headings and pull quotes do."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.text import NOBODY
from framing.annotate.tokens import Tokens

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

# So many words in a row are no chance.
_LEAST: Final = 4


def find_twins(tokens: Tokens, first: Int32, last: Int32, seeking: NDArray[np.bool_]) -> Int64:
    """Return for each stretch the one whose words hold all of its own, or are held by them; −1 for none.

    Parameters
    ----------
    tokens : Tokens
    first, last : int32 arrays, length n_stretches
        Tokens, in the order of the text.
    seeking : bool array, length n_stretches
        Stretches that look for a twin among the others.
    """
    twin = np.full(len(first), NOBODY)
    document = tokens.document[first]
    for i in np.flatnonzero(seeking & (last - first + 1 >= _LEAST)).tolist():
        low, high = np.searchsorted(document, [document[i], document[i] + 1]).tolist()
        words = _words(tokens, first[i], last[i])
        for j in range(low, high):
            other = "" if seeking[j] or last[j] - first[j] + 1 < _LEAST else _words(tokens, first[j], last[j])
            if other and (words in other or other in words):
                twin[i] = j
                break
    return twin


def _words(tokens: Tokens, first: int, last: int) -> str:
    return f" {' '.join(tokens.lemma[tokens.type[first : last + 1]].tolist())} "
