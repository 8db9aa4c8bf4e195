"""Syllables: right for the hard words the rules know, and nearly right for words drawn from the press."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from framing.annotate.lemmas import Lemmatizer
from framing.features.syllables import SYLLABLES

LISTS = yaml.safe_load(Path(__file__).with_name("syllables.yaml").read_text("utf-8"))


def counted(language: str, part: str) -> list[tuple[str, int, int]]:
    """Word, its number of syllables, and what the rule says."""
    pairs = [(word, n) for n, words in LISTS[language][part].items() for word in words.split()]
    lemmas = Lemmatizer(language).lemmas([word for word, _ in pairs])
    rule = SYLLABLES[language]
    return [(word, n, rule(word, lemma)) for (word, n), lemma in zip(pairs, lemmas, strict=True)]


@pytest.mark.parametrize(("language", "beyond"), [("fr", {"ONU"}), ("en", {"California"})])
def test_known_words(language: str, beyond: set[str]):
    assert {word for word, n, said in counted(language, "known") if n != said} == beyond


@pytest.mark.parametrize(("language", "right"), [("fr", 0.986), ("en", 0.977)])
def test_words_drawn_from_the_press(language: str, right: float):
    found = counted(language, "drawn")
    assert len(found) > 215
    assert sum(n == said for _, n, said in found) / len(found) == pytest.approx(right, abs=0.0005)
    true, said = (sum(row[k] for row in found) for k in (1, 2))
    assert abs(said / true - 1) < 0.0025


def test_a_verb_in_ent_is_told_from_a_noun_by_its_lemma():
    rule = SYLLABLES["fr"]
    assert (rule("président", "présider"), rule("président", "président")) == (2, 3)
    assert (rule("parlent", "parler"), rule("moment", "moment")) == (1, 2)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["", "2021", "3,5", "…", "'", "12-14"])
def test_what_is_no_word_has_none(language: str, form: str):
    assert SYLLABLES[language](form, form) == 0


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "form", ["a", "km", "B", "Ω", "中", "1er", "G7", "porte-", "e", "es", "WWW", "A-B-C"]
)
def test_whatever_else_has_a_letter_has_a_syllable(language: str, form: str):
    assert SYLLABLES[language](form, form.lower()) >= 1
