"""Each construct finds what it says; guards, sentences, capitals, overlaps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate.tokens import Tokens
from framing.codebook import Matcher, Referent, Rule, Variant

Build = Callable[..., Tokens]
LEMMAS = {"sanctions": "sanction", "illégales": "illégal", "Les": "le", "les": "le"}


def found(tokens: Tokens, rule: Rule, sets: tuple[Referent, ...] = ()) -> list[str]:
    matches = Matcher([rule], sets).find(tokens)
    words = tokens.surface[tokens.type]
    return [" ".join(words[f : e + 1]) for f, e in zip(matches.first, matches.last, strict=True)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("sanction", ["sanctions", "sanctions"]),
        ("sanctions", []),
        ('"sanctions"', ["sanctions", "sanctions"]),
        ('"Sanctions"', []),
        ("Le", ["Les", "les"]),
        ('"Les"', ["Les"]),
        ('"les"', ["Les", "les"]),
        ("sanction illégal", ["sanctions illégales"]),
        ('"sanctions illégales"', ["sanctions illégales"]),
        ("(sanction|port)", ["sanctions", "port", "sanctions"]),
        ("le (sanction illégal|port)", ["Les sanctions illégales"]),
        ("sanction illégal?", ["sanctions illégales", "sanctions"]),
        ("le ~2 port", []),
        ("le ~4 port", ["Les sanctions illégales frappent ce port"]),
        ("frapper ~0 ce", []),
        ("frapp* ~0 ce", ["frappent ce"]),
        ("port ~5 sanction", []),
        ("* port", ["ce port"]),
        ("sanction *", ["sanctions illégales"]),
        ("le * illégal", ["Les sanctions illégales"]),
        ("zzz", []),
        ("sanction zzz?", ["sanctions", "sanctions"]),
    ],
)
def test_constructs(tokens_of: Build, pattern: str, expected: list[str]) -> None:
    tokens = tokens_of(["Les sanctions illégales frappent ce port", "Levez les sanctions"], LEMMAS)
    assert found(tokens, Rule("r", (pattern,))) == expected


def test_nothing_crosses_a_sentence(tokens_of: Build) -> None:
    tokens = tokens_of(["a b", "c d", "e"])
    for pattern in ("b c", "b ~10 d", "d ~3 e", "b *", "* c", "e *", "* a"):
        assert found(tokens, Rule("r", (pattern,))) == [], pattern
    assert found(tokens, Rule("r", ("c",), not_after=("b",), not_before=("e", "~5 e"))) == ["c"]


@pytest.mark.parametrize(
    ("guards", "expected"),
    [
        ({}, ["x", "x", "x"]),
        ({"not_after": ("pas",)}, ["x", "x"]),
        ({"not_after": ("pas ~1",)}, ["x"]),
        ({"not_after": ("ne ~2 pas",)}, ["x", "x"]),
        ({"not_after": ("pas ~1 très",)}, ["x", "x"]),
        ({"not_before": ("y",)}, ["x", "x"]),
        ({"not_before": ("~1 y",)}, ["x", "x"]),
        ({"not_before": ("~2 z",)}, ["x", "x"]),
        ({"not_inside": ("pas x",)}, ["x", "x"]),
        ({"not_inside": ("x ~2 z",)}, ["x", "x"]),
        ({"not_inside": ("y z",)}, ["x", "x", "x"]),
        ({"not_after": ("@non",)}, ["x", "x"]),
    ],
)
def test_guards(tokens_of: Build, guards: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    tokens = tokens_of(["ne le pas x", "pas très x", "x y z"])
    sets = (Referent("non", {}, "", (Variant("v", ("pas",)),)),)
    assert found(tokens, Rule("r", ("x",), **guards), sets) == expected


def test_a_guard_decides_on_each_reading_before_the_longest_is_taken(tokens_of: Build) -> None:
    tokens = tokens_of(["a b stop"])
    assert found(tokens, Rule("r", ("a b?",), not_before=("stop",))) == ["a"]


def test_overlaps_of_one_rule_and_of_two(tokens_of: Build) -> None:
    tokens = tokens_of(["a b c a b"])
    matches = Matcher([Rule("x", ("b c", "a b", "a b c", "b")), Rule("y", ("b c a",))]).find(tokens)
    assert matches.entry.tolist() == [0, 0, 1]
    assert matches.first.tolist() == [0, 3, 1]
    assert matches.last.tolist() == [2, 4, 3]
    assert {a.dtype for a in matches} == {np.dtype(np.int32)}


def test_references_keep_the_guards_of_their_variants(tokens_of: Build) -> None:
    tokens = tokens_of(["menace iran", "menace navire iran", "menace république islamique lointaine"])
    iran = Referent(
        "iran",
        {},
        "",
        (Variant("country", ("iran",), not_after=("navire",)), Variant("long", ("république islamique",))),
    )
    capital = Referent("foe", {}, "", (Variant("any", ("@iran", "zzz")),))
    sets = (iran, capital)
    expected = ["menace iran", "menace république islamique"]
    assert found(tokens, Rule("r", ("menace ~1 @iran",)), sets) == expected
    assert found(tokens, Rule("r", ("menace ~1 @foe",)), sets) == expected
    assert found(tokens, Rule("r", ("@foe",)), sets) == ["iran", "république islamique"]
    assert found(tokens, Rule("r", ("@iran lointaine",)), sets) == ["république islamique lointaine"]
    assert found(tokens, Rule("r", ("* @iran",)), sets) == expected


def test_capitals_in_quotation_marks(tokens_of: Build) -> None:
    tokens = tokens_of(["le Guide suprême et un guide touristique", "LE GUIDE"])
    assert found(tokens, Rule("r", ('"Guide"',))) == ["Guide"]
    assert found(tokens, Rule("r", ('"Guide" suprême',))) == ["Guide suprême"]
    assert found(tokens, Rule("r", ('"le Guide"',))) == ["le Guide"]
    assert found(tokens, Rule("r", ('"guide"',))) == ["Guide", "guide", "GUIDE"]


def test_one_matcher_finds_the_same_as_one_for_each_rule(tokens_of: Build) -> None:
    tokens = tokens_of(["a b c d", "b c", "d a b"])
    rules = [Rule("1", ("a b",)), Rule("2", ("b ~2 d",), not_after=("a",)), Rule("3", ("c", "d"))]
    together = Matcher(rules).find(tokens)
    for number, rule in enumerate(rules):
        alone = Matcher([rule]).find(tokens)
        chosen = together.entry == number
        assert together.first[chosen].tolist() == alone.first.tolist()
        assert together.last[chosen].tolist() == alone.last.tolist()


def test_no_tokens_no_rules_no_patterns(tokens_of: Build) -> None:
    assert len(Matcher([Rule("r", ("a",))]).find(tokens_of([])).entry) == 0
    assert len(Matcher([]).find(tokens_of(["a"])).entry) == 0
    assert len(Matcher([Rule("r", ())]).find(tokens_of(["a"])).entry) == 0


def test_a_text_of_one_word_over_and_over_stays_small(tokens_of: Build) -> None:
    tokens = tokens_of(["a " * 150_000])
    matches = Matcher([Rule("r", ("a ~3 a ~3 a",))]).find(tokens)
    assert (matches.last - matches.first).tolist()[:2] == [8, 8]
    assert len(matches.entry) == -(-150_000 // 9) - (150_000 % 9 < 3 and 150_000 % 9 > 0)
