"""Characters: to which class each code point belongs, and which code points are one for matching."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Classes. The order is meant: everything up to MARK continues a word, up to DIGIT starts one.
LOWER: Final = 0  # letters but capitals (also letters without case)
UPPER: Final = 1
DIGIT: Final = 2  # also ½ ² Ⅳ
MARK: Final = 3  # combining marks, joiners, soft hyphen: part of the word they follow
APOSTROPHE: Final = 4
HYPHEN: Final = 5
POINT: Final = 6
COMMA: Final = 7
AMPERSAND: Final = 8
QUOTE: Final = 9
BRACKET: Final = 10
COLON: Final = 11
STOP: Final = 12  # ! ? …
DASH: Final = 13
SPACE: Final = 14
NEWLINE: Final = 15
OTHER: Final = 16

_PUNCTUATION = {
    APOSTROPHE: "'\u2019\u02bc",
    HYPHEN: "-\u2010\u2011",
    POINT: ".",
    COMMA: ",",
    AMPERSAND: "&",
    QUOTE: '\u00ab\u00bb\u201c\u201d\u201e\u201f"\u2039\u203a\u2018\u201a\u201b\uff02',
    BRACKET: "()[]{}",
    COLON: ":;",
    STOP: "!?\u2026\u203c\u2047\u2048\u2049\u061f\u3002",
    DASH: "\u2012\u2013\u2014\u2015\u2212",
    MARK: "\u00ad\u200c\u200d",
    NEWLINE: "\n",
}
# Planes 0 and 1 are read from unicodedata (12 ms); planes 2 and 3 hold ideographs only, all letters.
_READ_TO = 0x20000
_LETTERS_TO = 0x40000

# One code point to one, so that offsets never shift.
ALIKE: Final = MappingProxyType(
    {"\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)


@cache
def character_classes() -> NDArray[np.uint8]:
    """Return the class of every code point, uint8 array of length 0x110000 (read-only)."""
    table = np.full(sys.maxunicode + 1, OTHER, dtype=np.uint8)
    table[:_READ_TO] = np.fromiter(map(_class_of, map(chr, range(_READ_TO))), np.uint8, _READ_TO)
    table[_READ_TO:_LETTERS_TO] = LOWER
    for name, characters in _PUNCTUATION.items():
        table[[ord(c) for c in characters]] = name
    table.setflags(write=False)
    return table


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text; lone surrogates pass as they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def alike(text: str) -> str:
    """Return the text with apostrophes, hyphens and no-break spaces made one, length unchanged."""
    return text.translate(_ALIKE_TABLE)


_ALIKE_TABLE = str.maketrans(dict(ALIKE))
_CATEGORIES = MappingProxyType({"Lu": UPPER, "Lt": UPPER, "Mn": MARK, "Mc": MARK, "Me": MARK})
_FIRST_LETTERS = MappingProxyType({"L": LOWER, "N": DIGIT})


def _class_of(character: str) -> int:
    if character.isspace():  # the same notion of blank as str.strip, which counts the lines of a layout
        return SPACE
    category = unicodedata.category(character)
    return _CATEGORIES.get(category, _FIRST_LETTERS.get(category[0], OTHER))
