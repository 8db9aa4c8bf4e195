"""The made-up result with universes of its declared claims, their events, and the gates on stability and placebo."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from framing.study.multiverse.curve_tables import (
    CURVE_COLUMNS,
    DECISION_COLUMNS,
    LEMMA_COLUMNS,
    CurveTables,
)
from framing.tables import check
from tests.unit.report.synthetic.comparison import make_claims, make_estimates
from tests.unit.report.synthetic.result import make_measurements, make_result

CONTRAST = "fr:aurore:depeche"
# The two declared claims: what each counts.
ALARM = {"contrast": CONTRAST, "family": "threat", "category": "alarm", "referent": "west", "voice": "own"}
DELEGITIMISE = ALARM | {"family": "legitimacy", "category": "delegitimise", "referent": "sanctions"}
EVENTS = {"d1": "storm", "d4": "storm", "d2": "strike", "d5": "strike"}
STABLE = {"gate": "G7", "passed": False, "reason": "sign_changes",
          "facts": {"sign": -1, "changes": 2, "document": "d4", "event_changes": 1, "event_document": ""}}  # fmt: skip
QUIET = {"gate": "G9", "passed": True, "reason": "quiet",
         "facts": {"documents_a": 16, "documents_b": 7, "splits_a": 100, "splits_b": 0, "alarms_a": 3, "alarms_b": 0,
                   "allowed_a": 7, "allowed_b": 0}}  # fmt: skip
# universe, headings, ambiguous, tag, ln of the ratio, p
UNIVERSES = (
    ("default", "with", "dropped", "equivalent", np.log(2.0), 0.01),
    ("headings=apart", "apart", "dropped", "equivalent", np.log(0.5), 0.2),
    ("ambiguous=own", "with", "own", "uncertain", np.log(4.0), 0.3),
)


def make_robust_result(**changes: Any) -> Any:
    """Return the made-up result, counted in several ways; of the second claim nothing can be estimated."""
    claims = make_claims()
    gates = [json.dumps([*json.loads(g), STABLE, QUIET]) for g in claims["gates"]]
    rows = [(event, doc, "made up", 1.0) for doc, event in EVENTS.items()]
    told = check(pd.DataFrame(rows, columns=["event_id", "doc_id", "how", "score"]), "events")
    parts = {
        "claims": check(claims.assign(gates=gates), "claims"), "estimates": _estimates(), "curves": make_curves(),
        "event_effects": make_event_effects(), "measurements": make_measurements(events=told),
    }  # fmt: skip
    return make_result(**{**parts, **changes})


def make_curves() -> CurveTables:
    """Return universes of both declared claims: in two equivalent ways and one other, and of nothing."""
    curves = pd.DataFrame([_curve(ALARM, 2), _curve(DELEGITIMISE, 0)], columns=list(CURVE_COLUMNS))
    universes = [
        {**claim, "universe": name, "headings": headings, "ambiguous": ambiguous, "tag": tag, "p_value": p,
         "statistic": "log_rate_ratio", "estimate": estimate if claim is ALARM else np.nan}
        for claim in (ALARM, DELEGITIMISE)
        for name, headings, ambiguous, tag, estimate, p in UNIVERSES
    ]  # fmt: skip
    decisions = [
        {**claim, "decision": decision, "options": options, "why_one": why, "variance_share": share}
        for claim in (ALARM, DELEGITIMISE)
        for decision, options, why, share in (
            ("ambiguous", "dropped own", "", np.nan), ("headings", "with apart", "", 0.75),
            ("undated", "kept", "all_dated", np.nan), ("cleaning", "default strict", "", 0.25),
        )
    ]  # fmt: skip
    lemmas = [
        {
            **ALARM,
            "lemma": "peur",
            "hits_a": 1.0,
            "hits_b": 0.0,
            "estimate": 0.1,
            "change": -0.6,
            "turns": False,
        }
    ]
    return CurveTables(
        pd.DataFrame(universes).assign(cleaning="default", undated="kept"), curves, pd.DataFrame(decisions, columns=list(DECISION_COLUMNS)),
        pd.DataFrame(lemmas, columns=list(LEMMA_COLUMNS)), ("one_bundle",),
    )  # fmt: skip


def make_event_effects() -> pd.DataFrame:
    """Return the first claim in two events: twice as often, and half as often."""
    rows = [
        {**ALARM, "event_id": event, "statistic": "rate_ratio", "estimate": ratio, "low": ratio / 8, "high": ratio * 8,
         "weight": weight, "i_squared": 0.25, "hits_a": 2.0, "hits_b": 1.0, "opportunities_a": 30.0, "opportunities_b": 15.0}
        for event, ratio, weight in (("storm", 2.0, 0.8), ("strike", 0.5, 0.2))
    ]  # fmt: skip
    return check(pd.DataFrame(rows), "event_effects")


def _curve(claim: dict[str, str], estimable: int) -> dict[str, Any]:
    known = estimable > 0
    numbers = dict.fromkeys(
        (
            "default",
            "median",
            "least",
            "most",
            "mean_z",
            "p_median",
            "p_sign",
            "p_stouffer",
            "interactions",
            "lemma_estimate",
        ),
        np.nan,
    )
    if known:
        numbers |= {"default": np.log(2.0), "median": 0.0, "least": np.log(0.5), "most": np.log(2.0), "p_median": 0.03,
                    "p_sign": 0.5, "p_stouffer": 0.04, "mean_z": 1.0, "interactions": 0.0, "lemma_estimate": 0.1}  # fmt: skip
    return claim | numbers | {
        "declared": True, "statistic": "log_rate_ratio", "universes": 2, "factorial": 2, "incompatible": 0,
        "estimable": estimable, "one_sign": 0.5 if known else 0.0, "sign": 1 if known else 0, "significant": 1,
        "labellings": 6, "enumerated": True, "panel": 1, "panel_same_sign": 1, "lemmas": int(known), "lemmas_turning": 0,
        "moves_most": "headings" if known else "", "lemma": "peur" if known else "",
    }  # fmt: skip


def _estimates() -> pd.DataFrame:
    """Return the estimates with an interval for the first claim."""
    made = make_estimates()
    claimed = (made["family"] == "threat") & (made["contrast"] == CONTRAST)
    row = made.loc[claimed].assign(referent="west", estimate=1.6, low=0.9, high=2.9)
    return check(pd.concat([made, row], ignore_index=True), "estimates")
