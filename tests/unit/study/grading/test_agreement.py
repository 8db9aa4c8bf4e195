"""Agreement: gate G8."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.grading.agreement import FACTS, agreement, gates_of_curves

CURVE: dict[str, Any] = {
    "contrast": "fr:a:b", "family": "threat", "category": "alarm", "referent": "", "voice": "own",
    "universes": np.int64(32), "factorial": 64, "incompatible": 0, "estimable": 32, "one_sign": 0.9, "sign": 1,
    "significant": 20, "default": 0.4, "median": 0.3, "least": 0.1, "most": np.nan, "p_median": np.float64(0.04),
    "p_sign": 0.4, "p_stouffer": 0.05, "panel": 2, "panel_same_sign": 2, "moves_most": "tier", "lemmas": 3,
    "lemma": "peur", "lemmas_turning": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "passed", "reason", "failures"),
    [
        ({}, True, "robust", []),
        ({"one_sign": 0.89}, False, "signs_differ", ["signs_differ"]),
        ({"p_median": 0.05}, False, "could_be_chance", ["could_be_chance"]),
        ({"one_sign": 0.5, "p_median": 0.5}, False, "signs_differ", ["signs_differ", "could_be_chance"]),
        ({"one_sign": 0.5, "sign": 0}, False, "signs_differ", ["signs_differ"]),
        ({"estimable": 0, "one_sign": 0.0, "p_median": np.nan}, None, "no_universe", []),
        ({"universes": 1, "one_sign": 1.0}, None, "one_universe", []),
    ],
)
def test_gate(changes: dict[str, Any], passed: bool | None, reason: str, failures: list[str]) -> None:
    gate = agreement(pd.Series(CURVE | changes))
    assert (gate.gate, gate.passed, gate.reason) == ("G8", passed, reason)
    assert gate.facts["failures"] == failures


def test_facts_are_plain_numbers() -> None:
    facts = agreement(pd.Series(CURVE)).facts
    assert set(FACTS) < set(facts)
    assert facts["most"] is None
    assert json.loads(json.dumps(dict(facts), allow_nan=False))["universes"] == 32


def test_gates_stand_under_contrast_and_cell_and_hear_alpha() -> None:
    curves = pd.DataFrame([CURVE, CURVE | {"voice": "quoted", "p_median": 0.5}])
    found = gates_of_curves(curves, alpha=0.01)
    assert {key: gate.passed for key, gate in found.items()} == {
        ("fr:a:b", ("threat", "alarm", "", "own")): False,
        ("fr:a:b", ("threat", "alarm", "", "quoted")): False,
    }
    assert gates_of_curves(curves)["fr:a:b", ("threat", "alarm", "", "own")].passed
    assert gates_of_curves(curves.iloc[:0]) == {}
