"""Scan: texts → tokens, types, paragraphs, sentences, and the marks between them, as arrays."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import SPACE, character_classes, code_points
from framing.annotate.kernel import compiled
from framing.annotate.lexicon import lexicon
from framing.annotate.sentences import find_sentences
from framing.annotate.vocabulary import types_of
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
    start, end, paragraph, sentence, type : int32 arrays, length n_tokens
    before : uint8 array, length n_tokens
    surface : list of str, length n_types
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
    sentence: Int32
    type: Int32
    before: NDArray[np.uint8]
    surface: list[str]
    mark: Int32
    mark_paragraph: Int32


def scan(text: str, document_start: Int32, language: str) -> Scan:
    """Scan the joined texts of a partition.

    Parameters
    ----------
    text : str
    document_start : int32 array, length n_documents + 1
        Offset of each document; the last entry is ``len(text)``.
    language : str
        ``fr`` brings elision and inversion, any other the English possessive.
    """
    codes, classes, words = code_points(text), character_classes(), lexicon(language)
    first, last, document = find_paragraphs(codes, classes, document_start, text.count("\n"))
    start, end, paragraph, mark, mark_paragraph = find_words(codes, classes, first, last, words)
    before, sentence = find_sentences(codes, classes, start, end, paragraph, words)
    kind, surface = types_of(codes, start, end)
    return Scan(
        codes,
        first,
        last,
        document,
        start,
        end,
        paragraph,
        sentence,
        kind,
        before,
        surface,
        mark,
        mark_paragraph,
    )


def find_paragraphs(
    codes: NDArray[np.uint32], classes: NDArray[np.uint8], document_start: Int32, n_lines: int
) -> tuple[Int32, Int32, Int32]:
    """Find the non-blank lines of each document: start, end (exclusive), document."""
    size = n_lines + len(document_start)
    first, last, document = (np.empty(size, np.int32) for _ in range(3))
    n = _find_paragraphs(codes, classes, document_start, first, last, document)
    return first[:n].copy(), last[:n].copy(), document[:n].copy()


@compiled
def _find_paragraphs(
    codes: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    document_start: Int32,
    first: Int32,
    last: Int32,
    document: Int32,
) -> int:
    n = 0
    for d in range(len(document_start) - 1):
        begin, blank, stop = document_start[d], True, document_start[d + 1]
        for i in range(begin, stop + 1):
            if i == stop or codes[i] == _NEWLINE:
                if not blank:
                    first[n], last[n], document[n] = begin, i, d
                    n += 1
                begin, blank = i + 1, True
            elif blank and classes[codes[i]] != SPACE:
                blank = False
    return n
