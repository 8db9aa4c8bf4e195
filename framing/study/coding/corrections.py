"""Corrections: the counts of cells as they would be, had the coders read everything (statistics.md §5).

Design-based supervised learning (Egami et al. 2023; `framing.stats.correction`) on the counts of cells. Coders say whether a
category is in the words of a sentence, not how often: where they and the instrument find it, the instrument's number stands;
what it finds and they do not is taken away; what they find and it does not counts once. A document's hits become::

    hits + Σ (y − ŷ)/π     over its coded units of the cell's question and voice

with ŷ the hits in the unit, y = max(ŷ, 1) if the coders see the category there, else 0, and π its chance. Of naming and heads
the mentions, which are counted over, are corrected alike.

Only what could have been drawn can be corrected: cells of a question that was coded, in a voice that was coded, on both sides. A
cell of cues that names whom they are said of cannot, for nobody coded that; one of voice "all" only if every voice was coded.
Whether the voice is right is not corrected for: a cell is of the words that the instrument takes for the outlet's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.correction import corrected_sums
from framing.study.coding.codes import Codes
from framing.study.coding.frames import rows_asked
from framing.study.coding.scoring import holds
from framing.study.coding.sheets import labels
from framing.study.comparison.cells import ALL, MENTION, Cells, qualified
from framing.study.comparison.designs import Design
from framing.study.config.names import SHARES
from framing.tables import VOICES

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# With, and without a find, on each side, unless all were coded: what a single one stands for is anybody's guess.
LEAST_UNITS: Final = 2
CELL: Final = ["family", "category", "referent", "voice"]
PLACE: Final = ["family", "referent", "voice"]
_HIT: Final = ["doc_id", "category", "rule", "start", "end"]


@dataclass(frozen=True, eq=False)
class Corrected:
    """Counts of cells as the coders would have them.

    Attributes
    ----------
    hits, opportunities : float arrays, shape (n_documents, n_cells)
        As in `Cells`, corrected. Some are below 0: one false hit that was drawn with π = .1 takes ten away, and the sum
        over documents is what is right.
    known : bool array, length n_cells
        Which cells can be corrected; the others stand as they were.
    units : DataFrame
        Gold units of the design's documents, with document (its row) and side (``a``, ``b``).
    """

    hits: Floats
    opportunities: Floats
    known: Flags
    units: pd.DataFrame


def correct_cells(cells: Cells, design: Design, codes: Codes, observations: pd.DataFrame) -> Corrected:
    """Correct the counts of cells by what coders saw.

    Parameters
    ----------
    cells : Cells
        Of the design.
    design : Design
    codes : Codes
        With the finds of the same measurements (`framing.study.coding.loading.load_codes`).
    observations : DataFrame
        Contract ``observations``.
    """
    units = _units(design, codes)
    known = _known(cells, units)
    told = _told(units, observations)
    heads = told["family"] == "heads"
    mentions = told.loc[(told["family"] == "naming") | (heads & (told["category"] == MENTION))]
    hits = cells.hits + _spread(told, cells, CELL)
    opportunities = cells.opportunities + _spread(mentions, cells, PLACE)
    return Corrected(
        np.where(known, hits, cells.hits), np.where(known, opportunities, cells.opportunities), known, units
    )


def _units(design: Design, codes: Codes) -> pd.DataFrame:
    place = {doc_id: n for n, doc_id in enumerate(design.documents)}
    document = codes.gold["doc_id"].map(place)
    units = codes.gold.loc[document.notna()].assign(document=document.dropna().astype("int64"))
    side = np.where(units["document"] < design.n_a, "a", "b")
    return units.assign(side=side, has_find=holds(units["found"], "")).reset_index(drop=True)


def _known(cells: Cells, units: pd.DataFrame) -> Flags:
    """Tell which cells can be corrected: on both sides units without, and where there are hits with finds, were coded."""
    counts = units.groupby([*PLACE, "side", "has_find"])["chance"].agg(["size", "min"]).reset_index()
    places = pd.MultiIndex.from_frame(cells.index[PLACE])
    known = np.ones(len(places), dtype=np.bool_)
    for side, hits in zip("ab", cells.sums(cells.hits), strict=True):
        hit = pd.Series(hits, index=places).groupby(level=PLACE).sum().gt(0).reindex(places).to_numpy()
        enough = {with_find: _enough(counts, places, side, with_find) for with_find in (True, False)}
        known &= enough[False] & (enough[True] | ~hit)
    return known


def _enough(counts: pd.DataFrame, places: pd.MultiIndex, side: str, with_find: bool) -> Flags:
    """Tell of which cells so many units of a kind were coded; of "all", in every voice."""
    enough = (counts["size"] >= LEAST_UNITS) | (counts["min"] == 1)  # drawn whole
    enough &= (counts["side"] == side) & (counts["has_find"] == with_find)
    held = counts.loc[enough, PLACE]
    voices = held.groupby(["family", "referent"]).size().rename("n").reset_index()
    everywhere = voices.loc[voices["n"] == len(VOICES)].assign(voice=ALL)
    both = pd.concat([held, everywhere[PLACE]]).astype("str")
    return np.asarray(places.isin(pd.MultiIndex.from_frame(both)))


def _told(units: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Return by unit and category what was found (ŷ) and what the coders would have found (y).

    Returns
    -------
    DataFrame
        document, `CELL`, y_found, y_coded, chance: rows for what is found or coded only, all else being 0 and 0.
    """
    numbered = units.assign(unit=np.arange(len(units)))
    parts = [
        _counted(part, hits_asked(observations, str(family), str(referent)))
        for (family, referent), part in numbered.groupby(["family", "referent"], sort=True)
    ]
    found = pd.concat([_COUNTED, *parts], ignore_index=True)
    gold = pd.DataFrame(
        [(unit, name) for unit, code in enumerate(numbered["gold"]) for name in sorted(labels(code) or ())],
        columns=["unit", "category"],
    ).astype({"unit": "int64", "category": "str"})
    both = found.merge(gold.assign(seen=True), on=["unit", "category"], how="outer")
    y_found = both["n"].fillna(0).to_numpy(dtype=np.float64)
    y_coded = np.where(both["seen"].fillna(False).to_numpy(dtype=bool), np.maximum(y_found, 1.0), 0.0)
    of = numbered.loc[both["unit"].to_numpy(), ["document", "family", "referent", "voice", "chance"]]
    return of.reset_index(drop=True).assign(
        category=both["category"].to_numpy(), y_found=y_found, y_coded=y_coded
    )


