"""Tables: the written contracts that every room reads and writes.

A table is a pandas DataFrame. Its contract names the columns, their kinds, the key and the
order. Functions take tables and return new ones; nothing is changed in place.

Kinds: ``text`` (missing is ""), ``category`` (text from few values; same content, less
memory), ``integer`` (never missing), ``number`` (missing is NaN), ``flag`` (true or false).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from framing.columns import (
    arrow_from,
    as_category,
    bytes_of,
    codes_of,
    compare_neighbours,
    join_columns,
    join_texts,
    order_from,
    rank,
)
from framing.errors import Problem, TableError

VOICES = ("own", "quoted", "fragment", "reported", "ambiguous")
POSITIONS = ("title", "heading", "lead", "body", "caption")
KINDS = {"text": "str", "category": "category", "integer": "int64", "number": "float64", "flag": "bool"}

ROW_GROUP = 2**22

# A spreadsheet runs a cell that begins with one of these; such cells get a leading apostrophe,
# which reading takes off again (so a term that begins with an apostrophe gets one too).
_UNSAFE_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@dataclass(frozen=True)
class Contract:
    """What a table promises: column → kind in order, the key, and the sort order (the key).

    `others` is the kind of further columns, which a study may bring, after those named; "" where there are none.
    """

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    others: str = ""


def _contract(name: str, key: str, others: str = "", **columns: str) -> Contract:
    return Contract(name, columns, tuple(key.split()), others)


CONTRACTS: Mapping[str, Contract] = {
    contract.name: contract
    for contract in (
        _contract(
            "documents", "doc_id",
            doc_id="text", outlet="text", label="text", title_sha256="text", published="text",
            published_how="text", language="text", topic="text", url="text", origin="text",
            agency="text", genre="text", sha256="text", characters="integer", removed="integer",
            tokens="integer", sentences="integer",
        ),
        _contract(
            "removals", "doc_id start end",
            doc_id="text", start="integer", end="integer", rule="text", reason="text", tokens="integer",
        ),
        _contract(
            "exposure", "doc_id voice position holder",
            doc_id="category", voice="category", position="category", holder="category",
            tokens="integer", sentences="integer",
        ),
        _contract(
            "attributions", "doc_id start end rule",
            doc_id="category", start="integer", end="integer", voice="category", holder="category",
            camp="category", cue="category", stance="category", rule="category", confidence="number",
        ),
        _contract(
            "counts", "doc_id voice position term",
            doc_id="category", voice="category", position="category", term="category", n="integer",
        ),
        _contract(
            "collocations", "doc_id voice referent term",
            doc_id="category", voice="category", referent="category", term="category", n="integer",
        ),
        _contract(
            "measures", "doc_id voice measure",
            doc_id="category", voice="category", measure="category", value="number", tokens="integer",
        ),
        _contract(
            "observations", "family category referent rule doc_id start end",
            doc_id="category", start="integer", end="integer", rule="category", family="category",
            category="category", referent="category", sentence="integer", surface="text", lemma="text",
            voice="category", position="category", holder="category", cue="category", negated="flag",
            confidence="number",
        ),
        _contract(
            "echoes", "doc_id start end other_id other_start other_end",
            doc_id="text", start="integer", end="integer", other_id="text", other_start="integer",
            other_end="integer", how="text", share="number",
        ),
        _contract("sketches", "doc_id", doc_id="text", sketch="text"),
        _contract("events", "event_id doc_id", event_id="text", doc_id="text", how="text", score="number"),
        _contract(
            "estimates",
            "universe contrast family category referent voice term statistic",
            universe="text", contrast="text", family="text", category="text", referent="text",
            voice="text", term="text", statistic="text", estimate="number", low="number",
            high="number", p_value="number", p_adjusted="number", hits_a="number",
            hits_b="number", opportunities_a="number", opportunities_b="number",
            documents_a="number", documents_b="number", events="number", replicates="number",
        ),
        _contract(
            "event_effects", "contrast family category referent voice event_id",
            contrast="text", family="text", category="text", referent="text", voice="text",
            event_id="text", statistic="text", estimate="number", low="number", high="number",
            weight="number", i_squared="number", hits_a="number", hits_b="number",
            opportunities_a="number", opportunities_b="number",
        ),
        _contract(
            "curves", "contrast family category referent voice",
            contrast="text", family="text", category="text", referent="text", voice="text",
            declared="flag", statistic="text", universes="integer", factorial="integer",
            incompatible="integer", estimable="integer", default="number", median="number",
            least="number", most="number", one_sign="number", sign="number", significant="integer",
            mean_z="number", p_median="number", p_sign="number", p_stouffer="number",
            labellings="integer", enumerated="flag", panel="integer", panel_same_sign="integer",
            moves_most="text", interactions="number", lemmas="integer", lemma="text",
            lemma_estimate="number", lemmas_turning="integer",
        ),
        _contract(  # beside these a column for each decision, with the option taken
            "universes", "contrast family category referent voice universe", others="text",
            contrast="text", family="text", category="text", referent="text", voice="text",
            universe="text", tag="text", statistic="text", estimate="number", z="number",
            p_value="number", hits_a="number", hits_b="number", opportunities_a="number",
            opportunities_b="number", documents_a="number", documents_b="number",
        ),
        _contract(
            "decisions", "contrast family category referent voice decision",
            contrast="text", family="text", category="text", referent="text", voice="text",
            decision="text", options="text", why_one="text", variance_share="number",
        ),
        _contract(
            "lemmas", "contrast family category referent voice lemma",
            contrast="text", family="text", category="text", referent="text", voice="text",
            lemma="text", hits_a="number", hits_b="number", estimate="number", change="number",
            turns="flag",
        ),
        _contract(
            "replication", "contrast family category referent voice",
            contrast="text", family="text", category="text", referent="text", voice="text",
            statistic="text", estimate="number", low="number", high="number", p_value="number",
            p_adjusted="number", hits_a="number", hits_b="number", opportunities_a="number",
            opportunities_b="number", documents_a="integer", documents_b="integer", same_sign="flag",
            passed="flag", reason="text",
        ),
        _contract(
            "claims", "claim",
            claim="text", contrast="text", family="text", category="text", referent="text",
            voice="text", declared="flag", grade="text", gates="text",
        ),
    )
}  # fmt: skip


def check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the table in the form its contract promises.

    Parameters
    ----------
    table : DataFrame
        Columns in any order, dtypes that convert without loss.
    name : str
        Name of the contract, a key of `CONTRACTS`.

    Returns
    -------
    DataFrame
        Contract columns in contract order and dtype, then others where it allows them, sorted by the key, index 0 … n − 1.

    Raises
    ------
    TableError
        Listing every missing or surplus column, value that does not convert, and repeated key.
    """
    contract = CONTRACTS[name]
    _require_columns(table, contract)
    converted = {c: _convert(table[c], kind, name) for c, kind in _kinds(table, contract).items()}
    return _ordered(pd.DataFrame(converted, copy=False), contract)


