"""Evidence: the sentence around a match."""

from __future__ import annotations

import pytest

from framing.report.evidence import CONTEXT, sentence_around


def shown(text: str, words: str) -> str:
    at = text.index(words)
    line = sentence_around(text, at, at + len(words))
    return f"{line['left']}[{line['match']}]{line['right']}"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Un titre\nLa côte est calme. Le port ferme tôt.", "port", "Le [port] ferme tôt."),
        ("M. Lindal part. M. Metz reste, dit-on. Fin.", "reste", "M. Metz [reste], dit-on."),
        ("Il dit : « Non. » La salle rit.", "salle", "La [salle] rit."),
        ("Sans point", "Sans", "[Sans] point"),
    ],
)
def test_a_match_stands_in_its_sentence(text: str, words: str, expected: str) -> None:
    assert shown(text, words) == expected


def test_a_sentence_without_end_is_cut_at_words_and_says_so() -> None:
    text = "mot " * 200 + "cible" + " mot" * 200
    left, right = shown(text, "cible").split("[cible]")
    assert left.startswith("… mot ")
    assert right.endswith(" mot …")
    assert max(len(left), len(right)) <= CONTEXT + 2
