"""The invented sentences of each inventory: what is marked in them is found, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.annotate.speech.inventory import LANGUAGES, load_inventory

SPOKEN = ("direct", "fragment", "reported")
# Fair sentences on which a rule still fails, and why; one that passes must leave this list.
NOT_YET = {
    "[Hélène Vasseur] affirme {ne rien savoir du projet}.": "the clause begins behind rien",
    "[L'ingénieur] explique {comment le barrage sera vidé}.": "an engineer is in no list of who speaks",
    "Et [Marc Delorme] de conclure : « {Le four est éteint depuis lundi.} »": "only an office is seen before de",
    "Pour Noël, le tramway sera gratuit.": "a feast passes for a name",
    "Le maire a rappelé son chien.": "what is recalled may be a person or an animal",
    "La directrice a salué les visiteurs.": "who is greeted is nothing said",
}  # fmt: skip


def sentences(what: str) -> list[object]:
    rows: list[object] = []
    for language in LANGUAGES:
        inventory = load_inventory(language)
        for sentence in getattr(inventory, what) if inventory is not None else ():
            reason = NOT_YET.get(sentence, "")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            rows.append(pytest.param(language, sentence, marks=marks, id=f"{language}: {sentence}"))
    return rows


@pytest.mark.parametrize(("language", "sentence"), sentences("examples"))
def test_what_is_said_is_found_with_its_speaker(
    said: Callable, marked: Callable, language: str, sentence: str
) -> None:
    text, wanted = marked(sentence)
    found = [(one.words, one.who.casefold()) for one in said(text, language) if one.kind in SPOKEN]
    assert [(words, who.casefold()) for words, who in wanted if (words, who.casefold()) not in found] == []
    outside = [words for words, _ in found if not any(words in larger for larger, _ in wanted)]
    assert outside == []


@pytest.mark.parametrize(("language", "sentence"), sentences("counter_examples"))
def test_nothing_is_found_where_nobody_speaks(said: Callable, language: str, sentence: str) -> None:
    assert [one for one in said(sentence, language) if one.kind in SPOKEN] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_of_both(language: str) -> None:
    inventory = load_inventory(language)
    assert inventory is not None
    assert len(inventory.examples) >= 60
    assert len(inventory.counter_examples) >= 30


def test_no_sentence_stands_twice_and_none_is_unmarked() -> None:
    for language in LANGUAGES:
        inventory = load_inventory(language)
        assert inventory is not None
        both = (*inventory.examples, *inventory.counter_examples)
        assert len(set(both)) == len(both)
        assert not [sentence for sentence in inventory.examples if "{" not in sentence]
        assert not [sentence for sentence in inventory.counter_examples if set(sentence) & set("[]{}")]


def test_a_list_of_failures_names_sentences_that_exist() -> None:
    known = {s for n in LANGUAGES if (i := load_inventory(n)) for s in (*i.examples, *i.counter_examples)}
    assert set(NOT_YET) <= known


def test_marks_are_read(marked: Callable) -> None:
    text, wanted = marked("« {Oui} », dit [A]. {Non, dit [B]}.")
    assert text == "« Oui », dit A. Non, dit B."
    assert wanted == (("Oui", "A"), ("Non, dit B", "B"))


def test_a_lone_speaker_says_all_and_none_says_nothing(marked: Callable) -> None:
    assert marked("[A] dit {x} et {y}.").said == (("x", "A"), ("y", "A"))
    assert marked("On dit {x}.").said == (("x", ""),)


def test_speakers_that_do_not_pair_are_a_mistake(marked: Callable) -> None:
    with pytest.raises(ValueError, match="zip"):
        marked("[A] dit {x} à [B], {y}, {z}.")
