"""Variances: how far chance moves the score of a rate, the rate itself being estimated from the same articles.

The score of a term is U = Σ g_i e_i over e_i = x_i − p_s t_i. p_s comes from both outlets, so an article with too many of
the word also raises what is expected of all others: it moves U by (g_i − w_s) e_i and not by g_i e_i, where w_s is the
share of outlet a in the *opportunities* of the stratum, not in its articles (Rao's score with an estimated nuisance: Rao
1948; Boos 1992). With A_s and Q_s the sum of e² over a's and over all articles of a stratum::

    w_s = Σ_a t / Σ t
    V   = Σ (g_i − w_s)² e_i²  =  Σ_s (1 − 2 w_s) A_s + w_s² Q_s

In one stratum V/(T w(1 − w))² = Σ_a e²/T_a² + Σ_b e²/T_b², T the opportunities: z is the studentised difference of two
rates of sums, whose permutation test stays near its level when the outlets differ in the length or the spread of their
articles (Chung & Romano 2013). a's share of articles stands for w only where articles of both outlets are equally long.

Both w and A change with the labelling. Strata are multiplied one by one (`framing.stats.products`), each with the terms
that it holds: no more multiplying than one product of them all, but a passage over terms × labellings for each stratum that
a term stands in; twenty strata of 37,554 articles take two to three times the processor time of one. The test is exact only
where articles can be exchanged: with bursts in one outlet only, few or short articles there, it still errs up to twice as
often as it should (.08 to .11 instead of .05 in simulations). Exchanging the outlets leaves V as it is but for the last bits.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats, Matrix
from framing.stats.products import LabelProducts

Codes = npt.NDArray[np.intp]


class StratumProducts:
    """Products of one set of labellings with the articles of every stratum that holds both outlets.

    Where all articles are one outlet's, nothing is exchanged, and U and V are 0.

    Parameters
    ----------
    products : LabelProducts
        Of all articles.
    labels : ndarray of bool, shape (rows, articles)
        Every row gives outlet a equally many articles of each stratum.
    strata : int array, shape (articles,)
        From 0, without gaps.
    """

    def __init__(self, products: LabelProducts, labels: Flags, strata: Codes) -> None:
        self.rows, self._strata = len(labels), strata
        self._place, self._size = np.empty(strata.size, dtype=np.intp), np.bincount(strata)
        self._products: dict[int, LabelProducts] = {}
        for stratum, size in enumerate(self._size):
            members = np.flatnonzero(strata == stratum)
            self._place[members] = np.arange(size)
            if 0 < np.count_nonzero(labels[0, members]) < size:
                whole = size == strata.size
                self._products[stratum] = products if whole else LabelProducts(labels[:, members])

    def parts(self, matrix: Matrix) -> Iterator[tuple[int, Matrix]]:
        """Yield the articles of each stratum that a matrix (terms, articles) has entries in."""
        stratum = self._strata[matrix.indices]
        order = np.argsort(stratum, kind="stable")
        term = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[order]
        article, data = self._place[matrix.indices[order]], matrix.data[order]
        ends = np.searchsorted(stratum[order], np.arange(self._size.size + 1))
        for code in self._products:
            own = slice(ends[code], ends[code + 1])
            if own.start < own.stop:
                starts = np.searchsorted(term[own], np.arange(matrix.shape[0] + 1))
                shape = (matrix.shape[0], self._size[code])
                yield code, scipy.sparse.csr_array((data[own], article[own], starts), shape=shape)

    def parted(self, stratum: int, part: Matrix) -> tuple[Floats, Floats]:
        """Return sums over a's and over all articles of a stratum, see `LabelProducts.parted`."""
        return self._products[stratum].parted(part)


class RateVariance:
    """V of rates under one set of labellings.

    Parameters
    ----------
    products : StratumProducts
    sizes : csr_array, shape (1, articles) or (terms, articles)
        Opportunities, of all terms alike or of each.
    """

    def __init__(self, products: StratumProducts, sizes: Matrix) -> None:
        self._products, self._shared = products, sizes.shape[0] == 1
        self._sizes = dict(products.parts(sizes))
        shared = self._sizes if self._shared else {}
        self._known = {stratum: self._share(stratum, own) for stratum, own in shared.items()}
        self._squares = {stratum: products.parted(stratum, own.power(2)) for stratum, own in shared.items()}

    def of(self, squares: Matrix, level: Floats | None = None) -> Floats:
        """Return V of every term under every labelling.

        Parameters
        ----------
        squares : csr_array, shape (terms, articles)
            e² of the articles; with a level, what e² is more than level² t².
        level : ndarray, shape (terms, strata), optional
            Where all terms share their opportunities: p_s.

        Returns
        -------
        ndarray, shape (terms, rows)
        """
        v = np.zeros((squares.shape[0], self._products.rows))
        for stratum, part in self._products.parts(squares):
            terms = np.flatnonzero(np.diff(part.indptr))
            in_a, whole = self._products.parted(stratum, part[terms])
            if level is not None:
                known, all_known = self._squares[stratum]
                in_a += level[terms, stratum, np.newaxis] ** 2 * known
                whole += level[terms, stratum] ** 2 * all_known
            v[terms] += _variance(self._shares(stratum, terms), in_a, whole[:, np.newaxis])
        return v

    def _shares(self, stratum: int, terms: Codes) -> Floats:
        """Return w of some terms, shape (terms or 1, rows)."""
        return self._known[stratum] if self._shared else self._share(stratum, self._sizes[stratum][terms])

    def _share(self, stratum: int, sizes: Matrix) -> Floats:
        in_a, whole = self._products.parted(stratum, sizes)
        return np.asarray(in_a / np.where(whole > 0, whole, 1.0)[:, np.newaxis])


def _variance(share: Floats, in_a: Floats, whole: Floats) -> Floats:
    """Return (1 − 2w) A + w² Q, written over A: at this size memory is what takes time."""
    in_a *= 1.0 - 2.0 * share
    in_a += share**2 * whole
    return in_a
