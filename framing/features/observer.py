"""Several extractors over one partition, with one search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import pandas as pd

from framing.annotate.tokens import Tokens
from framing.codebook import Matches
from framing.features.base import Extractor
from framing.features.search import Search

# Name of a contract → table under it.
Tables = dict[str, pd.DataFrame]


class Observer:
    """Runs extractors of one language together; gives what each would give alone, faster.

    Parameters
    ----------
    extractors : sequence of Extractor

    Notes
    -----
    Patterns are parsed once, when it is made, so one observer serves all partitions. It can be
    pickled and sent to other processes.
    """

    def __init__(self, extractors: Sequence[Extractor]) -> None:
        self.extractors = tuple(extractors)
        sets = {referent.id: referent for extractor in self.extractors for referent in extractor.sets()}
        self._search = Search([extractor.rules() for extractor in self.extractors], tuple(sets.values()))

    def observe(
        self, tokens: Tokens, apply: Callable[..., Iterable[Tables]] = map
    ) -> dict[str, list[pd.DataFrame]]:
        """Return the tables of one partition.

        Parameters
        ----------
        tokens : Tokens
        apply : callable
            `map`, or one that works in threads: extractors share nothing that they change.

        Returns
        -------
        dict of str to list of DataFrame
            Name of the contract → tables under it, in the order of the extractors.
        """
        tables: dict[str, list[pd.DataFrame]] = {}
        for made in apply(partial(_tables, tokens), self.extractors, self._search.find(tokens)):
            for name, table in made.items():
                tables.setdefault(name, []).append(table)
        return tables


def _tables(tokens: Tokens, extractor: Extractor, matches: Matches) -> Tables:
    return extractor.tables(tokens, matches)
