"""Columns: sorted codes say the same as the words they stand for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.columns import (
    are_used,
    as_category,
    category_from,
    compare_neighbours,
    distinct_sorted,
    join_columns,
    order_from,
    rank,
)


def test_categories_are_sorted_by_code_point_and_all_in_use() -> None:
    values = pd.Series(pd.Categorical(["é", "b", "Z"], categories=["é", "unused", "b", "Z"]))
    held = as_category(values)
    assert list(held.cat.categories) == ["Z", "b", "é"]
    assert list(held) == ["é", "b", "Z"]


def test_missing_becomes_empty_text() -> None:
    assert list(as_category(pd.Series(["a", None]))) == ["a", ""]
    assert list(as_category(pd.Series(pd.Categorical(["a", None])))) == ["a", ""]


def test_column_in_canonical_form_is_returned_as_it_is() -> None:
    values = as_category(pd.Series(["b", "a"]))
    assert as_category(values) is values


def test_numbers_as_categories_become_text() -> None:
    assert list(as_category(pd.Series(pd.Categorical([2, 10])))) == ["2", "10"]


def test_joining_codes_equals_joining_words() -> None:
    parts = [as_category(pd.Series(words)) for words in (["c", "a"], ["b", "a", "d"], [])]
    joined = join_columns(parts)
    assert list(joined) == ["c", "a", "b", "a", "d"]
    assert list(joined.cat.categories) == ["a", "b", "c", "d"]


def test_text_is_ranked_by_code_point_and_not_by_locale() -> None:
    assert list(rank(pd.Series(["é", "z", "Z"]))) == [2, 1, 0]


@pytest.mark.parametrize(
    ("keys", "in_order", "repeated"),
    [
        ([[1, 1, 2], [5, 6, 0]], True, [False, False]),
        ([[1, 1, 2], [5, 5, 0]], True, [True, False]),
        ([[1, 2, 1], [0, 0, 0]], False, [False, False]),
        ([[1, 1], [6, 5]], False, [False]),
        ([[]], True, []),
    ],
)
def test_neighbours(keys: list[list[int]], in_order: bool, repeated: list[bool]) -> None:
    found = compare_neighbours([np.array(key, dtype=int) for key in keys])
    assert found[0] is in_order
    assert list(found[1]) == repeated


@pytest.mark.parametrize("scale", [1, 2**20, 2**40, 2**60])
def test_order_is_that_of_lexsort_whether_keys_fit_one_number_or_not(scale: int) -> None:
    generator = np.random.default_rng(1)
    keys = [generator.integers(-3, 4, 200) * scale for _ in range(3)]
    assert np.array_equal(order_from(keys), np.lexsort(keys[::-1]))


@settings(deadline=None)
@given(
    st.lists(st.text("abé", max_size=3), min_size=1, max_size=6),
    st.lists(st.integers(0, 5), min_size=1, max_size=20),
)
def test_categories_are_those_that_occur_in_order(names: list[str], codes: list[int]) -> None:
    chosen = np.array([c % len(names) for c in codes])
    column = category_from(chosen, names)
    assert list(column) == [names[c] for c in chosen]
    assert list(column.categories) == sorted({names[c] for c in chosen})


@settings(deadline=None)
@given(st.lists(st.integers(-9, 9)))
def test_distinct_numbers_are_those_of_numpy(values: list[int]) -> None:
    numbers = np.array(values, dtype=np.int64)
    assert distinct_sorted(numbers).tolist() == np.unique(numbers).tolist()


@settings(deadline=None)
@given(st.lists(st.integers(-1, 3)))
def test_codes_in_use(codes: list[int]) -> None:
    used = are_used(np.array(codes, dtype=np.int8), 4)
    assert used.tolist() == [code in codes for code in (0, 1, 2, 3, -1)]
