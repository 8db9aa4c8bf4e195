"""Columns and rows of the tables, from arrays of codes: text is looked up per value, not per row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.columns import category_from
from framing.tables import CONTRACTS, POSITIONS, VOICES, empty

Int64 = NDArray[np.int64]
Int = NDArray[np.int32] | NDArray[np.int64]

# What may be shown of a text without the text at hand is at most six words (house plan §2).
SURFACE_TOKENS = 6
# A page may hold one "word" of a million letters; six ordinary words never reach this length.
SURFACE_CHARACTERS = 120


class Found(NamedTuple):
    """Rows in the making: one entry a row, all arrays of the same length.

    Attributes
    ----------
    label : integer array
        Index into the sequence of `Label` given along.
    first, last : integer arrays
        Token indices, inclusive.
    lemma : object array of str
    negated : bool array
    confidence : float array
    """

    label: Int
    first: Int
    last: Int
    lemma: NDArray[np.object_]
    negated: NDArray[np.bool_]
    confidence: NDArray[np.float64]


class Label(NamedTuple):
    """What a row is called: four texts of the key of ``observations``."""

    family: str
    category: str
    referent: str
    rule: str


def observations(tokens: Tokens, labels: Sequence[Label], found: Found) -> pd.DataFrame:
    """Return the rows as a table.

    Parameters
    ----------
    tokens : Tokens
    labels : sequence of Label
    found : Found

    Returns
    -------
    DataFrame
        Contract ``observations``, in the order of its key.
    """
    if not len(found.first):
        return empty("observations")
    found = _in_key_order(tokens, labels, found)
    first, last = found.first, found.last
    document = tokens.document[first]
    offset = tokens.document_start[document]
    sentence = tokens.sentence[first] - tokens.sentence[_first_tokens(tokens)[document]]
    values = {
        "doc_id": category_from(document, tokens.document_ids),
        "start": (tokens.start[first] - offset).astype(np.int64),
        "end": (tokens.end[last] - offset).astype(np.int64),
        "sentence": sentence.astype(np.int64),
        "surface": _plain(surfaces(tokens, first, last)),
        "lemma": _plain(found.lemma),
        "voice": category_from(tokens.voice[first], VOICES),
        "position": category_from(tokens.position[first], POSITIONS),
        "holder": category_from(tokens.holder[first], tokens.holders),
        "cue": category_from(np.zeros(len(first), dtype=np.int8), ("",)),
        "negated": found.negated,
        "confidence": found.confidence,
    }
    for name in Label._fields:
        values[name] = category_from(found.label, [getattr(label, name) for label in labels])
    return pd.DataFrame({c: values[c] for c in CONTRACTS["observations"].columns})


def surfaces(tokens: Tokens, first: Int, last: Int) -> NDArray[np.object_]:
    """Return the text of each match as it stands on the page, cut after six tokens."""
    last = np.minimum(last, first + SURFACE_TOKENS - 1)
    start = tokens.start[first]
    end = np.minimum(tokens.end[last], start + SURFACE_CHARACTERS)
    text = tokens.text
    slices = [text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    return _objects(slices)


def lemmas(tokens: Tokens, first: Int, last: Int) -> NDArray[np.object_]:
    """Return the lemmas of each match, joined by spaces, cut after six tokens."""
    joined = np.asarray(tokens.lemma[tokens.type[first]], dtype=object)
    length = np.minimum(last - first + 1, SURFACE_TOKENS)
    for n in range(2, SURFACE_TOKENS + 1):
        at = np.flatnonzero(length == n)
        columns = [tokens.lemma[tokens.type[first[at] + k]].tolist() for k in range(n)]
        joined[at] = _objects([" ".join(words) for words in zip(*columns, strict=True)])
    return joined


def distinct(keys: Int64) -> tuple[Int64, Int64]:
    """Return the distinct keys in order and how often each occurs; sorting beats hashing here five to one."""
    ordered = np.sort(keys)
    is_new = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    starts = np.flatnonzero(is_new)
    return ordered[starts], np.diff(starts, append=len(ordered))


def ranks(values: Sequence[str]) -> Int64:
    """Return the rank of each value by code point; equal values share a rank."""
    place = {value: i for i, value in enumerate(sorted(set(values)))}
    return np.array([place[value] for value in values], dtype=np.int64)


def _plain(values: NDArray[np.object_]) -> pd.Series:
    return pd.Series(values, dtype="str")


def _objects(values: list[str]) -> NDArray[np.object_]:
    """Return an array of objects, also where NumPy would guess something else."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _first_tokens(tokens: Tokens) -> NDArray[np.int64]:
    return np.searchsorted(tokens.document, np.arange(len(tokens.document_ids)))


def _in_key_order(tokens: Tokens, labels: Sequence[Label], found: Found) -> Found:
    """Sort by label, document id, start, end, as the contract says."""
    document = ranks(tokens.document_ids)[tokens.document[found.first]]
    # the contract's key sorts by family, category, referent, rule: the order of the fields of a label
    name = ranks(["\0".join(label) for label in labels])[found.label]
    order = np.lexsort((found.last, found.first, document, name))
    return Found(
        found.label[order],
        found.first[order],
        found.last[order],
        found.lemma[order],
        found.negated[order],
        found.confidence[order],
    )
