"""Accuracy: how well the instrument finds the speech of each outlet, as measured on articles marked by reading.

``accuracy.csv`` holds what the gate tests counted, one row for each gold, language, outlet and thing that was marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from framing.errors import Problem, TableError
from framing.stats import wilson

FILE: Final = Path(__file__).with_suffix(".csv")
# What is marked: direct speech and words quoted in the journalist's own clause; indirect speech; whose words they are.
WHAT: Final = ("direct_fragment", "reported", "speaker")
KEY: Final = ["gold", "language", "outlet", "what"]
COUNTS: Final = ["marked", "found", "hits", "hits_found"]


class Accuracy(NamedTuple):
    """Recall and precision for one outlet, with Wilson intervals ("as if stretches were independent").

    Attributes
    ----------
    marked, found : int
        Stretches in the gold, and stretches that the instrument found there.
    recall, recall_low, recall_high, precision, precision_low, precision_high : float
        NaN for a precision of nothing found.
    """

    marked: int
    found: int
    recall: float
    recall_low: float
    recall_high: float
    precision: float
    precision_low: float
    precision_high: float


@cache
def read_accuracy(path: Path = FILE) -> pd.DataFrame:
    """Return the counts of all golds, checked.

    Raises
    ------
    TableError
        Naming every column or row that cannot be.
    """
    table = pd.read_csv(path, keep_default_na=False, dtype=dict.fromkeys(KEY, "str"))
    if list(table.columns) != [*KEY, *COUNTS]:
        found, expected = ", ".join(map(str, table.columns)), ", ".join([*KEY, *COUNTS])
        raise TableError(Problem(path.name, f"the columns {expected}", found, "write them so"))
    problems = [
        problem
        for n, row in enumerate(table.to_dict("records"), 2)
        for problem in _faults(row, f"{path.name} line {n}")
    ]
    repeated = table.loc[table.duplicated(KEY), KEY].to_numpy().tolist()
    problems += [Problem(path.name, "each row once", " / ".join(row), "keep one of them") for row in repeated]
    if problems:
        raise TableError(problems)
    return table.astype(dict.fromkeys(COUNTS, "int64"))


def accuracy_of(
    outlet: str, language: str, what: str = WHAT[0], table: pd.DataFrame | None = None
) -> Accuracy | None:
    """Return how well something is found in an outlet's articles, all golds together; None: recall unknown.

    Parameters
    ----------
    outlet, language : str
    what : str
        One of `WHAT`.
    table : DataFrame, optional
        As `read_accuracy` returns it, which is the default.
    """
    counts = read_accuracy() if table is None else table
    wanted = {"outlet": outlet, "language": language, "what": what}
    rows = counts.loc[(counts[list(wanted)] == list(wanted.values())).all(axis=1)]
    marked, found, hits, hits_found = (int(n) for n in rows[COUNTS].sum())
    if not marked:
        return None
    low, high = _wilson(hits, marked)
    precise_low, precise_high = _wilson(hits_found, found)
    precision = hits_found / found if found else float("nan")
    return Accuracy(marked, found, hits / marked, low, high, precision, precise_low, precise_high)


def accuracy_table(table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return recall and precision of every outlet for which they are known.

    Returns
    -------
    DataFrame
        language, outlet, what, and the fields of `Accuracy`; sorted, with `what` in the order of `WHAT`.
    """
    counts = read_accuracy() if table is None else table
    pairs = sorted(set(zip(counts["language"], counts["outlet"], strict=True)))
    known = [
        {"language": language, "outlet": outlet, "what": what, **found._asdict()}
        for language, outlet in pairs
        for what in WHAT
        if (found := accuracy_of(outlet, language, what, counts)) is not None
    ]
    return pd.DataFrame(known, columns=["language", "outlet", "what", *Accuracy._fields])


def _wilson(hits: int, n: int) -> tuple[float, float]:
    bounds = wilson(hits, n)
    return float(bounds.low), float(bounds.high)


def _faults(row: Mapping[Any, Any], where: str) -> list[Problem]:
    found = []
    if row["what"] not in WHAT:
        found.append(Problem(f"{where}, what", f"one of {', '.join(WHAT)}", repr(row["what"]), "correct it"))
    numbers = [row[name] for name in COUNTS]
    if not all(isinstance(n, int) and n >= 0 for n in numbers):
        return [*found, Problem(where, "whole numbers from 0", repr(numbers), "correct them")]
    marked, n_found, hits, hits_found = (int(str(n)) for n in numbers)
    if hits > marked or hits_found > n_found:
        found.append(Problem(where, "no more hits than marked or found", repr(numbers), "count them again"))
    return found
