"""Exchange: what chance does to a design – labels permuted, documents drawn again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.stats import (
    Estimate,
    Labellings,
    ScoreTest,
    bootstrap,
    labellings,
    max_t,
    permutation_p,
    score_test,
    score_z,
)
from framing.study.designs import Design

Floats = NDArray[np.float64]
# Under this many documents (or events) a side a bootstrap interval is too narrow to be shown (statistics.md §2).
NEEDED_FOR_INTERVAL = 12
# Replicates of an interval at most: the 2.5 % tail then lies on 50 of them, and weights of 10,000
# documents stay under 200 MB. Permutations, which carry the p-values, take the study's own number.
MOST_INTERVAL_REPLICATES = 1999
# Scores (labellings × columns) held at once: 160 MB; above it, family by family.
MOST_NUMBERS = 20_000_000
# Stands in place of a family's number for what was claimed in the config.
DECLARED = -1


class Purpose(IntEnum):
    """What random numbers are for; each has a stream of its own."""

    PERMUTE = 0
    BOOTSTRAP_CELLS = 1
    BOOTSTRAP_TERMS = 2


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
    """

    design: Design
    seed: int
    level: float

    @cached_property
    def labels(self) -> Labellings:
        """All labellings, or as many sampled ones as the design says; the observed one first."""
        d = self.design
        return labellings(d.n_a, d.n_b, d.replicates, d.seed(self.seed, Purpose.PERMUTE), d.strata)

    def permute(self, hits: Any, sizes: Floats) -> ScoreTest:
        """Permute outlets over documents, within strata.

        Parameters
        ----------
        hits : array or sparse array, shape (n_documents, n_columns)
        sizes : array, shape (n_documents,) or (n_documents, n_columns)
            Opportunities. A document with a hit has at least one (a cue may stand in the few quoted words
            of a sentence that counts as the outlet's own).
        """
        return score_test(hits, self._expected(hits, sizes), self.labels.matrix)

    def permute_cells(
        self, hits: Floats, sizes: Floats, families: NDArray[Any], declared: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        """Return permutation p of every column, and p adjusted within this contrast.

        Declared columns: maxT over the declared ones. Exploratory ones: maxT over all their families, each by
        its largest |z|, then maxT within the family; the larger of the two (statistics.md §4; see
        `framing.study.adjustment` for what is corrected across contrasts).

        Parameters
        ----------
        hits, sizes : arrays, shape (n_documents, n_columns)
        families : array of int from 0, length n_columns
        declared : array of bool, length n_columns

        Returns
        -------
        p_value, p_adjusted : arrays, length n_columns
        """
        groups = np.where(declared, DECLARED, families)
        names = np.unique(groups)
        p_value, within = np.ones(hits.shape[1]), np.ones(hits.shape[1])
        largest = np.zeros((len(self.labels.matrix), names.size))
        for columns in self._blocks(groups, names):
            scores = score_z(
                hits[:, columns], self._expected(hits[:, columns], sizes[:, columns]), self.labels.matrix
            )
            p_value[columns] = permutation_p(scores)
            for group in np.unique(groups[columns]):
                own = groups[columns] == group
                within[columns[own]] = max_t(scores[:, own])
                largest[:, names == group] = np.abs(scores[:, own]).max(axis=1, keepdims=True)
        of_family = np.zeros(names.size)  # declared columns pass no family first
        of_family[names != DECLARED] = max_t(largest[:, names != DECLARED])
        return p_value, np.maximum(within, of_family[np.searchsorted(names, groups)])

    def _blocks(self, groups: NDArray[Any], names: NDArray[Any]) -> list[NDArray[np.intp]]:
        """Columns whose scores are held at once: all, or a group at a time."""
        if len(self.labels.matrix) * groups.size <= MOST_NUMBERS:
            return [np.arange(groups.size)]
        return [np.flatnonzero(groups == name) for name in names]

    def _expected(self, hits: Any, sizes: Floats) -> Floats:
        if len(np.unique(self.design.strata)) == 1:
            return sizes
        return expected_sizes(hits, sizes, self.design.strata)

    def interval(self, statistic: Callable[[Floats], Floats], purpose: Purpose) -> Estimate:
        """Return a statistic with its bootstrap interval over documents, over events where they are matched.

        Parameters
        ----------
        statistic : callable
            From weights (rows, n_documents) to values (rows, n_columns).

        Returns
        -------
        Estimate
            Bounds are NaN where the design is too small to carry an interval.
        """
        d = self.design
        units, by, size = _units(d)
        if size < NEEDED_FOR_INTERVAL:
            observed = statistic(np.ones((1, d.n_a + d.n_b)))[0]
            nothing = np.full(observed.shape, np.nan)
            return Estimate(observed, nothing, nothing)
        replicates = min(d.replicates, MOST_INTERVAL_REPLICATES)
        drawn = lambda weights: statistic(weights[:, units])  # noqa: E731
        seed = d.seed(self.seed, purpose)
        return bootstrap(drawn, int(units.max()) + 1, replicates, seed, strata=by, level=self.level)


def expected_sizes(hits: Any, sizes: Floats, strata: NDArray[np.int64]) -> Floats:
    """Return opportunities weighted by how much each stratum says at all.

    With t_i' = t_i · (rate of the stratum of i)/(rate overall) the score's residual x_i − p t_i' is
    x_i − p_s t_i: what a document has more than its own stratum. So each stratum's residuals sum to 0, and
    what differs between topics or months is not taken for a difference between outlets.

    Parameters
    ----------
    hits : array or sparse array, shape (n_documents, n_columns)
    sizes : array, shape (n_documents,) or (n_documents, n_columns)
    strata : int array, length n_documents

    Returns
    -------
    array, shape (n_documents, n_columns)
    """
    codes = np.unique(strata, return_inverse=True)[1]
    belongs = (np.arange(codes.max() + 1)[:, np.newaxis] == codes).astype(float)
    wide = sizes[:, np.newaxis] if sizes.ndim == 1 else sizes
    x, t = np.asarray(belongs @ hits), belongs @ wide
    rate = x.sum(axis=0) / np.maximum(t.sum(axis=0), 1.0)
    factor = x / np.where(t > 0, t, 1.0) / np.where(rate > 0, rate, 1.0)
    return np.asarray(wide * factor[codes])


def _units(design: Design) -> tuple[NDArray[np.intp], NDArray[np.bool_] | None, int]:
    """Return the resampling unit of each document, strata of the units, and their number a side."""
    if design.kind == "matched":
        units = np.unique(design.events, return_inverse=True)[1]
        return units, None, design.shared_events
    return np.arange(design.n_a + design.n_b), design.in_a, min(design.n_a, design.n_b)
