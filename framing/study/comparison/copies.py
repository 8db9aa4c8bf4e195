"""Copies: one text that several documents print, nearly word for word, whoever prints it.

Wire copy in two outlets is one piece of evidence, not two. It is told from sketches alone: of a bundle as well as of
texts, and between the two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.resemblance import connect, estimate_jaccard, near_duplicates
from framing.stats.sketches import Sketches
from framing.study.measurement.measurements import Measurements
from framing.study.measurement.sketches import read_sketches

# Half way between what must be found and what must not. Measured on 2,833 articles of four French papers, four million
# pairs, against the exact Jaccard coefficients of their five-grams: of 267 pairs above .8 it finds 266, of those below
# .6 none; what it finds begins at .65. (At .65, 267 and none; at .6, 267 and 4.)
THRESHOLD = 0.7


def find_copies(measurements: Measurements) -> pd.DataFrame:
    """Find documents that print one text.

    Parameters
    ----------
    measurements : Measurements

    Returns
    -------
    DataFrame
        doc_id, copy, similarity: one row for each document that is not alone with its text, sorted by doc_id. `copy` is
        the doc_id of the one that stays, its own for that one itself: the earliest (a month counts from its beginning,
        undated ones come last), of several the first by doc_id. `similarity` is the estimated Jaccard coefficient of
        the five-grams of the two; documents hang together over others as well, so it may lie below `THRESHOLD`.
        Copies are of one language.

    Notes
    -----
    Texts of fewer than 36 words have no sketch and are never copies. Of `unsketched` documents nobody knows.
    """
    documents = _in_order(measurements)
    sketches = read_sketches(documents["sketch"])
    stays = _which_stay(documents["language"], sketches)
    chosen = np.flatnonzero(np.bincount(stays, minlength=len(stays))[stays] > 1)
    doc_id = documents["doc_id"]
    return pd.DataFrame(
        {
            "doc_id": doc_id.take(chosen).array,
            "copy": doc_id.take(stays[chosen]).array,
            "similarity": estimate_jaccard(sketches, chosen, stays[chosen]),
        }
    ).sort_values("doc_id", ignore_index=True)


class Apart(NamedTuple):
    """Documents of the two outlets of a contrast, each text once and on one side only.

    Attributes
    ----------
    sides : tuple of DataFrame
        Documents of the first outlet and of the second that stay.
    shared : int
        Texts that both outlets print. They stand on neither side: what both print tells nothing of how they differ.
    repeated : int
        Documents left out because their outlet prints the same text in another.
    """

    sides: tuple[pd.DataFrame, pd.DataFrame]
    shared: int
    repeated: int


def set_apart(first: pd.DataFrame, second: pd.DataFrame, copies: pd.DataFrame) -> Apart:
    """Leave out of the documents of two outlets what is not a text of its own.

    Parameters
    ----------
    first, second : DataFrame
        Documents, column doc_id.
    copies : DataFrame
        As `find_copies` returns it.
    """
    text_of = dict(zip(copies["doc_id"], copies["copy"], strict=True))
    texts = [side["doc_id"].map(lambda doc_id: text_of.get(doc_id, doc_id)) for side in (first, second)]
    both = set(texts[0]) & set(texts[1])
    own = [~text.isin(both) for text in texts]
    once = [kept & ~text.duplicated() for kept, text in zip(own, texts, strict=True)]
    repeated = sum(int((kept & ~single).sum()) for kept, single in zip(own, once, strict=True))
    return Apart((first.loc[once[0]], second.loc[once[1]]), len(both), repeated)


def unsketched(measurements: Measurements) -> pd.Series:
    """Return the doc_ids of documents that were measured before there were sketches."""
    doc_ids = measurements.documents["doc_id"]
    return doc_ids[~doc_ids.isin(measurements.sketches["doc_id"])].reset_index(drop=True)


def _in_order(measurements: Measurements) -> pd.DataFrame:
    """Return the documents that have a sketch, those that stay before those that do not."""
    dated = measurements.documents[["doc_id", "language", "published"]]
    known = dated.merge(measurements.sketches.query("sketch != ''"), on="doc_id")
    undated = known["published"] == ""
    return known.assign(undated=undated).sort_values(["undated", "published", "doc_id"], ignore_index=True)


def _which_stay(language: pd.Series, sketches: Sketches) -> NDArray[np.intp]:
    """Return for each document the place of the one that stays: the first of its copies, or itself."""
    stays = np.arange(len(language))
    for rows in language.groupby(language).indices.values():
        part = Sketches(sketches.bits[rows], sketches.length[rows])
        stays[rows] = rows[connect(near_duplicates(part, THRESHOLD), len(rows))]
    return stays
