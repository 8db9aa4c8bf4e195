"""Speakers: each mention of who speaks → the fullest name that the article gives (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Text, tied
from framing.annotate.speech.kinds import (
    ANONYMOUS, BODY, IS_DETERMINER, IS_NAME, LAST, LOWER, PLURAL, ROLE, SUBJECT, THIRD,
)  # fmt: skip
from framing.annotate.speech.names import ARTICLE, HANGS, Names

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# What a holder is, codes into `HOLDERS`.
HOLDERS: Final = ("unknown", "person", "body", "role", "anonymous", "phrase")
UNKNOWN, PERSON, A_BODY, A_ROLE, NAMELESS, PHRASE = range(len(HOLDERS))
# A holder in so many tokens at most, as everything that leaves the texts.
MOST_TOKENS: Final = 6


class Mentions(NamedTuple):
    """Mentions of speakers in the order of the text, and what they resolve to; arrays of length n_mentions.

    Attributes
    ----------
    first, last : int32 arrays
        Tokens, −1 for no mention.
    at : int32 array
        Token at which the speech stands.
    holder_first, holder_last : int32 arrays
        Tokens of the name that stands for the speaker, −1 for unknown; filled in.
    what : uint8 array
        Code into `HOLDERS`; filled in.
    """

    first: Int32
    last: Int32
    at: Int32
    holder_first: Int32
    holder_last: Int32
    what: UInt8


@compiled
def resolve(text: Text, kind: Int32, document: Int32, names: Names, n_names: int, mentions: Mentions) -> None:
    """Fill in the holder of each mention; those of a document must stand in the order of the text."""
    spoke, begin, end = NOBODY, 0, 0
    for m in range(len(mentions.at)):
        of = document[mentions.at[m]]
        if m == 0 or document[mentions.at[m - 1]] != of:
            spoke = NOBODY
            while begin < n_names and document[names.first[begin]] < of:
                begin += 1
            end = begin
            while end < n_names and document[names.first[end]] == of:
                end += 1
        first, last = mentions.first[m], mentions.last[m]
        mentions.holder_first[m] = mentions.holder_last[m] = NOBODY
        mentions.what[m] = UNKNOWN
        if first == NOBODY:
            continue
        if first == last and text.word[first] & SUBJECT and not text.word[first] & IS_NAME or text.word[first] & SUBJECT and first == last:
            if text.word[first] & THIRD:
                _by_pronoun(text, names, begin, end, mentions, m, spoke)
        else:
            _by_phrase(text, kind, names, begin, end, mentions, m, spoke)
        if mentions.holder_first[m] != NOBODY and mentions.what[m] != NAMELESS:
            spoke = m


@compiled
def _give(mentions: Mentions, m: int, first: int, last: int, what: int) -> None:
    mentions.holder_first[m], mentions.holder_last[m], mentions.what[m] = first, last, what


@compiled
def _by_pronoun(text: Text, names: Names, begin: int, end: int, mentions: Mentions, m: int, spoke: int) -> None:
    """Take a pronoun for the last person who spoke, or who opened a sentence since."""
    person = _last_person(text, names, begin, end, mentions.first[m], mentions.last[spoke] if spoke != NOBODY else NOBODY)
    if person != NOBODY and not text.word[mentions.first[m]] & PLURAL:
        full = names.full[person]
        _give(mentions, m, names.first[full], names.last[full], PERSON)
    elif spoke != NOBODY:
        _give(mentions, m, mentions.holder_first[spoke], mentions.holder_last[spoke], mentions.what[spoke])


@compiled
def _last_person(text: Text, names: Names, begin: int, end: int, before: int, since: int) -> int:
    """Return the last name between two tokens that opens its sentence without an article, −1 if none."""
    found = NOBODY
    for k in range(begin, end):
        first = names.first[k]
        if first >= before:
            break
        opens = first == 0 or text.sentence[first - 1] != text.sentence[first]
        full = names.full[k]
        if first > since and opens and not names.before[k] and names.last[full] > names.first[full]:
            found = k
    return found


@compiled
def _by_phrase(text: Text, kind: Int32, names: Names, begin: int, end: int, mentions: Mentions, m: int, spoke: int) -> None:
    first, last = mentions.first[m], mentions.last[m]
    head = _head_name(names, begin, end, first, last)
    role, body, nameless, latest = NOBODY, NOBODY, False, False
    for i in range(first, last + 1):
        word = text.word[i]
        if word & ROLE and word & LOWER and role == NOBODY:
            role = i
        if word & BODY and body == NOBODY:
            body = i
        latest = latest or bool(word & LAST)
        nameless = nameless or bool(word & ANONYMOUS)
    if head != NOBODY and not names.before[head] & ARTICLE:
        full = names.full[head]
        person = names.last[full] > names.first[full] or role != NOBODY
        _give(mentions, m, names.first[full], names.last[full], PERSON if person else A_BODY)
        return
    if role != NOBODY and (body == NOBODY or role < body):
        office = _holder_of_office(text, kind, names, begin, end, role, first, last)
        if office != NOBODY and _is_definite(text, first):
            full = names.full[office]
            _give(mentions, m, names.first[full], names.last[full], PERSON)
            return
    if latest and spoke != NOBODY and head == NOBODY and last - first <= 2:  # noqa: PLR2004
        _give(mentions, m, mentions.holder_first[spoke], mentions.holder_last[spoke], mentions.what[spoke])
        return
    if head != NOBODY and names.first[head] <= first + 1:
        _give(mentions, m, names.first[head], min(last, names.first[head] + MOST_TOKENS - 1), A_BODY)
        return
    what = NAMELESS if nameless and not _is_definite(text, first) else A_BODY if body != NOBODY else A_ROLE if role != NOBODY else PHRASE
    _give(mentions, m, first, min(last, first + MOST_TOKENS - 1), what)


@compiled
def _is_definite(text: Text, first: int) -> bool:
    return bool(text.word[first] & IS_DETERMINER) and not text.word[first] & ANONYMOUS


@compiled
def _head_name(names: Names, begin: int, end: int, first: int, last: int) -> int:
    """Return the name that a phrase is about: one that hangs on no preposition, the longest, the last of equals."""
    found, best = NOBODY, -1
    for k in range(begin, end):
        if names.first[k] > last:
            break
        inside = names.first[k] >= first and names.last[k] <= last
        hangs = names.before[k] & HANGS and names.first[k] > first + 1
        if inside and not hangs:
            length = (names.last[k] - names.first[k]) * 2 + (0 if names.before[k] & ARTICLE else 1)
            if length >= best:
                found, best = k, length
    return found


@compiled
def _holder_of_office(text: Text, kind: Int32, names: Names, begin: int, end: int, role: int, first: int, last: int) -> int:
    """Return the person with an office: the last one named so before the mention, else the first behind it."""
    found = NOBODY
    for k in range(begin, end):
        if names.office[k] == kind[role] and _agrees(text, kind, names, k, first, last):
            if names.first[k] > last and found != NOBODY:
                break
            found = k
            if names.first[k] > last:
                break
    return found


@compiled
def _agrees(text: Text, kind: Int32, names: Names, k: int, first: int, last: int) -> bool:
    """Say whether every name in a mention ("ministre de l'Intérieur") stands near the person as well."""
    low, high = max(0, names.first[k] - 12), min(len(kind), names.last[k] + 12)
    for i in range(first, last + 1):
        if text.word[i] & IS_NAME and i > first:
            near = False
            for j in range(low, high):
                near = near or kind[j] == kind[i]
            if not near:
                return False
    return True
