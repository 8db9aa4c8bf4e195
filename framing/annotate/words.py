"""Words: where each token begins and ends, and where quotation marks stand between them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import (
    AMPERSAND,
    APOSTROPHE,
    COMMA,
    DIGIT,
    HYPHEN,
    MARK,
    POINT,
    QUOTE,
    SPACE,
    UPPER,
)
from framing.annotate.kernel import compiled
from framing.annotate.letters import ASCII, BYTE, LOW, PACKED, among, key_of, kinds_of
from framing.annotate.lexicon import ABBREVIATION, CLITIC, ELISION, NUMBERED, TITLE, WHOLE, Lexicon

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint8]
Int32 = NDArray[np.int32]
UInt64 = NDArray[np.uint64]
# end of the token; start and end of a second token that follows from it (−1: none)
Ends = tuple[int, int, int]

_NONE: Final = -1
_T_WITH_HYPHEN: Final = len("-t")
_GROUP: Final = 3  # digits between thousands separators
_BLANK: Final = ord(" ")
_S, _SS, _C, _CC, _T, _I = (ord(c) for c in "sScCtI")
_AFTER_VOWEL_CLITIC = np.array([ord(c) for c in "tdszTDSZ"], dtype=np.uint32)
_VOWELS = np.array([ord(c) for c in "eioy"], dtype=np.uint32)


def find_words(
    codes: Codes, classes: Classes, first: Int32, last: Int32, words: Lexicon
) -> tuple[Int32, Int32, Int32, UInt64, Int32, Int32]:
    """Find tokens and marks in paragraphs.

    Parameters
    ----------
    codes : uint32 array
        Code points of the partition.
    classes : uint8 array
        Class of every code point (`character_classes`).
    first, last : int32 arrays, length n_paragraphs
        Where each paragraph begins and ends (exclusive).
    words : Lexicon

    Returns
    -------
    start, end, paragraph : int32 arrays, length n_tokens
    keys : uint64 array, shape (n_tokens, 2)
        What `numbering` tells forms apart by: put together while the letters are read anyway.
    mark, mark_paragraph : int32 arrays
        Position and paragraph of every quotation mark or apostrophe that is in no token.
    """
    # a token takes two code points with what parts it from the next, but for the last of a paragraph
    size = len(codes) // 2 + len(first) + 1
    start, end, paragraph = (np.empty(size, np.int32) for _ in range(3))
    keys = np.empty((size, 2), np.uint64)
    mark, mark_paragraph = (np.empty(len(codes), np.int32) for _ in range(2))
    n, m = _find_words(codes, classes, first, last, words, start, end, paragraph, keys, mark, mark_paragraph)
    found, marks = (start, end, paragraph), (mark, mark_paragraph)
    return *(a[:n].copy() for a in found), keys[:n], *(a[:m].copy() for a in marks)  # type: ignore[return-value]


@compiled
def _find_words(
    codes: Codes,
    classes: Classes,
    first: Int32,
    last: Int32,
    words: Lexicon,
    start: Int32,
    end: Int32,
    paragraph: Int32,
    keys: UInt64,
    mark: Int32,
    mark_paragraph: Int32,
) -> tuple[int, int]:
    n = m = 0
    for p in range(len(first)):
        i, stop = first[p], last[p]
        while i < stop:
            kind = classes[codes[i]]
            if kind <= DIGIT:
                j, low, high, packed = _letters_from(codes, classes, i, stop)
                if packed and (j == stop or codes[j] == _BLANK or _ends(codes, classes, i, j, words)):
                    start[n], end[n], paragraph[n] = i, j, p
                    keys[n, 0], keys[n, 1] = low, high
                    n += 1
                    i = j
                    continue
                e, second, second_end = _word_at(codes, classes, i, stop, words)
                start[n], end[n], paragraph[n] = i, e, p
                keys[n, 0], keys[n, 1] = key_of(codes, i, e)
                n, i = n + 1, e
                if second != _NONE:
                    start[n], end[n], paragraph[n] = second, second_end, p
                    keys[n, 0], keys[n, 1] = key_of(codes, second, second_end)
                    n, i = n + 1, second_end
                continue
            if kind in (QUOTE, APOSTROPHE):
                mark[m], mark_paragraph[m] = i, p
                m += 1
            i += 1
    return n, m


@compiled
def _letters_from(
    codes: Codes, classes: Classes, i: int, stop: int
) -> tuple[int, np.uint64, np.uint64, bool]:
    """Read letters to the first that is none, and pack them as `key_of` does; tell whether that holds."""
    j, low, high, largest = i, np.uint64(0), np.uint64(0), np.uint32(0)
    while j < stop and classes[codes[j]] <= MARK:
        largest |= codes[j]
        if j - i < LOW:
            low = (low << BYTE) | np.uint64(codes[j])
        else:
            high = (high << BYTE) | np.uint64(codes[j])
        j += 1
    return j, low, high, bool(largest < ASCII and j - i < PACKED)


@compiled
def _ends(codes: Codes, classes: Classes, i: int, j: int, words: Lexicon) -> bool:
    """Tell at a glance that the letters before `j` are a whole word, as nearly all are."""
    kind = classes[codes[j]]
    if kind == COMMA:
        return bool(classes[codes[j - 1]] != DIGIT)
    if kind == POINT:  # longer than any word whose point belongs to it, and than any initial
        return bool(j - i > words.longest_with_point and classes[codes[j - 1]] != DIGIT)
    return bool(kind > SPACE or QUOTE <= kind < SPACE)


@compiled
def _word_at(codes: Codes, classes: Classes, i: int, stop: int, words: Lexicon) -> Ends:
    j = piece = i  # `piece` is where the part after the last joiner begins
    dotted = False
    hyphen = earlier = _NONE
    while True:
        j = _past_letters(codes, classes, j, stop)
        kind = classes[codes[j]] if j < stop else QUOTE
        if kind == APOSTROPHE:
            ends = _at_apostrophe(codes, classes, i, j, stop, words)
            if ends[0] != _NONE:
                return ends
        step = _joins(codes, classes, kind, piece, j, stop)
        if step == 0:
            break
        if kind == HYPHEN:
            hyphen, earlier = j, hyphen
        dotted |= kind == POINT and classes[codes[j - 1]] != DIGIT
        j += step
        piece = j
    if words.french and hyphen != _NONE and piece == hyphen + 1:
        return _inversion(codes, i, earlier, hyphen, j, words)
    if kind == POINT and (dotted or _keeps_point(codes, classes, i, piece, j, stop, words)):
        j += 1
    return j, _NONE, _NONE


@compiled
def _past_letters(codes: Codes, classes: Classes, j: int, stop: int) -> int:
    while j < stop and classes[codes[j]] <= MARK:
        j += 1
    return j


@compiled
def _joins(codes: Codes, classes: Classes, kind: int, piece: int, j: int, stop: int) -> int:
    """Return how many code points at `j` join what stands before and after, 0 if they part it."""
    if j + 1 >= stop:
        return 0
    before, after = classes[codes[j - 1]], classes[codes[j + 1]]
    joins = False
    if kind == HYPHEN:
        joins = after <= DIGIT and not (before == DIGIT and after == DIGIT)
    elif kind == APOSTROPHE:
        joins = after < DIGIT and before != DIGIT
    elif kind == AMPERSAND:
        joins = before == UPPER and after == UPPER
    elif before == DIGIT:
        joins = after == DIGIT and (kind in (POINT, COMMA) or _thousands(codes, classes, piece, j, stop))
    elif kind == POINT and j - piece == 1:
        return _joins_initials(codes, classes, piece, j, stop)
    return 1 if joins else 0


@compiled
def _joins_initials(codes: Codes, classes: Classes, piece: int, j: int, stop: int) -> int:
    """U.S, e.g, J.-C: single letters; what follows the point is one letter, or a hyphen and a letter."""
    after = classes[codes[j + 1]]
    if after < DIGIT:
        return 1 if j + 2 >= stop or classes[codes[j + 2]] > MARK else 0
    if after == HYPHEN and j + 2 < stop and classes[codes[j + 2]] < DIGIT and classes[codes[piece]] == UPPER:
        return 2
    return 0


@compiled
def _thousands(codes: Codes, classes: Classes, piece: int, j: int, stop: int) -> bool:
    """7 200 with a no-break space: at most three digits before, exactly three after."""
    if (
        classes[codes[j]] != SPACE
        or codes[j] == _BLANK
        or j - piece > _GROUP
        or classes[codes[piece]] != DIGIT
        or j + _GROUP >= stop
    ):
        return False
    for k in range(j + 1, j + 1 + _GROUP):
        if classes[codes[k]] != DIGIT:
            return False
    return j + 1 + _GROUP >= stop or classes[codes[j + 1 + _GROUP]] > MARK


@compiled
def _at_apostrophe(codes: Codes, classes: Classes, i: int, j: int, stop: int, words: Lexicon) -> Ends:
    """French elision ends the token after the apostrophe; the English possessive begins one with it."""
    if words.french:
        if j - i > words.longest_elision or not kinds_of(codes, i, j, words) & ELISION:
            return _NONE, _NONE, _NONE
        whole = _whole_at(codes, classes, i, j, stop, words) if codes[i] in (_C, _CC) else _NONE
        return (j + 1 if whole == _NONE else whole), _NONE, _NONE
    possessive = j + 1 < stop and codes[j + 1] in (_S, _SS)
    if possessive and (
        j + 2 == stop or classes[codes[j + 2]] > HYPHEN or classes[codes[j + 2]] == APOSTROPHE
    ):
        return j, j, j + 2
    return _NONE, _NONE, _NONE


@compiled
def _whole_at(codes: Codes, classes: Classes, i: int, j: int, stop: int, words: Lexicon) -> int:
    """c'est-à-dire."""
    k = j + 1
    while k < stop and (classes[codes[k]] <= MARK or classes[codes[k]] == HYPHEN):
        k += 1
    return k if kinds_of(codes, i, k, words) & WHOLE else _NONE


