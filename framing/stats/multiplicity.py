"""Multiplicity: p-values of many tests, adjusted.

What a study declares goes through `max_t` or `holm`; Benjamini–Hochberg is printed for readers who know it.
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
