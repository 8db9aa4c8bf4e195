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

from framing.study.coding.scoring import Appraisal
from framing.study.comparison.designs import Design
from framing.study.grading.factors import (
    BOUNDS,
    MEASURES,
    MEASURES_AT_WORST,
    accuracy_in,
    could_flip,
    could_turn_at_worst,
    log_ratio,
    outlets_of,
    question_of,
    rows_of,
    whole_factor,
)

# Krippendorff 2004, ch. 11: below, codes are not to be relied on; up to .80 they allow tentative conclusions.
LEAST_ALPHA: Final = 0.667
FIRM_ALPHA: Final = 0.80
# Four of five finds right: statistics.md §6.
LEAST_PRECISION: Final = 0.80
# Why the gate does not pass, in the order in which they are told.
REASONS: Final = (
    "not_coded", "agreement_unknown", "agreement_low", "precision_unknown", "precision_low", "recall_unknown",
    "unresolved", "instrument_differs", "instrument_uncertain",
)  # fmt: skip
# To have coded little is no worse than to have coded nothing: these leave the gate open.
UNKNOWN: Final = frozenset(
    [
        "not_coded",
        "agreement_unknown",
        "precision_unknown",
        "recall_unknown",
        "unresolved",
        "instrument_uncertain",
    ]
)
_FACTORS: Final = ("factor", "factor_low", "factor_high")


@dataclass(frozen=True)
class InstrumentFacts:
    """What gate G5 is answered by.

    Attributes
    ----------
    reasons : tuple of str
        Those of `REASONS` that hold, in their order; none: the gate passes. *instrument_differs*: corrected, the difference
        is the other way round; *instrument_uncertain*: it is not, but too few were coded to exclude that it is;
        *unresolved*: units on which coders disagree and that nobody settled, counted against the instrument, would make it too
        imprecise, or turn the difference.
    facts : mapping
        alpha, alpha_low, alpha_high, coders, agreed_units; precision_a, precision_low_a, precision_high_a, recall_…, coded_a,
        found_a, missed_high_a, unresolved_a, precision_worst_a, recall_worst_a, and so of b; voice_right_a, voice_right_low_a, … (of the claim's voice); could_flip; factor, factor_low,
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
    asked = question_of(design, cell)
    told = None if appraisal is None else appraisal.questions.get(tuple(asked.values()))
    if told is None:
        return NOT_CODED
    agreement = _agreement(rows_of(told.agreement, asked | {"category": ""}))
    sides = {side: accuracy_in(told, asked, cell["category"], outlet) for side, outlet in outlets_of(design)}
    factor = whole_factor(told, design, cell)
    with np.errstate(over="ignore"):
        factors = dict(zip(_FACTORS, map(float, np.exp(factor)), strict=True))
    facts = {**agreement, **factors, "could_flip": could_flip(told, design, cell, rates)}
    for side, outlet in outlets_of(design):
        facts |= {f"{name}_{side}": value for name, value in sides[side].items()}
        facts |= {f"{name}_{side}": value for name, value in _voice(told, design, cell, outlet).items()}
    turned = log_ratio(rates) * (log_ratio(rates) + factor[0]) < 0
    turning = could_turn_at_worst(told, design, cell, rates)
    return InstrumentFacts(_reasons(facts, bool(turned), turning), _plain(dict.fromkeys(_names()) | facts))


def _reasons(facts: Mapping[str, Any], turned: bool, turning: bool) -> tuple[str, ...]:
    precisions, recalls, at_worst = (
        np.array([facts[f"{name}_{side}"] for side in "ab"], dtype=np.float64)
        for name in (*MEASURES, MEASURES_AT_WORST[0])
    )
    sinking = (precisions >= LEAST_PRECISION) & (at_worst < LEAST_PRECISION)
    alpha, known = (
        facts["alpha"],
        not np.isnan([facts[f"{m}_{side}"] for m in MEASURES for side in "ab"]).any(),
    )
    holds = {
        "not_coded": False,
        "agreement_unknown": bool(np.isnan(alpha)),
        "agreement_low": bool(alpha < LEAST_ALPHA),
        "precision_unknown": bool(np.isnan(precisions).any()),
        "precision_low": bool(np.less(precisions, LEAST_PRECISION).any()),
        "recall_unknown": bool(np.isnan(recalls).any()),
        "unresolved": bool(sinking.any() or turning),
        "instrument_differs": turned,
        "instrument_uncertain": bool(facts["could_flip"] and known and not turned),
    }
    return tuple(name for name in REASONS if holds[name])


def _agreement(rows: pd.DataFrame) -> dict[str, Any]:
    row = rows.iloc[0]
    found = {"alpha": row["alpha"], "alpha_low": row["low"], "alpha_high": row["high"]}
    return {**found, "coders": int(row["coders"]), "agreed_units": int(row["units"])}


def _voice(appraisal: Appraisal, design: Design, cell: Mapping[str, str], outlet: str) -> dict[str, Any]:
    wanted = {"language": design.language, "outlet": outlet, "voice": cell["voice"]}
    rows = rows_of(appraisal.voices, wanted)
    return {f"voice_right{b}": float(rows.iloc[0][f"right{b}"]) for b in BOUNDS} if len(rows) else {}


def _names() -> list[str]:
    of_side = [f"{name}{bound}" for name in (*MEASURES, "voice_right") for bound in BOUNDS]
    of_side += ["coded", "found", "missed_high", "unresolved", *MEASURES_AT_WORST]
    whole = ["alpha", "alpha_low", "alpha_high", "coders", "agreed_units", "could_flip", *_FACTORS]
    return whole + [f"{name}_{side}" for side in "ab" for name in of_side]


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _rounded(value) for name, value in facts.items()}


def _rounded(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(float(value), 4) if np.isfinite(value) else None


NOT_CODED: Final = InstrumentFacts(("not_coded",), _plain(dict.fromkeys(_names())))
