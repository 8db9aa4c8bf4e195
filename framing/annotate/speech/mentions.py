"""Mentions: the words for who speaks, and what they tell of it (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.appositions import is_office
from framing.annotate.speech.bits import (
    ANONYMOUS,
    BODY,
    DEFINITE,
    GOVERNORS,
    HEAD_LAST,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_OF,
    LAST,
    LOWER,
    MANY,
    POINTS,
)
from framing.annotate.speech.text import NOBODY, Text, tied
from framing.annotate.tokens import HOLDERS

Int64 = NDArray[np.int64]

# A holder in so many tokens at most, as everything that leaves the texts.
MOST_TOKENS: Final = 6
# What a holder is, codes into `HOLDERS`.
UNKNOWN, PERSON, A_BODY, A_ROLE, NAMELESS, PHRASE = range(len(HOLDERS))


class Mentions(NamedTuple):
    """Mentions of speakers in the order of the text, and what they resolve to; int64 arrays of length n_mentions.

    Attributes
    ----------
    first, last : arrays
        Tokens, −1 for no mention.
    at, until : arrays
        First and last token of the speech.
    holder_first, holder_last : arrays
        Tokens of the name that stands for the speaker, −1 for unknown; filled in.
    what : array
        Code into `HOLDERS`; filled in.
    carried : array
        1 where no cue stands near the speech, and the mention, if any, is that of speech before it.
    twin : array
        Number of the mention of speech with the same words that has a cue, −1 for none.
    name : array
        Number of the name that stands for a person, −1 for none; filled in.
    """

    first: Int64
    last: Int64
    at: Int64
    until: Int64
    holder_first: Int64
    holder_last: Int64
    what: Int64
    carried: Int64
    twin: Int64
    name: Int64


class Before(NamedTuple):
    """What was said before a mention.

    Attributes
    ----------
    mentions : Mentions
    start, m : int
        The first mention of the document, and the one at hand.
    spoke : int
        The last mention that is known to be somebody's, −1 for none.
    """

    mentions: Mentions
    start: int
    m: int
    spoke: int


class Phrase(NamedTuple):
    """A mention that is a noun phrase.

    Attributes
    ----------
    first, last : int
        Tokens.
    role, body : int
        Its first office and its first body, −1 for none.
    office : bool
        Whether its office leads it: "le ministre de l'armée", "the port director", not "le parti du ministre".
    definite : bool
        Whether it points at somebody known: "le ministre", not "une source", not "l'un des ministres".
    points : bool
        Whether it points at somebody spoken of before: "ce ministre".
    single : bool
        Whether it can mean one person: not "les ministres", not "le ministre et la secrétaire".
    latest : bool
        Whether it is the last one who could be meant: "ce dernier".
    nameless : bool
        Whether it names nobody on purpose: "une source".
    """

    first: int
    last: int
    role: int
    body: int
    office: bool
    definite: bool
    points: bool
    single: bool
    latest: bool
    nameless: bool


@compiled
def read_phrase(text: Text, first: int, last: int) -> Phrase:
    """Return what the words of a mention tell."""
    role, body, kinds = NOBODY, NOBODY, 0
    for i in range(first, last + 1):
        word = text.word[i]
        kinds |= word
        if role == NOBODY and is_office(word):
            role = i
        if body == NOBODY and word & BODY:
            body = i
    return Phrase(
        first,
        last,
        role,
        body,
        _is_led_by_office(text, role, body),
        _is_definite(text, first, last),
        bool(text.told[first] & POINTS),
        not text.word[first] & MANY and not _is_joined(text, first, last),
        bool(kinds & LAST),
        bool(kinds & ANONYMOUS),
    )


@compiled
def _is_led_by_office(text: Text, role: int, body: int) -> bool:
    """Say whether an office leads a phrase: the first noun does, of an English compound the last."""
    if role == NOBODY or body == NOBODY:
        return role != NOBODY
    return (role < body) != _is_compound(text, min(role, body), max(role, body))


@compiled
def _is_compound(text: Text, first: int, last: int) -> bool:
    """Say whether one noun only specifies another: "the port's director", "the minister's office"; not "le parti du ministre"."""
    for i in range(first + 1, last + 1):
        if text.word[i] & (GOVERNORS | IS_COORDINATOR) or not tied(text, i):
            return False
    return bool(text.told[last] & HEAD_LAST)


@compiled
def _is_definite(text: Text, first: int, last: int) -> bool:
    word = text.word[first]
    if not word & DEFINITE or word & (ANONYMOUS | IS_CONTRACTED):
        return False
    following = text.word[first + 1] if first < last else 0
    return not following & IS_DETERMINER or bool(following & DEFINITE)


@compiled
def _is_joined(text: Text, first: int, last: int) -> bool:
    """Say whether "et" joins two: "le président et les rapporteurs"."""
    within = False  # "le ministre de la Mer et des Ports" has one field more
    for i in range(first + 1, last):
        word, following = text.word[i], text.word[i + 1]
        within = within or bool(word & (IS_OF | IS_CONTRACTED))
        joined = word & IS_COORDINATOR and word & LOWER and following & IS_DETERMINER
        if joined and not (within and following & (IS_OF | IS_CONTRACTED)):
            return True
    return False
