"""Mentions: what the words for a speaker tell of who is meant, and a mention on the line below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.annotate.speech.mentions import Phrase, read_phrase
from framing.annotate.speech.text import NOBODY

QUOTED = "« Le port doit fermer avant lundi. »"


@pytest.fixture
def phrase(scene_of: Callable) -> Callable[..., tuple[Phrase, list[str]]]:
    """Return a function: words, language → what they tell, and the words."""

    def read(words: str, language: str = "fr") -> tuple[Phrase, list[str]]:
        found, tokens = scene_of(f"{words} dort." if language == "fr" else f"{words} slept.", language)
        return read_phrase(found.text, 0, len(tokens) - 2), tokens

    return read


@pytest.mark.parametrize(
    ("words", "role", "body"),
    [
        pytest.param("le ministre", "ministre", "", id="an office"),
        pytest.param("la préfecture", "", "préfecture", id="a body"),
        pytest.param("le ministre de l'armée", "ministre", "armée", id="both"),
        pytest.param("le secrétaire du président", "secrétaire", "", id="the first office"),
        pytest.param("le comité du syndicat", "", "comité", id="the first body"),
        pytest.param("la brume", "", "", id="neither"),
        pytest.param("Jeanne Maire", "", "", id="a capital is no office"),
    ],
)
def test_the_office_and_the_body_of_a_phrase(phrase: Callable, words: str, role: str, body: str) -> None:
    found, tokens = phrase(words)
    assert [tokens[i] if i != NOBODY else "" for i in (found.role, found.body)] == [role, body]


@pytest.mark.parametrize(
    ("words", "office"),
    [
        pytest.param("le ministre de l'armée", True, id="an office before a body"),
        pytest.param("le parti du ministre", False, id="a body before an office"),
        pytest.param("le ministre", True, id="no body"),
        pytest.param("le parti", False, id="no office"),
    ],
)
def test_whether_an_office_leads(phrase: Callable, words: str, office: bool) -> None:
    assert phrase(words)[0].office == office


@pytest.mark.parametrize(
    ("words", "office"),
    [
        pytest.param("the port director", True, id="at the end of a compound"),
        pytest.param("the office's director", True, id="behind a genitive"),
        pytest.param("the miners' union secretary", True, id="behind a genitive of several"),
        pytest.param("the party of the minister", False, id="of a minister"),
    ],
)
def test_whether_an_english_office_leads(english: None, phrase: Callable, words: str, office: bool) -> None:
    assert phrase(words, "en")[0].office == office


def test_a_french_body_before_an_office_leads(phrase: Callable) -> None:
    assert not phrase("le parti socialiste")[0].office


@pytest.mark.parametrize(
    ("words", "definite"),
    [
        pytest.param("le ministre", True, id="le"),
        pytest.param("l'avocate", True, id="l'"),
        pytest.param("ce ministre", True, id="ce"),
        pytest.param("un ministre", False, id="un"),
        pytest.param("du ministre", False, id="du"),
        pytest.param("l'un des ministres", False, id="l'un"),
        pytest.param("plusieurs ministres", False, id="plusieurs"),
        pytest.param("Jeanne Arvel", False, id="a name"),
    ],
)
def test_whether_a_phrase_is_definite(phrase: Callable, words: str, definite: bool) -> None:
    assert phrase(words)[0].definite == definite


@pytest.mark.parametrize(("words", "points"), [("ce ministre", True), ("cette avocate", True), ("le ministre", False), ("son ministre", False)])  # fmt: skip
def test_whether_a_phrase_points(phrase: Callable, words: str, points: bool) -> None:
    assert phrase(words)[0].points == points


@pytest.mark.parametrize(
    ("words", "single"),
    [
        pytest.param("le ministre", True, id="one"),
        pytest.param("les ministres", False, id="several"),
        pytest.param("le ministre et la secrétaire", False, id="two with articles"),
        pytest.param(
            "le ministre de la Mer et de la Pêche", True, id="two fields",
        ),
        pytest.param("le secrétaire et porte-parole", True, id="two offices of one"),
    ],
)  # fmt: skip
def test_whether_a_phrase_can_mean_one_person(phrase: Callable, words: str, single: bool) -> None:
    assert phrase(words)[0].single == single


@pytest.mark.parametrize(
    ("words", "latest"), [("ce dernier", True), ("cette dernière", True), ("l'intéressé", True), ("ce ministre", False)]
)  # fmt: skip
def test_whether_a_phrase_is_the_latter(phrase: Callable, words: str, latest: bool) -> None:
    assert phrase(words)[0].latest == latest


@pytest.mark.parametrize(
    ("words", "nameless"),
    [
        ("une source", True),
        ("plusieurs passants", True),
        ("la source du fleuve", True),
        ("une voisine", False),
    ],
)
def test_whether_a_phrase_names_nobody(phrase: Callable, words: str, nameless: bool) -> None:
    assert phrase(words)[0].nameless == nameless


@pytest.mark.parametrize(
    ("words", "definite", "points"),
    [("The minister", True, False), ("That minister", True, True), ("A minister", False, False)],
)
def test_english(english: None, phrase: Callable, words: str, definite: bool, points: bool) -> None:
    found, _ = phrase(words, "en")
    assert (found.definite, found.points) == (definite, points)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"{QUOTED}\nJeanne Arvel", "Jeanne Arvel", id="a name"),
        pytest.param(f"{QUOTED}\nJeanne Arvel, maire de Velmont", "Jeanne Arvel", id="a name and an office"),
        pytest.param(f"{QUOTED}\n– Jeanne Arvel", "Jeanne Arvel", id="behind a dash"),
        pytest.param(f"Paul Tissier dort.\n\n{QUOTED}\n\nJeanne Arvel\n\nLe vent tombe.", "Jeanne Arvel", id="not who was named before"),
        pytest.param(f"{QUOTED}\nLa maire de Velmont", "la maire de Velmont", id="an office"),
    ],
)  # fmt: skip
def test_a_quotation_is_signed_on_the_line_below(said: Callable, text: str, who: str) -> None:
    assert [(one.who, one.rule) for one in said(text)] == [(who, "direct.signed")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{QUOTED}\nJeanne Arvel arrive au port.", id="a sentence"),
        pytest.param(f"{QUOTED} Jeanne Arvel", id="on its own line"),
        pytest.param(f"Au loin, {QUOTED}\nJeanne Arvel", id="no line of its own"),
        pytest.param(f"{QUOTED}\nle port de la rive nord", id="no name"),
        pytest.param(f"{QUOTED}\nJeanne Arvel, « maire »", id="marks"),
    ],
)
def test_what_signs_no_quotation(said: Callable, text: str) -> None:
    assert said(text)[0].rule != "direct.signed"
