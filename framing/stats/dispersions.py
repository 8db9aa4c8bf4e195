"""Evenness: older and newer measures of dispersion, all scaled so that 1 is spread evenly.

The scale of `framing.stats.dispersion` runs the other way. None of these is to be read when there are more parts
than occurrences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from framing.stats.arrays import Floats, Matrix
from framing.stats.dispersion import parts_by_terms, term_of_entry


@dataclass(frozen=True)
class Evenness:
    """How evenly each term is spread; arrays of shape (terms,), NaN for a term that does not occur.

    Attributes
    ----------
    held : ndarray
        Share of the parts that hold the term ("range").
    juilland_d, carroll_d2, da : ndarray
        1 even, 0 in one part; NaN where there is one part only.
    rosengren_s : ndarray
        1 even, the share of its part in the tokens where the term sits in one.
    kld : ndarray
        Kullback–Leibler divergence of the term's shares from the parts', in bits: 0 even, no upper bound.
    dkl : ndarray
        1/(1 + KLD): 1 even, towards 0.
    """

    held: Floats
    juilland_d: Floats
    carroll_d2: Floats
    da: Floats
    rosengren_s: Floats
    kld: Floats
    dkl: Floats


def evenness(counts: Matrix, sizes: npt.ArrayLike) -> Evenness:
    """Return seven measures of dispersion of every term.

    With k parts, f_i occurrences in part i, F = Σ f_i, v_i = f_i/F, s_i the part's share of the tokens, q_i the
    rate in part i and r_i = q_i/Σq:

    - D = 1 − (σ/μ)/√(k − 1), μ and σ mean and population standard deviation of q (Juilland & Chang-Rodríguez
      1964). With the sample's standard deviation 1 − D is larger by √(k/(k − 1)).
    - D2 = −Σ r_i log2 r_i/log2 k (Carroll 1970)
    - DA = 2 (Σ_j j r_(j) − 1)/(k − 1), r_(1) the largest (Burch, Egbert & Biber 2017; in this form Wilcox 1973):
      1 − the mean difference between two parts' rates, over twice the mean rate
    - S = (Σ √(s_i f_i))²/F (Rosengren 1971)
    - KLD = Σ v_i log2(v_i/s_i) (Gries 2020)

    Parameters
    ----------
    counts : ndarray or sparse matrix, shape (parts, terms)
        Occurrences by part; a vector is one term.
    sizes : array_like, shape (parts,)
        Tokens of each part. A part without tokens is no part.

    Raises
    ------
    InferenceError
        As `deviation_of_proportions`.
    """
    columns, tokens = parts_by_terms("evenness", counts, sizes)
    parts = _Parts(columns, tokens, int((tokens > 0).sum()))
    kld = parts.divergence()
    return Evenness(
        parts.number_held / parts.number * parts.known,
        parts.juilland(),
        parts.carroll(),
        parts.asymmetry(),
        parts.rosengren(),
        kld,
        1 / (1 + kld),
    )


class _Parts:
    """Entries of the terms that occur, with what several measures share.

    Parameters
    ----------
    columns : csc_array, shape (parts, terms)
        Entries above 0 only.
    tokens : ndarray, shape (parts,)
    number : int
        k, the parts with tokens.
    """

    def __init__(self, columns: Matrix, tokens: Floats, number: int) -> None:
        self.number = number
        self.number_held = np.diff(columns.indptr)
        self.known = np.where(self.number_held > 0, 1.0, np.nan)
        self._term, self._counts = term_of_entry(columns), columns.data
        self._size = tokens[columns.indices]
        self._share = self._size / tokens.sum()
        self._rate = self._counts / self._size
        self._total = self._sum(self._counts) * self.known
        self._relative = self._rate / self._sum(self._rate)[self._term]
        self._several = np.nan if number == 1 else 1.0

    def juilland(self) -> Floats:
        # of rates whose sum is 1, the mean is 1/k; parts without the term are as far from it as 0
        mean = 1 / self.number
        squares = self._sum((self._relative - mean) ** 2) + (self.number - self.number_held) * mean**2
        variation = np.sqrt(squares / self.number) / mean
        return np.asarray(1 - variation / np.sqrt(max(1, self.number - 1)) * self.known * self._several)

    def carroll(self) -> Floats:
        entropy = self._sum(scipy.special.entr(self._relative)) / np.log(max(2, self.number))
        return np.asarray(entropy * self.known * self._several)

    def asymmetry(self) -> Floats:
        order = np.lexsort((-self._relative, self._term))
        first = np.cumsum(self.number_held) - self.number_held
        place = (
            np.arange(1, order.size + 1) - first[self._term]
        )  # by rate within the term; terms stay in order
        weighted = np.bincount(self._term, place * self._relative[order], self.known.size)
        return np.asarray(2 * (weighted - 1) / max(1, self.number - 1) * self.known * self._several)

    def rosengren(self) -> Floats:
        return np.asarray(self._sum(np.sqrt(self._share * self._counts)) ** 2 / self._total)

    def divergence(self) -> Floats:
        share_of_term = self._counts / self._total[self._term]
        bits = self._sum(scipy.special.rel_entr(share_of_term, self._share)) / np.log(2)
        return np.asarray(np.maximum(bits, 0.0) * self.known)  # rounding alone may leave it below 0

    def _sum(self, values: Floats) -> Floats:
        return np.bincount(self._term, values, self.known.size).astype(np.float64)
