"""Gates: what must hold before a difference may be claimed, and what it would take where it does not.

Each gate answers for one cell of one design. G1 provenance, G2 overlap, G3 opportunity, G4 resolution,
G7 stability and G10 possibility are evaluated here; G5, G6, G8 and G9 are not yet, so no grade above
*suggestive* is given (statistics.md §6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import comb
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import rule_of_three, smallest_p_paired
from framing.study.designs import NEEDED_DOCUMENTS, NEEDED_EVENTS, Design, latest

# statistics.md §6, G3.
NEEDED_OPPORTUNITIES = 20
NEEDED_CONTRIBUTING = 5
LARGEST_SHARE = 0.4
# A search for the size at which a design becomes fine enough ends here (2 in 10^11).
MOST_DOCUMENTS = 20


@dataclass(frozen=True)
class Gate:
    """One gate's answer: passed, a reason key (translated by the report) and the numbers behind it."""

    gate: str
    passed: bool
    reason: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Case:
    """What the gates look at for one cell.

    Attributes
    ----------
    hits, opportunities : float arrays, length n_documents
        Of the cell, in the order of the design's documents.
    referent : str
    exists : str
        Date before which the referent did not exist, "" for always.
    """

    hits: NDArray[np.float64]
    opportunities: NDArray[np.float64]
    referent: str
    exists: str


