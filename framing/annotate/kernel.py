"""Kernel: how a function of arrays is compiled, once, with or without a place to keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function of NumPy arrays with numba; it releases the interpreter lock.

    The machine code is kept beside the module, or in the user's cache folder. Where neither can
    be written (a read-only installation) numba refuses; then the code lives for this process only.

    Kernels get every array they write to from the caller and allocate nothing. So numba needs no
    reference counts; with them each call of one kernel by another counts every array up and down,
    atomically, and the scan takes three times as long (measured with numba 0.68).

    Notes
    -----
    numba notices a change of the module a kernel stands in, but not of a kernel it calls in
    another module. While developing, remove ``__pycache__`` after editing a kernel that others call.
    """
    jit = cast(Any, njit)  # its types leave out _nrt
    try:
        return cast(F, jit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function))
    except RuntimeError:
        return cast(F, jit(cache=False, nogil=True, error_model="numpy", _nrt=False)(function))
