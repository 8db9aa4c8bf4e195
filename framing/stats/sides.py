"""Two corpora as what they are, articles: checked counts, sizes, and which side each article is on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Flags, Floats, Matrix, as_floats, as_matrix, length_is, not_negative, require


@dataclass(frozen=True)
class Sides:
    """Articles of a target and a reference corpus.

    Attributes
    ----------
    counts : csr_array, shape (articles, terms)
        Occurrences, each cell stored once.
    sizes : ndarray, shape (articles,)
        Tokens of each article; none of them where a term occurs is 0.
    in_a : ndarray of bool, shape (articles,)
        True in the target.
    """

    counts: Matrix
    sizes: Floats
    in_a: Flags

    @property
    def labels(self) -> Floats:
        """Return 1 and 0, shape (2, articles): multiplied with anything by article, it sums each side."""
        return np.stack([self.in_a, ~self.in_a]).astype(np.float64)


def checked_sides(where: str, counts: Matrix, sizes: npt.ArrayLike, in_a: Flags) -> Sides:
    """Return the articles of two corpora, or complain in the name of `where`.

    Raises
    ------
    InferenceError
        Axes of different length, negative numbers, a corpus without an article that has tokens, occurrences in an
        article without tokens.
    """
    matrix, tokens = as_matrix(counts), as_floats(sizes)
    target = np.asarray(in_a, dtype=np.bool_)
    checks = [
        length_is("sizes", tokens.size, matrix.shape[0]),
        length_is("in_a", target.size, matrix.shape[0]),
        not_negative("counts", matrix),
        not_negative("sizes", tokens),
    ]
    require(where, checks)
    rows = scipy.sparse.csr_array(matrix)
    if not rows.has_canonical_format:
        rows = rows.copy()  # what came in stays as it came
        rows.sum_duplicates()
    require(where, [_both(target[tokens > 0]), _possible(rows, tokens)])
    return Sides(rows, tokens, target)


def _both(target: Flags) -> Problem | None:
    if target.any() and not target.all():
        return None
    return Problem("", "a document with tokens in each corpus", "a corpus without", "pass both outlets")


def _possible(rows: Matrix, tokens: Floats) -> Problem | None:
    """Complain about occurrences in an article without tokens; about the articles, not about each entry."""
    if not np.any(np.asarray(rows.sum(axis=1))[tokens == 0]):
        return None
    return Problem("", "no occurrence in a document without tokens", "at least one", "count both on one text")
