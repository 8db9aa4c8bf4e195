from __future__ import annotations

import pytest

from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.english import EnglishClassifier, uninflected
from framing.annotate.wordclass.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("form", "lemma", "has", "lacks"),
    [
        ("economic", "economic", Is.ADJECTIVE, Is.FINITE),
        ("tough", "tough", Is.ADJECTIVE, 0),
        ("imposed", "impose", Is.PARTICIPLE, Is.FINITE | Is.ADJECTIVE),
        ("imposes", "impose", Is.FINITE, Is.ADJECTIVE),
        ("limiting", "limit", Is.PRESENT_PARTICIPLE, Is.FINITE),
        ("including", "include", 0, Is.PRESENT_PARTICIPLE),
        ("quickly", "quickly", Is.ADVERB, Is.ADJECTIVE),
        ("nations", "nation", Is.PLURAL, Is.ADJECTIVE),
        ("arms", "arm", 0, Is.PLURAL),
        ("government", "government", 0, Is.ADJECTIVE),
        ("described", "describe", Is.JUDGING | Is.PARTICIPLE, 0),
    ],
)
def test_what_a_form_can_be(form: str, lemma: str, has: int, lacks: int):
    bits = EnglishClassifier(load_lexicon("en"))(form, lemma)
    assert bits & has == has
    assert bits & lacks == 0


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("tougher", "tough", "tough"),
        ("imposed", "impose", "imposed"),
        ("crippling", "cripple", "crippling"),
        ("arms", "arm", "arms"),
    ],
)
def test_only_comparatives_and_plurals_are_undone(form: str, lemma: str, expected: str):
    assert uninflected(form, lemma) == expected
