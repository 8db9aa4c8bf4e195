"""Names: every name of a document, and what precedes it (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.appositions import is_office
from framing.annotate.speech.bits import (
    ACCORDING,
    ACRONYM,
    AGENTS,
    DOMAIN,
    GOVERNORS,
    HER,
    HIS,
    IS_DETERMINER,
    IS_FUNCTION,
    IS_NAME,
    IS_OF,
    IS_SUBORDINATOR,
    LOWER,
    ORDINARY,
    QUE,
    SUBJECT,
    TITLED,
)
from framing.annotate.speech.text import NOBODY, Text, tied, word_before

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

# Longest name, in tokens: given names, particles, surnames.
LONGEST_NAME: Final = 5
# What stands before a name, bits.
ARTICLE, HANGS, TITLE = 1, 2, 4
# A name of an ordinary word and a complement, a bit of the same: "Islam de France", no person unless a title or an office says so.
THING = 8
# Genders, bits.
MALE, FEMALE = 1, 2
# A name of three words behind an article may be a group and a person: "le chef des Insoumis Jeanne Martin" …
_GROUP_AND_PERSON: Final = 3
# … if an office stands so few words before it: "le chef de file des".
_OFFICE_AT: Final = 6
# A capitalised word of these classes is the first of its sentence, an office or a body.
_NO_NAME: Final = IS_FUNCTION | IS_SUBORDINATOR | SUBJECT | QUE | ACCORDING | TITLED | AGENTS | DOMAIN


class Names(NamedTuple):
    """Names of a partition in the order of the text, int64 arrays of length n_names.

    Attributes
    ----------
    first, last : arrays
        Tokens.
    before : array
        Bits: ARTICLE, HANGS (on a preposition), TITLE, THING.
    full : array
        Number of the fullest name of the same document that ends alike.
    office : array
        Token of the noun that says what the person is (ministre), −1 for none; known of one mention, known of the fullest name.
    long_first, long_last : arrays
        Tokens of what the fullest name stands for: its own, or the words of an acronym.
    gender : array
        Bits of the fullest name, by a title, a given name or the article of its office; 0 where nothing tells it.
    """

    first: Int64
    last: Int64
    before: Int64
    full: Int64
    office: Int64
    long_first: Int64
    long_last: Int64
    gender: Int64


@compiled
def find_names(text: Text, names: Names, limit: int) -> int:
    """Fill in first, last and before.

    Parameters
    ----------
    text : Text
    names : Names
    limit : int
        How many there is room for.

    Returns
    -------
    int
        How many there are.
    """
    n = behind = 0
    for i in range(len(text.word)):
        if i < behind or n >= limit or not _begins(text, i):
            continue
        first, last = i, _end_of_name(text, i)
        before = _what_precedes(text, i, last)
        behind = last + 1
        if n + 1 < limit and behind - first == _GROUP_AND_PERSON and _is_group(text, i, before):
            names.first[n], names.last[n], names.before[n] = i, i, before
            n, first, before = n + 1, i + 1, 0
        else:
            first = _begin_of_person(text, i, last, before)
            before = before if first == i else 0
        names.first[n], names.last[n], names.before[n] = first, last, before
        n += 1
    return n


@compiled
def _is_group(text: Text, i: int, before: int) -> bool:
    """Say whether the first word of a name is the group whose head the others name: "des *Insoumis* Jeanne Martin"."""
    if not before & (ARTICLE | HANGS) or not text.word[i + 1] & IS_NAME:
        return False
    k = i
    while k > 0 and i - k < _OFFICE_AT and tied(text, k):
        k -= 1
        if is_office(text.word[k]):
            return True
    return False


@compiled
def _begin_of_person(text: Text, i: int, last: int, before: int) -> int:
    """Return where the person's name begins within capitalised words: "le député Insoumis *François Ruffin*", "au Figaro *Nadia R*"."""
    if text.word[i] & (HIS | HER) or before & TITLE:
        return i
    for j in range(i + 1, last):
        if text.word[j] & (HIS | HER) and not text.word[j] & IS_DETERMINER:
            hangs = before & (ARTICLE | HANGS) and not text.told[i] & ORDINARY
            free = not before & (ARTICLE | HANGS) and text.told[i] & ORDINARY
            return j if hangs or free or is_office(word_before(text, i)) else i
    return i


@compiled
def _begins(text: Text, i: int) -> bool:
    word = text.word[i]
    return bool(word & IS_NAME and (not word & _NO_NAME or word_before(text, i) & TITLED))


@compiled
def _end_of_name(text: Text, i: int) -> int:
    last, k = i, i + 1
    while k < len(text.word) and k - i < LONGEST_NAME and tied(text, k):
        word, previous = text.word[k], text.word[last]
        if previous & DOMAIN or (previous & ACRONYM and not word & ACRONYM):
            break
        if word & IS_NAME and not word & SUBJECT:
            last = k
        elif not (word & IS_OF and word & LOWER):
            break
        k += 1
    return last


@compiled
def _is_part_of_name(text: Text, i: int) -> bool:
    """Say whether a capitalised word before another one is no person's name: *France* Insoumise."""
    word = word_before(text, i)
    return bool(word & DOMAIN and word & IS_NAME)


@compiled
def _what_precedes(text: Text, i: int, last: int) -> int:
    found, begins = 0, i
    if word_before(text, i) & TITLED:
        found, i = TITLE, i - 1
    elif not text.word[i] & (HIS | HER) and i == last:
        while _is_part_of_name(text, i):  # "la France insoumise"
            i -= 1
    if word_before(text, i) & IS_DETERMINER and not text.word[i - 1] & IS_OF:
        found, i = found | ARTICLE, i - 1
    if begins < last and text.told[begins] & ORDINARY and text.word[begins + 1] & IS_OF:
        found |= THING
    return found | HANGS if word_before(text, i) & GOVERNORS else found


@compiled
def gender_of(word: int) -> int:
    """Return the genders that a word tells, bits."""
    return (MALE if word & HIS else 0) | (FEMALE if word & HER else 0)


@compiled
def agree(gender: int, allowed: int) -> bool:
    """Say whether genders allow each other; none told allows all."""
    return bool(gender == 0 or allowed == 0 or gender & allowed)


@compiled
def is_full(names: Names, k: int) -> bool:
    """Say whether the fullest form of a name has several words."""
    full = names.full[k]
    return bool(names.last[full] > names.first[full] and not names.before[full] & THING)


@compiled
def is_somebody(names: Names, k: int) -> bool:
    """Say whether a name can be a person's: it has several words, a title or an office."""
    full = names.full[k]
    known = names.office[full] != NOBODY or names.gender[full] != 0
    return bool(is_full(names, k) or names.before[k] & TITLE or known)
