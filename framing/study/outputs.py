"""Outputs: the folder that a run leaves, written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import ReportError
from framing.study.folders import check_target, replaced_folder
from framing.study.record import digests_of_files, write_record
from framing.tables import write_csv

if TYPE_CHECKING:
    from framing.study.config import Study
    from framing.study.pipeline import Result

OWNED = ("record.json", "tables", "figures", "report-*")
# Larger tables are named in the record instead: a spreadsheet holds no more than about a million rows,
# and the bundle holds them in any case.
MOST_ROWS = 200_000


def default_folder(study: Study) -> Path:
    """Return ``<report.folder>/<study>``: ``reports/<study>`` beside the config file, unless it says otherwise."""
    return study.folder / study.report.folder / study.study


def check_folder(folder: Path) -> None:
    """Refuse a folder that `write_outputs` could not replace, before anything is measured for it.

    Raises
    ------
    ReportError
    """
    check_target(folder, OWNED, ReportError)


def write_outputs(
    result: Result, publish: Callable[[Result, Path], list[Path]] | None, folder: Path
) -> Result:
    """Write tables, report and record.

    Parameters
    ----------
    result : Result
    publish : callable or None
        Writes the report into the folder it is given.
    folder : Path
        Replaced whole once everything is written.

    Returns
    -------
    Result
        With the finished record.
    """
    with replaced_folder(folder, OWNED, ReportError) as fresh:
        omitted = {name: len(table) for name, table in _tables(result).items() if len(table) > MOST_ROWS}
        whole = replace(result, record=result.record | {"omitted": omitted})
        _write_tables(whole, fresh / "tables")
        if publish is not None:
            publish(whole, fresh)
        whole = replace(whole, record=whole.record | {"outputs": digests_of_files(fresh)})
        write_record(whole.record, fresh)
    return whole


def keyness_file(language: str, outlet_a: str, outlet_b: str) -> str:
    """Return the name of a keyness table; names that cannot stand in a file name carry a digest."""
    plain = [re.sub(r"[^A-Za-z0-9_]+", "_", outlet)[:40] for outlet in (outlet_a, outlet_b)]
    name = "-".join(("keyness", language, *plain))
    if plain == [outlet_a, outlet_b]:
        return f"{name}.csv"
    mark = hashlib.sha256("\0".join((outlet_a, outlet_b)).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name}-{mark}.csv"


def csv_of_tables(result: Result) -> dict[str, str]:
    """Return every table that is not too large as the text of a CSV file."""
    return {name: _csv(table) for name, table in _tables(result).items() if len(table) <= MOST_ROWS}


def _tables(result: Result) -> dict[str, pd.DataFrame]:
    made = {"designs": result.designs, "estimates": result.estimates, "claims": result.claims}
    return {**result.measurements.tables, **made}


def _csv(table: pd.DataFrame) -> str:
    buffer = io.StringIO()
    write_csv(table, buffer)  # type: ignore[arg-type] # pandas writes to a buffer as to a path
    return buffer.getvalue()


def _write_tables(result: Result, folder: Path) -> None:
    folder.mkdir()
    for name, text in result.csv.items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))
    for design in result.designs.itertuples():
        name = keyness_file(str(design.language), str(design.outlet_a), str(design.outlet_b))
        if str(design.contrast) in result.keyness:
            write_csv(result.keyness[str(design.contrast)].round(6), folder / name)
    if len(result.set_aside):
        write_csv(result.set_aside, folder / "set_aside.csv")
