"""Cells: what is compared – a category about a referent in a voice – as documents × cells counts.

Two columns of numbers stand behind every cell: hits, and opportunities (where it could have been said).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.comparison.designs import Design
from framing.study.comparison.existence import existence, possible_sides
from framing.study.config.families import FAMILIES
from framing.study.measurement.measurements import Measurements
from framing.tables import VOICES

Floats = NDArray[np.float64]
KEY = ["family", "category", "referent", "voice"]
ALL = "all"
# In these families a hit is one of the things it is counted over: a mention of a referent, an attribution, a quotation.
SHARE_FAMILIES = ("naming", "heads", *FAMILIES)
# In heads.v1 a row of this category is a mention of the head: the denominator, not a hit.
MENTION = "mention"


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts of one design.

    Attributes
    ----------
    index : DataFrame, one row a cell, columns `KEY`
        Sorted; voice is one of VOICES or "all". In the families of cues the referent "" is the whole
        category, whatever it is said of.
    hits, opportunities : float arrays, shape (n_documents, n_cells)
        Documents in the order of the design. Opportunities are sentences of that voice for cues, mentions
        of the referent in that voice for naming and heads, all rows of the family in that voice for families
        without a codebook (of all these a hit is then a part), and for facts of a document the document itself,
        if it has a row of the family at all. Captions are left out.
    in_a : bool array, length n_documents
    possible : bool array, shape (2, n_cells)
        Whether the referent existed for the first outlet, and for the second; where it did not, the zero is
        structural and nothing of that side is estimated.
    """

    index: pd.DataFrame
    hits: Floats
    opportunities: Floats
    in_a: NDArray[np.bool_]
    possible: NDArray[np.bool_]

    @cached_property
    def is_share(self) -> NDArray[np.bool_]:
        """Which cells are shares of mentions, attributions or quotations; the others are rates per 100 sentences."""
        return self.index["family"].isin(SHARE_FAMILIES).to_numpy()

    @cached_property
    def comparable(self) -> NDArray[np.bool_]:
        """Which cells can be compared: possible, and with an opportunity, on both sides."""
        n_a, n_b = self.sums(self.opportunities)
        return np.asarray(self.possible.all(axis=0) & (n_a > 0) & (n_b > 0))

    def sums(self, values: Floats) -> tuple[Floats, Floats]:
        """Return sums over the documents of the first outlet and of the second, each (n_cells,)."""
        return values[self.in_a].sum(axis=0), values[~self.in_a].sum(axis=0)

    def are(self, keys: Sequence[tuple[str, ...]]) -> NDArray[np.bool_]:
        """Tell which cells have one of these keys (family, category, referent, voice)."""
        return np.asarray(pd.MultiIndex.from_frame(self.index[KEY]).isin(list(keys)))

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Cells:
        """Keep some cells."""
        index = self.index.loc[chosen] if chosen.dtype == bool else self.index.iloc[chosen]
        kept = (self.hits[:, chosen], self.opportunities[:, chosen], self.in_a, self.possible[:, chosen])
        return Cells(index.reset_index(drop=True), *kept)


def cells_from(measurements: Measurements, design: Design, declared: Sequence[tuple[str, ...]] = ()) -> Cells:
    """Count every category and referent that has a hit in the design, and the declared ones, in every voice.

    Parameters
    ----------
    measurements : Measurements
    design : Design
    declared : sequence of (family, category, referent, voice)
        Counted even without a hit.

    Returns
    -------
    Cells
        For each family, category and referent one cell in every voice and one in all together.
    """
    place = {doc_id: n for n, doc_id in enumerate(design.documents)}
    rows = _rows(measurements.observations, place)
    found = _hits(rows)
    extra = pd.DataFrame([key[:3] for key in declared], columns=KEY[:3])
    keys = pd.concat([found[KEY[:3]], extra]).drop_duplicates()
    index = keys.merge(pd.DataFrame({"voice": [ALL, *VOICES]}), how="cross").sort_values(
        KEY, ignore_index=True
    )
    shape = (len(design.documents), len(index))
    keyed = index.assign(fact=_are_facts(index))
    opportunities = np.where(
        index["family"].isin(SHARE_FAMILIES),
        _spread(_mentions(rows), keyed, ["family", "referent", "voice", "fact"], shape),
        _spread(_sentences(measurements.exposure, place), index, ["voice"], shape),
    )
    hits = _spread(found, index, KEY, shape)
    return Cells(index, hits, opportunities, design.in_a, _possible(measurements, design, index))


def cells_with_hits(cells: Cells) -> NDArray[np.bool_]:
    """Tell which cells have a hit on either side."""
    return np.asarray(cells.hits.sum(axis=0) > 0)


