"""Speakers: each mention of who speaks → the fullest name that the article gives (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ACRONYM,
    CLITIC,
    CONJUGATED,
    FEMININE,
    HER,
    HIS,
    IS_COORDINATOR,
    IS_NAME,
    IS_POSSESSIVE,
    LOWER,
    MANY,
    PLURAL,
    SUBJECT,
    THIRD,
)
from framing.annotate.speech.mentions import (
    A_BODY,
    A_ROLE,
    NAMELESS,
    PERSON,
    PHRASE,
    UNKNOWN,
    Mentions,
    Phrase,
    Spoke,
    read_phrase,
)
from framing.annotate.speech.names import ARTICLE, HANGS, TITLE, Names
from framing.annotate.speech.offices import is_free_person, is_full, person_beside, person_in_office
from framing.annotate.speech.text import NOBODY, Text, tied

Int32 = NDArray[np.int32]

# A holder in so many tokens at most, as everything that leaves the texts.
MOST_TOKENS: Final = 6
# "ce dernier", "le tout dernier": so few words behind the first.
_LATTER: Final = 2
# "le ministère": a body that is known has one word behind its article.
_BARE_BODY: Final = 1
# A name is that of a body if it opens the phrase, or stands behind an article.
_NAME_AT: Final = 1
_NOBODY_KNOWN: Final = (NOBODY, NOBODY, UNKNOWN)
_ACTS: Final = CONJUGATED | CLITIC


@compiled
def resolve(text: Text, kind: Int32, document: Int32, names: Names, mentions: Mentions) -> None:
    """Fill in the holder of each mention.

    Parameters
    ----------
    text : Text
    kind : int32 array, length n_tokens
        Types.
    document : int32 array, length n_tokens
    names : Names
    mentions : Mentions
        Those of a document in the order of the text.
    """
    begin = end = 0
    spoke = Spoke(NOBODY, NOBODY, UNKNOWN, NOBODY)
    for m in range(len(mentions.at)):
        of = document[mentions.at[m]]
        if m == 0 or document[mentions.at[m - 1]] != of:
            spoke = Spoke(NOBODY, NOBODY, UNKNOWN, NOBODY)
            begin, end = _names_of(document, names, of, end)
        first, last = mentions.first[m], mentions.last[m]
        a, b, what = _speaker(text, kind, names, begin, end, first, last, spoke)
        mentions.holder_first[m], mentions.holder_last[m], mentions.what[m] = a, b, what
        if a != NOBODY:
            spoke = Spoke(a, b, what, max(last, mentions.until[m]))


@compiled
def _names_of(document: Int32, names: Names, of: int, begin: int) -> tuple[int, int]:
    """Return the first name of a document and the one after its last."""
    while begin < len(names.first) and document[names.first[begin]] < of:
        begin += 1
    end = begin
    while end < len(names.first) and document[names.first[end]] == of:
        end += 1
    return begin, end


@compiled
def _speaker(
    text: Text, kind: Int32, names: Names, begin: int, end: int, first: int, last: int, spoke: Spoke
) -> tuple[int, int, int]:
    """Return first and last token of who a mention means, and what they are."""
    if first == NOBODY:
        return _NOBODY_KNOWN
    if first == last and text.word[first] & THIRD:
        return _by_pronoun(text, names, begin, end, first, spoke)
    if first == last and text.word[first] & SUBJECT:
        return _NOBODY_KNOWN
    return _by_phrase(text, kind, names, begin, end, read_phrase(text, first, last), spoke)


@compiled
def _in_full(names: Names, k: int, what: int) -> tuple[int, int, int]:
    full = names.full[k]
    return names.first[full], names.last[full], what


@compiled
def _by_pronoun(
    text: Text, names: Names, begin: int, end: int, pronoun: int, spoke: Spoke
) -> tuple[int, int, int]:
    """Take a pronoun for the last one who spoke, or for the person who was a subject since, if it fits."""
    fits = spoke.first != NOBODY and _fits(text, spoke, pronoun)
    person = _last_person(text, names, begin, end, pronoun, spoke.since if fits else NOBODY)
    if person != NOBODY and not text.word[pronoun] & PLURAL:
        return _in_full(names, person, PERSON)
    return (spoke.first, spoke.last, spoke.what) if fits else _NOBODY_KNOWN


@compiled
def _fits(text: Text, spoke: Spoke, pronoun: int) -> bool:
    """Say whether number and gender of a pronoun allow the one who spoke; a name tells neither."""
    plural = bool(text.word[spoke.first] & MANY)
    for i in range(spoke.first, spoke.last + 1):
        plural = plural or bool(text.word[i] & IS_COORDINATOR and text.word[i] & LOWER)
    if plural != bool(text.word[pronoun] & PLURAL):
        return False
    return _is_of_gender(text, spoke.first, pronoun)


@compiled
def _is_of_gender(text: Text, i: int, pronoun: int) -> bool:
    """Say whether an article, a title or a given name allows the gender of a pronoun."""
    return not text.word[i] & (HIS if text.word[pronoun] & FEMININE else HER)


@compiled
def _last_person(text: Text, names: Names, begin: int, end: int, pronoun: int, since: int) -> int:
    """Return the last person between a token and a pronoun who is a subject and may be meant."""
    found = NOBODY
    for k in range(begin, end):
        first = names.first[k]
        if first >= pronoun:
            break
        fits = first > since and _is_of_gender(text, names.first[names.full[k]], pronoun)
        if fits and is_free_person(names, k) and _is_subject(text, first, names.last[k]):
            found = k
    return found


@compiled
def _is_subject(text: Text, first: int, last: int) -> bool:
    """Say whether a name opens its sentence, or stands beside a verb."""
    if first == 0 or text.sentence[first - 1] != text.sentence[first]:
        return True
    if last + 1 < len(text.word) and tied(text, last + 1) and text.word[last + 1] & _ACTS:
        return True
    return tied(text, first) and text.verb[first - 1] > 0


@compiled
def _by_phrase(
    text: Text, kind: Int32, names: Names, begin: int, end: int, phrase: Phrase, spoke: Spoke
) -> tuple[int, int, int]:
    """Take a phrase for its name, for the name beside it, for who has its office, or for its own words."""
    head = _head_name(text, names, begin, end, phrase)
    if head != NOBODY and _names_speaker(text, names, head, phrase):
        person = is_full(names, head) or phrase.office or names.before[head] & TITLE
        return _in_full(names, head, PERSON if person else A_BODY)
    person = NOBODY
    if phrase.body == NOBODY:
        person = person_beside(text, names, begin, end, phrase.last)
    latter = phrase.latest and head == NOBODY and phrase.last - phrase.first <= _LATTER
    if person == NOBODY and latter and spoke.first != NOBODY:
        return spoke.first, spoke.last, spoke.what
    if person == NOBODY and phrase.office and phrase.definite:
        person = person_in_office(text, kind, names, begin, end, phrase)
    if person != NOBODY:
        return _in_full(names, person, PERSON)
    return _unnamed(text, names, head, phrase, spoke)


@compiled
def _head_name(text: Text, names: Names, begin: int, end: int, phrase: Phrase) -> int:
    """Return the name that a phrase is about: one that hangs on no preposition, the longest, the last of equals."""
    found, best = NOBODY, -1
    for k in range(begin, end):
        first, last = names.first[k], names.last[k]
        if first > phrase.last:
            break
        if first < phrase.first or last > phrase.last or _hangs(text, names, k, phrase):
            continue
        length = (last - first) * 2 + (0 if names.before[k] & ARTICLE else 1)
        if length >= best:
            found, best = k, length
    return found


@compiled
def _hangs(text: Text, names: Names, k: int, phrase: Phrase) -> bool:
    """Say whether a name within a phrase hangs on a preposition, or owns what follows it."""
    owns = names.last[k] < phrase.last and text.word[names.last[k] + 1] & IS_POSSESSIVE
    return bool(owns or (names.before[k] & HANGS and names.first[k] > phrase.first + _NAME_AT))


@compiled
def _names_speaker(text: Text, names: Names, head: int, phrase: Phrase) -> bool:
    """Say whether the name of a phrase is the speaker's, and not that of a body they belong to."""
    first, before = names.first[head], names.before[head]
    if before & ARTICLE:
        return False
    if before & TITLE or first == phrase.first:
        return True
    if names.last[head] > first:
        return phrase.office or phrase.body == NOBODY
    return phrase.office and not text.word[first] & ACRONYM


@compiled
def _unnamed(text: Text, names: Names, head: int, phrase: Phrase, spoke: Spoke) -> tuple[int, int, int]:
    """Take a phrase for the body that spoke last, for the body it names, or for its own words."""
    first, last = phrase.first, phrase.last
    body = phrase.body != NOBODY
    known = body and phrase.definite and last - first <= _BARE_BODY and spoke.what == A_BODY
    if known and text.word[spoke.first] & IS_NAME:
        return spoke.first, spoke.last, A_BODY
    if head != NOBODY and names.first[head] <= first + _NAME_AT:
        return names.first[head], min(last, names.first[head] + MOST_TOKENS - 1), A_BODY
    until = min(last, first + MOST_TOKENS - 1)
    if phrase.nameless and not phrase.definite:
        return first, until, NAMELESS
    return first, until, A_BODY if body else A_ROLE if phrase.role != NOBODY else PHRASE
