"""Word shifts: what each term contributes to a difference between two whole vocabularies.

Unlike keyness these add up: over all terms they sum to one number about the two corpora. p = a/n_a, q = b/n_b,
h(x) = −x log2 x; positive contributions lie with the target (Gallagher et al. 2021; their package shifterator
subtracts the other way round, and prints shares).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Floats, as_floats, require
from framing.stats.keyness import counts_and_sizes


def proportion_shift(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return p − q of each term; over a whole vocabulary they sum to 0. NaN where a corpus is empty."""
    p, q = _proportions("shifts.proportion_shift", a, b, n_a, n_b)
    return np.asarray(p - q)


def entropy_shift(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return h(p) − h(q) of each term, in bits; they sum to the difference of the entropies (Shannon 1948).

    Positive does not mean more frequent: a term with p near 1 carries little. NaN where a corpus is empty.
    """
    p, q = _proportions("shifts.entropy_shift", a, b, n_a, n_b)
    return np.asarray((scipy.special.entr(p) - scipy.special.entr(q)) / np.log(2))


def divergence_shift(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return h(m) − h(p)/2 − h(q)/2, m = (p + q)/2, in bits; at least 0 whichever side has more.

    They sum to the Jensen–Shannon divergence (Lin 1991), between 0 and 1. NaN where a corpus is empty.
    """
    p, q = _proportions("shifts.divergence_shift", a, b, n_a, n_b)
    mean = (p + q) / 2
    # the same as the difference of entropies, which would cancel where p and q are close
    nats = (scipy.special.rel_entr(p, mean) + scipy.special.rel_entr(q, mean)) / 2
    return np.asarray(np.maximum(nats, 0.0) / np.log(2))


def shares_of_shift(contributions: npt.ArrayLike) -> Floats:
    """Return contributions divided by the sum of their absolute values, as shifterator prints them.

    Parameters
    ----------
    contributions : array_like, shape (terms,)
        Over the WHOLE vocabulary: a share of a part of it is another number.
    """
    values = as_floats(contributions)
    total = np.abs(values).sum()
    none = Problem("", "contributions that differ from 0", "none, or missing", "pass corpora that differ")
    require("shifts.shares_of_shift", [None if total > 0 else none])
    return np.asarray(values / total)


def _proportions(
    where: str, a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike
) -> tuple[Floats, Floats]:
    a, b, n_a, n_b = counts_and_sizes(where, a, b, n_a, n_b)
    held = (n_a > 0) & (n_b > 0)
    return a / np.where(held, n_a, np.nan), b / np.where(held, n_b, np.nan)
