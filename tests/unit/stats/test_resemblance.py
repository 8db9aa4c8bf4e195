"""Resemblance: every pair that reaches the threshold, no other, and who hangs together over them."""

from __future__ import annotations

import numpy as np
import pytest

from framing.errors import InferenceError
from framing.stats import resemblance
from framing.stats.resemblance import Pairs, connect, estimate_jaccard, near_duplicates
from framing.stats.sketches import Sketches

ALL = 2**64 - 1


def of(*documents: list[int]) -> Sketches:
    """Build sketches from their numbers of 64 bits."""
    bits = np.zeros((len(documents), 8), np.uint64)
    for row, numbers in zip(bits, documents, strict=True):
        row[: len(numbers)] = np.array(numbers, np.uint64)
    return Sketches(bits, np.array([64 * len(numbers) for numbers in documents]))


def spelled(pairs: Pairs) -> list[tuple[int, int, float]]:
    return list(zip(*(column.tolist() for column in pairs), strict=True))


def test_the_share_of_bits_that_differ_is_turned_into_a_coefficient() -> None:
    # 0, 8, 32 and 64 of 64 bits differ: 1, 1 − 16/64, 0 and less than nothing
    sketches = of([0], [0], [0xFF], [2**32 - 1], [ALL])
    found = estimate_jaccard(sketches, np.zeros(4, int), np.arange(1, 5))
    assert found.tolist() == [1.0, 0.75, 0.0, 0.0]


def test_only_bits_that_both_have_are_compared() -> None:
    assert estimate_jaccard(of([5, 9], [5]), np.array([0]), np.array([1])).tolist() == [1.0]


def test_a_text_without_a_sketch_resembles_nothing() -> None:
    sketches = of([], [7], [])
    assert np.isnan(estimate_jaccard(sketches, np.array([0, 0]), np.array([1, 2]))).all()
    assert spelled(near_duplicates(sketches, 0.1)) == []


def test_pairs_reach_the_threshold_and_are_named_once() -> None:
    sketches = of([0], [ALL], [0xFF], [], [0])
    assert spelled(near_duplicates(sketches, 0.75)) == [(0, 2, 0.75), (0, 4, 1.0), (2, 4, 0.75)]
    assert spelled(near_duplicates(sketches, 0.76)) == [(0, 4, 1.0)]


@pytest.mark.parametrize("cells", [1, 50, 2**20])
def test_pairs_are_those_of_comparing_all_however_many_at_once(
    cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resemblance, "CELLS", cells)
    random = np.random.default_rng(3)
    bits = random.integers(0, 2**64, (120, 8), dtype=np.uint64)
    bits[60:] = bits[:60] ^ (np.uint64(1) << random.integers(0, 64, (60, 8), dtype=np.uint64))
    sketches = Sketches(bits, np.full(120, 512))
    found = near_duplicates(sketches, 0.7)
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [
        (n, n + 60) for n in range(60)
    ]
    assert found.similarity == pytest.approx(1 - 2 * 8 / 512)


def test_the_first_bits_may_lie_apart_by_chance() -> None:
    # 20 of the first 64 bits differ and none of the others: a coefficient of .92
    one, other = [0] * 8, [2**20 - 1, *[0] * 7]
    assert spelled(near_duplicates(of(one, other), 0.7)) == [(0, 1, 1 - 40 / 512)]


def test_who_hangs_together_is_named_after_the_first() -> None:
    pairs = Pairs(np.array([3, 1, 2]), np.array([5, 4, 4]), np.ones(3))
    assert connect(pairs, 7).tolist() == [0, 1, 1, 3, 1, 3, 6]
    nothing = Pairs(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))
    assert connect(nothing, 3).tolist() == [0, 1, 2]
    assert connect(nothing, 0).tolist() == []


@pytest.mark.parametrize(
    ("sketches", "threshold", "said"),
    [
        (of([1]), 0.0, "threshold between 0.0 and 1.0"),
        (of([1]), float("nan"), "threshold between 0.0 and 1.0"),
        (Sketches(np.zeros((2, 8), np.uint64), np.array([64])), 0.7, r"bits of shape \(1, 8\)"),
    ],
)
def test_what_cannot_be_compared_is_refused(sketches: Sketches, threshold: float, said: str) -> None:
    with pytest.raises(InferenceError, match=said):
        near_duplicates(sketches, threshold)
