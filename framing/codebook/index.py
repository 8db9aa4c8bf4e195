"""Index: where in a partition each element of a program can stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Int32, Tokens
from framing.codebook.numbering import Program, SequenceTable
from framing.codebook.spans import Places, ranges
from framing.codebook.vocabulary import WordFinder
from framing.columns import distinct_sorted

Codes = NDArray[np.unsignedinteger]

# Fields looked for all over the text; guards at an edge of a match are only looked for there.
SEARCHED = ("patterns", "not_inside")
_MANY = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Index:
    """A program bound to the tokens of one partition.

    A *code* numbers the types that some element is; code 0 is every other type. Arrays over
    tokens end in a padding wider than the widest gap, so that steps beyond either end (a
    negative index counts from the end) fall on sentence −1.

    Attributes
    ----------
    n_tokens : int
    sentence : int32 array, length n_tokens + padding
    code : array, length n_tokens + padding
    is_element : bool array, shape (n_elements, n_codes)
    anchor : mapping of str to int array
        For each field of `SEARCHED`: the rarest element of each sequence, the place to begin;
        −1 when one of its elements does not occur.
    element_start, element_code : int arrays
        Codes of element e: ``element_code[element_start[e]:element_start[e + 1]]``.
    place_start, place : int arrays
        Tokens of code c, for codes of anchors: ``place[place_start[c]:place_start[c + 1]]``.
    """

    n_tokens: int
    sentence: Int32
    code: Codes
    is_element: NDArray[np.bool_]
    anchor: Mapping[str, Places]
    element_start: Places
    element_code: Places
    place_start: Places
    place: Places

    def places(self, elements: Int32) -> tuple[Places, Places]:
        """Return where anchors stand: an index into `elements`, and a token, for each of their tokens."""
        start = self.element_start[elements]
        n_codes = self.element_start[elements + 1] - start
        code = self.element_code[ranges(start, n_codes)]
        start = self.place_start[code]
        n_places = self.place_start[code + 1] - start
        return np.repeat(np.repeat(np.arange(len(elements)), n_codes), n_places), self.place[
            ranges(start, n_places)
        ]


def build_index(program: Program, tokens: Tokens, finder: WordFinder) -> Index:
    """Bind a program to a partition: a few passes over the vocabulary and over the tokens."""
    from framing.annotate.places import encode, invert  # noqa: PLC0415 (numba loads when texts are read)

    n_tokens, padding = len(tokens), program.reach + 1
    element, types = _types_of_elements(program, tokens, finder)
    relevant, element_code = np.unique(types, return_inverse=True)
    element_code, n_codes = element_code + 1, len(relevant) + 1
    code_of_type: Codes = np.zeros(len(tokens.lemma), dtype=np.uint16 if n_codes < 1 << 16 else np.uint32)
    code_of_type[relevant] = np.arange(1, n_codes)
    code = np.zeros(n_tokens + padding, dtype=code_of_type.dtype)
    n_of_code = np.zeros(n_codes, dtype=np.intp)
    encode(tokens.type, code_of_type, code, n_of_code)
    sentence = np.full(n_tokens + padding, -1, dtype=np.int32)
    sentence[:n_tokens] = tokens.sentence
    is_element = np.zeros((program.n_elements, n_codes), dtype=bool)
    is_element[element, element_code] = True
    is_element[program.is_any] = True
    n_of_element = np.bincount(element, weights=n_of_code[element_code], minlength=program.n_elements)
    counts = np.where(program.is_any, _MANY, n_of_element.astype(np.int64))
    anchor = {field: _anchors(program.tables[field], counts) for field in SEARCHED}
    is_anchor = np.zeros(n_codes, dtype=bool)
    is_anchor[1:] = is_element[_anchor_elements(program, anchor), 1:].any(axis=0)
    element_start = np.searchsorted(element, np.arange(program.n_elements + 1))
    place_start = np.concatenate([[0], np.cumsum(np.where(is_anchor, n_of_code, 0))]).astype(np.intp)
    place = np.empty(place_start[-1], dtype=np.intp)
    invert(code[:n_tokens], is_anchor, place_start[:-1].copy(), place)
    return Index(
        n_tokens, sentence, code, is_element, anchor, element_start, element_code, place_start, place
    )


def _types_of_elements(program: Program, tokens: Tokens, finder: WordFinder) -> tuple[Int32, Int32]:
    """Join element–word with word–type, of types that occur here; each pair once, sorted by element."""
    word, types = finder.find(tokens.surface, tokens.lemma, tokens.vocabulary)
    is_present = np.zeros(len(tokens.lemma), dtype=bool)
    is_present[tokens.type] = True
    present = np.flatnonzero(is_present[types])  # or all would grow with the vocabulary
    order = present[np.argsort(word[present], kind="stable")]
    types, word = types[order], word[order]
    start = np.searchsorted(word, np.arange(len(program.words) + 1))
    length = np.diff(start)[program.word]
    element = np.repeat(program.element.astype(np.int64), length)
    pairs = distinct_sorted(element * len(tokens.lemma) + types[ranges(start[program.word], length)])
    element, types = np.divmod(pairs, max(len(tokens.lemma), 1))
    return element.astype(np.int32), types.astype(np.int32)


def _anchors(table: SequenceTable, counts: NDArray[np.int64]) -> Places:
    if not table.elements.size:
        return np.empty(0, dtype=np.intp)
    # referents are the last choice and `*` is none: what they match is not known here
    n = np.full(table.elements.shape, _MANY - 1)
    is_word = table.elements >= 0
    n[is_word] = counts[table.elements[is_word]]
    n[np.arange(table.elements.shape[1]) >= table.length[:, None]] = _MANY
    return np.where(n.min(axis=1) > 0, n.argmin(axis=1), -1)


def _anchor_elements(program: Program, anchor: Mapping[str, Places]) -> Int32:
    parts = []
    for field, column in anchor.items():
        row = np.flatnonzero(column >= 0)
        parts.append(program.tables[field].elements[row, column[row]])
    elements = distinct_sorted(np.concatenate(parts))
    return np.asarray(elements[elements >= 0], dtype=np.int32)
