"""Words that have a capital only because they open a sentence are no names."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate.speech.bits import IS_NAME, LOWER
from framing.annotate.speech.openers import lower_openers


@pytest.fixture
def names_left(text_of: Callable) -> Callable[[str], list[str]]:
    """Return a function: text → the words that are names still."""

    def left(sentence: str) -> list[str]:
        tokens, text = text_of(sentence)
        before = text.word.copy()
        lower_openers(
            text, tokens.type, tokens.end - tokens.start, np.full(len(tokens.surface), -1, np.int32)
        )
        changed = before != text.word
        assert not (text.word[changed] & IS_NAME).any()
        assert (text.word[changed] & LOWER).all()
        is_name = np.flatnonzero(text.word & IS_NAME)
        return [tokens.text[a:b] for a, b in zip(tokens.start[is_name], tokens.end[is_name], strict=True)]

    return left


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Conscient du retard, le port attend.", []),
        ("Conscient du retard, le port a vu Conscient.", ["Conscient", "Conscient"]),
        ("Conscient attend le port.", ["Conscient"]),  # before a verb: who acts
        ("Le port attend. LIRE AUSSI", []),
        ("Le port attend un CAP.", ["CAP"]),  # three letters can be an acronym
    ],
)
def test_openers(names_left: Callable, sentence: str, left: list[str]) -> None:
    assert names_left(sentence) == left


def test_a_capital_elsewhere_counts_in_its_own_document_only(text_of: Callable) -> None:
    tokens, text = text_of("Conscient du retard, le port attend.", "fr", "Hier Conscient est parti.")
    lower_openers(text, tokens.type, tokens.end - tokens.start, np.full(len(tokens.surface), -1, np.int32))
    at = [i for i in range(len(tokens)) if tokens.text[tokens.start[i] : tokens.end[i]] == "Conscient"]
    assert [bool(text.word[i] & IS_NAME) for i in at] == [False, True]
