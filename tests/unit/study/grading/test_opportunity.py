"""Opportunity: each failure at its own number, and all of them together."""

from __future__ import annotations

from typing import Any

import pytest

from framing.study.grading.opportunity import opportunity

EVEN = [2.0, 2, 2, 2, 2, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("hits", "opportunities", "failures"),
    [
        (EVEN, 10, []),
        (EVEN, [10.0] * 5 + [0.0] * 5, ["no_opportunity"]),
        ([0.0] * 10, 10, ["no_hits"]),
        (EVEN, [10.0] * 5 + [3.0] * 5, ["few_opportunities"]),
        ([3.0, 3, 3, 3] + [0.0] * 6, 10, ["few_documents"]),
        ([9.0, 1, 1, 1, 1, 1, 1, 1, 1, 1], 10, ["one_document"]),
        (
            [9.0, 1] + [0.0] * 8,
            [10.0] * 5 + [3.0] * 5,
            ["few_opportunities", "few_documents", "one_document"],
        ),
        ([9.0] + [0.0] * 9, [10.0] * 5 + [0.0] * 5, ["no_opportunity", "few_documents", "one_document"]),
        ([0.0] * 10, [10.0] * 5 + [3.0] * 5, ["no_hits", "few_opportunities"]),
        ([0.0] * 10, [10.0] * 5 + [0.0] * 5, ["no_opportunity", "no_hits"]),
    ],
)
def test_every_failure_is_reported_the_gravest_first(
    setting: Any, case: Any, hits: Any, opportunities: Any, failures: list[str]
) -> None:
    gate = opportunity(setting().design, case(hits, opportunities))
    assert gate.facts["failures"] == failures
    assert (gate.passed, gate.reason) == (not failures, failures[0] if failures else "enough")


def test_a_share_of_exactly_the_limit_passes(setting: Any, case: Any) -> None:
    gate = opportunity(setting().design, case([4.0, 2, 1, 1, 1, 1, 0, 0, 0, 0]))
    assert (gate.facts["largest_share"], gate.passed) == (0.4, True)


def test_a_zero_is_bounded_and_only_a_zero(setting: Any, case: Any) -> None:
    facts = opportunity(setting().design, case([1.0] * 5 + [0.0] * 5)).facts
    assert facts["upper_a"] is None
    assert facts["upper_b"] == pytest.approx(3 / 50)


def test_in_matched_designs_only_events_with_an_opportunity_on_both_sides_count(
    setting: Any, case: Any
) -> None:
    told = {f"d{n:03d}": f"e{n % 6}" for n in range(12)}
    design = setting(6, 6, told=told).design
    room = [5.0] * 6 + [5.0, 5.0, 5.0, 5.0, 0.0, 0.0]
    facts = opportunity(design, case([1.0] * 12, room)).facts
    assert (facts["opportunities_a"], facts["opportunities_b"]) == (20, 20)
