"""Bundle: measurements on disk, with digests that show whether a table was touched.

A folder with one file per table and ``bundle.json``::

    {"format": 1, "settings": {…}, "tables": {"documents": {"file": …, "rows": …, "digest": …}, …}}

It holds counts, offsets, phrases of at most six words, and sketches that nobody can read: no text, no title, no heading.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from framing.errors import Problem, TableError
from framing.study.folders import replaced_folder
from framing.study.measurement.measurements import MADE_BY, TABLES, Measurements, from_tables
from framing.study.measurement.shapes import settings_problems
from framing.tables import digest, empty, read_csv, read_parquet, write_csv, write_parquet

FORMAT = 1
# Tables that came after format 1: a bundle without one was measured without what makes it, and is whole.
LATER = ("measures", "echoes", "sketches")
MANIFEST = "bundle.json"
OWNED = (MANIFEST, *(f"{name}.{form}" for name in TABLES for form in ("csv", "parquet")))
_AGAIN = "measure the texts again, or fetch the bundle again"


def is_bundle(folder: Path) -> bool:
    """Tell whether a folder says of itself that it is a bundle."""
    return (folder / MANIFEST).is_file()


def write_bundle(
    measurements: Measurements, folder: Path, form: Literal["csv", "parquet"] = "csv", workers: int = 1
) -> None:
    """Write measurements as a bundle.

    Parameters
    ----------
    measurements : Measurements
        Texts, if it has any, are not written.
    folder : Path
        Replaced whole if it is a bundle already; other files in it are kept. Any other folder must be empty.
    form : {"csv", "parquet"}
        CSV for small corpora and human readers, Parquet for large ones.
    workers : int
        Tables written and digested at the same time; changes no byte.
    """
    write = write_csv if form == "csv" else write_parquet
    with (
        replaced_folder(folder, OWNED, TableError) as fresh,
        ThreadPoolExecutor(workers) as threads,
    ):
        tables = measurements.tables
        written = [threads.submit(write, table, fresh / f"{name}.{form}") for name, table in tables.items()]
        digests = dict(zip(tables, threads.map(digest, tables.values()), strict=True))
        for task in written:
            task.result()
        manifest = {
            "format": FORMAT,
            "settings": measurements.settings,
            "settings_digest": _digest_of(measurements.settings),
            "tables": _entries(measurements, digests, form),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
        (fresh / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_bundle(folder: Path) -> Measurements:
    """Read a bundle and check that it is whole and untouched.

    Raises
    ------
    TableError
        If it was written by a newer version, lacks a table, or a table is not what its digest says.
    """
    manifest = read_manifest(folder)
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name in TABLES:
        try:
            lacks = _is_older_than(name, manifest)
            tables[name] = empty(name) if lacks else _read_table(folder, name, manifest["tables"])
        except TableError as fault:
            problems += fault.problems
    if problems:
        raise TableError(problems)
    return from_tables(tables, manifest["settings"])


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read ``bundle.json``: which tables there are, and with what they were measured."""
    where = f"{folder.name}/{MANIFEST}"
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as fault:
        raise TableError(Problem(where, "a bundle", "no such file", _AGAIN)) from fault
    except ValueError as fault:
        raise TableError(Problem(where, "JSON", "a file that is cut off or was edited", _AGAIN)) from fault
    problems = _shape_problems(manifest, where)
    if problems:
        raise TableError(problems)
    return dict(manifest)


def _entries(measurements: Measurements, digests: Mapping[str, str], form: str) -> dict[str, Any]:
    return {
        name: {"file": f"{name}.{form}", "rows": len(table), "digest": digests[name]}
        for name, table in measurements.tables.items()
    }


def _shape_problems(manifest: Any, where: str) -> list[Problem]:
    if not isinstance(manifest, Mapping) or not isinstance(manifest.get("format"), int):
        return [Problem(where, "a bundle's description", "something else", _AGAIN)]
    if manifest["format"] > FORMAT:
        found = f"format {manifest['format']}"
        return [
            Problem(where, f"format {FORMAT} or older", found, "install a newer version of press-framing")
        ]
    parts = (manifest.get("settings"), manifest.get("tables"))
    if not all(isinstance(part, Mapping) for part in parts):
        return [Problem(where, "settings and tables", "a file in which they are missing", _AGAIN)]
    edited = manifest.get("settings_digest") != _digest_of(manifest["settings"])
    changed = Problem(where, "the settings it was written with", "settings edited by hand", _AGAIN)
    return ([changed] if edited else []) + settings_problems(manifest["settings"], where)


def _digest_of(settings: Mapping[str, Any]) -> str:
    """Return the SHA-256 of settings: they decide what is possible (gate G10), so they are held to it."""
    return hashlib.sha256(json.dumps(settings, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _is_older_than(name: str, manifest: Mapping[str, Any]) -> bool:
    """Tell whether a bundle was written before there was such a table."""
    measured = MADE_BY.get(name) in manifest["settings"]["extractors"]
    return name in LATER and name not in manifest["tables"] and not measured


def _read_table(folder: Path, name: str, entries: Mapping[str, Any]) -> pd.DataFrame:
    where = f"{folder.name}/{name}"
    entry = entries.get(name)
    if not isinstance(entry, Mapping) or entry.get("file") not in (f"{name}.csv", f"{name}.parquet"):
        raise TableError(Problem(where, f"an entry in {MANIFEST}", "none", _AGAIN))
    path = folder / entry["file"]
    if not path.is_file():
        raise TableError(Problem(where, f"the file {entry['file']}", "none", _AGAIN))
    table = read_csv(path, name) if path.suffix == ".csv" else read_parquet(path, name)
    if len(table) != entry.get("rows"):
        raise TableError(
            Problem(where, f"{entry.get('rows')} rows", f"{len(table)}: cut off, or edited", _AGAIN)
        )
    if digest(table) != entry.get("digest"):
        raise TableError(Problem(where, "the content its digest names", "an edited table", _AGAIN))
    return table
