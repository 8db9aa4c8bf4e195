"""Bases: a category's hits and opportunities, counted once by everything that a universe may select.

Columns are levels: one combination of voice, place (heading or not), tier, negation and coding that occurs. What a universe
counts is the sum of some levels, so that all universes together are a product, base × selector. Rules of counting
are those of `framing.study.comparison.cells`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing.study.comparison.cells import MENTION, SHARE_FAMILIES, qualified
from framing.study.config.families import FAMILIES
from framing.study.multiverse.tiers import are_core, has_tiers
from framing.tables import VOICES

HEADINGS: Final = ("title", "heading")
# In the column `cue` of reporting.v1: where other coders place the verb. A test compares it with the extractor's.
OTHER: Final = "other:"
# Whether a row belongs to the category by the usual coding, by the other one, or by both.
CODINGS: Final = ("both", "usual", "other")
HIT_LEVELS: Final = ("voice", "heading", "core", "negated", "coding")
ROOM_LEVELS: Final = ("voice", "heading", "negated")
UNITS: Final = ("sentences", "tokens")
Matrix = Any


@dataclass(frozen=True, eq=False)
class Base:
    """Counts of one family, category and referent.

    Attributes
    ----------
    levels : DataFrame, columns `HIT_LEVELS`
        One row a column of `hits`.
    hits : csr_array, shape (documents, levels)
    room_levels : DataFrame, columns `ROOM_LEVELS`
    room : mapping of unit to csr_array, shape (documents, room levels)
        Sentences and tokens of rates; of shares both are the mentions, attributions or quotations.
    rows : DataFrame, columns document, level, lemma
        The hits one by one; where the bundle has no lemma, its surface in lower case.
    is_share : bool
    is_part : bool
        Whether a hit is itself one of the opportunities, so that without its word both are gone.
    once : bool
        Facts of a document: it is one opportunity, however much it holds.
    has_tiers : bool
    """

    levels: pd.DataFrame
    hits: Matrix
    room_levels: pd.DataFrame
    room: Mapping[str, Matrix]
    rows: pd.DataFrame
    is_share: bool
    is_part: bool
    once: bool
    has_tiers: bool


@dataclass(frozen=True, eq=False)
class Spoken:
    """How much was said, by voice and place; the opportunities of all rates.

    Attributes
    ----------
    levels : DataFrame, columns `ROOM_LEVELS`
    room : mapping of unit to csr_array, shape (documents, levels)
    """

    levels: pd.DataFrame
    room: Mapping[str, Matrix]


def rows_of_family(observations: pd.DataFrame, documents: pd.Index, family: str) -> pd.DataFrame:
    """Return the observations of a family in some documents, captions left out.

    Parameters
    ----------
    observations : DataFrame
        Contract ``observations``.
    documents : Index of str
        doc_ids; the place of each is its number.
    family : str

    Returns
    -------
    DataFrame
        document (place), category, other (the category by the other coding), referent, rule, start, end, sentence, voice,
        heading, negated, confidence, lemma.
    """
    chosen = observations.loc[(observations["family"] == family) & (observations["position"] != "caption")]
    document = documents.get_indexer(pd.Index(chosen["doc_id"].astype("str")))
    kept, document = chosen.loc[document >= 0], document[document >= 0]
    said = kept[["category", "referent", "rule", "voice"]].astype("str")
    cue, lemma, surface = (kept[name].astype("str") for name in ("cue", "lemma", "surface"))
    numbers = kept[["start", "end", "sentence", "negated", "confidence"]]
    return said.join(numbers).assign(
        family=family,
        document=document.astype(np.int64),
        other=said["category"].mask(cue.str.startswith(OTHER), cue.str.removeprefix(OTHER)),
        heading=kept["position"].isin(HEADINGS).to_numpy(dtype=np.bool_),
        lemma=lemma.where(lemma != "", surface.str.lower()),
    )


def spoken(exposure: pd.DataFrame, documents: pd.Index) -> Spoken:
    """Return sentences and tokens of documents by voice and place, captions left out.

    Parameters
    ----------
    exposure : DataFrame
        Contract ``exposure``.
    documents : Index of str
    """
    document = documents.get_indexer(pd.Index(exposure["doc_id"].astype("str")))
    kept = (document >= 0) & (exposure["position"] != "caption").to_numpy()
    rows = exposure.loc[kept]
    place = pd.DataFrame(
        {
            "voice": rows["voice"].astype("str"),
            "heading": rows["position"].isin(HEADINGS).to_numpy(dtype=np.bool_),
            "negated": False,
        }
    )
    levels, level = _levels(place, ROOM_LEVELS)
    shape = (len(documents), len(levels))
    room = {
        unit: _spread(document[kept], level, shape, rows[unit].to_numpy(dtype=np.float64)) for unit in UNITS
    }
    return Spoken(levels, room)


def base_from(
    rows: pd.DataFrame, said: Spoken, key: tuple[str, str, str], kind: str, n_documents: int
) -> Base:
    """Count what is claimed by level.

    Parameters
    ----------
    rows : DataFrame
        From `rows_of_family`.
    said : Spoken
    key : (family, category, referent)
    kind : str
        Of the family's codebook.
    n_documents : int
    """
    family, category, _ = key
    hits = _hits(rows, key)
    tiered = has_tiers(kind, category)
    usual, other = (hits["category"] == category).to_numpy(), (hits["other"] == category).to_numpy()
    coding = np.where(usual & other, CODINGS[0], np.where(usual, CODINGS[1], CODINGS[2]))
    hits = hits.assign(core=are_core(hits, kind) if tiered else True, coding=coding)
    levels, level = _levels(hits, HIT_LEVELS)
    is_share = family in SHARE_FAMILIES
    once = family in FAMILIES and category in FAMILIES[family].facts
    room_levels, room = (
        _mentioned(_mentions(rows, key, once=once), n_documents) if is_share else (said.levels, said.room)
    )
    document = hits["document"].to_numpy()
    return Base(
        levels=levels,
        hits=_spread(document, level, (n_documents, len(levels))),
        room_levels=room_levels,
        room=room,
        rows=pd.DataFrame({"document": document, "level": level, "lemma": hits["lemma"].to_numpy()}),
        is_share=is_share,
        is_part=is_share and family != "heads" and not once,
        once=once,
        has_tiers=tiered,
    )


def _hits(rows: pd.DataFrame, key: tuple[str, str, str]) -> pd.DataFrame:
    """Rows that count for the category by either coding, each hit once."""
    family, category, referent = key
    if family == "heads":
        found = qualified(rows.loc[rows["referent"] == referent])
        return found.loc[found["category"] == category]
    found = rows.loc[(rows["category"] == category) | (rows["other"] == category)]
    if referent or family == "naming":
        return found.loc[found["referent"] == referent]
    # a cue said of two referents stands in two rows, but it is one hit of its category
    return found.drop_duplicates(["document", "category", "rule", "start", "end"])


def _mentions(rows: pd.DataFrame, key: tuple[str, str, str], *, once: bool) -> pd.DataFrame:
    """Return what a share is a share of; documents that facts are counted over stand in the outlet's own voice."""
    family, _, referent = key
    if family == "heads":
        return rows.loc[(rows["referent"] == referent) & (rows["category"] == MENTION)]
    if family == "naming":
        return rows.loc[rows["referent"] == referent]
    counted = rows.loc[(rows["referent"] == referent) & ~rows["category"].isin(FAMILIES[family].facts)]
    return counted.assign(voice="own") if once else counted


def _mentioned(mentions: pd.DataFrame, n_documents: int) -> tuple[pd.DataFrame, dict[str, Matrix]]:
    levels, level = _levels(mentions, ROOM_LEVELS)
    counted = _spread(mentions["document"].to_numpy(), level, (n_documents, len(levels)))
    return levels, dict.fromkeys(UNITS, counted)


def _levels(rows: pd.DataFrame, by: tuple[str, ...]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return the combinations that occur, sorted, and the number of each row's."""
    grouped = rows.groupby(list(by), sort=True)
    levels = grouped.size().reset_index()[list(by)]
    return levels, np.asarray(grouped.ngroup(), dtype=np.int64)


def _spread(
    document: NDArray[np.integer],
    level: NDArray[np.int64],
    shape: tuple[int, int],
    weights: NDArray[np.float64] | None = None,
) -> Matrix:
    """Sum rows by document and level."""
    values = np.ones(len(document)) if weights is None else weights
    found = scipy.sparse.csr_array((values, (document, level)), shape=shape)
    found.sum_duplicates()
    return found


def voices_of(voice: str) -> tuple[str, ...]:
    """Return the voices that a claim's voice stands for."""
    return VOICES if voice == "all" else (voice,)
