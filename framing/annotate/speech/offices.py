"""Offices: the person in the article who has the office that a mention gives, "la ministre" (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ARTICLES,
    CHARGE,
    CONJUGATED,
    COUNTRY,
    DOMAIN,
    IS_ADJECTIVE,
    IS_EARLY,
    IS_NAME,
    IS_PREPOSITION,
    LOWER,
    MANY,
    QUE,
    ROLE,
    SUBJECT,
)
from framing.annotate.speech.mentions import Phrase
from framing.annotate.speech.names import ARTICLE, HANGS, TITLE, Names
from framing.annotate.speech.text import COMMA, NOBODY, SPACE, Text

Int32 = NDArray[np.int32]

# Words between an office and the name that follows its comma: "la secrétaire d'État à l'Égalité, X".
_BESIDE: Final = 10
# Words around a name in which its country stands …
_NEARBY: Final = 12
# … and behind an office its field.
_PHRASE: Final = 6
_NEW_CLAUSE: Final = CONJUGATED | QUE | SUBJECT
_HEADS: Final = ARTICLES | IS_PREPOSITION


@compiled
def is_full(names: Names, k: int) -> bool:
    """Say whether the fullest form of a name has several words."""
    full = names.full[k]
    return bool(names.last[full] > names.first[full])


@compiled
def is_free_person(names: Names, k: int) -> bool:
    """Say whether a name is a person's, by its words or a title before it, and hangs on nothing."""
    return not names.before[k] & (ARTICLE | HANGS) and (names.before[k] & TITLE > 0 or is_full(names, k))


@compiled
def person_beside(text: Text, names: Names, begin: int, end: int, last: int) -> int:
    """Return the full name between commas behind a phrase: "le maire de la ville, Jeanne Martin,"; −1 if none.

    Parameters
    ----------
    text : Text
    names : Names
    begin, end : int
        The names of the document.
    last : int
        The last token of the phrase.
    """
    i = _next_comma(text, last)
    if i == NOBODY:
        return NOBODY
    for k in range(begin, end):
        if names.first[k] == i:
            return k if is_full(names, k) and not names.before[k] & (ARTICLE | HANGS) else NOBODY
    return NOBODY


@compiled
def _next_comma(text: Text, last: int) -> int:
    """Return the token behind the comma that ends a phrase; −1 if a clause or another mark comes first."""
    i = last + 1
    while i < len(text.word) and text.sentence[i] == text.sentence[last] and i - last <= _BESIDE:
        if text.before[i] > SPACE:
            break
        word = text.word[i]
        if word & _NEW_CLAUSE and word & LOWER and not text.word[i - 1] & _HEADS:
            return NOBODY
        i += 1
    inside = i < len(text.word) and text.sentence[i] == text.sentence[last]
    return i if inside and text.before[i] == COMMA else NOBODY


@compiled
def person_in_office(text: Text, kind: Int32, names: Names, begin: int, end: int, phrase: Phrase) -> int:
    """Return the person with the office of a definite mention, or who may well have it; −1 for none.

    Parameters
    ----------
    text : Text
    kind : int32 array, length n_tokens
        Types.
    names : Names
    begin, end : int
        The names of the document.
    phrase : Phrase
    """
    found = _named_in_office(text, kind, names, begin, end, phrase)
    if found != NOBODY or text.word[phrase.first] & MANY or _has_name(text, phrase):
        return found
    return _last_mentioned(text, kind, names, begin, end, phrase)


@compiled
def _has_name(text: Text, phrase: Phrase) -> bool:
    for i in range(phrase.first + 1, phrase.last + 1):
        if text.word[i] & IS_NAME and not text.word[i] & (DOMAIN | ROLE):
            return True
    return False


@compiled
def _named_in_office(text: Text, kind: Int32, names: Names, begin: int, end: int, phrase: Phrase) -> int:
    """Return the person with an office: the last one named so before the mention, else the first behind it."""
    found = NOBODY
    for k in range(begin, end):
        behind = names.first[k] > phrase.last
        if behind and found != NOBODY:
            break
        office = names.office[k]
        if office != NOBODY and kind[office] == kind[phrase.role] and _agrees(text, kind, names, k, phrase):
            found = k
    return found


@compiled
def _agrees(text: Text, kind: Int32, names: Names, k: int, phrase: Phrase) -> bool:
    """Say whether names and adjectives of a mention ("ministre russe de l'Intérieur") stand near the person as well."""
    office = names.office[k]
    low, high = min(office, names.first[k]), min(len(kind), max(office + _PHRASE, names.last[k] + 1))
    for i in range(phrase.first + 1, phrase.last + 1):
        word = text.word[i]
        tells = word & IS_NAME or (word & IS_ADJECTIVE and not word & (IS_EARLY | ROLE))
        if tells and not _stands_in(kind, kind[i], low, high):
            return False
    return True


@compiled
def _stands_in(kind: Int32, sought: int, low: int, high: int) -> bool:
    """Say whether a word stands in a stretch."""
    for i in range(low, high):
        if kind[i] == sought:
            return True
    return False


@compiled
def _last_mentioned(text: Text, kind: Int32, names: Names, begin: int, end: int, phrase: Phrase) -> int:
    """Return the last person before a mention who may have its office, rather one who comes again or has any office."""
    found = rather = NOBODY
    for k in range(begin, end):
        if names.first[k] >= phrase.first:
            break
        if _may_have_office(text, kind, names, k, phrase):
            found = k
            if names.office[names.full[k]] != NOBODY or _comes_again(names, begin, end, names.full[k]):
                rather = k
    return rather if rather != NOBODY else found


@compiled
def _may_have_office(text: Text, kind: Int32, names: Names, k: int, phrase: Phrase) -> bool:
    """Say whether a name is a person's who has no other charge (a *maire* is no *procureur*) or country."""
    if not is_free_person(names, k):
        return False
    office = names.office[names.full[k]]
    other = office != NOBODY and kind[office] != kind[phrase.role]
    if other and text.word[office] & CHARGE and text.word[phrase.role] & CHARGE:
        return False
    return _is_of_country(text, kind, names, k, phrase)


@compiled
def _comes_again(names: Names, begin: int, end: int, full: int) -> bool:
    """Say whether a person is named more than once."""
    again = 0
    for k in range(begin, end):
        again += names.full[k] == full
    return again > 1


@compiled
def _is_of_country(text: Text, kind: Int32, names: Names, k: int, phrase: Phrase) -> bool:
    """Say whether the country in a mention ("ministre russe") stands near the person as well."""
    low, high = max(0, names.first[k] - _NEARBY), min(len(kind), names.last[k] + _NEARBY)
    for i in range(phrase.role + 1, phrase.last + 1):
        country = text.word[i] & COUNTRY and text.word[i] & LOWER
        if country and not _stands_in(kind, kind[i], low, high):
            return False
    return True
