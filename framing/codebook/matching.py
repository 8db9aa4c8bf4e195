"""Matching: rules → spans of tokens, by integer sets over the vocabulary.

Each sequence begins at its rarest element (the anchor) and grows to the left and to the right,
one element at a time, for all places at once: a set of states moves over arrays, and nothing is
ever taken back. No step leaves the sentence it began in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from framing.annotate.tokens import Int32, Tokens
from framing.codebook.entries import Referent, Rule
from framing.codebook.index import Index, Places, build_index, ranges
from framing.codebook.program import CompiledRule, Program, Steps, compile_rules
from framing.codebook.spans import are_inside, distinct, leftmost_longest

# Anchors worked on at once: bounds memory on texts that repeat one word without end.
_CHUNK = 1 << 16
_RIGHT, _LEFT = 1, -1

_Spans = tuple[Places, Places]
_Move = tuple[int, int]  # widest gap, element


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

    def find(self, tokens: Tokens) -> Matches:
        """Return the matches of all rules.

        Parameters
        ----------
        tokens : Tokens
            Any partition; nothing is kept from one call to the next.

        Returns
        -------
        Matches
            Within a sentence, with guards applied. Matches of the same rule do not overlap:
            the leftmost stays, of those the longest. Different rules may overlap.
        """
        if not len(tokens) or not self.rules:
            nothing = np.empty(0, dtype=np.int32)
            return Matches(nothing, nothing, nothing)
        search = _Search(self._program, build_index(self._program, tokens))
        found = [search.rule(rule) for rule in self._program.rules]
        entry = np.repeat(np.arange(len(found)), [len(first) for first, _ in found])
        first, last = (np.concatenate(side) for side in zip(*found, strict=True))
        return Matches(*(a.astype(np.int32) for a in leftmost_longest(entry, first, last, len(tokens))))


class _Search:
    """One search of one partition; remembers the spans of referents while it lasts."""

    def __init__(self, program: Program, index: Index) -> None:
        self.program, self.index = program, index
        self.known: dict[int, tuple[_Spans, _Spans]] = {}

    def rule(self, rule: CompiledRule) -> _Spans:
        """Return all spans of a rule that its guards let pass."""
        first, last = self._all(rule.patterns)
        if rule.not_after and len(first):
            first, last = self._unguarded(first, last, first, map(_leftward, rule.not_after), _LEFT)
        if rule.not_before and len(first):
            first, last = self._unguarded(first, last, last, map(_rightward, rule.not_before), _RIGHT)
        if rule.not_inside and len(first):
            passes = ~are_inside(first, last, *self._all(rule.not_inside))
            first, last = first[passes], last[passes]
        return first, last

    def _all(self, sequences: Iterable[Steps]) -> _Spans:
        parts = [
            self._sequence(steps, self.index.anchor[steps])
            for steps in sequences
            if steps in self.index.anchor
        ]
        if not parts:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])

    def _sequence(self, steps: Steps, anchor: int) -> _Spans:
        element = steps.elements[anchor]
        first, last = (self.index.places(element),) * 2 if element >= 0 else self._referent(~element)[0]
        if len(steps.elements) == 1:
            return first, last
        left = (
            list(zip(steps.gaps[anchor:0:-1], steps.elements[anchor - 1 :: -1], strict=True))
            if anchor
            else []
        )
        right = list(zip(steps.gaps[anchor + 1 : -1], steps.elements[anchor + 1 :], strict=True))
        chunks = range(0, len(first), _CHUNK)
        grown = [self._grown(first[i : i + _CHUNK], last[i : i + _CHUNK], left, right) for i in chunks]
        return grown[0] if len(grown) == 1 else _concatenated(grown)

    def _grown(self, first: Places, last: Places, left: list[_Move], right: list[_Move]) -> _Spans:
        origin, first = self._extended(first, left, _LEFT)
        origin, last = self._extended(last[origin], right, _RIGHT)
        return first[origin], last

    def _extended(self, at: Places, moves: Iterable[_Move], direction: int) -> tuple[Places, Places]:
        """Return the states reached from `at` as pairs: where it began (an index into `at`), where it is."""
        origin = np.arange(len(at))
        for gap, element in moves:
            if not len(at):
                break
            origin, at = self._moved(origin, at, gap, element, direction)
        return origin, at

    def _moved(
        self, origin: Places, at: Places, gap: int, element: int, direction: int
    ) -> tuple[Places, Places]:
        index = self.index
        sentence = index.sentence[at]
        if gap:
            at = (at[:, None] + direction * np.arange(1, gap + 2)).ravel()
            origin, sentence = np.repeat(origin, gap + 1), np.repeat(sentence, gap + 1)
        else:
            at = at + direction
        fits = index.sentence[at] == sentence
        if element >= 0:
            fits &= index.is_element[element][index.code[at]]
            origin, at = origin[fits], at[fits]
        else:
            origin, at = self._beyond_referent(origin[fits], at[fits], ~element, direction)
        # several ways to one state are one state: so the number of states stays bounded
        return distinct(origin, at) if gap or element < 0 else (origin, at)

    def _beyond_referent(
        self, origin: Places, at: Places, referent: int, direction: int
    ) -> tuple[Places, Places]:
        """Jump from one end of a referent's span to the other."""
        (first, last), (first_by_last, last_sorted) = self._referent(referent)
        near, far = (first, last) if direction == _RIGHT else (last_sorted, first_by_last)
        start = np.searchsorted(near, at, side="left")
        length = np.searchsorted(near, at, side="right") - start
        return np.repeat(origin, length), far[ranges(start, length)]

    def _referent(self, number: int) -> tuple[_Spans, _Spans]:
        """Return the spans of all variants twice: sorted by first token, and by last."""
        if number not in self.known:
            parts = [self.rule(variant) for variant in self.program.referents[number]]
            first, last = distinct(*_concatenated(parts))
            order = np.argsort(last, kind="stable")
            self.known[number] = (first, last), (first[order], last[order])
        return self.known[number]

    def _unguarded(
        self, first: Places, last: Places, at: Places, guards: Iterable[list[_Move]], direction: int
    ) -> _Spans:
        passes = np.ones(len(first), dtype=bool)
        for moves in guards:
            passes[self._extended(at, moves, direction)[0]] = False
        return first[passes], last[passes]


def _leftward(steps: Steps) -> list[_Move]:
    return list(zip(steps.gaps[:0:-1], steps.elements[::-1], strict=True))


def _rightward(steps: Steps) -> list[_Move]:
    return list(zip(steps.gaps[:-1], steps.elements, strict=True))


def _concatenated(parts: Sequence[_Spans]) -> _Spans:
    if not parts:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
