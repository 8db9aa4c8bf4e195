from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.features.spans import Pairs, choose, distances, longest, near, overlapping

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(0, 2)), max_size=25)


def arrays(spans: list[tuple[int, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    table = np.array([(a, a + length, g) for a, length, g in spans], dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


@settings(deadline=None)
@given(SPANS)
def test_overlapping_pairs_are_those_found_one_by_one(spans: list[tuple[int, int, int]]):
    first, last, group = arrays(spans)
    found = {
        frozenset(pair)
        for pair in zip(*(side.tolist() for side in overlapping(first, last, group)), strict=True)
    }
    expected = {
        frozenset((i, j))
        for i in range(len(spans))
        for j in range(i)
        if group[i] == group[j] and first[i] <= last[j] and first[j] <= last[i]
    }
    assert found == expected


@settings(deadline=None)
@given(SPANS)
def test_the_longest_stays_as_if_chosen_one_after_another(spans: list[tuple[int, int, int]]):
    first, last, group = arrays(spans)
    priority = np.arange(len(spans)) % 3
    order = sorted(range(len(spans)), key=lambda i: (first[i] - last[i], first[i], priority[i], i))
    kept: list[int] = []
    for i in order:
        if not any(group[i] == group[j] and first[i] <= last[j] and first[j] <= last[i] for j in kept):
            kept.append(i)
    assert np.flatnonzero(longest(first, last, group, priority)).tolist() == sorted(kept)


def test_spans_of_the_same_tokens_stay_together_or_go_together():
    first, last = np.array([2, 2, 1, 7, 7]), np.array([3, 3, 4, 8, 8])
    zeros = np.zeros(5, dtype=np.int64)
    stays = longest(first, last, zeros, np.arange(5), same_span=True)
    assert stays.tolist() == [False, False, True, True, True]
    assert longest(first, last, zeros, np.arange(5)).tolist() == [False, False, True, True, False]


@settings(deadline=None)
@given(SPANS, SPANS, st.integers(0, 6))
def test_near_pairs_are_those_within_the_window(spans, others, window: int):
    first, last, _ = arrays(spans)
    other_first, other_last, _ = arrays(sorted(others))
    pairs = near(first, last, other_first, other_last, window)
    found = set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    expected = {
        (i, j)
        for i in range(len(first))
        for j in range(len(other_first))
        if other_first[j] - last[i] <= window and first[i] - other_last[j] <= window
    }
    assert found == expected


def test_distance_counts_from_the_nearer_ends():
    pairs = Pairs(np.array([0, 0, 0, 0]), np.array([0, 1, 2, 3]))
    other_first, other_last = np.array([1, 4, 6, 9]), np.array([3, 5, 6, 9])
    got = distances(pairs, np.array([5]), np.array([6]), other_first, other_last)
    assert got.tolist() == [2, 0, 0, 3]


def test_choose_takes_the_best_pair_of_each_and_says_where_there_is_none():
    pairs = Pairs(np.array([0, 0, 2]), np.array([0, 1, 1]))
    assert choose(pairs, 3, np.array([5, 4, 9])).tolist() == [1, -1, 2]
    assert choose(pairs, 3, np.array([1, 1, 1]), np.array([0, 1, 0])).tolist() == [0, -1, 2]
    nothing = Pairs(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    assert choose(nothing, 2, np.empty(0, dtype=np.int64)).tolist() == [-1, -1]
