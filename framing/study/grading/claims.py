"""Claims: what was declared before looking, and every other cell, each with its gates and its grade."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.coding.scoring import Appraisal
from framing.study.comparison.adjustment import CLAIMED
from framing.study.comparison.cells import KEY, cells_with_hits
from framing.study.comparison.exchange import Purpose
from framing.study.comparison.existence import existence
from framing.study.comparison.specification import CellKey, Contrast, Specification
from framing.study.grading.cases import NO_MULTIVERSE, UNTESTED, Case, Effect, Gate, Placebo, Setting
from framing.study.grading.coded import InstrumentFacts, instrument_gate_facts
from framing.study.grading.gates import evaluate, grade
from framing.study.grading.placebo import split_outlet
from framing.study.grading.power import needed_size
from framing.study.measurement.measurements import Measurements
from framing.tables import check, empty

if TYPE_CHECKING:
    from framing.study.config.study import Study

# Cells of these voices are graded even if not declared; "all" only mixes them.
GRADED_VOICES = ("own", "quoted", "ambiguous")
# Ends the name of a statistic that is corrected for what the instrument misses.
CORRECTED = "_corrected"
MultiverseGates = Mapping[tuple[str, CellKey], Gate]


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known of the cells of a study, beside their counts.

    Attributes
    ----------
    estimates : DataFrame
    exists : mapping of referent to date
    multiverse : mapping of (contrast, cell) to Gate
    appraisal : Appraisal or None
    """

    estimates: pd.DataFrame
    exists: Mapping[str, str]
    multiverse: MultiverseGates
    appraisal: Appraisal | None


def grade_claims(
    study: Study,
    measurements: Measurements,
    specification: Specification,
    estimates: pd.DataFrame,
    multiverse: MultiverseGates | None = None,
    appraisal: Appraisal | None = None,
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
    appraisal : Appraisal, optional
        What coders say of the instrument.

    Returns
    -------
    DataFrame
        Contract ``claims``; `gates` is a JSON list of gate, passed (true, false; null where it is not
        evaluated), reason and facts.
    """
    documents = measurements.documents.set_index("doc_id", drop=False)
    evidence = Evidence(estimates, existence(measurements.settings), multiverse or {}, appraisal)
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
        rows += _rows(setting, evidence, contrast)
    return check(pd.DataFrame(rows), "claims") if rows else empty("claims")


def effects_of(contrast: Contrast, estimates: pd.DataFrame, suffix: str = "") -> dict[CellKey, Effect]:
    """Return what was estimated of the cells of a contrast; with `CORRECTED`, where it was corrected, and not tested."""
    told = [f"{name}{suffix}" for name in CLAIMED]
    chosen = (estimates["contrast"] == contrast.design.contrast) & estimates["statistic"].isin(told)
    method = contrast.chance.cell_intervals.method if contrast.design.kind != "none" else "inversion"
    numbers = ["estimate", "low", "high", "p_value", "p_adjusted"]
    found = {}
    for row in estimates.loc[chosen, [*KEY, "statistic", *numbers]].itertuples(index=False, name=None):
        family, category, referent, voice, statistic = map(str, row[:5])
        estimate, low, high, p_value, p_adjusted = map(float, row[5:])
        key = (family, category, referent, voice)
        plain = statistic.removesuffix(suffix)
        found[key] = Effect(plain, estimate, low, high, p_value, p_adjusted, method, bool(suffix))
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


def _rows(setting: Setting, evidence: Evidence, contrast: Contrast) -> list[dict[str, Any]]:
    places = np.flatnonzero(_graded(contrast)).tolist()
    keys: list[CellKey] = list(contrast.cells.index[KEY].iloc[places].itertuples(index=False, name=None))
    cases = _cases(setting, evidence, contrast, places, keys)
    answers = zip(keys, cases, evaluate(setting, cases), strict=True)
    return [_row(contrast.design.contrast, *answer) for answer in answers]


def _cases(
    setting: Setting, evidence: Evidence, contrast: Contrast, places: list[int], keys: list[CellKey]
) -> list[Case]:
    cells, design = contrast.cells, contrast.design
    found, corrected = (effects_of(contrast, evidence.estimates, suffix) for suffix in ("", CORRECTED))
    cases = []
    for n, key in zip(places, keys, strict=True):
        declared = key in contrast.declared
        coded = _coded(evidence.appraisal, contrast, n, key)
        effect = _believed(found.get(key, UNTESTED), corrected.get(key), coded)
        effect = replace(effect, one_sided=min(x[n] for x in cells.sums(cells.hits)) <= 0)
        cases.append(
            Case(
                hits=cells.hits[:, n],
                opportunities=cells.opportunities[:, n],
                referent=key[2],
                exists=evidence.exists.get(key[2], ""),
                declared=declared,
                effect=_with_needed(effect, setting, contrast, n, declared),
                multiverse=evidence.multiverse.get((design.contrast, key), NO_MULTIVERSE),
                voice=key[3],
                coded=coded,
            )
        )
    return cases


def _coded(appraisal: Appraisal | None, contrast: Contrast, n: int, key: CellKey) -> InstrumentFacts:
    """Return what codes say of the instrument for one cell, by what was found on each side."""
    cells = contrast.cells.take(np.array([n]))
    hits, room = cells.sums(cells.hits), cells.sums(cells.opportunities)
    rates = tuple(float(x[0] / t[0]) if t[0] else float("nan") for x, t in zip(hits, room, strict=True))
    return instrument_gate_facts(
        appraisal, contrast.design, dict(zip(KEY, key, strict=True)), (rates[0], rates[1])
    )


def _believed(found: Effect, corrected: Effect | None, coded: InstrumentFacts) -> Effect:
    """Return the corrected effect, with the p of the found one, where enough was coded for it to be trusted.

    Where the codes leave gate G5 open, their correction is as uncertain as the instrument: it is printed, and decides
    nothing, for to have coded little is no worse than to have coded nothing. A correction that turns the difference is no
    effect that was tested: the found one stands, and is said to be turned.
    """
    if corrected is None or not coded.passed or math.isnan(corrected.estimate):
        return found
    if found.direction and corrected.direction != found.direction:
        return replace(found, turned=True)
    if math.isnan(corrected.low) or math.isnan(corrected.high):
        return found
    return replace(corrected, p_value=found.p_value, p_adjusted=found.p_adjusted)


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


def _row(contrast: str, key: CellKey, case: Case, gates: tuple[Gate, ...]) -> dict[str, Any]:
    answers = [_plain(gate) for gate in gates]
    return {
        "claim": "/".join([contrast, *key]),
        "contrast": contrast,
        **dict(zip(KEY, key, strict=True)),
        "declared": case.declared,
        "grade": grade(gates),
        "gates": json.dumps(answers, ensure_ascii=False, sort_keys=True, allow_nan=False),
    }


def _plain(gate: Gate) -> dict[str, Any]:
    return {"gate": gate.gate, "passed": gate.passed, "reason": gate.reason, "facts": gate.facts}