def _possible(measurements: Measurements, design: Design, index: pd.DataFrame) -> NDArray[np.bool_]:
    published = measurements.documents.set_index("doc_id")["published"].loc[list(design.documents)]
    return possible_sides(published, design.in_a, index["referent"], existence(measurements.settings))


def _rows(observations: pd.DataFrame, place: dict[str, int]) -> pd.DataFrame:
    """Observations of the design's documents, captions left out, with the document's row as `document`."""
    document = observations["doc_id"].astype("str").map(place)
    kept = document.notna() & (observations["position"] != "caption")
    words, numbers = ["family", "category", "referent", "rule", "voice"], ["start", "end", "sentence"]
    # words as text: grouping by categories would count those that occur in other documents
    rows = observations.loc[kept, words].astype("str").join(observations.loc[kept, numbers])
    return rows.assign(document=document[kept].astype("int64"))


def _hits(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per hit and cell it counts for: its own, its category as a whole, and both in all voices."""
    heads = rows["family"] == "heads"
    share = heads | (rows["family"] == "naming")
    specific = rows.loc[(rows["family"] == "naming") | (~share & (rows["referent"] != ""))]
    # a cue said of two referents stands in two rows, but it is one hit of its category
    once = rows.loc[~share].drop_duplicates(["document", "family", "category", "rule", "start", "end"])
    return _with_all_voices(pd.concat([specific, qualified(rows.loc[heads]), once.assign(referent="")]))


def qualified(rows: pd.DataFrame) -> pd.DataFrame:
    """Attributes of heads, of one category at most as many in a sentence as the head has mentions there.

    So "sanctions" with two adjectives is one qualified mention, and a share stays a share.
    """
    attributes = rows.loc[rows["category"] != MENTION].sort_values(["document", "start", "end", "rule"])
    sentence = ["document", "sentence", "referent"]
    mentions = rows.loc[rows["category"] == MENTION].groupby(sentence).size().rename("mentions").reset_index()
    place = attributes.groupby([*sentence, "category"]).cumcount()
    allowed = attributes[sentence].merge(mentions, on=sentence, how="left")["mentions"].fillna(0)
    return attributes.loc[place.to_numpy() < allowed.to_numpy()]


def _mentions(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what shares are shares of; `fact` is true of the documents that facts are counted over."""
    named = rows["family"] == "naming"
    heads = (rows["family"] == "heads") & (rows["category"] == MENTION)
    others = rows["family"].isin(list(FAMILIES)) & ~_are_facts(rows)
    counted = rows.loc[named | heads | others].assign(fact=False)
    return _with_all_voices(pd.concat([counted, _documents_of_facts(counted)]))


def _documents_of_facts(counted: pd.DataFrame) -> pd.DataFrame:
    """Each document with a row of a family that has facts, once: they stand in the outlet's own voice."""
    families = [name for name, family in FAMILIES.items() if family.facts]
    once = counted.loc[counted["family"].isin(families)].drop_duplicates(["document", "family"])
    return once.assign(fact=True, voice="own")


def _are_facts(rows: pd.DataFrame) -> pd.Series:
    found = pd.Series(False, index=rows.index)
    for name, family in FAMILIES.items():
        if family.facts:
            found |= (rows["family"] == name) & rows["category"].isin(family.facts)
    return found


def _sentences(exposure: pd.DataFrame, place: dict[str, int]) -> pd.DataFrame:
    document = exposure["doc_id"].astype("str").map(place)
    kept = document.notna() & (exposure["position"] != "caption")
    counted = pd.DataFrame(
        {
            "document": document[kept].astype("int64"),
            "voice": exposure.loc[kept, "voice"].astype("str"),
            "n": exposure.loc[kept, "sentences"],
        }
    )
    return _with_all_voices(counted)


def _with_all_voices(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows, rows.assign(voice=ALL)], ignore_index=True)


def _spread(rows: pd.DataFrame, index: pd.DataFrame, by: list[str], shape: tuple[int, int]) -> Floats:
    """Sum rows (column n, default 1 each) by document and key, then give each cell the sum of its key."""
    keys = pd.MultiIndex.from_frame(index[by].drop_duplicates())
    column = keys.get_indexer(pd.MultiIndex.from_frame(rows[by]))
    known = column >= 0
    flat = rows["document"].to_numpy()[known] * len(keys) + column[known]
    weights = rows["n"].to_numpy(dtype=float)[known] if "n" in rows else None
    sums = np.bincount(flat, weights=weights, minlength=shape[0] * len(keys)).reshape(shape[0], len(keys))
    return np.asarray(sums[:, keys.get_indexer(pd.MultiIndex.from_frame(index[by]))], dtype=np.float64)
