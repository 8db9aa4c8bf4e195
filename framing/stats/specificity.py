"""Specificity after Lafon: how surprising a term's count in a part is, given its count in the whole."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.stats.arrays import (
    Floats,
    Matrix,
    as_floats,
    as_matrix,
    is_sparse,
    length_is,
    not_above,
    not_negative,
    require,
)
from framing.stats.hypergeometric import Hypergeometric, log_upper_tail, whole


def specificities(counts: Matrix, sizes: npt.ArrayLike) -> Floats:
    """Return the specificity S of every term in every part.

    With f occurrences among the t tokens of a part, F among the T of all parts, X hypergeometric with T, F, t:
    where f ≥ F t/T, S = −log10 P(X ≥ f); else S = log10 P(X ≤ f) (Lafon 1980; R's textometry, TXM). f itself
    belongs to both tails. 2 means: as many or more by chance once in a hundred, if tokens were independent –
    which they are not, so that S orders terms and decides nothing.

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (parts, terms)
        Occurrences by part, whole numbers; a vector is one term. Two corpora are two parts.
    sizes : array_like, shape (parts,)
        Tokens of each part, those of terms that are not passed included.

    Returns
    -------
    ndarray, shape (parts, terms)
        Always finite, positive where the term is over-represented; 0 where no other count is possible.

    Raises
    ------
    InferenceError
        Another number of parts, negative or broken counts, more occurrences than tokens.
    """
    matrix, tokens = as_matrix(counts), as_floats(sizes)
    dense = matrix.toarray() if is_sparse(matrix) else matrix
    checks = [
        length_is("sizes", tokens.size, dense.shape[0]),
        not_negative("counts", dense),
        not_negative("sizes", tokens),
        whole("counts", dense),
        whole("sizes", tokens),
        not_above("counts", dense, "sizes", tokens[:, np.newaxis]),
        not_above("all counts of a term", dense.sum(axis=0), "all sizes", tokens.sum()[np.newaxis]),
    ]
    require("specificity", checks)
    log10_p, over = _nearer_tail(dense, tokens)
    return np.where(over, 0.0 - log10_p, log10_p)


def _nearer_tail(counts: Floats, tokens: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return log10 of the tail on the count's side of F t/T, and whether that is the upper one."""
    whole_law = (tokens.sum(), counts.sum(axis=0), tokens[:, np.newaxis])
    total, marked, drawn = (np.ravel(values) for values in np.broadcast_arrays(*whole_law, counts)[:3])
    found = counts.ravel()
    over = found * total >= marked * drawn  # products of whole numbers: no rounding at equality
    law = Hypergeometric(total, marked, drawn).mirrored(~over)
    tail = log_upper_tail(np.where(over, found, marked - found), law)
    return (tail / np.log(10.0)).reshape(counts.shape), over.reshape(counts.shape)
