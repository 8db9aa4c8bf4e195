"""Outputs: the folder that a run leaves, written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError, Problem, ReportError, TableError
from framing.study.comparison.keyness import REFERENCE, REST, is_special, sides_of
from framing.study.config.places import paths_of
from framing.study.folders import check_target, replaced_folder, settled
from framing.study.measurement import bundle
from framing.study.record import OWNED, REPORT, digests_of_files, write_record
from framing.tables import write_csv

if TYPE_CHECKING:
    from framing.study.config.study import Study
    from framing.study.pipeline import Result

# Larger tables are named in the record instead: a spreadsheet holds no more than about a million rows,
# and the bundle holds them in any case.
MOST_ROWS = 200_000
# What a file is called whose second side is no outlet; an outlet of that name carries a digest.
_SECOND_SIDES = {REST: "rest", REFERENCE: "reference"}


def default_folder(study: Study) -> Path:
    """Return ``<report.folder>/<study>``: ``reports/<study>`` beside the config file, unless it says otherwise."""
    return study.folder / study.report.folder / study.study


def check_folder(folder: Path, study: Study, rendered: bool = True) -> None:
    """Refuse a folder that a run may not replace, before anything is measured for it.

    Parameters
    ----------
    folder : Path
        Where the report is to stand.
    study : Study
        Nothing that it reads may lie in the folder, or be it.
    rendered : bool
        False if tables alone are to be written: they never take the place of a rendered report.

    Raises
    ------
    ReportError
    """
    _check_apart(folder, study, ReportError)
    check_target(folder, OWNED, ReportError)
    if not rendered:
        _check_unrendered(folder)


def check_bundle_folder(folder: Path, study: Study) -> None:
    """Refuse a folder that a bundle of a study's texts may not replace; see `check_folder`.

    Raises
    ------
    TableError
    """
    _check_apart(folder, study, TableError)
    check_target(folder, bundle.OWNED, TableError)


def _check_unrendered(folder: Path) -> None:
    """Refuse a folder with a rendered report: pages beside tables they were not made of would not be true."""
    standing = sorted({path.name for pattern in REPORT for path in folder.glob(pattern)})
    if standing:
        expected = "a folder without a rendered report, where only tables are written"
        remedy = "choose another place (--out), or render the report anew (framing run)"
        found = f"{', '.join(standing)}, which would be lost"
        raise ReportError(Problem(normpath(folder), expected, found, remedy))


def _check_apart(folder: Path, study: Study, error: type[FramingError]) -> None:
    """Refuse a folder that is, holds, or lies in something the study reads: a run would replace it, or read itself."""
    target = settled(folder, error)
    read = {name: settled(study.path(name), error) for name in paths_of(study)}
    # reports/ lies beside the config as a rule, so that only the config's own folder and those around it are held
    held = [name for name, path in read.items() if path.is_relative_to(target)]
    held += [study.file] if settled(study.folder, error).is_relative_to(target) else []
    around = [name for name, path in read.items() if target.is_relative_to(path) and name not in held]
    found = [f"holds {', '.join(held)}"] * bool(held) + [f"lies in {', '.join(around)}"] * bool(around)
    if found:
        name = target.name or str(target)
        where = study.where("report.folder") if folder == default_folder(study) else name
        expected = "a folder that neither holds nor lies in what the study reads"
        remedy = "choose another place: report: {folder: …} in the config, or --out"
        raise error(Problem(where, expected, f"{name!r}, which {' and '.join(found)}", remedy))


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

    Raises
    ------
    ReportError
        If the folder may not be replaced, or tables alone would take the place of a rendered report.
    """
    if publish is None:
        _check_unrendered(folder)
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
    """Return the name of a keyness table; names that cannot stand in a file name, or mean something there, carry a digest."""
    return _file_name(language, outlet_a, outlet_b, outlet_b)


def keyness_file_of(contrast: str) -> str:
    """Return the name of the keyness table of a contrast: ``keyness-fr-presstv-rest.csv`` against all others.

    Parameters
    ----------
    contrast : str
        Its key, see `framing.study.comparison.keyness`.
    """
    language, first, second = sides_of(contrast)
    called = _SECOND_SIDES[second] if is_special(contrast) else second
    return _file_name(language, first, second, called)


def _file_name(language: str, first: str, second: str, called: str) -> str:
    plain = [re.sub(r"[^A-Za-z0-9_]+", "_", name)[:40] for name in (first, called)]
    stem = "-".join(("keyness", language, *plain))
    is_outlet = called == second
    if plain == [first, called] and not (is_outlet and called in _SECOND_SIDES.values()):
        return f"{stem}.csv"
    mark = hashlib.sha256("\0".join((first, second)).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{stem}-{mark}.csv"


def csv_of_tables(result: Result) -> dict[str, str]:
    """Return every table that is not too large as the text of a CSV file."""
    return {name: _csv(table) for name, table in _tables(result).items() if len(table) <= MOST_ROWS}


def _tables(result: Result) -> dict[str, pd.DataFrame]:
    made = {"designs": result.designs, "estimates": result.estimates, "claims": result.claims}
    sometimes = {"event_effects": result.event_effects, "replication": result.replication}
    coded = result.appraisal
    if coded is not None:
        made |= {"agreement": coded.agreement, "accuracy": coded.accuracy, "voices_right": coded.voices}
    return {
        **result.measurements.tables,
        **made,
        **result.curves.written,
        **{name: table for name, table in sometimes.items() if len(table)},
    }


def _csv(table: pd.DataFrame) -> str:
    buffer = io.StringIO()
    write_csv(table, buffer)  # type: ignore[arg-type] # pandas writes to a buffer as to a path
    return buffer.getvalue()


def _write_tables(result: Result, folder: Path) -> None:
    folder.mkdir()
    for name, text in result.csv.items():
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))
    for contrast, table in result.keyness.items():
        write_csv(table.round(6), folder / keyness_file_of(contrast))
    if len(result.set_aside):
        write_csv(result.set_aside, folder / "set_aside.csv")
