"""Twins: headings, intertitles and pull quotes are said by whoever says the same words, or what stands below."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate.speech.text import NOBODY
from framing.annotate.speech.twins import find_twins

# Words that Jeanne Arvel says below, while others are named.
WORDS = "Le port doit fermer avant lundi"
SAID = f"Paul Tissier part. « {WORDS} », dit Jeanne Arvel."
# A line before: it is not the first of the text.
LINE = "Le vent tombe.\n\n"


@pytest.fixture
def twins(tokens: Callable) -> Callable[[str, str], list[int]]:
    """Return a function: quotations of one document, which of them seek (x) → their twins."""

    def find(text: str, seek: str) -> list[int]:
        read = tokens([text])
        seeking = np.array([mark == "x" for mark in seek])
        return [int(twin) for twin in find_twins(read, read.speech.first, read.speech.last, seeking)]

    return find


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"« {WORDS} »\n\n{SAID}", "Jeanne Arvel", id="a heading"),
        pytest.param(f"« Le port doit fermer »\n\n{SAID}", "Jeanne Arvel", id="a heading of some of the words"),
        pytest.param(f"{LINE}« {WORDS}. »\n\n{SAID}", "Jeanne Arvel", id="a sentence"),
        pytest.param(f"{LINE}« Le port doit rouvrir bientôt. »\n\n{SAID}", "Paul Tissier", id="other words"),
        pytest.param(f"{LINE}« Le port doit. »\n\n{SAID}", "Paul Tissier", id="three words"),
        pytest.param(f"{LINE}« Avant lundi le port doit fermer. »\n\n{SAID}", "Paul Tissier", id="another order"),
    ],
)  # fmt: skip
def test_a_quotation_above_takes_the_speaker_of_the_same_words(said: Callable, text: str, who: str) -> None:
    assert said(text)[0].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"{SAID}\n\nMarc Delorme dort.\n\nLe vent tombe.\n\n« {WORDS}. »", "Jeanne Arvel", id="the same words"),
        pytest.param(f"{SAID}\n\nMarc Delorme dort.\n\nLe vent tombe.\n\n« Le port doit fermer. »", "Jeanne Arvel", id="some of them"),
        pytest.param(f"{SAID}\n\nMarc Delorme dort.\n\nLe vent tombe.\n\n« {WORDS} et rouvrir. »", "Jeanne Arvel", id="more"),
        pytest.param(f"{SAID}\n\nMarc Delorme dort.\n\nLe vent tombe.\n\n« La mer monte ce soir. »", "Marc Delorme", id="others"),
    ],
)  # fmt: skip
def test_a_pull_quote_takes_the_speaker_of_the_same_words(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"{LINE}« Le port ferme »\n\n{SAID}", "Jeanne Arvel", id="by whoever speaks below"),
        pytest.param(f"{LINE}« Le port ferme. »\n\n{SAID}", "Paul Tissier", id="not if it is a sentence"),
        pytest.param(f"{LINE}« Le port ferme »\n\n« Oui », dit Marc Delorme. « Le port ferme », dit Jeanne Arvel.", "Jeanne Arvel", id="rather by the same words"),
        pytest.param(f"{LINE}« Le port ferme ce soir et la mer monte encore un peu »\n\n{SAID}", "Paul Tissier", id="not if it is long"),
        pytest.param(f"{LINE}Au loin, « le port ferme »\n\n{SAID}", "Paul Tissier", id="not within a line"),
        pytest.param(
            f"« Le port ferme »\n\n{SAID}", "Jeanne Arvel", id="the first line of all texts",
        ),
    ],
)  # fmt: skip
def test_an_intertitle_is_said_by_whom_it_announces(said: Callable, text: str, who: str) -> None:
    assert said(text)[0].who == who


def test_an_intertitle_has_its_twin_below_rather_than_above(said: Callable) -> None:
    text = f"« Le port ferme », dit Marc Delorme.\n\n« Le port ferme »\n\n« Oui », dit Louise Daumier. {SAID}"
    assert said(text.replace(WORDS, "Le port ferme"))[1].who == "Jeanne Arvel"


def test_an_intertitle_that_nothing_follows_is_not_announced(said: Callable) -> None:
    text = f"{SAID}\n\nMarc Delorme dort.\n\n« Le port ferme »\n\nLe vent tombe."
    assert said(text)[-1].who == "Marc Delorme"


def test_a_quotation_with_a_speaker_keeps_it(said: Callable) -> None:
    text = f"« {WORDS} », dit Marc Delorme.\n\n{SAID}"
    assert [one.who for one in said(text)] == ["Marc Delorme", "Jeanne Arvel"]


def test_a_twin_is_not_of_another_document(tokens: Callable, found: Callable) -> None:
    read = tokens([f"Marc Delorme dort.\n\nLe vent tombe.\n\n« {WORDS}. »", SAID])
    assert [one.who for one in found(read)] == ["Marc Delorme", "Jeanne Arvel"]


@pytest.mark.parametrize(
    ("seek", "twin"),
    [
        pytest.param("x--", [1, NOBODY, NOBODY], id="the first of the others"),
        pytest.param("xx-", [2, 2, NOBODY], id="none that seeks as well"),
        pytest.param("xxx", [NOBODY, NOBODY, NOBODY], id="all seek"),
        pytest.param("---", [NOBODY, NOBODY, NOBODY], id="none seeks"),
        pytest.param("--x", [NOBODY, NOBODY, 0], id="above"),
    ],
)
def test_who_has_a_twin(twins: Callable, seek: str, twin: list[int]) -> None:
    line = f"« {WORDS} », dit Jeanne Arvel."
    assert twins(f"{line}\n\n{line}\n\n{line}", seek) == twin
