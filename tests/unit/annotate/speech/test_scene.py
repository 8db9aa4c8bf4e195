"""Scene: sentences as the way back is counted in, and the names of one document."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate.speech.scene import count_turns, name_at, stands_in, times_named
from framing.annotate.speech.text import NOBODY, Text


def not_yet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param("Le port dort. La mer monte. Le vent tombe.", [1, 2, 3], id="each sentence"),
        pytest.param("Le port dort. « La mer monte. » Le vent tombe.", [1, 1, 2], id="not a quoted one"),
        pytest.param("Le port dort. La « mer » monte. Le vent tombe.", [1, 2, 3], id="one quoted in part"),
        pytest.param("« Le port dort. » La mer monte. Le vent tombe.", [0, 1, 2], id="a quoted one first"),
        pytest.param("« Le port dort. La mer monte. Le vent tombe. »", [0, 0, 0], id="nothing but a quotation"),
    ],
)  # fmt: skip
def test_turns_are_sentences_of_the_journalist(scene_of: Callable, text: str, turns: list[int]) -> None:
    found, words = scene_of(text)
    assert [int(found.turn[words.index(word)]) for word in ("port", "mer", "vent")] == turns


def test_no_tokens_have_no_turns() -> None:
    assert count_turns(Text(*(np.zeros(0, np.int32) for _ in Text._fields))).shape == (0,)


def test_a_name_is_found_by_its_first_word(scene_of: Callable) -> None:
    found, words = scene_of("on a vu Jeanne Arvel et Paul Tissier")
    assert [name_at(found, words.index(word)) for word in ("Jeanne", "Paul", "Tissier", "vu")] == [
        0,
        1,
        NOBODY,
        NOBODY,
    ]


def test_a_name_of_another_document_is_not_found(scene_of: Callable) -> None:
    found, words = scene_of("on a vu Jeanne Arvel et Paul Tissier")
    assert name_at(found._replace(end=1), words.index("Paul")) == NOBODY


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param("on a vu Jeanne Arvel", 1, id="once"),
        pytest.param("on a vu Jeanne Arvel, puis Arvel, puis Mme Arvel", 3, id="by her surname"),
        pytest.param("on a vu Jeanne Arvel et Paul Tissier, puis Tissier", 1, id="others do not count"),
        pytest.param(
            "on a vu Jeanne Arvel au port, puis Jeanne Arvel au marché", 2, id="in full",
            marks=not_yet("names of equal length each stand for themselves: complete_names takes longer ones only"),
        ),
    ],
)  # fmt: skip
def test_how_often_somebody_is_named(scene_of: Callable, text: str, times: int) -> None:
    assert times_named(scene_of(text)[0], 0) == times


def test_another_document_does_not_count(scene_of: Callable) -> None:
    found, _ = scene_of("on a vu Jeanne Arvel, puis Arvel")
    assert times_named(found._replace(end=1), 0) == 1


@pytest.mark.parametrize(
    ("low", "high", "stands"),
    [
        pytest.param("La", "Jeanne", True, id="in it"),
        pytest.param("Jeanne", "puis", False, id="before it"),
        pytest.param("La", "ville", False, id="right behind it"),
        pytest.param("ville", "Jeanne", True, id="its first"),
    ],
)
def test_whether_a_word_stands_in_a_stretch(scene_of: Callable, low: str, high: str, stands: bool) -> None:
    found, words = scene_of("La ville attend Jeanne Arvel au port puis une autre ville dort")
    last = len(words) - 1 - words[::-1].index("ville")
    assert stands_in(found, last, words.index(low), words.index(high)) == stands
