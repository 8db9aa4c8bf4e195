"""Exposure: the sparse counts are those of a count token by token, however many speak."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.tokens import Tokens
from framing.study.measurement.exposure import exposure_from
from framing.tables import POSITIONS, VOICES

TOKEN = st.tuples(st.integers(0, len(VOICES) - 1), st.integers(0, 6))
SENTENCE = st.tuples(
    st.booleans(), st.integers(0, len(POSITIONS) - 1), st.lists(TOKEN, min_size=1, max_size=8)
)
HOLDERS = ("", "Ana", "Bo", "Élie", "a clerk", "Zoé", "b")
Key = tuple[str, str, str, str]


def tokens_of(sentences: list[Any]) -> Tokens:
    """Build tokens from (a document begins, position, [(voice, holder)]) per sentence."""
    document = np.cumsum([opens for opens, _, _ in sentences], dtype=np.int32)
    sizes = [len(said) for _, _, said in sentences]
    said = np.array([pair for _, _, part in sentences for pair in part], dtype=np.int32).reshape(-1, 2)
    nothing: Any = np.zeros(len(said), dtype=np.int32)
    ids = tuple(f"d{n:02d}" for n in range(int(document.max(initial=0)) + 1))[::-1]
    return Tokens(
        language="fr", text="", document_ids=ids, document_start=np.zeros(len(ids) + 1, dtype=np.int32),
        document=np.repeat(document, sizes), sentence=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        paragraph=nothing, start=nothing, end=nothing, type=nothing, voice=said[:, 0].astype(np.uint8),
        position=np.repeat(np.array([p for _, p, _ in sentences], dtype=np.uint8), sizes),
        holder=said[:, 1].copy(), before=nothing.astype(np.uint8), surface=np.array(["x"], dtype=object),
        lemma=np.array(["x"], dtype=object), lemma_number=np.zeros(1, np.int32), holders=HOLDERS,
    )  # fmt: skip


def counted(tokens: Tokens) -> dict[Key, tuple[int, int]]:
    """Count token by token, then sentence by sentence and voice by voice."""
    n_tokens: Counter[Key] = Counter()
    votes: dict[tuple[int, str], Counter[int]] = {}
    place: dict[int, tuple[str, str]] = {}
    for n in range(len(tokens)):
        where = (tokens.document_ids[tokens.document[n]], POSITIONS[tokens.position[n]])
        voice, holder, sentence = VOICES[tokens.voice[n]], int(tokens.holder[n]), int(tokens.sentence[n])
        n_tokens[where[0], voice, where[1], HOLDERS[holder]] += 1
        votes.setdefault((sentence, voice), Counter())[holder] += 1
        place[sentence] = where
    n_sentences: Counter[Key] = Counter()
    for (sentence, voice), heard in votes.items():
        most = min(heard, key=lambda holder: (-heard[holder], holder))
        n_sentences[place[sentence][0], voice, place[sentence][1], HOLDERS[most]] += 1
    return {key: (n, n_sentences[key]) for key, n in n_tokens.items()}


@settings(deadline=None, max_examples=200)
@given(st.lists(SENTENCE, max_size=25))
def test_exposure_is_what_counting_token_by_token_gives(sentences: list[Any]) -> None:
    tokens = tokens_of(sentences)
    table = exposure_from(tokens)
    rows = table.astype(dict.fromkeys(("doc_id", "voice", "position", "holder"), "str"))
    found = {(r.doc_id, r.voice, r.position, r.holder): (r.tokens, r.sentences) for r in rows.itertuples()}
    assert found == counted(tokens)
    assert len(found) == len(table)
