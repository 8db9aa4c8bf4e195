"""Residuals: what each article has too much of a term, in three aspects, before anybody asks whose article it is.

With x_i occurrences among t_i tokens (or opportunities) of article i, within its stratum s (topic, month, event)::

    rate         e_i = x_i − p_s t_i,            p_s = Σ_s x / Σ_s t
    prevalence   e_i = [x_i > 0] − c_s − β c_s(1 − c_s) l_i,  over articles with t_i > 0
    intensity    e_i = log x_i − c_s − β l_i,    over articles with x_i > 0, else 0

l_i is log t_i less its mean in the stratum, c_s the mean of the stratum and β the least-squares slope within strata, all
fitted to both outlets together, so that longer articles are no finding; nor is a stratum in which all articles have the
term, or none (c_s(1 − c_s) = 0, as in a logistic regression): whatever their lengths, it tells nothing. Every aspect sums to 0 within every stratum.

Rate is the headline. Prevalence asks in how many articles a term stands, intensity how often where it does stand: two
parts of a rate (the hurdle model; Mullahy 1986), each with less noise than the rate itself, which one article full of a
word or many without it can drown.

A residual is kept as sparse entries less a part that is the same for all terms but for its coefficients, so that
20,000 terms in 37,554 articles need no dense matrix::

    e_i = entry_i − level[s_i] · unit_i − slope[s_i] · covariate_i
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Floats, Matrix

Codes = npt.NDArray[np.intp]

ROUNDING: Final = 1e-12
"""Squares below this share of what they are summed from are rounding of something that is exactly 0."""


@dataclass(frozen=True)
class Residuals:
    """Residuals of terms.

    Attributes
    ----------
    entries : csr_array, shape (terms, articles)
    level : ndarray, shape (terms, strata)
    unit : ndarray, shape (articles,)
    slope : ndarray, shape (terms, strata)
    covariate : ndarray, shape (articles,)
    strata : int array, shape (articles,)
    """

    entries: Matrix
    level: Floats
    unit: Floats
    slope: Floats
    covariate: Floats
    strata: Codes

    def fitted_at_entries(self) -> Floats:
        """Return level · unit + slope · covariate at every stored entry."""
        term, article = rows_of(self.entries), self.entries.indices
        level = self.level[term, self.strata[article]] * self.unit[article]
        return np.asarray(level + self.slope[term, self.strata[article]] * self.covariate[article])

    def squares(self, weights: Floats) -> Floats:
        """Return Σ w_i e_i² of every term; `weights`, shape (articles,), are the same in all of a stratum."""
        crossed = self.entries.data * (self.entries.data - 2.0 * self.fitted_at_entries())
        at_entries = _row_sums(self.entries, crossed * weights[self.entries.indices])
        n_strata = self.level.shape[1]
        unit = np.bincount(self.strata, weights * self.unit**2, n_strata)
        both = np.bincount(self.strata, weights * self.unit * self.covariate, n_strata)
        length = np.bincount(self.strata, weights * self.covariate**2, n_strata)
        level = _times(self.level**2, unit) + 2.0 * _times(self.level * self.slope, both)
        return np.asarray(at_entries + level + _times(self.slope**2, length))

    @property
    def magnitude(self) -> Floats:
        """Σ entry² + Σ fitted² of every term: what e² would be summed from, for judging rounding."""
        unit = np.bincount(self.strata, self.unit**2, self.level.shape[1])
        length = np.bincount(self.strata, self.covariate**2, self.level.shape[1])
        fitted = _times(self.level**2, unit) + _times(self.slope**2, length)
        return np.asarray(_row_sums(self.entries, self.entries.data**2) + fitted)


@dataclass(frozen=True)
class Counted:
    """What residuals are made of.

    Attributes
    ----------
    counts : csr_array, shape (terms, articles)
        No stored zeros.
    sizes : csr_array, shape (1, articles) or (terms, articles)
    strata : int array, shape (articles,)
        From 0, without gaps.
    """

    counts: Matrix
    sizes: Matrix
    strata: Codes

    @property
    def shared(self) -> bool:
        """Whether all terms have the same sizes."""
        return bool(self.sizes.shape[0] == 1)

    @property
    def n_strata(self) -> int:
        """Number of strata."""
        return int(self.strata.max(initial=0)) + 1

    def take(self, chosen: Codes) -> Counted:
        """Keep some terms."""
        return replace(
            self, counts=self.counts[chosen], sizes=self.sizes if self.shared else self.sizes[chosen]
        )


def rate(counted: Counted) -> Residuals:
    """Return x − p_s t of every term."""
    x = _by_stratum(counted.counts, counted.counts.data, counted)
    t = _by_stratum(counted.sizes, counted.sizes.data, counted)
    level = x / np.where(t > 0, t, 1.0)
    if counted.shared:
        return _residuals(counted, counted.counts, level, unit=counted.sizes.toarray()[0])
    entries = scipy.sparse.csr_array(counted.counts - _scaled(counted.sizes, level, counted.strata))
    return _residuals(counted, entries)


def prevalence(counted: Counted) -> Residuals:
    """Return [x > 0] less what the length of the article leads to expect."""
    presence = _with(counted.counts, np.ones(counted.counts.nnz))
    if counted.shared:
        held, length = _lengths(counted)
        return _prevalence_of_shared(counted, presence, held, length)
    return _centred(counted, counted.sizes, _dense_at(presence, counted.sizes), binary=True)


def intensity(counted: Counted) -> Residuals:
    """Return log x of the articles that have the term, less what their length leads to expect."""
    return _centred(counted, counted.counts, np.log(counted.counts.data))


ASPECTS: Final[Mapping[str, Callable[[Counted], Residuals]]] = MappingProxyType(
    {"rate": rate, "prevalence": prevalence, "intensity": intensity}
)


def rows_of(matrix: Matrix) -> Codes:
    """Return the row of every stored entry of a CSR matrix."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _prevalence_of_shared(counted: Counted, presence: Matrix, held: Floats, length: Floats) -> Residuals:
    """Articles that all terms share: the fit is the same for all but for its coefficients."""
    n = np.maximum(np.bincount(counted.strata, held, counted.n_strata), 1.0)
    level = _by_stratum(presence, presence.data, counted) / n
    told = level * (1.0 - level)
    spread = _times(told, np.bincount(counted.strata, length**2, counted.n_strata))
    size = (np.log(np.maximum(counted.sizes.data, 1.0)) ** 2).sum()
    slope = _slope(_row_sums(presence, length[presence.indices]), spread, size)
    return _residuals(counted, presence, level, held, slope[:, np.newaxis] * told, length)


