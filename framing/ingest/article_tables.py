"""Reader "articles": tables of articles (JSONL, JSONL.gz, CSV, Parquet), one row per article."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from framing.errors import Problem
from framing.ingest.dates import iso_date, published_columns
from framing.ingest.decoding import Decoded, decode_only, tidy, tidy_field
from framing.ingest.headers import (
    Header,
    delimiter_note,
    delimiter_of,
    header_problems,
    read_header,
    unread_note,
)
from framing.ingest.languages import identify
from framing.ingest.sources import DESCRIPTION_COLUMNS, PUBLISHED_HOW, Reading, Remark, Row, TextSource

SUFFIXES = (".jsonl", ".jsonl.gz", ".csv", ".parquet")
_WANTED = (*DESCRIPTION_COLUMNS, "text")
# White space that may follow a title on its line.
_LONGEST_GAP = 100
_REMEDIES = {"text": "name it under columns:", "outlet": "name it under columns:, or give it under defaults:"}

Record = dict[str, Any]


@dataclass(frozen=True)
class _Table:
    """Columns of one file under their own names, the line or row number of each row, remarks."""

    columns: Mapping[str, Sequence[Any]]
    numbers: Sequence[int]
    set_aside: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()


def read_article_tables(source: TextSource) -> Reading:
    """Read one table of articles, or every table of a folder.

    Returns
    -------
    Reading
        One row per article; rows without text, doc_id or outlet and rows that are malformed are set
        aside by line; a file that cannot be read or lacks a column is a problem.
    """
    files = [source.path] if source.path.is_file() else _tables_of(source.path)
    readings = [_read_file(path, source) for path in files]
    return Reading(
        tuple(row for r in readings for row in r.rows),
        tuple(remark for r in readings for remark in r.set_aside),
        tuple(note for r in readings for note in r.notes),
        tuple(problem for r in readings for problem in r.problems),
    )


def _tables_of(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name.endswith(SUFFIXES))


def _read_file(path: Path, source: TextSource) -> Reading:
    try:
        table = _table(path, source.columns)
    except (OSError, EOFError, zlib.error, pa.ArrowException, ValueError) as fault:
        found = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        remedy = "restore the file, or take it out of corpus:"
        return Reading(problems=(Problem(str(path), "a readable table of articles", found, remedy),))
    if not table.numbers:
        return Reading(
            set_aside=table.set_aside or (Remark(path.name, "the file is empty"),), notes=table.notes
        )
    header = read_header(table.columns, source.columns, _WANTED)
    problems = header_problems(str(path), header, _REMEDIES, source.defaults)
    return Reading(problems=problems) if problems else _rows(table, header, source.defaults, path.name)


def _rows(table: _Table, header: Header, defaults: Mapping[str, str], file: str) -> Reading:
    ours = {name: table.columns[theirs] for theirs, name in header.matched.items()}
    given = {c: tidy_field(defaults.get(c, "")) for c in DESCRIPTION_COLUMNS}
    fields = {c: _fields(ours.get(c), given[c], len(table.numbers)) for c in DESCRIPTION_COLUMNS}
    stem, width = file.partition(".")[0], len(str(table.numbers[-1]))
    texts = ours.get("text", [defaults.get("text", "")] * len(table.numbers))
    rows: list[Row] = []
    unread = [Remark(file, note) for note in (unread_note(header),) if note]
    aside, notes = list(table.set_aside), [*table.notes, *unread]
    for number, text, *values in zip(table.numbers, texts, *fields.values(), strict=True):
        where = f"{file}, row {number}"
        row = dict(zip(fields, values, strict=True))
        decoded = tidy(text) if isinstance(text, str) else Decoded("", _no_text(text))
        fault = decoded.fault.replace("the file", "the text") or _fault(row, decoded.text)
        if fault:
            aside.append(Remark(where, fault))
            continue
        notes += [Remark(where, note) for note in decoded.notes]
        row["doc_id"] = row["doc_id"] or f"{stem}-{number:0{width}d}"
        rows.append({**row, **_settled(row, decoded.text), "file": where})
    return Reading(tuple(rows), tuple(aside), (*notes, *_odd_dates(fields["published"], file)))


def _fields(values: Sequence[Any] | None, default: str, n_rows: int) -> list[str]:
    """Return a describing column: text on one line, the default wherever it is empty."""
    if values is None:
        return [default] * n_rows
    known: dict[Any, str] = {}
    for value in values:
        if isinstance(value, str) and value not in known:
            known[value] = tidy_field(value) or default
    return [known[v] if isinstance(v, str) else tidy_field(_plain(v)) or default for v in values]


def _plain(value: object) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN, a missing value in Parquet


def _no_text(text: object) -> str:
    return "no text" if not _plain(text) else f"text is a {type(text).__name__}"


def _fault(row: Row, text: str) -> str:
    if not text.strip():
        return "no text"
    return "" if row["outlet"] else "no outlet"


def _settled(row: Row, text: str) -> Row:
    """Return the columns that follow from others: date, language, text with its title."""
    how = row["published_how"] if row["published_how"] in PUBLISHED_HOW else ""
    published, published_how = published_columns(row["published"], how)
    first = text.lstrip()[: len(row["title"]) + _LONGEST_GAP].partition("\n")[0].rstrip()
    page = text if not row["title"] or tidy_field(first) == row["title"] else f"{row['title']}\n{text}"
    language = row["language"] or identify(text)
    return {"published": published, "published_how": published_how, "language": language, "text": page}


def _odd_dates(dates: Sequence[str], file: str) -> tuple[Remark, ...]:
    n_odd = sum(1 for d in dates if d and not iso_date(d))
    return (Remark(file, f"{n_odd} dates are not ISO 8601 and count as absent"),) if n_odd else ()


def _table(path: Path, columns: Mapping[str, str]) -> _Table:
    if path.name.endswith(".parquet"):
        return _of_arrow(_wanted_columns(path))
    data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    if not data.strip():
        return _Table({}, (), (Remark(path.name, "the file is empty"),))
    decoded = decode_only(data)
    if decoded.fault:
        raise ValueError(decoded.fault)
    notes = tuple(Remark(path.name, note) for note in decoded.notes)
    if not path.name.endswith(".csv"):
        return _of_json_lines(decoded.text, path.name, notes)
    delimiter = delimiter_of(decoded.text, columns, _WANTED)
    told = (Remark(path.name, delimiter_note(delimiter)),) if delimiter != "," else ()
    return _of_csv(decoded.text, path.name, (*notes, *told), delimiter)


def _wanted_columns(path: Path) -> pa.Table:
    """Return the columns of a Parquet file that hold one value a row; nested ones are never ours."""
    schema = pq.read_schema(path)
    return pq.read_table(path, columns=[f.name for f in schema if not pa.types.is_nested(f.type)])


def _of_arrow(table: pa.Table) -> _Table:
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    return _Table(columns, range(1, table.num_rows + 1))


def _of_json_lines(text: str, file: str, notes: tuple[Remark, ...]) -> _Table:
    numbered = [
        (n, _json_record(line)) for n, line in enumerate(text.split("\n"), 1) if not line.isspace() and line
    ]
    good = [(n, record) for n, record in numbered if isinstance(record, dict)]
    bad = tuple(Remark(f"{file}, line {n}", record) for n, record in numbered if isinstance(record, str))
    names = {name: None for _, record in good for name in record}
    columns = {name: [record.get(name) for _, record in good] for name in names}
    return _Table(columns, [n for n, _ in good], bad, notes)


def _json_record(line: str) -> Record | str:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return f"not JSON: {fault}"
    return (
        record if isinstance(record, dict) else f"a JSON object was expected, found a {type(record).__name__}"
    )


def _of_csv(text: str, file: str, notes: tuple[Remark, ...], delimiter: str) -> _Table:
    refused: list[Remark] = []

    def refuse(row: pa_csv.InvalidRow) -> str:
        refused.append(
            Remark(
                f"{file}, line {row.number}", f"{row.actual_columns} values, {row.expected_columns} columns"
            )
        )
        return "skip"

    content = text.encode("utf-8")
    names = next(csv.reader(io.StringIO(text), delimiter=delimiter))
    table = pa_csv.read_csv(
        pa.BufferReader(content),
        # one block, one thread: a row may be long, and rows keep their numbers
        read_options=pa_csv.ReadOptions(use_threads=False, block_size=len(content) + 1),
        parse_options=pa_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, invalid_row_handler=refuse
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    plain = _of_arrow(table)
    return _Table(plain.columns, plain.numbers, tuple(refused), notes)
