from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from framing.errors import InferenceError
from framing.stats import benjamini_hochberg, holm


def test_benjamini_hochberg_equals_scipy() -> None:
    p = np.random.default_rng(0).uniform(size=200) ** 2
    np.testing.assert_allclose(benjamini_hochberg(p), false_discovery_control(p), rtol=1e-12)


def test_holm_by_hand() -> None:
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.7]).tolist() == [1.0, 1.0]


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
def test_missing_p_stay_missing_and_are_not_counted(adjust: type) -> None:
    adjusted = adjust([np.nan, 0.02, np.nan])
    np.testing.assert_array_equal(adjusted, [np.nan, 0.02, np.nan])
    assert adjust([]).tolist() == []


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
def test_what_is_no_p_is_refused(adjust: type) -> None:
    with pytest.raises(InferenceError):
        adjust([0.5, 1.2])
