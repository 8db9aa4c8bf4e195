"""Gates: what must hold before a difference may be claimed, and what it would take where it does not.

Each gate answers for one cell of one design. G1 provenance, G4 resolution and G10 possibility stand here, G2 in `overlap`,
G3 in `opportunity`, G5 in `instrument`, G6 in `effect`, G7 in `stability`, G8 in `agreement`, G9 in `placebo`. A gate
that could not be evaluated – no codes, no multiverse, too few documents to divide – has neither passed nor failed.

Grades (statistics.md §6). *Suggestive* asks for G6 besides what the design names: the sign of a difference that is nothing
but chance survives leaving out any one article almost always where there are many (measured in random halves of one outlet,
`tests/benchmarks/calibration.py`), so that without G6 every large study would be full of suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import comb
from typing import Any

import numpy as np

from framing.stats import holm, smallest_p_paired
from framing.study.comparison.existence import precedes
from framing.study.grading.cases import Case, Gate, Setting
from framing.study.grading.effect import effect
from framing.study.grading.instrument import instrument
from framing.study.grading.opportunity import opportunity
from framing.study.grading.overlap import overlap
from framing.study.grading.placebo import placebo
from framing.study.grading.stability import stability

# A search for the size at which a design becomes fine enough ends here (2 in 10^11).
MOST_DOCUMENTS = 20
NEEDED_TO_SUGGEST = ("G2", "G3", "G4", "G6", "G7")
# What fails so is not even a suggestion: an instrument that differs by outlet, or on which readers do not agree; a test
# that raises alarms over nothing. An instrument that is merely imprecise, in both outlets, is one that suggests at most.
BARRING = frozenset({"speech_differs", "agreement_low", "instrument_differs", "alarms"})


def evaluate(setting: Setting, cases: Iterable[Case]) -> list[tuple[Gate, ...]]:
    """Return all gates of every cell of a design, in their order.

    Parameters
    ----------
    setting : Setting
    cases : iterable of Case
    """
    shared = [provenance(setting), overlap(setting), placebo(setting.placebos)]
    fourth = {declared: resolution(setting, declared=declared) for declared in (False, True)}
    return [
        _in_order([
            *shared, opportunity(setting.design, case), fourth[case.declared],
            instrument(setting.design, case.voice, case.coded), effect(case.effect, setting.alpha),
            stability(setting.design, case), case.multiverse, possibility(setting, case),
        ])
        for case in cases
    ]  # fmt: skip


def grade(gates: tuple[Gate, ...]) -> str:
    """Return the grade that these gates allow: not_estimable, described, suggestive or supported.

    What fails for a reason of `BARRING` – an instrument that is known to find less in one outlet than in the other –
    allows a description only; what else is wrong with it, or not known of it, allows *suggestive*.
    """
    passed = {gate.gate: gate.passed is True for gate in gates}
    nothing = any(gate.reason == "no_opportunity" for gate in gates)
    if not (passed["G1"] and passed["G10"]) or nothing:
        return "not_estimable"
    barred = any(BARRING & _reasons(gate) for gate in gates if gate.passed is False)
    if barred or not all(passed[name] for name in NEEDED_TO_SUGGEST):
        return "described"
    return "supported" if all(passed.values()) else "suggestive"


def _reasons(gate: Gate) -> set[str]:
    return {gate.reason, *gate.facts.get("failures", ())}


def provenance(setting: Setting) -> Gate:
    """G1: outlet, date (or the study's window) and hash of the cleaned text are known."""
    table = setting.documents
    undated = int((table["published"] == "").sum())
    absent = {
        "outlet_unknown": int((table["outlet"] == "").sum()),
        "date_unknown": 0 if setting.undated_allowed else undated,
        "hash_unknown": int((table["sha256"] == "").sum()),
    }
    reason = next((name for name, n in absent.items() if n), "known")
    facts = {
        "documents": len(table),
        "missing": absent.get(reason, 0),
        "inferred": int((table["published_how"] == "inferred").sum()),
        "by_window": undated if setting.undated_allowed else 0,
    }
    return Gate("G1", reason == "known", reason, facts)


def resolution(setting: Setting, *, declared: bool) -> Gate:
    """G4: the smallest p that the design can reach, after correction, is below alpha.

    Corrected as the p-values are (`framing.study.comparison.adjustment`): a declared claim over all contrasts with declared
    claims, by Holm, each at its smallest attainable p; an exploratory cell within its contrast only, where
    maxT leaves the smallest attainable p as it is. Both are divided by the share of the chance of a false alarm that
    their kind has (`framing.study.comparison.spending`).
    """
    others = setting.others if declared else ()
    share = setting.spending.claims if declared else setting.spending.cues
    smallest = setting.design.smallest_p
    corrected = 1.0 if np.isnan(smallest) else _corrected(smallest, others, share)
    facts = {
        "smallest_p": None if np.isnan(smallest) else round(smallest, 9),
        "tests": 1 + len(others),
        "corrected": round(corrected, 9),
        "alpha": round(setting.alpha, 9),
        "labellings": min(setting.design.labellings, 10**15),
        "share": round(share, 9),
        "needed_documents": _needed(
            [2 / comb(2 * n, n) for n in range(2, MOST_DOCUMENTS)], setting.alpha, others, share
        ),
        "needed_events": _needed(
            [smallest_p_paired(n) for n in range(2, MOST_DOCUMENTS)], setting.alpha, others, share
        ),
    }
    passed = corrected < setting.alpha
    return Gate("G4", passed, "attainable" if passed else "unattainable", facts)


def possibility(setting: Setting, case: Case) -> Gate:
    """G10: the referent existed for both outlets at the dates of their documents."""
    design = setting.design
    facts: dict[str, Any] = {"referent": case.referent, "exists": case.exists, "outlet": "", "last": ""}
    for outlet, published in zip((design.outlet_a, design.outlet_b), setting.published, strict=True):
        if precedes(published, case.exists):
            facts |= {"outlet": outlet, "last": str(published.max())}
            return Gate("G10", False, "structural_zero", facts)
    return Gate("G10", True, "existed", facts)


def _in_order(gates: list[Gate]) -> tuple[Gate, ...]:
    return tuple(sorted(gates, key=lambda gate: int(gate.gate[1:])))


def _corrected(smallest: float, others: tuple[float, ...], share: float) -> float:
    return min(float(holm([smallest, *others])[0]) / share, 1.0)


def _needed(attainable: list[float], alpha: float, others: tuple[float, ...], share: float) -> int:
    """Size from 2 on, documents a side or shared events, at which p, corrected, falls below alpha."""
    found = (n for n, p in enumerate(attainable, 2) if _corrected(p, others, share) < alpha)
    return next(found, MOST_DOCUMENTS)
