from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse

from framing.stats import Replicated, draw, log_odds_ratio, log_rate_ratio, share_difference
from framing.stats import ratios as module

GENERATOR = np.random.default_rng(12)
ARTICLES, CELLS = 40, 17
IN_A = np.arange(ARTICLES) < 15
SIZES = GENERATOR.integers(20, 90, (ARTICLES, CELLS)).astype(float)
HITS = GENERATOR.binomial(SIZES.astype(int), GENERATOR.beta(0.3, 4.0, SIZES.shape)).astype(float)


class OneAfterTheOther:
    """Stand in for the threads: work is done where it is handed over."""

    def __init__(self, workers: int) -> None:
        assert workers == 2

    def __enter__(self) -> OneAfterTheOther:
        return self

    def __exit__(self, *failure: object) -> None: ...

    def submit(self, work: Callable[..., object], *arguments: object) -> OneAfterTheOther:
        self._done = work(*arguments)
        return self._copy()

    def _copy(self) -> OneAfterTheOther:
        copy = OneAfterTheOther(2)
        copy._done = self._done
        return copy

    def result(self) -> object:
        return self._done


@pytest.mark.parametrize("statistic", [log_rate_ratio, share_difference, log_odds_ratio])
@pytest.mark.parametrize("shared", [True, False])
def test_neither_threads_nor_blocks_of_cells_change_a_bit(
    statistic: Callable[..., Replicated], shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = SIZES[:, 0] if shared else SIZES
    hits = np.minimum(HITS, SIZES[:, :1]) if shared else HITS
    drawn = draw(IN_A, 30, 5)
    whole = statistic(drawn, scipy.sparse.csr_array(hits), sizes)
    monkeypatch.setattr(module, "ThreadPoolExecutor", OneAfterTheOther)
    for width in (1, 4, CELLS):
        parts = [
            statistic(
                drawn, hits[:, first : first + width], sizes if shared else sizes[:, first : first + width]
            )
            for first in range(0, CELLS, width)
        ]
        assert np.array_equal(np.concatenate([part.values for part in parts]), whole.values, equal_nan=True)
        assert np.array_equal(np.concatenate([part.errors for part in parts]), whole.errors, equal_nan=True)
