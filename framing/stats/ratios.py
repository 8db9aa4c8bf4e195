"""Ratios: two outlets compared by sums, with errors by article (or event) and studentised intervals.

A contrast θ is a function of weighted sums over units (articles; events where they are matched). Its error is the
infinitesimal jackknife: with u_i the influence of unit i on θ, w_i how often it was drawn and h_i its share of the text,
se² = Σ w_i u_i²/(1 − h_i)². The interval is the symmetric bootstrap-t (Hall 1988)::

    θ ± q se,      q = the `level` quantile of |θ* − θ|/se* over the replicates, at least Student's t on the smaller side

chosen by coverage (`tests/benchmarks/interval_coverage.py`). The observed value is row 0 of the weights, all of them 1.

A side without a hit has half a hit in a logarithm, and the error of a side with a single unit that has any (1 on the
natural logarithm; one hit in a difference): its own influences are all 0. So they are where all units have the same rate, or are
drawn so that they have: such a side has the error of one hit more or less, lest what is far from the observed in one replicate of
three be divided by nothing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy

from framing.stats.arrays import Flags, Floats, Matrix, Seed, as_matrix
from framing.stats.bootstrapping import MOST_EMPTY, ZERO_STAND_IN, Estimate, bootstrap_weights
from framing.stats.products import LabelProducts, rows_of_terms

LARGEST_LEVERAGE: Final = 0.5
"""One article with more than half of an outlet's text counts as having half: 1/(1 − h)² would run away."""

ROUNDING: Final = 1e-12
"""A sum of squares below this part of what it is the difference of is rounding of 0."""

LARGEST_DIFFERENCE: Final = 1.0
"""Of two shares."""


@dataclass(frozen=True)
class Replicated:
    """A contrast under every row of weights, the observed one in row 0.

    Attributes
    ----------
    values, errors : ndarray, shape (cells, rows)
        NaN where a side has no opportunity.
    limit : float
        Farthest from 0 that the contrast can be; bounds end there.
    """

    values: Floats
    errors: Floats
    limit: float = np.inf


@dataclass(frozen=True)
class Drawn:
    """Articles of two outlets as drawn: row 0 is each article once.

    Attributes
    ----------
    first, second : LabelProducts
        Weights of the articles of a, and of b.
    in_a : ndarray of bool, shape (articles,)
    n_units : int
        Articles of the smaller side.
    """

    first: LabelProducts
    second: LabelProducts
    in_a: Flags
    n_units: int


def draw(in_a: Flags, replicates: int, seed: Seed) -> Drawn:
    """Draw the articles of each outlet with replacement, apart from those of the other.

    Parameters
    ----------
    in_a : ndarray of bool, shape (articles,)
    replicates : int
    seed : int, SeedSequence or Generator
    """
    generator = np.random.default_rng(seed)
    first, second = (
        LabelProducts(drawn_units(int(n), replicates, generator)) for n in (in_a.sum(), (~in_a).sum())
    )
    return Drawn(first, second, in_a, int(min(in_a.sum(), (~in_a).sum())))


def drawn_units(n_units: int, replicates: int, seed: Seed) -> Floats:
    """Return how often each unit is drawn in each replicate, shape (1 + replicates, units); row 0 is each once."""
    observed = np.ones((1, n_units))
    return np.vstack([observed, bootstrap_weights(n_units, replicates, seed)]) if replicates else observed


def log_rate_ratio(drawn: Drawn, hits: Matrix, sizes: Matrix) -> Replicated:
    """Return ln(rate of a / rate of b) of every cell; its exponential is the ratio of the rates.

    Parameters
    ----------
    drawn : Drawn
    hits : ndarray or sparse matrix, shape (articles, cells)
    sizes : ndarray or sparse matrix, shape (articles,) or (articles, cells)
    """
    a, b = _moments(drawn, hits, sizes)
    values = np.where(a.hits + b.hits > 0, a.log_rate - b.log_rate, np.nan)
    return Replicated(values, np.sqrt(a.log_variance + b.log_variance))


def share_difference(drawn: Drawn, hits: Matrix, sizes: Matrix) -> Replicated:
    """Return the share of a minus that of b; parameters as in `log_rate_ratio`."""
    a, b = _moments(drawn, hits, sizes)
    errors = np.sqrt(a.share_variance + b.share_variance)
    return Replicated(np.asarray(a.share - b.share), errors, LARGEST_DIFFERENCE)


def log_odds_ratio(drawn: Drawn, hits: Matrix, sizes: Matrix) -> Replicated:
    """Return logit(share of a) − logit(share of b); half a hit or half a miss in place of none.

    Parameters as in `log_rate_ratio`; hits are a part of the sizes.
    """
    a, b = _moments(drawn, hits, sizes)
    return Replicated(np.asarray(a.logit - b.logit), np.sqrt(a.logit_variance + b.logit_variance))


