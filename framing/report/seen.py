"""Observations as the report shows them: where each belongs, its phrase, and what the cells count.

A *cell* is ``(family, member, side, key, voice)``. The member is a category of cues, a referent of
naming or a head; the key is what tells rows of a member apart: the referent that a cue is said of, the
variant of a name, kind and word of a head's attribute (`attribute_key`; "" for the head's own mentions),
the camp of who speaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from framing.report.phrasing import phrases_of
from framing.report.records import sizes_by
from framing.tables import POSITIONS, VOICES

# A reader checks tens of rows of one cell, not thousands; the tables hold the rest (and the page says so).
MOST_ROWS = 60

NAMING, HEADS, MENTION = "naming", "heads", "mention"
SPOKEN = ("reporting", "sources")  # families about who speaks: their rows are told apart by camp
CELL = ["family", "member", "side", "key", "voice"]
# What makes a cue one: said of two things it stands in two rows, and is one cue of its category.
ONE_CUE = ["doc_id", "family", "category", "rule", "start", "end"]
_BETWEEN = "\x1f"  # stands in no word: it parts the kind of an attribute from its word


class Seen(NamedTuple):
    """One observation."""

    family: str
    member: str
    side: str
    key: str
    voice: str
    number: int
    position: str
    surface: str
    lemma: str
    rule: str
    category: str
    negated: bool
    holder: str
    start: int
    end: int
    doc_id: str


def arrange(
    observations: pd.DataFrame, documents: pd.DataFrame, sides: Sequence[str], texts: Mapping[str, str]
) -> pd.DataFrame:
    """Return the observations with ``side, index, member, key, phrase``, in the order of the evidence.

    Parameters
    ----------
    observations : DataFrame
        Contract ``observations`` and the ``camp`` of each holder; captions are left out.
    documents : DataFrame
        With ``doc_id, side, index``.
    sides : sequence of str
        Keys of the outlets in the order of the columns.
    texts : mapping of str to str
        doc_id → cleaned text, where it is at hand: phrases are then taken from it.
    """
    rows = observations[observations["position"] != "caption"]
    rows = rows.merge(documents[["doc_id", "side", "index"]], on="doc_id")
    naming, heads = rows["family"] == NAMING, rows["family"] == HEADS
    attribute = rows["category"] + _BETWEEN + rows["lemma"]
    key = rows["referent"].mask(naming, rows["category"]).mask(heads, attribute)
    key = key.mask(rows["family"].isin(SPOKEN), rows["camp"])
    rows = rows.assign(
        member=rows["category"].mask(naming | heads, rows["referent"]),
        key=key.mask(heads & (rows["category"] == MENTION), ""),
        side_rank=_rank(rows["side"], sides),
        voice_rank=_rank(rows["voice"], VOICES),
        position_rank=_rank(rows["position"], POSITIONS),
    )
    order = ["family", "member", "side_rank", "key", "voice_rank", "index", "position_rank", "surface", "lemma",
             "rule", "category", "negated", "holder", "start", "end"]  # fmt: skip
    ordered = rows.sort_values(order, kind="stable", ignore_index=True)
    return ordered.assign(phrase=pd.Series(phrases_of(ordered, texts), index=ordered.index, dtype="str"))


def count_cells(rows: pd.DataFrame) -> dict[tuple[str, ...], int]:
    """Return the number of observations of every cell that has any."""
    return sizes_by(rows, CELL)


def count_cues(rows: pd.DataFrame) -> dict[tuple[str, ...], int]:
    """Return ``(family, category, side, voice)`` → number of cues, one said of two things counted once."""
    cues = rows[~rows["family"].isin([NAMING, HEADS])].drop_duplicates(ONE_CUE)
    return sizes_by(cues, ["family", "category", "side", "voice"])


def attribute_key(key: str) -> tuple[str, ...]:
    """Return a head's key in its parts: kind and word of an attribute; one empty part for a mention."""
    return tuple(key.split(_BETWEEN, 1))


def shown_rows(rows: pd.DataFrame) -> tuple[Seen, ...]:
    """Return at most `MOST_ROWS` observations of every cell."""
    few = rows[rows.groupby(CELL, sort=False).cumcount() < MOST_ROWS]
    columns = [few["index" if field == "number" else field].tolist() for field in Seen._fields]
    return tuple(map(Seen._make, zip(*columns, strict=True)))


def _rank(values: pd.Series, order: Sequence[str]) -> pd.Series:
    return values.map({value: rank for rank, value in enumerate(order)})
