"""Clauses: where the one that somebody said begins and ends (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ACCORDING,
    BARE,
    CLOSING,
    CONJUGATED,
    GERUND,
    IS_ADVERB,
    IS_COORDINATOR,
    IS_NUMBER,
    IS_PREPOSITION,
    IS_SUBJECT_RELATIVE,
    LOWER,
    SMALL_WORDS,
    TO,
)
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.text import BRACKET, COLON, COMMA, NOBODY, Text, sentence_end, tied, word_before

# Words between a preposition and the infinitive or gerund of another cue: "pour ensuite ajouter".
_INTRODUCED_AT: Final = 3


@compiled
def has_verb(text: Text, first: int, end: int) -> bool:
    """Say whether a finite verb stands in a stretch."""
    for i in range(first, end):
        if text.word[i] & CONJUGATED and not text.word[i] & SMALL_WORDS:
            return True
    return False


@compiled
def counts(text: Text, first: int, end: int) -> bool:
    """Say whether a number stands in a stretch."""
    for i in range(first, end):
        if text.word[i] & IS_NUMBER:
            return True
    return False


@compiled
def clause_before(text: Text, start: int, begin: int) -> int:
    """Return where the clause before an aside begins: its sentence, behind its last colon or whole quotation.

    Parameters
    ----------
    text : Text
    start : int
        Where the sentence begins.
    begin : int
        Where the aside begins.
    """
    i = begin - 1
    while i > start:
        if text.before[i] == COLON and (text.quote[i] == NOBODY or text.quote[i] == text.quote[begin - 1]):
            return i
        i -= 1
    quoted = text.quote[start]
    if quoted == NOBODY or start == 0 or text.quote[start - 1] != quoted:
        return start
    i = start  # its sentence began within a quotation
    while i < begin and text.quote[i] == quoted:
        i += 1
    return start if i == begin else i


@compiled
def until_colon(text: Text, i: int, end: int) -> int:
    """Return the token behind the next colon outside marks, be it before a quotation, or the end."""
    k = i + 1
    while k < end and not (
        text.before[k] == COLON and (text.quote[k] == NOBODY or text.quote[k - 1] == NOBODY)
    ):
        k += 1
    return k


@compiled
def clause_end(text: Text, cues: Cues, c: int, start: int) -> int:
    """Return the last token of a reported clause: where the sentence ends, or the journalist takes over.

    Parameters
    ----------
    text : Text
    cues : Cues
    c : int
        The cue that reports it.
    start : int
        Where it begins.
    """
    end = sentence_end(text, start)
    i = start + 1
    while (
        i < end
        and not _announces(text, i)
        and not (text.quote[i] == NOBODY and _is_over(text, cues, c, start, i, end))
    ):
        i += 1
    return i - 1


@compiled
def _announces(text: Text, i: int) -> bool:
    """Say whether a colon stands before a quotation."""
    return bool(text.before[i] == COLON and text.quote[i] != NOBODY and text.quote[i - 1] == NOBODY)


@compiled
def _is_over(text: Text, cues: Cues, c: int, start: int, i: int, end: int) -> bool:
    if text.before[i] == COLON or text.word[i] & CLOSING:
        return True
    acts = text.word[i] & CONJUGATED and text.word[i] & LOWER and not text.word[i] & SMALL_WORDS
    relative = word_before(text, cues.first[c]) & IS_SUBJECT_RELATIVE
    if relative and text.before[i] == COMMA and acts and has_verb(text, start, i):
        return True  # "X, qui a dit qu'il partait, est resté"
    joint = text.before[i] >= BRACKET or text.word[i] & IS_COORDINATOR
    return bool(joint) and _reports_again(text, cues, c, i, end)


@compiled
def _reports_again(text: Text, cues: Cues, c: int, i: int, end: int) -> bool:
    """Say whether a cue of the same speaker, or an aside with another, follows a comma or an "et" at once."""
    k = i + 1 if text.word[i] & IS_COORDINATOR else i
    while k + 1 < end and text.word[k] & IS_ADVERB and tied(text, k + 1):
        k += 1
    if k >= end:
        return False
    if text.word[k] & ACCORDING:
        return True
    c += 1
    while c < len(cues.first) and cues.first[c] < i:
        c += 1
    if c == len(cues.first):
        return False
    t = cues.token[c]
    if cues.first[c] == k:
        return True
    introduced = text.word[k] & (TO | IS_PREPOSITION) and text.verb[t] & (BARE | GERUND)
    return bool(t == k or (introduced and t - k <= _INTRODUCED_AT))
