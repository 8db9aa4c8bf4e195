"""Headings: what "X : …" reports in a short paragraph that opens with a name or an office (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    AGENTS,
    CONJUGATED,
    DOMAIN,
    IS_DETERMINER,
    IS_NAME,
    IS_NUMBER,
    IS_PRONOUN,
    IS_SUBORDINATOR,
    ORDINARY,
    QUE,
    SMALL_WORDS,
)
from framing.annotate.speech.spans import HEADING, Reported, append
from framing.annotate.speech.text import COLON, NOBODY, SPACE, Text

# Longest name before the colon, and longest heading, in tokens.
_NAME: Final = 6
_LONGEST: Final = 30
# A capitalised first word proves no name, unless it is one of two at most.
_SHORT: Final = 2
_NO_NAME: Final = CONJUGATED | QUE | IS_NUMBER
_NOT_PROPER: Final = SMALL_WORDS | IS_PRONOUN | IS_SUBORDINATOR | DOMAIN


@compiled
def report_headings(text: Text, out: Reported, n: int) -> int:
    """Append the clause behind "X :" where a short paragraph opens with a name or an office and a colon.

    Parameters
    ----------
    text : Text
    out : Reported
    n : int
        How many spans `out` holds.

    Returns
    -------
    int
        How many it holds now.
    """
    for i in range(len(text.word)):
        if text.quote[i] != NOBODY or (i > 0 and text.paragraph[i - 1] == text.paragraph[i]):
            continue
        end = _paragraph_end(text, i)
        colon = _colon(text, i, end)
        if colon != NOBODY and _names_somebody(text, i, colon):
            n = append(out, n, colon, end - 1, NOBODY, i, colon - 1, HEADING)
    return n


@compiled
def _paragraph_end(text: Text, i: int) -> int:
    end = i
    while end < len(text.word) and text.paragraph[end] == text.paragraph[i]:
        end += 1
    return end


@compiled
def _colon(text: Text, i: int, end: int) -> int:
    """Return the token behind the colon of a heading; −1 if its paragraph is none."""
    k = i + 1
    while k < end and k - i <= _NAME and text.before[k] <= SPACE and text.quote[k] == NOBODY:
        k += 1
    if k >= end or k - i > _NAME or end - i > _LONGEST:
        return NOBODY
    return k if text.before[k] == COLON and text.quote[k] == NOBODY else NOBODY


@compiled
def _names_somebody(text: Text, first: int, end: int) -> bool:
    """Say whether all words are a name, or an article and an office or a body."""
    named = False
    for i in range(first, end):
        word = text.word[i]
        if word & _NO_NAME and not word & (IS_DETERMINER | AGENTS):
            return False
        if i == first and word & IS_NAME and text.told[i] & ORDINARY and not word & (IS_DETERMINER | AGENTS):
            return False  # Acte IX, Gilets jaunes
        proper = word & IS_NAME and not word & _NOT_PROPER and (i > first or end - first <= _SHORT)
        named = named or bool(proper or word & AGENTS)
    return named
