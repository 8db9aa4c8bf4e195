"""Tables keep their contract on the way in, on the way out and on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.errors import TableError
from framing.tables import (
    CONTRACTS,
    KINDS,
    check,
    concatenate,
    digest,
    empty,
    read_csv,
    read_parquet,
    write_csv,
    write_parquet,
)


def counts(*rows: tuple[str, str, str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["doc_id", "voice", "position", "term", "n"])


TWO = counts(("d2", "own", "body", "mer", 3), ("d1", "quoted", "title", "é", 1))


def test_check_orders_rows_and_columns_and_sets_dtypes() -> None:
    table = check(TWO[["n", "term", "position", "voice", "doc_id"]], "counts")
    assert list(table["doc_id"]) == ["d1", "d2"]
    assert list(table.columns) == list(CONTRACTS["counts"].columns)
    assert [str(t) for t in table.dtypes] == [KINDS[k] for k in CONTRACTS["counts"].columns.values()]
    assert list(table.index) == [0, 1]


def test_check_leaves_its_argument_as_it_was() -> None:
    before = TWO.copy()
    check(TWO, "counts")
    pd.testing.assert_frame_equal(TWO, before)


def test_missing_and_surplus_columns_are_told_at_once() -> None:
    with pytest.raises(TableError) as fault:
        check(TWO.rename(columns={"term": "word"}), "counts")
    assert len(fault.value.problems) == 2
    assert "'term'" in str(fault.value)
    assert "'word'" in str(fault.value)


def test_repeated_key_is_refused_and_shown() -> None:
    with pytest.raises(TableError, match="d2 / own / body / mer"):
        check(pd.concat([TWO, TWO.iloc[:1]]), "counts")


@pytest.mark.parametrize("value", ["three", 1.5, np.nan])
def test_value_that_would_lose_something_is_refused(value: object) -> None:
    with pytest.raises(TableError, match="column 'n'"):
        check(TWO.assign(n=value), "counts")


def test_flag_that_is_neither_true_nor_false_is_refused() -> None:
    claims = pd.DataFrame([dict.fromkeys(CONTRACTS["claims"].columns, "x")])
    with pytest.raises(TableError, match="declared"):
        check(claims, "claims")
    assert check(claims.assign(declared="True"), "claims")["declared"].tolist() == [True]


@pytest.mark.parametrize("name", CONTRACTS)
def test_empty_table_keeps_its_own_contract(name: str) -> None:
    table = check(empty(name), name)
    assert table.empty
    assert [str(dtype) for dtype in table.dtypes] == [str(dtype) for dtype in empty(name).dtypes]
    assert digest(table) == digest(empty(name))


def test_concatenate_equals_checking_the_whole() -> None:
    parts = [check(TWO.iloc[:1], "counts"), check(TWO.iloc[1:], "counts"), empty("counts")]
    joined = concatenate(parts, "counts")
    pd.testing.assert_frame_equal(joined, check(TWO, "counts"))
    assert digest(joined) == digest(check(TWO, "counts"))


def test_concatenate_refuses_a_row_that_stands_in_two_parts() -> None:
    with pytest.raises(TableError, match="more than once"):
        concatenate([TWO, TWO.iloc[:1]], "counts")


def test_concatenate_of_nothing_is_empty() -> None:
    assert concatenate([], "counts").empty
    assert concatenate([empty("counts")], "counts").empty


def test_digest_sees_values_names_and_order_but_not_how_text_is_held() -> None:
    table = check(TWO, "counts")
    assert digest(table) == digest(table.astype({"term": "str"}))
    assert digest(table) != digest(table.iloc[::-1])
    assert digest(table) != digest(table.rename(columns={"n": "m"}))
    assert digest(table) != digest(table.assign(n=table["n"] + 1))


def test_digest_is_the_same_for_every_missing_number_and_both_zeros() -> None:
    one = pd.DataFrame({"x": [np.nan, 0.0]})
    other = pd.DataFrame({"x": [-np.nan, -0.0]})
    assert digest(one) == digest(other)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_is_written_is_read_again(form: str, tmp_path: Path) -> None:
    write, read = {"csv": (write_csv, read_csv), "parquet": (write_parquet, read_parquet)}[form]
    table = check(counts(("d,1", "own", "body", 'a "b"\nc', 1), ("d2", "own", "body", "", 2)), "counts")
    write(table, tmp_path / "counts")
    pd.testing.assert_frame_equal(read(tmp_path / "counts", "counts"), table)
    assert digest(read(tmp_path / "counts", "counts")) == digest(table)


@pytest.mark.parametrize("term", ["=1+1", "@cmd", "-t-il", "'quote", "+", "\tx"])
def test_cell_that_a_spreadsheet_would_run_is_shielded_and_read_back(term: str, tmp_path: Path) -> None:
    table = check(counts(("d1", "own", "body", term, 1)), "counts")
    write_csv(table, tmp_path / "counts.csv")
    assert f"'{term}" in (tmp_path / "counts.csv").read_text(encoding="utf-8")
    assert list(read_csv(tmp_path / "counts.csv", "counts")["term"]) == [term]


@pytest.mark.parametrize("word", ["NA", "null", "NaN", "None", "true", "1e5"])
def test_text_that_looks_like_something_else_stays_text(word: str, tmp_path: Path) -> None:
    write_csv(check(counts(("d1", "own", "body", word, 1)), "counts"), tmp_path / "counts.csv")
    assert list(read_csv(tmp_path / "counts.csv", "counts")["term"]) == [word]


@pytest.mark.parametrize("read", [read_csv, read_parquet])
def test_file_that_is_no_table_is_a_table_error(read: object, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\x00\xff not a table")
    with pytest.raises(TableError):
        read(tmp_path / "x", "counts")  # type: ignore[operator]


def test_digest_knows_where_a_word_ends() -> None:
    one, other = (pd.DataFrame({"term": pd.Series(words)}) for words in (["x\0y", "z"], ["x", "y\0z"]))
    assert digest(one) != digest(other)


def test_columns_that_a_study_brings_stand_after_those_of_the_contract(tmp_path: Path) -> None:
    kinds = CONTRACTS["universes"].columns
    row = {"weighting": "=event"} | {c: "" if kinds[c] == "text" else 1.5 for c in reversed(kinds)}
    checked = check(pd.DataFrame([row | {"ambiguous": "own"}]), "universes")
    assert list(checked)[-2:] == ["weighting", "ambiguous"]
    assert list(checked)[:-2] == list(CONTRACTS["universes"].columns)
    write_csv(checked, tmp_path / "universes.csv")
    assert read_csv(tmp_path / "universes.csv", "universes").equals(checked)
