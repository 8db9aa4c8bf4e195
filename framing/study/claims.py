"""Claims: what was declared before looking, and every other cell, each with its gates and its grade."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.cases import Case, Gate, Setting
from framing.study.cells import KEY, cells_with_hits
from framing.study.existence import existence
from framing.study.gates import evaluate, grade
from framing.study.measurements import Measurements
from framing.study.specification import Contrast, Specification
from framing.tables import check, empty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from framing.study.config import Study

# Cells of these voices are graded even if not declared; "all" only mixes them.
GRADED_VOICES = ("own", "quoted", "ambiguous")


def grade_claims(study: Study, measurements: Measurements, specification: Specification) -> pd.DataFrame:
    """Grade every declared cell and every cell with a hit in an own, quoted or ambiguous voice.

    Returns
    -------
    DataFrame
        Contract ``claims``; `gates` is a JSON list of gate, passed (true, false; null where it is not
        evaluated), reason and facts.
    """
    documents = measurements.documents.set_index("doc_id", drop=False)
    exists = existence(measurements.settings)
    rows = []
    for contrast in specification:
        setting = Setting(
            design=contrast.design,
            documents=documents.loc[list(contrast.design.documents)].reset_index(drop=True),
            undated_allowed=study.window is not None,
            others=specification.smallest_of_others(contrast),
            alpha=1.0 - study.statistics.interval,
        )
        rows += _rows(setting, contrast, exists)
    return check(pd.DataFrame(rows), "claims") if rows else empty("claims")


def _graded(contrast: Contrast) -> NDArray[np.bool_]:
    declared = contrast.cells.are(contrast.declared)
    if contrast.design.kind == "none":
        return declared
    heard = contrast.cells.index["voice"].isin(GRADED_VOICES).to_numpy()
    return np.asarray(declared | (heard & cells_with_hits(contrast.cells)))


def _rows(setting: Setting, contrast: Contrast, exists: Mapping[str, str]) -> list[dict[str, Any]]:
    cells = contrast.cells
    chosen = np.flatnonzero(_graded(contrast)).tolist()
    keys = list(cells.index[KEY].iloc[chosen].itertuples(index=False, name=None))
    named = [dict(zip(KEY, key, strict=True)) for key in keys]
    cases = [
        Case(
            hits=cells.hits[:, n],
            opportunities=cells.opportunities[:, n],
            referent=cell["referent"],
            exists=exists.get(cell["referent"], ""),
            declared=key in contrast.declared,
        )
        for n, key, cell in zip(chosen, keys, named, strict=True)
    ]
    answers = zip(keys, named, cases, evaluate(setting, cases), strict=True)
    return [_row(contrast.design.contrast, *answer) for answer in answers]


def _row(
    contrast: str, key: tuple[str, ...], cell: dict[str, str], case: Case, gates: tuple[Gate, ...]
) -> dict[str, Any]:
    answers = [_plain(gate) for gate in gates]
    return {
        "claim": "/".join([contrast, *key]),
        "contrast": contrast,
        **cell,
        "declared": case.declared,
        "grade": grade(gates),
        "gates": json.dumps(answers, ensure_ascii=False, sort_keys=True, allow_nan=False),
    }


def _plain(gate: Gate) -> dict[str, Any]:
    return {"gate": gate.gate, "passed": gate.passed, "reason": gate.reason, "facts": gate.facts}
