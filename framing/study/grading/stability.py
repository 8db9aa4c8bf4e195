"""Stability: gate G7, whether the sign of a difference survives leaving out any one document and any one event.

The sign is that of the claim: of rate a − rate b, within events where they are matched, within topics and months where outlets are
compared within these, and added up as Mantel and Haenszel do: Σ_s (a_s m_s − b_s n_s)/(n_s + m_s). What cannot be left out, because nothing of its side would remain, is told
apart from what the sign hangs on. Reasons, in this order; those of the last two lines may hold together::

    no_rate                  nowhere have both sides an opportunity: there is no rate, and no sign
    nothing_found            neither side has a hit
    only_document, only_event   a side has its opportunities in one document (one event) only
    same_rate                both rates are equal
    sign_changes, sign_changes_by_event   left out, one document (one event) turns the sign or makes it 0
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from framing.study.comparison.designs import Design
from framing.study.grading.cases import Case, Gate
from framing.study.grading.opportunity import NEEDED_CONTRIBUTING, NEEDED_OPPORTUNITIES

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]
# Differences below this part of what they are taken from are rounding of 0.
ROUNDING: Final = 1e-12


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
    pools = design.pools
    place = np.unique(np.zeros(len(case.hits)) if pools is None else pools, return_inverse=True)[1]
    sums = _Sums.of(design, case, place)
    sign = int(_sign(sums.difference.sum(), sums))
    documents = _left_out(design, case, place, np.arange(len(case.hits)), sign)
    events = _left_out(design, case, place, design.events, sign)
    failures = _failures(case, sums, sign, documents, events)
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


@dataclass(frozen=True, eq=False)
class _Sums:
    """Hits and opportunities of both outlets by group, length n_groups each."""

    hits_a: Floats
    hits_b: Floats
    n_a: Floats
    n_b: Floats

    @classmethod
    def of(cls, design: Design, case: Case, groups: Codes) -> _Sums:
        """Sum documents by group."""
        n_groups = int(groups.max(initial=-1)) + 1
        sides = (design.in_a, ~design.in_a)
        return cls(*(
            np.bincount(groups, values * side, n_groups).astype(np.float64)
            for values in (case.hits, case.opportunities)
            for side in sides
        ))  # fmt: skip

    @property
    def difference(self) -> Floats:
        """What each group adds to the pooled difference."""
        return np.asarray((self.hits_a * self.n_b - self.hits_b * self.n_a) / self._whole)

    @property
    def weight(self) -> Floats:
        """What each group weighs: nothing where a side has no opportunity."""
        return np.asarray(self.n_a * self.n_b / self._whole)

    @property
    def _whole(self) -> Floats:
        return np.where(self.n_a + self.n_b > 0, self.n_a + self.n_b, 1.0)

    def less(self, other: _Sums, groups: Codes) -> _Sums:
        """Return these groups' sums without others, of which each belongs to one of them."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return _Sums(*(whole[groups] - part for whole, part in pairs))


def _failures(case: Case, sums: _Sums, sign: int, documents: _LeftOut, events: _LeftOut) -> list[str]:
    if sums.weight.sum() <= 0:
        return ["no_rate"]
    if case.hits.sum() <= 0:
        return ["nothing_found"]
    failed = {
        "only_document": documents.emptied.any(),
        "only_event": events.emptied.any() and not documents.emptied.any(),
        "same_rate": sign == 0,
        "sign_changes": sign != 0 and documents.changed.any(),
        "sign_changes_by_event": sign != 0 and events.changed.any(),
    }
    return [name for name, found in failed.items() if found]


def _left_out(design: Design, case: Case, place: Codes, units: Codes, sign: int) -> _LeftOut:
    """Leave out each unit in turn; documents with a negative unit stay in."""
    members = np.flatnonzero(units >= 0)
    codes, first, each = np.unique(units[members], return_index=True, return_inverse=True)
    whole = _Sums.of(design, case, place)
    # a unit is taken out of the groups in which it stands, which is one unless an event lies in several months
    pair = np.full(len(units), -1)
    pairs, pair[members] = np.unique(each * (place.max(initial=0) + 1) + place[members], return_inverse=True)
    unit, group = np.divmod(pairs, place.max(initial=0) + 1)
    held = _Sums.of(design, _only(case, members), np.maximum(pair, 0))
    rest = whole.less(held, group)
    change, lost = (
        np.bincount(unit, getattr(rest, name) - getattr(whole, name)[group], codes.size)
        for name in ("difference", "weight")
    )
    left, weight = whole.difference.sum() + change, whole.weight.sum() + lost
    emptied = weight <= ROUNDING * whole.weight.sum()
    return _LeftOut((_sign(left, whole) != sign) & ~emptied, emptied, members[first])


def _sign(difference: Any, sums: _Sums) -> Floats:
    """Sign of a pooled difference, 0 where it is rounding of what it is added up from."""
    size = np.abs(sums.difference).sum()
    return np.asarray(np.where(np.abs(difference) <= ROUNDING * size, 0.0, np.sign(difference)))


def _only(case: Case, members: Codes) -> Case:
    """Return a case in which only these documents have anything."""
    kept = np.zeros(len(case.hits))
    kept[members] = 1.0
    return replace(case, hits=case.hits * kept, opportunities=case.opportunities * kept)


def _first(design: Design, places: NDArray[np.intp]) -> str:
    return design.documents[int(places[0])] if len(places) else ""
