from __future__ import annotations

import numpy as np
import pytest

from framing.annotate.wordclass.lexicon import load_lexicon
from framing.features.negation import negated


@pytest.mark.parametrize(
    ("language", "text", "word", "expected"),
    [
        ("fr", "Ce blocus n'est pas illégal.", "illégal", True),
        ("fr", "Ce blocus est illégal.", "illégal", False),
        ("fr", "Le navire ne menace pas le port.", "menace", True),
        ("fr", "Le navire n'a jamais menacé le port.", "menacé", True),
        ("fr", "Le navire ne menace que le port.", "menace", False),
        ("fr", "Aucune menace ne pèse.", "menace", True),
        ("fr", "Il avance sans crainte.", "crainte", True),
        ("fr", "Il ne cache pas ses craintes.", "craintes", False),
        ("fr", "Cela n'apaise pas les craintes.", "craintes", False),
        ("fr", "Ce n'est pas la menace que l'on croit.", "menace", True),
        ("fr", "Un blocus non seulement illégal mais cruel.", "illégal", False),
        ("fr", "C'est sans doute illégal.", "illégal", False),
        ("fr", "Il ne viendra pas, menace le maire.", "menace", False),
        ("fr", "Il ne viendra pas. Illégal, ce blocus dure.", "Illégal", False),
        ("en", "The blockade is not illegal.", "illegal", True),
        ("en", "The blockade isn't illegal.", "illegal", True),
        ("en", "The blockade is not only illegal but cruel.", "illegal", False),
        ("en", "It does not pose a real threat.", "threat", True),
        ("en", "No threat was found.", "threat", True),
        ("en", "There is no doubt the threat grows.", "threat", False),
        ("en", "They did not see the threat.", "threat", False),
        ("en", "The towns are not their enemy.", "enemy", True),
        ("en", "It will not end, a threat remains.", "threat", False),
    ],
)
def test_denied_or_not(tokens_of, language: str, text: str, word: str, expected: bool):
    tokens = tokens_of(text, language=language)
    at = np.flatnonzero(tokens.surface[tokens.type] == word)
    assert len(at) == 1
    assert negated(tokens, at, at, load_lexicon(language)).tolist() == [expected]


def test_a_narrow_window_sees_only_the_word_before(tokens_of):
    tokens = tokens_of("Il n'y a pas de sanctions illégales ni de taxes non justifiées.")
    at = np.flatnonzero(np.isin(tokens.surface[tokens.type], ["illégales", "justifiées"]))
    assert negated(tokens, at, at, load_lexicon("fr"), np.array([1, 1])).tolist() == [False, True]


def test_the_ends_of_the_text_are_no_context(tokens_of):
    tokens = tokens_of("Illégal")
    at = np.array([0])
    assert negated(tokens, at, at, load_lexicon("fr")).tolist() == [False]
    assert negated(tokens, at[:0], at[:0], load_lexicon("fr")).tolist() == []
