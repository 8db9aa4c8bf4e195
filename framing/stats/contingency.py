"""The 2 × 2 table of each term: χ², corrections, and what calculators print beside G2.

Counts and sizes as in `framing.stats.keyness`: cells a, b, c = n_a − a, d = n_b − b, N = n_a + n_b. All of these
take tokens as independent, which they are not; they are here because readers know them.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Flags, Floats, as_floats, not_negative, require, within
from framing.stats.keyness import counts_and_sizes, g2, signed

Yates = Literal["none", "always", "conditional"]

FEW_EXPECTED = 5.0
"""An expected cell below this makes the conditional correction apply: Cochran's rule of thumb, as in quanteda."""

PER_MILLION = 1_000_000.0


def chi_squared(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    yates: Yates = "none",
) -> Floats:
    """Return Pearson's χ² of each term, one degree of freedom.

    χ² = N (|ad − bc| − y)²/(n_a n_b (a + b)(c + d)), with y = 0 or Yates' N/2, never below 0.

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        As in `g2`.
    yates : {"none", "always", "conditional"}
        Continuity correction (Yates 1934). "conditional" is the default of quanteda and rainette: only where
        |ad − bc| ≥ N/2 and an expected cell is below 5.

    Returns
    -------
    ndarray, shape (terms,)
        0 where a margin is empty: the term occurs on neither side, fills both, or a corpus is empty.
    """
    known = yates in ("none", "always", "conditional")
    wrong = None if known else Problem("", "yates none, always or conditional", repr(yates), "choose a form")
    a, b, n_a, n_b = counts_and_sizes("contingency.chi_squared", a, b, n_a, n_b, wrong)
    size = n_a + n_b
    gap = np.abs(_determinant(a, b, n_a, n_b))
    moved = _few_expected(a, b, n_a, n_b) if yates == "conditional" else np.asarray(yates == "always")
    gap = np.maximum(gap - np.where(moved, size / 2, 0.0), 0.0)
    margins = (n_a * n_b, (a + b) * (size - a - b))
    full = (margins[0] > 0) & (margins[1] > 0)
    first, second = (np.where(full, margin, 1.0) for margin in margins)
    return np.asarray(np.where(full, size * (gap / first) * (gap / second), 0.0))


def two_proportion_z(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return z of the difference of two proportions, variance pooled; its square is χ² without correction.

    (p − q)/√(P(1 − P)(1/n_a + 1/n_b)), p = a/n_a, q = b/n_b, P = (a + b)/N. 0 where a margin is empty.
    """
    return signed(np.sqrt(chi_squared(a, b, n_a, n_b)), a, b, n_a, n_b)


def g2_yates(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return the 4-cell G2 of counts moved by ½ towards what is expected.

    Only where |ad − bc| ≥ N/2 and an expected cell is below 5: the default of quanteda's `lr`, whose help page
    says Williams.
    """
    a, b, n_a, n_b = counts_and_sizes("contingency.g2_yates", a, b, n_a, n_b)
    move = np.where(_few_expected(a, b, n_a, n_b), 0.5 * np.sign(_determinant(a, b, n_a, n_b)), 0.0)
    return g2(a - move, b + move, n_a, n_b)


def g2_williams(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return the 4-cell G2 divided by Williams' q (Williams 1976), by 1 where a cell is empty, as quanteda does.

    q = 1 + (N/(a + b) + N/(N − a − b) − 1)(N/n_a + N/n_b − 1)/(6N).
    """
    a, b, n_a, n_b = counts_and_sizes("contingency.g2_williams", a, b, n_a, n_b)
    size, total = n_a + n_b, a + b
    full = (a > 0) & (b > 0) & (a < n_a) & (b < n_b)
    terms, corpora = (
        size / np.where(full, part, 1.0) + size / np.where(full, size - part, 1.0) - 1
        for part in (total, n_a)
    )
    q = np.where(full, 1 + terms * corpora / (6 * np.where(full, size, 1.0)), 1.0)
    return np.asarray(g2(a, b, n_a, n_b) / q)


def p_of_chi_squared(statistic: npt.ArrayLike) -> Floats:
    """Return P(χ² ≥ statistic), one degree of freedom: the p of χ² and of G2 if tokens were independent."""
    values = as_floats(statistic)
    require("contingency.p_of_chi_squared", [not_negative("statistic", values)])
    return np.asarray(scipy.special.chdtrc(1, values))


def simple_maths(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    smoothing: float = 1.0,
) -> Floats:
    """Return (f_a + k)/(f_b + k), f per million tokens (Kilgarriff 2009). NaN where a corpus is empty.

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        As in `g2`.
    smoothing : float
        k, above 0: 1 brings rare terms to the top, 100 or 1,000 common ones.
    """
    positive = within("smoothing", smoothing, 0, np.inf)
    a, b, n_a, n_b = counts_and_sizes("contingency.simple_maths", a, b, n_a, n_b, positive)
    target, reference = (
        PER_MILLION * count / np.where((n_a > 0) & (n_b > 0), size, np.nan) + smoothing
        for count, size in ((a, n_a), (b, n_b))
    )
    return np.asarray(target / reference)


def bic(
    a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, cells: int = 2
) -> Floats:
    """Return the approximate Bayes factor G2 − ln N, on the UCREL calculator's 2-cell G2 (Wilson 2013).

    Above 10 is called very strong evidence against equal rates, below 0 evidence for them. NaN without tokens.
    """
    size = as_floats(n_a) + as_floats(n_b)
    return g2(a, b, n_a, n_b, cells=cells) - np.log(np.where(size > 0, size, np.nan))


def ell(
    a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, cells: int = 2
) -> Floats:
    """Return the effect size for log likelihood, G2/(N ln min E), E_a and E_b (Johnston et al. 2006).

    On the UCREL calculator's 2-cell G2. NaN where the smaller expected count is at most 1: its logarithm is
    then no scale.
    """
    a, b, n_a, n_b = counts_and_sizes("contingency.ell", a, b, n_a, n_b)
    size = n_a + n_b
    least = (a + b) * np.minimum(n_a, n_b) / np.where(size > 0, size, 1.0)
    return g2(a, b, n_a, n_b, cells=cells) / (size * np.log(np.where(least > 1, least, np.nan)))


def _determinant(a: Floats, b: Floats, n_a: Floats, n_b: Floats) -> Floats:
    """Return ad − bc, from which the product ab drops out."""
    return np.asarray(a * n_b - b * n_a)


def _few_expected(a: Floats, b: Floats, n_a: Floats, n_b: Floats) -> Flags:
    """Tell where quanteda corrects: |ad − bc| ≥ N/2 and the smallest expected cell below 5."""
    size, total = n_a + n_b, a + b
    least = np.minimum(n_a, n_b) * np.minimum(total, size - total)
    return np.asarray(
        (np.abs(_determinant(a, b, n_a, n_b)) >= size / 2) & (least < FEW_EXPECTED * size), dtype=np.bool_
    )
