"""Omission against plain counting: every article left out, one after the other."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from framing.stats import events_from, log_ratio, matched_log_rate_ratio
from framing.stats.omission import matched_sign_holds, sign_holds

ARTICLES = st.integers(2, 7)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Counts of four terms, sizes above them, sides that both have articles, events that some have."""
    n = draw(ARTICLES)
    counts = draw(arrays(float, (n, 4), elements=st.integers(0, 3).map(float)))
    sizes = counts.sum(axis=1) + draw(arrays(float, n, elements=st.integers(1, 9).map(float)))
    n_a = draw(st.integers(1, n - 1))
    events = draw(arrays(np.int64, n, elements=st.integers(-1, 2)))
    return counts, sizes, np.arange(n) < n_a, events


def signs_of(counts: np.ndarray, sizes: np.ndarray, in_a: np.ndarray, kept: np.ndarray) -> np.ndarray:
    a, b = kept & in_a, kept & ~in_a
    if not (a.any() and b.any()):
        return np.full(counts.shape[1], np.nan)
    return np.sign(
        log_ratio(counts[a].sum(axis=0), counts[b].sum(axis=0), sizes[a].sum(), sizes[b].sum()).round(12)
    )


def pooled_signs_of(
    counts: np.ndarray, sizes: np.ndarray, in_a: np.ndarray, events: np.ndarray
) -> np.ndarray:
    if not (events >= 0).any():
        return np.full(counts.shape[1], np.nan)
    wide = np.repeat(sizes[:, np.newaxis], counts.shape[1], axis=1)
    found = events_from(counts, wide, in_a, events)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = matched_log_rate_ratio(np.ones((1, len(found.hits_a))), found).values[:, 0]
    return np.sign(ratio.round(12))


@settings(deadline=None)
@given(corpora())
def test_a_sign_holds_where_no_article_changes_it(
    corpus: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    counts, sizes, in_a, _ = corpus
    everything = np.ones(len(sizes), dtype=bool)
    observed = signs_of(counts, sizes, in_a, everything)
    expected = observed != 0
    for article in range(len(sizes)):
        left = everything.copy()
        left[article] = False
        expected &= signs_of(counts, sizes, in_a, left) == observed
    np.testing.assert_array_equal(sign_holds(counts, sizes, in_a), expected)


# Without the sixth article the two sides are equal, but for rounding of what is left of their sums.
TIED = (
    np.array([[0.0], [0], [1], [0], [0], [3], [1]]),
    np.array([1.0, 1, 7, 1, 1, 6, 7]),
    np.array([True] * 3 + [False] * 4),
    np.array([0, 0, 1, 0, 0, 0, 1]),
)


@settings(deadline=None)
@example(TIED)
@given(corpora())
def test_the_same_holds_where_events_are_pooled(
    corpus: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    counts, sizes, in_a, events = corpus
    observed = pooled_signs_of(counts, sizes, in_a, events)
    expected = np.isfinite(observed) & (observed != 0)
    for article in np.flatnonzero(events >= 0):
        left = events.copy()
        left[article] = -1
        expected &= pooled_signs_of(counts, sizes, in_a, left) == observed
    np.testing.assert_array_equal(matched_sign_holds(counts, sizes, in_a, events), expected)
