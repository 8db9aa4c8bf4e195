"""Growth: a line without an end takes time by its length, not by the square of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

# A text of twice the length may take so many times as long, and a moment more …
MOST_TIMES = 3.2
A_MOMENT = 0.3
# … and the texts hold so many repetitions: the shorter one several sentences of the longest kind.
REPETITIONS = 6000


@pytest.mark.parametrize(
    "words", ["dit que ", "dit-il, ", "selon la police, ", "« a », dit-il, ", "Il a dit « oui ». "]
)
def test_a_line_without_an_end(tokens: Callable, words: str) -> None:
    def seconds(n: int) -> float:
        began = time.process_time()
        tokens([words * n])
        return time.process_time() - began

    seconds(1)
    once, twice = (min(seconds(n) for _ in range(2)) for n in (REPETITIONS, 2 * REPETITIONS))
    assert twice <= MOST_TIMES * once + A_MOMENT
