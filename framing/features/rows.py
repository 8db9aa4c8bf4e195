"""Columns and rows of the tables, from arrays of codes: text is looked up per value, not per row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.columns import as_category, category_from
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
    voice : integer array, optional
        Code into `VOICES`; else the voice of the first token.
    holder : integer array, optional
        Index into `Tokens.holders`; else the holder of the first token.
    cue : object array of str, optional
        Else "".
    surface : object array of str, optional
        Else the text of the match, cut after six tokens.
    """

    label: Int
    first: Int
    last: Int
    lemma: NDArray[np.object_]
    negated: NDArray[np.bool_]
    confidence: NDArray[np.float64]
    voice: NDArray[np.integer[Any]] | None = None
    holder: Int | None = None
    cue: NDArray[np.object_] | None = None
    surface: NDArray[np.object_] | None = None


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
    voice = tokens.voice[first] if found.voice is None else found.voice
    holder = tokens.holder[first] if found.holder is None else found.holder
    surface = surfaces(tokens, first, last) if found.surface is None else found.surface
    values = {
        "doc_id": category_from(document, tokens.document_ids),
        "start": (tokens.start[first] - offset).astype(np.int64),
        "end": (tokens.end[last] - offset).astype(np.int64),
        "sentence": sentence.astype(np.int64),
        "surface": _plain(surface),
        "lemma": _plain(found.lemma),
        "voice": category_from(voice, VOICES),
        "position": category_from(tokens.position[first], POSITIONS),
        "holder": category_from(holder, tokens.holders),
        "cue": _cues(found.cue, len(first)),
        "negated": found.negated,
        "confidence": found.confidence,
    }
    for name in Label._fields:
        values[name] = category_from(found.label, [getattr(label, name) for label in labels])
    return pd.DataFrame({c: values[c] for c in CONTRACTS["observations"].columns})


def _cues(cue: NDArray[np.object_] | None, n: int) -> pd.Categorical | pd.Series:
    return category_from(np.zeros(n, dtype=np.int8), ("",)) if cue is None else as_category(_plain(cue))


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
    columns: list[Any] = [None if column is None else column[order] for column in found]
    return Found(*columns)
