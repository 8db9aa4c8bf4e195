"""Codes: what coders said of drawn sentences, as a table without text that may be shared, and as a study reads it.

One row a unit – a sentence, as far as it is said in one voice, and a question. Every coder has a column of codes and one of
whether the voice is right; `gold` is what is taken for true: the adjudicated code, else the one on which all coders of the unit
(two at least) agree. A unit without gold is unresolved. It is left out, and the others of its stratum stand for it: `chance`,
the probability that a gold unit counts with, is resolved/size, not drawn/size.

What the instrument found is read anew from the measurements, by place: codes outlive the codebook they were drawn with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from framing.errors import Problem, TableError
from framing.study.coding.answers import Coder
from framing.study.coding.frames import rows_asked
from framing.study.coding.independence import require_apart
from framing.study.coding.sampling import found_codes
from framing.tables import write_csv

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from framing.study.measurement.measurements import Measurements

QUESTION: Final = ["language", "family", "referent"]
# Column → kind; after them a column ``coder_<name>`` and one ``voice_<name>`` for every coder.
COLUMNS: Final[Mapping[str, str]] = {
    "unit": "int64", "doc_id": "str", "start": "int64", "end": "int64", "sha256": "str", "language": "str",
    "outlet": "str", "voice": "str", "family": "str", "referent": "str", "found": "str", "stratum": "str",
    "size": "int64", "drawn": "int64", "inclusion": "float64", "gold": "str", "gold_voice": "str",
}  # fmt: skip
CODER, VOICE = "coder_", "voice_"
# Codes on which fewer coders agree are one person's word.
LEAST_CODERS: Final = 2
_UNIT: Final = ["doc_id", "start", "end", "voice", "family", "referent"]


@dataclass(frozen=True, eq=False)
class Codes:
    """Coded units.

    Attributes
    ----------
    table : DataFrame
        `COLUMNS`, then the columns of coders; sorted by stratum, document and place.
    notes : tuple of str
        What was left out on reading, and why.
    """

    table: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def coders(self) -> tuple[str, ...]:
        """Names of the coders, sorted."""
        return tuple(sorted(c.removeprefix(CODER) for c in self.table.columns if c.startswith(CODER)))

    @cached_property
    def gold(self) -> pd.DataFrame:
        """Units of which the truth is known, with `chance`: the probability that they count with."""
        return self._counting(self.table["gold"] != "")

    @cached_property
    def gold_voices(self) -> pd.DataFrame:
        """Units of which it is known whether the voice is right, with `chance`."""
        return self._counting(self.table["gold_voice"] != "")

    @cached_property
    def disputed(self) -> pd.DataFrame:
        """Gold units and those on which coders disagree and that nobody settled, with `chance`, as if these counted, too."""
        n_codes = (self.table[[f"{CODER}{name}" for name in self.coders]] != "").sum(axis=1)
        return self._counting((self.table["gold"] != "") | (n_codes >= LEAST_CODERS))

    @property
    def unresolved(self) -> pd.DataFrame:
        """Units that somebody coded, but of which no truth is known."""
        coded = (self.table[[f"{CODER}{name}" for name in self.coders]] != "").any(axis=1)
        return self.table.loc[coded & (self.table["gold"] == "")].reset_index(drop=True)

    def _counting(self, known: pd.Series) -> pd.DataFrame:
        stratum = self.table["stratum"]
        chance = self.table["inclusion"] * known.groupby(stratum).transform("mean")
        return self.table.assign(chance=chance).loc[known].reset_index(drop=True)


def codes_from(key: pd.DataFrame, coders: Sequence[Coder], adjudicated: Coder | None = None) -> Codes:
    """Join what coders wrote to the key of their sheet.

    Parameters
    ----------
    key : DataFrame
        `framing.study.coding.sheets.KEY_COLUMNS`.
    coders : sequence of Coder
    adjudicated : Coder, optional
        Where it has a code, that is the gold.
    """
    columns = {}
    for coder in coders:
        columns[f"{CODER}{coder.name}"] = _given(key, coder.category)
        columns[f"{VOICE}{coder.name}"] = _given(key, coder.voice_right)
    table = key.assign(**columns)
    settled = (adjudicated.category, adjudicated.voice_right) if adjudicated else ({}, {})
    names = [coder.name for coder in coders]
    gold = {
        name: _gold(table, [f"{prefix}{n}" for n in names], _given(key, said))
        for name, prefix, said in zip(("gold", "gold_voice"), (CODER, VOICE), settled, strict=True)
    }
    return Codes(_ordered(table.assign(**gold)))


def write_codes(codes: Codes, path: Path) -> None:
    """Write codes as a CSV file that holds no text, so that it may be shared beside a bundle."""
    write_csv(codes.table, path)


def read_codes(path: Path, where: str = "") -> Codes:
    """Read what `write_codes` wrote.

    Parameters
    ----------
    path : Path
    where : str
        What to call the file in a message.

    Raises
    ------
    TableError
        Columns that are missing, numbers that are none, units that stand twice.
    """
    named, remedy = where or path.name, "write it again with framing codebook score --out"
    try:
        raw = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
        plain = raw.assign(**{c: raw[c].str.removeprefix("'") for c in raw.columns})
        missing = [c for c in COLUMNS if c not in plain]
        if missing:
            problems = [Problem(named, f"a column {c!r} of coded units", "none", remedy) for c in missing]
            raise TableError(problems)
        table = plain.astype(dict(COLUMNS))
    except (OSError, ValueError) as fault:
        found = str(getattr(fault, "strerror", None) or fault)
        raise TableError(Problem(named, "a table of coded units (CSV)", found, remedy)) from fault
    _require_sound(table, named, remedy)
    return Codes(_ordered(table))


def join_codes(parts: Sequence[Codes], named: Sequence[str] = ()) -> Codes:
    """Join draws into one: a unit of a stratum drawn from several times has the chance to be in any of them.

    π = 1 − Π (1 − π_k) over the draws k, which must have been made with different seeds; a unit that is in several
    keeps the first gold.

    Parameters
    ----------
    parts : sequence of Codes
    named : sequence of str
        What to call each of them in a message.

    Raises
    ------
    TableError
        Draws that are one and the same (`framing.study.coding.independence`).
    """
    if len(parts) == 1:
        return parts[0]
    names = named or [f"codes[{n}]" for n in range(len(parts))]
    require_apart([part.table for part in parts], _UNIT, names)
    chances: dict[str, float] = {}
    for part in parts:
        for name, inclusion in part.table.groupby("stratum")["inclusion"].first().items():
            chances[str(name)] = 1 - (1 - chances.get(str(name), 0.0)) * (1 - float(inclusion))
    joined = pd.concat([part.table for part in parts], ignore_index=True).fillna("")
    joined = joined.assign(known=joined["gold"] == "").sort_values([*_UNIT, "known"], kind="stable")
    once = joined.drop_duplicates(_UNIT).drop(columns="known")
    drawn = once["stratum"].map(once["stratum"].value_counts())
    whole = once.assign(inclusion=once["stratum"].map(chances), drawn=drawn)
    return Codes(_ordered(whole), tuple(note for part in parts for note in part.notes))


def known_codes(codes: Codes, measurements: Measurements) -> Codes:
    """Leave out units of documents that were not measured, or whose text is another now, and say so."""
    documents = measurements.documents.set_index("doc_id")["sha256"]
    sha = codes.table["doc_id"].map(documents)
    absent, changed = sha.isna(), sha.notna() & (sha != codes.table["sha256"])
    notes = [
        _left_out(codes.table.loc[rows], said)
        for rows, said in ((absent, "not in the corpus"), (changed, "with another text in the corpus"))
        if rows.any()
    ]
    kept = codes.table.loc[~absent & ~changed].reset_index(drop=True)
    return Codes(kept, (*codes.notes, *notes))


def with_finds(codes: Codes, measurements: Measurements) -> Codes:
    """Return codes with what the instrument of these measurements finds in each unit."""
    table = codes.table
    found = table["found"].copy()
    for (family, referent), units in table.groupby(["family", "referent"], sort=True):
        rows = rows_asked(measurements.observations, str(family), str(referent))
        found.loc[units.index] = found_codes(units, rows)
    changed = int((found != table["found"]).sum())
    note = f"codes: in {changed} of {len(table)} units something else is found than when they were drawn"
    return Codes(table.assign(found=found), (*codes.notes, *([note] if changed else [])))


def _given(key: pd.DataFrame, said: Mapping[int, str]) -> pd.Series:
    return pd.Series([said.get(unit, "") for unit in key["unit"].tolist()], index=key.index, dtype="str")


def _gold(table: pd.DataFrame, columns: Sequence[str], settled: pd.Series) -> pd.Series:
    """Return the settled code, else the one that all coders of the unit gave, two at least; "" for none."""
    given = table[list(columns)].to_numpy(dtype=object)
    n_codes = (given != "").sum(axis=1)
    distinct = [{code for code in row if code} for row in given]
    agreed = [
        next(iter(codes)) if len(codes) == 1 and n >= LEAST_CODERS else ""
        for codes, n in zip(distinct, n_codes, strict=True)
    ]
    return settled.where(settled != "", pd.Series(agreed, index=table.index, dtype="str")).astype("str")


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    coders = sorted(c for c in table.columns if c.startswith((CODER, VOICE)))
    return table[[*COLUMNS, *coders]].sort_values(["stratum", "doc_id", "start"], ignore_index=True)


def _require_sound(table: pd.DataFrame, where: str, remedy: str) -> None:
    repeated = table.loc[table.duplicated(_UNIT), "unit"]
    faults: Iterable[tuple[str, NDArray[np.bool_]]] = (
        ("probabilities above 0, at most 1", ~table["inclusion"].between(0, 1, inclusive="right").to_numpy()),
        ("sentences that end after they begin", (table["end"] <= table["start"]).to_numpy()),
        ("samples within their strata", (table["drawn"] > table["size"]).to_numpy()),
    )
    problems = [Problem(where, said, f"{int(bad.sum())} others", remedy) for said, bad in faults if bad.any()]
    if len(repeated):
        listed = ", ".join(map(str, repeated[:10]))
        problems.append(
            Problem(where, "each sentence once a voice and question", f"units {listed} again", remedy)
        )
    if problems:
        raise TableError(problems)


def _left_out(rows: pd.DataFrame, said: str) -> str:
    documents = sorted(set(rows["doc_id"]))
    shown = ", ".join(documents[:5]) + (" …" if len(documents) > 5 else "")  # noqa: PLR2004 (a line's worth)
    return f"codes: {len(rows)} units of {len(documents)} documents {said} are left out ({shown})"
