"""Openers: words that have a capital only because they open a sentence, or stand in capitals (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import ACRONYM, CLITIC, CONJUGATED, IS_NAME, LOWER, ORDINARY
from framing.annotate.speech.text import NOBODY, Text

Int32 = NDArray[np.int32]

# Words in capitals that are no acronyms have so many letters.
_SHOUTED: Final = 4
# An opener before one of these is read as a name.
_AFTER_A_NAME: Final = IS_NAME | CONJUGATED | CLITIC


@compiled
def lower_openers(text: Text, kind: Int32, length: Int32, capital: Int32) -> None:
    """Take the capital for no name's where a word only opens a sentence outside quotations, or stands in capitals: LIRE AUSSI.

    Words of the dictionary which the document nowhere writes with a capital elsewhere, before no other capital and no verb.

    Parameters
    ----------
    text : Text
        Its words are changed.
    kind : int32 array, length n_tokens
        Types.
    length : int32 array, length n_tokens
        Code points of each token.
    capital : int32 array, length n_types
        −1 throughout; room for the last document that writes a type with a capital within a sentence.
    """
    begin = 0
    while begin < len(text.word):
        end = begin
        while end < len(text.word) and text.document[end] == text.document[begin]:
            if _is_capital(text, end) and not _opens(text, end):
                capital[kind[end]] = text.document[end]
            end += 1
        for i in range(begin, end):
            if _is_capital(text, i):
                alone = capital[kind[i]] != text.document[i] and _opens_alone(text, i)
                if alone or (text.word[i] & ACRONYM and length[i] >= _SHOUTED):
                    text.word[i] = text.word[i] & ~IS_NAME | LOWER
        begin = end


@compiled
def _is_capital(text: Text, i: int) -> bool:
    """Say whether a word of the dictionary is written as a name is."""
    return bool(text.told[i] & ORDINARY and text.word[i] & IS_NAME)


@compiled
def _opens(text: Text, i: int) -> bool:
    return i == 0 or text.sentence[i] != text.sentence[i - 1]


@compiled
def _opens_alone(text: Text, i: int) -> bool:
    """Say whether a word opens a sentence outside quotations, before no capital and no verb."""
    if not _opens(text, i) or text.quote[i] != NOBODY:
        return False
    following = i + 1
    if following == len(text.word) or text.sentence[following] != text.sentence[i]:
        return True
    return not text.word[following] & _AFTER_A_NAME
