"""Exchange: what chance does to a design – labels permuted, documents drawn again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.stats import (
    ALL_ASPECTS,
    Labellings,
    ScoreTest,
    labellings,
    max_t,
    permutation_p,
    score_test,
    score_z,
)
from framing.study.comparison.designs import Design
from framing.study.comparison.intervals import Intervals
from framing.study.comparison.spending import UNDIVIDED, Spending

Floats = NDArray[np.float64]
# Scores (labellings × columns × aspects) held at once: 160 MB; above it, family by family.
MOST_NUMBERS = 20_000_000
# Stands in place of a family's number for what was claimed in the config.
DECLARED = -1


class Purpose(IntEnum):
    """What random numbers are for; each has a stream of its own."""

    PERMUTE = 0
    BOOTSTRAP_CELLS = 1
    BOOTSTRAP_TERMS = 2
    PLACEBO = 3
    POWER = 4
    CORRECT = 5


@dataclass(frozen=True, eq=False)
class Permuted:
    """What permutation says of columns.

    Attributes
    ----------
    z : array, shape (n_columns, aspects)
        Scores, in the order of `framing.stats.ALL_ASPECTS`.
    p_value : array, length n_columns
        Of the largest |z| of the column.
    p_aspect : array, shape (n_columns, aspects)
        Of each aspect alone, uncorrected.
    p_adjusted : array, length n_columns
    """

    z: Floats
    p_value: Floats
    p_aspect: Floats
    p_adjusted: Floats


@dataclass(frozen=True, eq=False)
class Chance:
    """Resampling of one design.

    Attributes
    ----------
    design : Design
    seed : int
        The study's.
    level : float
        Confidence of intervals.
    spending : Spending
        Shares by which corrected p-values are divided; all 1 where one kind of test stands alone.
    """

    design: Design
    seed: int
    level: float
    spending: Spending = UNDIVIDED

    @cached_property
    def labels(self) -> Labellings:
        """All labellings, or as many sampled ones as the design says; the observed one first."""
        d = self.design
        return labellings(d.n_a, d.n_b, d.replicates, d.seed(self.seed, Purpose.PERMUTE), d.strata)

    def permute(self, hits: Any, sizes: Floats) -> ScoreTest:
        """Permute outlets over documents, within strata, and test every column in all its aspects.

        Parameters
        ----------
        hits : array or sparse array, shape (n_documents, n_columns)
        sizes : array, shape (n_documents,) or (n_documents, n_columns)
            Opportunities. A document with a hit has at least one (a cue may stand in the few quoted words
            of a sentence that counts as the outlet's own).
        """
        found = score_test(hits, sizes, self.labels.matrix, self.design.strata)
        return replace(found, p_adjusted=self.spending.raised(found.p_adjusted, "words"))

    def permute_cells(
        self, hits: Floats, sizes: Floats, families: NDArray[Any], declared: NDArray[np.bool_]
    ) -> Permuted:
        """Return what permutation says of every column, adjusted within this contrast.

        A column is tested by the largest |z| of its aspects. Declared columns: maxT over the declared ones. Exploratory
        ones: maxT over all their families, each by its largest |z|, then maxT within the family; the larger of the two
        (statistics.md §4; see `framing.study.comparison.adjustment` for what else is corrected).

        Parameters
        ----------
        hits, sizes : arrays, shape (n_documents, n_columns)
        families : array of int from 0, length n_columns
        declared : array of bool, length n_columns
        """
        groups = np.where(declared, DECLARED, families)
        names = np.unique(groups)
        n = hits.shape[1]
        found = Permuted(
            np.zeros((n, len(ALL_ASPECTS))), np.ones(n), np.ones((n, len(ALL_ASPECTS))), np.ones(n)
        )
        largest = np.zeros((len(self.labels.matrix), names.size))
        for columns in self._blocks(groups, names):
            scores = self._scores(hits[:, columns], sizes[:, columns])
            found.z[columns], found.p_aspect[columns] = (
                scores[0],
                permutation_p(scores.reshape(len(scores), -1)).reshape(-1, len(ALL_ASPECTS)),
            )
            of_column = np.abs(scores).max(axis=2)
            found.p_value[columns] = permutation_p(of_column)
            for group in np.unique(groups[columns]):
                own = groups[columns] == group
                found.p_adjusted[columns[own]] = max_t(of_column[:, own])
                largest[:, names == group] = of_column[:, own].max(axis=1, keepdims=True)
        of_family = np.zeros(names.size)  # declared columns pass no family first
        of_family[names != DECLARED] = max_t(largest[:, names != DECLARED])
        adjusted = np.maximum(found.p_adjusted, of_family[np.searchsorted(names, groups)])
        claims, cues = (self.spending.raised(adjusted, kind) for kind in ("claims", "cues"))
        return replace(found, p_adjusted=np.where(declared, claims, cues))

    def _scores(self, hits: Floats, sizes: Floats) -> Floats:
        return score_z(hits, sizes, self.labels.matrix, self.design.strata, ALL_ASPECTS)

    def _blocks(self, groups: NDArray[Any], names: NDArray[Any]) -> list[NDArray[np.intp]]:
        """Columns whose scores are held at once: all, or a group at a time."""
        if len(self.labels.matrix) * groups.size * len(ALL_ASPECTS) <= MOST_NUMBERS:
            return [np.arange(groups.size)]
        return [np.flatnonzero(groups == name) for name in names]

    @cached_property
    def cell_intervals(self) -> Intervals:
        """Intervals of cells."""
        return self._intervals(Purpose.BOOTSTRAP_CELLS)

    @cached_property
    def term_intervals(self) -> Intervals:
        """Intervals of terms."""
        return self._intervals(Purpose.BOOTSTRAP_TERMS)

    def _intervals(self, purpose: Purpose) -> Intervals:
        return Intervals(self.design, self.labels.matrix, self.design.seed(self.seed, purpose), self.level)
