"""Scores: by how much two outlets differ in a term, the article being the unit, and whether that could be chance.

For each aspect of `framing.stats.residuals`, with e_i the residual of article i, g_i = 1 in outlet a and 0 in b, w_s the
share of a in the opportunities (tokens) of the stratum under that labelling, and ḡ_s its share in the articles::

    U = Σ g_i e_i = Σ (g_i − w_s) e_i         for e sums to 0 in every stratum
    z = U / √V,  0 where V = 0

    rate                      V = Σ (g_i − w_s)² e_i²
    prevalence, intensity     V = Σ ḡ_s (1 − ḡ_s) e_i²

The first is the score of a Poisson rate model whose pooled rate is estimated, with the sandwich variance clustered by
article (Liang & Zeger 1986; Rao & Scott 1992; Boos 1992); why w and not ḡ is told in `framing.stats.variances`. In one
stratum z is the studentised difference of two rates, whose permutation test stays near its level when the outlets differ
in length or spread (Chung & Romano 2013). The other two are standardised by what permutation makes of them, but for a
factor n_s/(n_s − 1). Swapping the outlets changes the sign of z and nothing else. |z| ≤ √n (Cauchy–Schwarz), so one
article full of a word cannot run away.

Where one outlet writes much longer articles, only the rate tells: the slope on length that prevalence and intensity are
fitted with is pooled, takes the gap between the outlets for one of length, and leaves these two next to no power. Taking
length out of g as well would give power back, but presence is not linear in log length: in simulated articles of one rate,
40–80 against 5–15 tokens, 300 a side, presence then differed at 5 % in a seventh to a fifth of the words. So it is left.

A term is tested by the largest |z| among its aspects (`score_test`): the rate alone misses what few articles say often or
many say once. A permuted labelling changes g and w only; the residuals stay, so that with L the labellings (rows ×
articles) everything is a product with L (`framing.stats.products`), as U = L e.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import Problem
from framing.stats.arrays import (
    Flags,
    Floats,
    Matrix,
    as_floats,
    as_matrix,
    length_is,
    not_negative,
    require,
)
from framing.stats.products import LabelProducts, rows_of_terms
from framing.stats.resampling import RunningMaximum, reaches
from framing.stats.residuals import ASPECTS, ROUNDING, Counted, Residuals
from framing.stats.variances import RateVariance, StratumProducts

RATE: Final = "rate"
ALL_ASPECTS: Final = tuple(ASPECTS)

BLOCK_NUMBERS = 1_000_000
"""Numbers (terms × rows) in a block: 8 MB an array, of which about five live at once in each thread, near the processor;
a quarter of it takes twice as long for its many small products, four times as much a fifth longer."""

OBSERVED_TERMS = 2_000
"""Terms whose observed scores are made together: of 20,000 at once the fits alone would hold a gigabyte."""

THREADS = 2
"""Blocks at work at the same time: products and ufuncs let go of the interpreter, and every block is its own sum."""

HALF = 0.5


@dataclass(frozen=True)
class ScoreTest:
    """Result of `score_test`.

    Attributes
    ----------
    z : ndarray, shape (terms, aspects)
        Observed scores, positive where the term is more frequent in outlet a.
    p_value : ndarray, shape (terms,)
        Two-sided permutation p of the term alone, by the largest |z| of its aspects, in (0, 1].
    p_adjusted : ndarray, shape (terms,)
        Westfall–Young maxT p over all terms passed, in (0, 1].
    """

    z: Floats
    p_value: Floats
    p_adjusted: Floats


def score_z(
    counts: Matrix,
    sizes: npt.ArrayLike,
    labels: Flags,
    strata: npt.ArrayLike | None = None,
    aspects: Sequence[str] = (RATE,),
) -> Floats:
    """Return the score z of every term, in every aspect, under every labelling.

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (articles, terms)
        Occurrences by article; a vector is one term. Cells of a declared family are the sums of their members.
    sizes : array_like, shape (articles,) or (articles, terms)
        Tokens of each article; opportunities by cell where they differ.
    labels : ndarray of bool, shape (rows, articles) or (articles,)
        `Labellings.matrix`; every row must give outlet a equally many articles of each stratum.
    strata : array_like, shape (articles,), optional
        Topic, month or event of each article.
    aspects : sequence of str
        Of `ASPECTS`.

    Returns
    -------
    ndarray, shape (rows, terms, aspects)
        0 where V = 0: the term says nothing about outlets in that aspect, or not under that labelling.

    Raises
    ------
    InferenceError
        Axes of different length, negative numbers, rows with different numbers of articles in a stratum.
    """
    counted, rows = _checked(counts, sizes, labels, strata)
    scores = Scores(counted, rows, aspects)
    return np.ascontiguousarray(scores.of(np.arange(counted.counts.shape[0])).transpose(2, 0, 1))


def score_test(
    counts: Matrix,
    sizes: npt.ArrayLike,
    labels: Flags,
    strata: npt.ArrayLike | None = None,
    *,
    aspects: Sequence[str] = ALL_ASPECTS,
    step_down: bool = True,
) -> ScoreTest:
    """Return scores, permutation p and maxT p of every term, in blocks of bounded memory.

    The same as `score_z`, the largest |z| of the aspects, `permutation_p` and `max_t` one after the other, without
    holding rows × terms numbers at once. Parameters as in `score_z`, `step_down` as in `max_t`.
    """
    counted, rows = _checked(counts, sizes, labels, strata)
    n_terms = counted.counts.shape[0]
    z = np.zeros((n_terms, len(aspects)))
    for block, scores_of_block in _in_blocks(
        Scores(counted, rows[:1], aspects).of, np.arange(n_terms), OBSERVED_TERMS
    ):
        z[block] = scores_of_block[:, :, 0]
    observed = np.abs(z).max(axis=1, initial=0.0)
    scores, order = Scores(counted, rows, aspects), np.argsort(observed, kind="stable")
    running = RunningMaximum(len(rows), step_down=step_down)
    p_value, shares = np.ones(n_terms), np.ones(n_terms)
    for block, sizes_of_z in _in_blocks(scores.largest, order, max(1, BLOCK_NUMBERS // len(rows))):
        p_value[block] = reaches(sizes_of_z, observed[block, np.newaxis]).mean(axis=1)
        shares[block] = running.take(sizes_of_z, observed[block])
    p_adjusted = np.ones(n_terms)
    p_adjusted[order] = running.adjust(shares[order], observed[order])
    return ScoreTest(z, p_value, p_adjusted)


class Scores:
    """Scores of terms under a set of labellings.

    Parameters
    ----------
    counted : Counted
    labels : ndarray of bool, shape (rows, articles)
    aspects : sequence of str
    """

    def __init__(self, counted: Counted, labels: Flags, aspects: Sequence[str]) -> None:
        self._counted, self._aspects = counted, tuple(aspects)
        self._products, self._rows = LabelProducts(labels), len(labels)
        self._known: dict[tuple[bytes, int], Floats] = {}
        self._by_stratum = StratumProducts(self._products, labels, counted.strata)
        shared = counted.shared and RATE in self._aspects
        self._of_shared = RateVariance(self._by_stratum, counted.sizes) if shared else None
        size = np.bincount(counted.strata, minlength=counted.n_strata)
        in_a = np.bincount(counted.strata, labels[0], counted.n_strata)
        self._mean = (in_a / np.maximum(size, 1))[counted.strata]  # ḡ_s of every article

    def of(self, chosen: npt.NDArray[np.intp]) -> Floats:
        """Return z of the chosen terms, shape (terms, aspects, rows)."""
        part = self._counted.take(chosen)
        z = np.empty((chosen.size, len(self._aspects), self._rows))
        for n, aspect in enumerate(self._aspects):
            z[:, n] = self._z(aspect, part)
        return z

    def largest(self, chosen: npt.NDArray[np.intp]) -> Floats:
        """Return the largest |z| of the aspects of the chosen terms, shape (terms, rows)."""
        part = self._counted.take(chosen)
        largest = np.zeros((chosen.size, self._rows))
        for aspect in self._aspects:
            z = self._z(aspect, part)
            np.maximum(largest, np.abs(z, out=z), out=largest)
        return largest

    def _z(self, aspect: str, counted: Counted) -> Floats:
        residuals = ASPECTS[aspect](counted)
        u = self._sums(residuals)
        magnitude = ROUNDING * residuals.magnitude[:, np.newaxis]
        v = self._variance(residuals, counted) if aspect == RATE else self._permuted_variance(residuals)
        # a term exactly proportional to the sizes differs nowhere
        informative = (v > magnitude) & (u * u > ROUNDING * magnitude)
        # arrays are written over where they are this function's own: at this size memory is what takes time
        np.divide(u, np.sqrt(np.where(v > magnitude, v, 1.0)), out=u)
        u[~informative] = 0.0
        return u

    def _sums(self, residuals: Residuals) -> Floats:
        """U of every term under every labelling."""
        u = self._products.sums(residuals.entries)
        if residuals.level.any():
            u -= _product(residuals.level, self._fixed(_by_stratum(residuals.unit, residuals.strata)))
        if residuals.slope.any():
            u -= _product(residuals.slope, self._fixed(_by_stratum(residuals.covariate, residuals.strata)))
        return u

    def _fixed(self, rows: Matrix) -> Floats:
        """Sum what is the same for all terms under every labelling; once for all blocks."""
        key = (rows.data.tobytes(), rows.shape[0])
        if key not in self._known:
            self._known[key] = self._products.sums(rows)
        return self._known[key]

    def _variance(self, residuals: Residuals, counted: Counted) -> Floats:
        """V of the rate, shape (terms, rows)."""
        entries = residuals.entries
        crossed = entries.data * (entries.data - 2.0 * residuals.fitted_at_entries())
        squares = scipy.sparse.csr_array((crossed, entries.indices, entries.indptr), shape=entries.shape)
        if self._of_shared is not None:
            return self._of_shared.of(squares, residuals.level)
        return RateVariance(self._by_stratum, counted.sizes).of(squares)

    def _permuted_variance(self, residuals: Residuals) -> Floats:
        return residuals.squares(self._mean * (1.0 - self._mean))[:, np.newaxis]


def _in_blocks(
    work: Callable[[npt.NDArray[np.intp]], Floats], order: npt.NDArray[np.intp], width: int
) -> Iterator[tuple[npt.NDArray[np.intp], Floats]]:
    """Yield blocks of terms in order with what work makes of them; no more are in hand than there are threads."""
    blocks = [order[first : first + width] for first in range(0, order.size, width)]
    with ThreadPoolExecutor(THREADS) as threads:
        begun = [threads.submit(work, block) for block in blocks[:THREADS]]
        for n, block in enumerate(blocks):
            found = begun.pop(0).result()
            begun += [threads.submit(work, later) for later in blocks[n + THREADS : n + THREADS + 1]]
            yield block, found


def _by_stratum(values: Floats, strata: npt.NDArray[np.intp]) -> Matrix:
    """Return values of the articles, one row a stratum."""
    articles = np.arange(values.size)
    return scipy.sparse.csr_array(
        (values, (strata, articles)), shape=(int(strata.max(initial=0)) + 1, values.size)
    )


def _product(level: Floats, fixed: Floats) -> Floats:
    """Return level (terms, strata) times fixed (strata, rows), the same to the bit on every machine."""
    return np.asarray(np.einsum("ts,sr->tr", level, fixed)) if level.shape[1] > 1 else level * fixed


def _checked(
    counts: Matrix, sizes: npt.ArrayLike, labels: Flags, strata: npt.ArrayLike | None
) -> tuple[Counted, Flags]:
    matrix, opportunities = as_matrix(counts), as_matrix(as_floats(sizes))
    rows = np.atleast_2d(np.asarray(labels, dtype=np.bool_))
    codes = np.zeros(matrix.shape[0], dtype=np.intp) if strata is None else np.asarray(strata)
    require(
        "scores",
        [
            length_is("sizes", opportunities.shape[0], matrix.shape[0]),
            length_is("labels", rows.shape[1], matrix.shape[0]),
            length_is("strata", codes.size, matrix.shape[0]),
            _columns(opportunities.shape[1], matrix.shape[1]),
            not_negative("counts", matrix),
            not_negative("sizes", opportunities),
        ],
    )
    places = np.unique(codes, return_inverse=True)[1].astype(np.intp)
    counted = Counted(rows_of_terms(matrix), rows_of_terms(opportunities), places)
    require("scores", [_margins(rows, places), _opportunities(counted)])
    return counted, rows


def _columns(found: int, terms: int) -> Problem | None:
    if found in (1, terms):
        return None
    return Problem("", f"sizes of 1 or {terms} columns", str(found), "pass the opportunities of every cell")


def _margins(rows: Flags, strata: npt.NDArray[np.intp]) -> Problem | None:
    if rows.size == 0:
        return Problem("", "at least one labelling of one document", f"shape {rows.shape}", "pass documents")
    in_order = np.argsort(strata, kind="stable")
    starts = np.flatnonzero(np.diff(strata[in_order], prepend=-1))
    in_a = np.add.reduceat(rows[:, in_order], starts, axis=1, dtype=np.intp)
    if not np.ptp(in_a, axis=0).any():
        return None
    expected = "labellings with one number of documents in each stratum"
    return Problem("", expected, "several", "make them with labellings(), with the same strata")


def _opportunities(counted: Counted) -> Problem | None:
    """Occurrences in an article without opportunities mean that two things were counted."""
    held = counted.sizes.sign()
    if (counted.counts.sign().multiply(held) - counted.counts.sign()).nnz == 0:
        return None
    return Problem("", "no occurrence without an opportunity", "at least one", "count both on the same text")
