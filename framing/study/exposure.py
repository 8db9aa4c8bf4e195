"""Exposure: how much of each document is said in which voice, at which position, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.columns import distinct_sorted
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
    runs = _runs_of(tokens)
    cells = (len(tokens.document_ids), len(VOICES), len(POSITIONS), len(tokens.holders))
    n_tokens = _count(runs, runs.voice, runs.holder, cells, runs.length)
    first, voice, holder = _sentences(runs, len(tokens.holders))
    n_sentences = _count(_only(runs, first), voice, holder, cells)
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
    runs = _runs_of(tokens)
    counted = runs.position != CAPTION
    opens = counted & (np.diff(runs.sentence, prepend=-1) != 0)
    n_documents = len(tokens.document_ids)
    n_tokens = np.zeros(n_documents, dtype=np.int64)
    np.add.at(n_tokens, runs.document[counted], runs.length[counted])
    n_sentences = np.bincount(runs.document[opens], minlength=n_documents)
    return pd.DataFrame({"doc_id": list(tokens.document_ids), "tokens": n_tokens, "sentences": n_sentences})


def _words(words: Sequence[str], codes: NDArray[np.integer[Any]]) -> pd.Series:
    """Return words as categories in code point order, as the contract wants them."""
    order = np.argsort(np.array(words, dtype=object))
    dtype = pd.CategoricalDtype([words[n] for n in order])
    return pd.Series(pd.Categorical.from_codes(np.argsort(order)[codes], dtype=dtype))


class _Runs(NamedTuple):
    """Tokens in a row of one sentence, voice and holder: a tenth as many as tokens."""

    length: Int64
    document: NDArray[np.integer[Any]]
    sentence: NDArray[np.integer[Any]]
    voice: NDArray[np.integer[Any]]
    position: NDArray[np.integer[Any]]
    holder: NDArray[np.integer[Any]]


def _runs_of(tokens: Tokens) -> _Runs:
    opens = np.ones(len(tokens), dtype=bool)
    np.not_equal(tokens.sentence[1:], tokens.sentence[:-1], out=opens[1:])
    opens[1:] |= tokens.voice[1:] != tokens.voice[:-1]
    if len(tokens.holders) > 1:
        opens[1:] |= tokens.holder[1:] != tokens.holder[:-1]
    first = np.flatnonzero(opens)
    columns = (tokens.document, tokens.sentence, tokens.voice, tokens.position, tokens.holder)
    return _Runs(np.diff(first, append=len(tokens)), *(column[first] for column in columns))


def _only(runs: _Runs, chosen: NDArray[np.intp]) -> _Runs:
    columns: list[Any] = [column[chosen] for column in runs]
    return _Runs(*columns)


def _count(
    runs: _Runs,
    voice: NDArray[np.integer[Any]],
    holder: NDArray[np.integer[Any]],
    cells: tuple[int, ...],
    weights: Int64 | None = None,
) -> Int64:
    """Count runs, or their tokens, by cell."""
    cell = np.ravel_multi_index((runs.document, voice, runs.position, holder), cells)
    # float64 holds whole numbers exactly up to 2^53: more tokens than a partition has
    return np.bincount(cell, weights, minlength=int(np.prod(cells))).astype(np.int64)


def _sentences(runs: _Runs, n_holders: int) -> tuple[NDArray[np.intp], Int64, Int64]:
    """Return first run, voice and holder of each pair of a sentence and a voice in it."""
    opens = np.diff(runs.sentence, prepend=-1) != 0
    pair_of_run = (np.cumsum(opens) - 1) * len(VOICES) + runs.voice
    pairs = distinct_sorted(pair_of_run)
    sentence, voice = np.divmod(pairs, len(VOICES))
    return np.flatnonzero(opens)[sentence], voice, _holders(runs, pair_of_run, len(pairs), n_holders)


def _holders(runs: _Runs, pair_of_run: Int64, n_pairs: int, n_holders: int) -> Int64:
    """Return the holder of most tokens of each pair."""
    if n_holders == 1:
        return np.zeros(n_pairs, dtype=np.int64)
    keys, place = np.unique(pair_of_run * n_holders + runs.holder, return_inverse=True)
    votes = np.bincount(place, runs.length)
    pair, holder = np.divmod(keys, n_holders)
    best = np.lexsort((holder, -votes, pair))
    return np.asarray(holder[best[np.flatnonzero(np.diff(pair[best], prepend=-1))]], dtype=np.int64)
