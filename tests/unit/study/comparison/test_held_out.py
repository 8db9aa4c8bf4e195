"""Held-out documents: which dates lie in the window, and that nothing the study has seen is among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.errors import ConfigError
from framing.study.comparison import held_out
from framing.study.comparison.held_out import compared_documents, hold_out, is_held_out
from framing.study.config.parts import HeldOut
from framing.study.config.study import Study, load_study

SPRING = {"from": "2021-04-01", "to": "2021-06-30"}


def window(first: str, last: str) -> HeldOut:
    return HeldOut.model_validate({"from": dt.date.fromisoformat(first), "to": dt.date.fromisoformat(last)})


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2021-04-01", True), ("2021-06-30", True), ("2021-03-31", False), ("2021-07-01", False),
        ("2021-06", True), ("2021-03", False), ("2021", False), ("", False),
    ],
)  # fmt: skip
def test_a_date_is_held_out_if_every_day_that_it_can_mean_is(published: str, inside: bool) -> None:
    assert list(is_held_out(pd.Series([published]), window("2021-04-01", "2021-06-30"))) == [inside]


def test_a_month_that_reaches_beyond_the_window_stays_and_a_whole_year_may_go() -> None:
    assert not is_held_out(pd.Series(["2021-06"]), window("2021-04-01", "2021-06-29")).any()
    assert is_held_out(pd.Series(["2021-02", "2021"]), window("2021-01-01", "2021-12-31")).all()
    assert is_held_out(pd.Series(["9999-12"]), window("2021-01-01", "9999-12-31")).all()


@pytest.fixture
def spring(study_file: Callable[..., Path]) -> Study:
    return load_study(study_file(held_out=SPRING))


def test_no_table_of_what_is_compared_has_a_held_document(spring: Study, hand: Any) -> None:
    documents = hand.documents(["alpha", "beta"] * 3, ["2021-01-05"] * 2 + ["2021-05-05"] * 2 + [""] * 2)
    whole = hand.measurements(documents, [hand.observation("d002", 5), hand.observation("d000", 5)])
    compared, held = hold_out(spring, whole)
    assert held is not None
    assert list(compared.documents["doc_id"]) == ["d000", "d001", "d004", "d005"]
    assert list(held.documents["doc_id"]) == ["d002", "d003"]
    for table in compared.tables.values():
        assert not set(table["doc_id"].astype("str")) & {"d002", "d003"}
    assert list(held.observations["doc_id"]) == ["d002"]
    assert list(compared_documents(spring, whole).documents["doc_id"]) == list(compared.documents["doc_id"])


def test_a_study_that_holds_nothing_out_compares_everything(study: Study, two_by_two: Any) -> None:
    assert hold_out(study, two_by_two) == (two_by_two, None)
    assert compared_documents(study, two_by_two) is two_by_two


def test_a_text_that_was_compared_is_no_new_evidence(
    spring: Study, hand: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = hand.documents(
        ["alpha", "beta", "alpha", "beta", "beta"], ["2021-01-05"] + ["2021-05-05"] * 4
    )
    copies = pd.DataFrame(
        {"doc_id": ["d000", "d001", "d003", "d004"], "copy": ["d000", "d000", "d003", "d003"]}
    )
    monkeypatch.setattr(held_out, "find_copies", lambda measurements: copies)
    compared, held = hold_out(spring, hand.measurements(documents))
    assert held is not None
    assert list(held.documents["doc_id"]) == ["d002", "d003", "d004"]
    assert list(compared.documents["doc_id"]) == ["d000"]


@pytest.mark.parametrize(
    ("dates", "expected", "found"),
    [
        (["2021-01-05", "2022-01"], "documents published in this period", "from 2021-01-05 to 2022-01"),
        (["", ""], "documents published in this period", "none has a date"),
        (["2021-05-05", "2021-05-06"], "leaves documents to compare", "all 2 documents in it"),
    ],
)
def test_a_window_that_holds_nothing_or_all_is_refused(
    spring: Study, hand: Any, dates: list[str], expected: str, found: str
) -> None:
    with pytest.raises(ConfigError) as fault:
        hold_out(spring, hand.measurements(hand.documents(["alpha", "beta"], dates)))
    (problem,) = fault.value.problems
    assert problem.where.startswith("config.yaml line ")
    assert problem.where.endswith(", held_out")
    assert expected in problem.expected
    assert found in problem.found
