"""Phrases: a cue with the thing it is said of, an attribute with its head – at most six words.

A bundle holds matched words and offsets, no text. Two matches that touch make an exact phrase; where
words stand between them that no table holds, an ellipsis says so. With the text at hand they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.report.records import records

MOST_WORDS = 6  # house rule: of other people's writing at most six consecutive words are shown
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def phrases_of(rows: pd.DataFrame, texts: Mapping[str, str]) -> list[str]:
    """Return the phrase of every observation: its own words where it is said of nothing found near it.

    Parameters
    ----------
    rows : DataFrame
        Observations with ``family, category, referent, doc_id, sentence, start, end, surface``.
    texts : mapping of str to str
        doc_id → cleaned text, where it is at hand.
    """
    numbered = rows.reset_index(drop=True)
    mention = (numbered["family"] == "heads") & (numbered["category"] == "mention")
    named = (numbered["family"] == "naming") | mention
    found = numbered["surface"].tolist()
    near = _nearest(numbered[~named & (numbered["referent"] != "")], numbered[named])
    for row in records(near):
        found[row["at"]] = _joined(row, texts.get(row["doc_id"], ""))
    return found


def _nearest(said: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Pair each match with the nearest mention of what it is said of, in the same sentence."""
    keys = ["doc_id", "sentence", "referent"]
    columns = [*keys, "start", "end", "surface"]
    mine = said[columns].assign(at=said.index)
    pairs = mine.merge(named[columns].drop_duplicates(), on=keys, suffixes=("", "_of"))
    gap = np.maximum(pairs["start_of"] - pairs["end"], pairs["start"] - pairs["end_of"])
    ranked = pairs.assign(gap=gap).sort_values(["at", "gap", "start_of"], kind="stable")
    nearest = ranked.drop_duplicates("at")
    return nearest[nearest["gap"] >= 0]  # an overlap: the match holds its mention already


def _joined(row: Mapping[str, Any], text: str) -> str:
    """Join two matches in the order of the text."""
    match, mention = ([row[k + of] for k in ("start", "end", "surface")] for of in ("", "_of"))
    (start, first_end, left), (last_start, end, right) = sorted((match, mention))
    whole = text[start:end]
    if whole and "\n" not in whole and _n_words(whole) <= MOST_WORDS:
        return whole
    gap = last_start - first_end
    between = {0: "", 1: " "}.get(gap, " … ")
    fits = _n_words(left) + _n_words(right) <= MOST_WORDS
    return f"{left}{between if fits else ' … '}{right}"


def _n_words(phrase: str) -> int:
    return len(_WORD.findall(phrase.replace("’", " ").replace("'", " ")))
