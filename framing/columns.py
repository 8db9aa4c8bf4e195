"""Columns: words held as sorted codes, so that joining, sorting and comparing them is arithmetic.

Order is always by code point; a table of ten million rows is sorted, joined and checked without
looking at any of its words twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from operator import lt
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

# How text stands in tables: in Arrow's memory, missing as NaN.
TEXT = pd.StringDtype("pyarrow", na_value=np.nan)
# Keys are packed into one 64-bit number while their product stays below this.
_PACKING_LIMIT = 2**62


def as_category(values: pd.Series) -> pd.Series:
    """Return text as categories in code point order, none unused, missing as "".

    So neither order of rows nor digest depends on the history of a column.
    """
    if not isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype("str").fillna("").astype("category")
    words, codes = values.cat.categories, codes_of(values)
    used = are_used(codes, len(words))  # a missing value has code −1, the place behind the last word
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


def are_used(codes: NDArray[np.integer[Any]], n: int) -> NDArray[np.bool_]:
    """Tell which of `n` codes occur; the last of n + 1 flags stands for code −1.

    Codes in a row that are equal are looked at once: in sorted tables that is nearly all of them.
    """
    used = np.zeros(n + 1, dtype=bool)
    if len(codes):
        opens = np.ones(len(codes), dtype=bool)
        np.not_equal(codes[1:], codes[:-1], out=opens[1:])
        used[codes[opens]] = True
    return used


def distinct_sorted(values: NDArray[Any]) -> NDArray[Any]:
    """Return each whole number once, in order; what `numpy.unique` gives, by sorting, five times as fast."""
    ordered = np.sort(values)
    if not len(ordered):
        return ordered
    is_new = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered[is_new]


def words_of(values: pd.Series) -> list[str]:
    """Return the words of a category column made by `as_category`, in order."""
    return list(_strings(values.cat.categories).to_pylist())


def category_from(codes: NDArray[np.integer], names: Sequence[str]) -> pd.Categorical:
    """Return a column of few values whose categories are those that occur, sorted by code point."""
    used = are_used(codes, len(names))[:-1]
    if used.all() and _ascend(names):
        return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype="str"))
    present = np.flatnonzero(used)
    held = [names[i] for i in present.tolist()]
    ordered = held if _ascend(held) else sorted(set(held))
    code_of = np.full(len(names), -1, dtype=np.min_scalar_type(-len(ordered) - 1))
    if ordered is held:
        code_of[present] = np.arange(len(held))
    else:
        place = {name: i for i, name in enumerate(ordered)}
        code_of[present] = [place[name] for name in held]
    return pd.Categorical.from_codes(code_of[codes], categories=pd.Index(ordered, dtype="str"))


def _ascend(names: Sequence[str]) -> bool:
    return all(map(lt, names, islice(names, 1, None)))


def join_columns(columns: Sequence[pd.Series]) -> pd.Series:
    """Join columns made by `as_category` into one, in order; equal to joining their words.

    Words are looked at once a column, never once a row.
    """
    words = pa.chunked_array([_strings(column.cat.categories) for column in columns])
    union = pc.unique(words)
    union = union.take(pc.sort_indices(union))  # by bytes of UTF-8, which is by code point
    held = np.min_scalar_type(-len(union) - 1)
    places = pc.index_in(words, value_set=union).to_numpy().astype(held)
    codes = np.empty(sum(map(len, columns)), dtype=held)
    word, row = 0, 0
    for column in columns:
        n_words = len(column.cat.categories)
        # "clip" spares a buffer; no code lies outside
        np.take(
            places[word : word + n_words], codes_of(column), out=codes[row : row + len(column)], mode="clip"
        )
        word, row = word + n_words, row + len(column)
    return pd.Series(_categorical(codes, union.to_pylist()), copy=False)


def arrow_text(values: pd.Series) -> pa.LargeStringArray:
    """Return a column of text as Arrow holds it, in one piece: tables put together hold several."""
    held = pa.array(values, type=pa.large_string())
    return held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held


def join_texts(columns: Sequence[pd.Series]) -> pd.Series:
    """Join columns of text into one that lies in one piece: putting rows of many pieces in order is slow."""
    joined = pa.concat_arrays([arrow_text(column) for column in columns])
    return pd.Series(joined.to_pandas(types_mapper={pa.large_string(): TEXT}.get), copy=False)


def arrow_from(values: pd.Series) -> pa.Array:
    """Return a column of a table as Arrow holds it: words as a dictionary and its codes, copied from nowhere."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return pa.DictionaryArray.from_arrays(pa.array(codes_of(values)), _strings(values.cat.categories))
    return pa.array(values, from_pandas=True)


def rank(values: pd.Series) -> NDArray[Any]:
    """Return numbers that sort as the values do (text by code point)."""
    if pd.api.types.is_numeric_dtype(values.dtype):
        return values.to_numpy()
    return codes_of(as_category(values))


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
    """Return the stable order of rows by whole-number keys, the most significant first.

    Neighbouring keys are packed into one as long as they fit: each key costs a pass of sorting.
    """
    groups: list[NDArray[Any]] = []
    room = _PACKING_LIMIT
    for key in keys:
        low, high = int(key.min()), int(key.max())
        width = high - low + 1
        room *= width
        if room < _PACKING_LIMIT:
            groups[-1] = groups[-1] * width + (key.astype(np.int64) - low)
        else:
            groups.append(key.astype(np.int64) - low if width < _PACKING_LIMIT else key)
            room = width
    return np.lexsort(groups[::-1]) if len(groups) > 1 else np.argsort(groups[0], kind="stable")


def bytes_of(values: pd.Series) -> Iterable[bytes | memoryview]:
    """Yield what a digest is taken of: the same for the same content, however text is held."""
    if values.dtype == np.float64:
        numbers = values.to_numpy(copy=True)
        numbers[np.isnan(numbers)] = np.nan
        yield (numbers + 0.0).astype("<f8").data
    elif values.dtype in (np.int64, bool):
        yield _narrow(values.to_numpy())
    else:
        category = as_category(values)
        words = words_of(category)
        yield np.fromiter(
            map(len, words), dtype="<i8", count=len(words)
        ).data  # where one ends, whatever it holds
        yield "".join(words).encode("utf-8", "surrogatepass")
        yield _narrow(codes_of(category))


def _narrow(numbers: NDArray[Any]) -> memoryview:
    """Bytes of whole numbers, as few a number as hold the smallest and the largest: hashing is what takes time."""
    ends = (numbers.min(initial=0), numbers.max(initial=0))
    width = max(np.min_scalar_type(min(int(end), -int(end) - 1)).itemsize for end in ends)
    return np.ascontiguousarray(numbers, dtype=f"<i{width}").data


def _increasing(words: pd.Index) -> bool:
    names = _strings(words) if words.dtype == "str" else None
    return names is not None and bool(pc.all(pc.less(names[:-1], names[1:])).as_py() is not False)


def _strings(words: pd.Index) -> pa.Array:
    return pa.array(words.array, type=pa.large_string())


def _categorical(codes: NDArray[np.integer[Any]], names: list[str]) -> Any:
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(pd.Series(names, dtype="str")))
