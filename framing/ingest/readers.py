"""The registry of readers, and `read`: from sources to pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from framing.errors import Problem
from framing.ingest.article_tables import SUFFIXES as TABLE_SUFFIXES
from framing.ingest.article_tables import read_article_tables
from framing.ingest.catalogue import CATALOGUE_NAME, catalogue_notes
from framing.ingest.decoding import tidy_field
from framing.ingest.page_files import read_page_files
from framing.ingest.saved_pages import SUFFIXES as HTML_SUFFIXES
from framing.ingest.saved_pages import read_saved_pages
from framing.ingest.sources import (
    Pages,
    Reader,
    Reading,
    Remark,
    Row,
    TextSource,
    pages_from_rows,
    remarks_table,
    require,
    setting_problems,
)

READERS: Mapping[str, Reader] = MappingProxyType(
    {"pages": read_page_files, "articles": read_article_tables, "html": read_saved_pages}
)


def read(sources: Sequence[TextSource]) -> Pages:
    """Read every source into one table of pages.

    Parameters
    ----------
    sources : sequence of TextSource

    Returns
    -------
    Pages
        Pages in the order of the sources; of a doc_id that two sources hold, the first is kept
        and the other set aside.

    Raises
    ------
    IngestError
        With every mistake in every source: missing paths, unknown readers, faulty catalogues, files
        that cannot be read at all.
    """
    readings = [_read(source) for source in sources]
    require(problem for reading in readings for problem in reading.problems)
    rows, repeated = _first_of_each(sources, readings)
    aside = [remark for reading in readings for remark in reading.set_aside]
    notes = [remark for reading in readings for remark in reading.notes]
    return Pages(pages_from_rows(rows), remarks_table([*aside, *repeated]), remarks_table(notes))


def choose_reader(source: TextSource) -> str:
    """Return the name of the reader for what lies at a source's path; "" if nothing can be read there."""
    path = source.path
    if path.is_file():
        return "articles" if path.name.endswith(TABLE_SUFFIXES) else ""
    names = [p.name for p in sorted(path.rglob("*")) if p.is_file()]
    if any(n.endswith(HTML_SUFFIXES) for n in names):
        return "html"
    if source.catalogue or CATALOGUE_NAME in names or any(n.endswith(".txt") for n in names):
        return "pages"
    return "articles" if any(n.endswith(TABLE_SUFFIXES) for n in names) else ""


def _read(source: TextSource) -> Reading:
    settings = setting_problems(source)
    if not source.path.exists():
        return Reading(problems=(*settings, _no_such_path(source.path)))
    name = source.reader or choose_reader(source)
    if name not in READERS:
        expected = (
            f"a reader among {', '.join(READERS)}" if name else "page texts, HTML pages or tables of articles"
        )
        remedy = "correct reader:" if name else "name the reader, or correct the path"
        return Reading(
            problems=(*settings, Problem(str(source.path), expected, repr(name or "none"), remedy))
        )
    if settings:
        return Reading(problems=settings)
    reading = READERS[name](source)
    return (
        replace(reading, notes=(*_catalogue_notes(source), *reading.notes)) if name != "articles" else reading
    )


def _catalogue_notes(source: TextSource) -> tuple[Remark, ...]:
    return catalogue_notes(source.catalogue or source.path / CATALOGUE_NAME, source.columns)


def _first_of_each(
    sources: Sequence[TextSource], readings: Sequence[Reading]
) -> tuple[list[Row], list[Remark]]:
    seen: dict[str, str] = {}
    rows, aside = [], []
    for source, row in ((s, row) for s, r in zip(sources, readings, strict=True) for row in r.rows):
        doc_id = tidy_field(row["doc_id"])  # a file's name, where nothing else names the document
        if not doc_id:
            aside.append(Remark(row["file"], "no doc_id that can be seen"))
        elif doc_id in seen:
            aside.append(Remark(row["file"], f"doc_id {doc_id!r} was already read from {seen[doc_id]}"))
        else:
            seen[doc_id] = row["file"] if source.path.is_file() else f"{source.path.name}/{row['file']}"
            rows.append(row if doc_id == row["doc_id"] else {**row, "doc_id": doc_id})
    return rows, aside


def _no_such_path(path: Path) -> Problem:
    return Problem(str(path), "a folder or a table of articles", "no such path", "correct the path")
