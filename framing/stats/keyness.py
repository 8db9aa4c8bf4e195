"""Keyness: how a term's frequency differs between a target and a reference corpus.

Every function takes counts ``a`` (target) and ``b`` (reference) and sizes in tokens ``n_a`` and ``n_b``;
scalars and arrays over terms broadcast. N = n_a + n_b; E_a = n_a(a + b)/N, E_b = n_b(a + b)/N.

These measures treat the tokens of one article as independent (Kilgarriff 2005; Lijffijt et al. 2016): they
describe, and no claim rests on them. What is declared is declared by `framing.stats.scores`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import Floats, as_floats, not_above, not_negative, require, same_shape

ZERO_STAND_IN = 0.5
"""Put in place of a zero count, as in Hardie's Log Ratio; changing it changes every ratio at a zero."""

PER_10K = 10_000.0


@dataclass(frozen=True)
class LogOdds:
    """Difference of log odds of each term between two corpora.

    Attributes
    ----------
    delta : ndarray
        δ in natural-log odds, positive where the term is more frequent in the target.
    variance : ndarray
        Its approximate variance: as if tokens were independent (`log_odds`), or by article
        (`clustered_log_odds`).
    z : ndarray
        δ / √variance.
    """

    delta: Floats
    variance: Floats
    z: Floats


def g2(
    a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, cells: int = 4
) -> Floats:
    """Return the log-likelihood ratio statistic G2 of each term.

    Parameters
    ----------
    a, b : array_like
        Counts of the terms in target and reference, shape (terms,).
    n_a, n_b : array_like
        Sizes in tokens.
    cells : {4, 2}
        4: G2 = 2 Σ O ln(O/E) over a, b, n_a − a, n_b − b, with 0 ln 0 = 0 (Dunning 1993).
        2: only over a and b, as the UCREL calculator does (Rayson & Garside 2000).

    Returns
    -------
    ndarray, shape (terms,)
        At least 0; exactly 0 where the term occurs in proportion to the sizes.

    Raises
    ------
    InferenceError
        Shapes that do not broadcast, negative counts, counts above the sizes, another number of cells.
    """
    cells_known = cells in (2, 4)
    wrong = None if cells_known else Problem("", "cells 4 or 2", repr(cells), "choose one of the two forms")
    a, b, n_a, n_b = counts_and_sizes("keyness.g2", a, b, n_a, n_b, wrong)
    total, size = a + b, n_a + n_b
    half = _cell(a, n_a * total, size) + _cell(b, n_b * total, size)
    if cells == 4:  # noqa: PLR2004
        half = half + _cell(n_a - a, n_a * (size - total), size) + _cell(n_b - b, n_b * (size - total), size)
    return np.maximum(2.0 * half, 0.0)  # rounding alone may leave it below 0


def signed_g2(
    a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, cells: int = 4
) -> Floats:
    """Return G2 with the sign of the difference: negative where a/n_a < b/n_b. Parameters as in `g2`."""
    return signed(g2(a, b, n_a, n_b, cells=cells), a, b, n_a, n_b)


def signed(
    statistic: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike
) -> Floats:
    """Return a statistic of at least 0 with the sign of the difference: negative where a/n_a < b/n_b."""
    size = as_floats(statistic)
    less = as_floats(a) * as_floats(n_b) < as_floats(b) * as_floats(n_a)
    return np.where(less, -size, size)


def log_ratio(
    a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, add_half: bool = False
) -> Floats:
    """Return Hardie's Log Ratio: log2((a/n_a)/(b/n_b)), 0.5 in place of a zero count (Hardie 2014).

    One unit is one doubling. NaN where the term occurs on neither side or a corpus is empty.

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        As in `g2`.
    add_half : bool
        Add 0.5 to every count and size instead: log2((a + ½)/(n_a + ½)) − log2((b + ½)/(n_b + ½)) (Walter 1975),
        the form printed by R's corpora.
    """
    a, b, n_a, n_b = counts_and_sizes("keyness.log_ratio", a, b, n_a, n_b)
    known = (a + b > 0) & (n_a > 0) & (n_b > 0)
    if add_half:
        a, b, n_a, n_b = (values + ZERO_STAND_IN for values in (a, b, n_a, n_b))
    ratio = _floored(a) * n_b / np.where(known, _floored(b) * n_a, np.nan)
    return np.log2(ratio)


