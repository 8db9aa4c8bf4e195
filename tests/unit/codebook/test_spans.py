"""Spans as arrays."""

from __future__ import annotations

import numpy as np

from framing.codebook.spans import are_inside, distinct, leftmost_longest


def array(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.intp)


def test_inside_means_within_one_outer_span() -> None:
    inside = are_inside(array(2, 4, 0, 7), array(3, 6, 1, 7), array(5, 1), array(7, 4))
    assert inside.tolist() == [True, False, False, True]
    assert not are_inside(array(1), array(1), array(), array()).any()


def test_distinct_sorts_and_keeps_one() -> None:
    first, last = distinct(array(3, 1, 3, 1), array(4, 9, 4, 2))
    assert (first.tolist(), last.tolist()) == ([1, 1, 3], [2, 9, 4])


def test_leftmost_then_longest() -> None:
    entry, first, last = leftmost_longest(
        array(0, 0, 0, 0, 1, 0), array(0, 0, 1, 3, 1, 4), array(1, 2, 5, 3, 5, 4), 6
    )
    assert list(zip(entry.tolist(), first.tolist(), last.tolist(), strict=True)) == [
        (0, 0, 2),
        (0, 3, 3),
        (0, 4, 4),
        (1, 1, 5),
    ]


def test_a_long_chain_of_overlaps_is_no_slow_case() -> None:
    first = np.arange(300_000)
    _, kept, _ = leftmost_longest(np.zeros_like(first), first, first + 2, len(first) + 2)
    assert kept.tolist() == list(range(0, 300_000, 3))
