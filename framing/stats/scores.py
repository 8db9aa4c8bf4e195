"""The article-clustered score, by which terms are declared.

Is a term more frequent in outlet a, when the article is the unit? For one term, with x_i occurrences among t_i
tokens (or opportunities) of article i, and g_i = 1 in outlet a, 0 in b::

    p   = Σ x_i / Σ t_i                     the common rate under the null
    e_i = x_i − p t_i                       what article i has too much; Σ e_i = 0
    U   = Σ (g_i − ḡ) e_i = Σ g_i e_i       ḡ = n_a/n
    V   = Σ (g_i − ḡ)² e_i²
    z   = U / √V,  0 where V = 0

This is the score of a Poisson rate model with the sandwich variance clustered by article (Liang & Zeger 1986;
Rao & Scott 1992). V/(n ḡ(1 − ḡ))² = Σ_a e²/n_a² + Σ_b e²/n_b², so z is also the studentised difference of means
of e, whose permutation test stays valid when the outlets differ in spread (Chung & Romano 2013). Swapping the
outlets turns g − ḡ into its negative: z changes sign and nothing else. |z| ≤ √n (Cauchy–Schwarz), so one
article full of a word cannot run away with it.

A permuted labelling changes g only; p, e and e² stay. With L the labellings (rows × articles)::

    U  = L X − p (L t)
    V  = (1 − ḡ)² L e² + ḡ² (Σe² − L e²),     L e² = L X² − 2p L(tX) + p² L t²

Everything is a product with L, exact in integers (`framing.stats.products`). With as many articles in a as in b,
V = Σe²/4 whatever the labelling, and one product is enough.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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

ROUNDING = 1e-12
"""V below this share of Σx² + p²Σt² is rounding of a term exactly proportional to the sizes: V = 0."""

BLOCK_NUMBERS = 4_000_000
"""Numbers (terms × rows) in a block: 32 MB an array, of which about eight live at once."""

HALF = 0.5


@dataclass(frozen=True)
class ScoreTest:
    """Result of `score_test`, one value a term.

    Attributes
    ----------
    z : ndarray
        Observed score, positive where the term is more frequent in outlet a.
    p_value : ndarray
        Two-sided permutation p of the term alone, in (0, 1].
    p_adjusted : ndarray
        Westfall–Young maxT p over all terms passed, in (0, 1].
    """

    z: Floats
    p_value: Floats
    p_adjusted: Floats


def score_z(counts: Matrix, sizes: npt.ArrayLike, labels: Flags) -> Floats:
    """Return the score z of every term under every labelling.

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (articles, terms)
        Occurrences by article; a vector is one term. Cells of a declared family are the sums of their members.
    sizes : array_like, shape (articles,) or (articles, terms)
        Tokens of each article; opportunities by cell where they differ.
    labels : ndarray of bool, shape (rows, articles) or (articles,)
        `Labellings.matrix`; every row must give outlet a equally many articles.

    Returns
    -------
    ndarray, shape (rows, terms)
        0 where V = 0: the term says nothing about outlets under that labelling.

    Raises
    ------
    InferenceError
        Axes of different length, negative numbers, rows with different numbers of articles.
    """
    data, rows = _checked(counts, sizes, labels)
    z = _z(data, LabelProducts(rows), np.arange(data.n_terms))
    return np.ascontiguousarray(z.T)


def score_test(counts: Matrix, sizes: npt.ArrayLike, labels: Flags, *, step_down: bool = True) -> ScoreTest:
    """Return score, permutation p and maxT p of every term, in blocks of bounded memory.

    The same as `score_z`, `permutation_p` and `max_t` one after the other, without holding rows × terms
    numbers at once. Parameters as in `score_z`, `step_down` as in `max_t`.
    """
    data, rows = _checked(counts, sizes, labels)
    products = LabelProducts(rows)
    observed = _z(data, LabelProducts(rows[:1]), np.arange(data.n_terms))[:, 0]
    order = np.argsort(np.abs(observed), kind="stable")
    running = RunningMaximum(len(rows), step_down=step_down)
    p_value, shares = np.ones(order.size), np.ones(order.size)
    width = max(1, BLOCK_NUMBERS // len(rows))
    for first in range(0, order.size, width):
        block = order[first : first + width]
        sizes_of_z = np.abs(_z(data, products, block))
        p_value[block] = reaches(sizes_of_z, np.abs(observed[block, np.newaxis])).mean(axis=1)
        shares[block] = running.take(sizes_of_z, np.abs(observed[block]))
    p_adjusted = np.ones(order.size)
    p_adjusted[order] = running.adjust(shares[order], np.abs(observed[order]))
    return ScoreTest(observed, p_value, p_adjusted)


@dataclass(frozen=True)
class _Data:
    """Counts (terms × articles) and sizes (1 or terms × articles) as CSR."""

    counts: Matrix
    sizes: Matrix

    @property
    def n_terms(self) -> int:
        return int(self.counts.shape[0])

    def take(self, chosen: npt.NDArray[np.intp]) -> _Data:
        return _Data(self.counts[chosen], self.sizes if self.sizes.shape[0] == 1 else self.sizes[chosen])


def _z(data: _Data, products: LabelProducts, chosen: npt.NDArray[np.intp]) -> Floats:
    """Return z of the chosen terms under every labelling, shape (terms, rows)."""
    part = data.take(chosen)
    total_x, total_t = _total(part.counts), _total(part.sizes)
    size = np.where(total_t > 0, total_t, 1.0)
    # one fraction of integers: exactly 0 where the rates are equal
    in_a = products.sums(part.counts)
    u = (in_a * size - total_x * products.sums(part.sizes)) / size
    v, rounding = _variance(part, products, in_a, total_x / size)
    informative = v > rounding
    return np.where(informative, u / np.sqrt(np.where(informative, v, 1.0)), 0.0)


def _variance(part: _Data, products: LabelProducts, in_a: Floats, rate: Floats) -> tuple[Floats, Floats]:
    """Return V, shape (terms, rows or 1), and the size under which it is rounding only, shape (terms, 1)."""
    squares = part.counts.multiply(part.counts).tocsr()
    crossed = part.counts.multiply(part.sizes).tocsr()
    sizes_squared = part.sizes.multiply(part.sizes).tocsr()
    rounding = ROUNDING * (_total(squares) + rate**2 * _total(sizes_squared))
    whole = _total(squares) - 2 * rate * _total(crossed) + rate**2 * _total(sizes_squared)
    if products.mean_label == HALF:  # V is Σe²/4 under every labelling
        return HALF**2 * whole, rounding
    # Σx² = Σx + Σx(x − 1): the first is known, the second has entries only where a term stands twice
    repeated = squares - part.counts
    repeated.eliminate_zeros()
    squares_in_a = in_a + products.sums(repeated)
    excess = squares_in_a - 2 * rate * products.sums(crossed) + rate**2 * products.sums(sizes_squared)
    return (1 - products.mean_label) ** 2 * excess + products.mean_label**2 * (whole - excess), rounding


def _total(rows: Matrix) -> Floats:
    return np.asarray(rows.sum(axis=1), dtype=np.float64)[:, np.newaxis]


def _checked(counts: Matrix, sizes: npt.ArrayLike, labels: Flags) -> tuple[_Data, Flags]:
    matrix, opportunities = as_matrix(counts), as_matrix(as_floats(sizes))
    rows = np.atleast_2d(np.asarray(labels, dtype=np.bool_))
    require(
        "scores",
        [
            length_is("sizes", opportunities.shape[0], matrix.shape[0]),
            length_is("labels", rows.shape[1], matrix.shape[0]),
            _columns(opportunities.shape[1], matrix.shape[1]),
            not_negative("counts", matrix),
            not_negative("sizes", opportunities),
            _margins(rows),
        ],
    )
    data = _Data(rows_of_terms(matrix), rows_of_terms(opportunities))
    require("scores", [_opportunities(data)])
    return data, rows


def _columns(found: int, terms: int) -> Problem | None:
    if found in (1, terms):
        return None
    return Problem("", f"sizes of 1 or {terms} columns", str(found), "pass the opportunities of every cell")


def _margins(rows: Flags) -> Problem | None:
    if rows.size == 0:
        return Problem("", "at least one labelling of one document", f"shape {rows.shape}", "pass documents")
    if np.ptp(rows.sum(axis=1)) == 0:
        return None
    return Problem("", "labellings with one number of documents", "several", "make them with labellings()")


def _opportunities(data: _Data) -> Problem | None:
    """Occurrences in an article without opportunities mean that two things were counted."""
    held = data.sizes.sign()
    if (data.counts.sign().multiply(held) - data.counts.sign()).nnz == 0:
        return None
    return Problem("", "no occurrence without an opportunity", "at least one", "count both on the same text")
