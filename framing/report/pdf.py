"""PDF: tagged, PDF/UA-1 and PDF/A-3a. The only door to typst."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from framing.errors import Problem, ReportError
from framing.report.numbers import integer
from framing.report.typography import display, shortened

STANDARDS = ["ua-1", "a-3a"]
HEAD_LIMIT = 70  # code points of the title that fit a running head
# A study without a window: the date must be some date, and must not be the clock's.
NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Keys of the summary that hold our own words outside of runs: they get the spacing of the language.
_OURS = {"title", "subtitle", "source", "alt", "label", "group", "place", "grade_label"}


def render(
    summary: Mapping[str, Any], papers: Mapping[str, str], attachments: Sequence[Mapping[str, str]]
) -> bytes:
    """Return the PDF of a summary.

    Parameters
    ----------
    summary : mapping
        As `framing.report.summary.build` returns it.
    papers : mapping of str to str
        Figure id → SVG in the light palette.
    attachments : sequence of mapping
        Files that travel inside: ``name, content, type, relationship, description``.

    Raises
    ------
    ReportError
        When typst refuses the document, with what it says.
    """
    import typst  # noqa: PLC0415 (loads slowly, and a page does not need it)

    content = {**_prepared(summary), "drawings": dict(papers), "attachments": list(attachments)}
    try:
        made = _compiler().compile(
            (resources.files("framing.report") / "templates" / "report.typ").read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False)},
            pdf_standards=STANDARDS,
            timestamp=_timestamp(summary),
        )
    except typst.TypstError as fault:
        found = f"{fault.message} {' '.join(fault.hints)}"
        raise ReportError(
            Problem("report.typ", "a document that typst accepts", found, "report this")
        ) from fault
    return bytes(made)


def _compiler() -> Any:
    """Return a compiler: one serves one thread, and all share the fonts."""
    import typst  # noqa: PLC0415

    return typst.Compiler(font_paths=_fonts())


@cache
def _fonts() -> Any:
    """Return the fonts, loaded once: those embedded in typst and DejaVu, which comes with matplotlib."""
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, font_paths=[_font_folder()])


def _font_folder() -> Path:
    """Return the folder of matplotlib's fonts without importing it, which would take a fifth of a second."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ReportError(
            Problem("fonts", "matplotlib, which brings DejaVu Sans", "not installed", "install it")
        )
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


def _timestamp(summary: Mapping[str, Any]) -> dt.datetime:
    """End of the study's window: the same study gives the same bytes on any day."""
    end = summary["window"].get("to", "")
    return dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC) if end else NO_DATE


def _prepared(summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return the summary with its spacing set and its numbers written: the template only places them."""
    language = summary["language"]
    shown: dict[str, Any] = _spaced({k: v for k, v in summary.items() if k != "evidence"}, language)
    words = {key: display(value, language) for key, value in summary["words"].items()}
    words["footer"] = words["footer"].replace("{version}", summary["version"])
    head = {**shown["head"], "short": shortened(shown["head"]["title"], HEAD_LIMIT)}
    sections = [{**section, "blocks": _unfolded(section["blocks"])} for section in shown["sections"]]
    return {
        **shown,
        "sections": sections,
        "head": head,
        "words": words,
        "evidence": _evidence(summary["evidence"], language),
    }


def _unfolded(blocks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Tables that a page shows on demand are not printed: they travel as attachments."""
    return [block for block in blocks if not block.get("folded")]


def _spaced(value: Any, language: str, key: str = "") -> Any:
    if isinstance(value, dict):
        if "kind" in value and "text" in value:
            ours = value["kind"] in ("text", "strong")
            return {**value, "text": display(value["text"], language) if ours else value["text"]}
        return {k: _spaced(v, language, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_spaced(v, language, key) for v in value]
    return display(value, language) if isinstance(value, str) and key in _OURS else value


def _evidence(evidence: Mapping[str, Any], language: str) -> dict[str, Any]:
    words = {key: display(value, language) for key, value in evidence["words"].items()}
    groups = [
        {
            **group,
            "title": display(group["title"], language),
            "parts": [_part(p, words, language) for p in group["parts"]],
        }
        for group in evidence["groups"]
    ]
    return {**evidence, "words": words, "groups": groups}


def _part(part: Mapping[str, Any], words: Mapping[str, str], language: str) -> dict[str, Any]:
    title = " · ".join(
        x for x in (part["side"], part["key"], part["voice"], integer(part["n"], language)) if x
    )
    rows = [
        {
            "words": row["words"] + (f" ({words['negated']})" if row["negated"] else ""),
            "lang": row["lang"],
            "where": _where(row, language),
            "lines": row["lines"],
        }
        for row in part["rows"]
    ]
    capped = words["capped"].replace("{n}", integer(part["dropped"], language))
    return {**part, "title": title, "rows": rows, "dropped_shown": capped}


def _where(row: Mapping[str, Any], language: str) -> str:
    """Return times, place, speaker, number of the article and offsets of a row: ×2, body (Lindal) [3] 120, 544."""
    times = f" ×{integer(row['n'], language)}" if row["n"] > 1 or not row["offsets"] else ""
    offsets = ", ".join(integer(o, language) for o in row["offsets"]) if not row["lines"] else ""
    said_by = f" ({row['holder']})" if row["holder"] else ""
    place = f", {display(row['place'], language)}{said_by} [{row['number']}]"
    return times + place + (f" {offsets}" if offsets else "")
