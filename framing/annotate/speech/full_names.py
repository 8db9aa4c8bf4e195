"""Full names: the fullest form of every name, the office beside it, and the gender it tells (kernels)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.appositions import office_before, office_behind
from framing.annotate.speech.bits import (
    ACRONYM,
    HER,
    HIS,
    IS_DETERMINER,
)
from framing.annotate.speech.names import ARTICLE, HANGS, TITLE, Names, gender_of, is_full
from framing.annotate.speech.text import NOBODY, Text, tied

Int32 = NDArray[np.int32]


@compiled
def complete_names(text: Text, kind: Int32, document: Int32, names: Names, n: int) -> None:
    """Fill in the fullest name of each, its office and its gender.

    Parameters
    ----------
    text : Text
    kind : int32 array, length n_tokens
        Types.
    document : int32 array, length n_tokens
    names : Names
    n : int
        How many there are.
    """
    begin = 0
    for k in range(n):
        if document[names.first[k]] != document[names.first[begin]]:
            begin = k
        names.full[k] = _fullest(text, kind, document, names, begin, k, n)
        names.office[k] = _office(text, names, k)
    for k in range(n):
        if names.office[k] != NOBODY and names.office[names.full[k]] == NOBODY:
            names.office[names.full[k]] = names.office[k]
        names.long_first[k], names.long_last[k] = names.first[names.full[k]], names.last[names.full[k]]
    _find_genders(text, names, n)


@compiled
def _find_genders(text: Text, names: Names, n: int) -> None:
    names.gender[:n] = 0
    for k in range(n):
        first, full = names.first[k], names.full[k]
        if names.before[k] & TITLE:
            names.gender[full] |= gender_of(text.word[first - 1])
        if not text.word[names.first[full]] & IS_DETERMINER:
            names.gender[full] |= gender_of(text.word[names.first[full]])
    for k in range(n):
        office = names.office[k]
        if names.gender[names.full[k]] == 0 and 0 < office < names.first[k] and tied(text, office):
            names.gender[names.full[k]] = gender_of(text.word[office - 1])


@compiled
def _fullest(text: Text, kind: Int32, document: Int32, names: Names, begin: int, k: int, n: int) -> int:
    """Return the longest name of the document that ends alike, or begins with a given name alike; the first of equals."""
    if names.before[k] & ARTICLE:
        return k
    best, j, given = k, begin, _is_given(text, names, k)
    head, tail = kind[names.first[k]], kind[names.last[k]]
    while j < n and document[names.first[j]] == document[names.first[k]]:
        if kind[names.last[j]] == tail or (given and kind[names.first[j]] == head):
            longer = names.last[j] - names.first[j] > names.last[best] - names.first[best]
            alike = given and kind[names.first[j]] == head
            if longer and not names.before[j] & ARTICLE and (alike or _ends_alike(kind, names, j, k)):
                best = j
        j += 1
    return best


@compiled
def _is_given(text: Text, names: Names, k: int) -> bool:
    """Say whether a name is a given name alone."""
    first = names.first[k]
    return bool(
        names.last[k] == first and text.word[first] & (HIS | HER) and not text.word[first] & IS_DETERMINER
    )


@compiled
def _ends_alike(kind: Int32, names: Names, long: int, short: int) -> bool:
    """Say whether a name ends in all the words of another: Jeanne Martin in Martin, but Paul Martin in no Jeanne Martin."""
    for i in range(names.last[short] - names.first[short] + 1):
        if kind[names.last[long] - i] != kind[names.last[short] - i]:
            return False
    return True


@compiled
def _office(text: Text, names: Names, k: int) -> int:
    """Return the token of the office before a name ("le ministre X") or behind a full one (X, ministre …)."""
    first = names.first[k]
    if names.before[k] & (ARTICLE | HANGS) or (names.last[k] == first and text.word[first] & ACRONYM):
        return NOBODY
    found = office_before(text, first - 1 if names.before[k] & TITLE else first)
    if found != NOBODY or not is_full(names, k):
        return found
    return office_behind(text, names.last[k])
