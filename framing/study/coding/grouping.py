"""Grouping: codes of the categories that a study takes together become codes of its sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from framing.study.coding.codes import CODER, Codes
from framing.study.coding.sheets import labels, written
from framing.study.config.claimed import NAMING
from framing.study.config.parts import NamedSet


def with_set_codes(codes: Codes, sets: Mapping[str, NamedSet]) -> Codes:
    """Return codes that answer for the sets of a study, too.

    Parameters
    ----------
    codes : Codes
    sets : mapping of name to NamedSet

    Returns
    -------
    Codes
        A unit that asks for the names of a referent stands once more for each set of them, with the codes of the set
        alone; a unit that asks for cues has the groups of its family besides its categories.
    """
    table = codes.table
    for of in sets.values():
        if of.family != NAMING:
            table = _recoded(table, table["family"] == of.family, of, kept=True)
    named = [_asked_again(table, name, of) for name, of in sets.items() if of.family == NAMING]
    return replace(codes, table=pd.concat([table, *named], ignore_index=True))


def _asked_again(table: pd.DataFrame, name: str, of: NamedSet) -> pd.DataFrame:
    """Return the units of a referent as units of a set of its names, in strata of their own."""
    units = table.loc[(table["family"] == NAMING) & (table["referent"] == of.referent)]
    again = units.assign(referent=name, stratum=units["stratum"] + f":{name}")
    return _recoded(again, pd.Series(True, index=again.index), of, kept=False)


def _recoded(table: pd.DataFrame, rows: pd.Series, of: NamedSet, *, kept: bool) -> pd.DataFrame:
    coded = ["found", "gold", *(column for column in table.columns if column.startswith(CODER))]
    return table.assign(**{
        column: table[column].mask(rows, table[column].map(lambda code: regrouped_code(code, of, kept=kept)))
        for column in coded
    })  # fmt: skip


def regrouped_code(code: str, of: NamedSet, *, kept: bool) -> str:
    """Return a code in the groups of a set, besides its categories if these are kept; no code stays none."""
    categories = labels(code)
    if categories is None:
        return code
    groups = {group for group, listed in of.groups.items() if categories & set(listed)}
    return written(groups | (categories if kept else frozenset()))
