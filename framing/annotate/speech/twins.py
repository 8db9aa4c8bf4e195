"""Twins: quotations without a cue whose words another quotation of the document holds, as headings and pull quotes do."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.lookups import ENDS
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
_ENDS: Final = frozenset(map(chr, ENDS))
# A French mark of exclamation or question stands behind a blank.
_BLANKS: Final = " \u00a0\u202f\u2009"
_AT: Final = 2


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
    titles = _are_intertitles(tokens, first, last)
    twin = np.full(len(first), NOBODY, np.int64)
    _find(tokens.lemma_number[tokens.type], tokens.document[first], first, last, seeking, titles, twin)
    return twin


def _are_intertitles(tokens: Tokens, first: Int32, last: Int32) -> Bool:
    """Tell short quotations that are a line of their own and no sentence."""
    paragraph = np.concatenate([[NOBODY], tokens.paragraph, [NOBODY]])
    alone = (paragraph[first] != paragraph[first + 1]) & (paragraph[last + 2] != paragraph[last + 1])
    short = last - first < _MOST_OF_INTERTITLE
    titles: Bool = alone & short
    ends = tokens.end[last[titles]].tolist()
    limits = tokens.document_start[tokens.document[last[titles]] + 1].tolist()
    behind = (tokens.text[a : min(a + _AT, b)].lstrip(_BLANKS) for a, b in zip(ends, limits, strict=True))
    titles[titles] = [text[:1] not in _ENDS for text in behind]
    return titles


@compiled
def _find(
    lemma: Int32, document: Int32, first: Int32, last: Int32, seeking: Bool, titles: Bool, twin: Int64
) -> None:
    begin = end = 0
    for i in range(len(first)):
        if i == end:  # the first one of a document
            begin = i
            while end < len(first) and document[end] == document[i]:
                end += 1
        if not seeking[i]:
            continue
        if titles[i]:
            below = i + 1
            while below < end and seeking[below]:
                below += 1
            twin[i] = _twin(lemma, first, last, seeking, below, end, i, _LEAST_OF_INTERTITLE)
            if twin[i] == NOBODY:
                twin[i] = _twin(lemma, first, last, seeking, begin, i, i, _LEAST_OF_INTERTITLE)
            if twin[i] == NOBODY and below < end:
                twin[i] = below
        else:
            twin[i] = _twin(lemma, first, last, seeking, begin, end, i, _LEAST)


@compiled
def _twin(
    lemma: Int32, first: Int32, last: Int32, seeking: Bool, low: int, high: int, i: int, least: int
) -> int:
    """Return the first of the others from low to high that holds the words of a stretch, or is held by them."""
    length = last[i] - first[i] + 1
    if length < least:
        return NOBODY
    for j in range(low, high):
        other = last[j] - first[j] + 1
        if seeking[j] or other < least:
            continue
        if other >= length and _holds(lemma, first[j], other, first[i], length):
            return j
        if _LEAST <= other < length and _holds(lemma, first[i], length, first[j], other):
            return j
    return NOBODY


@compiled
def _holds(lemma: Int32, outer: int, n_outer: int, inner: int, n_inner: int) -> bool:
    """Say whether some words hold all of others, in their order and without a gap."""
    for shift in range(n_outer - n_inner + 1):
        i = 0
        while i < n_inner and lemma[outer + shift + i] == lemma[inner + i]:
            i += 1
        if i == n_inner:
            return True
    return False
