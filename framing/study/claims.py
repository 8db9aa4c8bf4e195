"""Claims: what was declared before looking, and every other cell, each with its gates and its grade."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.study.cells import KEY, Cells, cells_with_hits
from framing.study.designs import Design
from framing.study.gates import Case, Setting, evaluate, grade
from framing.study.measurements import Measurements
from framing.tables import check, empty

if TYPE_CHECKING:
    from framing.study.config import Claim, Study

# Cells of these voices are graded even if not declared; "all" only mixes them.
GRADED_VOICES = ("own", "quoted", "ambiguous")


def declared_cells(claims: Sequence[Claim], designs: Sequence[Design]) -> list[tuple[tuple[str, ...], ...]]:
    """Return for each design the keys (family, category, referent, voice) of its declared claims, sorted."""
    return [
        tuple(
            sorted(
                (claim.family, claim.category, claim.referent, claim.voice)
                for claim in claims
                if claim.contrast == (design.outlet_a, design.outlet_b)
            )
        )
        for design in designs
    ]


def grade_claims(
    study: Study,
    measurements: Measurements,
    designs: Sequence[Design],
    counted: Sequence[Cells],
    declared: Sequence[tuple[tuple[str, ...], ...]],
) -> pd.DataFrame:
    """Grade every declared cell and every cell with a hit in an own, quoted or ambiguous voice.

    Returns
    -------
    DataFrame
        Contract ``claims``; `gates` is a JSON list of gate, passed, reason and facts.
    """
    documents = measurements.documents.set_index("doc_id", drop=False)
    exists = _existence(measurements.settings)
    rows = []
    for design, cells, keys in zip(designs, counted, declared, strict=True):
        setting = Setting(
            design=design,
            documents=documents.loc[list(design.documents)].reset_index(drop=True),
            undated_allowed=study.window is not None,
            tests=max(sum(bool(k) for k, d in zip(declared, designs, strict=True) if d.kind != "none"), 1),
            alpha=1.0 - study.statistics.interval,
        )
        rows += _of_design(setting, cells, keys, exists)
    return check(pd.DataFrame(rows), "claims") if rows else empty("claims")


def _of_design(
    setting: Setting, cells: Cells, keys: tuple[tuple[str, ...], ...], exists: Mapping[str, str]
) -> list[dict[str, Any]]:
    isdeclared = (
        pd.MultiIndex.from_frame(cells.index[KEY]).isin(list(keys))
        if keys
        else np.zeros(len(cells.index), bool)
    )
    graded = cells_with_hits(cells, keys) & (cells.index["voice"].isin(GRADED_VOICES).to_numpy() | isdeclared)
    if setting.design.kind == "none":
        graded = isdeclared
    return [_row(setting, cells, int(n), bool(isdeclared[n]), exists) for n in np.flatnonzero(graded)]


def _row(setting: Setting, cells: Cells, n: int, declared: bool, exists: Mapping[str, str]) -> dict[str, Any]:
    key = {name: str(cells.index[name].iloc[n]) for name in KEY}
    referent = key["referent"]
    case = Case(cells.hits[:, n], cells.opportunities[:, n], referent, exists.get(referent, ""))
    gates = evaluate(setting, case)
    contrast = setting.design.contrast
    return {
        "claim": "/".join([contrast, *key.values()]),
        "contrast": contrast,
        **key,
        "declared": declared,
        "grade": grade(gates),
        "gates": json.dumps(
            [asdict(gate) for gate in gates], ensure_ascii=False, sort_keys=True, allow_nan=False
        ),
    }


def _existence(settings: Mapping[str, Any]) -> dict[str, str]:
    """Map each referent to the date from which it existed, as the codebooks of the measurements say."""
    found: dict[str, str] = {}
    for _, book in sorted(settings["codebooks"].items()):
        found |= {referent: facts["exists"] for referent, facts in book.get("referents", {}).items()}
    return found
