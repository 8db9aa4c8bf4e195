"""Declarations: whether a study declares a claim, a cue or a word between two halves of one outlet."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import Labellings, labellings
from framing.study.comparison.cells import Cells
from framing.study.comparison.exchange import Chance, Purpose
from framing.study.grading.halves import MOST_LABELLINGS, Outlet, cut

Flags = NDArray[np.bool_]

KINDS: Final = ("claims", "cues", "words")


class Thinned(Chance):
    """Resampling of one cut by at most `MOST_LABELLINGS` labellings beside the observed one, where a study goes through all."""

    @cached_property
    def labels(self) -> Labellings:
        """The observed labelling and a sample, without replacement, of the others."""
        design = self.design
        seeds = design.seed(self.seed, Purpose.PERMUTE).spawn(2)
        whole = labellings(design.n_a, design.n_b, design.replicates, seeds[0], design.strata)
        n = len(whole.matrix) - 1
        if n <= MOST_LABELLINGS:
            return whole
        drawn = np.random.default_rng(seeds[1]).choice(n, MOST_LABELLINGS, replace=False) + 1
        return Labellings(whole.matrix[[0, *np.sort(drawn)]], enumerated=False)


def declared_between(outlet: Outlet, first: Flags, name: str) -> tuple[bool, bool, bool]:
    """Tell whether the study would declare a claim, a cue and a word between two halves.

    Parameters
    ----------
    outlet : Outlet
    first : bool array, length n_documents
    name : str
        Of the cut.

    Notes
    -----
    A referent counts as possible in both halves where it is in the outlet.
    """
    design, statistics = outlet.plan(first, name), outlet.study.statistics
    chance = Thinned(design, statistics.seed, statistics.interval, outlet.spending)
    rows = pd.Index(outlet.documents["doc_id"]).get_indexer(pd.Index(design.documents))
    alpha = 1.0 - statistics.interval
    claimed = outlet.cells.are(outlet.declared)
    refused = _refused_cells(outlet.cells, rows, chance, claimed, alpha)
    words = outlet.vocabulary is not None and bool(
        (
            chance.permute(outlet.vocabulary.counts[rows], outlet.vocabulary.sizes[rows]).p_adjusted < alpha
        ).any()
    )
    return bool(refused[claimed].any()), bool(refused[~claimed].any()), words


def draw_halves(outlet: Outlet, splits: int) -> NDArray[np.bool_]:
    """Cut an outlet many times; return for each cut whether a claim, a cue, a word is declared.

    Returns
    -------
    bool array, shape (splits, 3)
        Columns as `KINDS`.
    """
    generator = np.random.default_rng(outlet.design.seed(outlet.study.statistics.seed, Purpose.PLACEBO))
    cuts = [cut(outlet.strata, generator) for _ in range(splits)]
    found = [declared_between(outlet, first, f":{n}") for n, first in enumerate(cuts)]
    return np.array(found, dtype=np.bool_).reshape(splits, len(KINDS))


def _refused_cells(
    cells: Cells, rows: NDArray[np.intp], chance: Chance, claimed: Flags, alpha: float
) -> Flags:
    """Tell which cells are declared; one that cannot be compared is not."""
    if cells.index.empty:
        return np.zeros(0, dtype=np.bool_)
    possible = np.repeat(cells.possible[:1], 2, axis=0)
    halves = Cells(cells.index, cells.hits[rows], cells.opportunities[rows], chance.design.in_a, possible)
    room = np.maximum(halves.opportunities, halves.hits > 0)
    families = np.unique(cells.index["family"].to_numpy(dtype=object), return_inverse=True)[1]
    found = chance.permute_cells(halves.hits, room, families, claimed)
    return np.asarray((found.p_adjusted < alpha) & halves.comparable)
