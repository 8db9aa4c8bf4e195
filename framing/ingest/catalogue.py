"""catalogue.csv: what is known of each page of a folder."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from framing.errors import Problem
from framing.ingest.dates import iso_date
from framing.ingest.decoding import Decoded, decode, tidy_field
from framing.ingest.headers import (
    Header,
    delimiter_note,
    delimiter_of,
    header_of,
    header_problems,
    read_header,
    unread_note,
)
from framing.ingest.sources import DESCRIPTION_COLUMNS, ORIGINS, PUBLISHED_HOW, Remark, Row

CATALOGUE_NAME = "catalogue.csv"
_REQUIRED = ("file", "doc_id", "outlet")
CATALOGUE_COLUMNS = ("file", *DESCRIPTION_COLUMNS, "sha256")


def read_catalogue(
    path: Path, columns: Mapping[str, str], defaults: Mapping[str, str]
) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a catalogue and everything that is wrong with them.

    Parameters
    ----------
    path : Path
        A CSV file with a header, separated by commas, semicolons or tabs; columns that are not ours
        are ignored (`catalogue_notes` names them).
    columns, defaults : mapping
        As in `TextSource`.

    Returns
    -------
    rows : list of dict
        file, sha256, where (for messages) and the columns of pages that describe.
    problems : list of Problem
        Missing, misspelt or repeated columns, empty or repeated keys, values outside their list,
        unsafe file names.
    """
    if not path.is_file():
        found = Problem(
            str(path), "a catalogue (CSV)", "no such file", "write one, or name it with catalogue:"
        )
        return [], [found]
    decoded = decode(path.read_bytes())
    if decoded.fault:
        return [], [Problem(str(path), "a catalogue in UTF-8", decoded.fault, "save it as UTF-8 CSV")]
    delimiter = delimiter_of(decoded.text, columns, CATALOGUE_COLUMNS)
    header = read_header(header_of(decoded.text, delimiter), columns, CATALOGUE_COLUMNS)
    problems = header_problems(str(path), header, dict.fromkeys(_REQUIRED, "add the column"), defaults)
    if problems:
        return [], list(problems)
    parsed = csv.reader(io.StringIO(decoded.text), delimiter=delimiter, strict=True)
    try:
        next(parsed, None)
        rows = [
            _row(cells, header, defaults, f"{path}, line {parsed.line_num}")
            for cells in parsed
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as fault:
        return [], [Problem(f"{path}, line {parsed.line_num}", "CSV", str(fault), "mend the line")]
    return rows, [*_row_problems(rows), *_repeated(rows, path, "doc_id"), *_repeated(rows, path, "file")]


def catalogue_notes(path: Path, columns: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return what is to be said of a catalogue that can be read: encoding, separator, columns not read."""
    decoded = decode(path.read_bytes()) if path.is_file() else Decoded("", "no such file")
    if decoded.fault:
        return ()
    delimiter = delimiter_of(decoded.text, columns, CATALOGUE_COLUMNS)
    header = read_header(header_of(decoded.text, delimiter), columns, CATALOGUE_COLUMNS)
    said = [*decoded.notes, delimiter_note(delimiter), unread_note(header)]
    return tuple(Remark(path.name, note) for note in said if note)


def _row(cells: list[str], header: Header, defaults: Mapping[str, str], where: str) -> Row:
    values = {header.matched.get(name, ""): cell for name, cell in zip(header.names, cells, strict=False)}
    known = {c: tidy_field(values.get(c, "")) or tidy_field(defaults.get(c, "")) for c in DESCRIPTION_COLUMNS}
    surplus = "yes" if len(cells) > len(header.names) else ""
    return {
        **known, "file": values.get("file", "").strip(), "sha256": values.get("sha256", "").strip().lower(),
        "where": where, "surplus": surplus,
    }  # fmt: skip


def _row_problems(rows: list[Row]) -> Iterator[Problem]:
    for row in rows:
        where = row["where"]
        for column in _REQUIRED:
            if not row[column]:
                yield Problem(where, f"a value for {column}", "none", "fill it in")
        if row["surplus"]:
            remedy = "put quotes around values that hold the separator"
            yield Problem(where, "as many values as columns", "more", remedy)
        if row["file"] and not _is_inside(row["file"]):
            yield Problem(
                where, "a file inside the folder", repr(row["file"]), "name it without .. and without /"
            )
        yield from _value_problems(row, where)


def _value_problems(row: Row, where: str) -> Iterator[Problem]:
    if row["published_how"] not in (*PUBLISHED_HOW, ""):
        yield Problem(
            where,
            f"published_how one of {', '.join(PUBLISHED_HOW)}",
            repr(row["published_how"]),
            "correct it",
        )
    if row["origin"] not in ORIGINS:
        yield Problem(where, f"origin one of {', '.join(ORIGINS[:-1])}", repr(row["origin"]), "correct it")
    if row["published"] and not iso_date(row["published"]):
        yield Problem(
            where, "published as 2021-01-26, 2021-01 or 2021", repr(row["published"]), "correct the date"
        )
    if row["published"] and row["published_how"] == "absent":
        yield Problem(
            where, "no date where published_how is absent", repr(row["published"]), "say stated or inferred"
        )


def _repeated(rows: list[Row], path: Path, column: str) -> Iterator[Problem]:
    counts = Counter(row[column] for row in rows if row[column])
    for value, n in sorted(counts.items()):
        if n > 1:
            yield Problem(
                str(path), f"each {column} once", f"{value!r} {n} times", "rename or remove the repetition"
            )


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/"))
    return not parts.is_absolute() and ".." not in parts.parts and ":" not in name
