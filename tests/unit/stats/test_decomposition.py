from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.errors import InferenceError
from framing.stats import decompose


def test_only_the_share_of_the_voices_differs() -> None:
    # both say it in 2 % of own and 10 % of quoted sentences; a quotes half, b a fifth
    found = decompose([1, 5], [50, 50], [1.6, 2], [80, 20])
    assert found.difference == pytest.approx(0.06 - 0.036)
    np.testing.assert_allclose(found.from_words, 0, atol=1e-15)
    np.testing.assert_allclose(found.from_voice, [-0.3 * 0.02, 0.3 * 0.10])


def test_only_the_wording_differs() -> None:
    found = decompose([4, 5], [50, 50], [1, 5], [50, 50])
    np.testing.assert_allclose(found.from_voice, 0, atol=1e-15)
    np.testing.assert_allclose(found.from_words, [0.03, 0.0])


def test_a_voice_of_one_outlet_only_counts_as_who_is_given_voice() -> None:
    found = decompose([2, 3], [50, 50], [2, 0], [100, 0])
    assert found.from_words[1] == 0.0
    assert (found.from_voice + found.from_words).sum() == pytest.approx(0.05 - 0.02)


def test_cells_and_an_outlet_without_opportunities() -> None:
    found = decompose([[1, 2], [0, 0]], [[10, 10], [0, 0]], [1, 1], [10, 10])
    assert found.from_voice.shape == (2, 2)
    assert np.isnan(found.difference).tolist() == [False, True]


@pytest.mark.parametrize(
    "call",
    [
        lambda: decompose([1, 2], [3, 4], [1, 2, 3], [3, 4, 5]),
        lambda: decompose(1, 2, 3, 4),
        lambda: decompose([-1], [2], [1], [2]),
        lambda: decompose([1, 1], [2, 0], [1, 1], [2, 2]),
    ],
)
def test_what_cannot_be_decomposed_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
