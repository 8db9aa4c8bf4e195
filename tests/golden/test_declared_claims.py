"""Corrected p of declared claims, worked by hand (statistics.md §4).

Two contrasts of two documents against two. All documents have ten opportunities, so e = x − mean, V = Σe²/4 under
every labelling, and |z| = |Σ_a x − Σ_b x| / √(Σe²). The six labellings give a documents 12, 34, 13, 24, 14, 23::

    claim, x        Σe²    |Σ_a x − Σ_b x|      |z|                        p
    one    3 1|0 0  6      4 4 2 2 2 2          1.633 1.633 .816 (4×)      2/6
    two    2 0|1 0  2.75   1 1 3 3 1 1          .603 .603 1.809 1.809 …    6/6
    three  5 4|1 2  10     6 6 0 0 2 2          1.897 1.897 0 0 .632 .632  2/6

Within the first contrast, maxT: the largest of `one` and `two` reaches 1.633 in 4 of 6 labellings, so `one` has 4/6;
`two`, the less extreme, keeps 6/6. `three` is alone in the second contrast and keeps 2/6. Across the two contrasts
(closed Bonferroni; the largest p are 1 in the first, 2/6 in the second):

    one    max(4/6, 2 · min(4/6, 2/6)) = 4/6      two    max(1, …) = 1      three    max(2/6, 2 · min(2/6, 1)) = 4/6
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.adjustment import adjust_declared
from framing.study.comparison.cell_estimates import estimate_cells
from framing.study.comparison.cells import Cells
from framing.study.comparison.designs import Design
from framing.study.comparison.exchange import Chance
from framing.study.comparison.specification import CellKey, Contrast

SAID = {"first": {"one": [3, 1, 0, 0], "two": [2, 0, 1, 0]}, "second": {"three": [5, 4, 1, 2]}}
RAW = {"one": 2 / 6, "two": 1.0, "three": 2 / 6}
WITHIN = {"one": 4 / 6, "two": 1.0, "three": 2 / 6}
ACROSS = {"one": 4 / 6, "two": 1.0, "three": 4 / 6}


def contrast_of(name: str, said: dict[str, list[int]]) -> Contrast:
    design = Design(
        contrast=name, language="en", outlet_a="a", outlet_b="b", documents=("d0", "d1", "d2", "d3"), n_a=2, n_b=2,
        strata=np.zeros(4, dtype=np.int64), events=np.full(4, -1), first="", last="", kind="small", replicates=99,
    )  # fmt: skip
    # six voices a category, as cells_from makes them; only the outlet's own says anything
    voices = ["all", "ambiguous", "fragment", "own", "quoted", "reported"]
    keys = [("family", category, "", voice) for category in sorted(said) for voice in voices]
    index = pd.DataFrame(keys, columns=["family", "category", "referent", "voice"])
    own = index["voice"].isin(["own", "all"]).to_numpy()
    hits = np.array([said[category] for category in index["category"]], dtype=float).T * own
    cells = Cells(index, hits, np.full(hits.shape, 10.0), design.in_a, np.ones((2, len(index)), dtype=bool))
    declared: tuple[CellKey, ...] = tuple(("family", category, "", "own") for category in sorted(said))
    return Contrast(design, Chance(design, 7, 0.95), cells, declared)


def column(tables: list[pd.DataFrame], name: str) -> dict[str, float]:
    rows = pd.concat(tables)
    rows = rows.loc[(rows["statistic"] == "rate_ratio") & (rows["voice"] == "own")]
    return dict(zip(rows["category"], rows[name], strict=True))


def test_declared_claims_are_corrected_as_worked_by_hand() -> None:
    contrasts = [contrast_of(name, said) for name, said in SAID.items()]
    tables = [estimate_cells(c.cells, c.chance, c.declared) for c in contrasts]
    assert column(tables, "p_value") == pytest.approx(RAW)
    assert column(tables, "p_adjusted") == pytest.approx(WITHIN)
    assert column(adjust_declared(tables, contrasts), "p_adjusted") == pytest.approx(ACROSS)
