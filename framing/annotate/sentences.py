"""Sentences: what stands between two tokens, and whether a sentence ends there."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import (
    APOSTROPHE,
    BRACKET,
    COLON,
    COMMA,
    DASH,
    DIGIT,
    HYPHEN,
    LOWER,
    POINT,
    QUOTE,
    SPACE,
    STOP,
    UPPER,
)
from framing.annotate.kernel import compiled
from framing.annotate.letters import among, kinds_of
from framing.annotate.lexicon import NUMBERED, STARTER, TITLE, Lexicon
from framing.annotate.tokens import BEFORE

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint8]
Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# How sure a stop is: none, the point of an abbreviation, a mark of its own.
_NO_STOP: Final = 0
_WEAK: Final = 1
_FIRM: Final = 2
_POINT: Final = ord(".")
_ALWAYS_OPEN = np.array([ord(c) for c in "«‹([{"], dtype=np.uint32)
_OPEN_BEFORE_WORD = np.array([ord(c) for c in "“„‟‘‚‛"], dtype=np.uint32)
_NEVER_OPEN = np.array([ord(c) for c in "»”›’)]}"], dtype=np.uint32)
# A line without a stop is cut after so many tokens: the longest of the 1.76 million sentences of allsides has 565, and what
# looks for a subject or an end never reads more.
_LONGEST = 1000
_NOTHING, _SPACE, _MARK, _BRACKET, _COMMA, _COLON, _STOP, _PARAGRAPH = BEFORE
# strength of each class of character that can stand between tokens
_STRENGTH = np.full(256, _SPACE, dtype=np.uint8)
_STRENGTH[[LOWER, HYPHEN]] = _NOTHING  # -t- of an inversion
_STRENGTH[[QUOTE, APOSTROPHE]] = _MARK
_STRENGTH[[BRACKET, DASH]] = _BRACKET
_STRENGTH[COMMA] = _COMMA
_STRENGTH[COLON] = _COLON
_STRENGTH[[POINT, STOP]] = _STOP


def find_sentences(
    codes: Codes, classes: Classes, start: Int32, end: Int32, paragraph: Int32, words: Lexicon
) -> tuple[UInt8, Int32]:
    """Read the gap before each token.

    A line break always ends a sentence. Within a paragraph one ends at . ! ? … when closing marks and
    space follow and then a capital, a digit or an opening mark; never at the point of a title (M.,
    Dr.), and at the point of another abbreviation only before a word that likes to start sentences.

    Returns
    -------
    before : uint8 array, length n_tokens
        Codes of `BEFORE`.
    sentence : int32 array, length n_tokens
        Numbered from 0 through the partition.
    """
    before, sentence = np.empty(len(start), np.uint8), np.empty(len(start), np.int32)
    _find_sentences(codes, classes, start, end, paragraph, words, before, sentence)
    return before, sentence


@compiled
def _find_sentences(
    codes: Codes,
    classes: Classes,
    start: Int32,
    end: Int32,
    paragraph: Int32,
    words: Lexicon,
    before: UInt8,
    sentence: Int32,
) -> None:
    number, opening = -1, 0  # the sentence, and its first token
    for t in range(len(start)):
        if t == 0 or paragraph[t] != paragraph[t - 1]:
            before[t] = _PARAGRAPH
            number, opening = number + 1, t
        elif start[t] == end[t - 1]:
            before[t] = _NOTHING
        elif (
            start[t] - end[t - 1] == 1
            and codes[end[t - 1] - 1] != _POINT
            and classes[codes[end[t - 1]]] == SPACE
        ):
            before[t] = _SPACE  # nine gaps in ten
        else:
            previous = (start[t - 1], end[t - 1], opening == t - 1)
            strength, ends = _gap(codes, classes, previous, start[t], end[t], words)
            before[t] = strength
            if ends:
                number, opening = number + 1, t
        if t - opening >= _LONGEST:
            number, opening = number + 1, t
        sentence[t] = number


@compiled
def _gap(
    codes: Codes, classes: Classes, previous: tuple[int, int, bool], start: int, end: int, words: Lexicon
) -> tuple[int, bool]:
    strength = _NOTHING
    stop = _stop_of_token(codes, previous[0], previous[1], words)
    spaced = opened = False
    for i in range(previous[1], start):
        kind = classes[codes[i]]
        strength = max(strength, _STRENGTH[kind])
        if kind in (POINT, STOP):
            stop, spaced, opened = _FIRM, False, False
        elif kind in (COMMA, COLON):
            stop = _NO_STOP
        elif kind == SPACE:
            spaced = True
        elif kind == HYPHEN and (
            classes[codes[i - 1]] == HYPHEN or (spaced and classes[codes[i + 1]] == SPACE)
        ):
            strength = max(strength, _BRACKET)
        elif kind in (QUOTE, BRACKET, APOSTROPHE):
            opened = opened or _opens(codes, classes, i)
    if stop == _NO_STOP:
        return strength, False
    ends = _ends_sentence(codes, classes, previous, start, end, stop, spaced, opened, words)
    return (_STOP if ends else strength), ends


@compiled
def _stop_of_token(codes: Codes, start: int, end: int, words: Lexicon) -> int:
    if codes[end - 1] != _POINT:
        return _NO_STOP
    return _NO_STOP if kinds_of(codes, start, end - 1, words) & (TITLE | NUMBERED) else _WEAK


@compiled
def _ends_sentence(
    codes: Codes,
    classes: Classes,
    previous: tuple[int, int, bool],
    start: int,
    end: int,
    stop: int,
    spaced: bool,
    opened: bool,
    words: Lexicon,
) -> bool:
    kind = classes[codes[start]]
    if stop == _WEAK:
        return spaced and kind == UPPER and (opened or kinds_of(codes, start, end, words) & STARTER != 0)
    if spaced or opened:
        return (opened or kind in (UPPER, DIGIT)) and not _is_list_number(codes, classes, previous)
    # the blank was lost on the way: "…the port.The mayor…"
    return kind == UPPER and start - previous[1] == 1 and classes[codes[previous[1] - 1]] == LOWER


@compiled
def _is_list_number(codes: Codes, classes: Classes, previous: tuple[int, int, bool]) -> bool:
    """1. The first item: a number that is a sentence's only token, with a point."""
    if not previous[2] or codes[previous[1]] != _POINT:
        return False
    for i in range(previous[0], previous[1]):  # noqa: SIM110  numba knows no generators
        if classes[codes[i]] != DIGIT:
            return False
    return True


@compiled
def _opens(codes: Codes, classes: Classes, i: int) -> bool:
    """Say whether the mark at `i`, which stands before a token, opens a quotation or a bracket."""
    code = codes[i]
    if among(code, _ALWAYS_OPEN):
        return True
    if classes[codes[i + 1]] == SPACE or among(code, _NEVER_OPEN):
        return False
    return among(code, _OPEN_BEFORE_WORD) or classes[codes[i - 1]] == SPACE
