"""Tokens: the annotated text of one partition, as equal-length arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]


class Before(NamedTuple):
    """What stands between a token and the one before it in the document (strongest wins)."""

    NOTHING: int = 0  # an elision or an inversion: l'|accord
    SPACE: int = 1
    MARK: int = 2  # a quotation mark
    BRACKET: int = 3  # ( ) [ ] or a dash set off by spaces
    COMMA: int = 4
    COLON: int = 5  # : ;
    STOP: int = 6  # . ! ? …
    PARAGRAPH: int = 7  # a line break, or the start of the document


BEFORE = Before()

# What a stretch of speech is: "undecided" are quoted words of which no rule could tell.
SPEECH = ("direct", "fragment", "scare", "term", "undecided", "reported")
# What the one is who speaks: named; a body; an office or a trade; deliberately unnamed; anything else.
HOLDERS = ("unknown", "person", "body", "role", "anonymous", "phrase")
# How the journalist's verb stands to what it reports.
STANCES = ("", "neutral", "endorsing", "distancing", "confrontational")


def _none(dtype: type) -> Callable[[], NDArray[Any]]:
    return lambda: np.empty(0, dtype)


@dataclass(frozen=True, eq=False)
class Speech:
    """Stretches in which somebody else speaks, or that stand in quotation marks; in the order of the text, outer ones first.

    Attributes
    ----------
    start, end : int32 arrays, length n_stretches
        Offsets in the partition, quotation marks included.
    first, last : int32 arrays
        Tokens; last < first where there is none.
    kind, what, stance : uint8 arrays
        Codes into `SPEECH`, `HOLDERS` and `STANCES`.
    voice : uint8 array
        Code into `framing.tables.VOICES`.
    rule : uint8 array
        Code into `rules`: what decided.
    holder : int32 array
        Index into `Tokens.holders`.
    cue : int32 array
        Token of the word that reports, −1 for none.
    confidence : float64 array
    rules : tuple of str
    """

    start: Int32 = field(default_factory=_none(np.int32))
    end: Int32 = field(default_factory=_none(np.int32))
    first: Int32 = field(default_factory=_none(np.int32))
    last: Int32 = field(default_factory=_none(np.int32))
    kind: UInt8 = field(default_factory=_none(np.uint8))
    what: UInt8 = field(default_factory=_none(np.uint8))
    stance: UInt8 = field(default_factory=_none(np.uint8))
    voice: UInt8 = field(default_factory=_none(np.uint8))
    rule: UInt8 = field(default_factory=_none(np.uint8))
    holder: Int32 = field(default_factory=_none(np.int32))
    cue: Int32 = field(default_factory=_none(np.int32))
    confidence: NDArray[np.float64] = field(default_factory=_none(np.float64))
    rules: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of stretches."""
        return len(self.start)


@dataclass(frozen=True, eq=False)
class Tokens:
    """Annotated text of one partition: documents of one language, whole documents only.

    Attributes
    ----------
    language : str
        ISO 639-1 code, the same for every document of the partition.
    text : str
        Cleaned texts of the documents, in order, joined; offsets are code points in it.
    document_ids : tuple of str, length n_documents
    document_start : int32 array, length n_documents + 1
        Offset of each document's first code point; the last entry is ``len(text)``.
    document, sentence, paragraph : int32 arrays, length n_tokens
        Index of the document in `document_ids`; sentences and paragraphs are numbered through
        the partition (subtract the first one of the document for numbers within it).
    start, end : int32 arrays, length n_tokens
        ``text[start:end]`` is the token.
    type : int32 array, length n_tokens
        Index into the vocabulary.
    voice, position : uint8 arrays, length n_tokens
        Codes into `framing.tables.VOICES` and `framing.tables.POSITIONS`.
    holder : int32 array, length n_tokens
        Index into `holders`; 0 is "", nobody or unknown.
    before : uint8 array, length n_tokens
        What stands before the token, a code of `BEFORE`.
    surface, lemma : object arrays of str, length n_types
        Vocabulary: the form as written (apostrophes made one) and its lower-case lemma. A vocabulary
        may serve many partitions, and then holds types that no token of this one has.
    lemma_number : int32 array, length n_types
        Equal for types of one lemma, numbers from 0 on without a gap.
    holders : tuple of str
    speech : Speech
        What the voices were told by.
    vocabulary : object
        Tokens of the same one number their types alike: what is known of a type stays true.
    """

    language: str
    text: str
    document_ids: tuple[str, ...]
    document_start: Int32
    document: Int32
    sentence: Int32
    paragraph: Int32
    start: Int32
    end: Int32
    type: Int32
    voice: UInt8
    position: UInt8
    holder: Int32
    before: UInt8
    surface: NDArray[np.object_]
    lemma: NDArray[np.object_]
    lemma_number: Int32
    holders: tuple[str, ...] = ("",)
    speech: Speech = field(default_factory=Speech)
    vocabulary: object = field(default_factory=object)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.type)


class Annotation(NamedTuple):
    """Tokens of a partition and the spans in which somebody else speaks.

    Attributes
    ----------
    tokens : Tokens
    attributions : DataFrame
        Contract ``attributions``; offsets are code points of the cleaned document.
    """

    tokens: Tokens
    attributions: pd.DataFrame


def document_tokens(tokens: Tokens, index: int) -> slice:
    """Return where the tokens of one document stand in the token arrays.

    Parameters
    ----------
    tokens : Tokens
    index : int
        Place of the document in ``tokens.document_ids``.

    Returns
    -------
    slice
        For every token array, as in ``tokens.lemma[tokens.type[document_tokens(tokens, 0)]]``;
        empty for a document without a token.
    """
    first, last = np.searchsorted(tokens.document, (index, index + 1))
    return slice(int(first), int(last))
