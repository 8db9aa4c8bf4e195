"""Replication: the declared claims once more, in documents that the study held out (statistics.md §6).

Held-out documents stand against each other as the study's own would – the same rule of designs, the same cells and voices,
the same test – and nothing is tested in them but what was declared: one maxT over the claims of a contrast, Holm over the
contrasts of a language, and the whole chance of a false alarm for them. A claim is replicated where gates G2, G3 and G6 hold
there as well – the outlets meet, there is enough to find, the corrected p is below alpha and the interval excludes "no
difference" – and the difference has the sign that the study found. Reasons, the first that holds::

    no_documents     the held-out window has none of an outlet
    no_opportunity   it has documents, but nowhere that it could have been said, or the referent did not exist
    unattainable     too few documents: even the clearest difference would stay above alpha
    apart            the outlets share too few events, and have too few documents in one window (G2)
    too_little       too few opportunities, or too few documents with a hit, or one of them has most hits (G3)
    by_chance        the corrected p is not below alpha
    other_sign       the difference goes the other way, or the study found none
    no_interval      the test tells the outlets apart, but no interval can be given
    includes_none    … but the interval holds "no difference": documents differ in another way than the claim says
    replicated       none of these
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.stats import holm
from framing.study.comparison.adjustment import CLAIMED, adjust_declared
from framing.study.comparison.cell_estimates import NUMBERS, estimate_cells
from framing.study.comparison.cells import KEY, Cells
from framing.study.comparison.estimates import DECIMALS
from framing.study.comparison.specification import CellKey, Contrast, specify
from framing.study.comparison.spending import UNDIVIDED
from framing.study.grading.cases import Case, Effect, Setting
from framing.study.grading.effect import effect
from framing.study.grading.opportunity import opportunity
from framing.study.grading.overlap import overlap
from framing.study.measurement.measurements import Measurements
from framing.tables import check, empty

if TYPE_CHECKING:
    from framing.study.config.study import Study

SUPPORTED, REPLICATED = "supported", "replicated"
CLAIM = ["contrast", *KEY]
COUNTS = ("hits_a", "hits_b", "opportunities_a", "opportunities_b")


def replicate(
    study: Study, held: Measurements | None, events: pd.DataFrame, estimates: pd.DataFrame
) -> pd.DataFrame:
    """Test every declared claim in the documents that the study held out.

    Parameters
    ----------
    study : Study
    held : Measurements or None
        As `framing.study.comparison.held_out.hold_out` returns them; None where nothing is held out.
    events : DataFrame
        Contract ``events``; of other documents too.
    estimates : DataFrame
        Contract ``estimates``: what the study itself found.

    Returns
    -------
    DataFrame
        Contract ``replication``, one row for each claim in each language; hits, opportunities and documents of the
        held-out window (documents: all of the outlet that stand in the design), and `same_sign`, whether estimate and study
        agree. Empty where nothing is held out.
    """
    if held is None:
        return empty("replication")
    specification = specify(study, held, events)
    tested = [_alone(contrast) for contrast in specification.tested]
    made = [estimate_cells(c.cells, c.chance, c.declared) for c in tested]
    numbers = pd.concat([
        table.assign(contrast=contrast.design.contrast)
        for table, contrast in zip(adjust_declared(made, tested), tested, strict=True)
    ]) if tested else pd.DataFrame(columns=[*CLAIM, "statistic"])  # fmt: skip
    found, before = _by_claim(numbers), _by_claim(estimates)
    alpha = 1.0 - study.statistics.interval
    coarse = {c.design.contrast for c in tested if _corrected(c, tested) >= alpha}
    rows = [
        _judged(_row(contrast, key, found, before), contrast, setting, coarse)
        for contrast in specification
        for setting in [_setting(study, held, contrast, alpha)]
        for key in contrast.declared
    ]
    return check(pd.DataFrame(rows), "replication") if rows else empty("replication")


def with_replication(claims: pd.DataFrame, replication: pd.DataFrame) -> pd.DataFrame:
    """Return the claims, those that are supported and passed in the held-out window graded ``replicated``.

    Parameters
    ----------
    claims, replication : DataFrame
        Contracts of these names.
    """
    passed = pd.MultiIndex.from_frame(replication.loc[replication["passed"], CLAIM])
    raised = pd.MultiIndex.from_frame(claims[CLAIM]).isin(passed) & (claims["grade"] == SUPPORTED)
    return claims.assign(grade=claims["grade"].mask(raised & claims["declared"], REPLICATED))


def _alone(contrast: Contrast) -> Contrast:
    """Keep the cells that are claimed, in every voice, and give them the whole chance of a false alarm."""
    chance = replace(contrast.chance, spending=UNDIVIDED)
    return replace(contrast, chance=chance, cells=_of_claims(contrast.cells, contrast.declared))


def _of_claims(cells: Cells, declared: tuple[CellKey, ...]) -> Cells:
    claimed = pd.MultiIndex.from_tuples([key[:3] for key in declared])
    return cells.take(np.asarray(pd.MultiIndex.from_frame(cells.index[KEY[:3]]).isin(claimed)))


def _corrected(contrast: Contrast, tested: list[Contrast]) -> float:
    """Smallest p that a contrast can reach here, corrected over the contrasts of its language."""
    language = contrast.design.language
    others = [c.design.smallest_p for c in tested if c.design.language == language and c is not contrast]
    return float(holm([contrast.design.smallest_p, *others])[0])


def _by_claim(table: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return what is claimed of each cell – the rate ratio, or the difference of shares – by contrast and cell."""
    told = table.loc[table["statistic"].isin(CLAIMED)]
    rows = [dict(zip(told.columns, row, strict=True)) for row in told.itertuples(index=False, name=None)]
    return {tuple(str(row[name]) for name in CLAIM): row for row in rows}


