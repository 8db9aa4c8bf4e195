"""Cues: which verbs report, and what belongs to their group."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate.speech.cues import Cues, find_cues
from framing.annotate.speech.text import before_brackets, over_brackets, sentence_end, sentence_start

Found = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def cues(text_of: Callable) -> Found:
    """Return a function: sentence → the group of each cue up to the verb, and the pronoun behind it."""

    def find(sentence: str, language: str = "fr") -> list[tuple[str, str]]:
        tokens, text = text_of(sentence, language)
        candidates = np.flatnonzero(text.verb)
        out = Cues(*(np.empty(len(candidates), np.int64) for _ in range(3)))
        n = find_cues(text, candidates, *out)
        words = tokens.surface[tokens.type]
        return [
            (tokens.text[tokens.start[first] : tokens.end[t]], words[clitic] if clitic >= 0 else "")
            for t, first, clitic in zip(out.token[:n], out.first[:n], out.clitic[:n], strict=True)
        ]

    return find


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("Le maire déclare que la digue tient.", "déclare"),
        ("Le maire a déclaré que la digue tient.", "a déclaré"),
        ("Le maire n'a pas encore déclaré que la digue tient.", "n'a pas encore déclaré"),
        ("Le maire lui a dit que la digue tient.", "lui a dit"),
        ("Le maire s'est félicité de la crue.", "s'est félicité"),
        pytest.param(
            "Le maire s'est réjoui de la crue.",
            "s'est réjoui",
        ),
        ("Après avoir salué le préfet, il part.", "avoir salué"),
        ("Le maire a fait savoir que la digue tient.", "a fait savoir"),
        ("Le maire laisse entendre que la digue cédera.", "laisse entendre"),
        ("Le maire a, pour sa part, déclaré que la digue tient.", "a, pour sa part, déclaré"),
        ("Il est parti sans dire où.", "dire"),
        ("Il est parti en déclarant que la digue tient.", "en déclarant"),
    ],
)
def test_the_group_of_a_verb_that_reports(cues: Found, sentence: str, group: str) -> None:
    assert cues(sentence) == [(group, "")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("La digue tient, a-t-elle déclaré.", ("a-t-elle déclaré", "elle")),
        ("La digue tient, dit-il.", ("dit", "il")),
        ("La digue tient, s'est-il félicité.", ("s'est-il félicité", "il")),
    ],
)
def test_an_inverted_pronoun_belongs_to_the_group(
    cues: Found, sentence: str, expected: tuple[str, str]
) -> None:
    assert cues(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("L'annonce du maire a surpris.", id="noun behind an article"),
        pytest.param("La digue est citée partout.", id="passive"),
        pytest.param("La mesure a été annoncée mardi.", id="passive of the past"),
        pytest.param("Cela réjouit le village.", id="reflexive without its pronoun"),
        pytest.param("Le maire sait que la digue tient.", id="savoir without faire"),
        pytest.param("Le maire a pris part au repas.", id="part without faire"),
        pytest.param("La mesure annoncée mardi a surpris.", id="participle of a noun"),
        pytest.param("A constaté une journaliste de l'agence.", id="what a journalist saw"),
        pytest.param("Le maire mange.", id="no such verb"),
    ],
)
def test_what_does_not_report(cues: Found, sentence: str) -> None:
    assert cues(sentence) == []


def test_a_participle_shares_the_auxiliary_of_the_one_before(cues: Found) -> None:
    assert cues("Le maire a reçu la presse et déclaré que la digue tient.") == [
        ("a reçu la presse et déclaré", "")
    ]


def test_cues_stand_in_the_order_of_the_text(cues: Found) -> None:
    found = cues("Le maire dit que la préfète a déclaré que le pont tient, et ajoute que tout va bien.")
    assert [group for group, _ in found] == ["dit", "a déclaré", "ajoute"]


def test_a_group_does_not_reach_into_the_sentence_before(cues: Found) -> None:
    assert cues("Voilà ce qu'il a. Déclarant que la digue tient, il part.") == [("Déclarant", "")]


def test_english_auxiliaries_belong_to_the_group(english: None, cues: Found) -> None:
    assert cues("The mayor has never said that.", "en")[0][0].endswith("said")
    assert cues("The plan was never announced on the quay.", "en") == []


def test_a_sentence_begins_and_ends(text_of: Callable) -> None:
    _, text = text_of("La digue tient. Le pont aussi.")
    assert [sentence_start(text, i) for i in range(6)] == [0, 0, 0, 3, 3, 3]
    assert [sentence_end(text, i) for i in range(6)] == [3, 3, 3, 6, 6, 6]


def test_brackets_are_stepped_over_both_ways(text_of: Callable) -> None:
    _, text = text_of("Le maire d'Orval (parti du port) parle.")
    assert over_brackets(text, 4) == 7
    assert before_brackets(text, 7) == 4
    assert over_brackets(text, 2) == 2
    assert before_brackets(text, 2) == 2


def test_a_long_bracket_is_not_stepped_over(text_of: Callable) -> None:
    _, text = text_of("Le maire (élu au printemps par un village entier qui ne dort plus) parle.")
    assert over_brackets(text, 2) == 2
