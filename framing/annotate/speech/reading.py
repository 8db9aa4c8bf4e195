"""Reading: tokens and paired quotations → the arrays that kernels read."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.speech.bits import HEAD_LAST
from framing.annotate.speech.kinds import Kinder
from framing.annotate.speech.lookups import ENDS, last_visible
from framing.annotate.speech.openers import lower_openers
from framing.annotate.speech.quoted import Quoted
from framing.annotate.speech.text import NOBODY, Text
from framing.annotate.tokens import BEFORE, Tokens

Bool = NDArray[np.bool_]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]
UInt32 = NDArray[np.uint32]

# Blanks, blank lines among them, between a colon and an opening mark.
_NEAR: Final = 12
# The closing mark, a blank before it, and what ends the sentence.
_CLOSING: Final = 3
# What a plural genitive ends in.
_APOSTROPHES: Final = np.array([ord(c) for c in "'’"], np.uint32)
# Longest quotation that is looked for again, in tokens: no name is longer.
_LONGEST: Final = 6


class Quotations(NamedTuple):
    """Quotations that `framing.annotate.quotations` paired, as this room needs them; arrays of length n_quotations.

    Attributes
    ----------
    start, end : int32 arrays
        Offsets, marks included.
    rule : object array of str
        The rule that paired them.
    """

    start: Int32
    end: Int32
    rule: NDArray[np.object_]


def read(tokens: Tokens, codes: UInt32, paired: Quotations, kinder: Kinder) -> tuple[Text, Quoted]:
    """Return tokens and quotations as kernels read them.

    Parameters
    ----------
    tokens : Tokens
    codes : uint32 array
        Code points of their text.
    paired : Quotations
    kinder : Kinder
        That of the tokens' language.

    Returns
    -------
    text : Text
    quoted : Quoted
        What is to be filled in stands empty.
    """
    first = np.searchsorted(tokens.start, paired.start)
    last = np.searchsorted(tokens.start, paired.end) - 1
    quote = _numbers(len(tokens), first, last)
    word, told = kinder.words(tokens, tokens.type)[tokens.type], kinder.told(tokens)[tokens.type]
    text = Text(
        word=word,
        verb=kinder.verbs(tokens).astype(np.int32)[tokens.type],
        told=told.astype(np.int32),
        before=_gaps(tokens, codes, quote, told),
        sentence=tokens.sentence,
        paragraph=tokens.paragraph,
        document=tokens.document,
        quote=quote,
    )
    lower_openers(
        text, tokens.type, tokens.end - tokens.start, np.full(len(tokens.surface), NOBODY, np.int32)
    )
    return text, _quoted(tokens, codes, paired, first, last)


def _numbers(n: int, first: Int64, last: Int64) -> Int32:
    """Return the number of the quotation each of n tokens stands in, −1 outside."""
    quote = np.full(n, NOBODY, np.int32)
    lengths = np.maximum(last - first + 1, 0)
    shifts = first - np.concatenate([[0], np.cumsum(lengths)[:-1]])
    quote[np.repeat(shifts, lengths) + np.arange(lengths.sum())] = np.repeat(np.arange(len(first)), lengths)
    return quote


def _gaps(tokens: Tokens, codes: UInt32, quote: Int32, told: Int64) -> UInt8:
    """Return what stands before each token; the full stop of quoted words ends no sentence of the journalist's: «…!», dit-il.

    The apostrophe of an English genitive is no mark: "the miners' leader".
    """
    before = tokens.before.copy()
    inner = (tokens.before[1:] == BEFORE.STOP) & (tokens.sentence[1:] == tokens.sentence[:-1])
    inner &= (quote[:-1] != NOBODY) & (quote[1:] != quote[:-1])
    before[1:][inner] = BEFORE.COMMA
    marked = np.flatnonzero(
        (tokens.before[1:] == BEFORE.MARK) & (quote[1:] == quote[:-1]) & (told[1:] & HEAD_LAST > 0)
    )
    end = tokens.end[marked]
    genitive = (
        np.isin(codes[end], _APOSTROPHES)
        & (codes[end - 1] == ord("s"))
        & (tokens.start[marked + 1] == end + 2)
    )
    before[1:][marked[genitive]] = BEFORE.SPACE
    return before


def _quoted(tokens: Tokens, codes: UInt32, paired: Quotations, first: Int64, last: Int64) -> Quoted:
    n = len(first)
    return Quoted(
        first=first,
        last=last,
        kind=np.zeros(n, np.int64),
        place=np.zeros(n, np.int64),
        cue=np.full(n, NOBODY),
        holder_first=np.full(n, NOBODY),
        holder_last=np.full(n, NOBODY),
        closed=_closed(codes, paired).astype(np.int64),
        repeated=_repeated(tokens, first, last).astype(np.int64),
        after_colon=_after_colon(tokens, codes, paired).astype(np.int64),
    )


def _closed(codes: UInt32, paired: Quotations) -> Bool:
    """Tell quotations whose last character before the mark ends a sentence."""
    end = paired.end.astype(np.int64)
    return np.isin(last_visible(codes, np.maximum(paired.start, end - _CLOSING), end - 1), ENDS)


def _after_colon(tokens: Tokens, codes: UInt32, paired: Quotations) -> Bool:
    """Tell quotations before which a colon stands in their document, blanks and line breaks aside."""
    opens = tokens.document_start[np.searchsorted(tokens.document_start, paired.start, side="right") - 1]
    start = paired.start.astype(np.int64)
    after: Bool = last_visible(codes, np.maximum(opens, start - _NEAR), start) == ord(":")
    return after


def _repeated(tokens: Tokens, first: Int64, last: Int64) -> Bool:
    """Tell quotations whose words stand in marks elsewhere in the document, too."""
    asked = np.flatnonzero((first <= last) & (last < first + _LONGEST))
    lemma = tokens.lemma_number[tokens.type]
    alike = tokens.document[first[asked]].astype(np.int64)
    for step in range(_LONGEST):
        at = first[asked] + step
        word = np.where(at <= last[asked], lemma[np.minimum(at, len(lemma) - 1)].astype(np.int64) + 1, 0)
        alike = pd.factorize(alike * (len(tokens.lemma) + 1) + word)[0].astype(np.int64)
    repeated = np.zeros(len(first), np.bool_)
    repeated[asked] = np.bincount(alike)[alike] > 1
    return repeated
