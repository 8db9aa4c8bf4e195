"""Reader "pages": a folder of page texts (.txt) described by a catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from framing.errors import Problem
from framing.ingest.catalogue import CATALOGUE_NAME, read_catalogue
from framing.ingest.dates import published_columns
from framing.ingest.decoding import decode
from framing.ingest.languages import identify
from framing.ingest.sources import PAGE_COLUMNS, Reading, Remark, Row, TextSource


def read_page_files(source: TextSource) -> Reading:
    """Read every page of a folder that the catalogue names.

    Returns
    -------
    Reading
        One row per page; pages without text or outside the catalogue are set aside; a row without
        file, a page that is not the one the catalogue hashed and a faulty catalogue are problems.
    """
    catalogue = source.catalogue or source.path / CATALOGUE_NAME
    rows, problems = read_catalogue(catalogue, source.columns, source.defaults)
    problems = [*problems, *missing_files(rows, source.path)]
    if problems:
        return Reading(problems=tuple(problems))
    return _read(rows, source, ".txt")


def _read(rows: list[Row], source: TextSource, suffix: str) -> Reading:
    kept: list[Row] = []
    set_aside = list(_without_row(rows, source.path, suffix))
    notes: list[Remark] = []
    problems: list[Problem] = []
    for row in rows:
        data = (source.path / row["file"]).read_bytes()
        problems += hash_problems(row, data)
        decoded = decode(data)
        notes += [Remark(row["file"], note) for note in decoded.notes]
        if decoded.fault:
            set_aside.append(Remark(row["file"], decoded.fault))
        else:
            kept.append(page_row(row, decoded.text))
    return Reading(tuple(kept), tuple(set_aside), tuple(notes), tuple(problems))


def page_row(row: Row, text: str) -> Row:
    """Return the row of pages for a catalogue row and its text."""
    published, how = published_columns(row["published"], row["published_how"])
    described = {**row, "published": published, "published_how": how, "text": text}
    described["language"] = row["language"] or identify(text)
    return {c: described.get(c, "") for c in PAGE_COLUMNS}


def hash_problems(row: Row, data: bytes) -> Iterator[Problem]:
    """Yield a problem if the catalogue names a SHA-256 and the file has another."""
    found = hashlib.sha256(data).hexdigest()
    if row.get("sha256", found) not in ("", found):
        remedy = "restore the file, or correct sha256 if the new text is meant"
        yield Problem(
            row["where"], f"{row['file']} with sha256 {row['sha256'][:12]}…", f"{found[:12]}…", remedy
        )


def missing_files(rows: list[Row], folder: Path) -> Iterator[Problem]:
    """Yield a problem for every row whose file does not lie in the folder."""
    for row in rows:
        if row["file"] and not (folder / row["file"]).is_file():
            yield Problem(
                row["where"],
                f"the file {row['file']!r} in {folder}",
                "none",
                "add the file or remove the row",
            )


def _without_row(rows: list[Row], folder: Path, suffix: str) -> Iterator[Remark]:
    named = {row["file"] for row in rows}
    for path in sorted(folder.rglob(f"*{suffix}")):
        name = path.relative_to(folder).as_posix()
        if name not in named:
            yield Remark(name, "no row in the catalogue")
