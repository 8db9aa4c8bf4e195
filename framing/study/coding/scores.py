"""Scores: a coded sheet becomes codes and an appraisal, and tables beside the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from framing.errors import Problem, TableError
from framing.study.coding.answers import read_coders, read_rows
from framing.study.coding.codes import CODER, Codes, codes_from
from framing.study.coding.scoring import Appraisal, appraise
from framing.study.coding.sheets import ANSWERS, READ, SHEET, read_sample, write_for_spreadsheet
from framing.tables import write_csv

AGREEMENT, ACCURACY, VOICES, UNRESOLVED = "agreement.csv", "accuracy.csv", "voices.csv", "unresolved.csv"
# Digits of what is printed in tables: far beyond what a sample of hundreds can tell.
DIGITS: Final = 6


def score_sheet(
    folder: Path, files: Sequence[Path], adjudicated: Path | None = None
) -> tuple[Codes, Appraisal]:
    """Read back the codes of a sheet, and score coders and instrument.

    Parameters
    ----------
    folder : Path
        Of the sheet, with its key.
    files : sequence of Path
        The sheet as each coder filled it in.
    adjudicated : Path, optional
        The codes on which they settled. A single coder's may stand here too; of agreement nothing is known then.

    Raises
    ------
    TableError
        Every mistake of every file.
    """
    _require_apart(folder, files)
    sample = read_sample(folder)
    coders = read_coders(sample, files, adjudicated)
    settled = coders.pop() if adjudicated else None
    codes = codes_from(sample.key, coders, settled)
    return codes, appraise(codes, sample.seed)


def write_scores(folder: Path, codes: Codes, appraisal: Appraisal, settled: bool = False) -> None:
    """Write the tables of an appraisal beside the sheet, and the sentences still to be settled as a sheet of their own.

    ``unresolved.csv`` has what coders read, what each of them wrote, and empty columns: filled in, it is what
    ``--adjudicated`` takes.

    Parameters
    ----------
    folder : Path
    codes : Codes
    appraisal : Appraisal
    settled : bool
        Whether adjudicated codes were read: ``unresolved.csv`` then stays as it is.

    Raises
    ------
    TableError
        If the folder cannot be written, or ``unresolved.csv`` holds codes that nobody asked to be read.
    """
    if not settled:
        _check_unsettled(folder / UNRESOLVED)
    try:
        write_csv(appraisal.agreement.round(DIGITS), folder / AGREEMENT)
        write_csv(appraisal.accuracy.round(DIGITS), folder / ACCURACY)
        write_csv(appraisal.voices.round(DIGITS), folder / VOICES)
        if not settled:
            write_for_spreadsheet(_to_settle(folder, codes), folder / UNRESOLVED)
    except OSError as fault:
        found = str(fault.strerror)
        remedy = "score it where it can be written"
        raise TableError(Problem(folder.name, "a folder that can be written to", found, remedy)) from fault


def _require_apart(folder: Path, files: Sequence[Path]) -> None:
    """Refuse codes under a name that the scores will be written to."""
    taken = [
        path
        for path in files
        if path.name in (AGREEMENT, ACCURACY, VOICES) and path.parent.resolve() == folder.resolve()
    ]
    if taken:
        remedy = "rename it: the scores are written under that name"
        raise TableError(
            [Problem(path.name, "codes under a name of their own", path.name, remedy) for path in taken]
        )


def _check_unsettled(path: Path) -> None:
    """Refuse to write over codes on which somebody settled."""
    if not path.is_file():
        return
    rows, _ = read_rows(path)
    if any(row.get("category", "").strip() for _, row in rows):
        remedy = f"read them with --adjudicated {path.name}, or move the file"
        raise TableError(
            Problem(path.name, "a file without codes, to be written anew", "settled codes in it", remedy)
        )


def _to_settle(folder: Path, codes: Codes) -> pd.DataFrame:
    sheet = pd.read_csv(folder / SHEET, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    plain = pd.DataFrame({name: sheet[name].str.removeprefix("'") for name in READ})
    columns = [f"{CODER}{name}" for name in codes.coders]
    written = codes.unresolved[["unit", *columns]].astype({"unit": "str"})
    joined = plain.merge(written, on="unit", how="inner")
    return joined[[*READ, *columns]].assign(**dict.fromkeys(ANSWERS, ""))
