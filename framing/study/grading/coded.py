"""Coded: what codes say of the instrument for one cell – do coders agree, and is found what they find, in both outlets alike.

All of it is looked up in an `Appraisal`, made once a study. Agreement is the question's, in the language of the contrast; precision
and recall are of the very category that is claimed, in all coded voices together (the rules that find it know of no voice, and one
voice alone has half the units), each outlet by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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

# Krippendorff 2004, ch. 11: below, codes are not to be relied on; up to .80 they allow tentative conclusions.
LEAST_ALPHA: Final = 0.667
FIRM_ALPHA: Final = 0.80
# Four of five finds right: statistics.md §6.
LEAST_PRECISION: Final = 0.80
# Why the gate does not pass, in the order in which they are told.
REASONS: Final = (
    "not_coded", "agreement_unknown", "agreement_low", "precision_unknown", "precision_low", "recall_unknown",
    "instrument_differs", "instrument_uncertain",
)  # fmt: skip
# To have coded little is no worse than to have coded nothing: these leave the gate open.
UNKNOWN: Final = frozenset(
    ["not_coded", "agreement_unknown", "precision_unknown", "recall_unknown", "instrument_uncertain"]
)
_MEASURES: Final = ("precision", "recall")
_BOUNDS: Final = ("", "_low", "_high")
_FACTORS: Final = ("factor", "factor_low", "factor_high")


@dataclass(frozen=True)
class InstrumentFacts:
    """What gate G5 is answered by.

    Attributes
    ----------
    reasons : tuple of str
        Those of `REASONS` that hold, in their order; none: the gate passes. *instrument_differs*: corrected, the difference
        is the other way round; *instrument_uncertain*: it is not, but too few were coded to exclude that it is.
    facts : mapping
        alpha, alpha_low, alpha_high, coders, agreed_units; precision_a, precision_low_a, precision_high_a, recall_…, coded_a,
        found_a, and so of b; voice_right_a, voice_right_low_a, … (of the claim's voice); could_flip; factor, factor_low,
        factor_high (by which correction multiplies the ratio of what was found). Rounded to four places, None where unknown.
    """

    reasons: tuple[str, ...]
    facts: Mapping[str, Any]

    @property
    def passed(self) -> bool | None:
        """Whether the gate passes; None where nothing speaks against it but that something is not known."""
        if not self.reasons:
            return True
        return None if set(self.reasons) <= UNKNOWN else False


def instrument_gate_facts(
    appraisal: Appraisal | None, design: Design, cell: Mapping[str, str], rates: tuple[float, float]
) -> InstrumentFacts:
    """Return what is known of the instrument for one cell of a design.

    Parameters
    ----------
    appraisal : Appraisal or None
        None where nothing was coded.
    design : Design
    cell : mapping
        family, category, referent, voice. Of cues the referent does not matter: nobody coded whom they are said of.
    rates : tuple of float
        As found, hits by opportunities, of the first outlet and the second.
    """
    asked = _question(design, cell)
    told = None if appraisal is None else appraisal.questions.get(tuple(asked.values()))
    if told is None:
        return NOT_CODED
    agreement = _agreement(_rows(told.agreement, asked | {"category": ""}))
    sides = {side: _accuracy(told, asked, cell["category"], outlet) for side, outlet in _outlets(design)}
    factor = _whole_factor(told, design, cell)
    with np.errstate(over="ignore"):
        factors = dict(zip(_FACTORS, map(float, np.exp(factor)), strict=True))
    facts = {**agreement, **factors, "could_flip": could_flip(told, design, cell, rates)}
    for side, outlet in _outlets(design):
        facts |= {f"{name}_{side}": value for name, value in sides[side].items()}
        facts |= {f"{name}_{side}": value for name, value in _voice(told, design, cell, outlet).items()}
    turned = _log_ratio(rates) * (_log_ratio(rates) + factor[0]) < 0
    return InstrumentFacts(_reasons(facts, bool(turned)), _plain(dict.fromkeys(_names()) | facts))


def could_flip(
    appraisal: Appraisal, design: Design, cell: Mapping[str, str], rates: tuple[float, float]
) -> bool:
    """Tell whether correction for the instrument could turn the difference of a cell the other way round.

    As `framing.stats.instrument.could_flip`; of a share its mentions are found with errors too, so that their factor divides
    that of the hits: logarithms of the two are set off, and squared distances of their bounds added, as if they were
    independent. They share their errors, so this is rather too careful.

    Returns
    -------
    bool
        True also where something is not known: it cannot be excluded.
    """
    ratio = _log_ratio(rates)
    _, low, high = _whole_factor(appraisal, design, cell)
    side = np.sign(ratio)
    stays = side != 0 and np.sign(ratio + low) == side and np.sign(ratio + high) == side
    return not bool(stays)


def _log_ratio(rates: tuple[float, float]) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.log(np.float64(rates[0])) - np.log(np.float64(rates[1])))


def _whole_factor(
    appraisal: Appraisal, design: Design, cell: Mapping[str, str]
) -> tuple[float, float, float]:
    """Return the logarithm of the factor for a rate, or for a share: that of its hits, divided by that of its mentions."""
    asked = _question(design, cell)
    value, low, high = _factor(appraisal, design, asked, cell["category"])
    if cell["family"] not in SHARES:
        return value, low, high
    of, least, most = _factor(appraisal, design, asked, "" if cell["family"] == "naming" else MENTION)
    down, up = np.hypot(value - low, most - of), np.hypot(high - value, of - least)
    return value - of, float(value - of - down), float(value - of + up)


def _factor(
    appraisal: Appraisal, design: Design, asked: Mapping[str, str], category: str
) -> tuple[float, float, float]:
    """Return the logarithm of the factor by which correction multiplies the ratio of two rates, and its bounds."""
    rows = [_accuracy(appraisal, asked, category, outlet) for _, outlet in _outlets(design)]
    precisions, recalls = (
        Estimate(*(np.array([row[f"{name}{bound}"] for row in rows], dtype=np.float64) for bound in _BOUNDS))
        for name in _MEASURES
    )
    factor = correction_factor(recalls, precisions)
    with np.errstate(divide="ignore"):
        value, low, high = (float(np.log(v)) for v in (factor.estimate, factor.low, factor.high))
    return value, low, high


def _reasons(facts: Mapping[str, Any], turned: bool) -> tuple[str, ...]:
    precisions, recalls = ([facts[f"{name}_{side}"] for side in "ab"] for name in _MEASURES)
    alpha, known = (
        facts["alpha"],
        not np.isnan([facts[f"{m}_{side}"] for m in _MEASURES for side in "ab"]).any(),
    )
    holds = {
        "not_coded": False,
        "agreement_unknown": bool(np.isnan(alpha)),
        "agreement_low": bool(alpha < LEAST_ALPHA),
        "precision_unknown": bool(np.isnan(precisions).any()),
        "precision_low": bool(np.less(precisions, LEAST_PRECISION).any()),
        "recall_unknown": bool(np.isnan(recalls).any()),
        "instrument_differs": turned,
        "instrument_uncertain": bool(facts["could_flip"] and known and not turned),
    }
    return tuple(name for name in REASONS if holds[name])


def _question(design: Design, cell: Mapping[str, str]) -> dict[str, str]:
    referent = cell["referent"] if cell["family"] in SHARES else ""
    return {"language": design.language, "family": cell["family"], "referent": referent}


def _outlets(design: Design) -> tuple[tuple[str, str], ...]:
    return (("a", design.outlet_a), ("b", design.outlet_b))


def _rows(table: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    chosen: NDArray[np.bool_] = np.ones(len(table), dtype=np.bool_)
    for name, value in wanted.items():
        chosen &= (table[name] == value).to_numpy(dtype=bool)
    return table.loc[chosen]


def _agreement(rows: pd.DataFrame) -> dict[str, Any]:
    row = rows.iloc[0]
    found = {"alpha": row["alpha"], "alpha_low": row["low"], "alpha_high": row["high"]}
    return {**found, "coders": int(row["coders"]), "agreed_units": int(row["units"])}


def _accuracy(appraisal: Appraisal, asked: Mapping[str, str], category: str, outlet: str) -> dict[str, Any]:
    """Return precision and recall of a category in an outlet; where none was found or coded, with the units of the question."""
    rows = _rows(appraisal.accuracy, {**asked, "outlet": outlet, "category": category})
    names = [f"{name}{bound}" for name in _MEASURES for bound in _BOUNDS]
    if len(rows):
        row = rows.iloc[0]
        return {name: float(row[name]) for name in names} | {
            "coded": int(row["coded"]),
            "found": int(row["found"]),
        }
    whole = _rows(appraisal.accuracy, {**asked, "outlet": outlet, "category": ""})
    return {**dict.fromkeys(names, float("nan")), "coded": int(whole["coded"].sum()), "found": 0}


def _voice(appraisal: Appraisal, design: Design, cell: Mapping[str, str], outlet: str) -> dict[str, Any]:
    wanted = {"language": design.language, "outlet": outlet, "voice": cell["voice"]}
    rows = _rows(appraisal.voices, wanted)
    return {f"voice_right{b}": float(rows.iloc[0][f"right{b}"]) for b in _BOUNDS} if len(rows) else {}


def _names() -> list[str]:
    of_side = [f"{name}{bound}" for name in (*_MEASURES, "voice_right") for bound in _BOUNDS] + [
        "coded",
        "found",
    ]
    whole = ["alpha", "alpha_low", "alpha_high", "coders", "agreed_units", "could_flip", *_FACTORS]
    return whole + [f"{name}_{side}" for side in "ab" for name in of_side]


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _rounded(value) for name, value in facts.items()}


def _rounded(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(float(value), 4) if np.isfinite(value) else None


NOT_CODED: Final = InstrumentFacts(("not_coded",), _plain(dict.fromkeys(_names())))
