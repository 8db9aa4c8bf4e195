from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate import Tokens
from framing.features import create
from framing.features import terms as module
from framing.tables import POSITIONS, VOICES, check


def tokens_at_random(seed: int, n: int, n_documents: int, ids: tuple[str, ...]) -> Tokens:
    random = np.random.default_rng(seed)
    lemmas = np.array(["mer", "île", "port", "mer", "à", "7", "Zèle".lower(), "état"], dtype=object)
    document = np.sort(random.integers(0, n_documents, n)).astype(np.int32)
    zero = np.zeros(n, dtype=np.int32)
    return Tokens(
        language="fr", text="", document_ids=ids, document_start=np.zeros(n_documents + 1, np.int32),
        document=document, sentence=zero, paragraph=zero, start=zero, end=zero,
        type=random.integers(0, len(lemmas), n).astype(np.int32),
        voice=random.integers(0, len(VOICES), n).astype(np.uint8),
        position=random.integers(0, len(POSITIONS), n).astype(np.uint8),
        holder=zero, before=np.ones(n, np.uint8), surface=lemmas, lemma=lemmas,
        lemma_number=np.array([0, 1, 2, 0, 3, 4, 5, 6], np.int32),
    )  # fmt: skip


def counted_one_by_one(tokens: Tokens) -> Counter[tuple[str, str, str, str]]:
    return Counter(
        (tokens.document_ids[d], VOICES[v], POSITIONS[p], tokens.lemma[t])
        for d, v, p, t in zip(tokens.document, tokens.voice, tokens.position, tokens.type, strict=True)
    )


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 2**32 - 1),
    n=st.integers(1, 300),
    ids=st.lists(st.text("abcé1-", min_size=1, max_size=4), min_size=1, max_size=9, unique=True),
    block=st.sampled_from([1, 7, 64, 1 << 16]),
)
def test_counts_are_those_of_counting_token_by_token(seed: int, n: int, ids: list[str], block: int):
    tokens = tokens_at_random(seed, n, len(ids), tuple(ids))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", block)
        table = create("terms.v1", "fr").observe(tokens)
    keys = table[["doc_id", "voice", "position", "term"]].astype("object").itertuples(index=False, name=None)
    assert dict(zip(keys, table["n"], strict=True)) == counted_one_by_one(tokens)
    pd.testing.assert_frame_equal(check(table, "counts"), table)


def test_a_large_vocabulary_in_one_long_document_does_not_overflow():
    n = 1 << 13
    tokens = tokens_at_random(1, 40_000, 3000, tuple(f"{i:05d}" for i in range(3000)))
    lemmas = np.array([f"mot{i:06d}" for i in range(1 << 17)], dtype=object)
    wide = replace(
        tokens,
        type=np.arange(40_000, dtype=np.int32) % n + len(lemmas) - n,
        lemma=lemmas,
        surface=lemmas,
        lemma_number=np.arange(len(lemmas), dtype=np.int32),
    )
    table = create("terms.v1", "fr").observe(wide)
    keys = table[["doc_id", "voice", "position", "term"]].astype("object").itertuples(index=False, name=None)
    assert dict(zip(keys, table["n"], strict=True)) == counted_one_by_one(wide)


def test_function_words_and_numbers_are_terms(tokens_of):
    table = create("terms.v1", "fr").observe(tokens_of("L'île compte 7 200 ports et 3 phares."))
    assert {"le", "île", "et", "3"} <= set(table["term"])


def test_fit_learns_the_terms_of_its_documents_and_leaves_out_later_ones():
    extractor = create("terms.v1", "fr").fit(["La mer monte.", "La mer descend."])
    assert "mer" in extractor.get_feature_names_out()
    assert list(extractor.get_feature_names_out()) == sorted(extractor.get_feature_names_out())
    seen = extractor.transform(["La mer, la mer, et un phare."])
    assert seen["mer"].tolist() == [2.0]
    assert "phare" not in seen.columns
