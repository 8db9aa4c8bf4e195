"""Index: where in a partition each element of a program can stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Int32, Tokens
from framing.codebook.program import Program, Steps
from framing.codebook.vocabulary import types_of_words

Places = NDArray[np.intp]


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
    counts : int64 array, length n_elements
        Tokens that each element matches.
    anchor : dict of Steps to int
        Rarest element of each sequence that can occur at all: the place to begin.
    place, place_start : arrays
        Tokens sorted by code, ``place[place_start[c]:place_start[c + 1]]``; only codes of anchors.
    """

    n_tokens: int
    sentence: Int32
    code: NDArray[np.unsignedinteger]
    is_element: NDArray[np.bool_]
    counts: NDArray[np.int64]
    anchor: dict[Steps, int]
    place: Places
    place_start: Places

    def places(self, element: int) -> Places:
        """Return the tokens an anchor element matches, in no particular order."""
        codes = np.flatnonzero(self.is_element[element])
        if len(codes) == 1:
            return self.place[self.place_start[codes[0]] : self.place_start[codes[0] + 1]]
        start = self.place_start[codes]
        return self.place[ranges(start, self.place_start[codes + 1] - start)]


def build_index(program: Program, tokens: Tokens) -> Index:
    """Bind a program to a partition: one pass over the vocabulary, three over the tokens."""
    n_tokens, padding = len(tokens), program.reach + 1
    element, types = _types_of_elements(program, tokens)
    relevant, code_of_pair = np.unique(types, return_inverse=True)
    n_codes = len(relevant) + 1
    code_of_type = np.zeros(len(tokens.lemma), dtype=np.uint16 if n_codes < 1 << 16 else np.uint32)
    code_of_type[relevant] = np.arange(1, n_codes)
    code = np.zeros(n_tokens + padding, dtype=code_of_type.dtype)
    code[:n_tokens] = code_of_type[tokens.type]
    sentence = np.full(n_tokens + padding, -1, dtype=np.int32)
    sentence[:n_tokens] = tokens.sentence
    is_element = np.zeros((program.n_elements, n_codes), dtype=bool)
    is_element[element, code_of_pair + 1] = True
    is_element[program.any_elements] = True
    n_of_code = np.bincount(code[:n_tokens], minlength=n_codes)
    weights = n_of_code[code_of_pair + 1]
    counts = np.bincount(element, weights=weights, minlength=program.n_elements).astype(np.int64)
    anchor = _anchors(program, counts)
    place, place_start = _inverted(code[:n_tokens], is_element, anchor)
    return Index(n_tokens, sentence, code, is_element, counts, anchor, place, place_start)


def _types_of_elements(program: Program, tokens: Tokens) -> tuple[Int32, Int32]:
    """Join element–word with word–type; each pair once, sorted by element."""
    word, types = types_of_words(program.words, tokens.surface, tokens.lemma)
    order = np.argsort(word, kind="stable")
    types = types[order]
    start = np.searchsorted(word[order], np.arange(len(program.words) + 1))
    length = np.diff(start)[program.word]
    element = np.repeat(program.element.astype(np.int64), length)
    pairs = np.unique(element * len(tokens.lemma) + types[ranges(start[program.word], length)])
    element, types = np.divmod(pairs, max(len(tokens.lemma), 1))
    return element.astype(np.int32), types.astype(np.int32)


def ranges(start: NDArray[np.integer], length: NDArray[np.integer]) -> Places:
    """Return ``start[0], start[0] + 1, …`` for `length[0]` items, then the same for the next."""
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    shift = np.repeat(start - (ends - length), length)
    return np.asarray(np.arange(total) + shift, dtype=np.intp)


def _anchors(program: Program, counts: NDArray[np.int64]) -> dict[Steps, int]:
    """Position of the rarest element in each sequence; sequences that lack a word are left out."""
    frequent = np.iinfo(np.int64).max
    n_of_element = counts.tolist()
    for element in program.any_elements.tolist():
        n_of_element[element] = frequent
    anchor = {}
    for steps in _searched(program):
        # referents are last choice, and `*` no choice: what they match is not known here
        n = [n_of_element[e] if e >= 0 else frequent - 1 for e in steps.elements]
        rarest = min(n)
        if rarest:
            anchor[steps] = n.index(rarest)
    return anchor


def _searched(program: Program) -> Iterable[Steps]:
    """Sequences looked for all over the text: guards at the edges are only looked for there."""
    for rule in (*program.rules, *(variant for group in program.referents for variant in group)):
        yield from rule.patterns
        yield from rule.not_inside


def _inverted(
    code: NDArray[np.unsignedinteger], is_element: NDArray[np.bool_], anchor: dict[Steps, int]
) -> tuple[Places, Places]:
    chosen = sorted({steps.elements[k] for steps, k in anchor.items() if steps.elements[k] >= 0})
    is_anchor = np.zeros(is_element.shape[1], dtype=bool)
    is_anchor[1:] = is_element[chosen, 1:].any(axis=0)
    place = np.flatnonzero(is_anchor[code])
    codes = code[place]
    order = np.argsort(codes, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=len(is_anchor)))])
    return place[order], start.astype(np.intp)
