"""Placebo: gate G9, what the same test says of two halves of one outlet, where there is nothing to say.

The documents of each outlet are divided at random into two sides, as large as its number allows up to that of the
contrast, within the strata in which the contrast exchanges them; the declared cells are tested as they are between the
outlets. A split raises a false alarm if any of them comes out. The gate passes where alarms are no more than chance allows
at the level of the test (exact binomial bound).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy
from numpy.typing import NDArray

from framing.stats import ALL_ASPECTS, labellings, max_t, score_z, smallest_p
from framing.study.grading.cases import Gate, Placebo

Floats = NDArray[np.float64]

# 100 splits tell .05 from .12 (exact binomial bound, 11 alarms); 199 labellings make p as fine as .005.
SPLITS: Final = 100
LABELLINGS: Final = 199
# Two halves of four can reach p = .029; with fewer a placebo could never raise an alarm, and would prove nothing.
NEEDED: Final = 8
CONFIDENCE: Final = 0.95


def split_outlet(
    outlet: str, hits: Floats, sizes: Floats, level: float, seed: np.random.SeedSequence, splits: int = SPLITS
) -> Placebo:
    """Test random halves of one outlet.

    Parameters
    ----------
    outlet : str
    hits, sizes : arrays, shape (n_documents, n_cells)
        The declared cells.
    level : float
        Level of the test: alpha times the share that claims have of it.
    seed : SeedSequence
    splits : int
    """
    n, n_cells = hits.shape
    half = n // 2
    if n < NEEDED or not n_cells or smallest_p(half, half, None, LABELLINGS) >= level:
        return Placebo(outlet, n, 0, 0, 0)
    generator = np.random.default_rng(seed)
    rows = labellings(half, half, LABELLINGS, generator).matrix
    alarms = 0
    for _ in range(splits):
        chosen = generator.permutation(n)[: 2 * half]
        z = np.abs(score_z(hits[chosen], sizes[chosen], rows, aspects=ALL_ASPECTS)).max(axis=2)
        alarms += bool(max_t(z).min() <= level)
    return Placebo(outlet, n, splits, alarms, int(scipy.stats.binom.ppf(CONFIDENCE, splits, level)))


def placebo(found: tuple[Placebo, ...]) -> Gate:
    """G9: in no outlet do random halves raise more false alarms than chance allows; not evaluated where one is too small."""
    if not found:
        return Gate("G9", None, "not_run", {"needed_documents": NEEDED})
    facts = {
        f"{name}_{side}": getattr(one, name)
        for side, one in zip("ab", found, strict=True)
        for name in ("outlet", "documents", "splits", "alarms", "allowed")
    } | {"needed_documents": NEEDED}
    if not all(one.splits for one in found):
        return Gate("G9", None, "too_small", facts)
    quiet = all(one.alarms <= one.allowed for one in found)
    return Gate("G9", quiet, "quiet" if quiet else "alarms", facts)
