"""Type values: worked out once a type, and never for types nobody asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.annotate import TypeValues, annotate
from framing.annotate.type_values import UNKNOWN
from framing.annotate.vocabulary import Vocabulary


def tokens_of(text: str, vocabulary: Vocabulary | None = None):
    table = pd.DataFrame({"doc_id": ["d"], "text": [text], "layout": ["b"], "language": ["fr"]})
    return annotate(table, vocabulary).tokens


def recorded() -> tuple[TypeValues, list[str]]:
    asked: list[str] = []

    def lengths(forms: list[str], _lemmas: list[str]) -> list[int]:
        asked.extend(forms)
        return [len(form) for form in forms]

    return TypeValues(lengths), asked


def test_only_types_asked_for_are_worked_out() -> None:
    values, asked = recorded()
    tokens = tokens_of("le port du nord")
    table = values.among(tokens, np.array([1, 3, 1]))
    assert asked == ["port", "nord"]
    assert table.tolist() == [UNKNOWN, 4, UNKNOWN, 4]
    assert values.all(tokens).tolist() == [2, 4, 2, 4]
    assert sorted(asked) == ["du", "le", "nord", "port"]


def test_a_growing_vocabulary_is_not_asked_twice() -> None:
    values, asked = recorded()
    words = Vocabulary("fr")
    values.all(tokens_of("le port", words))
    assert values.all(tokens_of("le phare", words)).tolist() == [2, 4, 5]
    assert asked == ["le", "port", "phare"]


def test_another_vocabulary_knows_nothing() -> None:
    values, asked = recorded()
    assert values.all(tokens_of("le port")).tolist() == [2, 4]
    assert values.all(tokens_of("phare")).tolist() == [5]
    assert asked == ["le", "port", "phare"]
