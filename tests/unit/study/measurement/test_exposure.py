"""Exposure: every token counted once, every sentence once in each of its voices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.annotate.tokens import Tokens
from framing.study.measurement.exposure import exposure_from, lengths_from
from framing.tables import POSITIONS, VOICES, digest

OWN, Q, A = (VOICES.index(voice) for voice in ("own", "quoted", "ambiguous"))


def tokens_of(
    sentences: list[tuple[int, str, list[int]]],
    holders: tuple[str, ...] = ("",),
    holder: list[int] | None = None,
) -> Tokens:
    """Build tokens from (document, position, voice of each token) per sentence."""
    sizes = [len(voices) for _, _, voices in sentences]
    n = sum(sizes)
    repeated = lambda values: np.repeat(np.array(values, dtype=np.int32), sizes)  # noqa: E731
    ids = ("b", "a")
    nothing: Any = np.zeros(n, dtype=np.int32)
    return Tokens(
        language="fr", text="", document_ids=ids, document_start=np.zeros(3, dtype=np.int32),
        document=repeated([d for d, _, _ in sentences]), sentence=repeated(range(len(sentences))),
        paragraph=nothing, start=nothing, end=nothing, type=nothing,
        voice=np.array([v for _, _, voices in sentences for v in voices], dtype=np.uint8),
        position=repeated([POSITIONS.index(p) for _, p, _ in sentences]).astype(np.uint8),
        holder=np.array(holder or [0] * n, dtype=np.int32), before=nothing.astype(np.uint8),
        surface=np.array(["x"], dtype=object), lemma=np.array(["x"], dtype=object), lemma_number=np.zeros(1, np.int32), holders=holders,
    )  # fmt: skip


def cell(
    table: pd.DataFrame, doc_id: str, voice: str, position: str = "body", holder: str = ""
) -> tuple[int, int]:
    chosen = (
        table[["doc_id", "voice", "position", "holder"]].astype("str") == [doc_id, voice, position, holder]
    ).all(axis=1)
    return (int(table.loc[chosen, "tokens"].sum()), int(table.loc[chosen, "sentences"].sum()))


def test_sentence_counts_once_in_every_voice_it_holds() -> None:
    table = exposure_from(tokens_of([(0, "body", [OWN, Q, Q]), (0, "body", [OWN, OWN]), (1, "body", [A, Q])]))
    assert cell(table, "b", "own") == (3, 2)
    assert cell(table, "b", "quoted") == (2, 1)
    assert cell(table, "a", "quoted") == (1, 1)
    assert cell(table, "a", "ambiguous") == (1, 1)


def test_sentence_goes_to_the_holder_of_most_tokens_of_its_voice() -> None:
    tokens = tokens_of([(0, "body", [OWN, OWN, Q, Q, Q])], ("", "Ana", "Bo"), [1, 1, 2, 2, 1])
    table = exposure_from(tokens)
    assert cell(table, "b", "quoted", holder="Bo") == (2, 1)
    assert cell(table, "b", "quoted", holder="Ana") == (1, 0)
    assert cell(table, "b", "own", holder="Ana") == (2, 1)
    assert table["sentences"].sum() == 2


def test_lengths_leave_captions_out_and_keep_the_order_of_documents() -> None:
    tokens = tokens_of([(0, "title", [OWN, OWN]), (0, "caption", [OWN] * 5), (1, "body", [Q])])
    lengths = lengths_from(tokens)
    assert lengths.to_numpy().tolist() == [["b", 2, 1], ["a", 1, 1]]


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_the_numbers_of_tokens_and_sentences(seed: int) -> None:
    generator = np.random.default_rng(seed)
    sentences = [
        (
            n // 20,
            POSITIONS[generator.integers(5)],
            generator.integers(0, 5, generator.integers(1, 9)).tolist(),
        )
        for n in range(40)
    ]
    tokens = tokens_of(sentences)
    table = exposure_from(tokens)
    assert table["tokens"].sum() == len(tokens)
    assert table["sentences"].sum() == sum(len(set(voices)) for _, _, voices in sentences)
    spoken = (
        table.loc[table["position"] != "caption"]
        .groupby("doc_id", observed=True)[["tokens", "sentences"]]
        .sum()
    )
    expected = lengths_from(tokens).set_index("doc_id").sort_index()
    assert (spoken["tokens"] == expected["tokens"]).all()
    assert (spoken["sentences"] >= expected["sentences"]).all()


def test_document_without_tokens_has_no_exposure_and_length_zero() -> None:
    tokens = tokens_of([(1, "body", [OWN])])
    assert set(exposure_from(tokens)["doc_id"]) == {"a"}
    assert lengths_from(tokens)["tokens"].tolist() == [0, 1]
    assert digest(exposure_from(tokens_of([]))) == digest(exposure_from(tokens_of([])))
