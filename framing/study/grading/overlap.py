"""Overlap: gate G2, whether the two outlets meet – on shared events, or in one window of time.

A *window* is a topic in a calendar month: within it, and nowhere else, do the documents of an unmatched design
exchange their outlet (`designs.windows`). A document *meets* the other outlet where its window holds a document
of each. So documents of one outlet from another month, however many, are no overlap.

A document whose month is not known (no date, or a year only) may be a year away from the one beside it. It
exchanges only with documents dated as vaguely, and it counts as meeting them only where the study states a
window, which then stands in for the date (statistics.md §6, G1 and G2). Where too few meet in that way and the window is
short (`designs.LONGEST_WINDOW`), it stands in for the months of all documents. The reason is another
(``unmatched_by_window``) where the gate passes by such documents only. The facts name it all, by outlet:

- ``meeting``: documents that meet the other outlet in a known month; ``by_window``: in the study's window only;
- ``month_unknown``: documents without a month; ``missing_meeting``: how many more would have to meet;
- ``exchange``: within what outlets are exchanged – "event", "month" (where what has no month exchanges among
  itself), "window" (the study's), or "all", dated or not, where a small design is not divided.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.study.comparison.designs import NEEDED_DOCUMENTS, NEEDED_EVENTS, by_side, meet, windows
from framing.study.grading.cases import Gate, Setting


def overlap(setting: Setting) -> Gate:
    """G2: at least 6 shared events, or at least 4 v 4 documents that meet in a window (unmatched)."""
    design = setting.design
    by_months = design.exchange != "window"
    vague = (setting.documents["published"].str.len() < len("2021-01")).to_numpy()
    meets = meet(windows(setting.documents) if by_months else design.strata, design.in_a)
    meeting = by_side(meets & ~vague & by_months, design.in_a)
    stands_in = setting.undated_allowed & (vague | ~np.full(vague.shape, by_months))
    by_window = by_side(meets & stands_in, design.in_a)
    counted = (meeting[0] + by_window[0], meeting[1] + by_window[1])
    reason = _reason(design.kind, meeting, counted)
    numbers = {
        "meeting": meeting,
        "by_window": by_window,
        "month_unknown": by_side(vague, design.in_a),
        "missing_documents": _missing((design.n_a, design.n_b)),
        "missing_meeting": _missing(counted),
    }
    return Gate("G2", reason not in ("too_few", "apart"), reason, _facts(setting) | _sides(numbers))


def _reason(kind: str, meeting: tuple[int, int], counted: tuple[int, int]) -> str:
    if kind != "unmatched":
        return kind if kind == "matched" else "too_few"
    if min(meeting) >= NEEDED_DOCUMENTS:
        return "unmatched"
    return "unmatched_by_window" if min(counted) >= NEEDED_DOCUMENTS else "apart"


def _missing(found: tuple[int, int]) -> tuple[int, int]:
    return max(NEEDED_DOCUMENTS - found[0], 0), max(NEEDED_DOCUMENTS - found[1], 0)


def _sides(numbers: dict[str, tuple[int, int]]) -> dict[str, int]:
    return {f"{name}_{side}": n for name, pair in numbers.items() for side, n in zip("ab", pair, strict=True)}


def _facts(setting: Setting) -> dict[str, Any]:
    design = setting.design
    outlet, date = _next_event(setting)
    return {
        "documents_a": design.n_a,
        "documents_b": design.n_b,
        "shared_events": design.shared_events,
        "needed_documents": NEEDED_DOCUMENTS,
        "needed_events": NEEDED_EVENTS,
        "missing_events": max(NEEDED_EVENTS - design.shared_events, 0),
        "next_outlet": outlet,
        "next_date": date,
        "exchange": design.exchange,
    }


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
