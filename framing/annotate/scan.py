"""Scan: texts → tokens, paragraphs, sentences, and the marks between them, as arrays."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import SPACE, character_classes
from framing.annotate.kernel import compiled
from framing.annotate.lexicon import lexicon
from framing.annotate.sentences import find_sentences
from framing.annotate.words import find_words

Int32 = NDArray[np.int32]

_NEWLINE: Final = ord("\n")


class Scan(NamedTuple):
    """What one pass over a partition finds.

    Attributes
    ----------
    codes : uint32 array
        Code points of the text.
    first, last, document : int32 arrays, length n_paragraphs
        Where each paragraph (non-blank line) begins and ends, and whose it is.
    start, end, paragraph, sentence : int32 arrays, length n_tokens
    keys : uint64 array, shape (n_tokens, 2)
        What forms are told apart by.
    before : uint8 array, length n_tokens
    mark, mark_paragraph : int32 arrays
        Quotation marks and apostrophes that are in no token.
    """

    codes: NDArray[np.uint32]
    first: Int32
    last: Int32
    document: Int32
    start: Int32
    end: Int32
    paragraph: Int32
    keys: NDArray[np.uint64]
    sentence: Int32
    before: NDArray[np.uint8]
    mark: Int32
    mark_paragraph: Int32


def scan(codes: NDArray[np.uint32], document_start: Int32, language: str) -> Scan:
    """Scan the joined texts of a partition.

    Parameters
    ----------
    codes : uint32 array
        Code points of the joined texts.
    document_start : int32 array, length n_documents + 1
        Offset of each document; the last entry is ``len(codes)``.
    language : str
        ``fr`` brings elision and inversion, any other the English possessive.
    """
    classes, words = character_classes(), lexicon(language)
    first, last, document = find_paragraphs(codes, classes, document_start)
    start, end, paragraph, keys, mark, mark_paragraph = find_words(codes, classes, first, last, words)
    before, sentence = find_sentences(codes, classes, start, end, paragraph, words)
    tokens = (start, end, paragraph, keys, sentence, before)
    return Scan(codes, first, last, document, *tokens, mark, mark_paragraph)


def find_paragraphs(
    codes: NDArray[np.uint32], classes: NDArray[np.uint8], document_start: Int32
) -> tuple[Int32, Int32, Int32]:
    """Find the non-blank lines of each document: start, end (exclusive), document."""
    breaks = np.empty(len(codes), np.int32)
    breaks = breaks[: _find_breaks(codes, breaks)]
    size = len(breaks) + len(document_start)
    first, last, document = (np.empty(size, np.int32) for _ in range(3))
    n = _find_paragraphs(codes, classes, document_start, breaks, first, last, document)
    return first[:n].copy(), last[:n].copy(), document[:n].copy()


@compiled
def _find_breaks(codes: NDArray[np.uint32], breaks: Int32) -> int:
    n = 0
    for i in range(len(codes)):
        if codes[i] == _NEWLINE:
            breaks[n] = i
            n += 1
    return n


@compiled
def _find_paragraphs(
    codes: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    document_start: Int32,
    breaks: Int32,
    first: Int32,
    last: Int32,
    document: Int32,
) -> int:
    n = b = 0
    for d in range(len(document_start) - 1):
        begin, stop = document_start[d], document_start[d + 1]
        while begin <= stop:
            end = stop
            if b < len(breaks) and breaks[b] < stop:
                end = breaks[b]
                b += 1
            if not _is_blank(codes, classes, begin, end):
                first[n], last[n], document[n] = begin, end, d
                n += 1
            begin = end + 1
    return n


@compiled
def _is_blank(codes: NDArray[np.uint32], classes: NDArray[np.uint8], begin: int, end: int) -> bool:
    for i in range(begin, end):  # noqa: SIM110  numba knows no generators
        if classes[codes[i]] != SPACE:
            return False
    return True
