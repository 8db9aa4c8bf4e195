"""Listeners: whom one tells or asks, between an English verb and what is said (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    CONJUGATED,
    GOVERNORS,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_NAME,
    IS_POSSESSIVE,
    IS_PRESENT_PARTICIPLE,
    IS_PRONOUN,
    IS_RELATIVE,
    IS_SUBJECT_RELATIVE,
    IS_SUBORDINATOR,
    LOWER,
    QUE,
    QUESTION,
    SMALL_WORDS,
    STOPS,
    SUBJECT,
    TO,
)
from framing.annotate.speech.text import Text, tied

# Words between a cue and the clause behind whom one tells: "told the owner of the bakery the market would move".
_REACH: Final = 8
# A clause opens with these …
_OPENERS: Final = IS_DETERMINER | SUBJECT
# … but not right behind these: they want a noun.
_TAKERS: Final = GOVERNORS | TO | IS_DETERMINER | IS_COORDINATOR
# Whom one tells holds none of these.
_NO_LISTENER: Final = QUE | QUESTION | TO | IS_SUBORDINATOR | IS_POSSESSIVE | IS_PRESENT_PARTICIPLE
_STOPS_LISTENER: Final = STOPS | TO | QUESTION | CONJUGATED


@compiled
def behind_listener(text: Text, begin: int, end: int) -> int:
    """Return where a clause without "that" begins behind whom one tells: "told reporters the road was closed".

    Parameters
    ----------
    text : Text
    begin : int
        The first token behind the cue; returned where nobody is told before the clause.
    end : int
        Where the sentence ends.
    """
    k, plain = begin + 1, True
    while k < end and k - begin <= _REACH and tied(text, k) and tied(text, k - 1):
        word = text.word[k]
        if _opens_clause(word, text.word[k - 1], k == begin + 1, plain):
            return k
        if word & _NO_LISTENER or (word & CONJUGATED and not word & SMALL_WORDS):
            return begin
        plain = plain and not word & GOVERNORS
        k += 1
    return begin


@compiled
def _opens_clause(word: int, previous: int, second: bool, plain: bool) -> bool:
    """Say whether a clause opens with a word behind whom one tells: an article, a pronoun, a name behind plain words."""
    if previous & _TAKERS and not (second and previous & IS_PRONOUN):
        return False
    name = plain and word & IS_NAME and previous & LOWER
    return bool(name or (word & _OPENERS and not word & _NO_LISTENER))


@compiled
def only_listener(text: Text, begin: int, i: int) -> bool:
    """Say whether nothing but whom one asks stands before a question word: "asked the captain whether".

    Parameters
    ----------
    text : Text
    begin : int
        The first token behind the cue.
    i : int
        The question word.
    """
    for k in range(begin, i):
        if not tied(text, k + 1) or (text.word[k] & _STOPS_LISTENER and not text.word[k] & IS_DETERMINER):
            return False
    return not text.word[i] & (IS_SUBJECT_RELATIVE | IS_RELATIVE)
