"""terms.v1: how often each lemma occurs, by document, voice and position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Matches
from framing.columns import category_from
from framing.features.base import Extractor
from framing.features.documents import prepared
from framing.features.ranked_lemmas import rank_lemmas
from framing.tables import POSITIONS, VOICES, empty

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

# Tokens sorted at once: 64 Ki keys of 32 bits fill a quarter of a 1 MB cache. Measured on 37 M
# tokens: 0.6 s with this size, 0.9 s with four times it, 4.5 s sorting all tokens at once.
BLOCK = 1 << 16
_SLOTS = len(VOICES) * len(POSITIONS)


class Terms(Extractor):
    """Counts of every lemma, function words and numbers too.

    Nothing is left out here: rare terms, function words and captions are left out by whoever
    compares, who can then say so. Terms are lower-case lemmas; elided forms are terms (``l'``).
    """

    table: ClassVar[str] = "counts"

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``counts``: doc_id, voice, position, term, n; in the order of its key."""
        return {"counts": self._counts(tokens) if len(tokens) else empty("counts")}

    def _counts(self, tokens: Tokens) -> pd.DataFrame:
        terms, rank = rank_lemmas(tokens, tokens.type)
        cells = _in_order_of_id(_count(tokens, rank, max(1, (len(terms) - 1).bit_length())), tokens)
        return pd.DataFrame(
            {
                "doc_id": category_from(cells.document, tokens.document_ids),
                "voice": category_from(cells.slot // len(POSITIONS), sorted(VOICES)),
                "position": category_from(cells.slot % len(POSITIONS), sorted(POSITIONS)),
                "term": pd.Categorical.from_codes(cells.term, categories=terms),
                "n": cells.n,
            }
        )

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        counts = self.observe(self._annotated(prepared(documents, self.language)))
        return list(counts["term"].cat.categories)

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return rows["term"], rows["n"]


class _Cells(NamedTuple):
    document: Int32
    slot: NDArray[np.uint8]
    term: Int32
    n: Int64


def _count(tokens: Tokens, rank: NDArray[np.uint32], bits: int) -> _Cells:
    """Sort keys (document, voice and position, term) block by block; equal neighbours are one cell."""
    slot_of = _slots()
    parts: list[_Cells] = []
    for first, last in _blocks(tokens):
        base = int(tokens.document[first])
        document = tokens.document[first:last] - np.int32(base)
        wide = ((int(document[-1]) + 1) * _SLOTS) << bits >= 1 << 32
        key: NDArray[np.integer] = document.astype(np.uint64 if wide else np.uint32)
        key *= _SLOTS
        key += slot_of[tokens.voice[first:last] * np.uint8(len(POSITIONS)) + tokens.position[first:last]]
        key <<= bits
        key |= rank[tokens.type[first:last]]
        key.sort()
        is_new = np.empty(len(key), dtype=bool)
        is_new[0] = True
        np.not_equal(key[1:], key[:-1], out=is_new[1:])
        starts = np.flatnonzero(is_new)
        parts.append(_cells(key[starts], np.diff(starts, append=len(key)), base, bits))
    return _Cells(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _cells(key: NDArray[np.integer], n: Int64, base: int, bits: int) -> _Cells:
    row = key >> bits
    document = row // _SLOTS
    return _Cells(
        document.astype(np.int32) + np.int32(base),
        (row - document * _SLOTS).astype(np.uint8),
        (key & ((1 << bits) - 1)).astype(np.int32),
        n,
    )


def _slots() -> NDArray[np.uint8]:
    """Return the number of each (voice, position) in the alphabetical order tables are sorted in."""
    voice = [sorted(VOICES).index(name) for name in VOICES]
    position = [sorted(POSITIONS).index(name) for name in POSITIONS]
    return np.add.outer(np.multiply(voice, len(POSITIONS)), position).astype(np.uint8).ravel()


def _blocks(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Ranges of about `BLOCK` tokens that hold whole documents."""
    edges = np.searchsorted(tokens.document, np.arange(len(tokens.document_ids) + 1))
    chosen = np.searchsorted(edges, np.arange(0, len(tokens), BLOCK))
    cuts = np.unique(np.append(edges[chosen], [0, len(tokens)]))
    return zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)


def _in_order_of_id(cells: _Cells, tokens: Tokens) -> _Cells:
    """Put the documents in the order of their ids; within one, cells are in order already."""
    ids = tokens.document_ids
    if all(a <= b for a, b in pairwise(ids)):
        return cells
    rank = np.empty(len(ids), dtype=np.int32)
    rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids), dtype=np.int32)
    order = np.argsort(rank[cells.document], kind="stable")
    return _Cells(cells.document[order], cells.slot[order], cells.term[order], cells.n[order])
