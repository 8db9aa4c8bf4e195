"""Multiplicity: p-values of many tests, adjusted.

What a study declares goes through `max_t` within one permutation and `holm_of_groups` across several;
Benjamini–Hochberg is printed for readers who know it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.errors import Problem
from framing.stats.arrays import Floats, as_floats, require


def benjamini_hochberg(p: npt.ArrayLike) -> Floats:
    """Return Benjamini–Hochberg q: q_(i) = min over j ≥ i of p_(j) m/j (Benjamini & Hochberg 1995).

    Parameters
    ----------
    p : array_like, shape (tests,)
        In [0, 1]; NaN (not estimable) stays NaN and is not counted in m.
    """
    values, usable, order = _ranked("multiplicity.benjamini_hochberg", p)
    m = order.size
    raised = values[usable][order] * (m / np.arange(1, m + 1))
    return _placed(np.minimum.accumulate(raised[::-1])[::-1], values, usable, order)


def holm(p: npt.ArrayLike) -> Floats:
    """Return Holm's adjusted p: max over j ≤ i of (m − j + 1) p_(j), at most 1 (Holm 1979).

    Parameters as in `benjamini_hochberg`.
    """
    values, usable, order = _ranked("multiplicity.holm", p)
    m = order.size
    raised = values[usable][order] * (m - np.arange(m))
    return _placed(np.maximum.accumulate(raised), values, usable, order)


def holm_of_groups(p: npt.ArrayLike, groups: npt.ArrayLike) -> Floats:
    """Return p adjusted over several groups of tests, each adjusted within its group already.

    Closed testing (Marcus, Peritz & Gabriel 1976): a set of hypotheses is refused where (number of groups it
    spans) × (its smallest p, adjusted within its group) is small enough – Bonferroni across groups, which may
    depend on one another in any way. The adjusted p of a test is the largest over all sets that hold it::

        max over k ≥ 0 of (1 + k) min(p_i, M_(k)),    M_(k) the k-th largest of the other groups' largest p

    One group: p as it is. One test a group: Holm's p (`holm`).

    Parameters
    ----------
    p : array_like, shape (tests,)
        In [0, 1], adjusted within the group (`max_t`, step-down).
    groups : array_like, shape (tests,)
        Name or number of the group of each test.

    Returns
    -------
    ndarray, shape (tests,)
        At least p, at most 1, in the order of p.
    """
    values, named = _grouped("multiplicity.holm_of_groups", p, groups)
    largest = np.array([values[named == group].max() for group in range(named.max(initial=-1) + 1)])
    adjusted = values.copy()
    for group in range(largest.size):
        own = named == group
        others = np.sort(np.delete(largest, group))[::-1]
        raised = np.minimum(values[own, np.newaxis], others) * np.arange(2, others.size + 2)
        adjusted[own] = np.maximum(values[own], raised.max(axis=1, initial=0.0))
    return np.minimum(adjusted, 1.0)


def _grouped(where: str, p: npt.ArrayLike, groups: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.intp]]:
    values, usable, _ = _ranked(where, p)
    named = np.unique(np.asarray(groups), return_inverse=True)[1]
    missing = Problem("", "a p-value of every test", "missing ones", "pass 1 where nothing can be tested")
    uneven = Problem("", f"a group of each of {values.size} tests", str(named.size), "name one for each")
    require(
        where, [missing if usable.size < values.size else None, uneven if named.size != values.size else None]
    )
    return values, named


def _ranked(where: str, p: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    values = np.atleast_1d(as_floats(p))
    usable = np.flatnonzero(~np.isnan(values))
    outside = bool(np.any((values[usable] < 0) | (values[usable] > 1)))
    wrong = (
        Problem("", "p-values from 0 to 1", "others", "pass p-values, not statistics") if outside else None
    )
    require(where, [wrong])
    return values, usable, np.argsort(values[usable], kind="stable")


def _placed(
    adjusted: Floats, values: Floats, usable: npt.NDArray[np.intp], order: npt.NDArray[np.intp]
) -> Floats:
    placed = np.full(values.shape, np.nan)
    placed[usable[order]] = np.minimum(adjusted, 1.0)
    return placed
