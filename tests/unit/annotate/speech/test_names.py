"""Names: found, completed, and given their office."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest

from framing.annotate.speech.full_names import chains_for, complete_names
from framing.annotate.speech.names import (
    ARTICLE,
    HANGS,
    LONGEST_NAME,
    TITLE,
    Names,
    find_names,
)


class Named(NamedTuple):
    words: str
    before: int
    full: str
    office: str


@pytest.fixture
def names(text_of: Callable) -> Callable[[str], list[Named]]:
    """Return a function: text → its names."""

    def find(sentence: str) -> list[Named]:
        tokens, text = text_of(sentence)
        size = len(tokens)
        found = Names(*(np.empty(size, np.int64) for _ in Names._fields))  # fmt: skip
        n = find_names(text, found, size)
        complete_names(text, tokens.type, tokens.document, found, n, chains_for(len(tokens.surface), n))

        def words(k: int) -> str:
            return tokens.text[tokens.start[found.first[k]] : tokens.end[found.last[k]]]

        offices = [str(tokens.surface[tokens.type[i]]) if i >= 0 else "" for i in found.office[:n]]
        return [Named(words(k), int(found.before[k]), words(found.full[k]), offices[k]) for k in range(n)]

    return find


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("on a vu Jeanne Arvel au port", ["Jeanne Arvel"], id="two words"),
        pytest.param("on a vu Jean-Luc de La Tour au port", ["Jean-Luc de La Tour"], id="with a particle"),
        pytest.param(
            "on a vu Jeanne Arvel et Paul Tissier", ["Jeanne Arvel", "Paul Tissier"], id="two names"
        ),
        pytest.param(
            "on a vu la ministre de la Justice Jeanne Arvel",
            ["Jeanne Arvel"],
            id="not the field of an office",
        ),
        pytest.param("on a vu Mme Arvel", ["Arvel"], id="not the title"),
        pytest.param("On a vu Arvel. Elle dort.", ["Arvel"], id="not the first word of a sentence"),
        pytest.param("on a vu un port sans nom", [], id="none"),
    ],
)
def test_what_is_a_name(names: Callable, sentence: str, words: list[str]) -> None:
    assert [name.words for name in names(sentence)] == words


def test_a_name_has_so_many_words_at_most(names: Callable) -> None:
    first = names("on a vu Ana Bela Cora Dina Ella Fanny Gina")[0]
    assert len(first.words.split()) == LONGEST_NAME


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("on a vu Arvel", 0),
        ("on a vu la Drave", ARTICLE),
        ("on parle de Velmont", HANGS),
        ("on passe par Velmont", HANGS),
        ("on revient de la Drave", ARTICLE | HANGS),
        ("on a vu Mme Arvel", TITLE),
    ],
)
def test_what_stands_before_a_name(names: Callable, sentence: str, before: int) -> None:
    assert names(sentence)[0].before == before


@pytest.mark.parametrize("sentence", [
    "on a vu Jeanne Arvel mardi. Puis Arvel est partie.",
    "on a vu Arvel mardi. Puis Jeanne Arvel est partie.",
])  # fmt: skip
def test_a_surname_is_completed_wherever_the_full_name_stands(names: Callable, sentence: str) -> None:
    assert [name.full for name in names(sentence) if "Arvel" in name.words] == [
        "Jeanne Arvel",
        "Jeanne Arvel",
    ]


def test_a_name_with_an_article_is_not_completed(names: Callable) -> None:
    assert names("on a vu Jeanne Drave. Puis la Drave a débordé.")[-1].full == "Drave"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("on a vu la maire Jeanne Arvel", id="before"),
        pytest.param("on a vu la maire de Velmont Jeanne Arvel", id="before, with a place"),
        pytest.param("on a vu la maire, Jeanne Arvel", id="before a comma"),
        pytest.param("on a vu Jeanne Arvel, maire de Velmont", id="behind a comma"),
        pytest.param("on a vu Jeanne Arvel, la maire, au port", id="behind, with an article"),
    ],
)
def test_the_office_beside_a_name(names: Callable, sentence: str) -> None:
    assert [name.office for name in names(sentence) if name.words == "Jeanne Arvel"] == ["maire"]


def test_the_office_of_one_mention_is_that_of_the_full_name(names: Callable) -> None:
    found = names("on a vu la maire Arvel mardi. Puis Jeanne Arvel est partie.")
    assert [name.office for name in found if name.words == "Jeanne Arvel"] == ["maire"]


def test_an_office_is_not_that_of_the_next_name(names: Callable) -> None:
    found = names("on a vu le maire Paul Tissier et la préfète Jeanne Arvel")
    assert [name.office for name in found] == ["maire", "préfète"]
