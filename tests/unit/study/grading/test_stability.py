"""Stability: what the sign hangs on, and what cannot be asked at all, never taken for one another."""

from __future__ import annotations

from typing import Any

import pytest

from framing.study.grading.stability import stability

EVEN = [2.0, 2, 2, 2, 2, 1, 1, 1, 1, 1]
SIX_EVENTS = {f"d{n:03d}": f"e{n % 6}" for n in range(12)}


@pytest.mark.parametrize(
    ("hits", "opportunities", "failures"),
    [
        (EVEN, 10, []),
        ([1.0, 0, 0, 0, 0] + [0.0] * 5, [10.0] * 5 + [0.0] * 5, ["no_rate"]),
        ([0.0] * 10, [10.0] * 5 + [0.0] * 5, ["no_rate"]),
        ([0.0] * 10, 10, ["nothing_found"]),
        ([1.0] * 10, 10, ["same_rate"]),
        ([9.0, 0, 0, 0, 0, 1, 1, 1, 1, 1], 10, ["sign_changes"]),
        ([2.0] * 5 + [0.0] * 5, [10.0] * 5 + [10.0] + [0.0] * 4, ["only_document"]),
        (
            [0.0, 0, 0, 0, 3, 1, 0, 0, 0, 0],
            [10.0] * 5 + [50.0] + [0.0] * 4,
            ["only_document", "sign_changes"],
        ),
        ([1.0] * 5 + [1.0] + [0.0] * 4, [10.0] * 5 + [10.0] + [0.0] * 4, ["only_document", "same_rate"]),
    ],
)
def test_each_reason_is_given_for_itself(
    setting: Any, case: Any, hits: Any, opportunities: Any, failures: list[str]
) -> None:
    gate = stability(setting().design, case(hits, opportunities))
    assert gate.facts["failures"] == failures
    assert (gate.passed, gate.reason) == (not failures, failures[0] if failures else "stable")


def test_the_document_that_carries_the_sign_is_named(setting: Any, case: Any) -> None:
    facts = stability(setting().design, case([9.0, 0, 0, 0, 0, 1, 1, 1, 1, 1])).facts
    assert (facts["sign"], facts["changes"], facts["document"]) == (1, 1, "d000")


def test_the_only_document_of_a_side_is_named_and_changes_nothing(setting: Any, case: Any) -> None:
    gate = stability(setting(3, 1).design, case([2.0, 2, 2, 1]))
    assert (gate.reason, gate.facts["only"], gate.facts["changes"]) == ("only_document", ["d003"], 0)
    alone = stability(setting(1, 1).design, case([2.0, 1]))
    assert alone.facts["only"] == ["d000", "d001"]


def test_a_sign_that_becomes_zero_without_a_document_hangs_on_it(setting: Any, case: Any) -> None:
    gate = stability(setting(2, 2).design, case([3.0, 0, 0, 0]))
    assert (gate.reason, gate.facts["document"]) == ("sign_changes", "d000")


# Two articles of each outlet tell e0, one of each every other event; outlet b has a third on e0 in the first test.
TWICE = {f"d{n:03d}": f"e{n % 7 % 6}" for n in range(14)}


def test_whole_events_are_left_out_too(setting: Any, case: Any) -> None:
    design = setting(7, 8, told=TWICE | {"d014": "e0"}).design
    # three of outlet b's documents tell e0; none of them alone turns the sign, together they do
    gate = stability(design, case([1.0, 2, 2, 2, 2, 2, 1, 5, 1, 1, 1, 1, 1, 5, 5]))
    assert (gate.reason, gate.facts["changes"]) == ("sign_changes_by_event", 0)
    assert (gate.facts["event_changes"], gate.facts["event_document"]) == (1, "d000")


def test_single_documents_are_left_out_of_events(setting: Any, case: Any) -> None:
    design = setting(7, 7, told=TWICE).design
    # without d000 alone the sign turns; without its event it does not, as outlet b's hits go with it
    gate = stability(design, case([9.0, 1, 1, 1, 1, 1, 0, 3, 0, 0, 0, 0, 0, 9]))
    assert gate.facts["failures"] == ["sign_changes"]
    assert (gate.facts["document"], gate.facts["event_changes"]) == ("d000", 0)


def test_the_sign_is_that_of_what_is_pooled_over_events(setting: Any, case: Any) -> None:
    """Simpson: more in every event, less altogether, for b tells most of the event in which such words abound."""
    design = setting(6, 6, told=SIX_EVENTS).design
    opportunities = [100.0] + [10.0] * 4 + [10.0] + [10.0] * 5 + [100.0]
    hits = [2.0, 1, 1, 1, 1, 9, 0, 0, 0, 0, 0, 80]
    gate = stability(design, case(hits, opportunities))
    assert sum(hits[:6]) / sum(opportunities[:6]) < sum(hits[6:]) / sum(opportunities[6:])
    assert (gate.facts["sign"], gate.reason) == (1, "stable")


def test_months_in_which_one_outlet_is_silent_tell_nothing(setting: Any, case: Any) -> None:
    dates = ["2021-01-05"] * 5 + ["2021-02-05"] * 5
    design = setting(10, 10, [*dates, *["2021-01-05"] * 5, *["2021-03-05"] * 5]).design
    assert design.kind == "unmatched"
    # in January a has more; what a wrote in February and b in March weighs nothing
    gate = stability(design, case([2.0] * 5 + [0.0] * 5 + [1.0] * 5 + [9.0] * 5))
    assert (gate.facts["sign"], gate.reason) == (1, "stable")


def test_a_side_in_one_event_only_cannot_be_tried_without_it(setting: Any, case: Any) -> None:
    opportunities = [10.0] * 7 + [10.0] + [0.0] * 5 + [10.0]
    gate = stability(
        setting(7, 7, told=TWICE).design, case([2.0] * 7 + [1.0] + [0.0] * 5 + [1.0], opportunities)
    )
    assert gate.facts["failures"] == ["only_event"]
    assert gate.facts["only"] == []
