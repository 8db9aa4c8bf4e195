"""Twins: quotations without a cue whose words another quotation of the document holds, as headings and pull quotes do."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.text import NOBODY
from framing.annotate.tokens import Tokens

Bool = NDArray[np.bool_]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

# So many words in a row are no chance …
_LEAST: Final = 4
# … and so many where a line of its own announces what follows, an intertitle …
_LEAST_OF_INTERTITLE: Final = 2
# … which is short.
_MOST_OF_INTERTITLE: Final = 10
_ENDS: Final = frozenset(".!?…")


def find_twins(tokens: Tokens, first: Int32, last: Int32, seeking: Bool) -> Int64:
    """Return for each stretch the one whose words hold all of its own, or are held by them; −1 for none.

    Parameters
    ----------
    tokens : Tokens
    first, last : int32 arrays, length n_stretches
        Tokens, in the order of the text.
    seeking : bool array, length n_stretches
        Stretches that look for a twin among the others.

    Notes
    -----
    An intertitle without a twin takes the next stretch: it is said by whoever speaks below it.
    """
    twin = np.full(len(first), NOBODY)
    document, titles = tokens.document[first], _are_intertitles(tokens, first, last)
    for i in np.flatnonzero(seeking).tolist():
        low, high = np.searchsorted(document, [document[i], document[i] + 1]).tolist()
        others = [j for j in range(low, high) if not seeking[j]]
        least = _LEAST_OF_INTERTITLE if titles[i] else _LEAST
        below = [j for j in others if j > i]
        held = _twin(tokens, first, last, i, below + others if titles[i] else others, least)
        twin[i] = below[0] if held == NOBODY and titles[i] and below else held
    return twin


def _are_intertitles(tokens: Tokens, first: Int32, last: Int32) -> Bool:
    """Tell short quotations that are a line of their own and no sentence."""
    paragraph = np.concatenate([[NOBODY], tokens.paragraph, [NOBODY]])
    alone = (paragraph[first] != paragraph[first + 1]) & (paragraph[last + 2] != paragraph[last + 1])
    short = last - first < _MOST_OF_INTERTITLE
    stops = np.fromiter(
        (tokens.text[end : end + 1] in _ENDS for end in tokens.end[last].tolist()), np.bool_, len(last)
    )
    titles: Bool = alone & short & ~stops
    return titles


def _twin(tokens: Tokens, first: Int32, last: Int32, i: int, others: list[int], least: int) -> int:
    """Return the first of the others that holds the words of a stretch, or is held by them."""
    if last[i] - first[i] + 1 < least:
        return NOBODY
    words = _words(tokens, first[i], last[i])
    for j in others:
        other = "" if last[j] - first[j] + 1 < least else _words(tokens, first[j], last[j])
        if other and (words in other or (last[j] - first[j] + 1 >= _LEAST and other in words)):
            return j
    return NOBODY


def _words(tokens: Tokens, first: int, last: int) -> str:
    return f" {' '.join(tokens.lemma[tokens.type[first : last + 1]].tolist())} "
