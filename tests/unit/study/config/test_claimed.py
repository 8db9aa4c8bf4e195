"""Claimed: what a config claims and what it takes together, against what can be found at all."""

from __future__ import annotations

from typing import Any

import pytest

from framing.study.config.claimed import claim_problems
from framing.study.config.parts import Claim, NamedSet

CODEBOOKS = {
    "threat.fr": {
        "kind": "cues",
        "categories": {"alarm": ["west"], "menace": []},
        "referents": {},
        "heads": [],
    },
    "naming.fr": {
        "kind": "naming",
        "categories": {},
        "referents": {"west": {"variants": ["bloc", "camp", "capital"]}},
        "heads": [],
    },
    "heads.fr": {"kind": "heads", "categories": {}, "referents": {}, "heads": ["treaty"]},
}


def claim(**parts: Any) -> Claim:
    return Claim.model_validate({"contrast": ("a", "b")} | parts)


def named_set(**parts: Any) -> NamedSet:
    names = {
        "family": "naming",
        "referent": "west",
        "groups": {"side": ("bloc", "camp"), "seat": ("capital",)},
    }
    return NamedSet.model_validate({"label": {"fr": "l’ouest", "en": "the west"}} | names | parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"family": "reporting", "category": "distancing"},
        {"family": "sources", "category": "lone"},
        {"family": "scare_quotes", "category": "undecided"},
    ],
)
def test_claim_about_a_family_without_a_codebook_needs_its_extractor(parts: dict[str, str]) -> None:
    made = ["reporting.v1", "sources.v1", "scare_quotes.v1"]
    assert claim_problems([claim(**parts)], CODEBOOKS, made) == []
    (problem,) = claim_problems([claim(**parts)], CODEBOOKS, ["cues.v1"])
    assert (problem.where, problem.expected) == ("claims[0].family", "a measured family")


def test_families_without_a_codebook_know_their_categories_and_have_no_referent() -> None:
    wrong = claim(family="reporting", category="distancin", referent="west")
    category, referent = claim_problems([wrong], CODEBOOKS, ["reporting.v1"])
    assert (category.where, category.remedy) == ("claims[0].category", "did you mean 'distancing'?")
    assert (referent.where, referent.found) == ("claims[0].referent", "'west'")


@pytest.mark.parametrize(
    "parts",
    [
        {"family": "threat", "category": "alarm"},
        {"family": "threat", "category": "alarm", "referent": "west"},
        {"family": "naming", "category": "bloc", "referent": "west"},
        {"family": "heads", "category": "adjective", "referent": "treaty"},
    ],
)
def test_claim_about_what_can_be_found_is_fine(parts: dict[str, str]) -> None:
    assert claim_problems([claim(**parts)], CODEBOOKS) == []


@pytest.mark.parametrize(
    ("parts", "place", "said"),
    [
        ({"family": "treat", "category": "alarm"}, "claims[0].family", "did you mean 'threat'?"),
        ({"family": "threat", "category": "alarms"}, "claims[0].category", "did you mean 'alarm'?"),
        ({"family": "threat", "category": "alarm", "referent": "wets"}, "claims[0].referent", "'west'"),
        ({"family": "naming", "category": "bloc", "referent": ""}, "claims[0].referent", "one of west"),
        ({"family": "heads", "category": "adjective", "referent": "west"}, "claims[0].referent", "treaty"),
    ],
)
def test_claim_about_what_cannot_be_found_is_named(parts: dict[str, str], place: str, said: str) -> None:
    (problem,) = claim_problems([claim(**parts)], CODEBOOKS)
    assert problem.where == place
    assert "of it" not in problem.expected
    assert said in problem.remedy


def test_a_claim_may_speak_of_a_set_as_of_a_referent_or_a_category() -> None:
    sets = {
        "sides": named_set(),
        "dread": named_set(family="threat", referent="", groups={"any": ("alarm", "menace")}),
    }
    about = [
        claim(family="naming", category="side", referent="sides"),
        claim(family="threat", category="any"),
    ]
    assert claim_problems(about, CODEBOOKS, sets=sets) == []
    unknown = claim(family="naming", category="bloc", referent="sides")
    (problem,) = claim_problems([unknown], CODEBOOKS, sets=sets)
    assert problem.where == "claims[0].referent"


@pytest.mark.parametrize(
    ("parts", "place", "said"),
    [
        ({"family": "treat"}, "sets.s.family", "did you mean 'threat'?"),
        ({"family": "heads", "referent": "treaty"}, "sets.s.family", "'threat'"),
        ({"referent": "wets"}, "sets.s.referent", "did you mean 'west'?"),
        (
            {"groups": {"side": ("bloc", "camps"), "seat": ("capital",)}},
            "sets.s.groups.side",
            "did you mean 'camp'?",
        ),
        ({"groups": {"side": ("bloc", "camp")}}, "sets.s", "add the other names"),
        ({"family": "threat", "groups": {"any": ("alarm",)}}, "sets.s.referent", "take it out"),
        (
            {"family": "threat", "referent": "", "groups": {"menace": ("alarm",)}},
            "sets.s.groups.menace",
            "rename it",
        ),
    ],
)
def test_a_set_that_cannot_be_made_is_named(parts: dict[str, Any], place: str, said: str) -> None:
    (problem,) = claim_problems([], CODEBOOKS, sets={"s": named_set(**parts)})
    assert problem.where == place
    assert said in problem.remedy


def test_a_set_may_not_take_the_name_of_a_referent() -> None:
    (problem,) = claim_problems([], CODEBOOKS, sets={"west": named_set()})
    assert (problem.where, problem.remedy) == ("sets.west", "rename the set")


def test_a_category_stands_in_one_group_only() -> None:
    with pytest.raises(ValueError, match="each value once"):
        named_set(groups={"side": ("bloc",), "seat": ("bloc", "capital")})


def test_sets_of_one_family_of_cues_name_their_groups_apart() -> None:
    """Sets of names may share them: each set is a referent of its own."""
    cues = {"family": "threat", "referent": ""}
    one, two = (named_set(**cues, groups={"hard": (category,)}) for category in ("alarm", "menace"))
    (problem,) = claim_problems([], CODEBOOKS, sets={"one": one, "two": two})
    assert (problem.where, problem.found) == ("sets.two.groups.hard", "'hard' in sets.one as well")
    assert claim_problems([], CODEBOOKS, sets={"one": one}) == []
    assert claim_problems([], CODEBOOKS, sets={"here": named_set(), "there": named_set()}) == []
