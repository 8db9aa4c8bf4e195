"""Opportunity: gate G3, whether there was enough to find, in enough documents, not carried by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.stats import rule_of_three
from framing.study.comparison.designs import Design
from framing.study.grading.cases import Case, Gate

# statistics.md §6, G3.
NEEDED_OPPORTUNITIES = 20
NEEDED_CONTRIBUTING = 5
LARGEST_SHARE = 0.4


def opportunity(design: Design, case: Case) -> Gate:
    """G3: at least 20 opportunities an outlet, 5 documents with a hit, none with over 40 % of the hits.

    Of matched documents only those count whose event gives both outlets an opportunity: in the others nothing is compared.
    ``facts["failures"]`` lists all that fail, the gravest first. None at all is one failure, not two: a side
    without opportunity has not "few" of them besides, nothing found is not "found in few documents" besides.
    """
    room = np.where(_comparable(design, case), case.opportunities, 0.0)
    n_a, n_b = (float(room[side].sum()) for side in (design.in_a, ~design.in_a))
    hits_a, hits_b = (float(case.hits[side].sum()) for side in (design.in_a, ~design.in_a))
    contributing = int((case.hits > 0).sum())
    largest = float(case.hits.max(initial=0.0)) / max(hits_a + hits_b, 1.0)
    failed = {
        "no_opportunity": min(n_a, n_b) == 0,
        "no_hits": contributing == 0,
        "few_opportunities": 0 < min(n_a, n_b) < NEEDED_OPPORTUNITIES,
        "few_documents": 0 < contributing < NEEDED_CONTRIBUTING,
        "one_document": largest > LARGEST_SHARE,
    }
    failures = [name for name, found in failed.items() if found]
    facts = {
        "opportunities_a": n_a, "opportunities_b": n_b, "needed_opportunities": NEEDED_OPPORTUNITIES,
        "hits_a": hits_a, "hits_b": hits_b, "contributing": contributing,
        "needed_contributing": NEEDED_CONTRIBUTING, "largest_share": round(largest, 4),
        "limit": LARGEST_SHARE, "upper_a": _upper(hits_a, n_a), "upper_b": _upper(hits_b, n_b),
        "failures": failures,
    }  # fmt: skip
    return Gate("G3", not failures, failures[0] if failures else "enough", facts)


def _comparable(design: Design, case: Case) -> NDArray[np.bool_]:
    """Tell which documents stand in a stratum of a matched design in which both sides have an opportunity; else all."""
    if design.kind != "matched":
        return np.ones(len(case.opportunities), dtype=np.bool_)
    has = case.opportunities > 0
    length = int(design.strata.max(initial=-1)) + 1
    held = [
        np.bincount(design.strata[has & side], minlength=length) > 0 for side in (design.in_a, ~design.in_a)
    ]
    return np.asarray((held[0] & held[1])[design.strata], dtype=np.bool_)


def _upper(hits: float, opportunities: float) -> float | None:
    if hits or not opportunities:
        return None
    return round(float(rule_of_three(opportunities)), 9)
