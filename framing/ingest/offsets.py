"""From offsets in a cleaned document to offsets in its page."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


def page_offsets(removals: pd.DataFrame, offsets: ArrayLike) -> NDArray[np.int64]:
    """Map offsets of a cleaned document to the page.

    A cleaned text is its page without the removed spans, so an offset moves by the length of
    every span removed before it. The end of a span is mapped like any other offset: as removals
    are whole lines, no token touches one.

    Parameters
    ----------
    removals : DataFrame
        The rows of ``removals`` of one document (start and end, page offsets, disjoint).
    offsets : array of int
        Code points of the cleaned text.

    Returns
    -------
    int64 array
        Code points of the page, same shape.
    """
    starts = np.sort(removals["start"].to_numpy(dtype=np.int64))
    ends = np.sort(removals["end"].to_numpy(dtype=np.int64))
    removed = np.concatenate([[0], np.cumsum(ends - starts)])
    asked = np.asarray(offsets, dtype=np.int64)
    moved: NDArray[np.int64] = asked + removed[np.searchsorted(starts - removed[:-1], asked, side="right")]
    return moved
