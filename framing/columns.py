"""Columns: words held as sorted codes, so that joining, sorting and comparing them is arithmetic.

Order is always by code point; a table of ten million rows is sorted, joined and checked without
looking at any of its words twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

# Keys are packed into one 64-bit number while their product stays below this.
_PACKING_LIMIT = 2**62


def as_category(values: pd.Series) -> pd.Series:
    """Return text as categories in code point order, none unused, missing as "".

    So neither order of rows nor digest depends on the history of a column.
    """
    if not isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype("str").fillna("").astype("category")
    words, codes = values.cat.categories, codes_of(values)
    used = np.zeros(len(words) + 1, dtype=bool)
    used[codes] = True  # a missing value has code −1, the place behind the last word
    if used[:-1].all() and not used[-1] and _increasing(words):
        return values
    names = [str(word) for word in words]
    kept = sorted(
        {name for name, mask in zip(names, used, strict=False) if mask} | ({""} if used[-1] else set())
    )
    place = {name: n for n, name in enumerate(kept)}
    lookup = np.array([place.get(name, -1) for name in [*names, ""]], dtype=np.int32)
    return pd.Series(_categorical(lookup[codes], kept), index=values.index, name=values.name)


def codes_of(values: pd.Series) -> NDArray[np.integer[Any]]:
    """Return the codes of a category column, without copying them as ``.cat.codes`` does."""
    category: Any = values.array
    return np.asarray(category.codes)


def join_columns(columns: Sequence[pd.Series]) -> pd.Series:
    """Join columns made by `as_category` into one, in order; equal to joining their words.

    Words are looked at once a column, never once a row.
    """
    words = pa.chunked_array([_strings(column.cat.categories) for column in columns])
    union = pc.unique(words)
    union = union.take(pc.sort_indices(union))  # by bytes of UTF-8, which is by code point
    places = pc.index_in(words, value_set=union).to_numpy().astype(np.int32)
    codes = np.empty(sum(map(len, columns)), dtype=np.int32)
    word, row = 0, 0
    for column in columns:
        codes[row : row + len(column)] = places[word:][codes_of(column)]
        word, row = word + len(column.cat.categories), row + len(column)
    return pd.Series(_categorical(codes, union.to_pylist()), copy=False)


def rank(values: pd.Series) -> NDArray[Any]:
    """Return numbers that sort as the values do (text by code point)."""
    if isinstance(values.dtype, pd.CategoricalDtype) or not pd.api.types.is_numeric_dtype(values.dtype):
        return codes_of(as_category(values))
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


def _increasing(words: pd.Index) -> bool:
    names = _strings(words) if words.dtype == "str" else None
    return names is not None and bool(pc.all(pc.less(names[:-1], names[1:])).as_py() is not False)


def _strings(words: pd.Index) -> pa.Array:
    return pa.array(words.to_numpy(dtype=object), type=pa.large_string())


def _categorical(codes: NDArray[np.int32], names: list[str]) -> Any:
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(pd.Series(names, dtype="str")))
