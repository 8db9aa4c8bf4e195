"""Vocabulary: types keep their number and their lemma while it grows."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest

from framing.annotate import annotate
from framing.annotate import numbering as numbering_module
from framing.annotate import vocabulary as module
from framing.annotate.characters import code_points
from framing.annotate.letters import HASHED, key_of
from framing.annotate.vocabulary import Vocabulary


def frame(texts: list[str], language: str = "fr") -> pd.DataFrame:
    ids = [f"d{n}" for n in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "text": texts, "layout": "b", "language": language})


def words_of(text: str, vocabulary: Vocabulary | None = None) -> list[str]:
    tokens = annotate(frame([text]), vocabulary).tokens
    return [str(word) for word in tokens.surface[tokens.type]]


def test_types_keep_their_numbers_from_partition_to_partition() -> None:
    words = Vocabulary("fr")
    first = annotate(frame(["Le port et la mer."]), words).tokens
    second = annotate(frame(["La mer et le phare."]), words).tokens
    assert second.surface[: len(first.surface)].tolist() == first.surface.tolist()
    assert first.vocabulary is second.vocabulary
    assert second.surface[second.type].tolist() == ["La", "mer", "et", "le", "phare"]
    assert second.lemma[second.type].tolist() == ["le", "mer", "et", "le", "phare"]


def test_growing_changes_nothing_but_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering_module, "_FIRST_SLOTS", 4)
    monkeypatch.setattr(numbering_module, "_LETTERS_PER_TYPE", 1)
    texts = ["un deux trois quatre cinq " * 3, "anticonstitutionnellement " * 2 + "six sept huit", "zéro un"]
    words = Vocabulary("fr")
    for text in texts:
        assert words_of(text, words) == text.split()
    assert len(words) == len({word for text in texts for word in text.split()})


def test_forms_that_differ_by_composition_or_a_soft_hyphen_are_one_type_in_any_order() -> None:
    decomposed, plain, soft = "e\u0301te\u0301", "été", "é\u00adté"
    for texts in ([decomposed, plain, soft], [plain, soft, decomposed], [soft, decomposed, plain]):
        words = Vocabulary("fr")
        types = [annotate(frame([text]), words).tokens.type.tolist() for text in texts]
        assert types == [[0], [0], [0]]
        assert words.surface.tolist() == ["été"]


def test_numbering_begins_again_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TYPES", 3)
    words = Vocabulary("fr")
    first = annotate(frame(["un port, un phare"]), words).tokens
    second = annotate(frame(["la mer"]), words).tokens
    assert first.vocabulary is not second.vocabulary
    assert first.surface[first.type].tolist() == ["un", "port", "un", "phare"]
    assert second.surface.tolist() == ["la", "mer"]


def test_it_can_be_sent_to_another_process() -> None:
    words = Vocabulary("fr")
    words_of("le port", words)
    assert words_of("le phare", pickle.loads(pickle.dumps(words))) == ["le", "phare"]


@pytest.mark.parametrize(
    ("word", "is_packed"),
    [
        ("a", True),
        ("abcdefgh", True),
        ("abcdefghijklmno", True),
        ("é" * 15, True),
        ("a" * 16, False),
        ("ж", False),
    ],
)
def test_keys_hold_the_letters_or_a_hash(word: str, is_packed: bool) -> None:
    low, high = key_of(code_points(word), 0, len(word))
    assert (int(high) != int(HASHED)) == is_packed
    if is_packed:
        packed = word.encode("latin-1")
        assert int(low) == int.from_bytes(packed[:8], "big")
        assert int(high) == int.from_bytes(packed[8:], "big")


def test_words_of_equal_length_and_beginning_are_kept_apart() -> None:
    stem = "x" * 15
    text = " ".join([stem + "a", stem + "b", "x" * 15, "x" * 14, "x" * 8, "x" * 9])
    assert words_of(text) == text.split()
    assert len(np.unique(annotate(frame([text])).tokens.type)) == 6
