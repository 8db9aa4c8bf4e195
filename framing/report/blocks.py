"""What a section is made of: paragraphs, lists, notes, tables, figures. Plain dicts.

Both templates show these and nothing else, so a section is written once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

from framing.report.typography import harmless_lines
from framing.report.wording import Run, Runs, linked, merged, text

Block: TypeAlias = dict[str, Any]
Cell: TypeAlias = dict[str, Any]

SORT_DIGITS = 6  # numbers in the summary are rounded, so that no last bit of a sum reaches a page


def section(identity: str, title: str, blocks: Sequence[Block]) -> Block:
    """Return a section; blocks that hold nothing are left out."""
    return {"id": identity, "title": title, "blocks": [block for block in blocks if block]}


def paragraph(runs: Runs) -> Block:
    """Return a paragraph."""
    return {"type": "paragraph", "runs": runs}


def note(runs: Runs, tone: str = "plain") -> Block:
    """Return a note set off from the text; `tone` is ``plain`` or ``caution``."""
    return {"type": "note", "tone": tone, "runs": runs}


def heading(identity: str, title: str) -> Block:
    """Return a heading below the section's."""
    return {"type": "heading", "id": identity, "title": title}


def items(rows: Sequence[Runs], ordered: bool = False) -> Block:
    """Return a list."""
    return {"type": "items", "ordered": ordered, "items": list(rows)} if rows else {}


def terms(rows: Sequence[tuple[Runs, Runs]]) -> Block:
    """Return a list of terms and what each means."""
    return {"type": "terms", "items": [{"term": t, "text": d} for t, d in rows]} if rows else {}


def listing(lines: str) -> Block:
    """Return lines of code."""
    return {"type": "listing", "text": harmless_lines(lines)}


def figure(spec: dict[str, Any]) -> Block:
    """Return a figure: a drawing's specification, with its data as a table; nothing where these hold no row."""
    return {"type": "figure", **spec} if spec["table"] else {}


def column(label: str, kind: str = "text", group: str = "") -> dict[str, str]:
    """Return a column's head; `kind` is ``text`` or ``number``, `group` a head over several columns."""
    return {"label": label, "kind": kind, "group": group}


def table(
    identity: str,
    caption: Runs,
    columns: Sequence[dict[str, str]],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[Runs] = (),
    wide: bool = False,
    folded: bool = False,
    totals: Sequence[Sequence[Cell]] = (),
) -> Block:
    """Return a table that stands alone: caption, heads, rows, notes.

    The first cell of each row is its head. `wide` asks for the full measure of a page; a `folded`
    one is shown on demand. `totals` stay below, however the rows are sorted.
    """
    if not rows:
        return {}
    return {
        "type": "table", "id": identity, "caption": caption, "columns": list(columns),
        "rows": [list(row) for row in rows], "notes": list(notes), "wide": wide, "folded": folded,
        "totals": [list(row) for row in totals],
    }  # fmt: skip


def cell(content: str | Run | Sequence[Run], sort: float | str | None = None) -> Cell:
    """Return a cell of text; `sort` is what it sorts by, its own text where none is given."""
    runs = (
        [text(content)] if isinstance(content, str) else [content] if isinstance(content, dict) else content
    )
    shown = merged(runs)
    key: float | str = "".join(run["text"] for run in shown).casefold() if sort is None else sort
    return _cell(shown, round(key, SORT_DIGITS) if isinstance(key, float) else key)


def number(value: float, shown: str, href: str = "") -> Cell:
    """Return a cell of a number, linked to its evidence where there is some."""
    if not math.isfinite(value):
        return missing(shown)
    return _cell([linked(shown, href if value else "")], round(float(value), SORT_DIGITS))


def missing(shown: str) -> Cell:
    """Return a cell of something that could not be counted or estimated: it is not zero."""
    return {**_cell([text(shown)], None), "missing": True}


def _cell(runs: Runs, sort: float | str | None) -> Cell:
    return {"runs": runs, "sort": sort, "missing": False}
