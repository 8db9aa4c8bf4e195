"""Ranked lemmas: what tables of terms count by, in the order tables are sorted in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.annotate import Tokens
from framing.columns import TEXT


def rank_lemmas(tokens: Tokens, types: NDArray[np.integer]) -> tuple[pd.Index, NDArray[np.uint32]]:
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
    number = tokens.lemma_number
    lemma_of = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.int64)
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
