"""Several extractors over one partition, with one search."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.annotate.tokens import Tokens
from framing.features.base import Extractor
from framing.features.search import Search


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

    def observe(self, tokens: Tokens) -> dict[str, list[pd.DataFrame]]:
        """Return the tables of one partition.

        Parameters
        ----------
        tokens : Tokens

        Returns
        -------
        dict of str to list of DataFrame
            Name of the contract → tables under it, in the order of the extractors.
        """
        tables: dict[str, list[pd.DataFrame]] = {}
        for extractor, matches in zip(self.extractors, self._search.find(tokens), strict=True):
            for name, table in extractor.tables(tokens, matches).items():
                tables.setdefault(name, []).append(table)
        return tables
