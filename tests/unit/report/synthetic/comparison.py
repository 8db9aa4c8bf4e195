"""What comparing the made-up articles gives: estimates, claims, designs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.tables import check
from tests.unit.report.synthetic.tables import TERMS

# outlet, outlet, articles of the first, of the second
PAIRS = (("aurore", "depeche", 2, 2), ("phare", "depeche", 1, 2), ("aurore", "phare", 2, 1))
# what every estimate has in common
ALIKE = {"universe": "default", "events": 0.0, "replicates": 6.0, "low": np.nan, "high": np.nan}
CUES = (("legitimacy", "delegitimise", "sanctions"), ("threat", "alarm", ""))
# outlet, outlet, family, category, referent, declared
CLAIMS = (
    ("aurore", "depeche", "legitimacy", "delegitimise", "sanctions", True),
    ("aurore", "depeche", "threat", "alarm", "west", True),
    ("phare", "depeche", "threat", "alarm", "", False),
)
GATES = (
    {"gate": "G1", "passed": True, "reason": "", "facts": {}},
    {"gate": "G2", "passed": False, "reason": "no_overlap", "facts": {"shared_events": 0}},
    {"gate": "G3", "passed": False, "reason": "unheard_of", "facts": {}},
    {"gate": "G4", "passed": False, "reason": "resolution", "facts": {"smallest_p": 1 / 3}},
    {"gate": "G10", "passed": True, "reason": "", "facts": {}},
)


def make_estimates() -> pd.DataFrame:
    rows = [
        {**ALIKE, "contrast": f"fr:{a}:{b}", **row}
        for a, b, n_a, n_b in PAIRS
        for row in (*_of_terms(n_a, n_b), *_of_cues())
    ]
    return check(pd.DataFrame(rows), "estimates")


def _of_terms(n_a: int, n_b: int) -> Iterator[dict[str, Any]]:
    for i, term in enumerate(TERMS):
        cell = {"family": "terms", "category": "", "referent": "", "voice": "own", "term": term,
                "hits_a": 8.0 + i, "hits_b": float(14 - i), "opportunities_a": 2200.0, "opportunities_b": 800.0,
                "documents_a": float(n_a), "documents_b": float(n_b)}  # fmt: skip
        for statistic, value in (_statistics((i - 4.5) / 2) | _flags(min(n_a, n_b))).items():
            p, adjusted = (1 / 3, 1.0) if statistic == "score_z" else (np.nan, np.nan)
            yield {**cell, "statistic": statistic, "estimate": value, "p_value": p, "p_adjusted": adjusted}


def _statistics(ratio: float) -> dict[str, float]:
    return {"log_ratio": ratio, "conservative_log_ratio": ratio / 4, "percent_diff": 10.0, "odds_ratio": 1.5,
            "g2": 4.0 + ratio, "g2_two_cell": 3.9 + ratio, "chi_squared": 4.1 + ratio, "fisher_log10_p": -1.3,
            "log_odds": ratio / 2, "log_odds_z": ratio, "specificity": ratio, "log_odds_z_clustered": ratio / 2,
            "rank_sum_z": ratio, "text_dispersion_g2": ratio, "dp_a": 0.2, "dp_b": 0.3, "dpnorm_a": 0.25,
            "dpnorm_b": 0.35, "dp_egbert_a": 0.25, "dp_egbert_b": 0.35, "score_z": ratio, "prevalence_z": 0.5,
            "intensity_z": 0.0, "bh_q": 0.9}  # fmt: skip


def _flags(n: int) -> dict[str, float]:
    """A side of one article keeps no sign without it; none has the three that a word must stand in."""
    return {"sign_holds": float(n > 1), "listed": 0.0, "prior_sensitivity": 1.0}


def _of_cues() -> Iterator[dict[str, Any]]:
    for family, category, referent in CUES:
        yield {"family": family, "category": category, "referent": referent, "voice": "own", "term": "",
               "statistic": "rate_ratio", "estimate": np.nan, "p_value": 1 / 3, "p_adjusted": 1.0, "hits_a": 1.0,
               "hits_b": 0.0, "opportunities_a": 60.0, "opportunities_b": 30.0, "documents_a": 1.0, "documents_b": 0.0}  # fmt: skip


def make_claims() -> pd.DataFrame:
    rows = [
        (f"c{i}", f"fr:{a}:{b}", family, category, referent, "own", declared, "described", json.dumps(GATES))
        for i, (a, b, family, category, referent, declared) in enumerate(CLAIMS)
    ]
    columns = ["claim", "contrast", "family", "category", "referent", "voice", "declared", "grade", "gates"]
    return check(pd.DataFrame(rows, columns=columns), "claims")


def make_designs() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("fr:aurore:depeche", "fr", "aurore", "depeche", 2, 2, 0, "2020-10", "2025-01-17", "small", 1.0, 6.0, True, 1 / 3),
            ("fr:phare:depeche", "fr", "phare", "depeche", 1, 2, 0, "2024-01-24", "2025-01-17", "small", 1.0, 3.0, True, 1 / 3),
            ("fr:aurore:phare", "fr", "aurore", "phare", 2, 1, 0, "2020-10", "2024-01-24", "small", 1.0, 3.0, True, 1 / 3),
        ],
        columns=["contrast", "language", "outlet_a", "outlet_b", "documents_a", "documents_b", "shared_events", "first",
                 "last", "kind", "strata", "labellings", "enumerated", "smallest_p"],
    )  # fmt: skip
