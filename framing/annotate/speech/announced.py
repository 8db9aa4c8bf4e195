"""Announced: who speaks beside a quotation without a verb of speech – before its colon, behind its verb, on the line below (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    AGENTS,
    CLITIC,
    CONJUGATED,
    DOMAIN,
    GOVERNORS,
    HAVING,
    IS_ADVERB,
    IS_AUXILIARY,
    IS_DETERMINER,
    IS_FUNCTION,
    IS_NAME,
    IS_NUMBER,
    IS_PARTICIPLE,
    IS_PRESENT_PARTICIPLE,
    ITSELF,
    LOWER,
    NOUNISH,
    SMALL_WORDS,
    STOPS,
    THIRD,
    VERB,
)
from framing.annotate.speech.noun_phrases import opens_phrase, phrase_end
from framing.annotate.speech.text import (
    COMMA,
    NO_SPAN,
    NOBODY,
    NOTHING,
    Text,
    sentence_start,
    tied,
    word_before,
)

# Longest line that names who spoke, in tokens.
_SIGNATURE: Final = 16
_HELPERS: Final = CLITIC | ITSELF | IS_AUXILIARY | HAVING
_NO_INCISE: Final = IS_FUNCTION | IS_NUMBER | STOPS
_NO_VERB: Final = NOUNISH | SMALL_WORDS


@compiled
def subject_before_colon(text: Text, opening: int) -> tuple[int, int]:
    """Return who is announced before a colon without a verb of speech: "Parmi eux, Paul, un maçon : «…»".

    Parameters
    ----------
    text : Text
    opening : int
        The first token of the quotation.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    if opening == 0 or text.document[opening - 1] != text.document[opening]:
        return NO_SPAN
    start = sentence_start(text, opening - 1)
    found = _last_name(text, start, opening)
    if found == NOBODY and opens_phrase(text.word[start]) and text.quote[start] == NOBODY:
        found = start
    return (found, min(phrase_end(text, found), opening - 1)) if found != NOBODY else NO_SPAN


@compiled
def signature(text: Text, first: int, last: int) -> tuple[int, int]:
    """Return who signs a quotation that is a line of its own, on the line below: "Jeanne Martin, maire d'Orval".

    Parameters
    ----------
    text : Text
    first, last : int
        Tokens of the quotation.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    size, begin = len(text.word), last + 1
    alone = first == 0 or text.paragraph[first - 1] != text.paragraph[first]
    if (
        not alone
        or begin >= size
        or text.paragraph[begin] == text.paragraph[last]
        or text.document[begin] != text.document[last]
    ):
        return NO_SPAN
    end, named = begin, False
    while end < size and text.paragraph[end] == text.paragraph[begin]:
        word = text.word[end]
        verb = word & CONJUGATED and word & LOWER and not word & _NO_VERB
        if verb or text.quote[end] != NOBODY or end - begin >= _SIGNATURE:
            return NO_SPAN
        named = named or word & IS_NAME > 0
        end += 1
    return (begin, phrase_end(text, begin)) if named and opens_phrase(text.word[begin]) else NO_SPAN


@compiled
def _last_name(text: Text, start: int, end: int) -> int:
    """Return where the last name of a stretch begins that hangs on no preposition."""
    found = NOBODY
    for i in range(start, end):
        word = text.word[i]
        named = word & IS_NAME and opens_phrase(word) and not word & DOMAIN and text.quote[i] == NOBODY
        if named and (i == start or not word_before(text, i) & (GOVERNORS | IS_NAME | IS_DETERMINER)):
            found = i
    return found


@compiled
def subject_of_incise(text: Text, last: int) -> tuple[int, int]:
    """Return who stands behind a verb that follows a quotation at once: «…», tranche Jeanne Martin.

    Parameters
    ----------
    text : Text
    last : int
        The last token of the quotation.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    size, t = len(text.word), last + 1
    if t >= size or text.sentence[t] != text.sentence[last] or text.before[t] > COMMA:
        return NO_SPAN
    while t + 1 < size and text.word[t] & _HELPERS and tied(text, t + 1):
        t += 1
    if t == last + 1 and text.word[t] & IS_PARTICIPLE and not text.word[t] & VERB:
        return NO_SPAN
    if not text.word[t] & LOWER or text.word[t] & (_NO_INCISE | AGENTS | IS_PRESENT_PARTICIPLE):
        return NO_SPAN
    i = t + 1
    if i < size and text.before[i] == NOTHING and text.word[i] & THIRD:
        return i, i
    while i < size and tied(text, i) and text.word[i] & IS_ADVERB and text.word[i] & LOWER:
        i += 1
    return (i, phrase_end(text, i)) if _is_person(text, i, t) else NO_SPAN


@compiled
def _is_person(text: Text, i: int, t: int) -> bool:
    """Say whether a name stands at a token, or behind a form of a verb an article and an office."""
    if i >= len(text.word) or not tied(text, i) or not opens_phrase(text.word[i]):
        return False
    if text.word[i] & IS_NAME:
        return True
    verb = text.word[t] & (VERB | IS_PARTICIPLE)
    office = text.word[i] & IS_DETERMINER and i + 1 < len(text.word) and text.word[i + 1] & AGENTS
    return bool(verb and office)