def _setting(study: Study, held: Measurements, contrast: Contrast, alpha: float) -> Setting:
    documents = held.documents.set_index("doc_id", drop=False).loc[list(contrast.design.documents)]
    return Setting(
        design=contrast.design,
        documents=documents.reset_index(drop=True),
        undated_allowed=study.window is not None,
        others=(),
        alpha=alpha,
    )


def _row(contrast: Contrast, key: CellKey, found: dict[Any, Any], before: dict[Any, Any]) -> dict[str, Any]:
    design = contrast.design
    claim = (design.contrast, *key)
    numbers = found.get(claim, {})
    row: dict[str, Any] = dict(zip(CLAIM, claim, strict=True)) | {
        "statistic": numbers.get("statistic", before.get(claim, {}).get("statistic", "")),
        "documents_a": design.n_a, "documents_b": design.n_b,
    }  # fmt: skip
    row |= {name: round(float(numbers.get(name, math.nan)), DECIMALS) for name in NUMBERS}
    row |= {name: float(numbers.get(name, 0.0)) for name in COUNTS}
    row["same_sign"] = _direction(row) * _direction(before.get(claim, {})) > 0
    return row


def _judged(row: dict[str, Any], contrast: Contrast, setting: Setting, coarse: set[str]) -> dict[str, Any]:
    """Return the row with what speaks against the claim there."""
    reason = _reason(row, contrast, setting, row["contrast"] in coarse)
    return row | {"passed": reason == REPLICATED, "reason": reason}


def _reason(row: dict[str, Any], contrast: Contrast, setting: Setting, coarse: bool) -> str:
    if not (row["documents_a"] and row["documents_b"]):
        return "no_documents"
    if math.isnan(row["p_adjusted"]):
        return "no_opportunity"
    if coarse:
        return "unattainable"
    if not overlap(setting).passed:
        return "apart"
    case = _case(row, contrast)
    if not opportunity(setting.design, case).passed:
        return "too_little"
    return _reason_of_effect(row, case.effect, setting.alpha)


def _reason_of_effect(row: dict[str, Any], found: Effect, alpha: float) -> str:
    if not row["p_adjusted"] < alpha:
        return "by_chance"
    if not row["same_sign"]:
        return "other_sign"
    gate = effect(found, alpha)
    if gate.passed:
        return REPLICATED
    return "no_interval" if gate.reason == "no_interval" else "includes_none"


def _case(row: dict[str, Any], contrast: Contrast) -> Case:
    key = tuple(str(row[name]) for name in KEY)
    (place,) = np.flatnonzero(contrast.cells.are([key]))
    value, low, high, p_value, p_adjusted = (float(row[name]) for name in NUMBERS)
    method = contrast.chance.cell_intervals.method
    return Case(
        hits=contrast.cells.hits[:, place],
        opportunities=contrast.cells.opportunities[:, place],
        referent=key[2],
        exists="",
        declared=True,
        effect=Effect(row["statistic"], value, low, high, p_value, p_adjusted, method),
    )


def _direction(row: dict[str, Any]) -> float:
    """Sign of a difference: 1 where the first outlet has more of it, −1 where it has less, 0 where that is not known."""
    none = 1.0 if row.get("statistic") == "rate_ratio" else 0.0
    difference = float(row.get("estimate", math.nan)) - none
    return 0.0 if math.isnan(difference) else float(np.sign(difference))
