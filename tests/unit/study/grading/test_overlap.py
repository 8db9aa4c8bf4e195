"""Overlap: what meets, in which window, and what no date can vouch for."""

from __future__ import annotations

from typing import Any

import pytest

from framing.study.grading.overlap import overlap

MAY = "2021-05-01"
YEAR_LATER = "2022-05-01"
SIX_EVENTS = {f"d{n:03d}": f"e{n % 6}" for n in range(12)}


def test_it_says_how_many_documents_and_events_are_missing(setting: Any) -> None:
    gate = overlap(setting(2, 3, ["2021-01-26", "2020-10", "2024-10-31", "2025-01-17", "2024"]))
    assert (gate.passed, gate.reason) == (False, "too_few")
    missing = ("missing_documents_a", "missing_documents_b", "missing_events")
    assert [gate.facts[name] for name in missing] == [2, 1, 6]
    assert (gate.facts["next_outlet"], gate.facts["next_date"]) == ("a", "2025-01-17")
    assert gate.facts["exchange"] == "all"


def test_without_full_dates_no_day_is_suggested(setting: Any) -> None:
    gate = overlap(setting(2, 2, ["2021", "2021-01", "", "2020"]))
    assert (gate.facts["next_outlet"], gate.facts["next_date"]) == ("", "")


def test_four_a_side_in_one_month_or_six_events_are_enough(setting: Any) -> None:
    unmatched, matched = overlap(setting(4, 4)), overlap(setting(6, 6, told=SIX_EVENTS))
    assert (unmatched.passed, unmatched.reason, unmatched.facts["exchange"]) == (True, "unmatched", "month")
    assert (matched.passed, matched.reason, matched.facts["exchange"]) == (True, "matched", "event")


def test_matched_documents_need_no_date(setting: Any) -> None:
    gate = overlap(setting(6, 6, dates=[""] * 12, told=SIX_EVENTS))
    assert (gate.passed, gate.facts["month_unknown_a"]) == (True, 6)


def test_documents_a_year_apart_do_not_overlap(setting: Any) -> None:
    gate = overlap(setting(dates=[MAY] * 5 + [YEAR_LATER] * 5))
    assert (gate.passed, gate.reason) == (False, "apart")
    names = ("meeting_a", "meeting_b", "missing_meeting_a", "missing_meeting_b", "missing_documents_a")
    assert [gate.facts[name] for name in names] == [0, 0, 4, 4, 0]


@pytest.mark.parametrize(("together", "passed"), [(3, False), (4, True)])
def test_only_documents_that_meet_are_counted(setting: Any, together: int, passed: bool) -> None:
    dates = [MAY] * together + [YEAR_LATER] * (6 - together) + [MAY] * 6
    gate = overlap(setting(6, 6, dates))
    assert (gate.facts["meeting_a"], gate.facts["meeting_b"]) == (together, 6)
    assert gate.passed is passed


def test_documents_meet_in_several_months_together(setting: Any) -> None:
    months = ["2021-01-05", "2021-02-05", "2021-03-05", "2021-04-05"]
    assert overlap(setting(4, 4, months * 2)).passed


def test_documents_of_one_month_on_other_topics_do_not_meet(setting: Any) -> None:
    gate = overlap(setting(4, 4, topic=["harbour"] * 4 + ["railway"] * 4))
    assert (gate.reason, gate.facts["meeting_a"]) == ("apart", 0)


@pytest.mark.parametrize("vague", ["", "2021"])
@pytest.mark.parametrize(("window", "reason"), [(False, "apart"), (True, "unmatched_by_window")])
def test_what_has_no_month_counts_only_by_the_study_window_and_is_named(
    setting: Any, vague: str, window: bool, reason: str
) -> None:
    gate = overlap(setting(dates=[MAY] * 2 + [vague] * 3 + [MAY] * 2 + [vague] * 3, undated=window))
    assert (gate.passed, gate.reason) == (window, reason)
    names = ("meeting_a", "by_window_a", "month_unknown_a", "missing_meeting_a")
    assert [gate.facts[name] for name in names] == [2, 3 * window, 3, 0 if window else 2]


def test_what_has_no_date_never_meets_what_has_one(setting: Any) -> None:
    gate = overlap(setting(dates=[MAY] * 5 + [""] * 5, undated=True))
    assert (gate.reason, gate.facts["meeting_a"], gate.facts["by_window_b"]) == ("apart", 0, 0)


def test_an_outlet_without_documents_is_no_overlap(setting: Any) -> None:
    gate = overlap(setting(3, 0))
    assert (gate.reason, gate.facts["meeting_a"], gate.facts["missing_documents_b"]) == ("too_few", 0, 4)
