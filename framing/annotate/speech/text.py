"""Text: the tokens of a partition as kernels read them, and the steps that all rules take in it (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]

NOBODY: Final = -1
# What kernels return for a stretch that was not found.
NO_SPAN: Final = (NOBODY, NOBODY)
# What stands before a token, by names that kernels can read.
NOTHING: Final = BEFORE.NOTHING
SPACE: Final = BEFORE.SPACE
MARK: Final = BEFORE.MARK
BRACKET: Final = BEFORE.BRACKET
COMMA: Final = BEFORE.COMMA
COLON: Final = BEFORE.COLON
# Words in brackets behind a name: "(La République en marche)".
_BRACKETED: Final = 6


class Text(NamedTuple):
    """Tokens of a partition as kernels read them, arrays of length n_tokens.

    Attributes
    ----------
    word : int64 array
        Bits of `bits`.
    verb : int32 array
        Bits of a verb that can report.
    told : int32 array
        Bits of what a word tells of who is meant.
    before : uint8 array
    sentence, paragraph, document : int32 arrays
    quote : int32 array
        Number of the quotation a token stands in, −1 outside.
    """

    word: Int64
    verb: Int32
    told: Int32
    before: UInt8
    sentence: Int32
    paragraph: Int32
    document: Int32
    quote: Int32


@compiled
def tied(text: Text, i: int) -> bool:
    """Say whether no more than a blank stands between a token and the one before, in one sentence and quotation."""
    return (
        i > 0
        and text.before[i] <= SPACE
        and text.sentence[i] == text.sentence[i - 1]
        and text.quote[i] == text.quote[i - 1]
    )


@compiled
def word_before(text: Text, i: int) -> int:
    """Return the bits of the word right before a token and tied to it, 0 for none."""
    return text.word[i - 1] if tied(text, i) else 0


@compiled
def word_after(text: Text, i: int) -> int:
    """Return the bits of the word right behind a token and tied to it, 0 for none."""
    return text.word[i + 1] if i + 1 < len(text.word) and tied(text, i + 1) else 0


# Codes of `BEFORE` are in the order of strength: those asked for together are neighbours.


@compiled
def is_aside(gap: int) -> bool:
    """Say whether an aside begins or ends with what stands before a token: a comma, a bracket or a dash."""
    return BRACKET <= gap <= COMMA


@compiled
def is_pause(gap: int) -> bool:
    """Say whether a comma or a colon stands before a token."""
    return COMMA <= gap <= COLON


@compiled
def sentence_end(text: Text, i: int) -> int:
    """Return the token after the last one of the sentence of token `i`."""
    n, s = len(text.sentence), text.sentence[i]
    while i < n and text.sentence[i] == s:
        i += 1
    return i


@compiled
def sentence_start(text: Text, i: int) -> int:
    """Return the first token of the sentence of token `i`."""
    while i > 0 and text.sentence[i - 1] == text.sentence[i]:
        i -= 1
    return i


@compiled
def over_brackets(text: Text, i: int) -> int:
    """Return the token after a short bracket that opens before token `i`, or `i`: "(PS)"."""
    if i >= len(text.word) or i == 0 or text.before[i] != BRACKET:
        return i
    for k in range(i + 1, min(i + _BRACKETED, len(text.word))):
        if text.sentence[k] != text.sentence[i - 1]:
            return i
        if text.before[k] == BRACKET:
            return k
    return i


@compiled
def before_brackets(text: Text, i: int) -> int:
    """Return the first token of a short bracket that closes before token `i`, or `i`."""
    if i >= len(text.word) or text.before[i] != BRACKET:
        return i
    for k in range(i - 1, max(i - _BRACKETED, 0), -1):
        if text.sentence[k] != text.sentence[i]:
            return i
        if text.before[k] == BRACKET:
            return k
    return i
