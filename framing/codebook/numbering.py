"""Numbering: sequences of many rules → a few arrays, in which all of them are searched at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Int32
from framing.codebook.patterns import Edge, Reference, Word
from framing.codebook.sequences import Element
from framing.codebook.sequences import Sequence as Words

# Fields of a rule that hold patterns, and where a gap may touch their edge.
PATTERN_FIELDS: Mapping[str, Edge] = {
    "patterns": "none",
    "not_after": "end",
    "not_before": "start",
    "not_inside": "none",
}
Parsed = Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True, eq=False)
class SequenceTable:
    """Sequences of one field of all rules, one a row, in order of the rules.

    Attributes
    ----------
    rule : int32 array, shape (n,)
    length : int32 array, shape (n,)
        Elements of each sequence.
    elements : int32 array, shape (n, longest)
        e ≥ 0 is an element of words, e < 0 the referent ``~e``; beyond the length 0.
    gaps : int32 array, shape (n, longest + 1)
        Most tokens before each element, and after the last one.
    """

    rule: Int32
    length: Int32
    elements: Int32
    gaps: Int32


@dataclass(frozen=True, eq=False)
class Program:
    """Compiled rules over shared words and elements; variants of referents come first.

    Attributes
    ----------
    words : tuple of Word
        Distinct words of all patterns.
    n_elements : int
    element, word : int32 arrays of equal length
        Pairs: the element may be that word.
    is_any : bool array, length n_elements
        Elements that any token is.
    tables : mapping of str to SequenceTable
        One for each field of `PATTERN_FIELDS`.
    levels : tuple of (int, int)
        Rules from … to, in the order in which they must be searched: referents before those who
        ask for them, the matcher's own rules last.
    referent : int32 array
        Referent of each rule, −1 for the matcher's own rules.
    reach : int
        Widest gap of all.
    """

    words: tuple[Word, ...]
    n_elements: int
    element: Int32
    word: Int32
    is_any: NDArray[np.bool_]
    tables: Mapping[str, SequenceTable]
    levels: tuple[tuple[int, int], ...]
    referent: Int32
    reach: int


def number_rules(rules: Sequence[Parsed], levels: Sequence[Mapping[str, Sequence[Parsed]]]) -> Program:
    """Return rules as numbers.

    Parameters
    ----------
    rules : sequence of Parsed
        Sequences of each rule by field.
    levels : sequence of mapping of str to sequence of Parsed
        Referents → variants, each level asking only for referents of earlier ones.
    """
    numbering = _Numbering([name for level in levels for name in level])
    everything = [parsed for level in levels for variants in level.values() for parsed in variants] + list(
        rules
    )
    tables = {field: numbering.table([parsed[field] for parsed in everything]) for field in PATTERN_FIELDS}
    sizes = [sum(len(variants) for variants in level.values()) for level in levels] + [len(rules)]
    ends = np.cumsum(sizes).tolist()
    owners = [n for n, variants in enumerate(v for level in levels for v in level.values()) for _ in variants]
    pairs = [
        (e, numbering.words[w]) for words, e in numbering.elements.items() for w in words if not w.is_any
    ]
    element, word = np.array(pairs, dtype=np.int32).reshape(-1, 2).T.copy()
    return Program(
        words=tuple(numbering.words),
        n_elements=len(numbering.elements),
        element=element,
        word=word,
        is_any=np.array([any(w.is_any for w in words) for words in numbering.elements], dtype=bool),
        tables=tables,
        levels=tuple((end - size, end) for size, end in zip(sizes, ends, strict=True)),
        referent=np.array(owners + [-1] * len(rules), dtype=np.int32),
        reach=max(int(table.gaps.max(initial=0)) for table in tables.values()),
    )


class _Numbering:
    """Gives words, elements and referents their numbers, in order of first use."""

    def __init__(self, referents: Sequence[str]) -> None:
        self.referent = {name: number for number, name in enumerate(referents)}
        self.words: dict[Word, int] = {}
        self.elements: dict[tuple[Word, ...], int] = {}

    def table(self, groups: Sequence[tuple[Words, ...]]) -> SequenceTable:
        rows = [(rule, sequence) for rule, group in enumerate(groups) for sequence in group]
        longest = max((len(sequence.elements) for _, sequence in rows), default=0)
        elements = np.zeros((len(rows), longest), dtype=np.int32)
        gaps = np.zeros((len(rows), longest + 1), dtype=np.int32)
        for row, (_, sequence) in enumerate(rows):
            elements[row, : len(sequence.elements)] = [self._element(e) for e in sequence.elements]
            gaps[row, : len(sequence.gaps)] = sequence.gaps
        rule = np.array([rule for rule, _ in rows], dtype=np.int32)
        length = np.array([len(sequence.elements) for _, sequence in rows], dtype=np.int32)
        return SequenceTable(rule, length, elements, gaps)

    def _element(self, element: Element) -> int:
        if isinstance(element, Reference):
            return ~self.referent[element.name]
        # the order of writing is of no consequence: (a|b) and (b|a) are one element
        words = tuple(sorted(element, key=lambda w: (w.text, w.exact)))
        for word in words:
            self.words.setdefault(word, len(self.words))
        return self.elements.setdefault(words, len(self.elements))
