"""Preverbal subjects: who stands before the verb, next to it or on the other side of an aside (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ARTICLES,
    CONJUGATED,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_EARLY,
    IS_EMPTY,
    IS_NAME,
    IS_PREPOSITION,
    IS_RELATIVE,
    IS_SUBJECT_RELATIVE,
    LOWER,
    MANY,
    NOUNISH,
    SMALL_WORDS,
    STOPS,
    SUBJECT,
    TO,
)
from framing.annotate.speech.noun_phrases import LONGEST, QUOTED_NAME, opens_phrase, phrase_before, phrase_end
from framing.annotate.speech.postverbal import has_postverbal
from framing.annotate.speech.text import (
    COMMA,
    MARK,
    NO_SPAN,
    NOBODY,
    SPACE,
    Text,
    before_brackets,
    is_aside,
    over_brackets,
    sentence_start,
    tied,
)

# Words between an article and the last of its phrase, where a preposition stands before it.
_ARTICLE_AT: Final = 6
_HEADS: Final = ARTICLES | IS_PREPOSITION | IS_EARLY
_NO_VERB: Final = SMALL_WORDS | NOUNISH


@compiled
def preverbal(text: Text, begin: int) -> tuple[int, int]:
    """Return the subject that ends before a verb.

    Parameters
    ----------
    text : Text
    begin : int
        Where the verb's group begins.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    p, gap = begin - 1, text.before[begin]
    if p < 0 or text.sentence[p] != text.sentence[begin]:
        return NO_SPAN
    apart = text.quote[p] != text.quote[begin]
    if apart and gap >= COMMA:
        return NO_SPAN
    if is_aside(gap):
        return _before_aside(text, begin)
    if apart:
        return _with_quoted_name(text, p)
    return _adjacent(text, p) if gap <= SPACE else NO_SPAN


@compiled
def _adjacent(text: Text, p: int) -> tuple[int, int]:
    """Return the subject whose last word is the one right before the verb."""
    word = text.word[p]
    if word & IS_SUBJECT_RELATIVE and not word & IS_NAME:
        inside = p > 0 and text.sentence[p - 1] == text.sentence[p]
        return _antecedent(text, p - 1) if inside else NO_SPAN
    if word & SUBJECT:
        return p, p
    if word & (IS_COORDINATOR | STOPS | TO) and not word & IS_NAME:
        return NO_SPAN
    return phrase_before(text, p)


@compiled
def _antecedent(text: Text, q: int) -> tuple[int, int]:
    """Return the noun phrase before "qui", whatever it hangs on: selon *le texte*, qui précise."""
    first, last = phrase_before(text, q)
    if first != NOBODY:
        return first, last
    i = q
    while q - i < _ARTICLE_AT:
        if text.word[i] & IS_DETERMINER or not tied(text, i):
            return (i, q) if opens_phrase(text.word[i]) else NO_SPAN
        i -= 1
    return NO_SPAN


@compiled
def _with_quoted_name(text: Text, p: int) -> tuple[int, int]:
    """Return an article and the name in marks behind it: les «gilets jaunes»."""
    q = p
    while q > 0 and text.quote[q - 1] == text.quote[p] and p - q < QUOTED_NAME:
        q -= 1
    if (
        q == 0
        or text.quote[q - 1] == text.quote[p]
        or not text.word[q - 1] & (MANY | IS_DETERMINER)
        or text.before[q] > MARK
    ):
        return NO_SPAN
    return q - 1, p


@compiled
def _before_aside(text: Text, begin: int) -> tuple[int, int]:
    """Return the subject before an aside between commas: "Jeanne Martin, la maire, a dit"."""
    start, i = sentence_start(text, begin), begin - 1
    if _has_main_verb(text, start, begin) and has_postverbal(text, begin):
        return NO_SPAN  # a whole clause stands before: "La digue tient, à Orval, a annoncé la préfecture"
    if not _has_main_verb(text, start, begin):
        first, last = _first_phrase(text, start, begin)
        if first != NOBODY:
            return first, last
    while i > start and begin - i <= LONGEST and not _is_verb_or_quoted(text, i, begin):
        if is_aside(text.before[i]):
            i = before_brackets(text, i)
            first, last = _before_comma(text, i, start)
            if first != NOBODY:
                return first, last
        i -= 1
    return _first_phrase(text, start, begin)


@compiled
def _is_verb_or_quoted(text: Text, i: int, begin: int) -> bool:
    word = text.word[i]
    return bool(word & CONJUGATED and word & LOWER and not word & NOUNISH) or bool(
        text.quote[i] != text.quote[begin]
    )


@compiled
def _before_comma(text: Text, i: int, start: int) -> tuple[int, int]:
    """Return the pronoun or the noun phrase that ends before the comma or bracket before token `i`."""
    if text.word[i - 1] & SUBJECT:
        return i - 1, i - 1
    first, last = phrase_before(text, i - 1)
    whole = first != NOBODY and (first == start or opens_phrase(text.word[first]))
    return (first, last) if whole else NO_SPAN


@compiled
def _first_phrase(text: Text, start: int, begin: int) -> tuple[int, int]:
    """Return the noun phrase that opens a sentence and ends in a comma: "Le chef, tout en félicitant …, a déclaré"."""
    if (
        text.quote[start] != text.quote[begin]
        or not opens_phrase(text.word[start])
        or text.word[start] & IS_EMPTY
    ):
        return NO_SPAN
    last = phrase_end(text, start)
    behind = over_brackets(text, last + 1)
    return (start, last) if behind < begin and is_aside(text.before[behind]) else NO_SPAN


@compiled
def _has_main_verb(text: Text, first: int, end: int) -> bool:
    """Say whether a finite verb stands in a stretch outside its relative clauses."""
    relative = False
    for i in range(first, end):
        word, outside = text.word[i], text.quote[i] == NOBODY
        if text.before[i] == COMMA:
            relative = False
        if word & (IS_SUBJECT_RELATIVE | IS_RELATIVE) and word & LOWER and outside:
            relative = True
        verb = word & CONJUGATED and not word & _NO_VERB and not relative and outside
        if verb and not (i > 0 and text.word[i - 1] & _HEADS):
            return True
    return False
