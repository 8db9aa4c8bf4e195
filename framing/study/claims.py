"""Claims: what was declared before looking, and every other cell, each with its gates and its grade."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.cells import KEY, cells_with_hits
from framing.study.gates import Case, Gate, Setting, evaluate, grade
from framing.study.measurements import Measurements
from framing.study.specification import CellKey, Contrast, Specification
from framing.tables import check, empty

if TYPE_CHECKING:
    from framing.study.config import Study

# Cells of these voices are graded even if not declared; "all" only mixes them.
GRADED_VOICES = ("own", "quoted", "ambiguous")


def grade_claims(study: Study, measurements: Measurements, specification: Specification) -> pd.DataFrame:
    """Grade every declared cell and every cell with a hit in an own, quoted or ambiguous voice.

    Returns
    -------
    DataFrame
        Contract ``claims``; `gates` is a JSON list of gate, passed, reason and facts.
    """
    documents = measurements.documents.set_index("doc_id", drop=False)
    exists = _existence(measurements.settings)
    rows = []
    for contrast in specification:
        setting = Setting(
            design=contrast.design,
            documents=documents.loc[list(contrast.design.documents)].reset_index(drop=True),
            undated_allowed=study.window is not None,
            tests=specification.tests,
            alpha=1.0 - study.statistics.interval,
        )
        keys = list(contrast.cells.index[KEY].itertuples(index=False, name=None))
        rows += [
            _row(setting, contrast, keys[n], n, exists) for n in np.flatnonzero(_graded(contrast)).tolist()
        ]
    return check(pd.DataFrame(rows), "claims") if rows else empty("claims")


def _graded(contrast: Contrast) -> NDArray[np.bool_]:
    declared = contrast.cells.are(contrast.declared)
    if contrast.design.kind == "none":
        return declared
    heard = contrast.cells.index["voice"].isin(GRADED_VOICES).to_numpy()
    return np.asarray(declared | (heard & cells_with_hits(contrast.cells)))


def _row(
    setting: Setting, contrast: Contrast, key: CellKey, n: int, exists: Mapping[str, str]
) -> dict[str, Any]:
    cells, name = contrast.cells, contrast.design.contrast
    referent = key[KEY.index("referent")]
    case = Case(cells.hits[:, n], cells.opportunities[:, n], referent, exists.get(referent, ""))
    gates = evaluate(setting, case)
    answers = [_plain(gate) for gate in gates]
    return {
        "claim": "/".join([name, *key]),
        "contrast": name,
        **dict(zip(KEY, key, strict=True)),
        "declared": key in contrast.declared,
        "grade": grade(gates),
        "gates": json.dumps(answers, ensure_ascii=False, sort_keys=True, allow_nan=False),
    }


def _plain(gate: Gate) -> dict[str, Any]:
    return {"gate": gate.gate, "passed": gate.passed, "reason": gate.reason, "facts": gate.facts}


def _existence(settings: Mapping[str, Any]) -> dict[str, str]:
    """Map each referent to the date from which it existed, as the codebooks of the measurements say."""
    found: dict[str, str] = {}
    for _, book in sorted(settings["codebooks"].items()):
        found |= {referent: facts["exists"] for referent, facts in book.get("referents", {}).items()}
    return found
