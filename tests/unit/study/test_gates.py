"""Gates: each passes and fails at its own number, and says what it would take."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from framing.study.designs import plan_designs
from framing.study.gates import (
    Case,
    Gate,
    Setting,
    evaluate,
    grade,
    opportunity,
    overlap,
    possibility,
    provenance,
    resolution,
    stability,
)

ORDER = ["G1", "G2", "G3", "G4", "G7", "G10"]


@pytest.fixture
def setting(hand: Any) -> Any:
    def build(
        n_a: int = 5, n_b: int = 5, dates: list[str] | None = None, told: dict[str, str] | None = None,
        undated: bool = False, tests: int = 1, **columns: Any,
    ) -> Setting:  # fmt: skip
        documents = hand.documents(["a"] * n_a + ["b"] * n_b, dates or ["2021-05-01"] * (n_a + n_b))
        documents = documents.assign(**columns)
        events = hand.measurements(documents, events=told).events
        (design,) = plan_designs(documents, events, [("a", "b")])
        return Setting(design, documents, undated, tests, 0.05)

    return build


def case(hits: list[float], opportunities: float | list[float] = 10.0, **more: str) -> Case:
    wide = np.broadcast_to(np.asarray(opportunities, dtype=float), len(hits))
    return Case(np.array(hits, dtype=float), wide, more.get("referent", "west"), more.get("exists", ""))


EVEN = [2.0, 2, 2, 2, 2, 1, 1, 1, 1, 1]


def test_a_good_cell_passes_all_and_is_suggestive(setting: Any) -> None:
    gates = evaluate(setting(), case(EVEN))
    assert [gate.gate for gate in gates] == ORDER
    assert all(gate.passed for gate in gates)
    assert grade(gates) == "suggestive"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({}, "known"),
        ({"outlet": ""}, "outlet_unknown"),
        ({"published": ""}, "date_unknown"),
        ({"sha256": ""}, "hash_unknown"),
    ],
)
def test_g1_names_what_is_unknown(setting: Any, columns: dict[str, str], reason: str) -> None:
    from dataclasses import replace

    good = setting()
    gate = provenance(replace(good, documents=good.documents.assign(**columns)))
    assert (gate.reason, gate.passed) == (reason, reason == "known")
    assert gate.facts["missing"] == (0 if reason == "known" else 10)


def test_g1_takes_the_study_window_for_a_date(setting: Any) -> None:
    gate = provenance(setting(dates=[""] * 10, undated=True))
    assert gate.passed
    assert gate.facts["by_window"] == 10


def test_g2_says_how_many_documents_and_events_are_missing(setting: Any) -> None:
    gate = overlap(setting(2, 3, ["2021-01-26", "2020-10", "2024-10-31", "2025-01-17", "2024"]))
    assert not gate.passed
    assert gate.reason == "too_few"
    missing = ("missing_documents_a", "missing_documents_b", "missing_events")
    assert [gate.facts[name] for name in missing] == [2, 1, 6]
    assert (gate.facts["next_outlet"], gate.facts["next_date"]) == ("a", "2025-01-17")


def test_g2_without_full_dates_suggests_no_day(setting: Any) -> None:
    gate = overlap(setting(2, 2, ["2021", "2021-01", "", "2020"]))
    assert (gate.facts["next_outlet"], gate.facts["next_date"]) == ("", "")


def test_g2_passes_with_four_a_side_or_six_events(setting: Any) -> None:
    assert overlap(setting(4, 4)).reason == "unmatched"
    matched = setting(6, 6, told={f"d{n:03d}": f"e{n % 6}" for n in range(12)})
    assert overlap(matched).reason == "matched"


@pytest.mark.parametrize(
    ("hits", "opportunities", "reason"),
    [
        (EVEN, 10, "enough"),
        (EVEN, [10.0] * 5 + [0.0] * 5, "no_opportunity"),
        ([0.0] * 10, 10, "no_hits"),
        (EVEN, [10.0] * 5 + [3.0] * 5, "few_opportunities"),
        ([3.0, 3, 3, 3] + [0.0] * 6, 10, "few_documents"),
        ([9.0, 1, 1, 1, 1, 1, 1, 1, 1, 1], 10, "one_document"),
    ],
)
def test_g3_gives_the_first_reason_that_fails(
    setting: Any, hits: Any, opportunities: Any, reason: str
) -> None:
    gate = opportunity(setting().design, case(hits, opportunities))
    assert (gate.reason, gate.passed) == (reason, reason == "enough")


def test_g3_bounds_a_zero_and_only_a_zero(setting: Any) -> None:
    facts = opportunity(setting().design, case([1.0] * 5 + [0.0] * 5)).facts
    assert facts["upper_a"] is None
    assert facts["upper_b"] == pytest.approx(3 / 50)


def test_g4_compares_the_corrected_smallest_p_with_alpha(setting: Any) -> None:
    assert resolution(setting(4, 4)).facts["smallest_p"] == pytest.approx(2 / 70, abs=1e-9)
    assert resolution(setting(4, 4)).passed
    assert not resolution(setting(4, 4, tests=2)).passed
    assert resolution(setting(5, 5, tests=2)).passed


def test_g4_says_what_it_would_take(setting: Any) -> None:
    facts = resolution(setting(2, 2)).facts
    assert (facts["needed_documents"], facts["needed_events"]) == (4, 6)
    facts = resolution(setting(2, 2, tests=3)).facts
    assert (facts["needed_documents"], facts["needed_events"]) == (5, 7)


def test_g7_finds_the_document_that_carries_the_sign(setting: Any) -> None:
    design = setting().design
    assert stability(design, case(EVEN)).reason == "stable"
    gate = stability(design, case([9.0, 0, 0, 0, 0, 1, 1, 1, 1, 1]))
    assert gate.reason == "sign_changes"
    assert gate.facts == {"sign": 1, "changes": 1, "document": "d000"}
    assert stability(design, case([1.0] * 10)).reason == "no_difference"


def test_g7_leaves_out_whole_events_where_they_are_matched(setting: Any) -> None:
    design = setting(6, 6, told={f"d{n:03d}": f"e{n % 6}" for n in range(12)}).design
    hits = [9.0, 1, 1, 1, 1, 1, 0, 2, 2, 2, 2, 1]
    assert stability(design, case(hits)).facts["changes"] == 1


@pytest.mark.parametrize(
    ("dates", "passed"),
    [
        (["2021-05-01"] * 10, False),
        (["2021"] * 9 + [""], True),
        (["2022"] * 10, True),
        (["2022-02-24"] * 10, True),
    ],
)
def test_g10_fails_when_all_of_an_outlet_is_older_than_the_referent(
    setting: Any, dates: Any, passed: bool
) -> None:
    gate = possibility(setting(5, 5, ["2022-02-25"] * 5 + dates[5:]), case(EVEN, exists="2022-02-24"))
    assert gate.passed is passed
    if not passed:
        assert (gate.reason, gate.facts["outlet"], gate.facts["last"]) == (
            "structural_zero",
            "b",
            "2021-05-01",
        )


def test_referent_that_always_existed_is_possible(setting: Any) -> None:
    assert possibility(setting(), case(EVEN)).passed


@pytest.mark.parametrize(
    ("failing", "reason", "expected"),
    [
        ("G1", "date_unknown", "not_estimable"),
        ("G10", "structural_zero", "not_estimable"),
        ("G3", "no_opportunity", "not_estimable"),
        ("G3", "no_hits", "described"),
        ("G2", "too_few", "described"),
        ("G4", "unattainable", "described"),
        ("G7", "sign_changes", "described"),
    ],
)
def test_grade_follows_from_the_gate_that_fails(failing: str, reason: str, expected: str) -> None:
    gates = tuple(Gate(name, name != failing, reason if name == failing else "", {}) for name in ORDER)
    assert grade(gates) == expected