@dataclass(frozen=True, eq=False)
class Setting:
    """What the gates look at for a whole design.

    Attributes
    ----------
    design : Design
    documents : DataFrame
        The rows of ``documents`` in the order of the design.
    undated_allowed : bool
        Whether the study names a window, which counts as provenance where a date is missing.
    tests : int
        Number of contrasts with declared claims: p-values are multiplied by it.
    alpha : float
    """

    design: Design
    documents: pd.DataFrame
    undated_allowed: bool
    tests: int
    alpha: float

    @cached_property
    def of_design(self) -> tuple[Gate, Gate, Gate]:
        """The gates that are the same for every cell: G1, G2, G4."""
        return provenance(self), overlap(self), resolution(self)

    @cached_property
    def dates(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Of each outlet's documents, the date as published and the last day it can mean."""
        both = list(zip(self.documents["published"], latest(self.documents["published"]), strict=True))
        return both[: self.design.n_a], both[self.design.n_a :]


def evaluate(setting: Setting, case: Case) -> tuple[Gate, ...]:
    """Return all gates of one cell, in their order."""
    first, second, fourth = setting.of_design
    third = opportunity(setting.design, case)
    return first, second, third, fourth, stability(setting.design, case), possibility(setting, case)


def grade(gates: tuple[Gate, ...]) -> str:
    """Return the grade that these gates allow: not_estimable, described or suggestive."""
    passed = {gate.gate: gate.passed for gate in gates}
    nothing = any(gate.reason == "no_opportunity" for gate in gates)
    if not (passed["G1"] and passed["G10"]) or nothing:
        return "not_estimable"
    return "suggestive" if all(passed[name] for name in ("G2", "G3", "G4", "G7")) else "described"


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


def overlap(setting: Setting) -> Gate:
    """G2: at least 6 shared events, or at least 4 v 4 documents in one window (unmatched)."""
    design = setting.design
    reason = design.kind if design.kind in ("matched", "unmatched") else "too_few"
    outlet, date = _next_event(setting)
    facts = {
        "documents_a": design.n_a,
        "documents_b": design.n_b,
        "shared_events": design.shared_events,
        "needed_documents": NEEDED_DOCUMENTS,
        "needed_events": NEEDED_EVENTS,
        "missing_documents_a": max(NEEDED_DOCUMENTS - design.n_a, 0),
        "missing_documents_b": max(NEEDED_DOCUMENTS - design.n_b, 0),
        "missing_events": max(NEEDED_EVENTS - design.shared_events, 0),
        "next_outlet": outlet,
        "next_date": date,
    }
    return Gate("G2", reason != "too_few", reason, facts)


def opportunity(design: Design, case: Case) -> Gate:
    """G3: at least 20 opportunities an outlet, 5 documents with a hit, none with over 40 % of the hits."""
    n_a, n_b = (float(case.opportunities[side].sum()) for side in (design.in_a, ~design.in_a))
    hits_a, hits_b = (float(case.hits[side].sum()) for side in (design.in_a, ~design.in_a))
    contributing = int((case.hits > 0).sum())
    largest = float(case.hits.max(initial=0.0)) / max(hits_a + hits_b, 1.0)
    facts = {
        "opportunities_a": n_a, "opportunities_b": n_b, "needed_opportunities": NEEDED_OPPORTUNITIES,
        "hits_a": hits_a, "hits_b": hits_b, "contributing": contributing,
        "needed_contributing": NEEDED_CONTRIBUTING, "largest_share": round(largest, 4),
        "limit": LARGEST_SHARE, "upper_a": _upper(hits_a, n_a), "upper_b": _upper(hits_b, n_b),
    }  # fmt: skip
    failures = {
        "no_opportunity": min(n_a, n_b) == 0,
        "no_hits": hits_a + hits_b == 0,
        "few_opportunities": min(n_a, n_b) < NEEDED_OPPORTUNITIES,
        "few_documents": contributing < NEEDED_CONTRIBUTING,
        "one_document": largest > LARGEST_SHARE,
    }
    reason = next((name for name, failed in failures.items() if failed), "enough")
    return Gate("G3", reason == "enough", reason, facts)


def resolution(setting: Setting) -> Gate:
    """G4: the smallest p that the design can reach, after correction, is below alpha."""
    smallest = setting.design.smallest_p
    corrected = 1.0 if np.isnan(smallest) else min(1.0, smallest * setting.tests)
    facts = {
        "smallest_p": None if np.isnan(smallest) else round(smallest, 9),
        "tests": setting.tests,
        "corrected": round(corrected, 9),
        "alpha": round(setting.alpha, 9),
        "labellings": min(setting.design.labellings, 10**15),
        "needed_documents": _documents_needed(setting),
        "needed_events": _events_needed(setting),
    }
    passed = corrected < setting.alpha
    return Gate("G4", passed, "attainable" if passed else "unattainable", facts)


def stability(design: Design, case: Case) -> Gate:
    """G7: the sign of the difference stays when any one document (any one event) is left out."""
    units = np.unique(
        design.events if design.kind == "matched" else np.arange(len(case.hits)), return_inverse=True
    )[1]
    sides = [
        np.bincount(units, weights=values * side, minlength=1)
        for values in (case.hits, case.opportunities)
        for side in (design.in_a, ~design.in_a)
    ]
    sign = int(_signs(*(side.sum() for side in sides)))
    changed = np.flatnonzero(_signs(*(side.sum() - side for side in sides)) != sign)
    document = design.documents[int(np.flatnonzero(units == changed[0])[0])] if len(changed) else ""
    reason = "no_difference" if sign == 0 else "sign_changes" if len(changed) else "stable"
    return Gate(
        "G7", reason == "stable", reason, {"sign": sign, "changes": len(changed), "document": document}
    )


def possibility(setting: Setting, case: Case) -> Gate:
    """G10: the referent existed for both outlets at the dates of their documents."""
    design = setting.design
    facts: dict[str, Any] = {"referent": case.referent, "exists": case.exists, "outlet": "", "last": ""}
    if case.exists:
        for outlet, dates in zip((design.outlet_a, design.outlet_b), setting.dates, strict=True):
            # one undated document is enough not to know
            if dates and all(latest and latest < case.exists for _, latest in dates):
                facts |= {"outlet": outlet, "last": max(published for published, _ in dates)}
                return Gate("G10", False, "structural_zero", facts)
    return Gate("G10", True, "existed", facts)


def _next_event(setting: Setting) -> tuple[str, str]:
    """Which outlet would have to write about which day to share one more event."""
    design, table = setting.design, setting.documents
    days = table["published"].str.len() == len("2021-01-26")
    alone = table.loc[days.to_numpy() & (design.events < 0)]
    if design.shared_events >= NEEDED_EVENTS or alone.empty:
        return "", ""
    newest = alone.sort_values(["published", "doc_id"], kind="stable").iloc[-1]
    other = design.outlet_a if newest["outlet"] == design.outlet_b else design.outlet_b
    return other, str(newest["published"])


def _upper(hits: float, opportunities: float) -> float | None:
    if hits or not opportunities:
        return None
    return round(float(rule_of_three(opportunities)), 9)


def _documents_needed(setting: Setting) -> int:
    """Documents a side at which 2/C(2n, n), corrected, falls below alpha."""
    sizes = range(2, MOST_DOCUMENTS)
    return next((n for n in sizes if 2 / comb(2 * n, n) * setting.tests < setting.alpha), MOST_DOCUMENTS)


def _events_needed(setting: Setting) -> int:
    sizes = range(2, MOST_DOCUMENTS)
    return next((n for n in sizes if smallest_p_paired(n) * setting.tests < setting.alpha), MOST_DOCUMENTS)


def _signs(hits_a: Any, hits_b: Any, n_a: Any, n_b: Any) -> NDArray[np.float64]:
    """Sign of rate a − rate b; 0 where a side has no opportunity."""
    return np.asarray(np.sign((hits_a * n_b - hits_b * n_a) * (n_a > 0) * (n_b > 0)))
