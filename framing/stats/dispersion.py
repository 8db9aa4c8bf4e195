"""Dispersion: whether a term is spread over the parts of a corpus or sits in a few of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Floats, Matrix, as_floats, as_matrix, length_is, not_negative, require


@dataclass(frozen=True)
class Dispersion:
    """Deviation of proportions of each term: 0 spread evenly, towards 1 in few parts.

    Attributes
    ----------
    dp, dpnorm : ndarray, shape (terms,)
        Plain and normalised; NaN for a term that does not occur, `dpnorm` also where there is one part only.
    """

    dp: Floats
    dpnorm: Floats


def deviation_of_proportions(counts: Matrix, sizes: npt.ArrayLike) -> Dispersion:
    """Return DP and DPnorm of every term.

    With s_i the share of the tokens and v_i the share of the term's occurrences in part i,
    DP = Σ |v_i − s_i| / 2 (Gries 2008) and DPnorm = DP/(1 − min s_i) (Lijffijt & Gries 2012).
    Not to be read when there are more parts than occurrences.

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (parts, terms)
        Occurrences by part; a vector is one term.
    sizes : array_like, shape (parts,)
        Tokens of each part. A part without tokens is no part: it is left out of min s_i.

    Raises
    ------
    InferenceError
        Another number of parts, negative numbers, no tokens at all, occurrences in a part without tokens.
    """
    matrix, tokens = as_matrix(counts), as_floats(sizes)
    shape = length_is("sizes", tokens.size, matrix.shape[0])
    require(
        "dispersion", [shape, not_negative("counts", matrix), not_negative("sizes", tokens), _filled(tokens)]
    )
    columns = scipy.sparse.csc_array(matrix)
    require("dispersion", [_inside(columns, tokens)])
    share = tokens / tokens.sum()
    totals = np.asarray(columns.sum(axis=0), dtype=np.float64)
    dp = _half_distance(columns, share, totals)
    span = 1.0 - share[share > 0].min()
    return Dispersion(dp, dp / span if span > 0 else np.full_like(dp, np.nan))


def _half_distance(columns: Matrix, share: Floats, totals: Floats) -> Floats:
    """Σ|v − s|/2: parts without the term add s_i, so only the stored entries are visited."""
    n_terms = columns.shape[1]
    term = np.repeat(np.arange(n_terms), np.diff(columns.indptr))
    expected = share[columns.indices]
    gap = np.abs(columns.data / np.where(totals > 0, totals, 1.0)[term] - expected) - expected
    distance = np.maximum(0.5 * (1.0 + np.bincount(term, weights=gap, minlength=n_terms)), 0.0)
    return np.where(totals > 0, distance, np.nan)


def _filled(tokens: Floats) -> Problem | None:
    return (
        None if tokens.sum() > 0 else Problem("", "parts with tokens", "none", "pass at least one document")
    )


def _inside(columns: Matrix, tokens: Floats) -> Problem | None:
    if np.all(tokens[columns.indices[columns.data > 0]] > 0):
        return None
    return Problem(
        "", "no occurrence in a part without tokens", "at least one", "count both on the same text"
    )
