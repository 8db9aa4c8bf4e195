"""Marks: to which family each quotation mark belongs, and whether it opens or closes."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import (
    APOSTROPHE,
    COLON,
    COMMA,
    DASH,
    DIGIT,
    MARK,
    NEWLINE,
    POINT,
    QUOTE,
    SPACE,
    STOP,
)
from framing.annotate.kernel import compiled
from framing.annotate.letters import among, kinds_of
from framing.annotate.lexicon import CLIPPED, Lexicon

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint8]
Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# Families: marks of one family close each other.
GUILLEMET: Final = 0  # « »
ANGLE: Final = 1  # ‹ ›
DOUBLE: Final = 2  # “ ” „ "
SINGLE: Final = 3  # ‘ ’ '

# Roles
IGNORED: Final = 0  # an apostrophe, an inch
OPENS: Final = 1
CLOSES: Final = 2
EITHER: Final = 3  # decided by what is open: the first opens, the next closes
MAY_CLOSE: Final = 4  # closes what is open, else it is an inch

_NEAR: Final = 3  # quotation marks looked through for a neighbour: more levels are never nested
_OPENING, _CLOSING = (np.array([ord(c) for c in s], dtype=np.uint32) for s in ("«‹“„‟‘‚‛", "»›”’"))
_GUILLEMETS, _ANGLES, _SINGLES = (
    np.array([ord(c) for c in s], dtype=np.uint32) for s in ("«»", "‹›", "‘’'‚‛ʼ")
)
_OPEN_BRACKETS, _CLOSED_BRACKETS = (np.array([ord(c) for c in s], dtype=np.uint32) for s in ("([{", ")]}"))
_FOOT: Final = ord("'")
_INCHES: Final = 3  # a foot mark and two digits
_POSSESSIVE: Final = ord("s")


@compiled
def read_marks(
    codes: Codes,
    classes: Classes,
    first: Int32,
    last: Int32,
    mark: Int32,
    mark_paragraph: Int32,
    words: Lexicon,
    family: UInt8,
    role: UInt8,
) -> None:
    """Write the family and the role of each mark.

    They are read from right to left: whether ``leaders'`` closes a quotation or is a possessive is
    seen by the single mark that follows.
    """
    closes_later, paragraph = False, -1
    for k in range(len(mark) - 1, -1, -1):
        if mark_paragraph[k] != paragraph:
            closes_later, paragraph = False, mark_paragraph[k]
        begin, stop = first[paragraph], last[paragraph]
        family[k] = family_of(codes[mark[k]])
        if k + 1 < len(mark) and _is_double(codes, mark, mark_paragraph, k + 1):
            role[k] = IGNORED
            continue
        if _is_double(codes, mark, mark_paragraph, k):
            family[k] = DOUBLE
            role[k] = _role_of_two(codes, classes, mark[k], begin, stop)
            continue
        if family[k] != SINGLE:
            role[k] = _role(codes, classes, mark[k], begin, stop, family[k])
            continue
        role[k] = _role_of_single(codes, classes, mark[k], begin, stop, words)
        if role[k] == CLOSES and closes_later and codes[mark[k] - 1] == _POSSESSIVE:
            role[k] = IGNORED
        elif role[k] != IGNORED:
            closes_later = role[k] == CLOSES


@compiled
def _is_double(codes: Codes, mark: Int32, mark_paragraph: Int32, k: int) -> bool:
    """Say whether a mark is the second of two apostrophes that stand for a double mark: ''."""
    if k == 0 or mark[k - 1] != mark[k] - 1 or codes[mark[k]] != codes[mark[k] - 1]:
        return False
    if mark_paragraph[k - 1] != mark_paragraph[k]:  # the last of a document and the first of the next
        return False
    return bool(family_of(codes[mark[k]]) == SINGLE)


@compiled
def _role_of_two(codes: Codes, classes: Classes, i: int, begin: int, stop: int) -> int:
    starts = _starts(codes, classes, _neighbour(codes, classes, i, begin, -1))
    ends = _ends(codes, classes, _neighbour(codes, classes, i, stop - 1, 1))
    return OPENS if starts and not ends else MAY_CLOSE


@compiled
def family_of(code: int) -> int:
    """Return the family of a quotation mark."""
    if among(code, _GUILLEMETS):
        return GUILLEMET
    if among(code, _ANGLES):
        return ANGLE
    return SINGLE if among(code, _SINGLES) else DOUBLE


@compiled
def _role(codes: Codes, classes: Classes, i: int, begin: int, stop: int, family: int) -> int:
    before, after = _neighbour(codes, classes, i, begin, -1), _neighbour(codes, classes, i, stop - 1, 1)
    starts, ends = _starts(codes, classes, before), _ends(codes, classes, after)
    if before < 0:  # » at the head of a line is a bullet
        return IGNORED if family != DOUBLE and among(codes[i], _CLOSING) else OPENS
    if among(codes[i], _OPENING):
        if starts or not ends:
            return OPENS
        if family == DOUBLE:
            return CLOSES  # „…“
        # French guillemets open between two blanks: only a letter just before makes one doubtful
        return EITHER if classes[codes[i - 1]] <= MARK else OPENS
    if among(codes[i], _CLOSING):
        return EITHER if classes[codes[i - 1]] == SPACE and not ends else CLOSES
    return _role_of_straight(codes, classes, i, begin, starts, ends)


@compiled
def _role_of_straight(codes: Codes, classes: Classes, i: int, begin: int, starts: bool, ends: bool) -> int:
    if classes[codes[i - 1]] == DIGIT:
        for j in range(max(begin, i - _INCHES), i - 1):
            if codes[j] == _FOOT:
                return IGNORED  # 5'10"
        return MAY_CLOSE
    if starts == ends:
        return EITHER
    return OPENS if starts else CLOSES


@compiled
def _role_of_single(codes: Codes, classes: Classes, i: int, begin: int, stop: int, words: Lexicon) -> int:
    before, after = _neighbour(codes, classes, i, begin, -1), _neighbour(codes, classes, i, stop - 1, 1)
    joined = i + 1 < stop and classes[codes[i + 1]] <= MARK
    if not among(codes[i], _CLOSING) and _starts(codes, classes, before) and after >= 0:
        if classes[codes[after]] >= DIGIT or _is_clipped(codes, classes, i + 1, stop, words):
            return IGNORED
        return OPENS
    if among(codes[i], _OPENING) or joined or before < 0 or classes[codes[i - 1]] == SPACE:
        return IGNORED
    return CLOSES


@compiled
def _is_clipped(codes: Codes, classes: Classes, i: int, stop: int, words: Lexicon) -> bool:
    j = i
    while j < stop and classes[codes[j]] <= MARK:
        j += 1
    return bool(kinds_of(codes, i, j, words) & CLIPPED)


@compiled
def _neighbour(codes: Codes, classes: Classes, i: int, limit: int, step: int) -> int:
    """Return where the nearest character that is no quotation mark stands, −1 beyond the paragraph."""
    j = i
    for _ in range(_NEAR + 1):
        if j == limit:
            return -1
        j += step
        if classes[codes[j]] != QUOTE and not among(codes[j], _SINGLES):
            break
    return j


@compiled
def _starts(codes: Codes, classes: Classes, before: int) -> bool:
    """Say whether a quotation may begin after this character."""
    if before < 0:
        return True
    kind = classes[codes[before]]
    return kind in (SPACE, APOSTROPHE, DASH) or among(codes[before], _OPEN_BRACKETS)


@compiled
def _ends(codes: Codes, classes: Classes, after: int) -> bool:
    """Say whether a quotation may end before this character."""
    if after < 0:
        return True
    kind = classes[codes[after]]
    return kind in (SPACE, NEWLINE, DASH, POINT, COMMA, COLON, STOP) or among(codes[after], _CLOSED_BRACKETS)