def _lengths(counted: Counted) -> tuple[Floats, Floats]:
    """Return which articles have any size, and their log size less the mean of the stratum."""
    sizes = counted.sizes.toarray()[0]
    held = (sizes > 0).astype(np.float64)
    length = np.log(np.where(sizes > 0, sizes, 1.0))
    n = np.maximum(np.bincount(counted.strata, held, counted.n_strata), 1.0)
    mean = np.bincount(counted.strata, length * held, counted.n_strata) / n
    return held, np.asarray((length - mean[counted.strata]) * held)


def _centred(counted: Counted, places: Matrix, values: Floats, *, binary: bool = False) -> Residuals:
    """Fit values at the stored places of every term by stratum and log size; what is left are the entries.

    The slope of what is 0 or 1 is as steep as the variance of the stratum allows: where all are alike it is flat.
    """
    term, stratum = rows_of(places), counted.strata[places.indices]
    length = np.log(_sizes_at(counted, places))
    cell = term * counted.n_strata + stratum
    whole, size = _row_sums(places, values**2), _row_sums(places, length**2)
    centred, length = _less_mean(values, cell), _less_mean(length, cell)
    told = (values - centred) * (1.0 - values + centred) if binary else np.ones(values.size)
    slope = _slope(_row_sums(places, centred * length), _row_sums(places, told * length**2), size)
    left = centred - slope[term] * told * length
    # two articles lie on one line: what is left of them is rounding
    real = _row_sums(places, left**2) > ROUNDING * whole
    return _residuals(counted, _with(places, np.where(real[term], left, 0.0)))


def _slope(crossed: Floats, spread: Floats, size: Floats | float) -> Floats:
    """Least-squares slope; 0 where all articles are equally long, but for rounding."""
    known = spread > ROUNDING * size
    return np.where(known, crossed / np.where(known, spread, 1.0), 0.0)


def _less_mean(values: Floats, cell: Codes) -> Floats:
    _, place = np.unique(cell, return_inverse=True)
    return np.asarray(values - (np.bincount(place, values) / np.bincount(place))[place])


def _sizes_at(counted: Counted, places: Matrix) -> Floats:
    """Return the size of the article at every stored place; every place has one."""
    if places is counted.sizes:
        return np.asarray(places.data, dtype=np.float64)
    if counted.shared:
        return np.asarray(counted.sizes.toarray()[0][places.indices], dtype=np.float64)
    return _dense_at(counted.sizes, places)


def _dense_at(values: Matrix, places: Matrix) -> Floats:
    """Return the entries of one matrix at the stored places of another, 0 where it has none."""
    width = places.shape[1]
    mine = rows_of(values).astype(np.int64) * width + values.indices
    wanted = rows_of(places).astype(np.int64) * width + places.indices
    at = np.minimum(np.searchsorted(mine, wanted), max(len(mine) - 1, 0))
    return np.where(mine[at] == wanted, values.data[at], 0.0) if len(mine) else np.zeros(len(wanted))


def _scaled(sizes: Matrix, level: Floats, strata: Codes) -> Matrix:
    return _with(sizes, sizes.data * level[rows_of(sizes), strata[sizes.indices]])


def _by_stratum(matrix: Matrix, values: Floats, counted: Counted) -> Floats:
    """Sum stored values by row and stratum, shape (rows, strata)."""
    cell = rows_of(matrix) * counted.n_strata + counted.strata[matrix.indices]
    sums = np.bincount(cell, values, matrix.shape[0] * counted.n_strata)
    return np.asarray(sums.reshape(matrix.shape[0], counted.n_strata), dtype=np.float64)


def _times(level: Floats, values: npt.ArrayLike) -> Floats:
    """Return level (terms, strata) times values (strata,): to the bit the same in whatever block a term stands."""
    return np.asarray(np.einsum("ts,s->t", level, np.asarray(values, dtype=np.float64)))


def _row_sums(matrix: Matrix, values: Floats) -> Floats:
    return np.asarray(np.bincount(rows_of(matrix), values, matrix.shape[0]), dtype=np.float64)


def _with(places: Matrix, values: Floats) -> Matrix:
    """Return a matrix with other values at the same places."""
    return scipy.sparse.csr_array((values, places.indices, places.indptr), shape=places.shape)


def _residuals(
    counted: Counted,
    entries: Matrix,
    level: Floats | None = None,
    unit: Floats | None = None,
    slope: Floats | None = None,
    covariate: Floats | None = None,
) -> Residuals:
    n_terms, n_articles = counted.counts.shape
    return Residuals(
        entries=entries,
        level=np.zeros((n_terms, counted.n_strata)) if level is None else level,
        unit=np.zeros(n_articles) if unit is None else unit,
        slope=np.zeros((n_terms, counted.n_strata)) if slope is None else slope,
        covariate=np.zeros(n_articles) if covariate is None else covariate,
        strata=counted.strata,
    )
