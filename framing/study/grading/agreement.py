"""Agreement: gate G8, whether equivalent ways of counting say the same, and say more than chance would.

Reasons::

    no_universe       in no universe can the claim be estimated: not evaluated
    one_universe      nothing can be counted in another equivalent way: not evaluated
    signs_differ      fewer than nine in ten equivalent universes have one sign
    could_be_chance   of the labellings too many give a median as large, over all equivalent universes together
    robust            passed

A universe that cannot be estimated has no sign, so it counts against agreement.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from framing.study.comparison.cells import KEY
from framing.study.comparison.specification import CellKey
from framing.study.grading.cases import Gate

# statistics.md §6, G8.
AGREEING: Final = 0.9
ALPHA: Final = 0.05
DECIMALS: Final = 9
FACTS: Final = (
    "universes", "factorial", "incompatible", "estimable", "one_sign", "sign", "significant", "default", "median", "least",
    "most", "p_median", "p_sign", "p_stouffer", "panel", "panel_same_sign", "moves_most", "lemmas", "lemma", "lemmas_turning",
)  # fmt: skip


def gates_of_curves(curves: pd.DataFrame, alpha: float = ALPHA) -> dict[tuple[str, CellKey], Gate]:
    """Return G8 of every claim that was explored, by contrast and cell.

    Parameters
    ----------
    curves : DataFrame
        `framing.study.multiverse.curve_tables.CurveTables.curves`.
    alpha : float
        Below which the joint p of the median must lie.
    """
    keys = curves[["contrast", *KEY]].itertuples(index=False, name=None)
    rows = (row for _, row in curves.iterrows())
    return {(key[0], key[1:]): agreement(row, alpha) for key, row in zip(keys, rows, strict=True)}


def agreement(curve: pd.Series, alpha: float = ALPHA) -> Gate:
    """G8: nine in ten equivalent universes have one sign, and their joint permutation p is below alpha."""
    facts = {name: _plain(curve[name]) for name in FACTS}
    facts |= {"needed_share": AGREEING, "alpha": round(alpha, DECIMALS), "failures": []}
    if not curve["estimable"]:
        return Gate("G8", None, "no_universe", facts)
    if curve["universes"] == 1:
        return Gate("G8", None, "one_universe", facts)
    failed = {
        "signs_differ": curve["one_sign"] < AGREEING or curve["sign"] == 0,
        "could_be_chance": not curve["p_median"] < alpha,
    }
    failures = [name for name, found in failed.items() if found]
    return Gate("G8", not failures, failures[0] if failures else "robust", facts | {"failures": failures})


def _plain(value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, float):
        return None if np.isnan(value) else round(value, DECIMALS)
    return value
