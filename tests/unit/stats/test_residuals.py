"""Residuals: what every aspect leaves sums to nothing within each stratum, whatever is done with it later."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from framing.stats.products import rows_of_terms
from framing.stats.residuals import ASPECTS, Counted, Residuals


def dense(residuals: Residuals) -> np.ndarray:
    """Write the residuals out as the module's last formula has them."""
    fitted = residuals.level[:, residuals.strata] * residuals.unit
    fitted = fitted + residuals.slope[:, residuals.strata] * residuals.covariate
    return residuals.entries.toarray() - fitted


def counted(counts: np.ndarray, sizes: np.ndarray, strata: np.ndarray) -> Counted:
    codes = np.unique(strata, return_inverse=True)[1]
    wide = sizes[:, np.newaxis] if sizes.ndim == 1 else sizes
    return Counted(rows_of_terms(counts), rows_of_terms(wide), codes)


COUNTS = arrays(np.int64, (9, 4), elements=st.integers(0, 7))
EXTRA = arrays(np.int64, (9, 4), elements=st.integers(0, 20))
STRATA = arrays(np.int64, 9, elements=st.integers(0, 2))


@pytest.mark.parametrize("aspect", list(ASPECTS))
@pytest.mark.parametrize("shared", [True, False])
@given(counts=COUNTS, extra=EXTRA, strata=STRATA)
@settings(deadline=None, max_examples=40)
def test_residuals_sum_to_nothing_in_every_stratum(
    aspect: str, shared: bool, counts: np.ndarray, extra: np.ndarray, strata: np.ndarray
) -> None:
    sizes = counts.sum(axis=1) + extra[:, 0] if shared else counts + extra
    left = dense(ASPECTS[aspect](counted(counts, sizes, strata)))
    for stratum in np.unique(strata):
        assert left[:, strata == stratum].sum(axis=1) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("aspect", list(ASPECTS))
@pytest.mark.parametrize("shared", [True, False])
@given(counts=COUNTS, extra=EXTRA, strata=STRATA)
@settings(deadline=None, max_examples=40)
def test_squares_are_those_of_the_residuals_written_out(
    aspect: str, shared: bool, counts: np.ndarray, extra: np.ndarray, strata: np.ndarray
) -> None:
    sizes = counts.sum(axis=1) + extra[:, 0] if shared else counts + extra
    found = ASPECTS[aspect](counted(counts, sizes, strata))
    weights = np.array([0.25, 0.1, 0.2])[np.unique(strata, return_inverse=True)[1]]
    expected = (dense(found) ** 2 * weights).sum(axis=1)
    assert found.squares(weights) == pytest.approx(expected, abs=1e-8)
