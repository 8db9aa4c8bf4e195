from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from framing.errors import InferenceError
from framing.stats import benjamini_hochberg, holm, holm_of_groups


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


def test_groups_by_hand() -> None:
    # 2/3 and 1 in one contrast, 1/3 in another: 2 × 1/3 is 2/3, and 2 × min(2/3, 1/3) is no more than 2/3
    found = holm_of_groups([2 / 3, 1.0, 1 / 3], ["one", "one", "other"])
    np.testing.assert_allclose(found, [2 / 3, 1.0, 2 / 3])
    # .010 waits for .015 of the other contrast: 2 × .010; the other two for each other: 2 × .015
    np.testing.assert_allclose(holm_of_groups([0.010, 0.020, 0.015], [0, 0, 1]), [0.020, 0.030, 0.030])
    assert holm_of_groups([], []).tolist() == []


def test_one_group_stays_as_it_is_and_groups_of_one_are_holms() -> None:
    p = np.random.default_rng(1).uniform(size=9) ** 3
    assert holm_of_groups(p, np.zeros(9)).tolist() == p.tolist()
    np.testing.assert_allclose(holm_of_groups(p, np.arange(9)), holm(p), rtol=1e-12)


@pytest.mark.parametrize(("p", "groups"), [([0.5, np.nan], [0, 1]), ([0.5], [0, 1]), ([1.2], [0])])
def test_groups_need_a_p_and_a_name_of_every_test(p: list[float], groups: list[int]) -> None:
    with pytest.raises(InferenceError, match="holm_of_groups"):
        holm_of_groups(p, groups)
