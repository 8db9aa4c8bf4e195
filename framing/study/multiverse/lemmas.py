"""Lemmas: what becomes of an estimate when one word of the codebook is taken out of it, each in turn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing.study.comparison.designs import Design
from framing.study.multiverse.bases import Base
from framing.study.multiverse.curves import POOLED, observed_effects
from framing.study.multiverse.universe_counts import UniverseCounts, is_counted
from framing.study.multiverse.universes import Universe

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
COLUMNS = ("lemma", "hits_a", "hits_b", "estimate", "change", "turns")
# Numbers (documents × lemmas) held at once: 64 MB an array, of which about six live together.
MOST_NUMBERS = 8_000_000


def without_each_lemma(
    base: Base, rows: Codes, default: Universe, counts: UniverseCounts, design: Design, voice: str
) -> pd.DataFrame:
    """Estimate a claim without each word that has a hit in the default universe.

    Where a hit is itself one of the opportunities (a mention, an attribution) both are gone with the word.

    Parameters
    ----------
    base : Base
    rows : int array, shape (units,)
        Row in the base of every document of the design.
    default : Universe
    counts : UniverseCounts
        Whose first universe is the default.
    design : Design
    voice : str
        Of the claim.

    Returns
    -------
    DataFrame
        lemma, hits_a, hits_b (its own), estimate (without it), change (of the estimate), turns (whether the sign is
        another). The largest change first; NaN, which is of words without which nothing is left to compare, last.
    """
    names, of_lemma = _by_lemma(base, rows, default, voice)
    weight = default.choices["weighting"]
    whole = _effects(counts, np.zeros((len(rows), 1)), base, design, weight)[0]
    width = max(1, MOST_NUMBERS // max(len(rows), 1))
    parts = [np.empty(0)]
    for first in range(0, len(names), width):
        block = of_lemma[:, first : first + width].toarray()
        parts.append(_effects(counts, block, base, design, weight))
    found = np.concatenate(parts)
    in_a = of_lemma[design.in_a].sum(axis=0)
    table = pd.DataFrame(
        {
            "lemma": pd.Series(names, dtype="str"),
            "hits_a": np.asarray(in_a, dtype=np.float64),
            "hits_b": np.asarray(of_lemma.sum(axis=0) - in_a, dtype=np.float64),
            "estimate": found,
            "change": found - whole,
            "turns": ~np.isnan(found) & (np.sign(found) != np.sign(whole)),
        }
    )
    order = np.lexsort((np.arange(len(table)), -np.abs(table["change"].to_numpy())))
    return table.iloc[order].reset_index(drop=True)


def _by_lemma(
    base: Base, rows: Codes, default: Universe, voice: str
) -> tuple[list[str], scipy.sparse.csc_array]:
    """Return the words, sorted, and their hits by document."""
    place = np.full(base.hits.shape[0], -1, dtype=np.intp)
    place[rows] = np.arange(len(rows))
    counted = is_counted(base, default.choices, voice)[0]
    document = place[base.rows["document"].to_numpy()]
    kept = counted[base.rows["level"].to_numpy()] & (document >= 0)
    names, lemma = np.unique(base.rows["lemma"].to_numpy(dtype=object)[kept], return_inverse=True)
    hits = scipy.sparse.csc_array(
        (np.ones(int(kept.sum())), (document[kept], lemma)), shape=(len(rows), len(names))
    )
    return names.tolist(), hits


def _effects(counts: UniverseCounts, taken: Floats, base: Base, design: Design, weighting: str) -> Floats:
    hits = counts.hits[:, :1] - taken
    opportunities = counts.opportunities[:, :1] - (taken if base.is_part else 0.0)
    room = np.maximum(opportunities, hits > 0)
    stand_in = np.full(hits.shape[1], counts.stand_in[0])
    return observed_effects(
        hits, room, design, share=base.is_share, pooled=weighting == POOLED, stand_in=stand_in
    )
