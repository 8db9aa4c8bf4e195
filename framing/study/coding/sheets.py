"""Sheets: a folder that coders work from, and the key to it that they must not see.

::

    sheet.csv     what coders read and fill in: no outlet, no document, nothing of what was found
    sheet.html    the same for print, guide-<language>.html what to code (both by `framing.report`)
    key.csv       unit → document, place, stratum, probability, and what was found: not for coders
    sample.json   the questions with their codes, the seed, with what was measured
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from framing.errors import Problem, TableError
from framing.study.coding.questions import APART, NONE
from framing.study.coding.sampling import Sheet
from framing.study.folders import replaced_folder, settled
from framing.tables import write_csv

FORMAT: Final = 1
SAMPLE, SHEET, KEY = "sample.json", "sheet.csv", "key.csv"
# Filled in by coders.
ANSWERS: Final = ("category", "voice_right", "note")
KEY_COLUMNS: Final = (
    "unit", "doc_id", "start", "end", "sha256", "language", "outlet", "voice", "family", "referent", "found",
    "stratum", "size", "drawn", "inclusion",
)  # fmt: skip
READ: Final = ("unit", "question", "codes", "before", "sentence", "after", "voice")
# A spreadsheet takes UTF-8 for Windows' code page unless a file begins so.
BOM: Final = "\N{BYTE ORDER MARK}"
_AGAIN: Final = "draw the sheet again with framing codebook sample"

Publish = Callable[[Sheet, Path], None]
Ask = Callable[[Sheet], pd.DataFrame]


class Sample(NamedTuple):
    """A folder read back.

    Attributes
    ----------
    key : DataFrame
        `KEY_COLUMNS`.
    codes : dict of (language, family, referent) to tuple of str
        What may be answered, none left out.
    seed : int
    study : str
    """

    key: pd.DataFrame
    codes: dict[tuple[str, str, str], tuple[str, ...]]
    seed: int
    study: str


def check_sheet_folder(folder: Path) -> None:
    """Refuse a folder that holds anything: codes that somebody wrote may lie there.

    Raises
    ------
    TableError
    """
    target = settled(folder, TableError)
    if target.is_dir() and any(target.iterdir()):
        found = f"{sorted(path.name for path in target.iterdir())[0]!r} in it"
        remedy = "choose another place: codes are never written over"
        raise TableError(Problem(folder.name or str(folder), "an empty folder, or none", found, remedy))


def write_sheet(sheet: Sheet, folder: Path, ask: Ask, publish: Publish) -> None:
    """Write a sheet for coders, and its key.

    Parameters
    ----------
    sheet : Sheet
    folder : Path
        Empty, or not there yet; appears whole or not at all.
    ask : callable
        Returns question, codes and voice of every unit in words, in the units' order.
    publish : callable
        Writes the printable pages into the folder it is given.

    Raises
    ------
    TableError
        If the folder holds anything, or cannot be written.
    """
    check_sheet_folder(folder)
    with replaced_folder(folder, ("bundle.json",), TableError) as fresh:
        texts = sheet.units[["unit", "before", "sentence", "after"]]
        read = pd.concat([texts, ask(sheet)], axis=1)[[*READ]]
        write_for_spreadsheet(read.assign(**dict.fromkeys(ANSWERS, "")), fresh / SHEET)
        write_csv(sheet.units[[*KEY_COLUMNS]], fresh / KEY)
        (fresh / SAMPLE).write_text(_described(sheet, fresh / KEY), encoding="utf-8", newline="\n")
        publish(sheet, fresh)


def write_for_spreadsheet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as `write_csv` does, but so that a spreadsheet knows its letters."""
    write_csv(table, path)
    path.write_text(BOM + path.read_text("utf-8"), encoding="utf-8", newline="\n")


def read_sample(folder: Path) -> Sample:
    """Read back what a sheet was drawn from.

    Raises
    ------
    TableError
        If the folder is no sheet's, or its key was edited.
    """
    where = folder.name or str(folder)
    try:
        described = json.loads((folder / SAMPLE).read_text("utf-8"))
        key_bytes = (folder / KEY).read_bytes()
    except OSError as fault:
        found = f"no {Path(str(fault.filename)).name}"
        raise TableError(Problem(where, "a sheet with its key", found, _AGAIN)) from fault
    except ValueError as fault:
        raise TableError(Problem(f"{where}/{SAMPLE}", "JSON", "another content", _AGAIN)) from fault
    if not isinstance(described, dict) or described.get("format") != FORMAT:
        raise TableError(Problem(f"{where}/{SAMPLE}", f"format {FORMAT}", "another content", _AGAIN))
    if hashlib.sha256(key_bytes).hexdigest() != described.get("key_sha256"):
        remedy = "fetch it again from where the sheet was drawn: codes are counted by it"
        raise TableError(Problem(f"{where}/{KEY}", "the key of this sheet", "an edited one", remedy))
    questions = {
        (q["language"], q["family"], q["referent"]): tuple(q["codes"]) for q in described["questions"]
    }
    return Sample(_key(folder / KEY), questions, int(described["seed"]), str(described["study"]))


def labels(text: str) -> frozenset[str] | None:
    """Return the categories of a code: none of them for ``none``, None for a code that is not there."""
    named = frozenset(part for part in text.split(APART) if part)
    return (named - {NONE}) if named else None


def written(categories: Iterable[str]) -> str:
    """Return categories as a code: sorted and set apart, ``none`` for none of them."""
    return APART.join(sorted(categories)) or NONE


def _key(path: Path) -> pd.DataFrame:
    raw = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    numbers = {"unit": "int64", "start": "int64", "end": "int64", "size": "int64", "drawn": "int64"}
    plain = raw.assign(**{c: raw[c].str.removeprefix("'") for c in raw.columns if c not in numbers})
    return plain.astype({**numbers, "inclusion": "float64"})


def _described(sheet: Sheet, key: Path) -> str:
    questions: list[dict[str, Any]] = [
        {
            "language": question.language,
            "family": question.family,
            "referent": question.referent,
            "codes": [code.id for code in question.codes],
        }
        for question in sheet.questions
    ]
    described = {
        "format": FORMAT,
        "study": sheet.study,
        "seed": sheet.seed,
        "units": len(sheet.units),
        "questions": questions,
        "measured_with": dict(sheet.facts),
        "key_sha256": hashlib.sha256(key.read_bytes()).hexdigest(),
    }
    return json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
