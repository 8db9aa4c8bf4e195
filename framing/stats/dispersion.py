"""Dispersion: whether a term is spread over the parts of a corpus or sits in a few of them.

Three things are called DPnorm: DP/(1 − 1/k) for k equal parts (Gries 2008, superseded), `Dispersion.dpnorm` and
`Dispersion.dp_egbert`. Measures on other scales stand in `framing.stats.dispersions`.
"""

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
    dp_egbert : ndarray, shape (terms,)
        Normalised by the smallest part that holds the term: 1 wherever it sits in one part, whichever. NaN as
        `dpnorm`.
    """

    dp: Floats
    dpnorm: Floats
    dp_egbert: Floats


def deviation_of_proportions(counts: Matrix, sizes: npt.ArrayLike) -> Dispersion:
    """Return DP and its two normalised forms of every term.

    With s_i the share of the tokens and v_i the share of the term's occurrences in part i,
    DP = Σ |v_i − s_i| / 2 (Gries 2008), DPnorm = DP/(1 − min s_i) (Lijffijt & Gries 2012) and
    DP_egbert = DP/(1 − min s_i over parts with v_i > 0) (Egbert, Burch & Biber 2020).
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
    columns, tokens = parts_by_terms("dispersion", counts, sizes)
    share = tokens / tokens.sum()
    totals = np.asarray(columns.sum(axis=0), dtype=np.float64)
    dp = _half_distance(columns, share, totals)
    return Dispersion(dp, _normalised(dp, share[share > 0].min()), _normalised(dp, _smallest(columns, share)))


def parts_by_terms(where: str, counts: Matrix, sizes: npt.ArrayLike) -> tuple[Matrix, Floats]:
    """Return counts as CSC, entries above 0 only, and sizes, or complain in the name of `where`."""
    matrix, tokens = as_matrix(counts), as_floats(sizes)
    shape = length_is("sizes", tokens.size, matrix.shape[0])
    require(where, [shape, not_negative("counts", matrix), not_negative("sizes", tokens), _filled(tokens)])
    columns = scipy.sparse.csc_array(matrix)
    columns.sum_duplicates()
    columns.eliminate_zeros()
    require(where, [_inside(columns, tokens)])
    return columns, tokens


def term_of_entry(columns: Matrix) -> npt.NDArray[np.intp]:
    """Return the term of each stored entry of a CSC matrix."""
    return np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))


def _half_distance(columns: Matrix, share: Floats, totals: Floats) -> Floats:
    """Σ|v − s|/2: parts without the term add s_i, so only the stored entries are visited."""
    n_terms, term = columns.shape[1], term_of_entry(columns)
    expected = share[columns.indices]
    gap = np.abs(columns.data / np.where(totals > 0, totals, 1.0)[term] - expected) - expected
    distance = np.maximum(0.5 * (1.0 + np.bincount(term, weights=gap, minlength=n_terms)), 0.0)
    return np.where(totals > 0, distance, np.nan)


def _smallest(columns: Matrix, share: Floats) -> Floats:
    """Share of the smallest part that holds each term, 0 without one."""
    least = np.ones(columns.shape[1])
    np.minimum.at(least, term_of_entry(columns), share[columns.indices])
    return np.where(np.diff(columns.indptr) > 0, least, 0.0)


def _normalised(dp: Floats, smallest: npt.ArrayLike) -> Floats:
    span = 1.0 - np.broadcast_to(as_floats(smallest), dp.shape)
    return np.where(span > 0, dp / np.where(span > 0, span, 1.0), np.nan)


def _filled(tokens: Floats) -> Problem | None:
    return (
        None if tokens.sum() > 0 else Problem("", "parts with tokens", "none", "pass at least one document")
    )


def _inside(columns: Matrix, tokens: Floats) -> Problem | None:
    if np.all(tokens[columns.indices] > 0):
        return None
    return Problem(
        "", "no occurrence in a part without tokens", "at least one", "count both on the same text"
    )
