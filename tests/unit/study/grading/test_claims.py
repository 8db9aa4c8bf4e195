"""Claims: declared ones always, others where something was found, each with its gates."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError
from framing.study.comparison.estimates import estimate
from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.grading.cases import Effect
from framing.study.grading.claims import _believed, grade_claims
from framing.study.grading.coded import InstrumentFacts
from framing.study.measurement.measurements import Measurements

PAIR = ["alpha", "beta"]


@pytest.fixture
def graded(study_file: Callable[..., Path], two_by_two: Measurements) -> Callable[..., Any]:
    def grade(measurements: Measurements = two_by_two, **changes: Any) -> Any:
        study = load_study(study_file(**changes))
        specified = specify(study, measurements, measurements.events)
        return grade_claims(study, measurements, specified, estimate(measurements, specified))

    return grade


def test_declared_claim_is_marked_and_named_after_its_cell(graded: Callable[..., Any]) -> None:
    claims = graded()
    declared = claims.loc[claims["declared"]]
    assert list(declared["claim"]) == ["fr:alpha:beta/threat/alarm/west/own"]
    assert set(claims["grade"]) == {"described"}


def test_other_cells_are_graded_too_but_not_all_voices_together(graded: Callable[..., Any]) -> None:
    claims = graded()
    assert set(claims["voice"]) == {"own", "quoted"}
    assert {"threat", "naming"} <= set(claims["family"])


def test_gates_are_a_list_of_json_in_order(graded: Callable[..., Any]) -> None:
    gates = json.loads(graded()["gates"].iloc[0])
    assert [gate["gate"] for gate in gates] == [f"G{n}" for n in range(1, 11)]
    assert all(set(gate) == {"gate", "passed", "reason", "facts"} for gate in gates)


def test_gates_that_are_not_evaluated_are_listed_as_null(graded: Callable[..., Any]) -> None:
    for gates in graded()["gates"].map(json.loads):
        waiting = {gate["gate"]: gate["reason"] for gate in gates if gate["passed"] is None}
        assert waiting.pop("G9") in ("not_run", "too_small")
        assert waiting == {"G5": "not_coded", "G8": "no_multiverse"}


def test_referent_younger_than_an_outlets_documents_is_not_estimable(
    graded: Callable[..., Any], hand: Any
) -> None:
    claim = {"family": "threat", "category": "alarm", "referent": "ukraine_war", "contrast": PAIR}
    claims = graded(claims=[claim])
    row = claims.loc[claims["declared"]].iloc[0]
    assert row["grade"] == "not_estimable"
    assert json.loads(row["gates"])[-1]["facts"]["outlet"] == "alpha"


def test_claim_of_an_empty_contrast_is_still_listed(
    graded: Callable[..., Any], two_by_two: Measurements
) -> None:
    alone = replace(two_by_two, documents=two_by_two.documents.iloc[:2])
    claims = graded(alone)
    assert list(claims["declared"]) == [True]
    assert list(claims["grade"]) == ["not_estimable"]
    nothing = graded(replace(two_by_two, documents=two_by_two.documents.iloc[:0]))
    assert list(nothing["grade"]) == ["not_estimable"]


def test_p_is_corrected_for_the_contrasts_with_claims(graded: Callable[..., Any]) -> None:
    contrasts = [PAIR, ["gamma", "beta"]]
    claims = [{"family": "threat", "category": "alarm", "contrast": pair} for pair in contrasts]
    table = graded(contrasts=contrasts, claims=claims)
    found = {
        declared: {
            (gate[3]["facts"]["tests"], gate[3]["facts"]["corrected"])
            for gate in rows["gates"].map(json.loads)
        }
        for declared, rows in table.groupby("declared")
    }
    # claims have four fifths of the chance of a false alarm, cues a tenth (`framing.study.comparison.spending`)
    assert found == {True: {(2, round(2 / 3 / 0.8, 9))}, False: {(1, 1.0)}}


def test_claim_about_what_no_codebook_can_find_is_refused(graded: Callable[..., Any]) -> None:
    with pytest.raises(ConfigError, match=r"claims\[0\]\.category .* did you mean 'alarm'"):
        graded(claims=[{"family": "threat", "category": "alarms", "contrast": PAIR}])


FOUND = Effect("rate_ratio", 2.0, 1.1, 4.0, 0.01, 0.02, "bootstrap")
CORRECTED_EFFECT = Effect("rate_ratio", 1.5, 0.9, 2.5, math.nan, math.nan, "bootstrap", corrected=True)


def test_a_correction_is_believed_where_the_codes_vouch_for_the_instrument() -> None:
    believed = _believed(FOUND, CORRECTED_EFFECT, InstrumentFacts((), {}))
    assert (believed.estimate, believed.low, believed.corrected) == (1.5, 0.9, True)
    assert (believed.p_value, believed.p_adjusted) == (0.01, 0.02)


@pytest.mark.parametrize(
    ("corrected", "reasons"),
    [
        (None, ()),
        (CORRECTED_EFFECT, ("instrument_uncertain",)),
        (CORRECTED_EFFECT, ("precision_low",)),
        (replace(CORRECTED_EFFECT, low=math.nan), ()),
    ],
)
def test_else_what_was_found_decides(corrected: Effect | None, reasons: tuple[str, ...]) -> None:
    assert _believed(FOUND, corrected, InstrumentFacts(reasons, {})) is FOUND


@pytest.mark.parametrize("estimate", [0.8, 1.0])
@pytest.mark.parametrize("bounds", [(0.7, 0.9), (math.nan, math.nan)])
def test_a_correction_that_turns_the_difference_is_told_not_believed(
    estimate: float, bounds: tuple[float, float]
) -> None:
    corrected = replace(CORRECTED_EFFECT, estimate=estimate, low=bounds[0], high=bounds[1])
    assert _believed(FOUND, corrected, InstrumentFacts((), {})) == replace(FOUND, turned=True)
    unknown = InstrumentFacts(("instrument_uncertain",), {})
    assert _believed(FOUND, corrected, unknown) is FOUND
