"""Resemblance: which documents have most of their five-grams in common, told from their sketches."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Floats, require, within
from framing.stats.sketches import BITS, STEP, Integers, Sketches, UInt64

CELLS: Final = 2**20
"""Pairs looked at in one go: 8 MB."""

DEVIATIONS: Final = 4.0
"""How far the first 64 bits may lie from what is expected: copies are lost in three pairs of 100,000."""


class Pairs(NamedTuple):
    """Pairs of documents that have much in common: places, first < second, and estimated Jaccard coefficients."""

    first: npt.NDArray[np.intp]
    second: npt.NDArray[np.intp]
    similarity: Floats


def estimate_jaccard(sketches: Sketches, first: Integers, second: Integers) -> Floats:
    """Estimate the Jaccard coefficient of pairs of documents, from the bits that both of them have.

    Returns
    -------
    ndarray, shape of `first`
        At least 0; NaN where one of the two has no sketch.
    """
    length = np.minimum(sketches.length[first], sketches.length[second])
    is_shared = np.arange(0, BITS, STEP) < length[:, np.newaxis]
    n_differ = np.bitwise_count(sketches.bits[first] ^ sketches.bits[second]).sum(axis=1, where=is_shared)
    estimates = 1.0 - 2.0 * n_differ / np.where(length > 0, length, np.nan)
    return np.asarray(np.maximum(estimates, 0.0), dtype=np.float64)


def near_duplicates(sketches: Sketches, threshold: float) -> Pairs:
    """Find the pairs of documents whose estimated Jaccard coefficient reaches a threshold.

    Every pair is looked at: its first 64 bits, and all bits where those are as alike as the threshold lets
    expect. There are no bands in which a pair must meet, and which would lose some. 40,000 documents take three
    seconds and 12 MB; the time grows with the square of their number.

    Parameters
    ----------
    sketches : Sketches
    threshold : float
        Between 0 and 1.

    Raises
    ------
    InferenceError
        A threshold outside 0 and 1, bits and lengths of different numbers of documents.
    """
    bounds = within("threshold", threshold, 0.0, 1.0)
    require("sketches.near_duplicates", [bounds, _of_one_length(sketches)])
    held = np.flatnonzero(sketches.length)
    beginning = np.ascontiguousarray(sketches.bits[held, 0])
    most = STEP * (1 - threshold) / 2 + DEVIATIONS * np.sqrt(STEP * (1 - threshold**2)) / 2
    rows = max(1, CELLS // max(1, held.size))
    found = [_pairs(np.empty(0, np.intp), np.empty(0, np.intp), sketches, threshold)]
    for begin in range(0, held.size, rows):
        left, right = _alike(beginning[begin : begin + rows], beginning[begin:], most)
        found.append(_pairs(held[begin + left], held[begin + right], sketches, threshold))
    return Pairs(*(np.concatenate(column) for column in zip(*found, strict=True)))


def connect(pairs: Pairs, n_documents: int) -> npt.NDArray[np.intp]:
    """Return for each document the first one that it hangs together with, over any number of pairs.

    Returns
    -------
    ndarray, shape (documents,)
        The place of a document itself, where it is the first or there is no other.
    """
    shape = (n_documents, n_documents)
    graph = scipy.sparse.coo_array((np.ones(len(pairs.first), np.int8), pairs[:2]), shape=shape)
    label = scipy.sparse.csgraph.connected_components(graph, directed=False)[1]
    return np.asarray(np.unique(label, return_index=True)[1][label], dtype=np.intp)


def _alike(some: UInt64, those_on: UInt64, most: float) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the pairs in which at most so many of 64 bits differ; `those_on` begins with `some`."""
    n_differ = np.bitwise_count(some[:, np.newaxis] ^ those_on)
    left, right = np.divmod(np.flatnonzero(n_differ.reshape(-1) <= int(most)), max(1, len(those_on)))
    return left[left < right], right[left < right]


def _pairs(
    first: npt.NDArray[np.intp], second: npt.NDArray[np.intp], sketches: Sketches, threshold: float
) -> Pairs:
    similarity = estimate_jaccard(sketches, first, second)
    reaches = similarity >= threshold
    return Pairs(first[reaches], second[reaches], similarity[reaches])


def _of_one_length(sketches: Sketches) -> Problem | None:
    shape = (len(sketches.length), BITS // STEP)
    if sketches.bits.shape == shape:
        return None
    return Problem("", f"bits of shape {shape}", str(sketches.bits.shape), "pass what `sketch` returned")
