"""Messages about coding: what was drawn, how coders agree, what they say of the instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from framing.study.coding.questions import question_key
from framing.study.messages import plain_text

if TYPE_CHECKING:
    from framing.study.coding.codes import Codes
    from framing.study.coding.sampling import Draw
    from framing.study.coding.scoring import Appraisal

# A sentence with a list of codes takes a practised coder about so long.
SECONDS_A_UNIT: Final = 10
_MINUTE: Final = 60
# Units named of those that are unresolved; the file has them all.
MOST_NAMED: Final = 30
UNKNOWN: Final = "unknown"


def draw_text(draw: Draw) -> str:
    """Return how much was drawn from where, and how long it will take to read."""
    table = draw.strata.assign(question=_keys(draw.strata))
    kinds = {True: "found", False: "others"}
    rows = [
        f"  {question:28} {language}  {_count(part, 'drawn'):>6} of {_count(part, 'size'):>8} {kinds[bool(has)]}"
        for (question, language, has), part in table.groupby(["question", "language", "has_find"], sort=True)
    ]
    total = int(draw.strata["drawn"].sum())
    whole = int((draw.strata["drawn"] == draw.strata["size"]).sum())
    minutes = round(total * SECONDS_A_UNIT / _MINUTE)
    told = f"{total} sentences to be coded, about {minutes} minutes for each coder; {len(draw.strata)} strata"
    return "\n".join([*map(plain_text, rows), f"{told}, {whole} of them whole (seed {draw.seed})."])


def outcome_of_draw(draw: Draw, folder: str) -> dict[str, Any]:
    """Return the same for machines."""
    strata = draw.strata.to_dict("records")
    total = int(draw.strata["drawn"].sum())
    return {"folder": folder, "units": total, "seed": draw.seed, "strata": strata}


def scores_text(codes: Codes, appraisal: Appraisal) -> str:
    """Return how the coders agree and what they say of the instrument, for people."""
    whole = appraisal.agreement.loc[appraisal.agreement["category"] == ""]
    agreement = [f"  {_named(row)}  α {_interval(row, 'alpha', 'low', 'high')}, {row['units']} units by {row['coders']} coders"
                 for row in _rows(whole)]  # fmt: skip
    accuracy = [
        f"  {_named(row)}  {row['outlet']}: precision {_interval(row, *_columns('precision'))}, "
        f"recall {_interval(row, *_columns('recall'))}; {row['coded']} coded, {row['found']} with finds"
        for row in _rows(appraisal.accuracy.loc[appraisal.accuracy["category"] == ""])
    ]
    voices = [
        f"  {row['outlet']} ({row['language']}), {row['voice']}: {_interval(row, *_columns('right'))} of {row['coded']}"
        for row in _rows(appraisal.voices)
    ]
    parts = [("Agreement:", agreement), ("The instrument, by outlet:", accuracy), ("Voice right:", voices)]
    told = [line for title, lines in parts if lines for line in (title, *map(plain_text, lines))]
    return "\n".join([*told, _unresolved_text(codes)])


def outcome_of_scores(codes: Codes, appraisal: Appraisal) -> dict[str, Any]:
    """Return the same for machines, categories included; what is not known is null."""
    tables = {"agreement": appraisal.agreement, "accuracy": appraisal.accuracy, "voices": appraisal.voices}
    return {
        "coders": list(codes.coders),
        "gold": len(codes.gold),
        "unresolved": [int(unit) for unit in codes.unresolved["unit"].sort_values()],
        **{name: _rows(table.astype(object).where(table.notna(), None)) for name, table in tables.items()},
    }


def _unresolved_text(codes: Codes) -> str:
    units = sorted(int(unit) for unit in codes.unresolved["unit"])
    settled = f"{len(codes.gold)} of {len(codes.table)} units settled"
    if not units:
        return f"{settled}, none unresolved."
    shown = ", ".join(map(str, units[:MOST_NAMED])) + (" …" if len(units) > MOST_NAMED else "")
    return f"{settled}; {len(units)} unresolved and left out, in unresolved.csv to be settled (--adjudicated): {shown}."


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _named(row: dict[str, Any]) -> str:
    return f"{question_key(row['family'], row['referent'])} ({row['language']})"


def _columns(name: str) -> tuple[str, str, str]:
    return name, f"{name}_low", f"{name}_high"


def _interval(row: dict[str, Any], value: str, low: str, high: str) -> str:
    if np.isnan(row[value]):
        return UNKNOWN
    bounds = "no interval" if np.isnan(row[low]) else f"{row[low]:.2f} to {row[high]:.2f}"
    return f"{row[value]:.2f} ({bounds})"


def _count(part: pd.DataFrame, column: str) -> int:
    return int(part[column].sum())


def _keys(strata: pd.DataFrame) -> list[str]:
    pairs = zip(strata["family"], strata["referent"], strict=True)
    return [question_key(family, referent) for family, referent in pairs]
