"""Resampling: which articles could have been whose, and how rare the observed division is.

Labels are exchanged by article, within strata where there are any. Row 0 of every set of labellings is the
observed one, and a statistic is computed for all rows alike: the observed value takes the replicates' road.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

import numpy as np
import numpy.typing as npt

from framing.errors import Problem
from framing.stats.arrays import Flags, Floats, Seed, as_floats, length_is, require

ENUMERATION_LIMIT = 20_000
"""Up to so many labellings are all visited (8 v 8 has 12,870): exact, and no slower than sampling."""

LONG_STRATUM = 300
"""Articles of a stratum from which its labels are shuffled row by row; below, one call for all rows is faster."""

TIE_TOLERANCE = 1e-9
"""|T*| counts as |T| within this relative distance: sums in another order differ by about 1e-15 a term,
while statistics of different labellings of small counts differ by far more than 1e-9."""


@dataclass(frozen=True)
class Labellings:
    """Divisions of the articles between two outlets.

    Attributes
    ----------
    matrix : ndarray of bool, shape (rows, articles)
        True where the article is given to outlet a. Row 0 is the observed division.
    enumerated : bool
        Whether the rows are all divisions there are, each once; else they are a sample.
    """

    matrix: Flags
    enumerated: bool

    @property
    def replicates(self) -> int:
        """Number of divisions beside the observed one."""
        return int(self.matrix.shape[0]) - 1


def labellings(
    n_a: int, n_b: int, replicates: int, seed: Seed, strata: npt.ArrayLike | None = None
) -> Labellings:
    """Return the ways of dividing the articles between two outlets.

    Parameters
    ----------
    n_a, n_b : int
        Articles of each outlet; those of a come first.
    replicates : int
        How many divisions to sample where there are more than `ENUMERATION_LIMIT` of them.
    seed : int, SeedSequence or Generator
        Of the sample; an enumeration does not touch it.
    strata : array_like, shape (n_a + n_b,), optional
        Code of the topic, date or event of each article; labels are exchanged only within one. Events with
        one article of each outlet give the sign-flip test.

    Returns
    -------
    Labellings
        Every row keeps the number of articles of each outlet in each stratum.

    Raises
    ------
    InferenceError
        Negative numbers of articles, strata of another length, less than one replicate.
    """
    codes = _strata("resampling.labellings", n_a, n_b, strata)
    too_few = Problem("", "at least 1 replicate", repr(replicates), "ask for 999 or more")
    require("resampling.labellings", [too_few if replicates < 1 else None])
    observed = np.arange(n_a + n_b) < n_a
    members = [np.flatnonzero(codes == code) for code in np.unique(codes)]
    if count_labellings(n_a, n_b, strata) <= ENUMERATION_LIMIT:
        return Labellings(_enumerate(observed, members), enumerated=True)
    return Labellings(_sample(observed, members, replicates, seed), enumerated=False)


def count_labellings(n_a: int, n_b: int, strata: npt.ArrayLike | None = None) -> int:
    """Return the number of divisions: Π C(n_s, a_s) over the strata. Parameters as in `labellings`."""
    return prod(comb(in_a + in_b, in_a) for in_a, in_b in _margins(n_a, n_b, strata))


def smallest_p(
    n_a: int, n_b: int, strata: npt.ArrayLike | None = None, replicates: int | None = None
) -> float:
    """Return the smallest two-sided p that the design could ever reach: its resolution.

    Where every stratum holds as many articles of a as of b, exchanging the outlets gives a statistic of the
    same size, so 2/N; else 1/N, with N = `count_labellings`. Strata of one outlet only do not count: nothing
    is exchanged there. 2 v 2 → 1/3, 3 v 3 → .10, 4 v 4 → .029, 6 v 6 → .002.

    Parameters
    ----------
    n_a, n_b, strata
        As in `labellings`.
    replicates : int, optional
        Where divisions are sampled, p cannot fall below 1/(1 + replicates).
    """
    count = count_labellings(n_a, n_b, strata)
    if replicates is not None and count > ENUMERATION_LIMIT:
        return 1.0 / (1 + replicates)
    mirrored = all(in_a == in_b for in_a, in_b in _margins(n_a, n_b, strata) if in_a and in_b)
    return min(1.0, (2 if mirrored else 1) / count)


def smallest_p_paired(n_events: int) -> float:
    """Return 2/2^E, the smallest p of a sign-flip over E events with one article a side; 1 without events."""
    return min(1.0, 2.0 ** (1 - n_events))


def permutation_p(statistics: npt.ArrayLike) -> Floats:
    """Return the two-sided permutation p of each term.

    Parameters
    ----------
    statistics : array_like, shape (rows, terms)
        The statistic under every row of `Labellings.matrix`, the observed one in row 0. A vector is one term.

    Returns
    -------
    ndarray, shape (terms,)
        The share of rows with |T*| ≥ |T|, row 0 included. Enumerated that is #/N with the observed labelling
        counted once; sampled it is (1 + #)/(1 + B) (Phipson & Smyth 2010). Never 0. NaN where T is NaN.
    """
    sizes = _sizes("resampling.permutation_p", statistics)
    return np.where(np.isnan(sizes).any(axis=0), np.nan, reaches(sizes, sizes[0]).mean(axis=0))


def reaches(sizes: Floats, observed: Floats) -> Flags:
    """Tell where |T*| reaches |T|, within `TIE_TOLERANCE`; both are sizes (at least 0) and broadcast."""
    return np.asarray(sizes >= observed * (1.0 - TIE_TOLERANCE))


def max_t(statistics: npt.ArrayLike, *, step_down: bool = True) -> Floats:
    """Return p adjusted for all the terms passed (Westfall & Young 1993, maxT).

    Single step: the share of rows whose largest |T*| over all terms reaches |T|. Step-down (their algorithm
    4.1): for the term of rank r the largest is taken over the terms of rank r and below, and p may not fall
    along the ranks. Both keep the family-wise error rate; the most extreme term has the same p in both.

    Parameters
    ----------
    statistics : array_like, shape (rows, terms)
        As in `permutation_p`. A term with NaN is left out of the family.
    step_down : bool
        Which of the two forms.

    Returns
    -------
    ndarray, shape (terms,)
        At least the p of `permutation_p`, at most 1, never 0.
    """
    sizes = _sizes("resampling.max_t", statistics)
    usable = np.flatnonzero(~np.isnan(sizes).any(axis=0))
    order = usable[np.argsort(sizes[0, usable], kind="stable")]
    ascending = np.ascontiguousarray(sizes[:, order].T)
    running = RunningMaximum(len(sizes), step_down=step_down)
    shares = running.take(ascending, ascending[:, 0])
    adjusted = np.full(sizes.shape[1], np.nan)
    adjusted[order] = running.adjust(shares, ascending[:, 0])
    return adjusted


class RunningMaximum:
    """The largest |T*| of each row so far, terms passing from the least to the most extreme.

    Holds rows numbers instead of rows × terms, so that a vocabulary may pass in blocks.

    Parameters
    ----------
    rows : int
        Labellings, the observed one included.
    step_down : bool
        As in `max_t`.
    """

    def __init__(self, rows: int, *, step_down: bool) -> None:
        self._step_down = step_down
        self._largest: Floats = np.zeros(rows)

    def take(self, sizes: Floats, observed: Floats) -> Floats:
        """Let a block of |T*| (terms, rows) pass, ascending in |T|; return the step-down share of each term."""
        if not self._step_down:
            self._largest = np.maximum(self._largest, sizes.max(axis=0, initial=0.0))
            return np.ones(len(sizes))
        largest = np.empty_like(sizes)
        # term by term: numpy accumulates down columns, which at this size takes five times as long
        for replicates, so_far in zip(sizes, largest, strict=True):
            self._largest = np.maximum(self._largest, replicates, out=so_far)
        self._largest = self._largest.copy()  # not to keep the block alive
        return np.asarray(reaches(largest, observed[:, np.newaxis]).mean(axis=1))

    def adjust(self, shares: Floats, observed: Floats) -> Floats:
        """Return adjusted p once all terms have passed; both arguments ascend in |T|."""
        if self._step_down:
            return np.asarray(np.maximum.accumulate(shares[::-1])[::-1])
        ranked = np.sort(self._largest)
        below = np.searchsorted(ranked, observed * (1.0 - TIE_TOLERANCE), side="left")
        return np.asarray((len(ranked) - below) / len(ranked), dtype=np.float64)


def _sizes(where: str, statistics: npt.ArrayLike) -> Floats:
    values = as_floats(statistics)
    values = values[:, np.newaxis] if values.ndim == 1 else values
    empty = Problem("", "at least the observed row", "no row", "pass all rows of the labellings")
    require(where, [empty if values.shape[0] == 0 else None])
    return np.abs(values)


def _strata(where: str, n_a: int, n_b: int, strata: npt.ArrayLike | None) -> npt.NDArray[np.int64]:
    negative = Problem("", "numbers of articles from 0", f"{n_a} and {n_b}", "count the documents again")
    require(where, [negative if min(n_a, n_b) < 0 else None])
    if strata is None:
        return np.zeros(n_a + n_b, dtype=np.int64)
    values = np.asarray(strata)
    require(where, [length_is("strata", values.shape[0], n_a + n_b)])
    return np.asarray(np.unique(values, return_inverse=True)[1], dtype=np.int64)


def _margins(n_a: int, n_b: int, strata: npt.ArrayLike | None) -> list[tuple[int, int]]:
    codes = _strata("resampling.count_labellings", n_a, n_b, strata)
    length = int(codes.max(initial=-1)) + 1
    in_a = np.bincount(codes[:n_a], minlength=length)
    in_b = np.bincount(codes[n_a:], minlength=length)
    return list(zip(in_a.tolist(), in_b.tolist(), strict=True))


def _enumerate(observed: Flags, members: list[npt.NDArray[np.intp]]) -> Flags:
    """All divisions, stratum by stratum; of each stratum the observed choice is put first."""
    rows = np.zeros((1, observed.size), dtype=np.bool_)
    for indices in members:
        chosen = np.array(list(_choices(observed[indices])), dtype=np.bool_)
        rows = np.repeat(rows, len(chosen), axis=0)
        rows[:, indices] = np.tile(chosen, (len(rows) // len(chosen), 1))
    return rows


def _choices(observed: Flags) -> Iterator[Flags]:
    yield observed
    for chosen in combinations(range(observed.size), int(observed.sum())):
        flags = np.zeros(observed.size, dtype=np.bool_)
        flags[list(chosen)] = True
        if not np.array_equal(flags, observed):
            yield flags


def _sample(observed: Flags, members: list[npt.NDArray[np.intp]], replicates: int, seed: Seed) -> Flags:
    generator = np.random.default_rng(seed)
    rows = np.repeat(observed[np.newaxis], 1 + replicates, axis=0)
    for indices in members:
        if indices.size < LONG_STRATUM:
            # a fresh row-major copy: permuting the transposed layout of an indexed one takes three times as long
            stratum = np.repeat(observed[np.newaxis, indices], replicates, axis=0)
            rows[1:, indices] = generator.permuted(stratum, axis=1)
        else:
            _shuffle(rows[1:], indices, generator)
    return rows


def _shuffle(rows: Flags, indices: npt.NDArray[np.intp], generator: np.random.Generator) -> None:
    """Fill the stratum of every row with what `permuted` would draw, in half the time: numpy swaps whole words fastest."""
    for row in rows:
        labels = row[indices].astype(np.intp)
        generator.shuffle(labels)
        row[indices] = labels