def empty(name: str) -> pd.DataFrame:
    """Return the table of that contract with no rows."""
    contract = CONTRACTS[name]
    return pd.DataFrame({c: pd.Series([], dtype=KINDS[k]) for c, k in contract.columns.items()})


def concatenate(tables: Iterable[pd.DataFrame], name: str) -> pd.DataFrame:
    """Join tables of one contract into one, checked."""
    contract = CONTRACTS[name]
    parts = [t for t in tables if len(t)]
    for part in parts:
        _require_columns(part, contract)
    if not parts:
        return empty(name)
    kinds = _kinds(parts[0], contract)
    joined = {c: _join([_convert(p[c], k, name) for p in parts], k) for c, k in kinds.items()}
    return _ordered(pd.DataFrame(joined, copy=False), contract)


def digest(table: pd.DataFrame) -> str:
    """Return the SHA-256 of a table's content, in hexadecimal.

    It depends on column names, order of rows and values only: not on the file format, not on
    whether a text column is held as categories, not on the machine.
    """
    sha = hashlib.sha256()
    for column in table.columns:
        sha.update(f"{column}\0{len(table)}\0".encode())
        for part in bytes_of(table[column]):
            sha.update(part)
    return sha.hexdigest()


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 CSV, LF, safe to open in a spreadsheet."""
    shielded = pd.DataFrame({column: _shield(table[column]) for column in table.columns}, copy=False)
    shielded.to_csv(path, index=False, lineterminator="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL)


def read_csv(path: Path, name: str) -> pd.DataFrame:
    """Read what `write_csv` wrote and check it against its contract."""
    try:
        raw = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8", lineterminator="\n")
    except (ValueError, OSError) as fault:
        raise TableError(Problem(str(path), f"a CSV file of {name}", str(fault), "measure again")) from fault
    kinds = _kinds(raw, CONTRACTS[name])
    texts = [c for c in raw.columns if kinds.get(c) in ("text", "category")]
    return check(raw.assign(**{c: raw[c].str.removeprefix("'") for c in texts}), name)


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet, whose bytes depend on its content and the library's version only."""
    arrow = pa.table({column: arrow_from(table[column]) for column in table.columns})
    # Few large groups without statistics: measured at 17 million rows, four times faster than the defaults
    # to write and three times to read, and smaller; nothing here reads parts of a table. LZ4 takes three
    # quarters of the time of Zstandard for a tenth more bytes.
    pq.write_table(arrow, path, compression="lz4", row_group_size=ROW_GROUP, write_statistics=False)


