"""Gates G1, G4, G5 and G10, the gates that wait, and the grade that follows from them all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from framing.study.grading.cases import Effect, Gate, Placebo
from framing.study.grading.coded import InstrumentFacts
from framing.study.grading.gates import (
    evaluate,
    grade,
    possibility,
    provenance,
    resolution,
)

ORDER = ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10"]
EVEN = [2.0, 2, 2, 2, 2, 1, 1, 1, 1, 1]


SHOWN = Effect("rate_ratio", 2.0, 1.2, 3.4, 0.001, 0.01, "bootstrap")
QUIET = tuple(Placebo(outlet, 20, 100, 4, 9) for outlet in "ab")
AGREE = Gate("G8", True, "agree", {})
CODED = InstrumentFacts((), {"voice_right_a": 0.97, "voice_right_b": 0.95})


def test_a_good_cell_of_which_no_more_is_known_is_suggestive(setting: Any, case: Any) -> None:
    (gates,) = evaluate(setting(), [case(EVEN, effect=SHOWN)])
    assert [gate.gate for gate in gates] == ORDER
    assert {gate.gate for gate in gates if gate.passed is not True} == {"G5", "G8", "G9"}
    assert grade(gates) == "suggestive"


def test_a_gate_that_waits_has_neither_passed_nor_failed(setting: Any, case: Any) -> None:
    (gates,) = evaluate(setting(), [case(EVEN, effect=SHOWN)])
    waiting = {gate.gate: gate.reason for gate in gates if gate.passed is None}
    assert waiting == {"G5": "not_coded", "G8": "no_multiverse", "G9": "not_run"}


def test_a_cell_of_which_all_is_known_and_good_is_supported(setting: Any, case: Any) -> None:
    known = replace(setting(), placebos=QUIET)
    (gates,) = evaluate(known, [case(EVEN, effect=SHOWN, multiverse=AGREE, coded=CODED)])
    assert [gate.gate for gate in gates if gate.passed is not True] == []
    assert grade(gates) == "supported"


def test_a_difference_that_chance_makes_is_described(setting: Any, case: Any) -> None:
    chance = replace(SHOWN, p_adjusted=0.2)
    (gates,) = evaluate(setting(), [case(EVEN, effect=chance)])
    assert grade(gates) == "described"
    assert gates[6].passed  # its sign is stable all the same


def test_every_cell_of_a_design_gets_its_own_gates(setting: Any, case: Any) -> None:
    good, empty = evaluate(setting(), [case(EVEN), case([0.0] * 10)])
    assert (good[2].passed, empty[2].passed) == (True, False)
    assert good[:2] == empty[:2]


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
    good = setting()
    gate = provenance(replace(good, documents=good.documents.assign(**columns)))
    assert (gate.reason, gate.passed) == (reason, reason == "known")
    assert gate.facts["missing"] == (0 if reason == "known" else 10)


def test_g1_takes_the_study_window_for_a_date(setting: Any) -> None:
    gate = provenance(setting(dates=[""] * 10, undated=True))
    assert gate.passed
    assert gate.facts["by_window"] == 10


def test_g4_compares_the_corrected_smallest_p_with_alpha(setting: Any) -> None:
    gate = resolution(setting(4, 4), declared=True)
    assert gate.facts["smallest_p"] == pytest.approx(2 / 70, abs=1e-9)
    assert gate.passed
    corrected = resolution(setting(4, 4, others=(2 / 70,)), declared=True)
    assert (corrected.passed, corrected.facts["tests"]) == (False, 2)
    assert corrected.facts["corrected"] == pytest.approx(4 / 70, abs=1e-9)
    assert resolution(setting(5, 5, others=(2 / 70,)), declared=True).passed


def test_g4_corrects_over_contrasts_as_holm_does(setting: Any) -> None:
    # the other contrast can reach .0001 and is then out of the way: 4 v 4 keeps its 2/70
    fine = resolution(setting(4, 4, others=(0.0001,)), declared=True)
    assert fine.facts["corrected"] == pytest.approx(2 / 70, abs=1e-9)
    assert fine.passed


def test_g4_of_an_exploratory_cell_is_not_corrected_over_contrasts(setting: Any, case: Any) -> None:
    crowded = setting(4, 4, others=(2 / 70,))
    explored, declared = evaluate(crowded, [case(EVEN[1:-1]), case(EVEN[1:-1], declared=True)])
    assert (explored[3].passed, declared[3].passed) == (True, False)
    assert (explored[3].facts["tests"], declared[3].facts["tests"]) == (1, 2)


def test_g4_says_what_it_would_take(setting: Any) -> None:
    facts = resolution(setting(2, 2), declared=True).facts
    assert (facts["needed_documents"], facts["needed_events"]) == (4, 6)
    facts = resolution(setting(2, 2, others=(1 / 3, 1 / 3)), declared=True).facts
    assert (facts["needed_documents"], facts["needed_events"]) == (5, 7)


def test_g4_of_no_contrast_has_no_p(setting: Any) -> None:
    gate = resolution(setting(2, 0), declared=False)
    assert (gate.passed, gate.facts["smallest_p"], gate.facts["corrected"]) == (False, None, 1.0)


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
    setting: Any, case: Any, dates: Any, passed: bool
) -> None:
    gate = possibility(setting(5, 5, ["2022-02-25"] * 5 + dates[5:]), case(EVEN, exists="2022-02-24"))
    assert gate.passed is passed
    if not passed:
        found = (gate.reason, gate.facts["outlet"], gate.facts["last"])
        assert found == ("structural_zero", "b", "2021-05-01")


def test_what_nobody_knows_of_the_instrument_leaves_the_grade_as_it_is() -> None:
    gates = tuple(Gate(name, None if name == "G5" else True, "", {}) for name in ORDER)
    assert grade(gates) == "suggestive"


def test_referent_that_always_existed_is_possible(setting: Any, case: Any) -> None:
    assert possibility(setting(), case(EVEN)).passed


@pytest.mark.parametrize(
    ("failing", "reason", "expected"),
    [
        ("G1", "date_unknown", "not_estimable"),
        ("G10", "structural_zero", "not_estimable"),
        ("G3", "no_opportunity", "not_estimable"),
        ("G3", "no_hits", "described"),
        ("G2", "too_few", "described"),
        ("G2", "apart", "described"),
        ("G4", "unattainable", "described"),
        ("G7", "sign_changes", "described"),
        ("G5", "speech_differs", "described"),
        ("G5", "agreement_low", "described"),
        ("G5", "instrument_differs", "described"),
        ("G5", "precision_low", "suggestive"),
        ("G5", "voice_wrong", "suggestive"),
        ("G6", "by_chance", "described"),
        ("G8", "disagree", "suggestive"),
        ("G9", "alarms", "described"),
    ],
)
def test_grade_follows_from_the_gate_that_fails(failing: str, reason: str, expected: str) -> None:
    gates = tuple(Gate(name, name != failing, reason if name == failing else "", {}) for name in ORDER)
    assert grade(gates) == expected


@pytest.mark.parametrize("waiting", ["G2", "G3", "G4", "G6", "G7"])
def test_what_is_not_evaluated_never_counts_as_passed(waiting: str) -> None:
    gates = tuple(Gate(name, None if name == waiting else True, "", {}) for name in ORDER)
    assert grade(gates) == "described"


def test_ten_passed_gates_support() -> None:
    assert grade(tuple(Gate(name, True, "", {}) for name in ORDER)) == "supported"


def test_a_reason_that_bars_counts_wherever_it_stands_among_the_failures() -> None:
    gates = [Gate(name, True, "", {}) for name in ORDER]
    gates[4] = Gate("G5", False, "precision_low", {"failures": ["precision_low", "instrument_differs"]})
    assert grade(tuple(gates)) == "described"
