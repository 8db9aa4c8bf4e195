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
from framing.annotate.lexicon import CLIPPED, Lexicon
from framing.annotate.vocabulary import kinds_of

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
_GUILLEMETS, _ANGLES, _SINGLES = (np.array([ord(c) for c in s], dtype=np.uint32) for s in ("«»", "‹›", "‘’'‚‛ʼ"))
_OPEN_BRACKETS, _CLOSED_BRACKETS = (np.array([ord(c) for c in s], dtype=np.uint32) for s in ("([{", ")]}"))
_FOOT: Final = ord("'")
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
        if family[k] != SINGLE:
            role[k] = _role(codes, classes, mark[k], begin, stop, family[k])
            continue
        role[k] = _role_of_single(codes, classes, mark[k], begin, stop, words)
        if role[k] == CLOSES and closes_later and codes[mark[k] - 1] == _POSSESSIVE:
            role[k] = IGNORED
        elif role[k] != IGNORED:
            closes_later = role[k] == CLOSES


@compiled
def family_of(code: int) -> int:
    """Return the family of a quotation mark."""
    if _among(code, _GUILLEMETS):
        return GUILLEMET
    if _among(code, _ANGLES):
        return ANGLE
    return SINGLE if _among(code, _SINGLES) else DOUBLE


@compiled
def _role(codes: Codes, classes: Classes, i: int, begin: int, stop: int, family: int) -> int:
    before, after = _neighbour(codes, classes, i, begin, -1), _neighbour(codes, classes, i, stop - 1, 1)
    starts, ends = _starts(codes, classes, before), _ends(codes, classes, after)
    if before < 0:
        return OPENS
    if _among(codes[i], _OPENING):
        if starts or not ends or family != DOUBLE:
            # French opening guillemets have blanks on both sides: only a letter before makes one doubtful
            return EITHER if not starts and classes[codes[i - 1]] <= MARK and ends else OPENS
        return CLOSES  # „…“
    if _among(codes[i], _CLOSING):
        return EITHER if starts and classes[codes[i - 1]] == SPACE and not ends else CLOSES
    if classes[codes[i - 1]] == DIGIT:
        foot = i - begin > 1 and (codes[i - 2] == _FOOT or (i - begin > 2 and codes[i - 3] == _FOOT))
        return IGNORED if foot else MAY_CLOSE
    if starts == ends:
        return EITHER
    return OPENS if starts else CLOSES


@compiled
def _role_of_single(codes: Codes, classes: Classes, i: int, begin: int, stop: int, words: Lexicon) -> int:
    before, after = _neighbour(codes, classes, i, begin, -1), _neighbour(codes, classes, i, stop - 1, 1)
    joined = i + 1 < stop and classes[codes[i + 1]] <= MARK
    if not _among(codes[i], _CLOSING) and _starts(codes, classes, before) and after >= 0:
        if classes[codes[after]] >= DIGIT or _is_clipped(codes, classes, i + 1, stop, words):
            return IGNORED
        return OPENS
    if _among(codes[i], _OPENING) or joined or before < 0 or classes[codes[i - 1]] == SPACE:
        return IGNORED
    return CLOSES


@compiled
def _is_clipped(codes: Codes, classes: Classes, i: int, stop: int, words: Lexicon) -> bool:
    j = i
    while j < stop and classes[codes[j]] <= MARK:
        j += 1
    return kinds_of(codes, i, j, words) & CLIPPED != 0


@compiled
def _neighbour(codes: Codes, classes: Classes, i: int, limit: int, step: int) -> int:
    """Return where the nearest character that is no quotation mark stands, −1 beyond the paragraph."""
    j = i
    for _ in range(_NEAR + 1):
        if j == limit:
            return -1
        j += step
        if classes[codes[j]] != QUOTE and codes[j] != _FOOT:
            break
    return j


@compiled
def _starts(codes: Codes, classes: Classes, before: int) -> bool:
    """Say whether a quotation may begin after this character."""
    if before < 0:
        return True
    kind = classes[codes[before]]
    return kind == SPACE or kind == APOSTROPHE or kind == DASH or _among(codes[before], _OPEN_BRACKETS)


@compiled
def _ends(codes: Codes, classes: Classes, after: int) -> bool:
    """Say whether a quotation may end before this character."""
    if after < 0:
        return True
    kind = classes[codes[after]]
    if kind == SPACE or kind == NEWLINE or kind == DASH or _among(codes[after], _CLOSED_BRACKETS):
        return True
    return kind == POINT or kind == COMMA or kind == COLON or kind == STOP


@compiled
def _among(code: int, some: Codes) -> bool:
    for one in some:
        if code == one:
            return True
    return False
