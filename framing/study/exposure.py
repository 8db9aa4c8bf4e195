"""Exposure: how much of each document is said in which voice, at which position, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.tables import POSITIONS, VOICES, check

CAPTION = POSITIONS.index("caption")
Int64 = NDArray[np.int64]


def exposure_from(tokens: Tokens) -> pd.DataFrame:
    """Count tokens and sentences by document, voice, position and holder.

    A sentence counts once in every voice that has a token in it, so that a cue is always counted over
    a sentence of its voice: journalists who mix quotations into their own clauses would otherwise
    lose sentences of theirs. Within a voice it counts for the holder most of those tokens belong to,
    a tie for the one first in `tokens.holders`.

    Returns
    -------
    DataFrame
        Contract ``exposure``.
    """
    cells = (len(tokens.document_ids), len(VOICES), len(POSITIONS), len(tokens.holders))
    n_tokens = _count(tokens, np.arange(len(tokens)), tokens.voice, tokens.holder, cells)
    first, voice, holder = _sentences(tokens)
    n_sentences = _count(tokens, first, voice, holder, cells)
    used = np.flatnonzero(n_tokens)
    document, said, position, by = np.unravel_index(used, cells)
    return check(
        pd.DataFrame(
            {
                "doc_id": _words(tokens.document_ids, document),
                "voice": _words(VOICES, said),
                "position": _words(POSITIONS, position),
                "holder": _words(tokens.holders, by),
                "tokens": n_tokens[used],
                "sentences": n_sentences[used],
            }
        ),
        "exposure",
    )


def lengths_from(tokens: Tokens) -> pd.DataFrame:
    """Count tokens and sentences of each document, captions left out.

    Returns
    -------
    DataFrame
        doc_id, tokens, sentences; one row per document, in order.
    """
    first = _first_of_sentences(tokens)
    counted = tokens.position != CAPTION
    n_documents = len(tokens.document_ids)
    n_tokens = np.bincount(tokens.document[counted], minlength=n_documents)
    n_sentences = np.bincount(tokens.document[first[counted[first]]], minlength=n_documents)
    return pd.DataFrame({"doc_id": list(tokens.document_ids), "tokens": n_tokens, "sentences": n_sentences})


def _words(words: Sequence[str], codes: NDArray[np.integer[Any]]) -> pd.Series:
    """Return words as categories in code point order, as the contract wants them."""
    order = np.argsort(np.array(words, dtype=object))
    dtype = pd.CategoricalDtype([words[n] for n in order])
    return pd.Series(pd.Categorical.from_codes(np.argsort(order)[codes], dtype=dtype))


def _count(
    tokens: Tokens,
    at: NDArray[np.intp],
    voice: NDArray[np.integer],
    holder: NDArray[np.integer],
    cells: tuple[int, ...],
) -> Int64:
    """Count by cell; `at` names the tokens whose document and position hold, aligned with voice and holder."""
    cell = np.ravel_multi_index((tokens.document[at], voice, tokens.position[at], holder), cells)
    return np.bincount(cell, minlength=int(np.prod(cells)))


def _first_of_sentences(tokens: Tokens) -> NDArray[np.intp]:
    return np.flatnonzero(np.diff(tokens.sentence, prepend=-1))


def _sentences(tokens: Tokens) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]:
    """Return first token, voice and holder of each pair of a sentence and a voice in it."""
    number = np.cumsum(np.diff(tokens.sentence, prepend=-1) != 0) - 1
    pair_of_token = number * len(VOICES) + tokens.voice.astype(np.int64)
    pairs = np.unique(pair_of_token)
    sentence, voice = np.divmod(pairs, len(VOICES))
    return _first_of_sentences(tokens)[sentence], voice, _holders(tokens, pair_of_token, len(pairs))


def _holders(tokens: Tokens, pair_of_token: Int64, n_pairs: int) -> NDArray[np.int32]:
    """Return the holder of most tokens of each pair."""
    if len(tokens.holders) == 1:
        return np.zeros(n_pairs, dtype=np.int32)
    keys, votes = np.unique(pair_of_token * len(tokens.holders) + tokens.holder, return_counts=True)
    pair, holder = np.divmod(keys, len(tokens.holders))
    best = np.lexsort((holder, -votes, pair))
    winner = best[np.flatnonzero(np.diff(pair[best], prepend=-1))]
    return np.asarray(holder[winner], dtype=np.int32)
