"""Decisions: options with their tags, and which of them a claim has."""

from __future__ import annotations

from framing.study.config.decisions import (
    COPIES,
    DECISIONS,
    EQUIVALENT,
    TAGS,
    WEIGHTING_MATCHED,
    known_options,
    settle,
)


def options(name: str, voice: str = "own", matched: bool = False, **asked: list[str]) -> list[str]:
    (decision,) = [d for d in settle({}, asked, voice, matched=matched) if d.name == name]
    return [option.name for option in decision.options]


def test_every_option_is_tagged_has_a_reason_and_a_name_of_its_own() -> None:
    for decision in (*DECISIONS, WEIGHTING_MATCHED):
        names = [option.name for option in decision.options]
        assert len(set(names)) == len(names) > 1
        assert decision.default.tag == EQUIVALENT
        for option in decision.options:
            assert option.tag in TAGS
            assert len(option.reason) > 10
            assert not set(option.name) & set("=, ")
    assert len(known_options()) == len(DECISIONS)


def test_ambiguous_words_can_join_only_the_claims_own_voice() -> None:
    assert options("ambiguous") == ["dropped", "own"]
    assert options("ambiguous", "quoted") == ["dropped", "attributed"]
    assert options("ambiguous", "all") == options("ambiguous", "ambiguous") == ["dropped"]


def test_matched_events_have_a_weighting_of_their_own() -> None:
    assert options("weighting") == ["mention", "article"]
    assert options("weighting", matched=True) == ["event"]  # the others are different estimands
    assert options("weighting", matched=True, weighting=["mention"]) == ["event", "mention"]


def test_without_a_wish_all_but_different_estimands_are_explored() -> None:
    assert options("copies") == [option.name for option in COPIES.options]
    assert options("headings", copies=["kept"]) == ["with"]
    assert options("copies", copies=["dropped"]) == ["merged", "dropped"]


def test_decision_with_one_option_says_why() -> None:
    asked = {"weighting": ["event"], "headings": ["with"]}
    found = {d.name: d.why_one for d in settle({"tier": "one_tier"}, asked, "all", matched=False)}
    assert found["tier"] == "one_tier"
    assert found["ambiguous"] == "voice"
    assert found["weighting"] == "not_here"
    assert found["headings"] == found["coding"] == "not_asked"
    assert {d.why_one for d in settle({}, {}, "own", matched=False)} == {""}
