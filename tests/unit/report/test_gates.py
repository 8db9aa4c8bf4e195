"""Gates in words: everything that fails once, nothing that has not failed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from framing.report.gates import reason, reasons, reasons_of_all
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


def claim(*checks: dict[str, Any], contrast: str = "fr:aurore:depeche", voice: str = "own") -> dict[str, Any]:
    return {"contrast": contrast, "voice": voice, "checks": list(checks)}


def test_what_holds_of_several_claims_is_said_once_and_the_rest_of_each(readings: dict[str, Reading]) -> None:
    shared = check("G3", "few_documents", THIRD | {"failures": ["few_documents"]})
    alone = check("G7", "same_rate", SEVENTH | {"failures": ["same_rate"]})
    lines = [
        flat(line)
        for line in reasons_of_all([claim(shared), claim(shared, alone, voice="quoted")], readings["en"])
    ]
    why, takes, other, last = lines
    assert why == "Why no more: Articles that hold a hit: 1."
    assert takes.startswith("What it would take: Hits in at least 5")
    assert (
        other == "Why no more: (L'Aurore – La Dépêche, inside quotation marks) Both sides have the same rate."
    )
    assert "(L'Aurore – La Dépêche, inside quotation marks)" in last
    assert [flat(line) for line in reasons_of_all([claim(shared)], readings["en"])] == said(
        readings["en"], shared
    )


@pytest.mark.parametrize(
    ("kind", "least", "expected"),
    [
        ("matched", 6, "about 30 shared events would show it"),
        ("unmatched", 4, "about 30 articles of each outlet would show it"),
        (
            "unmatched",
            50,
            "about 50 articles of each outlet would show it",
        ),  # fewer could not reach the level
    ],
)
def test_the_needed_size_is_counted_in_what_the_design_compares(
    readings: dict[str, Reading], kind: str, least: int, expected: str
) -> None:
    effect = {"p_value": 0.2, "p_adjusted": 0.4, "alpha": 0.05, "needed": 30}
    fourth = {"needed_documents": least, "needed_events": least}
    reading = replace(readings["en"], designs=readings["en"].designs.assign(kind=kind))
    _, takes = said(reading, check("G6", "by_chance", effect), check("G4", "attainable", fourth, True))
    assert expected in takes
    unknown = said(reading, check("G6", "by_chance", effect | {"needed": None}))
    assert "would show it" not in unknown[1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_instrument_says_what_was_found_and_what_is_asked(
    readings: dict[str, Reading], language: str
) -> None:
    facts = {
        "alpha": 0.6661,
        "precision_a": 0.75,
        "precision_b": None,
        "failures": ["agreement_low", "precision_low"],
    }
    why = said(readings[language], check("G5", "agreement_low", facts))[0]
    point = "," if language == "fr" else "."
    assert f"0{point}666" in why
    assert f"0{point}667" in why
    assert "75" in why
    assert ("inconnue" if language == "fr" else "unknown") in why
