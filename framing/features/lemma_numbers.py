"""Numbers of lemmas: what tables of terms count by, in the order tables are sorted in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.annotate import Tokens, TypeValues
from framing.columns import TEXT


class LemmaNumbers:
    """A number for each lemma met so far: forms of one word share it.

    What is remembered from one partition to the next never changes a table, only the time.
    """

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}
        self._numbers = TypeValues(self._number)

    def ranked(self, tokens: Tokens, types: NDArray[np.integer]) -> tuple[pd.Index, NDArray[np.uint32]]:
        """Rank the lemmas of some types by code point.

        Parameters
        ----------
        tokens : Tokens
        types : integer array
            May repeat.

        Returns
        -------
        lemmas : Index of str
            Those of the types, each once, sorted.
        rank : uint32 array, length n_types
            Place of each type's lemma among them; anything for types not asked for.
        """
        number = self._numbers.all(tokens)
        lemma_of = np.zeros(len(self._number_of), dtype=np.int64)
        is_asked, is_present = np.zeros(len(number), dtype=bool), np.zeros(len(lemma_of), dtype=bool)
        is_asked[types] = True
        asked = np.flatnonzero(is_asked)
        lemma_of[number[asked]] = asked
        is_present[number[asked]] = True
        present = np.flatnonzero(is_present)
        lemmas = pa.array(tokens.lemma[lemma_of[present]], type=pa.large_string())
        order = pc.sort_indices(lemmas)  # by bytes of UTF-8, which is by code point
        rank = np.zeros(len(lemma_of), dtype=np.uint32)
        rank[present[order.to_numpy()]] = np.arange(len(present), dtype=np.uint32)
        words = pd.Index(lemmas.take(order).to_pandas(types_mapper={pa.large_string(): TEXT}.get))
        return words, rank[number]

    def _number(self, _forms: list[str], lemmas: list[str]) -> Iterator[int]:
        number_of = self._number_of
        return (number_of.setdefault(lemma, len(number_of)) for lemma in lemmas)
