"""Acronyms: the words that an acronym in brackets stands for, "le Fonds monétaire international (FMI)"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.bits import IS_FUNCTION
from framing.annotate.speech.mentions import MOST_TOKENS
from framing.annotate.speech.names import Names
from framing.annotate.speech.text import BRACKET, Text
from framing.annotate.tokens import Tokens

Int64 = NDArray[np.int64]

# Acronyms have so many letters; longer words in brackets are names.
_LETTERS: Final = range(2, 9)
# Tokens before a bracket in which its words stand.
_WORDS: Final = 14
# Words whose plain form is remembered: the small ones come before every bracket.
_WORDS_KEPT: Final = 1 << 14


def write_out(tokens: Tokens, text: Text, names: Names) -> Names:
    """Return the names with acronyms written out, wherever they or the words they stand for come in their document.

    Parameters
    ----------
    tokens : Tokens
    text : Text
    names : Names
        Complete.
    """
    first, last = names.long_first.copy(), names.long_last.copy()
    lone, document = names.first == names.last, tokens.document[names.first]
    for k in np.flatnonzero(lone & (text.before[names.first] == BRACKET)).tolist():
        begin = _begin(tokens, text, int(names.first[k]))
        if begin >= 0:
            low, high = np.searchsorted(document, [document[k], document[k] + 1]).tolist()
            at = names.first[low:high]
            same = lone[low:high] & (tokens.type[at] == tokens.type[names.first[k]])
            same |= (tokens.type[at] == tokens.type[begin]) & _continues(tokens, at, begin)
            first[low:high][same], last[low:high][same] = begin, _end(text, begin, int(names.first[k]) - 1)
    return names._replace(long_first=first, long_last=last)


def _begin(tokens: Tokens, text: Text, at: int) -> int:
    """Return the token with which the words of an acronym begin, −1 if its letters are not theirs."""
    letters = _plain(str(tokens.surface[tokens.type[at]]))
    i, left = at - 1, len(letters)
    if left not in _LETTERS:
        return -1
    while i >= 0 and at - i <= _WORDS and text.sentence[i] == text.sentence[at]:
        if _plain(str(tokens.surface[tokens.type[i]]))[:1] == letters[left - 1]:
            left -= 1
            if left == 0:
                return i
        elif not text.word[i] & IS_FUNCTION:
            return -1
        i -= 1
    return -1


@lru_cache(_WORDS_KEPT)
def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c.isalnum())


def _continues(tokens: Tokens, at: Int64, begin: int) -> NDArray[np.bool_]:
    """Tell tokens behind which the second word of the written-out form stands."""
    following = np.minimum(at + 1, len(tokens) - 1)
    same = tokens.sentence[following] == tokens.sentence[at]
    continues: NDArray[np.bool_] = same & (tokens.type[following] == tokens.type[begin + 1])
    return continues


def _end(text: Text, begin: int, last: int) -> int:
    """Return the last token of the words, so many as may leave the text, none of them a small word at the end."""
    end = min(last, begin + MOST_TOKENS - 1)
    while end > begin and text.word[end] & IS_FUNCTION:
        end -= 1
    return end
