from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy

from framing.errors import InferenceError
from framing.stats import divergence_shift, entropy_shift, proportion_shift, shares_of_shift

A, B = np.array([5, 0, 12, 3]), np.array([1, 4, 12, 3])


def test_contributions_sum_to_what_scipy_says_of_the_whole() -> None:
    counts = (A, B, A.sum(), B.sum())
    assert proportion_shift(*counts).sum() == pytest.approx(0.0, abs=1e-15)
    assert entropy_shift(*counts).sum() == pytest.approx(entropy(A, base=2) - entropy(B, base=2))
    assert divergence_shift(*counts).sum() == pytest.approx(jensenshannon(A, B, base=2) ** 2)


def test_they_lie_with_the_target_and_equal_shares_contribute_nothing() -> None:
    counts = (A, B, A.sum(), B.sum())
    assert np.sign(proportion_shift(*counts)).tolist() == [1, -1, 0, 0]
    assert (divergence_shift(*counts) >= 0).all()
    for measure in (proportion_shift, entropy_shift, divergence_shift):
        assert measure(*counts)[2:].tolist() == [0.0, 0.0]
        assert np.isnan(measure([1, 0], [0, 0], 9, 0)).all()


def test_shares_sum_to_one_in_absolute_value() -> None:
    shares = shares_of_shift([0.5, -1.5, 0.0, 2.0])
    assert shares.tolist() == [0.125, -0.375, 0.0, 0.5]


@pytest.mark.parametrize(
    "call",
    [
        lambda: proportion_shift([1, 2], [1, 2, 3], 9, 9),
        lambda: entropy_shift(10, 2, 9, 9),
        lambda: divergence_shift(-1, 2, 9, 9),
        lambda: shares_of_shift([0.0, 0.0]),
        lambda: shares_of_shift([1.0, np.nan]),
    ],
)
def test_what_cannot_be_measured_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
