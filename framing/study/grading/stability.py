"""Stability: gate G7, whether the sign of a difference survives leaving out any one document and any one event.

The sign is that of rate a − rate b. What cannot be left out, because nothing of its side would remain, is told
apart from what the sign hangs on. Reasons, in this order; those of the last two lines may hold together::

    no_rate                  a side has no opportunity: there is no rate, and no sign
    nothing_found            neither side has a hit
    only_document, only_event   a side has its opportunities in one document (one event) only
    same_rate                both rates are equal
    sign_changes, sign_changes_by_event   left out, one document (one event) turns the sign or makes it 0
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.study.comparison.designs import Design
from framing.study.grading.cases import Case, Gate
from framing.study.grading.opportunity import NEEDED_CONTRIBUTING, NEEDED_OPPORTUNITIES

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _LeftOut:
    """What becomes of the sign when each unit is left out, one value a unit.

    Attributes
    ----------
    changed : bool array
        The sign is another, though both sides still have opportunities.
    emptied : bool array
        A side has no opportunity left.
    first : int array
        The unit's first document.
    """

    changed: Flags
    emptied: Flags
    first: NDArray[np.intp]


def stability(design: Design, case: Case) -> Gate:
    """G7: the sign of the difference stays when any one document, and any one event, is left out."""
    sides = _sides(design, case, np.ones(len(case.hits), dtype=np.bool_))
    totals = [side.sum() for side in sides]
    sign = int(_signs(*totals))
    documents = _left_out(design, case, np.arange(len(case.hits)), sign)
    events = _left_out(design, case, design.events, sign)
    failures = _failures(totals, sign, documents, events)
    facts = {
        "sign": sign,
        "changes": int(documents.changed.sum()),
        "document": _first(design, documents.first[documents.changed]),
        "event_changes": int(events.changed.sum()),
        "event_document": _first(design, events.first[events.changed]),
        "only": [design.documents[n] for n in documents.first[documents.emptied]],
        "needed_opportunities": NEEDED_OPPORTUNITIES,
        "needed_contributing": NEEDED_CONTRIBUTING,
        "failures": failures,
    }
    return Gate("G7", not failures, failures[0] if failures else "stable", facts)


def _failures(totals: list[Any], sign: int, documents: _LeftOut, events: _LeftOut) -> list[str]:
    hits_a, hits_b, n_a, n_b = totals
    if min(n_a, n_b) <= 0:
        return ["no_rate"]
    if hits_a + hits_b <= 0:
        return ["nothing_found"]
    failed = {
        "only_document": documents.emptied.any(),
        "only_event": events.emptied.any() and not documents.emptied.any(),
        "same_rate": sign == 0,
        "sign_changes": sign != 0 and documents.changed.any(),
        "sign_changes_by_event": sign != 0 and events.changed.any(),
    }
    return [name for name, found in failed.items() if found]


def _left_out(design: Design, case: Case, units: NDArray[Any], sign: int) -> _LeftOut:
    """Leave out each unit in turn; documents with a negative unit stay in."""
    members = units >= 0
    codes, first, each = np.unique(units[members], return_index=True, return_inverse=True)
    whole = _sides(design, case, np.ones(len(units), dtype=np.bool_))
    held = _sides(design, case, members)
    rest = [
        total.sum() - np.bincount(each, weights=part, minlength=codes.size)
        for total, part in zip(whole, held, strict=True)
    ]
    emptied = (rest[2] <= 0) | (rest[3] <= 0)
    return _LeftOut((_signs(*rest) != sign) & ~emptied, emptied, np.flatnonzero(members)[first])


def _sides(design: Design, case: Case, chosen: Flags) -> list[NDArray[np.float64]]:
    """Hits of the first outlet and of the second, then opportunities; 0 where a document is the other's."""
    return [
        (values * side)[chosen]
        for values in (case.hits, case.opportunities)
        for side in (design.in_a, ~design.in_a)
    ]


def _first(design: Design, places: NDArray[np.intp]) -> str:
    return design.documents[int(places[0])] if len(places) else ""


def _signs(hits_a: Any, hits_b: Any, n_a: Any, n_b: Any) -> NDArray[np.float64]:
    """Sign of rate a − rate b; 0 where a side has no opportunity."""
    return np.asarray(np.sign((hits_a * n_b - hits_b * n_a) * (n_a > 0) * (n_b > 0)))
