"""catalogue.csv: what is known of each page of a folder."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from framing.errors import Problem
from framing.ingest.dates import iso_date
from framing.ingest.decoding import decode, tidy_field
from framing.ingest.sources import DESCRIPTION_COLUMNS, ORIGINS, PUBLISHED_HOW, Row

CATALOGUE_NAME = "catalogue.csv"
_REQUIRED = ("file", "doc_id", "outlet")


def read_catalogue(
    path: Path, columns: Mapping[str, str], defaults: Mapping[str, str]
) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a catalogue and everything that is wrong with them.

    Parameters
    ----------
    path : Path
        A CSV file with a header; columns that are not ours are ignored.
    columns, defaults : mapping
        As in `TextSource`.

    Returns
    -------
    rows : list of dict
        file, sha256, where (for messages) and the columns of pages that describe.
    problems : list of Problem
        Missing columns, empty or repeated keys, values outside their list, unsafe file names.
    """
    if not path.is_file():
        found = Problem(
            str(path), "a catalogue (CSV)", "no such file", "write one, or name it with catalogue:"
        )
        return [], [found]
    decoded = decode(path.read_bytes())
    if decoded.fault:
        return [], [Problem(str(path), "a catalogue in UTF-8", decoded.fault, "save it as UTF-8 CSV")]
    parsed = csv.DictReader(io.StringIO(decoded.text), strict=True)
    try:
        header = [columns.get(name.strip(), name.strip()) for name in parsed.fieldnames or ()]
        missing = [c for c in _REQUIRED if c not in header and c not in defaults]
        if missing:
            return [], [
                Problem(str(path), f"a column {c!r}", f"columns {header}", "add the column") for c in missing
            ]
        rows = [_row(record, header, defaults, f"{path}, line {parsed.line_num}") for record in parsed]
    except csv.Error as fault:
        return [], [Problem(f"{path}, line {parsed.line_num}", "CSV", str(fault), "mend the line")]
    return rows, [*_row_problems(rows), *_repeated(rows, path, "doc_id"), *_repeated(rows, path, "file")]


def _row(record: Mapping[str, str | None], header: list[str], defaults: Mapping[str, str], where: str) -> Row:
    values = dict(zip(header, (v if isinstance(v, str) else "" for v in record.values()), strict=False))
    known = {c: tidy_field(values.get(c, "")) or defaults.get(c, "") for c in DESCRIPTION_COLUMNS}
    surplus = "yes" if None in record else ""
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
            yield Problem(where, "as many values as columns", "more", "put quotes around values with a comma")
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
