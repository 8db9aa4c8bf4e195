"""Splits: every outlet of a study cut in halves many times, beside how many false alarms chance allows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from framing.study.comparison.copies import find_copies
from framing.study.comparison.held_out import compared_documents
from framing.study.grading.declarations import KINDS, draw_halves
from framing.study.grading.halves import Outlet, count_outlet, undivided
from framing.study.measurement.measurements import Measurements

if TYPE_CHECKING:
    from framing.study.config.study import Study

Watch = Callable[[int, int], None]

# 100 splits tell .05 from .12; each costs about as much as one contrast without its intervals.
SPLITS: Final = 100
# Two halves of four can reach p = .029; smaller ones could declare nothing, and would show nothing.
NEEDED: Final = 8
# Standard errors above alpha: up to the first an outlet passes, beyond the second it is missed. Of twenty outlets
# without any fault one lies above the first, of seven hundred one above the second.
TO_PASS, TO_MISS = 2, 3
COLUMNS: Final = (
    "language", "outlet", "documents", "strata", "splits", *KINDS, "any", "bar", "limit", "passed", "missed", "reason",
)  # fmt: skip


def split_outlets(
    study: Study, measurements: Measurements, splits: int = SPLITS, watch: Watch | None = None
) -> pd.DataFrame:
    """Cut every outlet of a study in halves and compare them as the study compares outlets.

    Parameters
    ----------
    study : Study
    measurements : Measurements
    splits : int
    watch : callable, optional
        Called with outlets done and in all.

    Returns
    -------
    DataFrame, columns `COLUMNS`
        One row for each outlet that a contrast names, in each language in which it has documents. `claims`, `cues`,
        `words`, `any`: share of the splits that declare one; NaN where the study has no such thing, or halves of this
        size never could. `strata`: within how many groups of one topic and month they were cut, 1 where across all.
        `bar` and `limit`: alpha and two, and three, standard errors. `reason`: quiet, above_bar or alarms; too_few
        documents, where nothing is split.
    """
    compared = compared_documents(study, measurements)
    copies = find_copies(compared)
    outlets = dict.fromkeys(outlet for pair in study.contrasts for outlet in pair)
    pairs = [(language, outlet) for language in study.languages for outlet in outlets]
    rows = []
    for n, (language, name) in enumerate(pairs, 1):
        outlet = count_outlet(study, compared, copies, language, name)
        rows += [_row(outlet, splits)] if len(outlet.documents) else []
        if watch is not None:
            watch(n, len(pairs))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def allowed(alpha: float, splits: int, errors: int) -> float:
    """Return the share of splits that chance allows to declare something: alpha and so many standard errors."""
    return alpha + errors * math.sqrt(alpha * (1.0 - alpha) / splits)


def _row(outlet: Outlet, splits: int) -> dict[str, Any]:
    alpha = 1.0 - outlet.study.statistics.interval
    if not any(_reachable(outlet, alpha)):
        outlet = undivided(outlet)
    bar, limit = (allowed(alpha, splits, errors) for errors in (TO_PASS, TO_MISS))
    facts: dict[str, Any] = {
        "language": outlet.design.language, "outlet": outlet.design.outlet_a, "documents": len(outlet.documents),
        "strata": len(np.unique(outlet.strata)), "bar": bar, "limit": limit,
    }  # fmt: skip
    reachable = _reachable(outlet, alpha)
    if not any(reachable):
        return facts | {"splits": 0, "passed": False, "missed": False, "reason": "too_few"}
    found = draw_halves(outlet, splits)
    share = float(found.any(axis=1).mean())
    shares = zip(KINDS, found.mean(axis=0).tolist(), reachable, strict=True)
    passed, missed = share <= bar, share > limit
    return facts | {kind: of if can else math.nan for kind, of, can in shares} | {
        "splits": splits, "any": share, "passed": passed, "missed": missed,
        "reason": "quiet" if passed else "alarms" if missed else "above_bar",
    }  # fmt: skip


def _reachable(outlet: Outlet, alpha: float) -> tuple[bool, ...]:
    """Tell of claims, cues and words whether there are any, and whether halves of this outlet could ever declare one."""
    if len(outlet.documents) < NEEDED:
        return (False,) * len(KINDS)
    claimed = outlet.cells.are(outlet.declared)
    has = (claimed.any(), (~claimed).any(), outlet.vocabulary is not None)
    shares = (outlet.spending.claims, outlet.spending.cues, outlet.spending.words)
    smallest = outlet.smallest_p
    return tuple(bool(there) and smallest / share < alpha for there, share in zip(has, shares, strict=True))
