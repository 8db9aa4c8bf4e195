"""Estimates: one long table under its contract, and the wide one made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.study.config import Study, load_study
from framing.study.estimates import KEYNESS_COLUMNS, estimate, keyness_table
from framing.study.measurements import Measurements, restrict
from framing.study.specification import specify
from framing.tables import check, digest

CONTRAST = "fr:alpha:beta"


@pytest.fixture
def estimates(study: Study, two_by_two: Measurements) -> Any:
    return estimate(two_by_two, specify(study, two_by_two, two_by_two.events))


def test_table_keeps_its_contract(estimates: Any) -> None:
    assert digest(check(estimates, "estimates")) == digest(estimates)
    assert set(estimates["contrast"]) == {CONTRAST}
    assert set(estimates["family"]) == {"terms", "threat", "naming"}
    assert set(estimates["replicates"]) == {5.0}


def test_numbers_are_rounded_so_that_they_are_equal_everywhere(estimates: Any) -> None:
    known = estimates["estimate"].dropna()
    assert (known.round(9) == known).all()


def test_same_study_gives_the_same_numbers(study: Study, two_by_two: Measurements, estimates: Any) -> None:
    again = estimate(two_by_two, specify(study, two_by_two, two_by_two.events))
    assert digest(again) == digest(estimates)


def test_exchanging_outlets_turns_signs_and_sides(
    study_file: Callable[..., Path], two_by_two: Measurements, estimates: Any
) -> None:
    turned = load_study(study_file(contrasts=[["beta", "alpha"]], claims=None))
    other = estimate(two_by_two, specify(turned, two_by_two, two_by_two.events))
    one, two = (
        keyness_table(t, c).set_index("term") for t, c in ((estimates, CONTRAST), (other, "fr:beta:alpha"))
    )
    for name in ("log_ratio", "log_odds", "score_z"):
        assert (one[name] + two[name]).abs().max() == pytest.approx(0, abs=1e-8)
    assert one["count_a"].equals(two["count_b"])
    assert one["p_value"].equals(two["p_value"])


def test_without_the_terms_extractor_there_is_no_keyness(study: Study, two_by_two: Measurements) -> None:
    narrowed = restrict(two_by_two, ["cues.v1"], {"fr": ["threat"]})
    table = estimate(narrowed, specify(study, narrowed, narrowed.events))
    assert set(table["family"]) == {"threat"}
    assert keyness_table(table, CONTRAST).empty


def test_a_contrast_without_any_cell_gives_no_rows(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    narrowed = restrict(two_by_two, ["cues.v1"], {"fr": []})
    plain = load_study(study_file(claims=None))
    assert estimate(narrowed, specify(plain, narrowed, narrowed.events)).empty


def test_outlet_without_documents_gives_no_rows(study: Study, two_by_two: Measurements) -> None:
    alone = replace(two_by_two, documents=two_by_two.documents.iloc[:2])
    assert estimate(alone, specify(study, alone, alone.events)).empty


WINDOW = {"from": "2020-10-01", "to": "2024-12-31"}


def test_documents_outside_the_window_count_nowhere(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    # d003 of beta is of January 2025: with it out, what is left must be all that is counted
    inside = two_by_two.documents.loc[two_by_two.documents["doc_id"] != "d003"]
    study = load_study(study_file(window=WINDOW))
    windowed = specify(study, two_by_two, two_by_two.events)
    assert windowed.designs[0].documents == ("d000", "d001", "d002")
    without = load_study(study_file())
    alone = replace(two_by_two, documents=inside)
    expected = estimate(alone, specify(without, alone, alone.events))
    assert digest(estimate(two_by_two, windowed)) == digest(expected)
    assert set(expected["replicates"]) == {2.0}


def test_a_window_without_documents_of_one_outlet_estimates_nothing(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    study = load_study(study_file(window={"from": "2024-01-01", "to": "2024-12-31"}))
    specified = specify(study, two_by_two, two_by_two.events)
    assert specified.designs[0].kind == "none"
    assert estimate(two_by_two, specified).empty


def test_keyness_table_has_one_row_a_term_largest_score_first(estimates: Any) -> None:
    table = keyness_table(estimates, CONTRAST)
    assert sorted(table["term"]) == ["mer", "paix", "port"]
    assert table["term"].iloc[-1] == "paix"
    assert list(table.columns[-len(KEYNESS_COLUMNS) :]) == list(KEYNESS_COLUMNS)
    port = table.set_index("term").loc["port"]
    assert port["per_10k_a"] == pytest.approx(10_000 * 50 / 200)
    assert (port["documents_a"], port["documents_b"]) == (2, 1)
    assert port["p_adjusted"] >= port["p_value"] >= 1 / 3 - 1e-8
