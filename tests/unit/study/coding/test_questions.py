"""Questions: what coders are asked, from codebooks and claims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.codebook import Codebook, load
from framing.errors import ConfigError
from framing.study.coding.questions import claimed_questions, question_key, questions_from
from framing.study.config.study import load_study


@pytest.fixture(scope="module")
def books() -> dict[str, tuple[Codebook, ...]]:
    return {"fr": load(["threat", "naming", "heads"], "fr"), "en": load(["threat"], "en")}


def test_a_family_of_cues_is_one_question_with_its_categories_in_every_language(books: Any) -> None:
    english, french = questions_from(["threat"], books)
    assert (english.language, french.language) == ("en", "fr")
    assert [code.id for code in french.codes] == ["alarm", "menace"]
    assert french.codes[0].label == "inquiétude, alarme"
    assert (french.referent, french.key) == ("", "threat")


def test_examples_are_of_different_entries_and_few(books: Any) -> None:
    (book,) = [book for book in books["fr"] if book.name == "threat"]
    alarm = questions_from(["threat"], books)[1].codes[0]
    assert alarm.examples == tuple(entry.examples[0] for entry in book.categories[0].entries[:3])
    assert len(alarm.counterexamples) == 2


def test_naming_is_asked_by_referent_and_heads_by_head(books: Any) -> None:
    (iran,) = questions_from(["naming/iran"], books)
    assert iran.key == "naming/iran"
    assert {code.id for code in iran.codes} >= {"country", "regime"}
    (sanctions,) = questions_from(["heads/sanctions"], books)
    assert [code.id for code in sanctions.codes] == [
        "mention",
        "adjective",
        "participle",
        "complement",
        "predicate",
    ]
    every = questions_from(["naming"], books)
    assert len(every) > 5
    assert iran in every


def test_unknown_families_are_all_named_with_the_nearest(books: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        questions_from(["threats", "naming/irann", "reporting"], books)
    said = [problem.remedy for problem in caught.value.problems]
    assert said[:2] == ["did you mean 'threat'?", "did you mean 'naming/iran'?"]
    assert "no codebook says" in said[2]


def test_claims_ask_each_question_once_and_none_without_a_codebook(study_file: Callable[..., Path]) -> None:
    claim = {"contrast": ["alpha", "beta"]}
    claims = [
        {"family": "threat", "category": "alarm", **claim},
        {"family": "threat", "category": "alarm", "voice": "quoted", **claim},
        {"family": "naming", "category": "capital", "referent": "west", **claim},
        {"family": "reporting", "category": "neutral", **claim},
    ]
    extractors = ["cues.v1", "naming.v1", "reporting.v1"]
    study = load_study(study_file(claims=claims, extractors=extractors))
    assert claimed_questions(study) == ("threat", "naming/west")


def test_only_shares_carry_their_referent() -> None:
    assert question_key("threat", "west") == "threat"
    assert question_key("heads", "treaty") == "heads/treaty"
