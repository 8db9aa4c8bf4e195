"""Claims: what was declared before looking, and every other cell, each with its gates and its grade."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.comparison.adjustment import CLAIMED
from framing.study.comparison.cells import KEY, cells_with_hits
from framing.study.comparison.exchange import Purpose
from framing.study.comparison.existence import existence
from framing.study.comparison.specification import CellKey, Contrast, Specification
from framing.study.grading.cases import NO_MULTIVERSE, UNTESTED, Case, Effect, Gate, Placebo, Setting
from framing.study.grading.gates import evaluate, grade
from framing.study.grading.placebo import split_outlet
from framing.study.grading.power import needed_size
from framing.study.measurement.measurements import Measurements
from framing.tables import check, empty

if TYPE_CHECKING:
    from framing.study.config.study import Study

# Cells of these voices are graded even if not declared; "all" only mixes them.
GRADED_VOICES = ("own", "quoted", "ambiguous")
MultiverseGates = Mapping[tuple[str, CellKey], Gate]


def grade_claims(
    study: Study,
    measurements: Measurements,
    specification: Specification,
    estimates: pd.DataFrame,
    multiverse: MultiverseGates | None = None,
) -> pd.DataFrame:
    """Grade every declared cell and every cell with a hit in an own, quoted or ambiguous voice.

    Parameters
    ----------
    study : Study
    measurements : Measurements
    specification : Specification
    estimates : DataFrame
        Contract ``estimates``, of this specification.
    multiverse : mapping of (contrast, cell) to Gate, optional
        G8 of the cells of which universes were made.

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
            spending=contrast.chance.spending,
            placebos=placebos_of(contrast, 1.0 - study.statistics.interval),
        )
        rows += _rows(setting, contrast, exists, effects_of(contrast, estimates), multiverse or {})
    return check(pd.DataFrame(rows), "claims") if rows else empty("claims")


def effects_of(contrast: Contrast, estimates: pd.DataFrame) -> dict[CellKey, Effect]:
    """Return what was estimated of the cells of a contrast."""
    chosen = (estimates["contrast"] == contrast.design.contrast) & estimates["statistic"].isin(CLAIMED)
    method = contrast.chance.cell_intervals.method if contrast.design.kind != "none" else "inversion"
    numbers = ["estimate", "low", "high", "p_value", "p_adjusted"]
    found = {}
    for row in estimates.loc[chosen, [*KEY, "statistic", *numbers]].itertuples(index=False, name=None):
        family, category, referent, voice, statistic = map(str, row[:5])
        estimate, low, high, p_value, p_adjusted = map(float, row[5:])
        key = (family, category, referent, voice)
        found[key] = Effect(statistic, estimate, low, high, p_value, p_adjusted, method)
    return found


def placebos_of(contrast: Contrast, alpha: float) -> tuple[Placebo, ...]:
    """Divide each outlet of a contrast and test its declared cells; nothing where none is declared."""
    design, cells = contrast.design, contrast.cells
    if not contrast.declared or design.kind == "none":
        return ()
    chosen = cells.are(contrast.declared)
    seeds = design.seed(contrast.chance.seed, Purpose.PLACEBO).spawn(2)
    sides = zip((design.outlet_a, design.outlet_b), (design.in_a, ~design.in_a), seeds, strict=True)
    level = alpha * contrast.chance.spending.claims
    room = np.maximum(cells.opportunities, cells.hits > 0)
    return tuple(
        split_outlet(outlet, cells.hits[side][:, chosen], room[side][:, chosen], level, seed)
        for outlet, side, seed in sides
    )


def _graded(contrast: Contrast) -> NDArray[np.bool_]:
    declared = contrast.cells.are(contrast.declared)
    if contrast.design.kind == "none":
        return declared
    heard = contrast.cells.index["voice"].isin(GRADED_VOICES).to_numpy()
    return np.asarray(declared | (heard & cells_with_hits(contrast.cells)))


def _rows(
    setting: Setting,
    contrast: Contrast,
    exists: Mapping[str, str],
    effects: Mapping[CellKey, Effect],
    multiverse: MultiverseGates,
) -> list[dict[str, Any]]:
    cells = contrast.cells
    chosen = np.flatnonzero(_graded(contrast)).tolist()
    keys: list[CellKey] = list(cells.index[KEY].iloc[chosen].itertuples(index=False, name=None))
    named = [dict(zip(KEY, key, strict=True)) for key in keys]
    cases = [
        Case(
            hits=cells.hits[:, n],
            opportunities=cells.opportunities[:, n],
            referent=cell["referent"],
            exists=exists.get(cell["referent"], ""),
            declared=key in contrast.declared,
            effect=_with_needed(effects.get(key, UNTESTED), setting, contrast, n, key in contrast.declared),
            multiverse=multiverse.get((contrast.design.contrast, key), NO_MULTIVERSE),
        )
        for n, key, cell in zip(chosen, keys, named, strict=True)
    ]
    answers = zip(keys, named, cases, evaluate(setting, cases), strict=True)
    return [_row(contrast.design.contrast, *answer) for answer in answers]


def _with_needed(found: Effect, setting: Setting, contrast: Contrast, n: int, declared: bool) -> Effect:
    """Say of a declared claim that is not shown how much it would take."""
    if not declared or not found.p_adjusted >= setting.alpha:
        return found
    cells, design = contrast.cells, contrast.design
    room = np.maximum(cells.opportunities[:, n], cells.hits[:, n] > 0)
    level = setting.alpha * setting.spending.claims / (1 + len(setting.others))
    seed = design.seed(contrast.chance.seed, Purpose.POWER)
    share = found.statistic == "share_difference"
    return replace(
        found, needed=needed_size(design, cells.hits[:, n], room, share=share, level=level, seed=seed)
    )


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
