"""Intervals: how far each contrast of a design is known, by the method that its size allows (statistics.md §2).

Under 12 documents (or events) a side the permutation test is inverted; from there on documents, or events where they are
matched, are drawn again and the interval is the studentised one, whose coverage `tests/benchmarks/interval_coverage.py` measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from framing.stats import (
    Drawn,
    Estimate,
    Events,
    Replicated,
    difference_interval,
    draw,
    drawn_units,
    events_from,
    log_odds_ratio,
    log_rate_ratio,
    matched_log_odds_ratio,
    matched_log_rate_ratio,
    matched_share_difference,
    ratio_interval,
    share_difference,
    studentised,
)
from framing.study.comparison.designs import Design

Floats = NDArray[np.float64]
Unmatched = Callable[[Drawn, Any, Any], Replicated]
Matched = Callable[[Floats, Events], Replicated]

# Under this many documents (or events) a side drawing them again is no picture of chance (statistics.md §2).
NEEDED_FOR_BOOTSTRAP: Final = 12
# Replicates of an interval at most: the 5 % tail then lies on 100 of them. Permutations, which carry the p-values,
# take the study's own number.
MOST_REPLICATES: Final = 1999
# Terms whose intervals are drawn together: 2,000 replicates × 2,000 terms are 32 MB an array, of which ten live at once.
BLOCK: Final = 2_000


@dataclass(frozen=True, eq=False)
class Intervals:
    """Intervals of one design.

    Attributes
    ----------
    design : Design
    labels : bool array, shape (rows, n_documents)
        Labellings of the design, the observed one first.
    seed : SeedSequence
    level : float
    """

    design: Design
    labels: NDArray[np.bool_]
    seed: np.random.SeedSequence
    level: float

    @property
    def method(self) -> str:
        """How intervals are made: "inversion" of the permutation test, or "bootstrap"."""
        return "inversion" if self._units < NEEDED_FOR_BOOTSTRAP else "bootstrap"

    def log_rate_ratio(self, hits: Any, sizes: Floats) -> Estimate:
        """Return ln of the ratio of rates, pooled over events where they are matched.

        Parameters
        ----------
        hits : array or sparse array, shape (n_documents, n_columns)
        sizes : array, shape (n_documents,) or (n_documents, n_columns)
        """
        found = self._bootstrapped(log_rate_ratio, matched_log_rate_ratio, hits, sizes)
        return self._inverted(ratio_interval, found, hits, sizes) if self.method == "inversion" else found

    def share_difference(self, hits: Floats, sizes: Floats) -> Estimate:
        """Return the difference of shares; parameters as in `log_rate_ratio`."""
        found = self._bootstrapped(share_difference, matched_share_difference, hits, sizes)
        return (
            self._inverted(difference_interval, found, hits, sizes) if self.method == "inversion" else found
        )

    def log_odds_ratio(self, hits: Floats, sizes: Floats) -> Estimate:
        """Return the difference of log odds; of a small design without bounds. Parameters as in `log_rate_ratio`."""
        found = self._bootstrapped(log_odds_ratio, matched_log_odds_ratio, hits, sizes)
        nothing = np.full(found.estimate.shape, np.nan)
        return Estimate(found.estimate, nothing, nothing) if self.method == "inversion" else found

    def _bootstrapped(self, unmatched: Unmatched, matched: Matched, hits: Any, sizes: Floats) -> Estimate:
        """Return values with their studentised bounds, in blocks of columns."""
        parts = []
        for first in range(0, max(hits.shape[1], 1), BLOCK):
            columns = slice(first, first + BLOCK)
            room = sizes if sizes.ndim == 1 else sizes[:, columns]
            found = (
                self._matched(matched, hits[:, columns], room)
                if self._is_matched
                else unmatched(self._drawn, hits[:, columns], room)
            )
            parts.append(studentised(found, self._units, self.level))
        return Estimate(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in ("estimate", "low", "high"))
        )

    def _matched(self, matched: Matched, hits: Any, sizes: Floats) -> Replicated:
        dense = hits if isinstance(hits, np.ndarray) else hits.toarray()
        wide = np.broadcast_to(sizes[:, np.newaxis], dense.shape) if sizes.ndim == 1 else sizes
        return matched(self._weights, events_from(dense, wide, self.design.in_a, self.design.events))

    def _inverted(self, search: Any, found: Estimate, hits: Any, sizes: Floats) -> Estimate:
        """Put the bounds of the inverted test round a value; none where no labelling is rare enough."""
        nothing = np.full(found.estimate.shape, np.nan)
        if not self.design.smallest_p < 1 - self.level:
            return Estimate(found.estimate, nothing, nothing)
        dense = hits if isinstance(hits, np.ndarray) else hits.toarray()
        wide = np.broadcast_to(sizes[:, np.newaxis], dense.shape) if sizes.ndim == 1 else sizes
        bounds = search(dense, wide, self.labels, self.design.strata, self.level)
        return Estimate(found.estimate, bounds.low, bounds.high)

    @property
    def _is_matched(self) -> bool:
        return self.design.kind == "matched"

    @property
    def _units(self) -> int:
        return self.design.shared_events if self._is_matched else min(self.design.n_a, self.design.n_b)

    @property
    def _replicates(self) -> int:
        """None where the interval is made in another way."""
        return min(self.design.replicates, MOST_REPLICATES) if self.method == "bootstrap" else 0

    @cached_property
    def _drawn(self) -> Drawn:
        return draw(self.design.in_a, self._replicates, self.seed)

    @cached_property
    def _weights(self) -> Floats:
        return drawn_units(self.design.shared_events, self._replicates, self.seed)
