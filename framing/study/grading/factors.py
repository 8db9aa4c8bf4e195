"""Factors: by how much correction for the instrument multiplies the ratio of two rates, and whether it could turn it round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.bootstrapping import Estimate
from framing.stats.instrument import correction_factor
from framing.study.coding.questions import MENTION
from framing.study.coding.scoring import Appraisal
from framing.study.comparison.designs import Design
from framing.study.config.names import SHARES

MEASURES: Final = ("precision", "recall")
MEASURES_AT_WORST: Final = tuple(f"{name}_worst" for name in MEASURES)
BOUNDS: Final = ("", "_low", "_high")


def could_flip(
    appraisal: Appraisal, design: Design, cell: Mapping[str, str], rates: tuple[float, float]
) -> bool:
    """Tell whether correction for the instrument could turn the difference of a cell the other way round.

    As `framing.stats.instrument.could_flip`; of a share its mentions are found with errors too, so that their factor divides
    that of the hits: logarithms of the two are set off, and squared distances of their bounds added, as if they were
    independent. They share their errors, so this is rather too careful.

    No factor raises a rate of 0. Where nothing was found on one side, as many as may have been missed there (`missed_high`), in all
    coded voices, are set against the other side's rate, corrected as far down as its bounds go.

    Returns
    -------
    bool
        True also where something is not known: it cannot be excluded.
    """
    if (rates[0] == 0) != (rates[1] == 0):
        return _could_be_missed(appraisal, design, cell, rates)
    ratio = log_ratio(rates)
    _, low, high = whole_factor(appraisal, design, cell)
    side = np.sign(ratio)
    stays = side != 0 and np.sign(ratio + low) == side and np.sign(ratio + high) == side
    return not bool(stays)


def could_turn_at_worst(
    appraisal: Appraisal, design: Design, cell: Mapping[str, str], rates: tuple[float, float]
) -> bool:
    """Tell whether correction would turn a difference if all on which coders disagree were counted against it.

    On the side that has more its finds as wrong, on the other what was not found as missed. Where a side has nothing, `could_flip`
    counts them.
    """
    ratio = log_ratio(rates)
    asked = question_of(design, cell)
    rows = [accuracy_in(appraisal, asked, cell["category"], outlet) for _, outlet in outlets_of(design)]
    more, less = rows if ratio > 0 else rows[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        wrong = np.log(np.divide(more["precision_worst"], more["precision"]))
        missed = np.log(np.divide(less["recall_worst"], less["recall"]))
        left = np.sign(ratio) * (ratio + whole_factor(appraisal, design, cell)[0])
    return bool(np.isfinite(ratio) and left > 0 >= left + wrong + missed)


def _could_be_missed(
    appraisal: Appraisal, design: Design, cell: Mapping[str, str], rates: tuple[float, float]
) -> bool:
    """Tell whether the side on which nothing was found could have missed as much as the other has; True where not known."""
    asked, empty = question_of(design, cell), int(rates[1] == 0)
    outlets = [outlet for _, outlet in outlets_of(design)]
    missed = accuracy_in(appraisal, asked, cell["category"], outlets[empty])["missed_high"]
    found = accuracy_in(appraisal, asked, cell["category"], outlets[1 - empty])
    most, least = missed * found["recall_high"], rates[1 - empty] * found["precision_low"]
    if cell["family"] in SHARES:
        of = accuracy_in(appraisal, asked, _mentions(cell), outlets[1 - empty])
        most, least = most * of["precision_high"], least * of["recall_low"]
    return not most < least


def log_ratio(rates: tuple[float, float]) -> float:
    """Return the logarithm of the first rate over the second."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.log(np.float64(rates[0])) - np.log(np.float64(rates[1])))


def whole_factor(appraisal: Appraisal, design: Design, cell: Mapping[str, str]) -> tuple[float, float, float]:
    """Return the logarithm of the factor for a rate, or for a share: that of its hits, divided by that of its mentions."""
    asked = question_of(design, cell)
    value, low, high = _factor(appraisal, design, asked, cell["category"])
    if cell["family"] not in SHARES:
        return value, low, high
    of, least, most = _factor(appraisal, design, asked, _mentions(cell))
    down, up = np.hypot(value - low, most - of), np.hypot(high - value, of - least)
    return value - of, float(value - of - down), float(value - of + up)


def _mentions(cell: Mapping[str, str]) -> str:
    """Return the category of what shares are of: any name, or a mention of a head."""
    return "" if cell["family"] == "naming" else MENTION


def _factor(
    appraisal: Appraisal, design: Design, asked: Mapping[str, str], category: str
) -> tuple[float, float, float]:
    """Return the logarithm of the factor by which correction multiplies the ratio of two rates, and its bounds."""
    rows = [accuracy_in(appraisal, asked, category, outlet) for _, outlet in outlets_of(design)]
    precisions, recalls = (
        Estimate(*(np.array([row[f"{name}{bound}"] for row in rows], dtype=np.float64) for bound in BOUNDS))
        for name in MEASURES
    )
    factor = correction_factor(recalls, precisions)
    with np.errstate(divide="ignore"):
        value, low, high = (float(np.log(v)) for v in (factor.estimate, factor.low, factor.high))
    return value, low, high


def question_of(design: Design, cell: Mapping[str, str]) -> dict[str, str]:
    """Return the question that coders were asked about a cell."""
    referent = cell["referent"] if cell["family"] in SHARES else ""
    return {"language": design.language, "family": cell["family"], "referent": referent}


def outlets_of(design: Design) -> tuple[tuple[str, str], ...]:
    """Return both sides with their outlets."""
    return (("a", design.outlet_a), ("b", design.outlet_b))


def rows_of(table: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of a table that have these values."""
    chosen: NDArray[np.bool_] = np.ones(len(table), dtype=np.bool_)
    for name, value in wanted.items():
        chosen &= (table[name] == value).to_numpy(dtype=bool)
    return table.loc[chosen]


def accuracy_in(appraisal: Appraisal, asked: Mapping[str, str], category: str, outlet: str) -> dict[str, Any]:
    """Return precision and recall of a category in an outlet; where none was found or coded, with the units of the question."""
    rows = rows_of(appraisal.accuracy, {**asked, "outlet": outlet, "category": category})
    names = [*(f"{name}{bound}" for name in MEASURES for bound in BOUNDS), "missed_high", *MEASURES_AT_WORST]
    if len(rows):
        row = rows.iloc[0]
        return {name: float(row[name]) for name in names} | {
            "coded": int(row["coded"]),
            "found": int(row["found"]),
            "unresolved": int(row["unresolved"]),
        }
    whole = rows_of(appraisal.accuracy, {**asked, "outlet": outlet, "category": ""})
    return {
        **dict.fromkeys(names, float("nan")),
        "coded": int(whole["coded"].sum()),
        "found": 0,
        "unresolved": 0,
    }
