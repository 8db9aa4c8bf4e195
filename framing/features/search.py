"""One search for all extractors: what they look for is found together, for a pass over the vocabulary is what costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Matcher, Matches, Referent, Rule


class Search:
    """Finds the rules of several extractors at once, and hands each its own matches.

    Parameters
    ----------
    wanted : sequence of sequences of Rule
        The rules of each extractor. Equal rules are looked for once.
    sets : sequence of Referent
        What ``@name`` may mean.

    Notes
    -----
    Patterns are parsed here, once; a search can be pickled and sent to other processes.
    """

    def __init__(self, wanted: Sequence[Sequence[Rule]], sets: Sequence[Referent] = ()) -> None:
        number: dict[tuple[object, ...], int] = {}
        rules: list[Rule] = []
        for rule in (rule for group in wanted for rule in group):
            if _key(rule) not in number:
                number[_key(rule)] = len(rules)
                rules.append(rule)
        self._matcher = Matcher(rules, sets)
        self._numbers = [np.array([number[_key(rule)] for rule in group], dtype=np.int64) for group in wanted]

    def find(self, tokens: Tokens) -> list[Matches]:
        """Return the matches of each extractor's rules, `entry` counted within its own rules."""
        found = self._matcher.find(tokens)
        edges = np.searchsorted(found.entry, np.arange(len(self._matcher.rules) + 1))
        return [_own(found, edges, numbers) for numbers in self._numbers]


def _key(rule: Rule) -> tuple[object, ...]:
    """Return what decides where a rule matches."""
    return (rule.patterns, rule.not_after, rule.not_before, rule.not_inside)


def _own(found: Matches, edges: NDArray[np.int64], numbers: NDArray[np.int64]) -> Matches:
    """Return the matches of the rules with these numbers, in this order."""
    length = np.diff(edges)[numbers]
    starts = np.cumsum(length) - length
    place = np.arange(length.sum()) + np.repeat(edges[numbers] - starts, length)
    entry = np.repeat(np.arange(len(numbers), dtype=np.int32), length)
    return Matches(entry, found.first[place], found.last[place])
