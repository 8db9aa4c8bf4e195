"""Speakers: each mention of who speaks → the fullest name that the article gives (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Text, tied
from framing.annotate.speech.kinds import (
    ACRONYM,
    ANONYMOUS,
    BODY,
    CHARGE,
    CLITIC,
    COUNTRY,
    DEFINITE,
    DOMAIN,
    FEMININE,
    HER,
    HIS,
    IS_ADJECTIVE,
    IS_AUXILIARY,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_EARLY,
    IS_NAME,
    IS_POSSESSIVE,
    IS_PREPOSITION,
    LAST,
    LOWER,
    MANY,
    PLURAL,
    QUE,
    ROLE,
    SUBJECT,
    THIRD,
    VERB,
)  # fmt: skip
from framing.annotate.speech.names import ARTICLE, HANGS, TITLE, Names
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# What a holder is, codes into `HOLDERS`.
HOLDERS: Final = ("unknown", "person", "body", "role", "anonymous", "phrase")
UNKNOWN, PERSON, A_BODY, A_ROLE, NAMELESS, PHRASE = range(len(HOLDERS))
# A holder in so many tokens at most, as everything that leaves the texts.
MOST_TOKENS: Final = 6
# Words between an office and the name that follows its comma: "la secrétaire d'État à l'Égalité, X".
_BESIDE: Final = 10
# Words around a name in which its office, field and country stand.
_NEARBY: Final = 12
_PHRASE: Final = 6


class Mentions(NamedTuple):
    """Mentions of speakers in the order of the text, and what they resolve to; arrays of length n_mentions.

    Attributes
    ----------
    first, last : int32 arrays
        Tokens, −1 for no mention.
    at, until : int32 arrays
        First and last token of the speech.
    holder_first, holder_last : int32 arrays
        Tokens of the name that stands for the speaker, −1 for unknown; filled in.
    what : uint8 array
        Code into `HOLDERS`; filled in.
    """

    first: Int32
    last: Int32
    at: Int32
    until: Int32
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
        if first == last and text.word[first] & (SUBJECT | THIRD):
            if text.word[first] & THIRD:
                _by_pronoun(text, names, begin, end, mentions, m, spoke)
        else:
            _by_phrase(text, kind, names, begin, end, mentions, m, spoke)
        if mentions.holder_first[m] != NOBODY:
            spoke = m


@compiled
def _give(mentions: Mentions, m: int, first: int, last: int, what: int) -> None:
    mentions.holder_first[m], mentions.holder_last[m], mentions.what[m] = first, last, what


@compiled
def _by_pronoun(
    text: Text, names: Names, begin: int, end: int, mentions: Mentions, m: int, spoke: int
) -> None:
    """Take a pronoun for the last one who spoke, or for the person who was a subject since, if it fits."""
    pronoun = mentions.first[m]
    if spoke != NOBODY and not _fits(text, mentions, spoke, pronoun):
        spoke = NOBODY
    since = max(mentions.last[spoke], mentions.until[spoke]) if spoke != NOBODY else NOBODY
    person = _last_person(text, names, begin, end, pronoun, since)
    if person != NOBODY and not text.word[pronoun] & PLURAL:
        full = names.full[person]
        _give(mentions, m, names.first[full], names.last[full], PERSON)
    elif spoke != NOBODY:
        _give(mentions, m, mentions.holder_first[spoke], mentions.holder_last[spoke], mentions.what[spoke])


@compiled
def _fits(text: Text, mentions: Mentions, spoke: int, pronoun: int) -> bool:
    """Say whether number and gender of a pronoun allow the one who spoke; a name tells neither."""
    first, last = mentions.holder_first[spoke], mentions.holder_last[spoke]
    plural = bool(text.word[first] & MANY)
    for i in range(first, last + 1):
        plural = plural or bool(text.word[i] & IS_COORDINATOR and text.word[i] & LOWER)
    if plural != bool(text.word[pronoun] & PLURAL):
        return False
    feminine = bool(text.word[pronoun] & FEMININE)
    return not (text.word[first] & (HIS if feminine else HER))


@compiled
def _last_person(text: Text, names: Names, begin: int, end: int, before: int, since: int) -> int:
    """Return the last full name between two tokens that is a subject: it opens its sentence, or a verb follows it."""
    found = NOBODY
    for k in range(begin, end):
        first, full = names.first[k], names.full[k]
        if first >= before:
            break
        if first <= since or names.before[k] & (ARTICLE | HANGS) or not _is_person(names, k, full):
            continue
        opens = first == 0 or text.sentence[first - 1] != text.sentence[first]
        behind = names.last[k] + 1
        acts = (
            behind < len(text.word)
            and tied(text, behind)
            and text.word[behind] & (VERB | IS_AUXILIARY | IS_COPULA | CLITIC) > 0
        )
        acts = acts or (first > 0 and tied(text, first) and text.verb[first - 1] > 0)
        fits = not text.word[names.first[full]] & (HIS if text.word[before] & FEMININE else HER)
        if (opens or acts) and fits:
            found = k
    return found


@compiled
def _by_phrase(
    text: Text, kind: Int32, names: Names, begin: int, end: int, mentions: Mentions, m: int, spoke: int
) -> None:
    first, last = mentions.first[m], mentions.last[m]
    head = _head_name(text, names, begin, end, first, last)
    role, body, nameless, latest = NOBODY, NOBODY, False, False
    for i in range(first, last + 1):
        word = text.word[i]
        if word & ROLE and word & LOWER and role == NOBODY:
            role = i
        if word & BODY and body == NOBODY:
            body = i
        latest = latest or bool(word & LAST)
        nameless = nameless or bool(word & ANONYMOUS)
    office = role != NOBODY and (body == NOBODY or role < body)
    alone = head != NOBODY and names.last[head] == names.first[head]
    acronym = alone and text.word[names.first[head]] & ACRONYM
    named = (
        head != NOBODY
        and not names.before[head] & ARTICLE
        and (
            not alone or first == names.first[head] or names.before[head] & TITLE or (office and not acronym)
        )
    )
    if named and (body == NOBODY or office or first == names.first[head] or names.before[head] & TITLE):
        full = names.full[head]
        person = names.last[full] > names.first[full] or office or names.before[head] & TITLE
        _give(mentions, m, names.first[full], names.last[full], PERSON if person else A_BODY)
        return
    beside = _beside(text, names, begin, end, last)
    if beside != NOBODY and body == NOBODY:
        full = names.full[beside]
        _give(mentions, m, names.first[full], names.last[full], PERSON)
        return
    definite = _is_definite(text, first)
    if latest and spoke != NOBODY and head == NOBODY and last - first <= 2:
        _give(mentions, m, mentions.holder_first[spoke], mentions.holder_last[spoke], mentions.what[spoke])
        return
    if office and definite:
        person = _holder_of_office(text, kind, names, begin, end, role, first, last)
        if person == NOBODY and not text.word[first] & MANY and not _has_name(text, first, last):
            person = _last_mentioned(text, kind, names, begin, end, first, role, last)
        if person != NOBODY:
            full = names.full[person]
            _give(mentions, m, names.first[full], names.last[full], PERSON)
            return
    if (
        body != NOBODY
        and definite
        and last - first <= 1
        and spoke != NOBODY
        and mentions.what[spoke] == A_BODY
        and text.word[mentions.holder_first[spoke]] & IS_NAME
    ):
        _give(mentions, m, mentions.holder_first[spoke], mentions.holder_last[spoke], A_BODY)
        return
    if head != NOBODY and names.first[head] <= first + 1:
        _give(mentions, m, names.first[head], min(last, names.first[head] + MOST_TOKENS - 1), A_BODY)
        return
    what = (
        NAMELESS
        if nameless and not definite
        else A_BODY
        if body != NOBODY
        else A_ROLE
        if role != NOBODY
        else PHRASE
    )
    _give(mentions, m, first, min(last, first + MOST_TOKENS - 1), what)


@compiled
def _has_name(text: Text, first: int, last: int) -> bool:
    for i in range(first + 1, last + 1):
        if text.word[i] & IS_NAME and not text.word[i] & (DOMAIN | ROLE):
            return True
    return False


@compiled
def _beside(text: Text, names: Names, begin: int, end: int, last: int) -> int:
    """Return the full name between commas behind a phrase: "le maire de la ville, Jeanne Martin,"; −1 if none."""
    i = last + 1
    while (
        i < len(text.word)
        and i - last <= _BESIDE
        and text.sentence[i] == text.sentence[last]
        and text.before[i] <= BEFORE.SPACE
    ):
        headless = text.word[i - 1] & (IS_PREPOSITION | IS_DETERMINER | IS_CONTRACTED)
        if (
            text.word[i] & (VERB | IS_AUXILIARY | IS_COPULA | QUE | SUBJECT)
            and text.word[i] & LOWER
            and not headless
        ):
            return NOBODY
        i += 1
    if i >= len(text.word) or text.sentence[i] != text.sentence[last] or text.before[i] != BEFORE.COMMA:
        return NOBODY
    for k in range(begin, end):
        if names.first[k] == i:
            long = names.last[names.full[k]] > names.first[names.full[k]]
            return k if long and not names.before[k] & (ARTICLE | HANGS) else NOBODY
    return NOBODY


@compiled
def _last_mentioned(
    text: Text, kind: Int32, names: Names, begin: int, end: int, before: int, role: int, last: int
) -> int:
    """Return the last full name before a token that hangs on nothing and may have an office; rather a person's.

    Rather one that comes again or has an office; never one with another charge (a *maire* is no *procureur*), or another country's.
    """
    found = rather = NOBODY
    for k in range(begin, end):
        if names.first[k] >= before:
            break
        full = names.full[k]
        if names.before[k] & (ARTICLE | HANGS) or not _is_person(names, k, full):
            continue
        office = names.office[full]
        other = (
            office != NOBODY
            and kind[office] != kind[role]
            and text.word[office] & CHARGE
            and text.word[role] & CHARGE
        )
        if other or not _of_country(text, kind, names, k, role, last):
            continue
        again = 0
        for j in range(begin, end):
            again += names.full[j] == full
        found = k
        if again > 1 or office != NOBODY:
            rather = k
    return rather if rather != NOBODY else found


@compiled
def _is_person(names: Names, k: int, full: int) -> bool:
    """Say whether a name has two words or more, or a title."""
    return bool(names.last[full] > names.first[full] or names.before[k] & TITLE)


@compiled
def _is_definite(text: Text, first: int) -> bool:
    """Say whether an article points at somebody known: "le ministre", not "une source"."""
    return bool(text.word[first] & DEFINITE) and not text.word[first] & (ANONYMOUS | IS_CONTRACTED)


@compiled
def _head_name(text: Text, names: Names, begin: int, end: int, first: int, last: int) -> int:
    """Return the name that a phrase is about: one that hangs on no preposition, the longest, the last of equals."""
    found, best = NOBODY, -1
    for k in range(begin, end):
        if names.first[k] > last:
            break
        inside = names.first[k] >= first and names.last[k] <= last
        owns = names.last[k] < last and text.word[names.last[k] + 1] & IS_POSSESSIVE
        hangs = owns or (names.before[k] & HANGS and names.first[k] > first + 1)
        if inside and not hangs:
            length = (names.last[k] - names.first[k]) * 2 + (0 if names.before[k] & ARTICLE else 1)
            if length >= best:
                found, best = k, length
    return found


@compiled
def _holder_of_office(
    text: Text, kind: Int32, names: Names, begin: int, end: int, role: int, first: int, last: int
) -> int:
    """Return the person with an office: the last one named so before the mention, else the first behind it."""
    found = NOBODY
    for k in range(begin, end):
        if (
            names.office[k] != NOBODY
            and kind[names.office[k]] == kind[role]
            and _agrees(text, kind, names, k, first, last)
        ):
            if names.first[k] > last and found != NOBODY:
                break
            found = k
            if names.first[k] > last:
                break
    return found


@compiled
def _of_country(text: Text, kind: Int32, names: Names, k: int, role: int, last: int) -> bool:
    """Say whether the country in a mention ("ministre russe") stands near the person as well."""
    low, high = max(0, names.first[k] - _NEARBY), min(len(kind), names.last[k] + _NEARBY)
    for i in range(role + 1, last + 1):
        if text.word[i] & COUNTRY and text.word[i] & LOWER:
            near = False
            for j in range(low, high):
                near = near or kind[j] == kind[i]
            if not near:
                return False
    return True


@compiled
def _agrees(text: Text, kind: Int32, names: Names, k: int, first: int, last: int) -> bool:
    """Say whether names and adjectives of a mention ("ministre russe de l'Intérieur") stand near the person as well."""
    office = names.office[k]
    low, high = min(office, names.first[k]), min(len(kind), max(office + _PHRASE, names.last[k] + 1))
    for i in range(first, last + 1):
        tells = text.word[i] & IS_NAME or (
            text.word[i] & IS_ADJECTIVE and not text.word[i] & (IS_EARLY | ROLE)
        )
        if tells and i > first:
            near = False
            for j in range(low, high):
                near = near or kind[j] == kind[i]
            if not near:
                return False
    return True