_COUNTED: Final = pd.DataFrame(
    {"unit": pd.Series(dtype="int64"), "category": pd.Series(dtype="str"), "n": pd.Series(dtype="float64")}
)


def hits_asked(observations: pd.DataFrame, family: str, referent: str) -> pd.DataFrame:
    """Return what counts as a hit of a question, each once, as cells count them; of heads their mentions besides."""
    rows = rows_asked(observations, family, referent)
    plain = rows[[*_HIT, "referent", "voice", "sentence"]].astype(
        dict.fromkeys(("doc_id", "category", "rule", "referent", "voice"), "str")
    )
    if family not in SHARES:
        return plain.drop_duplicates(_HIT)
    if family == "naming":
        return plain
    qualifying = qualified(plain.assign(document=plain["doc_id"])).drop(columns="document")
    return pd.concat([plain.loc[plain["category"] == MENTION], qualifying], ignore_index=True)


def _counted(units: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Count the hits in each unit by category."""
    at = rows[["doc_id", "voice", "category", "start"]].rename(columns={"start": "at"})
    joined = units[["unit", "doc_id", "voice", "start", "end"]].merge(at, on=["doc_id", "voice"])
    inside = joined.loc[(joined["at"] >= joined["start"]) & (joined["at"] < joined["end"])]
    return inside.groupby(["unit", "category"]).size().rename("n").reset_index().astype({"n": "float64"})


def _spread(told: pd.DataFrame, cells: Cells, by: list[str]) -> Floats:
    """Sum (y − ŷ)/π by document and key, in its voice and in all, and give each cell the sum of its key."""
    rows = pd.concat([told, told.assign(voice=ALL)], ignore_index=True)
    keys = pd.MultiIndex.from_frame(cells.index[by].drop_duplicates())
    column = keys.get_indexer(pd.MultiIndex.from_frame(rows[by]))
    rows, column = rows.loc[column >= 0], column[column >= 0]
    shape = (len(cells.in_a), len(keys))
    place = rows["document"].to_numpy(dtype=np.int64) * shape[1] + column
    found, drawn = rows["y_found"].to_numpy(), np.ones(len(rows), dtype=np.bool_)
    sums = corrected_sums(
        place, found, drawn, rows["chance"].to_numpy(), rows["y_coded"].to_numpy(), shape[0] * shape[1]
    )
    change = sums - np.bincount(place, weights=found, minlength=sums.size)
    wide = keys.get_indexer(pd.MultiIndex.from_frame(cells.index[by]))
    return np.asarray(change.reshape(shape)[:, wide], dtype=np.float64)
