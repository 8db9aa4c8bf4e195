"""Exposure: how much of each document is said in which voice, at which position, by whom."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.columns import category_from
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
    used, n_tokens, cell = _sums(_cells(runs, len(tokens.holders)), runs.length)
    told = _telling_runs(runs, len(tokens.holders))
    document, voice, position, holder = _coordinates(used, len(tokens.holders))
    return check(
        pd.DataFrame(
            {
                "doc_id": category_from(document, tokens.document_ids),
                "voice": category_from(voice, VOICES),
                "position": category_from(position, POSITIONS),
                "holder": category_from(holder, tokens.holders),
                "tokens": n_tokens,
                "sentences": np.bincount(cell[told], minlength=len(used)),
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


def _cells(runs: _Runs, n_holders: int) -> Int64:
    """Give each run the number of its cell: one of documents × voices × positions × holders, nearly all of them empty."""
    cell = runs.document.astype(np.int64) * len(VOICES) + runs.voice
    return np.asarray((cell * len(POSITIONS) + runs.position) * n_holders + runs.holder, dtype=np.int64)


def _coordinates(cells: Int64, n_holders: int) -> tuple[Int64, Int64, Int64, Int64]:
    """Return document, voice, position and holder of cells."""
    rest, holder = np.divmod(cells, n_holders)
    rest, position = np.divmod(rest, len(POSITIONS))
    document, voice = np.divmod(rest, len(VOICES))
    return document, voice, position, holder


def _sums(keys: Int64, weights: Int64) -> tuple[Int64, Int64, NDArray[np.intp]]:
    """Return the distinct keys in order, the sum of the weights of each, and the place of every key among them.

    Sorting, for keys count far less than the numbers they are taken from; runs of a document stand
    together, so there is little to sort.
    """
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    opens = np.diff(ordered, prepend=-1) != 0
    place = np.empty(len(keys), dtype=np.intp)
    place[order] = np.cumsum(opens) - 1
    first = np.flatnonzero(opens)
    return ordered[first], np.add.reduceat(weights[order], first) if len(first) else weights, place


def _telling_runs(runs: _Runs, n_holders: int) -> NDArray[np.intp]:
    """Return for each pair of a sentence and a voice in it a run of the holder whom most of its tokens belong to."""
    number = np.cumsum(np.diff(runs.sentence, prepend=-1) != 0) - 1
    keys = (number * len(VOICES) + runs.voice) * n_holders + runs.holder
    distinct, votes, place = _sums(keys, runs.length)
    if not len(distinct):
        return np.empty(0, dtype=np.intp)
    pairs = distinct // n_holders
    opens = np.flatnonzero(np.diff(pairs, prepend=-1))
    most = np.repeat(np.maximum.reduceat(votes, opens), np.diff(opens, append=len(pairs)))
    winners = np.flatnonzero(votes == most)  # in the order of holders: the first of a pair wins a tie
    winners = winners[np.diff(pairs[winners], prepend=-1) != 0]
    run_of = np.empty(len(distinct), dtype=np.intp)
    run_of[place] = np.arange(len(place), dtype=np.intp)
    return np.asarray(run_of[winners], dtype=np.intp)
