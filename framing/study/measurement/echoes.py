"""Echoes: one speech in two outlets – kept whole, cut, or told in other words.

Only documents that share an event and a language are compared, and of them only what others say in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.measurement.speeches import FEWEST_WORDS, Speeches, speeches_from
from framing.tables import concatenate, empty

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]

# Three words in a row: two are met with anywhere, and a changed word spoils only those around it.
N_GRAM = 3
# Of a hundred words five may differ: an elision, a corrected slip.
WHOLE = 0.95
# Two quotations with this much of the shorter one in common are the same speech worded otherwise (two translations), if
# there are as many words as make a speech: "il faut que" is in many a short one.
PARTIAL = 0.4
# Indirect speech tells a speech if it shares content words with it: so many, and this share of those of the shorter one.
# What somebody else says, or nobody we know, must share more: 1,088 articles of two papers, put into 40 and 41 lots at
# random, have 2 and 7 such echoes by chance, and with two fifths instead of a half 5 and 9.
FEWEST_COMMON, FEWEST_OF_UNKNOWN = 4, 6
RETOLD, RETOLD_BY_UNKNOWN = 0.25, 0.5
_KEY: Final = ("doc_id", "start", "end", "other_id", "other_start", "other_end")


class _Pairs(NamedTuple):
    """Speeches with something in common: two rows of the table, and how many words of each the other has."""

    left: Int64
    right: Int64
    of_left: Int64
    of_right: Int64


def echoes_from(
    documents: pd.DataFrame, events: pd.DataFrame, attributions: pd.DataFrame, texts: Mapping[str, str]
) -> pd.DataFrame:
    """Return which speeches stand in two outlets, and what became of them.

    Parameters
    ----------
    documents, events, attributions : DataFrame
        Contract tables.
    texts : mapping of doc_id to str

    Returns
    -------
    DataFrame
        Contract ``echoes``. First comes the longer speech, and direct speech before indirect; `share` is the share of
        its words that the other has: all words in ``kept`` and ``cut``, content words in ``paraphrased``.
    """
    found = [empty("echoes")]
    for language, shared in _shared(documents, events).groupby("language"):
        speeches = speeches_from(attributions, shared[["doc_id", "outlet", "group"]], texts, str(language))
        if speeches.table["is_direct"].any():
            repeated = _repeated(speeches)
            found += [repeated, _without(_retold(speeches), repeated)]
    return concatenate([table.drop_duplicates(list(_KEY)) for table in found], "echoes")


def _shared(documents: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the documents whose event another outlet tells in the same language."""
    told = events[["event_id", "doc_id"]].merge(documents[["doc_id", "outlet", "language"]], on="doc_id")
    key = ["event_id", "language"]
    told = told.loc[told.groupby(key)["outlet"].transform("nunique") > 1]
    return told.assign(group=told.groupby(key).ngroup())


def _repeated(speeches: Speeches) -> pd.DataFrame:
    """Find direct speech that stands in two outlets in the same words."""
    table, length = speeches.table, np.diff(speeches.edges)
    pairs = _same_words(speeches)
    swap = length[pairs.right] > length[pairs.left]
    longer, shorter = np.where(swap, pairs.right, pairs.left), np.where(swap, pairs.left, pairs.right)
    of_longer = np.where(swap, pairs.of_right, pairs.of_left) / length[longer]
    of_shorter = np.where(swap, pairs.of_left, pairs.of_right) / length[shorter]
    is_long = np.minimum(pairs.of_left, pairs.of_right) >= FEWEST_WORDS
    how = np.select(
        [
            (of_longer >= WHOLE) & (of_shorter >= WHOLE),
            of_shorter >= WHOLE,
            is_long & (of_shorter >= PARTIAL),
        ],
        ["kept", "cut", "paraphrased"],
        "",
    )
    return _rows(table, longer, shorter, how, of_longer)


