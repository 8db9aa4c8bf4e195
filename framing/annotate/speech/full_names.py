"""Full names: the fullest form of every name, the office beside it, and the gender it tells (kernels)."""

from __future__ import annotations

from typing import NamedTuple

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


class Chains(NamedTuple):
    """Names of several words of one document, linked by their last and by their first word; int32 arrays.

    Attributes
    ----------
    by_last, by_first : arrays, length n_types
        The first name that ends, or begins, with a type; −1 for none.
    next_by_last, next_by_first : arrays, length n_names
        The next one, −1 for none.
    """

    by_last: Int32
    by_first: Int32
    next_by_last: Int32
    next_by_first: Int32


def chains_for(n_types: int, n_names: int) -> Chains:
    """Return chains in which nothing is linked."""
    return Chains(*(np.full(n, NOBODY, np.int32) for n in (n_types, n_types, n_names, n_names)))


@compiled
def complete_names(text: Text, kind: Int32, document: Int32, names: Names, n: int, chains: Chains) -> None:
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
    chains : Chains
        With nothing linked, and left so.
    """
    begin = 0
    while begin < n:
        end = begin
        while end < n and document[names.first[end]] == document[names.first[begin]]:
            _link(kind, names, end, chains)
            end += 1
        for k in range(begin, end):
            names.full[k] = _fullest(text, kind, names, k, chains)
            names.office[k] = _office(text, names, k)
        for k in range(begin, end):
            chains.by_last[kind[names.last[k]]] = chains.by_first[kind[names.first[k]]] = NOBODY
        begin = end
    for k in range(n):
        if names.office[k] != NOBODY and names.office[names.full[k]] == NOBODY:
            names.office[names.full[k]] = names.office[k]
        names.long_first[k], names.long_last[k] = names.first[names.full[k]], names.last[names.full[k]]
    _find_genders(text, names, n)


@compiled
def _link(kind: Int32, names: Names, k: int, chains: Chains) -> None:
    """Link a name that can be the fullest of another: of several words, without an article, the first of its like."""
    length = names.last[k] - names.first[k]
    if length == 0 or names.before[k] & ARTICLE:
        return
    ends, begins = kind[names.last[k]], kind[names.first[k]]
    j = before = chains.by_last[ends]
    while j != NOBODY:
        if names.last[j] - names.first[j] == length and _ends_alike(kind, names, j, k):
            return
        before, j = j, chains.next_by_last[j]
    if before == NOBODY:
        chains.by_last[ends] = k
    else:
        chains.next_by_last[before] = k
    j = before = chains.by_first[begins]
    while j != NOBODY:
        before, j = j, chains.next_by_first[j]
    if before == NOBODY:
        chains.by_first[begins] = k
    else:
        chains.next_by_first[before] = k


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
def _fullest(text: Text, kind: Int32, names: Names, k: int, chains: Chains) -> int:
    """Return the longest name of the document that ends alike, or begins with a given name alike; the first of equals."""
    best = k
    if names.before[k] & ARTICLE:
        return best
    j = chains.by_last[kind[names.last[k]]]
    while j != NOBODY:
        if _is_fuller(names, j, best, k) and _ends_alike(kind, names, j, k):
            best = j
        j = chains.next_by_last[j]
    if _is_given(text, names, k):
        j = chains.by_first[kind[names.first[k]]]
        while j != NOBODY:
            best = j if _is_fuller(names, j, best, k) else best
            j = chains.next_by_first[j]
    return best


@compiled
def _is_fuller(names: Names, j: int, best: int, k: int) -> bool:
    """Say whether a name is longer than the best found for name `k`, or as long and earlier in the text."""
    more = (names.last[j] - names.first[j]) - (names.last[best] - names.first[best])
    return bool(more > 0 or (more == 0 and j < best != k))


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