@compiled
def _inversion(codes: Codes, i: int, earlier: int, hyphen: int, j: int, words: Lexicon) -> Ends:
    """dit-il, a-t-elle: verb and pronoun are tokens; the -t- between them belongs to neither."""
    if not kinds_of(codes, hyphen + 1, j, words) & CLITIC or kinds_of(codes, i, j, words) & WHOLE:
        return j, _NONE, _NONE
    if earlier != _NONE and hyphen - earlier == _T_WITH_HYPHEN and codes[earlier + 1] == _T:
        return earlier, hyphen + 1, j
    if among(codes[hyphen + 1], _VOWELS) and not among(codes[hyphen - 1], _AFTER_VOWEL_CLITIC):
        return j, _NONE, _NONE  # un clip-on
    return hyphen, hyphen + 1, j


@compiled
def _keeps_point(
    codes: Codes, classes: Classes, i: int, piece: int, j: int, stop: int, words: Lexicon
) -> bool:
    """M. and etc. keep their point, No. before a number, W. before a name."""
    if j + 1 < stop and classes[codes[j + 1]] == POINT:
        return False
    kinds = kinds_of(codes, i, j, words)
    if kinds & (TITLE | ABBREVIATION):
        return True
    if j + 2 >= stop or classes[codes[j + 1]] != SPACE:
        return False
    following = classes[codes[j + 2]]
    if kinds & NUMBERED:
        return bool(following == DIGIT)
    initial = j - piece == 1 and classes[codes[piece]] == UPPER and (words.french or codes[piece] != _I)
    return bool(initial and following == UPPER)
