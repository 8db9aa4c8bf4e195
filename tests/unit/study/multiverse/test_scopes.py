"""Scopes: copies of texts, each with the document that it counts for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.study.comparison.designs import Design, plan_designs
from framing.study.config.parts import Window
from framing.study.multiverse.scopes import Scope, scope_of

# d000 and d001 print one text, and so do d004 and d006 of the two outlets, with a third outlet's d008.
COPIES = pd.DataFrame(
    {
        "doc_id": ["d000", "d001", "d004", "d006", "d008"],
        "copy": ["d000", "d000", "d006", "d006", "d006"],
        "similarity": 1.0,
    }
)


def planned(hand: Any, dates: list[str], window: Window | None = None) -> tuple[Design, Scope]:
    documents = hand.documents(["a"] * 5 + ["b"] * 3 + ["c"], dates)
    measured = hand.measurements(documents)
    (design,) = plan_designs(documents, measured.events, [("a", "b")], copies=COPIES, window=window)
    return design, scope_of(design, measured, COPIES, window)


def test_reprint_counts_for_the_document_that_stays_and_shared_text_for_nobody(hand: Any) -> None:
    design, scope = planned(hand, ["2021-01-05"] * 9)
    assert design.documents == ("d000", "d002", "d003", "d005", "d007")
    assert scope.documents == (*design.documents, "d001", "d004", "d006")
    assert scope.unit.tolist() == [0, 1, 2, 3, 4, 0, -1, -1]
    assert scope.text.tolist() == [-1] * 6 + [0, 0]
    assert scope.in_a.tolist() == [True] * 3 + [False] * 2 + [True, True, False]
    assert (scope.n_units, scope.n_texts, scope.has_copies) == (5, 1, True)


def test_choice_of_documents(hand: Any) -> None:
    _, scope = planned(hand, ["", *["2021-01-05"] * 8])
    assert scope.chosen("merged", "kept").tolist() == [True] * 5 + [False] * 3
    assert scope.chosen("kept", "kept").all()
    # d000 is printed again, so it is dropped with its reprint
    assert scope.chosen("dropped", "kept").tolist() == [False] + [True] * 4 + [False] * 3
    assert scope.chosen("kept", "left_out").tolist() == [False] + [True] * 7


def test_copies_outside_the_window_stay_outside(hand: Any) -> None:
    window = Window.model_validate_json('{"from": "2021-01-01", "to": "2021-02-01"}')
    dates = ["2021-01-05"] * 9
    dates[1] = dates[6] = "2022-01-01"
    _, scope = planned(hand, dates, window)
    assert "d001" not in scope.documents
    assert scope.n_texts == 0
    assert not scope.has_copies


def test_without_copies_a_scope_is_its_design(hand: Any) -> None:
    documents = hand.documents(["a", "b"], ["2021-01-05", ""])
    measured = hand.measurements(documents)
    (design,) = plan_designs(documents, measured.events, [("a", "b")])
    scope = scope_of(design, measured, COPIES.iloc[:0], None)
    assert scope.documents == design.documents
    assert scope.dated.tolist() == [True, False]
    assert (scope.n_texts, scope.has_copies, scope.in_design.all()) == (0, False, True)


def test_design_that_was_planned_with_its_copies_keeps_them(hand: Any) -> None:
    documents = hand.documents(["a", "a", "b"], ["2021-01-05"] * 3)
    measured = hand.measurements(documents)
    (design,) = plan_designs(documents, measured.events, [("a", "b")])
    scope = scope_of(design, measured, COPIES.iloc[:2], None)
    assert scope.documents == design.documents
    assert not scope.has_copies


def test_copies_of_documents_without_a_shared_event_stay_outside(hand: Any) -> None:
    told = {f"d{n:03d}": f"e{n % 6}" for n in range(12)}
    documents = hand.documents(["a"] * 6 + ["b"] * 6 + ["a"] * 3, ["2021-01-05"] * 15)
    measured = hand.measurements(documents, events=told)
    copies = pd.DataFrame(
        {"doc_id": ["d000", "d012", "d013", "d014"], "copy": ["d000", "d000", "d013", "d013"]}
    )
    (design,) = plan_designs(documents, measured.events, [("a", "b")], copies=copies)
    assert design.kind == "matched"
    scope = scope_of(design, measured, copies, None)
    assert scope.documents[design.n_a + design.n_b :] == ("d012",)
