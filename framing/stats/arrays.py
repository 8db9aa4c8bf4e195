"""Arrays as the room expects them: one place for types and for the complaints.

A check returns what is wrong as a list of problems, so that a function can report all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

from framing.errors import InferenceError, Problem

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Matrix: TypeAlias = Any
"""A two-dimensional ndarray or a scipy.sparse matrix; scipy ships no types."""
Seed: TypeAlias = int | np.random.SeedSequence | np.random.Generator


def as_floats(values: npt.ArrayLike) -> Floats:
    """Return values as float64, never a view that could be written through."""
    return np.array(values, dtype=np.float64)


def as_matrix(values: Matrix) -> Matrix:
    """Return a float64 matrix: CSR if sparse, else an ndarray of at least two dimensions (one column)."""
    if scipy.sparse.issparse(values):
        return scipy.sparse.csr_array(values, dtype=np.float64)
    array = np.asarray(values, dtype=np.float64)
    return array[:, np.newaxis] if array.ndim == 1 else array


def is_sparse(values: Matrix) -> bool:
    """Tell whether a matrix is one of scipy.sparse."""
    return bool(scipy.sparse.issparse(values))


def require(where: str, problems: Iterable[Problem | None]) -> None:
    """Raise one `InferenceError` with all problems found; `where` stands in those that name no place."""
    found = [
        p if p.where else Problem(where, p.expected, p.found, p.remedy) for p in problems if p is not None
    ]
    if found:
        raise InferenceError(found)


def same_shape(**arrays: npt.NDArray[Any]) -> Problem | None:
    """Complain unless the named arrays broadcast together."""
    try:
        np.broadcast_shapes(*(a.shape for a in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        return Problem("", "arrays of one shape", shapes, "pass arrays over the same terms")
    return None


def not_negative(name: str, values: Matrix) -> Problem | None:
    """Complain about a negative, infinite or missing number."""
    content = values.data if is_sparse(values) else values
    if content.size and not (np.isfinite(content).all() and content.min() >= 0):
        return Problem(
            "", f"finite numbers of at least 0 in {name}", "negative, infinite or missing", "count again"
        )
    return None


def not_above(name: str, values: Floats, bound_name: str, bounds: Floats) -> Problem | None:
    """Complain where a part is larger than its whole."""
    if same_shape(values=values, bounds=bounds) is None and np.any(values > bounds):
        expected = f"{name} not above {bound_name}"
        return Problem(
            "", expected, f"{int(np.sum(values > bounds))} above", "count both on the same documents"
        )
    return None


def length_is(name: str, found: int, expected: int) -> Problem | None:
    """Complain about an axis of another length."""
    if found == expected:
        return None
    return Problem(
        "", f"{expected} documents in {name}", str(found), "pass the same documents in the same order"
    )


def within(name: str, value: float, low: float, high: float) -> Problem | None:
    """Complain unless low < value < high."""
    if low < value < high:
        return None
    return Problem("", f"{name} between {low} and {high}", repr(value), "choose a value between them")
