"""Names: known, nearest, and what a claim may speak of."""

from __future__ import annotations

from typing import Any

import pytest

from framing.features import REGISTRY
from framing.study.config.names import (
    ATTRIBUTES,
    SHIPPED_EXTRACTORS,
    _undeclared,
    claim_problems,
    codebook_names,
    extractor_exists,
)
from framing.study.config.parts import Claim

CODEBOOKS = {
    "threat.fr": {"kind": "cues", "categories": {"alarm": ["west"]}, "referents": {}, "heads": []},
    "naming.fr": {
        "kind": "naming",
        "categories": {},
        "referents": {"west": {"variants": ["bloc"]}},
        "heads": [],
    },
    "heads.fr": {"kind": "heads", "categories": {}, "referents": {}, "heads": ["treaty"]},
}


def claim(**parts: Any) -> Claim:
    return Claim.model_validate({"contrast": ("a", "b")} | parts)


def test_shipped_extractors_are_the_registered_ones() -> None:
    assert tuple(sorted(REGISTRY)) == SHIPPED_EXTRACTORS


def test_attribute_categories_are_those_of_the_extractor() -> None:
    from framing.features.attributes import CATEGORIES

    assert set(ATTRIBUTES) == set(CATEGORIES) - {"mention"}


def test_unregistered_extractor_does_not_exist() -> None:
    assert extractor_exists("terms.v1")
    assert not extractor_exists("terms.v9")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["fr"], {"threat", "naming"}),
        (["threat"], {"threat"}),
        (["threat.fr"], {"threat"}),
        (["threat.en"], set()),
    ],
)
def test_codebooks_are_named_by_language_by_family_or_both(asked: list[str], expected: set[str]) -> None:
    found = set(codebook_names(asked, ["fr"], ())["fr"])
    assert found >= expected
    assert asked == ["fr"] or found == expected


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


def test_an_outlet_misspelt_in_a_claim_is_suggested() -> None:
    tree = {
        "contrasts": [["rt", "wire"]],
        "claims": [{"family": "threat", "category": "alarm", "contrast": ["rt", "wier"]}],
    }
    said = "contrasts[0] is [rt, wire]: if that is meant, mend whichever of the two is misspelt"
    assert [found[3] for found in _undeclared(tree)] == [said]
    apart = tree | {"contrasts": [["presstv", "wire"], ["rt", "presstv"]]}
    assert [found[3] for found in _undeclared(apart)] == ["did you mean 'wire'?"]


def test_a_misspelt_contrast_does_not_blame_the_claim_alone() -> None:
    right = {"family": "threat", "category": "alarm", "contrast": ["presstv", "wire"]}
    tree = {"contrasts": [["rt", "presstv"], ["prestv", "wire"]], "claims": [right]}
    (found,) = _undeclared(tree)
    assert found[3].startswith("contrasts[1] is [prestv, wire]: if that is meant")
