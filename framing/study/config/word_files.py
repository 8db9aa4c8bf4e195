"""Word files: the table of a word list read, and everything that is wrong with it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.errors import Problem
from framing.ingest.decoding import decode, tidy_field
from framing.ingest.headers import delimiter_of, header_of, header_problems, read_header

COLUMNS = ("term", "count", "language")
_WHOLE_NUMBER = "a whole number of occurrences, at least 1"


class Row(NamedTuple):
    """One line of a list."""

    term: str
    n: int
    language: str


def read_rows(path: Path, name: str, languages: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Return the lines of a word list, and what is wrong with the others.

    Parameters
    ----------
    path : Path
        CSV or TSV with the columns term, count and, where there are several languages, language.
    name : str
        What to call it in a message.
    languages : sequence of str
        Of the study; where there is one, that is the list's unless it says so itself.
    """
    if not path.is_file():
        return [], [Problem(name, "a table of terms and counts", "a folder", "name a file, CSV or TSV")]
    decoded = decode(path.read_bytes())
    if decoded.fault:
        return [], [Problem(name, "a table in UTF-8", decoded.fault, "save it as CSV in UTF-8")]
    delimiter = delimiter_of(decoded.text, {}, COLUMNS)
    header = read_header(header_of(decoded.text, delimiter), {}, COLUMNS)
    several = {"language": "add the column: the study has several languages"} if len(languages) > 1 else {}
    settled = () if several else ("language",)
    required = {"term": "add the column", "count": "add the column"} | several
    problems = list(header_problems(name, header, required, settled))
    if problems:
        return [], problems
    places = {ours: header.names.index(theirs) for theirs, ours in header.matched.items()}
    return _rows(decoded.text, delimiter, places, name, languages[0])


def _rows(
    text: str, delimiter: str, places: Mapping[str, int], name: str, language: str
) -> tuple[list[Row], list[Problem]]:
    parsed = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    first: dict[tuple[str, str], int] = {}
    try:
        next(parsed, None)
        for cells in parsed:
            if not any(cell.strip() for cell in cells):
                continue
            where = f"{name} line {parsed.line_num}"
            row = {c: tidy_field(cells[n]) if n < len(cells) else "" for c, n in places.items()}
            said = row | {"language": row["language"] if "language" in places else language}
            wrong = list(_faults(said, where, first))
            first.setdefault((said["term"], said["language"]), parsed.line_num)
            problems += wrong
            if not wrong:
                rows.append(Row(as_counted(said["term"]), int(said["count"]), said["language"]))
    except csv.Error as fault:
        problems.append(Problem(f"{name} line {parsed.line_num}", "CSV", str(fault), "mend the line"))
    return rows, problems


def _faults(row: Mapping[str, str], where: str, first: Mapping[tuple[str, str], int]) -> Iterator[Problem]:
    if not row["term"]:
        yield Problem(where, "a term", "none", "fill it in, or remove the line")
    if not (row["count"].isascii() and row["count"].isdecimal() and int(row["count"]) > 0):
        remedy = "give counts, not frequencies per million; leave out what does not occur"
        yield Problem(where, _WHOLE_NUMBER, repr(row["count"]) if row["count"] else "none", remedy)
    if not row["language"]:
        yield Problem(where, "a language", "none", "fill it in: fr or en")
    before = first.get((row["term"], row["language"]))
    if before and row["term"]:
        yield Problem(where, "each term once", f"{row['term']!r}, as in line {before}", "keep one of the two")


def as_counted(term: str) -> str:
    """Return a term as it stands in ``counts``: NFC, lower case, straight apostrophe."""
    return unicodedata.normalize("NFC", term).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