def studentised(found: Replicated, n_units: int, level: float = 0.95) -> Estimate:
    """Return observed values with the bounds of the symmetric bootstrap-t interval.

    Parameters
    ----------
    found : Replicated
    n_units : int
        Units of the smaller side: Student's t has one degree of freedom less.
    level : float

    Returns
    -------
    Estimate
        Each of shape (cells,). Bounds are NaN where more than `MOST_EMPTY` of the replicates have no value, or the
        observed one has no error.
    """
    observed, error = found.values[:, :1], found.errors[:, :1]
    with np.errstate(invalid="ignore", divide="ignore"):
        pivots = np.abs(found.values[:, 1:] - observed) / found.errors[:, 1:]
    empty = np.isnan(pivots).mean(axis=1) if pivots.shape[1] else np.ones(len(pivots))
    least = scipy.special.stdtrit(max(n_units - 1, 1), 0.5 + level / 2)
    q = np.full(len(pivots), np.nan)
    usable = (empty <= MOST_EMPTY) & (error[:, 0] > 0)
    if usable.any():
        filled = np.where(np.isnan(pivots[usable]), np.inf, pivots[usable])
        q[usable] = np.maximum(np.quantile(filled, level, axis=1, method="higher"), least)
    half = np.where(np.isfinite(q), q, np.nan) * error[:, 0]
    low, high = (np.clip(observed[:, 0] + way * half, -found.limit, found.limit) for way in (-1, 1))
    return Estimate(observed[:, 0], low, high)


@dataclass(frozen=True)
class Moments:
    """Sums of one outlet under every row of weights.

    Attributes
    ----------
    hits, size : ndarray, shape (cells, rows)
    squares : ndarray, shape (cells, rows)
        Σ w (x − r t)²/(1 − h)², r = hits/size: squared influences on the rate, times size²; 1, one hit, where they are all 0.
    """

    hits: Floats
    size: Floats
    squares: Floats

    @property
    def share(self) -> Floats:
        """Hits by size."""
        return np.asarray(self.hits / np.where(self.size > 0, self.size, np.nan))

    @property
    def log_rate(self) -> Floats:
        """Logarithm of the rate."""
        return np.asarray(np.log(_at_least(self.hits)) - np.log(np.where(self.size > 0, self.size, np.nan)))

    @property
    def logit(self) -> Floats:
        """Logarithm of the odds."""
        return np.asarray(np.log(_at_least(self.hits)) - np.log(_at_least(self._misses)))

    @property
    def share_variance(self) -> Floats:
        """Squared error of the share."""
        size = np.where(self.size > 0, self.size, np.nan)
        floor = np.where((self.hits == 0) | (self._misses == 0), 1.0, 0.0)
        return np.asarray(np.maximum(self.squares, floor) / size**2)

    @property
    def log_variance(self) -> Floats:
        """Squared error of the logarithm of the rate."""
        return np.where(self.hits > 0, self.squares / np.where(self.hits > 0, self.hits, 1.0) ** 2, 1.0)

    @property
    def logit_variance(self) -> Floats:
        """Squared error of the logarithm of the odds."""
        both = (self.hits > 0) & (self._misses > 0)
        odds = np.where(both, self.hits * self._misses / np.where(self.size > 0, self.size, 1.0), 1.0)
        return np.where(both, self.squares / odds**2, 1.0)

    @property
    def _misses(self) -> Floats:
        return np.asarray(np.maximum(self.size - self.hits, 0.0))


def moments(products: LabelProducts, hits: Matrix, sizes: Matrix) -> Moments:
    """Return the sums of one outlet.

    Parameters
    ----------
    products : LabelProducts
        With the weights of its articles.
    hits : csr_array, shape (cells, articles)
    sizes : csr_array, shape (1, articles) or (cells, articles)
    """
    x, t = products.sums(hits), products.sums(sizes)
    raised = _leverage(sizes)
    squares, crossed = _weighted(hits, hits.power(2), raised), _weighted(hits, hits.multiply(sizes), raised)
    rate = x / np.where(t > 0, t, np.nan)
    own, given = products.sums(squares), rate**2 * products.sums(sizes.power(2).multiply(raised).tocsr())
    spread = own - 2 * rate * products.sums(crossed) + given
    return Moments(x, np.broadcast_to(t, x.shape), np.where(spread > ROUNDING * (own + given), spread, 1.0))


def _moments(drawn: Drawn, hits: Matrix, sizes: Matrix) -> tuple[Moments, Moments]:
    terms, room = rows_of_terms(as_matrix(hits)), rows_of_terms(as_matrix(sizes))
    places = np.flatnonzero(drawn.in_a), np.flatnonzero(~drawn.in_a)
    # one thread an outlet: products let go of the interpreter, and neither side touches the other
    with ThreadPoolExecutor(len(places)) as threads:
        sides = [
            threads.submit(moments, products, terms[:, own], room[:, own])
            for products, own in zip((drawn.first, drawn.second), places, strict=True)
        ]
        a, b = (side.result() for side in sides)
    return a, b


def _leverage(sizes: Matrix) -> Matrix:
    """Return 1/(1 − h)² at the stored places of the sizes."""
    total = np.asarray(sizes.sum(axis=1), dtype=np.float64)
    share = sizes.data / np.repeat(np.where(total > 0, total, 1.0), np.diff(sizes.indptr))
    data = 1.0 / (1.0 - np.minimum(share, LARGEST_LEVERAGE)) ** 2
    return scipy.sparse.csr_array((data, sizes.indices, sizes.indptr), shape=sizes.shape)


def _weighted(places: Matrix, values: Matrix, raised: Matrix) -> Matrix:
    """Return values times the leverage of their article."""
    wide = raised.toarray()[0][np.newaxis] if raised.shape[0] == 1 else raised
    found = scipy.sparse.csr_array(values.multiply(wide))
    found.sum_duplicates()
    return found


def _at_least(values: Floats) -> Floats:
    return np.where(values > 0, values, ZERO_STAND_IN)
