"""People: given names tell a gender, words a high office, surnames who has held one, capitals nothing by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.annotate.speech.bits import (
    COMMON_BODY,
    HEAD_LAST,
    HELD_DIPLOMACY,
    HELD_GOVERNMENT,
    HELD_STATE,
    ORDINARY,
    POINTS,
    SAYS_CHIEF,
    SAYS_DIPLOMACY,
    SAYS_FIRST,
    SAYS_GOVERNMENT,
    SAYS_MINISTER,
    SAYS_PRESIDENT,
    SAYS_STATE,
)
from framing.annotate.speech.inventory import load_inventory
from framing.annotate.speech.people import load_given_names, telling_bits


@pytest.fixture(scope="module")
def told() -> Callable[..., int]:
    """Return a function: form, language → bits of what it tells."""

    def find(form: str, language: str = "fr") -> int:
        inventory = load_inventory(language)
        assert inventory is not None
        return telling_bits(inventory)(form, form.lower())

    return find


def test_no_given_name_has_two_genders() -> None:
    given = load_given_names()
    assert given.male & given.female == frozenset()


@pytest.mark.parametrize("name", ["camille", "claude", "dominique"])
def test_a_name_of_both_genders_is_in_neither(name: str) -> None:
    given = load_given_names()
    assert name not in given.male | given.female


def test_given_names_are_in_small_letters() -> None:
    given = load_given_names()
    assert [name for name in sorted(given.male | given.female) if name != name.lower()] == []


@pytest.mark.parametrize(
    ("form", "bits"),
    [
        pytest.param("président", SAYS_PRESIDENT, id="president"),
        pytest.param("cheffe", SAYS_CHIEF, id="chief"),
        pytest.param("État", SAYS_STATE, id="state, with a capital"),
        pytest.param("première", SAYS_FIRST, id="first"),
        pytest.param("ministre", SAYS_MINISTER, id="minister"),
        pytest.param("gouvernement", SAYS_GOVERNMENT, id="government"),
        pytest.param("diplomatie", SAYS_DIPLOMACY, id="diplomacy"),
        pytest.param("cette", POINTS, id="what points"),
        pytest.param("syndicat", COMMON_BODY, id="a body of which there are many"),
        pytest.param("préfecture", 0, id="a body of which there is one"),
        pytest.param("maire", 0, id="an office that is no high one"),
        pytest.param("bateau", 0, id="any other word"),
    ],
)
def test_what_a_word_tells(told: Callable, form: str, bits: int) -> None:
    assert told(form) & ~ORDINARY == bits


@pytest.mark.parametrize(
    ("form", "bits"),
    [
        pytest.param("Macron", HELD_STATE, id="a state"),
        pytest.param("Castex", HELD_GOVERNMENT, id="a government"),
        pytest.param("Lavrov", HELD_DIPLOMACY, id="a diplomacy"),
        pytest.param("Medvedev", HELD_STATE | HELD_GOVERNMENT, id="two offices"),
        pytest.param("Arvel", 0, id="none"),
    ],
)
def test_who_has_held_a_high_office(told: Callable, form: str, bits: int) -> None:
    assert told(form) == bits


@pytest.mark.parametrize("form", ["hollande", "may", "sall"])
def test_a_surname_has_a_capital(told: Callable, form: str) -> None:
    held = HELD_STATE | HELD_GOVERNMENT | HELD_DIPLOMACY
    assert (told(form) & held, bool(told(form.capitalize()) & held)) == (0, True)


@pytest.mark.parametrize(
    ("form", "ordinary"),
    [
        pytest.param("Conscient", True, id="a word of the dictionary"),
        pytest.param("conscient", False, id="the same, small"),
        pytest.param("Constant", False, id="a word that is a given name"),
        pytest.param("Velmont", False, id="no word"),
    ],
)
def test_which_capitalised_words_are_ordinary(told: Callable, form: str, ordinary: bool) -> None:
    assert bool(told(form) & ORDINARY) == ordinary


@pytest.mark.parametrize(
    ("form", "bits"),
    [
        pytest.param("head", SAYS_CHIEF, id="an office"),
        pytest.param("that", POINTS, id="what points"),
        pytest.param("union", COMMON_BODY, id="a body"),
    ],
)
def test_english(english: None, told: Callable, form: str, bits: int) -> None:
    assert told(form, "en") == bits | HEAD_LAST


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("Fabrice Orcal arrive. Melvane Tissier part. Il dit que tout va bien.", "Fabrice Orcal", id="a man"),
        pytest.param("Louise Orcal arrive. Melvane Tissier part. Elle dit que tout va bien.", "Louise Orcal", id="a woman"),
        pytest.param("Fabrice Orcal arrive. Elle dit que tout va bien.", "", id="no woman"),
        pytest.param("Louise Orcal arrive. Il dit que tout va bien.", "", id="no man"),
        pytest.param("Camille Orcal arrive. Elle dit que tout va bien.", "Camille Orcal", id="either, a woman"),
        pytest.param("Camille Orcal arrive. Il dit que tout va bien.", "Camille Orcal", id="either, a man"),
    ],
)  # fmt: skip
def test_given_names_tell_a_pronoun_its_gender(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("Jeanne : la mer monte", ["Jeanne"], id="a given name"),
        pytest.param("Gisèle Arvel : la mer monte", ["Gisèle Arvel"], id="a full name"),
        pytest.param("Cyclones : la mer monte", [], id="an ordinary word"),
        pytest.param("Gilets jaunes : la mer monte", [], id="an ordinary word and another"),
    ],
)
def test_an_ordinary_word_that_opens_a_sentence_is_no_name(
    said: Callable, text: str, speakers: list[str]
) -> None:
    assert [one.who for one in said(text)] == speakers
