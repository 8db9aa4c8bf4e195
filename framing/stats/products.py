"""Products of labellings with counts: the one heavy operation of the room.

Resampling is a product, not a loop: each row of labels (or weights) times the article × term matrix. Labels are
0 or 1 and entries are integers, or are put on a grid of a power of two that makes them so; every sum is then an integer
that the chosen floating type holds exactly. The result therefore does not depend on the order of articles, the width of
blocks, the number of threads or the machine's linear algebra.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats, Matrix

EXACT_BITS = {np.float32: 24, np.float64: 52}
"""Integers of so many bits are exact in single and in double precision; single is twice as fast."""

MOST_IN_DOUBLE = 2_000
"""Articles up to which fractions are summed in double precision: there it costs nothing. Beyond, a grid of single
precision moves an entry by at most the 2^-25th part of the sum of all: far below what one article adds."""

CROWDED_SHARE = 1 / 40
"""A term in more than this share of articles is multiplied as a dense row. Measured at 37,554 articles × 2,000
labellings on two cores: dense 1.2 ms a term, sparse 1.3 µs an entry, equal at 940 articles, a fortieth."""

DENSE_NUMBERS = 16_000_000
"""Numbers (terms × articles) made dense at a time: 128 MB in double precision."""


class LabelProducts:
    """Multiplies counts with one set of labellings, which it holds in the precision needed.

    Parameters
    ----------
    labels : ndarray of bool or of whole numbers, shape (rows, articles)
        Labels, or weights: how often each article is drawn.
    """

    def __init__(self, labels: Flags | Floats) -> None:
        self._labels = labels
        self._largest = float(labels.max(initial=1))
        self._held: dict[type[np.floating], npt.NDArray[np.floating]] = {}
        self._lock = Lock()  # two threads may ask for one precision at the same time

    def sums(self, terms: Matrix) -> Floats:
        """Return the sum of each term over articles, each times its label or weight, under every labelling.

        Parameters
        ----------
        terms : csr_array, shape (terms, articles)
            One row a term, finite entries; fractions are rounded to a grid, see `MOST_IN_DOUBLE`.

        Returns
        -------
        ndarray, shape (terms, rows)
        """
        return self.parted(terms)[0]

    def parted(self, terms: Matrix) -> tuple[Floats, Floats]:
        """Return the sums, and the sum of each term over all articles on the same grid.

        What is left of the whole when a side is taken out is then the other side's sum exactly, whatever was rounded.

        Parameters
        ----------
        terms : csr_array, shape (terms, articles)
            As in `sums`.

        Returns
        -------
        sums : ndarray, shape (terms, rows)
        wholes : ndarray, shape (terms,)
        """
        whole, scale, single = self._on_grid(terms)
        sums = np.empty((terms.shape[0], len(self._labels)))
        crowded = np.diff(terms.indptr) > CROWDED_SHARE * terms.shape[1]
        for precision, fits in ((np.float32, single), (np.float64, ~single)):
            for dense in (True, False):
                for chosen in _chunks(np.flatnonzero(fits & (crowded == dense)), terms.shape[1], dense):
                    part = whole[chosen].astype(precision)
                    sums[chosen] = (part.toarray() if dense else part) @ self._articles_by_rows(precision)
        if not (scale == 1).all():
            sums /= scale[:, np.newaxis]
        return sums, np.asarray(whole.sum(axis=1), dtype=np.float64) / scale

    def _articles_by_rows(self, precision: type[np.floating]) -> npt.NDArray[np.floating]:
        with self._lock:
            if precision not in self._held:
                self._held[precision] = np.ascontiguousarray(self._labels.T, dtype=precision)
            return self._held[precision]

    def _on_grid(self, terms: Matrix) -> tuple[Matrix, Floats, Flags]:
        """Return terms as integers, the power of two that each was multiplied with, and which fit single precision."""
        totals = np.asarray(abs(terms).sum(axis=1), dtype=np.float64) * self._largest
        broken = np.asarray(abs(terms - terms.floor()).sum(axis=1), dtype=np.float64) > 0
        bits = EXACT_BITS[np.float64 if terms.shape[1] <= MOST_IN_DOUBLE else np.float32]
        scale = np.where(broken, np.exp2(bits - 1 - np.ceil(np.log2(np.where(totals > 0, totals, 1.0)))), 1.0)
        single = totals * scale < 2.0 ** EXACT_BITS[np.float32]
        if not broken.any():
            return terms, scale, single
        data = terms.data * np.repeat(scale, np.diff(terms.indptr))
        whole = scipy.sparse.csr_array((np.rint(data), terms.indices, terms.indptr), shape=terms.shape)
        return whole, scale, single


def _chunks(chosen: npt.NDArray[np.intp], n_articles: int, dense: bool) -> Iterator[npt.NDArray[np.intp]]:
    """Yield the terms in parts whose dense rows stay within `DENSE_NUMBERS`; never an empty part."""
    width = max(1, DENSE_NUMBERS // max(1, n_articles)) if dense else max(1, chosen.size)
    for first in range(0, chosen.size, width):
        yield chosen[first : first + width]


def rows_of_terms(counts: Matrix) -> Matrix:
    """Return counts (articles × terms) turned to one row a term, as CSR with sorted entries, none of them 0."""
    turned = scipy.sparse.csr_array(scipy.sparse.csc_array(counts).T)
    turned.sum_duplicates()
    turned.eliminate_zeros()
    return turned
