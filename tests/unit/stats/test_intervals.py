from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import binomtest

from framing.errors import InferenceError
from framing.stats import clopper_pearson, rule_of_three, wilson

CASES = [(0, 10), (1, 10), (5, 10), (10, 10), (0, 1), (3, 1000), (81, 263)]


@pytest.mark.parametrize("level", [0.9, 0.95, 0.999])
@pytest.mark.parametrize(("interval", "method"), [(wilson, "wilson"), (clopper_pearson, "exact")])
def test_both_equal_scipy(interval: Callable[..., object], method: str, level: float) -> None:
    hits, opportunities = np.array(CASES).T
    found = interval(hits, opportunities, level)
    expected = [binomtest(x, n).proportion_ci(level, method) for x, n in CASES]
    np.testing.assert_allclose(found.low, [e.low for e in expected], rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(found.high, [e.high for e in expected], rtol=1e-9)


def test_wilson_equals_newcombes_example() -> None:
    # 81 of 263: .2553 to .3662 (Newcombe 1998, Statistics in Medicine 17, table I, method 3)
    found = wilson(81, 263)
    assert (round(float(found.low), 4), round(float(found.high), 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_bounds_at_the_ends_are_exact_and_without_opportunity_not_estimable(
    interval: Callable[..., object],
) -> None:
    found = interval([0, 7, 0], [7, 7, 0])
    assert found.low[0] == 0.0
    assert found.high[1] == 1.0
    assert np.isnan([found.low[2], found.high[2]]).all()


def test_rule_of_three() -> None:
    np.testing.assert_allclose(rule_of_three([100, 2, 0]), [0.03, 1.5, np.nan])
    np.testing.assert_allclose(rule_of_three([100, 2, 0], share=True), [0.03, 1.0, np.nan])
    exact = clopper_pearson(0, 200, level=0.90).high  # 5 % in one tail
    assert rule_of_three(200) == pytest.approx(float(exact), rel=0.01)


@pytest.mark.parametrize(
    "call",
    [
        lambda: wilson(3, 2),
        lambda: wilson([1, 2], [3, 4, 5]),
        lambda: clopper_pearson(-1, 2),
        lambda: wilson(1, 2, level=95),
        lambda: rule_of_three(-3),
    ],
)
def test_what_is_no_share_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
