"""Matching: rules → spans of tokens, by integer sets over the vocabulary.

Each sequence begins at its rarest element (the anchor) and grows to the left and to the right,
one element at a time, all sequences and all places at once: a set of states (sequence, place)
moves over arrays, and nothing is ever taken back. No step leaves the sentence it began in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from framing.annotate.tokens import Int32, Tokens
from framing.codebook.entries import Referent, Rule
from framing.codebook.index import Index, build_index
from framing.codebook.numbering import Program, SequenceTable
from framing.codebook.program import compile_rules
from framing.codebook.spans import NOTHING, Places, are_inside, distinct, leftmost_longest, ranges
from framing.codebook.vocabulary import WordFinder

# States worked on at once: bounds memory on texts that repeat one word without end.
_CHUNK = 1 << 17
_RIGHT, _LEFT = 1, -1

_Spans = tuple[Places, Places, Places]  # rule (or row of a table), first token, last token


class Matches(NamedTuple):
    """Spans of tokens that rules match.

    Attributes
    ----------
    entry : int32 array
        Index of the rule in `Matcher.rules`.
    first, last : int32 arrays
        Tokens of the partition, both included. Sorted by entry and first.
    """

    entry: Int32
    first: Int32
    last: Int32


class Matcher:
    """Finds rules in tokens.

    Parameters
    ----------
    rules : sequence of Rule
        Entries, variants, heads – or rules made by hand.
    sets : sequence of Referent
        What ``@name`` may mean, usually `Codebook.sets`.

    Raises
    ------
    CodebookError
        With every pattern that cannot be read or asks for something unknown.
    """

    def __init__(self, rules: Sequence[Rule], sets: Sequence[Referent] = ()) -> None:
        self.rules = tuple(rules)
        self._program = compile_rules(self.rules, sets)
        self._finder = WordFinder(self._program.words)

    def find(self, tokens: Tokens) -> Matches:
        """Return the matches of all rules.

        Parameters
        ----------
        tokens : Tokens
            Any partition; only its words are remembered, so that the next one goes faster.

        Returns
        -------
        Matches
            Within a sentence, with guards applied. Matches of the same rule do not overlap:
            the leftmost stays, of those the longest. Different rules may overlap.
        """
        if not len(tokens) or not self.rules:
            nothing = np.empty(0, dtype=np.int32)
            return Matches(nothing, nothing, nothing)
        search = _Search(self._program, build_index(self._program, tokens, self._finder))
        *referents, own = self._program.levels
        for low, high in referents:
            search.learn(*search.rules(low, high))
        entry, first, last = search.rules(*own)
        found = leftmost_longest(entry - own[0], first, last, len(tokens))
        return Matches(*(a.astype(np.int32) for a in found))


class _Search:
    """One search of one partition; learns the spans of referents level by level."""

    def __init__(self, program: Program, index: Index) -> None:
        self.program, self.index = program, index
        self.named: _Spans = (NOTHING, NOTHING, NOTHING)
        # where spans of referents begin and end: (referent and token in one number, other end)
        self.begins, self.ends = (NOTHING, NOTHING), (NOTHING, NOTHING)

    def learn(self, rule: Places, first: Places, last: Places) -> None:
        """Take up the spans of variants, for those who ask for their referents."""
        found = (self.program.referent[rule].astype(np.intp), first, last)
        named = [np.concatenate(pair) for pair in zip(self.named, found, strict=True)]
        keys, last = distinct(named[0] * self.index.n_tokens + named[1], named[2])
        referent, first = np.divmod(keys, self.index.n_tokens)
        self.named = referent, first, last
        stops = referent * self.index.n_tokens + last
        order = np.argsort(stops, kind="stable")
        self.begins, self.ends = (keys, last), (stops[order], first[order])

    def rules(self, low: int, high: int) -> _Spans:
        """Return all spans of rules `low` up to `high` that their guards let pass."""
        spans = self._all("patterns", low, high)
        spans = self._unguarded("not_after", spans, spans[1], _LEFT)
        spans = self._unguarded("not_before", spans, spans[2], _RIGHT)
        outer = self._all("not_inside", low, high, spans[0])
        n = self.index.n_tokens
        rule, first, last = spans
        # rule and token in one number: spans of one rule lie apart from those of any other
        is_inside = are_inside(
            rule * n + first, rule * n + last, outer[0] * n + outer[1], outer[0] * n + outer[2]
        )
        return _chosen(spans, ~is_inside)

    def _all(self, field: str, low: int, high: int, wanted: Places | None = None) -> _Spans:
        """Return every span of the sequences of a field, whose rules are `wanted`."""
        table, anchor = self.program.tables[field], self.index.anchor[field]
        row = np.arange(*np.searchsorted(table.rule, [low, high]))
        row = row[anchor[row] >= 0]
        if wanted is not None and len(row):
            row = row[np.isin(table.rule[row], wanted)]
        found = _in_chunks(
            lambda *part: self._grown(table, anchor, *part), *self._started(table, anchor, row)
        )
        return table.rule[found[0]].astype(np.intp), found[1], found[2]

    def _started(self, table: SequenceTable, anchor: Places, row: Places) -> _Spans:
        """Return the spans of the anchors of sequences."""
        if not len(row):
            return NOTHING, NOTHING, NOTHING
        element = table.elements[row, anchor[row]]
        words, names = np.flatnonzero(element >= 0), np.flatnonzero(element < 0)
        which, place = self.index.places(element[words])
        referent, first, last = self.named
        begin = np.searchsorted(referent, ~element[names], side="left")
        n = np.searchsorted(referent, ~element[names], side="right") - begin
        chosen = ranges(begin, n)
        rows = np.concatenate([row[words][which], np.repeat(row[names], n)])
        return rows, np.concatenate([place, first[chosen]]), np.concatenate([place, last[chosen]])

    def _grown(
        self, table: SequenceTable, anchor: Places, row: Places, first: Places, last: Places
    ) -> _Spans:
        column = anchor[row]
        origin, first = self._walked(table, row, first, column - 1, column, _LEFT)
        row, last, column = row[origin], last[origin], column[origin]
        origin, last = self._walked(table, row, last, column + 1, table.length[row] - 1 - column, _RIGHT)
        return row[origin], first[origin], last

    def _walked(
        self, table: SequenceTable, row: Places, at: Places, column: Places, n_steps: Places, direction: int
    ) -> tuple[Places, Places]:
        """Take sequences one element after the other from a place in a direction.

        Returns the states that come through as pairs: an index into `at`, and the last place.
        """
        origin, step = np.arange(len(at)), 0
        arrived = []
        while len(origin):
            is_there = n_steps[origin] == step
            arrived.append((origin[is_there], at[is_there]))
            origin, at = origin[~is_there], at[~is_there]
            here = column[origin] + direction * step
            gap = table.gaps[row[origin], here + (direction == _LEFT)]
            origin, at = self._moved(origin, at, gap, table.elements[row[origin], here], direction)
            step += 1
        if not arrived:
            return NOTHING, NOTHING
        return np.concatenate([a[0] for a in arrived]), np.concatenate([a[1] for a in arrived])

    def _moved(
        self, origin: Places, at: Places, gap: Int32, element: Int32, direction: int
    ) -> tuple[Places, Places]:
        """Move each state over its next element, to every place the gap allows."""
        index = self.index
        sentence = index.sentence[at]
        has_gaps = bool(gap.any())
        if has_gaps:
            width = gap.astype(np.intp) + 1
            at = np.repeat(at, width) + direction * ranges(np.ones_like(width), width)
            origin, element = np.repeat(origin, width), np.repeat(element, width)
            sentence = np.repeat(sentence, width)
        else:
            at = at + direction
        is_word = element >= 0
        fits = index.sentence[at] == sentence
        words = fits & is_word
        words[words] = index.is_element[element[words], index.code[at[words]]]
        moved = origin[words], at[words]
        if not is_word.all():
            names = fits & ~is_word
            beyond = self._beyond_referent(origin[names], at[names], ~element[names], direction)
            moved = tuple(np.concatenate(pair) for pair in zip(moved, beyond, strict=True))  # type: ignore[assignment]
            has_gaps = True
        # several ways to one state are one state: so the number of states stays bounded
        return distinct(*moved) if has_gaps else moved

    def _beyond_referent(
        self, origin: Places, at: Places, referent: Int32, direction: int
    ) -> tuple[Places, Places]:
        """Jump from one end of a referent's span to the other."""
        near, far = self.begins if direction == _RIGHT else self.ends
        key = referent.astype(np.intp) * self.index.n_tokens + at
        start = np.searchsorted(near, key, side="left")
        n = np.searchsorted(near, key, side="right") - start
        return np.repeat(origin, n), far[ranges(start, n)]

    def _unguarded(self, field: str, spans: _Spans, at: Places, direction: int) -> _Spans:
        """Return the spans that no guard of that field touches at `at`, their near end."""
        table = self.program.tables[field]
        start = np.searchsorted(table.rule, spans[0], side="left")
        n = np.searchsorted(table.rule, spans[0], side="right") - start
        span = np.repeat(np.arange(len(at)), n)
        walk: Callable[..., tuple[Places, ...]] = lambda span, row: self._touched(  # noqa: E731
            table, span, row, at[span], direction
        )
        passes = np.ones(len(at), dtype=bool)
        passes[_in_chunks(walk, span, ranges(start, n))[0]] = False
        return _chosen(spans, passes)

    def _touched(
        self, table: SequenceTable, span: Places, row: Places, at: Places, direction: int
    ) -> tuple[Places, Places]:
        length = table.length[row].astype(np.intp)
        column = length - 1 if direction == _LEFT else np.zeros_like(length)
        origin, _ = self._walked(table, row, at, column, length, direction)
        return span[origin], row[origin]


def _chosen(spans: _Spans, passes: np.ndarray) -> _Spans:
    return spans[0][passes], spans[1][passes], spans[2][passes]


def _in_chunks(work: Callable[..., tuple[Places, ...]], *arrays: Places) -> tuple[Places, ...]:
    """Run `work` on pieces of the arrays and join what it returns, as many arrays as it was given."""
    pieces = range(0, max(len(arrays[0]), 1), _CHUNK)
    parts = [work(*(array[i : i + _CHUNK] for array in arrays)) for i in pieces]
    return parts[0] if len(parts) == 1 else tuple(np.concatenate(side) for side in zip(*parts, strict=True))
