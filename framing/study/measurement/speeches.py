"""Speeches: what others say in the documents that share an event, word by word, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.lemmas import Lemmatizer
from framing.annotate.wordclass.lexicon import load_lexicon
from framing.features.content_words import content_numbers

Int64 = NDArray[np.int64]

# Shorter ones are phrases that anybody uses; eight words in the same order are not met with by chance (plagiarism
# detection works with five to seven).
FEWEST_WORDS = 8
# "…", a-t-il déclaré en fin de journée devant la presse. "…": what a journalist puts into a speech.
LONGEST_INSERT = 80
CONTINUED = ".continued"  # a rule of annotate: this quotation goes on with the speech before it
_WORD: Final = re.compile(r"[^\W_]+")
_KINDS: Final = ("quoted", "reported")


@dataclass(frozen=True, eq=False)
class Speeches:
    """Speeches of the documents that share an event, of one language.

    Attributes
    ----------
    table : DataFrame
        One row a speech: doc_id, outlet, group (event), start, end, is_direct, holder. One that belongs to two events
        stands twice.
    word, content : int64 arrays, length n_words
        Number of each word, large and small letters alike, and of its stem, 0 for a function word.
    edges : int64 array, length n_speeches + 1
        The words of speech n are ``word[edges[n]:edges[n + 1]]``.
    """

    table: pd.DataFrame
    word: Int64
    content: Int64
    edges: Int64


def speeches_from(
    attributions: pd.DataFrame, shared: pd.DataFrame, texts: Mapping[str, str], language: str
) -> Speeches:
    """Return direct and indirect speech, what belongs together in one.

    Parameters
    ----------
    attributions : DataFrame
        Contract ``attributions``.
    shared : DataFrame
        doc_id, outlet, group: documents of one language, each with the events it shares with another outlet.
    texts : mapping of doc_id to str
    language : str
    """
    rows = attributions.loc[attributions["doc_id"].isin(set(shared["doc_id"]))]
    rows = rows.astype({"doc_id": "str", "voice": "str", "holder": "str", "rule": "str"})
    pieces = _outer(rows.loc[rows["voice"].isin(_KINDS)].sort_values(["voice", "doc_id", "start", "end"]))
    pieces = pieces.assign(speech=np.cumsum(~_goes_on(pieces, texts)) - 1)
    words = [_WORD.findall(text.lower()) for text in _texts_of(pieces, texts)]
    n_words = np.bincount(pieces["speech"], [len(w) for w in words], minlength=0).astype(np.int64)
    whole = pieces.groupby("speech").agg(
        doc_id=("doc_id", "first"), start=("start", "min"), end=("end", "max"), voice=("voice", "first"), holder=("holder", "max")
    )  # fmt: skip
    word, content = _numbered([w for some in words for w in some], language)
    table = whole.assign(is_direct=whole["voice"] == "quoted", speech=np.arange(len(whole)))
    table = table.loc[n_words >= FEWEST_WORDS].merge(shared, on="doc_id")
    return _taken(table, word, content, np.append(0, np.cumsum(n_words)))


def _taken(table: pd.DataFrame, word: Int64, content: Int64, edges: Int64) -> Speeches:
    """Line up the words with the rows of the table."""
    number = table["speech"].to_numpy()
    length = np.diff(edges)[number]
    ends = np.cumsum(length)
    at = np.arange(length.sum()) - np.repeat(ends - length - edges[number], length)
    return Speeches(table.reset_index(drop=True), word[at], content[at], np.append(0, ends))


def _outer(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands inside other speech of the same kind."""
    key = rows["voice"] + "\0" + rows["doc_id"]
    reached = rows["end"].groupby(key).cummax().groupby(key).shift(fill_value=-1)
    return rows.loc[rows["start"] >= reached].reset_index(drop=True)


def _goes_on(pieces: pd.DataFrame, texts: Mapping[str, str]) -> NDArray[np.bool_]:
    """Tell which pieces belong to the speech before them."""
    before = pieces.shift()
    near = (pieces["doc_id"] == before["doc_id"]) & (pieces["voice"] == before["voice"])
    near &= pieces["start"] - before["end"] <= LONGEST_INSERT
    same = (pieces["holder"] == before["holder"]) & (pieces["holder"] != "")
    same |= pieces["rule"].str.endswith(CONTINUED)
    goes_on = (near & same).to_numpy(dtype=bool, copy=True)
    places = list(zip(pieces["doc_id"], before["end"].fillna(0).astype(int), pieces["start"], strict=True))
    for n in np.flatnonzero((near & ~same).to_numpy(dtype=bool)).tolist():
        doc_id, start, end = places[n]
        goes_on[n] = not _WORD.search(texts[doc_id][start:end])
    return goes_on


def _texts_of(pieces: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[str]:
    held, text = "", ""
    for doc_id, start, end in zip(pieces["doc_id"], pieces["start"], pieces["end"], strict=True):
        if doc_id != held:
            held, text = doc_id, texts[doc_id]
        yield text[start:end]


def _numbered(words: list[str], language: str) -> tuple[Int64, Int64]:
    """Return the number of each word, and that of its stem."""
    codes, forms = pd.factorize(np.array(words, dtype=object))
    names = [str(form) for form in forms]
    number = content_numbers(load_lexicon(language))
    lemmas = Lemmatizer(language).lemmas(names)
    stems = np.array([number(f, str(m)) for f, m in zip(names, lemmas, strict=True)], dtype=np.int64)
    return codes.astype(np.int64), stems[codes] if names else np.empty(0, dtype=np.int64)
