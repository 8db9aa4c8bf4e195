"""Complaints about a coded sample of units: their number, their groups, their chances of being drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from framing.errors import Problem
from framing.stats.arrays import Floats


def one_length(**arrays: npt.NDArray[Any]) -> Problem | None:
    """Complain unless the named arrays are vectors over the same units."""
    if len({array.shape for array in arrays.values()}) == 1 and all(a.ndim == 1 for a in arrays.values()):
        return None
    found = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
    return Problem("", "vectors over the same units", found, "pass one value for each unit")


def numbered(name: str, codes: npt.NDArray[Any], n_codes: int) -> Problem | None:
    """Complain unless codes are whole numbers from 0 to n_codes − 1."""
    whole = codes.size == 0 or np.issubdtype(codes.dtype, np.integer)
    if whole and bool(np.all((codes >= 0) & (codes < n_codes))):
        return None
    return Problem("", f"{name} numbered 0 to {n_codes - 1}", "others", "number them from 0")


def drawable(inclusion: Floats) -> Problem | None:
    """Complain about an inclusion probability that is none, 0 among them."""
    bad = int(np.sum(~((inclusion > 0) & (inclusion <= 1))))
    if not bad:
        return None
    expected = "inclusion probabilities above 0, at most 1"
    return Problem("", expected, f"{bad} others or missing", "pass n/N of the stratum of each unit")


def finite(name: str, values: Floats) -> Problem | None:
    """Complain about an infinite or missing number."""
    bad = int(np.sum(~np.isfinite(values)))
    if not bad:
        return None
    return Problem("", f"numbers in {name}", f"{bad} infinite or missing", "pass one for each unit")


def share(name: str, values: Floats) -> Problem | None:
    """Complain about a number outside [0, 1]; NaN is left to the formula."""
    if not np.any((values < 0) | (values > 1)):
        return None
    return Problem("", f"{name} from 0 to 1", "others", "pass shares, not per cent")
