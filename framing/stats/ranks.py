"""Keyness by the article: ranks of rates, and numbers of articles that hold a term.

Both take articles as independent, not tokens, and so do not mistake one article full of a word for a habit.
Neither says by how much a term differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats, Matrix
from framing.stats.keyness import signed_g2
from framing.stats.sides import checked_sides

BLOCK_ENTRIES = 1_000_000
"""Entries ranked at a time: 8 MB an array, of which about ten live at once; larger blocks are not faster."""


@dataclass(frozen=True)
class RankSum:
    """Result of `rank_sum`, one value a term.

    Attributes
    ----------
    superiority : ndarray
        Share of pairs of articles, one of each corpus, in which the target's has the higher rate; a tie counts half.
    z : ndarray
        Standardised rank sum, positive where the target's articles rank higher; 0 where all rates are equal.
    p_value : ndarray
        Two-sided, by the normal approximation.
    """

    superiority: Floats
    z: Floats
    p_value: Floats


def rank_sum(counts: Matrix, sizes: npt.ArrayLike, in_a: Flags, *, continuity: bool = True) -> RankSum:
    """Return the Wilcoxon rank-sum test of the articles' rates of each term.

    With R_a the sum of the ranks of the target's m_a articles among all m, where τ articles of one rate share
    their mean rank: U = R_a − m_a(m_a + 1)/2, z = (U − m_a m_b/2 ∓ ½)/σ and
    σ² = (m_a m_b/12)(m + 1 − Σ(τ³ − τ)/(m(m − 1))) (Wilcoxon 1945; Mann & Whitney 1947), as scipy's
    `mannwhitneyu(method="asymptotic")`. The articles without the term are one tie and are never visited.

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (articles, terms)
        Occurrences by article; a vector is one term.
    sizes : array_like, shape (articles,)
        Tokens of each article. An article without tokens has no rate and is left out.
    in_a : ndarray of bool, shape (articles,)
        True in the target, False in the reference.
    continuity : bool
        Move U by ½ towards its mean.

    Raises
    ------
    InferenceError
        Axes of different length, negative numbers, a corpus without an article, occurrences in an article
        without tokens.
    """
    corpora = checked_sides("ranks.rank_sum", counts, sizes, in_a)
    target, held = corpora.in_a, corpora.sizes > 0
    columns = corpora.counts.tocsc()
    rates = columns.data / np.where(held, corpora.sizes, 1.0)[columns.indices]
    articles = _Articles(int((target & held).sum()), int(held.sum()), np.unique(rates))
    ranks, ties = np.empty(columns.shape[1]), np.empty(columns.shape[1])
    for block in _blocks(columns.indptr):
        indptr = columns.indptr[block.start : block.stop + 1]
        entries, n_terms = slice(indptr[0], indptr[-1]), block.stop - block.start
        term = np.repeat(np.arange(n_terms), np.diff(indptr))
        occurs, in_target = rates[entries] > 0, target[columns.indices[entries]]
        ranks[block], ties[block] = articles.rank(
            term[occurs], rates[entries][occurs], in_target[occurs], n_terms
        )
    return articles.test(ranks, ties, 0.5 if continuity else 0.0)


def text_dispersion_keyness(counts: Matrix, in_a: Flags, *, cells: int = 4) -> Floats:
    """Return signed G2 on the numbers of articles that hold each term (Egbert & Biber 2019).

    An article counts once, however often the term stands in it; sizes are numbers of articles. Positive where a
    larger share of the target's articles holds the term. `cells` as in `g2`, other parameters as in `rank_sum`.
    """
    corpora = checked_sides("ranks.text_dispersion_keyness", counts, np.ones(np.shape(in_a)), in_a)
    a, b = np.asarray(corpora.labels @ corpora.counts.sign())
    return signed_g2(a, b, *corpora.labels.sum(axis=1), cells=cells)


@dataclass(frozen=True)
class _Articles:
    """How many articles there are in the target, and in all; the different rates that occur, sorted."""

    in_a: int
    total: int
    levels: Floats

    def rank(
        self, term: npt.NDArray[np.intp], rates: Floats, in_a: Flags, n_terms: int
    ) -> tuple[Floats, Floats]:
        """Return R_a and Σ(τ³ − τ) of each term from the rates above 0.

        Term, rate and corpus make one whole number: sorting numbers is several times as fast as sorting places.
        """
        level = term * self.levels.size + np.searchsorted(self.levels, rates)
        key = np.sort(2 * level + in_a)
        starts = np.flatnonzero(np.diff(key >> 1, prepend=-1))
        size = np.diff(starts, append=key.size)
        before = np.append(0, np.cumsum(key & 1))
        size_in_a = before[starts + size] - before[starts]
        group_term = (key[starts] >> 1) // self.levels.size
        positive = np.bincount(term, minlength=n_terms)
        zeros, first = self.total - positive, np.cumsum(positive) - positive
        mean_rank = zeros[group_term] + (starts - first[group_term]) + (size + 1) / 2
        zeros_in_a = self.in_a - np.bincount(term, in_a, n_terms)
        ranks = np.bincount(group_term, size_in_a * mean_rank, n_terms)
        ties = np.bincount(group_term, _cubes(size), n_terms)
        return ranks + zeros_in_a * (zeros + 1) / 2, ties + _cubes(zeros)

    def test(self, ranks: Floats, ties: Floats, correction: float) -> RankSum:
        """Return z and p from R_a and Σ(τ³ − τ)."""
        pairs = float(self.in_a) * (self.total - self.in_a)
        u = ranks - self.in_a * (self.in_a + 1) / 2
        gap = u - pairs / 2
        variance = pairs / 12 * (self.total + 1 - ties / (self.total * (self.total - 1.0)))
        differ = ties < _cubes(np.array(self.total))
        size = np.maximum(np.abs(gap) - correction, 0.0) / np.sqrt(np.where(differ, variance, 1.0))
        z = np.where(differ, np.sign(gap) * size, 0.0)
        return RankSum(u / pairs, z, np.minimum(2 * scipy.special.ndtr(-np.abs(z)), 1.0))


def _cubes(number: npt.NDArray[np.integer]) -> Floats:
    """τ³ − τ: whole, and exact up to 200,000 tied articles."""
    tied = number.astype(np.float64)
    return np.asarray(tied**3 - tied)


def _blocks(indptr: npt.NDArray[np.integer]) -> Iterator[slice]:
    """Yield runs of terms with about `BLOCK_ENTRIES` entries."""
    cuts = np.flatnonzero(np.diff(indptr[:-1] // BLOCK_ENTRIES)) + 1
    bounds = np.concatenate([[0], cuts, [indptr.size - 1]])
    for start, stop in pairwise(bounds.tolist()):
        yield slice(start, stop)
