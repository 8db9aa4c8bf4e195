"""Acronyms: written out where their words stand before a bracket, wherever they come in that document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# What a body says, in the texts below.
SAYS = "dit que tout va bien."
FUND = "Fonds maritime international"


def not_yet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Le {FUND} (FMI) recrute. Le FMI {SAYS}", id="behind it"),
        pytest.param(f"Le FMI {SAYS} Le {FUND} (FMI) recrute.", id="before it"),
        pytest.param(f"Le {FUND} (FMI) {SAYS}", id="with its bracket"),
        pytest.param(f"Le {FUND} (FMI) recrute. Le Fonds maritime {SAYS}", id="cut short"),
        pytest.param(f"Le {FUND} (FMI) recrute. Selon le FMI, tout va bien.", id="behind selon"),
        pytest.param(f"Le {FUND} (FMI) dit que non. Le FMI recrute. Il {SAYS}", id="a pronoun"),
    ],
)
def test_an_acronym_is_written_out(said: Callable, text: str) -> None:
    assert (said(text)[-1].who, said(text)[-1].what) == (FUND, "body")


@pytest.mark.parametrize(
    ("words", "acronym"),
    [
        pytest.param("Union des pêcheurs d'Orval", "UPO", id="small words have no letter"),
        pytest.param("Ligue des éleveurs", "LDE", id="small words have one"),
        pytest.param("École navale d'Orval", "ENO", id="without accents"),
        pytest.param("Union maritime", "UM", id="two letters"),
        pytest.param("Caisse des pêcheurs et armateurs", "CPA", id="et"),
    ],
)
def test_which_words_an_acronym_stands_for(said: Callable, words: str, acronym: str) -> None:
    text = f"On parle de {words} ({acronym}). {acronym} {SAYS}"
    assert said(text)[-1].who == words


def test_six_words_are_left_and_no_small_one_at_the_end(said: Callable) -> None:
    words = "Ligue nouvelle des éleveurs de chèvres et de brebis"
    text = f"La {words} (LNECB) recrute. La LNECB {SAYS}"
    assert said(text)[-1].who == "Ligue nouvelle des éleveurs de chèvres"


def test_a_small_word_does_not_end_what_is_left(said: Callable) -> None:
    words = "Ligue nouvelle des jeunes éleveurs de chèvres"
    text = f"La {words} (LNJEC) recrute. La LNJEC {SAYS}"
    assert said(text)[-1].who == "Ligue nouvelle des jeunes éleveurs"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Le {FUND} (XYZ) recrute. Le XYZ {SAYS}", "XYZ", id="other letters"),
        pytest.param(f"Le {FUND} recrute. Le FMI {SAYS}", "FMI", id="no bracket"),
        pytest.param(f"Jeanne Arvel (FMI) recrute. Le FMI {SAYS}", "FMI", id="a party behind a name"),
        pytest.param(f"Le Fonds d'aide maritime international (FMI) recrute. Le FMI {SAYS}", "FMI", id="a word without a letter"),
        pytest.param(f"Un {FUND} recrute. Il y a dix ans (FMI). Le FMI {SAYS}", "FMI", id="another sentence"),
        pytest.param(f"Le {FUND} (FMI) recrute. La CFMT {SAYS}", "CFMT", id="another acronym"),
        pytest.param(f"Le {FUND} (FMI) recrute. Le Fonds agricole {SAYS}", "Fonds agricole", id="other words that begin alike"),
    ],
)  # fmt: skip
def test_what_is_not_written_out(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


def test_words_do_not_come_from_another_document(tokens: Callable, found: Callable) -> None:
    read = tokens([f"Le {FUND} (FMI) recrute.", f"Le FMI {SAYS}"])
    assert [one.who for one in found(read)] == ["FMI"]


def test_who_belongs_to_a_body_is_not_the_body(said: Callable) -> None:
    text = f"Paul Tissier, du {FUND} (FMI), est là. Paul Tissier {SAYS}"
    assert said(text)[-1].who == "Paul Tissier"


@pytest.mark.parametrize(
    ("words", "acronym"),
    [
        pytest.param("National Harbour Union", "NHU", id="every word"),
        pytest.param("Union of Harbour Masters", "UHM", id="not the small one"),
    ],
)
def test_english(english: None, said: Callable, words: str, acronym: str) -> None:
    text = f"The {words} ({acronym}) hires. The {acronym} said that all was well."
    assert said(text, "en")[-1].who == words
