"""Tables as plain Python: rows as dicts, sums by keys. The sections loop over what a page can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts, in order."""
    names = [str(column) for column in table.columns]
    columns = [table[column].tolist() for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def sums_by(table: pd.DataFrame, keys: Sequence[str], value: str) -> dict[tuple[str, ...], int]:
    """Return the sum of a column for each combination of the keys that occurs, sorted."""
    summed = table.groupby(list(keys), as_index=False, sort=True)[value].sum()
    return {tuple(str(row[key]) for key in keys): int(row[value]) for row in records(pd.DataFrame(summed))}


def sizes_by(table: pd.DataFrame, keys: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the number of rows for each combination of the keys that occurs, sorted."""
    return sums_by(table[list(keys)].assign(n=1), keys, "n")