def read_parquet(path: Path, name: str) -> pd.DataFrame:
    """Read what `write_parquet` wrote and check it against its contract."""
    try:
        table = pq.read_table(path).to_pandas()
    except (pa.ArrowException, OSError) as fault:
        raise TableError(
            Problem(str(path), f"a Parquet file of {name}", str(fault), "measure again")
        ) from fault
    return check(table, name)


def _kinds(table: pd.DataFrame, contract: Contract) -> dict[str, str]:
    """Return the kind of every column: those of the contract, then others in their order."""
    others = [str(c) for c in table.columns if c not in contract.columns] if contract.others else []
    return dict(contract.columns) | dict.fromkeys(others, contract.others)


def _require_columns(table: pd.DataFrame, contract: Contract) -> None:
    missing = [c for c in contract.columns if c not in table.columns]
    surplus = [str(c) for c in table.columns if c not in contract.columns and not contract.others]
    problems = [Problem(f"table {contract.name}", f"a column {c!r}", "none", "add it") for c in missing]
    problems += [Problem(f"table {contract.name}", "no other column", repr(c), "remove it") for c in surplus]
    if problems:
        raise TableError(problems)


def _convert(values: pd.Series, kind: str, table: str) -> pd.Series:
    where = f"table {table}, column {values.name!r}"
    try:
        if kind == "category":
            return as_category(values)
        if kind == "text":
            return values.astype("str").fillna("")
        if kind == "number" and values.dtype != np.float64:
            return pd.to_numeric(values.replace("", np.nan)).astype("float64")
        if kind == "flag" and values.dtype != bool:
            return _flags(values)
        return _whole(values) if kind == "integer" else values
    except (TypeError, ValueError) as fault:
        raise TableError(Problem(where, kind, str(fault), "mend the value")) from fault


def _flags(values: pd.Series) -> pd.Series:
    known = values.astype("str").map({"True": 1, "False": 0, "true": 1, "false": 0})
    if known.isna().any():
        raise ValueError(f"{values[known.isna()].iloc[0]!r}")
    return known.astype("bool")


def _whole(values: pd.Series) -> pd.Series:
    if values.dtype == np.float64 and not np.array_equal(values, np.floor(values)):
        raise ValueError("a fraction, or a missing value")
    return values.astype("int64")


def _join(columns: list[pd.Series], kind: str) -> pd.Series:
    if len(columns) == 1:
        return columns[0].reset_index(drop=True)
    if kind == "category":
        return join_columns(columns)
    return join_texts(columns) if kind == "text" else pd.concat(columns, ignore_index=True)


def _ordered(table: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Sort by the key, unless it is sorted, and refuse a repeated key."""
    keys = [_key(table[column]) for column in contract.key]
    in_order, repeated = compare_neighbours(keys)
    if not in_order:
        order = order_from(keys)
        table = table.take(order)
        repeated = compare_neighbours([key[order] for key in keys])[1]
    if repeated.any():
        _refuse_repeated(table.loc[np.r_[False, repeated], list(contract.key)].head(5), contract)
    return table.reset_index(drop=True)


def _key(values: pd.Series) -> NDArray[Any]:
    """Numbers that sort as a converted column does: categories are in order already."""
    return codes_of(values) if isinstance(values.dtype, pd.CategoricalDtype) else rank(values)


def _refuse_repeated(repeated: pd.DataFrame, contract: Contract) -> None:
    rows = "; ".join(" / ".join(map(str, row)) for row in repeated.itertuples(index=False))
    where, expected = f"table {contract.name}", f"each {' + '.join(contract.key)} once"
    raise TableError(Problem(where, expected, f"more than once: {rows}", "remove the repetition"))


def _shield(values: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return values
    plain = values.astype("str")
    unsafe = plain.str.startswith(_UNSAFE_STARTS)
    return plain.where(~unsafe, "'" + plain) if unsafe.any() else plain
