"""Intervals: how far each contrast of a design is known, by the method that its size allows (statistics.md §2).

Outlets that are compared within topics and months are compared within them here as well: every article weighs as Mantel and
Haenszel weigh its stratum, so that what one outlet wrote when the other was silent makes no difference (`weights_of_strata`).

Under 12 documents (or events) a side the permutation test is inverted; from there on documents, or events where they are
matched, are drawn again and the interval is the studentised one, whose coverage `tests/benchmarks/interval_coverage.py` measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import scipy
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
                else unmatched(self._drawn, *self._standardised(hits[:, columns], room))
            )
            parts.append(studentised(found, self._units, self.level))
        return Estimate(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in ("estimate", "low", "high"))
        )

    def _standardised(self, hits: Any, sizes: Floats) -> tuple[Any, Floats]:
        """Weigh articles by their strata, where there are several."""
        pools = self.design.pools
        if pools is None:
            return hits, sizes
        weights = weights_of_strata(sizes, self.design.in_a, pools)
        if isinstance(hits, np.ndarray):
            wide = weights if weights.ndim == hits.ndim else weights[:, np.newaxis]
            return hits * wide, sizes * weights
        return scipy.sparse.csr_array(scipy.sparse.diags_array(weights) @ hits), sizes * weights

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
        # the test has a centre of its own: what is estimated lies within what is said of it
        return Estimate(
            found.estimate,
            np.where(np.isnan(bounds.low), np.nan, np.fmin(bounds.low, found.estimate)),
            np.where(np.isnan(bounds.high), np.nan, np.fmax(bounds.high, found.estimate)),
        )

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


def weights_of_strata(sizes: Floats, in_a: NDArray[np.bool_], strata: NDArray[np.integer[Any]]) -> Floats:
    """Return what each article weighs where outlets are compared within strata.

    2 T'_s/T_s for an article of stratum s, T'_s being the opportunities of the other outlet there and T_s those of both. Then
    Σ w x/Σ w t of one outlet by that of the other is RR_MH = Σ a_s T0_s/T_s ÷ Σ b_s T1_s/T_s, their difference the pooled difference
    of shares (Mantel & Haenszel 1959; Greenland & Robins 1985), for Σ w t is the same on both sides. The 2 makes nothing of
    balanced strata.

    Parameters
    ----------
    sizes : array, shape (n_documents,) or (n_documents, n_columns)
    in_a : bool array, shape (n_documents,)
    strata : int array, shape (n_documents,)
        From 0.
    """
    place = np.unique(strata, return_inverse=True)[1]
    belongs = scipy.sparse.csr_array((np.ones(place.size), (place, np.arange(place.size))))
    shape = (place.size,) + (1,) * (sizes.ndim - 1)
    first, second = (belongs @ (sizes * side.reshape(shape)) for side in (in_a, ~in_a))
    whole = np.where(first + second > 0, first + second, 1.0)
    return np.asarray(2.0 * np.where(in_a.reshape(shape), second[place], first[place]) / whole[place])
