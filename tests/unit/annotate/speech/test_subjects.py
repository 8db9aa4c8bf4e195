"""Subjects: the words that say who speaks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate.speech.announced import subject_before_colon, subject_of_incise
from framing.annotate.speech.cues import Cues, find_cues
from framing.annotate.speech.noun_phrases import is_when, phrase_before, phrase_end
from framing.annotate.speech.subjects import find_subjects


def not_yet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.fixture
def subjects(text_of: Callable) -> Callable[..., list[str]]:
    """Return a function: sentence → the subject of each cue, "" for none."""

    def find(sentence: str, language: str = "fr") -> list[str]:
        tokens, text = text_of(sentence, language)
        candidates = np.flatnonzero(text.verb)
        out = Cues(*(np.empty(len(candidates), np.int64) for _ in range(3)))
        n = find_cues(text, candidates, *out)
        cues = Cues(*(column[:n] for column in out))
        first, last = np.empty(n, np.int64), np.empty(n, np.int64)
        find_subjects(text, cues, first, last)
        return [
            tokens.text[tokens.start[a] : tokens.end[b]] if a >= 0 else ""
            for a, b in zip(first, last, strict=True)
        ]

    return find


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        pytest.param("Jeanne Arvel dit que tout va bien.", "Jeanne Arvel", id="name"),
        pytest.param("Elle dit que tout va bien.", "Elle", id="pronoun"),
        pytest.param("La maire de Velmont dit que tout va bien.", "La maire de Velmont", id="office"),
        pytest.param("Le directeur général du port dit que tout va bien.", "Le directeur général du port", id="long office"),
        pytest.param("Jeanne Arvel, la maire, dit que tout va bien.", "Jeanne Arvel", id="before an aside"),
        pytest.param("Jeanne Arvel (liste du port) dit que tout va bien.", "Jeanne Arvel", id="before a bracket"),
        pytest.param("Jeanne Arvel, qui vit ici, dit que tout va bien.", "Jeanne Arvel", id="before a relative clause"),
        pytest.param("Mardi, la préfecture a dit que tout allait bien.", "la préfecture", id="behind a date"),
        pytest.param("Interrogée à Velmont, la maire a dit que tout allait bien.", "la maire", id="behind a participle"),
        pytest.param("La maire ne l'a jamais dit.", "La maire", id="over clitics"),
        pytest.param("Les « gilets verts » ont dit que tout allait bien.", "Les « gilets verts", id="name in marks"),
    ],
)  # fmt: skip
def test_before_the_verb(subjects: Callable, sentence: str, subject: str) -> None:
    assert subjects(sentence) == [subject]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        pytest.param("Tout va bien, a dit Jeanne Arvel.", "Jeanne Arvel", id="name"),
        pytest.param("Tout va bien, a-t-elle dit.", "elle", id="pronoun"),
        pytest.param("Tout va bien, a dit la maire de Velmont.", "la maire de Velmont", id="office"),
        pytest.param("Tout va bien, a dit mardi la préfecture.", "la préfecture", id="behind a date"),
        pytest.param(
            "Tout va bien, a dit à la presse la préfecture.", "la préfecture", id="behind whom one tells"
        ),
        pytest.param(
            "Tout va bien, a dit le 12 mai la préfecture.",
            "la préfecture",
            id="behind a date with an article",
        ),
        pytest.param("Tout va bien, a écrit sur sa page Jeanne Arvel.", "Jeanne Arvel", id="behind a place"),
    ],
)
def test_behind_the_verb(subjects: Callable, sentence: str, subject: str) -> None:
    assert subjects(sentence) == [subject]


def test_the_subject_of_a_relative_clause_is_its_noun(subjects: Callable) -> None:
    assert subjects("Le port appelle la maire, qui dit que tout va bien.")[-1] == "la maire"


def test_a_second_verb_has_the_subject_of_the_first(subjects: Callable) -> None:
    assert subjects("La maire dit que tout va bien et ajoute que le port ouvre.") == ["La maire", "La maire"]


def test_an_infinitive_has_the_subject_of_the_sentence(subjects: Callable) -> None:
    assert subjects("La maire est partie sans préciser où.") == ["La maire"]


def test_a_gerund_has_the_subject_of_the_sentence(subjects: Callable) -> None:
    assert subjects("La maire est partie en disant que tout va bien.") == ["La maire"]


def test_an_infinitive_that_tells_stands_behind_its_subject(subjects: Callable) -> None:
    assert subjects("Et la maire de conclure : tout va bien.") == ["la maire"]


@not_yet("only an office is seen before de")
def test_an_infinitive_that_tells_stands_behind_a_name(subjects: Callable) -> None:
    assert subjects("Et Jeanne Arvel de conclure : tout va bien.") == ["Jeanne Arvel"]


def test_a_subject_does_not_come_from_the_sentence_before(subjects: Callable) -> None:
    assert subjects("Le port ouvre. Sans préciser quand.") == [""]


def test_two_who_speak_are_one_subject(subjects: Callable) -> None:
    assert subjects("La maire et le préfet disent que tout va bien.") == ["La maire et le préfet"]


@pytest.mark.parametrize(("language", "sentence", "subject"), [
    ("en", "Jane Marlow said that all was well.", "Jane Marlow"),
    ("en", "All was well, said the mayor of Velmont.", "the mayor of Velmont"),
    ("en", "The mayor, who lives here, said that all was well.", "The mayor"),
])  # fmt: skip
def test_english(english: None, subjects: Callable, language: str, sentence: str, subject: str) -> None:
    assert subjects(sentence, language) == [subject]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("la maire de Velmont a parlé", 0, 3),
        ("la maire du port et le préfet dorment", 0, 6),
        ("le ministre de la Mer qui dort", 0, 4),
        ("Jeanne Arvel pour sa part dort", 0, 1),
        ("Jeanne Arvel (liste du port) dort", 0, 1),
    ],
)
def test_where_a_noun_phrase_ends(text_of: Callable, sentence: str, first: int, last: int) -> None:
    assert phrase_end(text_of(sentence)[1], first) == last


def test_a_noun_phrase_begins_where_it_hangs_on_nothing(text_of: Callable) -> None:
    _, text = text_of("Mardi, la maire du port de Velmont dort.")
    assert phrase_before(text, 6) == (1, 6)
    assert phrase_before(text, 3) == (1, 3)


def test_a_date_is_no_subject(text_of: Callable) -> None:
    _, text = text_of("le 17 mai et ce mardi la maire")
    assert [is_when(text, i) for i in (0, 4, 6)] == [True, True, False]


def test_who_is_announced_before_a_colon(text_of: Callable) -> None:
    tokens, text = text_of("Parmi les voisins, Paul Tissier, un maçon : « Tout va bien chez nous. »")
    first, last = subject_before_colon(text, int(np.flatnonzero(text.quote == 0)[0]))
    assert tokens.text[tokens.start[first] : tokens.end[last]] == "Paul Tissier"


@pytest.mark.parametrize("verb", [
    "ronchonnait", "a ronchonné", pytest.param("s'est emballée", marks=not_yet("est is no auxiliary there")),
    "tranche",
])  # fmt: skip
def test_who_stands_behind_a_verb_that_is_in_no_list(text_of: Callable, verb: str) -> None:
    tokens, text = text_of(f"« Tout ira bien chez nous », {verb} Jeanne Arvel.")
    first, last = subject_of_incise(text, int(np.flatnonzero(text.quote == 0)[-1]))
    assert first >= 0
    assert tokens.text[tokens.start[first] : tokens.end[last]] == "Jeanne Arvel"


def test_a_noun_behind_a_quotation_speaks_not(text_of: Callable) -> None:
    _, text = text_of("« Tout va bien », peinture de Jeanne Arvel.")
    assert subject_of_incise(text, int(np.flatnonzero(text.quote == 0)[-1])) == (-1, -1)
