"""Adjustment: what a p-value of a cell is corrected for (statistics.md §4).

*Declared* (confirmatory): the rate or share of each cell claimed in the config. One maxT over the declared cells of
a contrast, which share one permutation (`Chance.permute_cells`); across the contrasts of a language, whose permutations differ,
the Bonferroni–Holm closed test of `framing.stats.holm_of_groups` (`adjust_declared`). Contrasts count by design,
before anything is seen: those with documents on both sides (which can therefore be permuted) and a declared claim. Each
language is a study of its own: other texts, another instrument, nothing is pooled and nothing corrected across.

*Exploratory*: every other cell. First maxT over all families of the contrast, a family being tested by the largest |z|
among its cells; then maxT over the cells of one family. What is printed is the larger of the two, so a cell passes only
inside a family that passes. This screens: where several families truly differ, cells of theirs that do not may pass more
often than alpha (simulated, 12 v 12: one family .045, five .18, ten .32). Exploratory p-values are not corrected
across contrasts.

*Terms* (keyness): exploratory, maxT over the vocabulary of the contrast.

A cell or a term is tested by the largest |z| of its rate, its prevalence and its intensity (`framing.stats.scores`). Each
corrected p is divided by the share of the chance of a false alarm that its kind has (`framing.study.comparison.spending`): where there
is nothing, one contrast in twenty declares anything at all.

A cell that cannot be compared carries no p-value, yet stays in its maximum. Where a side has no opportunity the score
is 0 under that very labelling, so the maximum is the same function of every labelling; to leave the cell out for
what was observed would favour the observed one. A structural zero can only raise the p of the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import holm_of_groups
from framing.study.comparison.cells import KEY
from framing.study.comparison.specification import Contrast

Floats = NDArray[np.float64]
# The statistic that a claim is about; prevalence is shown beside it.
CLAIMED = ("rate_ratio", "share_difference")


def adjust_declared(tables: Sequence[pd.DataFrame], contrasts: Sequence[Contrast]) -> list[pd.DataFrame]:
    """Return the estimates of each contrast, the p of declared claims adjusted over all contrasts.

    Parameters
    ----------
    tables : sequence of DataFrame
        From `estimate_cells`, one a contrast; in `p_adjusted` each declared claim stands adjusted within its
        contrast.
    contrasts : sequence of Contrast
        To which they belong; those of a study that can be compared.
    """
    adjusted: dict[int, pd.DataFrame] = {}
    for language in dict.fromkeys(contrast.design.language for contrast in contrasts):
        own = [n for n, contrast in enumerate(contrasts) if contrast.design.language == language]
        found = _adjusted([tables[n] for n in own], [contrasts[n] for n in own])
        adjusted |= dict(zip(own, found, strict=True))
    return [adjusted[n] for n in range(len(tables))]


def _adjusted(tables: Sequence[pd.DataFrame], contrasts: Sequence[Contrast]) -> list[pd.DataFrame]:
    """Adjust the declared claims of one language."""
    claims = [_claims(table, contrast) for table, contrast in zip(tables, contrasts, strict=True)]
    groups = np.repeat(np.arange(len(tables)), [int(claimed.sum()) for claimed in claims])
    parts = [
        table.loc[claimed, "p_adjusted"].to_numpy(dtype=float) if claimed.any() else np.empty(0)
        for table, claimed in zip(tables, claims, strict=True)
    ]
    within = np.concatenate([np.empty(0), *parts])
    # a claim without a p-value is one that cannot be refused: 1
    adjusted = holm_of_groups(np.where(np.isnan(within), 1.0, within), groups)
    shown = np.where(np.isnan(within), np.nan, adjusted)
    return [
        _replaced(table, claimed, shown[groups == n])
        for n, (table, claimed) in enumerate(zip(tables, claims, strict=True))
    ]


def _claims(table: pd.DataFrame, contrast: Contrast) -> NDArray[np.bool_]:
    if table.empty or not contrast.declared:
        return np.zeros(len(table), dtype=np.bool_)
    keys = pd.MultiIndex.from_frame(table[KEY]).isin(list(contrast.declared))
    return np.asarray(keys & table["statistic"].isin(CLAIMED).to_numpy())


def _replaced(table: pd.DataFrame, claimed: NDArray[np.bool_], p: Floats) -> pd.DataFrame:
    if not claimed.any():
        return table
    adjusted = table["p_adjusted"].to_numpy(dtype=float, copy=True)
    adjusted[claimed] = p
    return table.assign(p_adjusted=adjusted)
