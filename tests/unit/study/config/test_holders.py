"""Holders: what a pattern fits, which of several decides, and what is no pattern."""

from __future__ import annotations

import pytest

from framing.study.config.holders import Matcher, pattern_fault, read_pattern, repeated_patterns, words_of


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("Corvath", "Ialine Corvath", True),
        ("corvath", "IALINE CORVATH", True),
        ("Corvath", "Corvathe", False),
        ("ministre ruvène", "la ministre ruvene de l’Énergie", True),
        ("ruvène ministre", "le ministre ruvène", True),
        ("ministre ruvène", "le ministre", False),
        ("Elysée", "l'Élysée", True),
        ("l’Élysée", "l'Elysee", True),
        ("Œuvre", "une oeuvre", True),
        ("ruv*", "le président ruvène", True),
        ("ruv*", "la Pontavie", False),
        ("parquet de *", "le parquet de Lisse", True),
        ("parquet de *", "parquet de", False),
        ("parquet *", "le parquet", True),
        ("de de", "de Lisse", False),
        ("Ana", "", False),
    ],
)
def test_all_words_of_a_pattern_must_stand_in_the_name(pattern: str, name: str, fits: bool) -> None:
    assert read_pattern(pattern).fits(words_of(name)) is fits


@pytest.mark.parametrize(
    ("name", "camps"),
    [
        ("l’ambassadeur de Ruvénie à Lisse", ("ruvenia",)),
        ("Lisse", ("union",)),
        ("Lisse et la Ruvénie", ("ruvenia", "union")),
        ("un passant", ()),
        ("", ()),
    ],
)
def test_pattern_with_the_most_words_decides_and_equals_are_all_named(
    name: str, camps: tuple[str, ...]
) -> None:
    matcher = Matcher({"union": ["Lisse", "*"], "ruvenia": ["ruv*", "ambassadeur Ruvénie"]})
    assert matcher.camps_of(name) == camps


@pytest.mark.parametrize(
    "text", ["Ana", "l’Iran", "Jean-Luc", "parquet de *", "ministr* russe", "U.E.", "@anonymous"]
)
def test_good_pattern_has_no_fault(text: str) -> None:
    assert pattern_fault(text) == ("", "")


@pytest.mark.parametrize("text", ["*", "* *", "…", "a|b", "(a)", "*stre", "a** b", "@person", ""])
def test_faulty_pattern_is_told_with_a_remedy(text: str) -> None:
    assert all(pattern_fault(text))


def test_pattern_is_repeated_whatever_its_order_letters_and_accents() -> None:
    camps = {"east": ["Éva Lo", "Ana *"], "west": ["lo eva", "Ana", "@anonymous"], "north": ["@anonymous"]}
    assert list(repeated_patterns(camps)) == [("west", 0, "east", 0), ("north", 0, "west", 2)]
