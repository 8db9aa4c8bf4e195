"""What a reader is given and what it hands back: sources, readings, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import IngestError, Problem
from framing.ingest.spellings import code_fault, meant_code, nearest_column

PAGE_COLUMNS = (
    "doc_id", "outlet", "label", "title", "published", "published_how", "language", "topic", "url",
    "origin", "agency", "genre", "event", "text", "file",
)  # fmt: skip
DESCRIPTION_COLUMNS = tuple(c for c in PAGE_COLUMNS if c not in ("text", "file"))
# What ``defaults:`` may give, and what ``columns:`` may map to (file and sha256 in a catalogue).
DEFAULTS = (*DESCRIPTION_COLUMNS, "text")
MAPPABLE = (*DEFAULTS, "file", "sha256")
PUBLISHED_HOW = ("stated", "inferred", "absent")
ORIGINS = ("original", "translated", "wire", "")

# Outlet of a saved page whose address no profile knows.
UNKNOWN_OUTLET = "unknown"

Row = dict[str, str]


@dataclass(frozen=True)
class TextSource:
    """Where texts lie and how they are described.

    Parameters
    ----------
    path : Path
        A folder (of page texts, saved HTML pages or tables of articles) or one table file.
    reader : str, optional
        A key of `framing.ingest.READERS`; "" decides by what is there.
    catalogue : Path, optional
        The catalogue of a folder of pages, if it lies elsewhere than the pages.
    columns : mapping, optional
        Their column name → ours, for tables of articles and catalogues.
    defaults : mapping, optional
        Column → value wherever the source leaves it empty, e.g. ``{"outlet": "presstv"}``.
    """

    path: Path
    reader: str = ""
    catalogue: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """A file, or a row of one, and what is to be said about it."""

    file: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What one reader found in one source: rows of pages, what it set aside, what it noted."""

    rows: tuple[Row, ...] = ()
    set_aside: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, eq=False)
class Pages:
    """Every page of every source.

    Attributes
    ----------
    pages : DataFrame
        Columns `PAGE_COLUMNS`, all text, "" where missing; one row per document.
    set_aside : DataFrame, columns file and reason
        Documents that were not taken in, and why.
    notes : DataFrame, columns file and reason
        What was changed while reading documents that were taken in (encoding, control characters …).
    """

    pages: pd.DataFrame
    set_aside: pd.DataFrame
    notes: pd.DataFrame


Reader = Callable[[TextSource], Reading]


def pages_from_rows(rows: Iterable[Row]) -> pd.DataFrame:
    """Return the pages table of rows; texts stay Python strings (cleaning shares them unchanged)."""
    listed = list(rows)
    table = {c: _column([row.get(c, "") for row in listed], c == "text") for c in PAGE_COLUMNS}
    return pd.DataFrame(table)


def remarks_table(remarks: Iterable[Remark]) -> pd.DataFrame:
    """Return remarks as a table of file and reason, in the order in which they were made."""
    listed = list(remarks)
    return pd.DataFrame(
        {
            "file": pd.Series([r.file for r in listed], dtype="str"),
            "reason": pd.Series([r.reason for r in listed], dtype="str"),
        }
    )


def setting_problems(source: TextSource) -> tuple[Problem, ...]:
    """Return the problems of a source's own settings: columns and defaults that do not exist, no language."""
    asked = [("columns", c, MAPPABLE) for c in source.columns.values()]
    asked += [("defaults", c, DEFAULTS) for c in source.defaults]
    unknown = [
        Problem(f"{source.path}, {where}", f"one of {', '.join(known)}", repr(c), _nearest(c, known))
        for where, c, known in asked
        if c not in known
    ]
    return (*unknown, *_language_problems(source))


def _language_problems(source: TextSource) -> Iterator[Problem]:
    language = source.defaults.get("language", "")
    if language and code_fault(language):
        meant = meant_code(language)
        remedy = f"did you mean {meant!r}?" if meant else "write its code"
        where = f"{source.path}, defaults.language"
        yield Problem(where, "a language code such as 'fr' or 'en'", repr(language), remedy)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest_column(name, known)
    return f"did you mean {near!r}?" if near else "correct the name"


def require(problems: Iterable[Problem]) -> None:
    """Raise `IngestError` with all problems, if there are any."""
    listed = tuple(problems)
    if listed:
        raise IngestError(listed)


def _column(values: list[str], as_objects: bool) -> pd.Series:
    if as_objects:
        return pd.Series(np.array(values, dtype=object), dtype=object)
    return pd.Series(values, dtype="str")
