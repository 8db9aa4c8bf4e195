"""Shares: who or what has which part of an outlet's words, with intervals by document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import bootstrap, ratio_of_sums

SIDE = ["language", "outlet"]
# Intervals of more rows than are ever printed would cost a matrix of documents × rows for nothing.
MOST_INTERVALS = 60
# statistics.md §2: with fewer a bootstrap interval is too narrow by far; the shares are description.
FEWEST_DOCUMENTS = 12


@dataclass(frozen=True)
class Resampling:
    """How intervals are made: documents are drawn with replacement, each side's own.

    Attributes
    ----------
    replicates : int
        0 for no intervals. Bounds of 95 % move little beyond some hundreds.
    level : float
    seed : int
    """

    replicates: int = 999
    level: float = 0.95
    seed: int = 0


def shares(
    rows: pd.DataFrame, by: Sequence[str], documents: pd.DataFrame, resampling: Resampling | None = None
) -> pd.DataFrame:
    """Return what part each group has of the sum of its outlet, in one language.

    Parameters
    ----------
    rows : DataFrame
        doc_id, the columns of `by` (text) and n.
    by : sequence of str
    documents : DataFrame
        Contract ``documents``; what one of another table has none of counts as none.
    resampling : Resampling, optional

    Returns
    -------
    DataFrame
        language, outlet, the columns of `by`, n, share, low, high, documents (with n > 0); the largest first within
        language and outlet. Bounds are NaN where a side has fewer than `FEWEST_DOCUMENTS`, and beyond
        the `MOST_INTERVALS` largest.
    """
    settings = resampling or Resampling()
    sided = documents[[*SIDE, "doc_id"]].astype("str")
    placed = sided.merge(rows, on="doc_id")
    made = [
        _of_side(part, list(by), sided.loc[(sided[SIDE] == list(side)).all(axis=1), "doc_id"], settings)
        for side, part in placed.groupby(SIDE, sort=True)
    ]
    columns = [*SIDE, *by, "n", "share", "low", "high", "documents"]
    return pd.concat(made, ignore_index=True)[columns] if made else pd.DataFrame(columns=columns)


def _of_side(part: pd.DataFrame, by: list[str], doc_ids: pd.Series, resampling: Resampling) -> pd.DataFrame:
    grouped = part.groupby(by, sort=True)
    sums = grouped["n"].sum().rename("n").reset_index()
    heard = part.loc[part["n"] > 0].groupby(by)["doc_id"].nunique().rename("documents").reset_index()
    sums = sums.merge(heard, on=by, how="left").fillna({"documents": 0}).astype({"documents": "int64"})
    order = np.argsort(-sums["n"].to_numpy(), kind="stable")  # groups stand in the order of their names
    document = pd.Index(sorted(doc_ids)).get_indexer(part["doc_id"])
    total = np.bincount(document, part["n"], minlength=len(doc_ids)).astype(np.float64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    hits = _matrix(document, place[grouped.ngroup().to_numpy()], part["n"].to_numpy(), len(doc_ids))
    side = part[SIDE].iloc[0]
    low, high = _bounds(hits, total, resampling, "/".join([*side, *by]))
    ordered = sums.iloc[order].reset_index(drop=True)
    with_n = ordered.assign(share=ordered["n"] / (total.sum() or np.nan), low=np.nan, high=np.nan, **side)
    known = np.arange(len(low))
    return with_n.assign(
        low=pd.Series(low, index=known).reindex(with_n.index),
        high=pd.Series(high, index=known).reindex(with_n.index),
    )


def _matrix(
    document: NDArray[np.intp], group: NDArray[np.int64], n: NDArray[np.int64], n_documents: int
) -> NDArray[np.float64]:
    """Sum n by document and group, of the largest groups only."""
    width = min(int(group.max(initial=-1)) + 1, MOST_INTERVALS)
    kept = group < width
    flat = np.bincount(document[kept] * width + group[kept], n[kept], minlength=n_documents * width)
    return flat.astype(np.float64).reshape(n_documents, width)


def _bounds(
    hits: NDArray[np.float64], total: NDArray[np.float64], resampling: Resampling, name: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if not resampling.replicates or len(total) < FEWEST_DOCUMENTS:
        nothing = np.full(hits.shape[1], np.nan)
        return nothing, nothing
    mark = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big")
    found = bootstrap(
        lambda weights: ratio_of_sums(weights, hits, total[:, np.newaxis]),
        len(total),
        resampling.replicates,
        np.random.SeedSequence(resampling.seed, spawn_key=(mark,)),
        level=resampling.level,
    )
    return found.low, found.high
