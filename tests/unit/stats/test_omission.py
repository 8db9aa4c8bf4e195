"""Omission: a direction outlasts every article, or one article made it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy

from framing.errors import InferenceError
from framing.stats import omission
from framing.stats.omission import matched_sign_holds, sign_holds, sign_holds_against

IN_A = np.array([True, True, True, False, False, False])
SIZES = np.full(6, 100.0)
# even, one article's, in proportion, one article alone, absent from the reference
COUNTS = np.array(
    [[4, 9, 2, 1, 0], [5, 0, 2, 0, 1], [4, 0, 2, 0, 1], [1, 2, 2, 0, 0], [2, 2, 2, 0, 0], [1, 2, 2, 0, 0]],
    dtype=float,
)


def test_only_a_direction_that_no_article_makes_alone_holds() -> None:
    assert sign_holds(COUNTS, SIZES, IN_A).tolist() == [True, False, False, False, True]
    assert sign_holds(COUNTS, SIZES, ~IN_A).tolist() == [True, False, False, False, True]


def test_the_largest_article_without_a_term_counts_too() -> None:
    counts = np.array([[3.0], [3.0], [0.0], [2.0], [2.0]])
    in_a = np.array([True, True, False, False, False])
    sizes = np.array([100.0, 100.0, 100.0, 100.0, 100.0])
    assert sign_holds(counts, sizes, in_a).all()  # 3/100 against 4/300, without the empty one 4/200
    sizes[2] = 900.0  # most of the reference: without it 4/200 against 4/1100
    assert sign_holds(counts, sizes, in_a).all()
    assert not sign_holds(counts - [[2.0], [1.0], [0.0], [0.0], [0.0]], sizes, in_a).any()


def test_a_corpus_of_one_article_cannot_be_tried() -> None:
    assert not sign_holds(COUNTS[2:], SIZES[2:], IN_A[2:]).any()
    sizes = SIZES.copy()
    sizes[:2] = 0.0
    assert not sign_holds(COUNTS * (sizes > 0)[:, np.newaxis], sizes, IN_A).any()


def test_against_a_list_only_the_targets_articles_are_left_out() -> None:
    counts = COUNTS[:3]
    held = sign_holds_against(counts, SIZES[:3], [10.0, 10.0, 20.0, 0.0, 0.0], 1000.0)
    assert held.tolist() == [True, False, False, False, True]
    assert not sign_holds_against(counts[:1], SIZES[:1], np.ones(5), 1000.0).any()


def test_events_are_pooled_as_they_are_estimated() -> None:
    events = np.array([0, 1, 2, 0, 1, 2])
    assert matched_sign_holds(COUNTS, SIZES, IN_A, events).tolist() == [True, False, False, False, True]
    # of event 2 a side remains alone when an article goes: the event goes with it
    alone = np.array([0, 0, 2, 0, 0, 2])
    assert matched_sign_holds(COUNTS, SIZES, IN_A, alone)[0]
    assert not matched_sign_holds(COUNTS, SIZES, IN_A, np.array([0, -1, -1, 0, -1, -1])).any()


def test_blocks_and_sparsity_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sign_holds(COUNTS, SIZES, IN_A), matched_sign_holds(COUNTS, SIZES, IN_A, np.arange(6) % 3)
    monkeypatch.setattr(omission, "BLOCK_TERMS", 2)
    sparse = scipy.sparse.csr_array(COUNTS)
    np.testing.assert_array_equal(sign_holds(sparse, SIZES, IN_A), whole[0])
    np.testing.assert_array_equal(matched_sign_holds(sparse, SIZES, IN_A, np.arange(6) % 3), whole[1])


def test_no_term_gives_no_answer() -> None:
    assert sign_holds(COUNTS[:, :0], SIZES, IN_A).shape == (0,)
    assert matched_sign_holds(COUNTS[:, :0], SIZES, IN_A, np.arange(6) % 3).shape == (0,)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: sign_holds(COUNTS, SIZES[:5], IN_A),
        lambda: sign_holds(COUNTS, SIZES, np.ones(6, dtype=bool)),
        lambda: sign_holds(COUNTS, np.zeros(6), IN_A),
        lambda: matched_sign_holds(COUNTS, SIZES, IN_A, np.arange(5)),
        lambda: sign_holds_against(-COUNTS, SIZES, np.ones(5), 10.0),
        lambda: sign_holds_against(COUNTS, SIZES[:2], np.ones(5), 10.0),
    ],
)
def test_bad_input_is_refused(broken: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        broken()
