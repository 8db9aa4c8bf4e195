"""Postverbal subjects: who stands behind the verb, as in "a déclaré mardi Jeanne Martin" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ACRONYM,
    AGENTS,
    GOVERNORS,
    INFINITIVE,
    IS_ADVERB,
    IS_CONTRACTED,
    IS_DETERMINER,
    IS_NAME,
    IS_OF,
    IS_PREPOSITION,
    LOWER,
    QUE,
    STOPS,
)
from framing.annotate.speech.noun_phrases import LONGEST, hangs_on_noun, is_when, opens_phrase, phrase_end
from framing.annotate.speech.text import COMMA, NO_SPAN, NOBODY, Text, over_brackets, sentence_end, tied

# Words between a preposition and a noun that hangs on it: "sur sa page".
_GOVERNED_AT: Final = 3
# A group has so many words before its verb at most: "n'a toutefois pas encore".
_GROUP: Final = 5
_NEW_CLAUSE: Final = STOPS | INFINITIVE
# … unless their form is that of a clause's first word by chance.
_NO_NEW_CLAUSE: Final = IS_ADVERB | AGENTS | IS_DETERMINER


@compiled
def postverbal(text: Text, t: int) -> tuple[int, int]:
    """Return the noun phrase behind a verb with nothing before it: "a déclaré mardi à la radio Jeanne Martin".

    Parameters
    ----------
    text : Text
    t : int
        The verb.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    i, end = t + 1, sentence_end(text, t)
    while i < end and i - t <= LONGEST and text.before[i] <= COMMA and text.quote[i] == text.quote[t]:
        i = over_brackets(text, i)
        if i >= end:
            break
        word = text.word[i]
        clause = word & QUE or (word & _NEW_CLAUSE and not word & _NO_NEW_CLAUSE)
        if clause and word & LOWER:
            return NO_SPAN
        if (
            opens_phrase(word)
            and not _hangs(text, i, t)
            and not is_when(text, i)
            and not hangs_on_noun(text, i)
        ):
            return i, phrase_end(text, i)
        i += 1
    return NO_SPAN


@compiled
def has_postverbal(text: Text, begin: int) -> bool:
    """Say whether a noun phrase or a name stands behind the verb group that begins here."""
    i = begin
    while i < len(text.word) and i - begin < _GROUP and not text.verb[i]:
        i += 1
    if i + 1 >= len(text.word):
        return False
    first, _ = postverbal(text, i)
    return first != NOBODY


@compiled
def _hangs(text: Text, i: int, t: int) -> bool:
    """Say whether a word behind token `t` belongs to the word before it: to a preposition, an article, a name."""
    if i == t + 1 or not tied(text, i):
        return False
    word, previous = text.word[i], text.word[i - 1]
    if previous & GOVERNORS and not previous & IS_NAME:
        return True
    if not word & IS_NAME:
        return bool(word & IS_DETERMINER and word & IS_OF)
    if previous & ACRONYM and not word & ACRONYM:
        return False  # à l'AFP Jeanne Martin
    return previous & (IS_DETERMINER | IS_NAME) > 0 or (
        not _is_full_name(text, i) and _is_governed(text, i - 1, t)
    )


@compiled
def _is_full_name(text: Text, i: int) -> bool:
    """Say whether another name follows: a full name hangs on nothing."""
    return i + 1 < len(text.word) and tied(text, i + 1) and text.word[i + 1] & IS_NAME > 0


@compiled
def _is_governed(text: Text, i: int, t: int) -> bool:
    """Say whether a noun hangs on a preposition: "sur sa page"."""
    k = i
    while k > t and i - k < _GOVERNED_AT and tied(text, k + 1):
        if text.word[k] & (IS_PREPOSITION | IS_CONTRACTED) and text.word[k] & LOWER:
            return True
        k -= 1
    return False
