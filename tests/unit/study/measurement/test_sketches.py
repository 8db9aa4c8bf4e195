"""Sketches as a table: words counted as they are read, captions left out, nothing that depends on the run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.annotate import TypeValues, annotate
from framing.annotate.vocabulary import Vocabulary
from framing.stats.sketches import Sketches
from framing.study.measurement.sketches import hashes_of, read_sketches, sketches_from, texts_of
from framing.tables import check

TEXT = (
    "Le quai est vide ce matin. La mer monte depuis l’aube, et le gardien du phare compte les bateaux qui ne sont pas "
    "rentrés. Il en manque trois. Au bureau du port, personne ne répond ; la radio grésille, puis se tait. On attend la "
    "marée, le vent, et peut-être une nouvelle.\n"
)
PINNED = "a98133fe5652e308"


def sketched(*texts: str, layouts: tuple[str, ...] = ()) -> list[str]:
    documents = pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(len(texts))], "text": texts, "language": "fr"}
    ).assign(layout=list(layouts) or ["b" * text.count("\n") for text in texts])
    table = sketches_from(annotate(documents).tokens, TypeValues(hashes_of))
    assert table["doc_id"].tolist() == documents["doc_id"].tolist()
    return check(table, "sketches")["sketch"].tolist()


def test_words_are_numbered_alike_in_every_run() -> None:
    le, phare = 1003814131884422541, 1705487449301168197
    assert hashes_of(["Le", "le", "phare"], ["le", "le", "phare"]) == [le, le, phare]
    assert min(hashes_of([chr(n) for n in range(1000)], [])) >= 0
    assert len(hashes_of(["\ud800"], [""])) == 1  # half a letter
    assert hashes_of([], []) == []


def test_a_text_has_the_sketch_it_always_had() -> None:
    assert sketched(TEXT) == [PINNED]


def test_small_and_large_letters_apostrophes_and_spaces_are_one() -> None:
    same = TEXT.upper().replace("’", "'").replace(" ", "  ")
    assert sketched(TEXT, same) == [PINNED] * 2


def test_captions_are_left_out() -> None:
    caption = "Le phare, photographié hier par une passante.\n"
    with_caption, without = sketched(caption + TEXT, caption + TEXT, layouts=("cb", "bb"))
    assert with_caption == PINNED
    assert without != PINNED


def test_too_short_a_text_has_an_empty_sketch() -> None:
    assert sketched("Le quai est vide.\n", TEXT, "") == ["", PINNED, ""]


def test_partitions_and_what_was_read_before_change_nothing() -> None:
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Il pleut. " * 60, TEXT], "language": "fr"})
    vocabulary, words = Vocabulary("fr"), TypeValues(hashes_of)
    apart = [
        sketches_from(annotate(documents.iloc[n : n + 1], vocabulary).tokens, words)["sketch"].iloc[0]
        for n in (0, 1)
    ]
    together = sketches_from(annotate(documents).tokens, TypeValues(hashes_of))["sketch"].tolist()
    assert apart == together
    assert apart[1] == PINNED


@pytest.mark.parametrize("text", ["", "00" * 8, "0123456789abcdef" * 8, "f" * 16])
def test_sketches_are_written_in_hexadecimal(text: str) -> None:
    assert texts_of(read_sketches([text, "", text])) == [text, "", text]


def test_the_first_digit_is_the_first_bits() -> None:
    made = Sketches(np.array([[0x8000000000000001] + [0] * 7], np.uint64), np.array([64]))
    assert texts_of(made) == ["8000000000000001"]
