"""Type values: a number for each type of a vocabulary, worked out once and not once a partition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.columns import distinct_sorted

Int64 = NDArray[np.int64]

UNKNOWN: Final = -1


class TypeValues:
    """What some function of form and lemma gives for each type, remembered while the vocabulary grows.

    Parameters
    ----------
    compute : callable
        Takes the forms and the lemmas of some types (lists of str), gives a number ≥ 0 for each.
    """

    def __init__(self, compute: Callable[[list[str], list[str]], Iterable[int]]) -> None:
        self._compute = compute
        self._vocabulary: object = None
        self._values: Int64 = np.empty(0, dtype=np.int64)

    def among(self, tokens: Tokens, types: NDArray[np.integer]) -> Int64:
        """Return a table of all types in which those asked for are filled in.

        Parameters
        ----------
        tokens : Tokens
        types : integer array
            May repeat; only these are worked out.

        Returns
        -------
        int64 array, length n_types
            `UNKNOWN` for types never asked for; not to be written to.
        """
        table = self._table(tokens)
        self._learn(tokens, distinct_sorted(types[table[types] == UNKNOWN]))
        return table

    def all(self, tokens: Tokens) -> Int64:
        """Return the value of every type."""
        table = self._table(tokens)
        self._learn(tokens, np.flatnonzero(table == UNKNOWN))
        return table

    def _learn(self, tokens: Tokens, types: NDArray[np.integer]) -> None:
        if len(types):
            found = self._compute(tokens.surface[types].tolist(), tokens.lemma[types].tolist())
            self._values[types] = np.fromiter(found, np.int64, len(types))

    def _table(self, tokens: Tokens) -> Int64:
        """Return the values so far with room for all types; of another vocabulary nothing is known."""
        if tokens.vocabulary is not self._vocabulary:
            self._vocabulary, self._values = tokens.vocabulary, np.empty(0, dtype=np.int64)
        n = len(tokens.surface)
        if n > len(self._values):
            room = np.full(max(n, 2 * len(self._values)), UNKNOWN, dtype=np.int64)
            room[: len(self._values)] = self._values
            self._values = room
        return self._values[:n]
