"""The conservative log ratio: how large a difference is at least, as far as counting tokens can say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Floats, within
from framing.stats.keyness import counts_and_sizes


def conservative_log_ratio(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    level: float = 0.95,
    family: int | None = None,
    one_sided: bool = False,
) -> Floats:
    """Return the bound, nearest to 0, of the confidence interval of each term's log ratio (Evert 2022; R's corpora).

    Of a + b occurrences a share τ falls on the target; the bounds of τ are exact (Clopper & Pearson 1934), each
    with α/2m beyond it, α = 1 − level. LRC = log2((n_b/n_a) · τ/(1 − τ)), τ the lower bound where a/n_a ≥ b/n_b,
    but at least 0; else the upper, but at most 0. So 0 says: no difference is certain. Certain as far as tokens
    are independent, which they are not.

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        As in `g2`.
    level : float
        Confidence of the whole family, between 0 and 1.
    family : int, optional
        m, the number of terms between which one was free to choose (Bonferroni); 1 corrects nothing. Default:
        the number of terms passed, so that the value of a term depends on the list that it stands in.
    one_sided : bool
        The "positive" form: the lower bound only, α/m beyond it, and not cut at 0. −∞ where a = 0.

    Returns
    -------
    ndarray, shape (terms,)
        NaN where the term occurs on neither side or a corpus is empty.

    Raises
    ------
    InferenceError
        Bad shapes or counts, a level that is none, a family of fewer than one.
    """
    low = family is not None and family < 1
    none = Problem("", "a family of at least 1 term", repr(family), "say how many terms were looked at")
    checks = [none if low else None, within("level", level, 0, 1)]
    a, b, n_a, n_b = counts_and_sizes("conservative.conservative_log_ratio", a, b, n_a, n_b, *checks)
    a, b, n_a, n_b = np.broadcast_arrays(a, b, n_a, n_b)
    tail = (1 - level) / max(1, a.size if family is None else family)
    known = (a + b > 0) & (n_a > 0) & (n_b > 0)
    scale = np.log2(np.where(known, n_b, np.nan)) - np.log2(np.where(known, n_a, np.nan))
    if one_sided:
        return np.asarray(scale + _log2_odds(a, b, tail))
    lower = np.maximum(scale + _log2_odds(a, b, tail / 2), 0.0)
    upper = np.minimum(scale - _log2_odds(b, a, tail / 2), 0.0)
    return np.where(a * n_b >= b * n_a, lower, upper)


def _log2_odds(hits: Floats, misses: Floats, tail: float) -> Floats:
    """log2(τ/(1 − τ)) of the lower bound of the share of hits; −∞ without any.

    1 − τ is a quantile of its own, as 1 minus a share near 1 would round away. The upper bound for hits is the
    lower bound for misses, mirrored.
    """
    some = hits > 0
    shape = np.where(some, hits, 1.0)
    share = scipy.special.betaincinv(shape, misses + 1, tail)
    rest = scipy.special.betainccinv(misses + 1, shape, tail)
    return np.where(some, np.log2(share) - np.log2(rest), -np.inf)
