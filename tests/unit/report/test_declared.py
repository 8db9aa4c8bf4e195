"""Declared claims: none vanishes, each with its counts, grade and first reason."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.report.summary import build
from framing.report.wording import LANGUAGES, flat, wording
from framing.study.grading.gates import NEEDED_TO_SUGGEST
from framing.tables import check

CATEGORIES = [f"category{n}" for n in range(10)]
CHECKS = [
    {"gate": "G1", "passed": True, "reason": "known", "facts": {}},
    {"gate": "G3", "passed": False, "reason": "no_hits", "facts": {"needed_contributing": 5}},
    {"gate": "G5", "passed": None, "reason": "not_evaluated", "facts": {}},
]


def make(synthetic: ModuleType, checks: list[dict[str, Any]], grade: str = "described") -> Any:
    """Ten declared claims, declared in the opposite order of their names."""
    stated = [
        {"family": "threat", "category": c, "contrast": ["aurore", "depeche"]} for c in reversed(CATEGORIES)
    ]
    rows = [
        {
            "claim": f"c/{c}", "contrast": "fr:aurore:depeche", "family": "threat", "category": c, "referent": "", "voice": "own",
            "declared": True, "grade": grade, "gates": json.dumps(checks),
        }
        for c in CATEGORIES
    ]  # fmt: skip
    estimates = synthetic.make_estimates()
    cell = estimates[
        (estimates["statistic"] == "rate_ratio") & (estimates["contrast"] == "fr:aurore:depeche")
    ]
    made = [
        cell.iloc[[0]].assign(family="threat", category=c, referent="", hits_a=float(n), hits_b=np.nan if n == 9 else 2.0)
        for n, c in enumerate(CATEGORIES)
    ]  # fmt: skip
    return synthetic.make_result(
        study=synthetic.make_study(claims=stated),
        claims=check(pd.DataFrame(rows), "claims"),
        estimates=check(pd.concat([estimates, *made], ignore_index=True), "estimates"),
    )


def table(result: Any, identity: str, language: str = "en") -> dict[str, Any]:
    blocks = build(result, language)["sections"][0]["blocks"]
    return next(block for block in blocks if block.get("id") == identity)


def shown(made: dict[str, Any]) -> list[list[str]]:
    return [[flat(cell["runs"]) for cell in row] for row in made["rows"]]


def test_every_declared_claim_has_a_row_in_the_order_of_the_config(synthetic: ModuleType) -> None:
    rows = shown(table(make(synthetic, CHECKS), "declared-claims"))
    assert [row[0] for row in rows] == [c.capitalize() for c in reversed(CATEGORIES)]
    assert rows[1][1:] == [
        "L'Aurore – La Dépêche", "unquoted", "8 / 60", "2 / 30", "1.00", "described", "In the articles compared, nothing was found on either side.",
    ]  # fmt: skip
    assert rows[0][4] == "–"


def test_the_grade_stands_beside_the_corrected_p_and_a_note_tells_them_apart(synthetic: ModuleType) -> None:
    result = make(synthetic, CHECKS)
    made = table(result, "declared-claims")
    assert [c["label"] for c in made["columns"]][5:7] == ["p corrected", "Grade"]
    asked = "From “suggestive” on a claim needs a corrected p below the level of test"
    assert any(asked in flat(note) for note in made["notes"])
    untested = synthetic.make_result(
        study=result.study,
        claims=result.claims,
        estimates=check(result.estimates.assign(p_adjusted=np.nan), "estimates"),
    )
    assert {row[5] for row in shown(table(untested, "declared-claims", "fr"))} == {"–"}


def test_the_note_names_what_the_gates_ask_of_a_suggestion() -> None:
    """The note would be false again if the grade asked for other gates."""
    assert {"G6", "G7"} <= set(NEEDED_TO_SUGGEST)
    for language in LANGUAGES:
        note = wording(language).template("claims.declared_note")
        assert [gate for gate in ("G6", "G7") if gate not in note] == []


def test_more_claims_than_cards_are_said_to_have_their_row(synthetic: ModuleType) -> None:
    blocks = build(make(synthetic, CHECKS), "en")["sections"][0]["blocks"]
    cards = [item for item in blocks[0]["items"] if item["declared"]]
    assert len(cards) < len(CATEGORIES)
    assert flat(blocks[2]["runs"]).startswith("Declared before looking: 10 claims.")


def test_a_gate_that_was_not_evaluated_has_neither_failed_nor_passed(synthetic: ModuleType) -> None:
    pending = [CHECKS[0], CHECKS[2]]
    result = make(synthetic, pending)
    assert {row[-1] for row in shown(table(result, "declared-claims"))} == {"No gate failed."}
    ledger = table(result, "claims")
    assert [column["label"] for column in ledger["columns"]][5:] == ["G1"]
    notes = [flat(note) for note in ledger["notes"]]
    assert any(note.startswith("Not evaluated for any claim: G5 (") for note in notes)


@pytest.mark.parametrize("evaluated", [True, False])
def test_a_gate_evaluated_for_some_claims_keeps_its_column(synthetic: ModuleType, evaluated: bool) -> None:
    result = make(synthetic, CHECKS)
    gates = [{**CHECKS[2], "passed": evaluated}, *CHECKS[:2]]
    one = result.claims.assign(gates=[json.dumps(gates), *result.claims["gates"].tolist()[1:]])
    changed = synthetic.make_result(study=result.study, claims=check(one, "claims"))
    ledger = table(changed, "claims")
    place = [column["label"] for column in ledger["columns"]].index("G5")
    states = [row[place] for row in shown(ledger)]
    assert sorted(set(states)) == sorted({"passed" if evaluated else "failed", "not evaluated"})


def test_the_reason_that_leaves_nothing_to_estimate_comes_first(synthetic: ModuleType) -> None:
    facts = {"referent": "ukraine_war", "exists": "2022-02-24", "outlet": "aurore", "last": "2021-01-26"}
    zero = {"gate": "G10", "passed": False, "reason": "structural_zero", "facts": facts}
    said = {
        grade: shown(table(make(synthetic, [*CHECKS, zero], grade), "declared-claims"))[0][-1]
        for grade in ("described", "not_estimable")
    }
    assert said["described"] == "In the articles compared, nothing was found on either side."
    assert "did not exist before" in said["not_estimable"]


def test_a_study_without_claims_has_no_table(synthetic: ModuleType) -> None:
    from framing.tables import empty

    bare = synthetic.make_result(study=synthetic.make_study(claims=[]), claims=empty("claims"))
    assert "declared-claims" not in {block.get("id") for block in build(bare, "fr")["sections"][0]["blocks"]}