def percent_diff(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return %DIFF: 100 (a/n_a − b/n_b)/(b/n_b) (Gabrielatos & Marchi 2011).

    0.5 stands in for a zero in the reference only, so a term absent from the target is at −100.
    NaN where the term occurs on neither side or a corpus is empty.
    """
    a, b, n_a, n_b = counts_and_sizes("keyness.percent_diff", a, b, n_a, n_b)
    ratio = a * n_b / np.where((n_b > 0) & (n_a > 0), _floored(b) * n_a, np.nan)
    return np.where(a + b > 0, 100.0 * (ratio - 1.0), np.nan)


def odds_ratio(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return the sample odds ratio a(n_b − b)/(b(n_a − a)).

    0.5 stands in for a zero count, its complement is left as it is (as kitconc does). NaN where the term
    occurs on neither side or fills a corpus, an empty one included.
    """
    a, b, n_a, n_b = counts_and_sizes("keyness.odds_ratio", a, b, n_a, n_b)
    known = (a + b > 0) & (a < n_a) & (b < n_b)
    return np.asarray(_floored(a) * (n_b - b) / np.where(known, _floored(b) * (n_a - a), np.nan))


def difference_per_10k(a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Floats:
    """Return 10,000 (a/n_a − b/n_b): occurrences more per 10,000 tokens. NaN where a corpus is empty."""
    a, b, n_a, n_b = counts_and_sizes("keyness.difference_per_10k", a, b, n_a, n_b)
    return PER_10K * (a / np.where(n_a > 0, n_a, np.nan) - b / np.where(n_b > 0, n_b, np.nan))


def pooled_prior(a: npt.ArrayLike, b: npt.ArrayLike, strength: float | None = None) -> Floats:
    """Return the informative prior α: the pooled counts, scaled so that they sum to `strength`.

    Parameters
    ----------
    a, b : array_like
        Counts over the WHOLE vocabulary, shape (terms,).
    strength : float, optional
        α0, the number of pseudo-tokens; None leaves the pooled counts as they are (α0 = N).

    Returns
    -------
    ndarray, shape (terms,)
        α = strength · (a + b)/Σ(a + b).
    """
    pooled = as_floats(a) + as_floats(b)
    total = pooled.sum()
    wrong = None if total > 0 else Problem("", "at least one occurrence", "none", "pass terms that occur")
    low = strength is not None and not strength > 0
    small = (
        Problem("", "a strength above 0", repr(strength), "choose a number of pseudo-tokens") if low else None
    )
    require("keyness.pooled_prior", [not_negative("a + b", pooled), wrong, small])
    return pooled if strength is None else pooled * (strength / total)


def log_odds(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    alpha: npt.ArrayLike,
    *,
    alpha_0: float | None = None,
    variance_terms: int = 2,
) -> LogOdds:
    """Return log odds with a Dirichlet prior ("Fightin' Words").

    δ = ln[(a + α)/(n_a + α0 − a − α)] − ln[(b + α)/(n_b + α0 − b − α)], variance 1/(a + α) + 1/(b + α),
    z = δ/√variance (Monroe, Colaresi & Quinn 2008, eq. 15–22; the two-term variance of eq. 20). Tokens count as
    independent in it; `clustered_log_odds` lets articles vary.

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        Counts and sizes as in `g2`.
    alpha : array_like
        Prior of each term, above 0; a scalar is the same prior for every term. See `pooled_prior`.
    alpha_0 : float, optional
        Sum of the prior over the whole vocabulary; default the sum of `alpha` over the terms passed.
    variance_terms : {2, 4}
        4 adds what eq. 19 has and eq. 20 leaves out, 1/(n_a + α0 − a − α) + 1/(n_b + α0 − b − α), as scattertext
        does; it matters only for a term that fills much of a corpus.

    Raises
    ------
    InferenceError
        Bad shapes or counts, a prior of 0, a term that fills corpus and prior, another number of terms.
    """
    known = variance_terms in (2, 4)
    wrong = None if known else Problem("", "2 or 4 variance terms", repr(variance_terms), "choose a form")
    a, b, n_a, n_b = counts_and_sizes("keyness.log_odds", a, b, n_a, n_b, wrong)
    shape = np.broadcast_shapes(a.shape, b.shape)
    prior = as_floats(alpha)
    require("keyness.log_odds", [same_shape(counts=np.empty(shape), alpha=prior), _positive(prior)])
    prior = np.broadcast_to(prior, np.broadcast_shapes(shape, prior.shape))
    whole = float(prior.sum()) if alpha_0 is None else alpha_0
    rest_a, rest_b = n_a + whole - a - prior, n_b + whole - b - prior
    fills = bool(np.any(rest_a <= 0) or np.any(rest_b <= 0))
    full = Problem(
        "", "a term smaller than corpus and prior", "one that fills them", "pass the whole vocabulary"
    )
    require("keyness.log_odds", [full if fills else None])
    delta = np.log((a + prior) / rest_a) - np.log((b + prior) / rest_b)
    variance = 1.0 / (a + prior) + 1.0 / (b + prior)
    if variance_terms == 4:  # noqa: PLR2004
        variance = variance + 1.0 / rest_a + 1.0 / rest_b
    return LogOdds(delta, variance, delta / np.sqrt(variance))


def counts_and_sizes(
    where: str,
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *more: Problem | None,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return counts and sizes as arrays, or complain in the name of `where`; `more` are its own problems."""
    arrays = {"a": as_floats(a), "b": as_floats(b), "n_a": as_floats(n_a), "n_b": as_floats(n_b)}
    signs = [not_negative(name, values) for name, values in arrays.items()]
    sizes = [
        not_above("a", arrays["a"], "n_a", arrays["n_a"]),
        not_above("b", arrays["b"], "n_b", arrays["n_b"]),
    ]
    require(where, [*more, same_shape(**arrays), *signs, *sizes])
    return arrays["a"], arrays["b"], arrays["n_a"], arrays["n_b"]


def _cell(observed: Floats, expected_times_size: Floats, size: Floats) -> Floats:
    """O ln(O/E), 0 where O = 0; E comes times N, so that O/E of a proportional term is exactly 1."""
    ratio = observed * size / np.where(expected_times_size > 0, expected_times_size, 1.0)
    return np.asarray(scipy.special.xlogy(observed, np.where(observed > 0, ratio, 1.0)))


def _floored(counts: Floats) -> Floats:
    return np.where(counts == 0, ZERO_STAND_IN, counts)


def _positive(prior: Floats) -> Problem | None:
    if np.isfinite(prior).all() and (prior > 0).all():
        return None
    return Problem(
        "", "a prior above 0 for every term", "0, negative or missing", "give each term some prior"
    )
