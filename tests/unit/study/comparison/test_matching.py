"""Matching: events of the catalogue, or days."""

from __future__ import annotations

from typing import Any

from framing.study.comparison.designs import plan_designs
from framing.study.comparison.matching import match_events


def test_days_are_events_where_a_study_says_so(hand: Any) -> None:
    dates = ["2021-01-05", "2021-01-06", "2021-01-05", "2021-01", ""]
    measured = hand.measurements(hand.documents(["a", "a", "b", "b", "b"], dates), events={"d000": "x"})
    assert match_events(measured, "catalogue") is measured
    events = match_events(measured, "day").events
    assert list(zip(events["event_id"], events["doc_id"], events["how"], strict=True)) == [
        ("fr:2021-01-05", "d000", "day"), ("fr:2021-01-05", "d002", "day"), ("fr:2021-01-06", "d001", "day"),
    ]  # fmt: skip


def test_many_days_that_both_tell_make_a_matched_design(hand: Any) -> None:
    dates = [f"2021-01-{day:02d}" for day in range(1, 9)]
    measured = hand.measurements(hand.documents(["a"] * 8 + ["b"] * 8, dates * 2))
    events = match_events(measured, "day").events
    (design,) = plan_designs(measured.documents, events, [("a", "b")])
    assert (design.kind, design.shared_events) == ("matched", 8)
    (unmatched,) = plan_designs(measured.documents, measured.events, [("a", "b")])
    assert unmatched.kind == "unmatched"
