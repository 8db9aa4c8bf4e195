"""Gates in words: everything that fails once, nothing that has not failed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from framing.report.gates import reason, reasons
from framing.report.reading import Reading, read
from framing.report.wording import flat, name

WAITING = ("G6", "G8", "G9")
THIRD = {
    "opportunities_a": 3.0, "opportunities_b": 12.0, "needed_opportunities": 20, "hits_a": 2.0, "hits_b": 0.0,
    "contributing": 1, "needed_contributing": 5, "largest_share": 1.0, "limit": 0.4, "upper_a": None, "upper_b": 0.25,
    "failures": ["few_opportunities", "few_documents", "one_document"],
}  # fmt: skip
SEVENTH = {
    "sign": 1, "changes": 1, "document": "d1", "event_changes": 0, "event_document": "", "only": ["d4", "d5"],
    "needed_opportunities": 20, "needed_contributing": 5, "failures": ["only_document", "sign_changes"],
}  # fmt: skip
OVERLAP = {
    "meeting_a": 3, "meeting_b": 2, "month_unknown_a": 1, "month_unknown_b": 0, "needed_documents": 4,
    "needed_events": 6, "missing_events": 6, "next_outlet": "depeche", "next_date": "2021-01-26",
}  # fmt: skip


@pytest.fixture(scope="module")
def readings(result: Any) -> dict[str, Reading]:
    return {language: read(result, language) for language in ("fr", "en")}


def check(gate: str, reason: str, facts: dict[str, Any], passed: bool | None = False) -> dict[str, Any]:
    return {"gate": gate, "passed": passed, "reason": reason, "facts": facts}


def said(reading: Reading, *checks: dict[str, Any]) -> list[str]:
    return [
        flat(runs) for runs in reasons({"contrast": "fr:aurore:depeche", "checks": list(checks)}, reading)
    ]


def test_everything_that_fails_in_a_gate_is_said(readings: dict[str, Reading]) -> None:
    why, takes = said(readings["en"], check("G3", "few_opportunities", THIRD))
    assert "Occasions: 3 for L'Aurore, 12 for La Dépêche." in why
    assert "Articles that hold a hit: 1." in why
    assert "One article carries 100% of the hits." in why
    assert "At least 20 occasions" in takes
    assert "at least 5 articles" in takes
    assert "over 40%" in takes


def test_a_share_just_above_its_limit_does_not_read_as_the_limit(readings: dict[str, Reading]) -> None:
    facts = THIRD | {"largest_share": 0.4074, "failures": ["one_document"]}
    why, takes = said(readings["en"], check("G3", "one_document", facts))
    assert "carries 40.7% of the hits" in why
    assert "over 40% of the hits" in takes


def test_what_two_gates_say_alike_is_said_once(readings: dict[str, Reading]) -> None:
    nothing = [
        check("G3", "no_hits", THIRD | {"failures": ["no_hits"]}),
        check("G7", "nothing_found", SEVENTH | {"failures": ["nothing_found"]}),
    ]
    for reading in readings.values():
        why, takes = said(reading, *nothing)
        assert (why, takes) == tuple(said(reading, nothing[0]))
        assert why == "".join(said(reading, nothing[1])[:1])


def test_articles_that_cannot_be_left_out_are_named(readings: dict[str, Reading]) -> None:
    why, _ = said(readings["en"], check("G7", "only_document", SEVENTH))
    assert "cannot be left out: Dépêche, treaty signed and Dépêche, reactions." in why
    assert "Without the single article Aurore, harbour accord, the sign" in why
    assert " et Dépêche, reactions." in said(readings["fr"], check("G7", "only_document", SEVENTH))[0]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_not_evaluated_is_named_and_has_not_failed(
    readings: dict[str, Reading], language: str
) -> None:
    waiting = [check(gate, "not_evaluated", {}, None) for gate in WAITING]
    (why,) = said(readings[language], check("G1", "known", {}, True), *waiting)
    assert re.findall(r"G\d", why) == list(WAITING)
    assert said(readings[language], check("G1", "known", {}, True)) == []


def test_articles_that_do_not_meet_are_counted(readings: dict[str, Reading]) -> None:
    why, takes = said(readings["en"], check("G2", "apart", OVERLAP))
    assert "3 by L'Aurore, 2 by La Dépêche" in why
    assert "1 by L'Aurore, 0 by La Dépêche" in why
    assert "on 26\u00a0January 2021 would add one shared event" in takes


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "failure",
    ["no_rate", "nothing_found", "only_document", "only_event", "same_rate", "sign_changes", "sign_changes_by_event"],
)  # fmt: skip
def test_every_reason_of_g7_has_a_sentence_of_its_own(
    readings: dict[str, Reading], language: str, failure: str
) -> None:
    outlets = {"first": name("A"), "second": name("B")}
    one = check("G7", failure, SEVENTH)
    general = {kind: readings[language].say.template(f"gates.G7.{kind}") for kind in ("why", "takes")}
    assert flat(reason(one, "why", outlets, readings[language])) not in ("", general["why"])
    assert flat(reason(one, "takes", outlets, readings[language]))


def test_an_older_record_with_one_reason_is_still_read(readings: dict[str, Reading]) -> None:
    old = {key: value for key, value in THIRD.items() if key != "failures"}
    why, _ = said(readings["en"], check("G3", "few_documents", old))
    assert why.endswith("Articles that hold a hit: 1.")
