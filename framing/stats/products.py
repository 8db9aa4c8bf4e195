"""Products of labellings with counts: the one heavy operation of the room.

Resampling is a product, not a loop: each row of labels (or weights) times the article × term matrix. Labels are
0 or 1 and counts are integers, so every sum is an integer that the chosen floating type holds exactly. The
result therefore does not depend on the order of articles, the width of blocks, the number of threads or the
machine's linear algebra.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Flags, Floats, Matrix

EXACT_IN_SINGLE = 2.0**24
"""Integers below this are exact in single precision, which is twice as fast as double."""

CROWDED_SHARE = 1 / 40
"""A term in more than this share of articles is multiplied as a dense row. Measured at 37,554 articles × 2,000
labellings on two cores: dense 1.2 ms a term, sparse 1.3 µs an entry, equal at 940 articles, a fortieth."""

DENSE_NUMBERS = 16_000_000
"""Numbers (terms × articles) made dense at a time: 128 MB in double precision."""


class LabelProducts:
    """Multiplies counts with one set of labellings, which it holds in the precision needed.

    Parameters
    ----------
    labels : ndarray of bool, shape (rows, articles)
    """

    def __init__(self, labels: Flags) -> None:
        self._labels = labels
        self._held: dict[type[np.floating], npt.NDArray[np.floating]] = {}

    @property
    def mean_label(self) -> float:
        """Share of the articles that every labelling gives to outlet a."""
        return float(self._labels[0].mean())

    def sums(self, terms: Matrix) -> Floats:
        """Return the sum of each term over the articles of outlet a, under every labelling.

        Parameters
        ----------
        terms : csr_array, shape (terms, articles)
            One row a term, entries of at least 0.

        Returns
        -------
        ndarray, shape (terms, rows)
        """
        sums = np.empty((terms.shape[0], len(self._labels)))
        small = _fits_single(terms)
        crowded = np.diff(terms.indptr) > CROWDED_SHARE * terms.shape[1]
        for precision, fits in ((np.float32, small), (np.float64, ~small)):
            for dense in (True, False):
                for chosen in _chunks(np.flatnonzero(fits & (crowded == dense)), terms.shape[1], dense):
                    part = terms[chosen].astype(precision)
                    sums[chosen] = (part.toarray() if dense else part) @ self._articles_by_rows(precision)
        return sums

    def _articles_by_rows(self, precision: type[np.floating]) -> npt.NDArray[np.floating]:
        if precision not in self._held:
            self._held[precision] = np.ascontiguousarray(self._labels.T).astype(precision)
        return self._held[precision]


def _chunks(chosen: npt.NDArray[np.intp], n_articles: int, dense: bool) -> Iterator[npt.NDArray[np.intp]]:
    """Yield the terms in parts whose dense rows stay within `DENSE_NUMBERS`; never an empty part."""
    width = max(1, DENSE_NUMBERS // max(1, n_articles)) if dense else max(1, chosen.size)
    for first in range(0, chosen.size, width):
        yield chosen[first : first + width]


def _fits_single(terms: Matrix) -> Flags:
    """Tell for each term whether all its partial sums are integers that single precision holds."""
    totals = np.asarray(terms.sum(axis=1), dtype=np.float64)
    broken = np.asarray(abs(terms - terms.floor()).sum(axis=1), dtype=np.float64)
    return np.asarray((totals < EXACT_IN_SINGLE) & (broken == 0))


def rows_of_terms(counts: Matrix) -> Matrix:
    """Return counts (articles × terms) turned to one row a term, as CSR with sorted entries."""
    turned = scipy.sparse.csr_array(scipy.sparse.csc_array(counts).T)
    turned.sum_duplicates()
    return turned
