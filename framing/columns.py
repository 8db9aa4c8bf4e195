"""Columns: words held as sorted codes, so that joining, sorting and comparing them is arithmetic.

Order is always by code point; a table of ten million rows is sorted, joined and checked without
looking at any of its words twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Codes = NDArray[np.integer[Any]]
Words = NDArray[np.object_]
# Keys are packed into one 64-bit number while their product stays below this.
_PACKING_LIMIT = 2**62


def as_category(values: pd.Series) -> pd.Series:
    """Return text as categories in code point order, none unused, missing as "".

    So neither order of rows nor digest depends on the history of a column.
    """
    if not isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype("str").fillna("").astype("category")
    words, codes = _parts(values)
    used = _used(words, codes)
    if used[1:].all() and not used[0] and _increasing(words):
        return values
    return pd.Series(_joined([(words, codes)]), index=values.index, name=values.name)


def join_columns(columns: Sequence[pd.Series]) -> pd.Series:
    """Join category columns into one as codes, in order; equal to joining their words."""
    return pd.Series(_joined([_parts(column) for column in columns]))


def rank(values: pd.Series) -> NDArray[Any]:
    """Return numbers that sort as the values do (text by code point)."""
    if isinstance(values.dtype, pd.CategoricalDtype) or not pd.api.types.is_numeric_dtype(values.dtype):
        return np.asarray(as_category(values).cat.codes)
    return values.to_numpy()


def compare_neighbours(keys: Sequence[NDArray[Any]]) -> tuple[bool, NDArray[np.bool_]]:
    """Tell whether rows never decrease, and which rows (from the second on) equal the one before.

    Parameters
    ----------
    keys : sequence of arrays, each of length n_rows
        The most significant first.
    """
    equal = np.ones(max(len(keys[0]) - 1, 0), dtype=bool)
    for key in keys:
        if (equal & (key[1:] < key[:-1])).any():
            return False, np.zeros(len(equal), dtype=bool)
        equal &= key[1:] == key[:-1]
    return True, equal


def order_from(keys: Sequence[NDArray[Any]]) -> NDArray[np.intp]:
    """Return the stable order of rows by whole-number keys, the most significant first."""
    packed, room = np.zeros(len(keys[0]), dtype=np.int64), 1
    for key in keys:
        low, high = int(key.min()), int(key.max())
        room *= high - low + 1
        if room >= _PACKING_LIMIT:
            return np.lexsort(keys[::-1])
        packed = packed * (high - low + 1) + (key.astype(np.int64) - low)
    return np.argsort(packed, kind="stable")


def _parts(values: pd.Series) -> tuple[Words, Codes]:
    return np.asarray(values.cat.categories, dtype=object), np.asarray(values.cat.codes)


def _used(words: Words, codes: Codes) -> NDArray[np.bool_]:
    """Return, first for missing and then for each word, whether it occurs."""
    return np.bincount(codes.astype(np.intp) + 1, minlength=len(words) + 1) > 0


def _increasing(words: Words) -> bool:
    if len(words) and not isinstance(words[0], str):
        return False
    return bool(np.all(words[1:] > words[:-1]))


def _joined(parts: Sequence[tuple[Words, Codes]]) -> pd.Categorical:
    used = [_used(words, codes) for words, codes in parts]
    union = {str(word) for (words, _), mask in zip(parts, used, strict=True) for word in words[mask[1:]]}
    names = sorted(union | ({""} if any(mask[0] for mask in used) else set()))
    place = {name: n for n, name in enumerate(names)}
    codes = [_lookup(words, place)[codes.astype(np.intp) + 1] for words, codes in parts]
    return pd.Categorical.from_codes(np.concatenate(codes), categories=pd.Index(names, dtype="str"))


def _lookup(words: Words, place: dict[str, int]) -> NDArray[np.int32]:
    return np.array([place.get("", -1), *(place.get(str(word), -1) for word in words)], dtype=np.int32)
