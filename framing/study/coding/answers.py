"""Coding: what coders wrote into their sheets, read back with every mistake at once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from framing.errors import Problem, TableError, nearest
from framing.study.coding.questions import APART, NONE
from framing.study.coding.sheets import Sample, labels, written

ANSWERED: Final = ("unit", "category")
COLUMNS: Final = (*ANSWERED, "voice_right")
# As people write them, in the two languages of the sheets.
_YES: Final = frozenset(["yes", "y", "oui", "o", "1", "true", "vrai"])
_NO: Final = frozenset(["no", "n", "non", "0", "false", "faux"])
# Mistakes shown of one file; the others are most often the same one again.
MOST_SHOWN: Final = 50


class Coder(NamedTuple):
    """What one coder wrote.

    Attributes
    ----------
    name : str
        Of the file, without its suffix.
    category : mapping of unit to code
        Categories sorted and set apart, ``none`` for none of them; units that were not coded are missing.
    voice_right : mapping of unit to "yes" or "no"
    """

    name: str
    category: Mapping[int, str]
    voice_right: Mapping[int, str]


def read_coders(sample: Sample, files: Sequence[Path], adjudicated: Path | None = None) -> list[Coder]:
    """Read the sheets that coders filled in.

    Parameters
    ----------
    sample : Sample
        Of the sheet that was coded.
    files : sequence of Path
        One a coder; CSV with the columns unit and category, separated by commas, semicolons or tabs, in the
        encoding that the spreadsheet left.
    adjudicated : Path, optional
        The codes on which the coders settled; the last in the list.

    Raises
    ------
    TableError
        Every mistake of every file: files and columns that are not there, units that the sheet does not have or that
        stand twice, categories that are none of the question, a coder who coded nothing, two files of one name.
    """
    listed = [*files, adjudicated] if adjudicated else list(files)
    repeated = [name for name, n in Counter(path.stem for path in listed).items() if n > 1]
    problems = [
        Problem(f"{name}.csv", "each coder once", f"{name!r} more than once", "rename one of the files")
        for name in repeated
    ]
    asked = _asked(sample)
    coders = []
    for path in listed:
        coder, found = _read(path, asked)
        problems += found
        coders.append(coder)
    if problems:
        raise TableError(problems)
    return coders


def _asked(sample: Sample) -> dict[int, tuple[str, ...]]:
    """Return the codes that each unit may have."""
    rows = sample.key[["unit", "language", "family", "referent"]].itertuples(index=False, name=None)
    return {int(unit): sample.codes[language, family, referent] for unit, language, family, referent in rows}


def _read(path: Path, asked: Mapping[int, tuple[str, ...]]) -> tuple[Coder, list[Problem]]:
    nothing = Coder(path.stem, {}, {})
    rows, problems = read_rows(path)
    if problems:
        return nothing, problems
    units, faults = _units(rows, asked, path.name)
    category: dict[int, str] = {}
    voice_right: dict[int, str] = {}
    for line, unit, row in units:
        where = f"{path.name} line {line}, unit {unit}"
        code, wrong = _category(row["category"], asked[unit], where)
        voice, odd = _voice(row.get("voice_right", ""), where)
        faults += [*wrong, *odd]
        category |= {unit: code} if code else {}
        voice_right |= {unit: voice} if voice else {}
    if not category and not faults:
        remedy = "fill in the column category, or leave the file out"
        faults = [Problem(path.name, "a code in at least one row", "none in any", remedy)]
    more = len(faults) - MOST_SHOWN
    if more > 0:
        last = Problem(path.name, "no further mistakes", f"{more} more", "mend these first")
        faults = [*faults[:MOST_SHOWN], last]
    return Coder(path.stem, category, voice_right), faults


def read_rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """Return the rows of a coded file with their lines, its columns in small letters, or why it has none."""
    from framing.ingest.decoding import decode  # noqa: PLC0415 (tells encodings apart)
    from framing.ingest.headers import delimiter_of  # noqa: PLC0415

    try:
        decoded = decode(path.read_bytes())
    except OSError as fault:
        return [], [Problem(path.name, "a coded sheet", str(fault.strerror), "correct the path")]
    if decoded.fault:
        return [], [Problem(path.name, "a coded sheet (CSV)", decoded.fault, "save it as CSV in UTF-8")]
    reader = csv.DictReader(
        io.StringIO(decoded.text), delimiter=delimiter_of(decoded.text, {}, COLUMNS), restval=""
    )
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    missing = [name for name in ANSWERED if name not in names]
    if missing:
        found = ", ".join(names[:10])
        remedy = nearest(missing[0], names) or "keep the first line of sheet.csv as it is"
        return [], [Problem(f"{path.name} line 1", f"a column {name!r}", found, remedy) for name in missing]
    try:
        rows = [(reader.line_num, {k: str(v or "") for k, v in row.items() if k}) for row in reader]
    except csv.Error as fault:
        return [], [Problem(f"{path.name} line {reader.line_num}", "CSV", str(fault), "mend the line")]
    return [(line, row) for line, row in rows if any(value.strip() for value in row.values())], []


def _units(
    rows: Iterable[tuple[int, dict[str, str]]], asked: Mapping[int, tuple[str, ...]], file: str
) -> tuple[list[tuple[int, int, dict[str, str]]], list[Problem]]:
    """Return line, unit and row of every row of a known unit, each unit once."""
    seen: dict[int, int] = {}
    kept, problems = [], []
    for line, row in rows:
        text = _bare(row["unit"]).removesuffix(".0")
        unit = int(text) if text.isascii() and text.isdigit() else -1
        where = f"{file} line {line}"
        if unit not in asked:
            expected = f"a unit of this sheet, 1 to {max(asked)}"
            problems.append(Problem(where, expected, repr(row["unit"][:40]), "correct the number"))
        elif unit in seen:
            found = f"unit {unit} on line {seen[unit]} too"
            problems.append(Problem(where, "each unit once", found, "keep one of the two rows"))
        else:
            seen[unit] = line
            kept.append((line, unit, row))
    return kept, problems


def _category(text: str, codes: Sequence[str], where: str) -> tuple[str, list[Problem]]:
    """Return a code as it is compared, "" for none written."""
    named = [part.strip().lower() for part in _bare(text).split(APART)]
    named = [part for part in named if part]
    known = {code.lower(): code for code in codes} | {NONE: NONE}
    wrong = [part for part in named if part not in known]
    if wrong:
        listed = ", ".join([*codes, NONE])
        return "", [
            Problem(where, f"codes among {listed}", repr(part[:40]), nearest(part, known) or "correct it")
            for part in wrong
        ]
    if NONE in named and len(set(named)) > 1:
        found, remedy = repr(text[:80]), f"write {NONE} alone, or take it out"
        return "", [Problem(where, f"{NONE}, or categories", found, remedy)]
    told = labels(APART.join(known[part] for part in named))
    return ("" if told is None else written(told)), []


def _voice(text: str, where: str) -> tuple[str, list[Problem]]:
    said = _bare(text).lower()
    if not said:
        return "", []
    if said in _YES or said in _NO:
        return ("yes" if said in _YES else "no"), []
    return "", [Problem(f"{where}, voice_right", "yes, no or nothing", repr(text[:40]), "correct it")]


def _bare(text: str) -> str:
    """Return a cell without spaces and the apostrophe that a spreadsheet may need."""
    return text.strip().removeprefix("'").strip()