def _same_words(speeches: Speeches) -> _Pairs:
    """Return the pairs of direct speeches of two outlets and how many words stand in a row of three that both have."""
    table, length = speeches.table, np.diff(speeches.edges)
    owner = np.repeat(np.arange(len(table)), length)
    begins = table["is_direct"].to_numpy()[owner]
    begins &= np.arange(len(owner)) + N_GRAM <= speeches.edges[owner + 1]
    at = np.flatnonzero(begins)
    gram = np.zeros(len(at), dtype=np.int64)
    size = int(speeches.word.max(initial=0)) + 1
    for step in range(N_GRAM):  # numbered anew each time, so that no product grows too large
        gram = np.unique(gram * size + speeches.word[at + step], return_inverse=True)[1].astype(np.int64)
    left, right = _meetings(gram, table["group"].to_numpy()[owner[at]])
    differ = _of_two_outlets(table, owner[at[left]], owner[at[right]])
    left, right = at[left[differ]], at[right[differ]]
    pair, inverse = np.unique(owner[left] * len(table) + owner[right], return_inverse=True)
    covered = [_covered(inverse, places, len(pair)) for places in (left, right)]
    return _Pairs(pair // max(1, len(table)), pair % max(1, len(table)), *covered)


def _meetings(value: Int64, group: Int64) -> tuple[Int64, Int64]:
    """Return all pairs of places with the same value in the same group, the earlier one first."""
    order = np.lexsort((np.arange(len(value)), value, group))
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.diff(value[order]).astype(bool) | np.diff(group[order]).astype(bool)
    ends = np.append(np.flatnonzero(new), len(order))[np.cumsum(new)]
    after = ends - np.arange(len(order)) - 1
    left = np.repeat(np.arange(len(order)), after)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(after) - after, after)
    return order[left], order[right]


def _of_two_outlets(table: pd.DataFrame, left: Int64, right: Int64) -> Bool:
    outlet = pd.factorize(table["outlet"])[0]
    return np.asarray(outlet[left] != outlet[right])


def _covered(pair: Int64, first: Int64, n: int) -> Int64:
    """Count the words of each pair that stand in one of its rows of three."""
    size = int(first.max(initial=0)) + N_GRAM
    cells = np.unique((pair * size + first)[:, None] + np.arange(N_GRAM))
    return np.bincount(cells // size, minlength=n).astype(np.int64)


def _retold(speeches: Speeches) -> pd.DataFrame:
    """Find indirect speech that tells what another outlet quotes: the best one of each document."""
    table = speeches.table
    owner = np.repeat(np.arange(len(table)), np.diff(speeches.edges))
    size = int(speeches.content.max(initial=0)) + 1
    cell = np.unique(owner * size + speeches.content)
    row, content = np.divmod(cell[cell % size > 0], size)
    left, right = _meetings(content, table["group"].to_numpy()[row])
    left, right = row[left], row[right]
    direct = table["is_direct"].to_numpy()
    told = (direct[left] != direct[right]) & _of_two_outlets(table, left, right)
    quoted, reported = np.where(direct[left], left, right)[told], np.where(direct[left], right, left)[told]
    pair, common = np.unique(quoted * len(table) + reported, return_counts=True)
    quoted, reported = np.divmod(pair, max(1, len(table)))
    n_words = np.bincount(row, minlength=len(table))
    of_shorter = common / np.minimum(n_words[quoted], n_words[reported])
    known = _same_name(table["holder"], quoted, reported)
    enough = of_shorter >= np.where(known, RETOLD, RETOLD_BY_UNKNOWN)
    enough &= common >= np.where(known, FEWEST_COMMON, FEWEST_OF_UNKNOWN)
    how = np.where(enough, "paraphrased", "")
    rows = _rows(table, quoted, reported, how, common / np.maximum(n_words[quoted], n_words[reported]))
    best = rows.sort_values(["share", *_KEY], ascending=[False] + [True] * len(_KEY))
    return best.drop_duplicates(["doc_id", "start", "end", "other_id"])


def _same_name(holders: pd.Series, left: Int64, right: Int64) -> Bool:
    """Tell whether two who speak share a name: a word of three letters or more with a large one before."""
    names = [{w for w in holder.split() if len(w) > 2 and w[0].isupper()} for holder in holders]  # noqa: PLR2004
    pairs = zip(left.tolist(), right.tolist(), strict=True)
    return np.array([bool(names[one] & names[other]) for one, other in pairs], dtype=bool)


def _without(retold: pd.DataFrame, repeated: pd.DataFrame) -> pd.DataFrame:
    """Leave out what a document tells that it quotes as well."""
    speech = ["doc_id", "start", "other_id"]
    turned = repeated.rename(
        columns={"doc_id": "other_id", "other_id": "doc_id", "start": "other_start", "other_start": "start"}
    )
    quoted = pd.concat([repeated[speech], turned[speech]]).drop_duplicates()
    merged = retold.merge(quoted, on=speech, how="left", indicator=True)
    return retold.loc[(merged["_merge"] == "left_only").to_numpy()]


def _rows(
    table: pd.DataFrame, first: Int64, second: Int64, how: NDArray[np.str_], share: Float64
) -> pd.DataFrame:
    """Return the pairs that something can be said of, in the columns of the contract."""
    chosen = how != ""
    place = ["doc_id", "start", "end"]
    one, other = (table[place].take(rows[chosen]).reset_index(drop=True) for rows in (first, second))
    other = other.rename(columns={"doc_id": "other_id", "start": "other_start", "end": "other_end"})
    return pd.concat([one, other], axis=1).assign(how=how[chosen], share=share[chosen])
