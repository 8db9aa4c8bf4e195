"""Placebo: gate G9, what the same test says of two halves of one outlet, where there is nothing to say.

The documents of each outlet are divided at random into two halves, again and again; the declared cells are tested as they are
between the outlets. A split raises a false alarm if any of them comes out. The gate passes where alarms are no more than
chance allows at the level of the test (exact bound). `framing verify --placebo` does the same with all that a study
tests (`framing.study.grading.halves`).

What it can catch is a fault of the test, not of the data: halves drawn at random are exchangeable whatever was counted, so that
a sound test of them errs as often as it says. Dependence between articles – one author, one dispatch, one day – is a matter of
designs and copies (`framing.study.comparison.designs`, `copies`), not of this gate.

All splits are compared with one set of further halves, which are as likely as they: a hundred permutation tests for the price of
one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy
from numpy.typing import NDArray

from framing.stats import ALL_ASPECTS, score_z, smallest_p
from framing.stats.resampling import TIE_TOLERANCE
from framing.study.grading.cases import Gate, Placebo

Floats = NDArray[np.float64]

# 100 splits tell .05 from .15 (exact bound, 9 alarms); 999 further halves make p as fine as .001.
SPLITS: Final = 100
LABELLINGS: Final = 999
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
    rows = np.random.default_rng(seed).random((splits + LABELLINGS, n)).argsort(axis=1) < half
    z = np.abs(score_z(hits, sizes, rows, aspects=ALL_ASPECTS)).max(axis=(1, 2))
    alarms = int((p_among(z[:splits], z[splits:]) <= level).sum())
    return Placebo(outlet, n, splits, alarms, most_alarms(splits, level))


def most_alarms(splits: int, level: float) -> int:
    """Return the most alarms that chance allows: beta-binomial, for the splits share what they are compared with."""
    rank = np.floor(level * (LABELLINGS + 1))
    return int(scipy.stats.betabinom.ppf(CONFIDENCE, splits, rank, LABELLINGS + 1 - rank))


def p_among(observed: Floats, others: Floats) -> Floats:
    """Return the permutation p of each observed statistic among others that are as likely: (1 + #{T* ≥ T})/(1 + B)."""
    ordered = np.sort(others)
    as_large = len(ordered) - np.searchsorted(ordered, observed * (1.0 - TIE_TOLERANCE), side="left")
    return np.asarray((1 + as_large) / (1 + len(ordered)))


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
