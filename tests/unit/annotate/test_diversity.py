"""MTLD and MATTR: by hand, against another program, and what must hold of any text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.diversity import diversity

# The words, numbered, of the example in the README of LexicalRichness (github.com/LSYS/LexicalRichness), which says:
# 57 words, 39 types, MTLD 46.79226361031519, MATTR in windows of 25 0.8351515151515151.
EXAMPLE = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 10, 11, 12, 13, 14, 15, 16, 13, 17, 18, 19, 20, 21, 22, 11, 23, 19, 24, 25, 26, 13, 18,
    27, 28, 29, 30, 31, 32, 33, 22, 34, 32, 35, 36, 37, 13, 29, 18, 12, 7, 38, 1, 34, 34, 32, 35,
]  # fmt: skip
TEXTS = st.lists(st.integers(0, 12), max_size=60)


def measured(*texts: Sequence[int], window: int = 5) -> list[tuple[float, float]]:
    edges = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    words = np.array([word for text in texts for word in text], dtype=np.int32)
    return list(zip(*(found.tolist() for found in diversity(words, edges, window)), strict=True))


def one(text: Sequence[int], window: int = 5) -> tuple[float, float]:
    return measured(text, window=window)[0]


def by_definition(text: Sequence[int], window: int) -> tuple[float, float]:
    """The two definitions word for word, slowly."""

    def factors(words: Sequence[int]) -> float:
        full, stretch = 0, []
        for word in words:
            stretch.append(word)
            if len(set(stretch)) * 25 <= len(stretch) * 18:
                full, stretch = full + 1, []
        return full + ((1 - len(set(stretch)) / len(stretch)) / (1 - 18 / 25) if stretch else 0.0)

    both = [factors(text), factors(text[::-1])]
    mtld = sum(len(text) / f for f in both) / 2 if all(both) else np.nan
    windows = [len(set(text[i : i + window])) / window for i in range(len(text) - window + 1)]
    return mtld, float(np.mean(windows)) if windows else np.nan


def test_another_program_gives_the_same() -> None:
    mtld, mattr = one(EXAMPLE, window=25)
    assert (len(EXAMPLE), len(set(EXAMPLE))) == (57, 39)
    assert mtld == pytest.approx(46.79226361031519, abs=1e-9)
    assert mattr == pytest.approx(0.8351515151515151, abs=1e-12)


def test_the_example_of_mccarthy_and_jarvis_by_hand() -> None:
    """Of the people by the people: the sixth word ends a factor (4/6). Backwards the fifth does (3/5). 9/1 both ways."""
    assert one([0, 1, 2, 3, 1, 2, 4, 1, 2])[0] == 9.0


def test_the_rest_is_part_of_a_factor_by_hand() -> None:
    """A B C D A: types/words come down to 4/5, never to .72: (1 − .8)/(1 − .72) of a factor in both directions."""
    assert one([0, 1, 2, 3, 0])[0] == pytest.approx(5 / (0.2 / 0.28))


def test_moving_windows_by_hand() -> None:
    """A A B C in windows of 2: 1/2, 2/2, 2/2."""
    assert one([0, 0, 1, 2], window=2)[1] == pytest.approx(2.5 / 3)


@pytest.mark.parametrize("n", [2, 3, 10, 101])
def test_one_word_again_and_again(n: int) -> None:
    """Two words are a factor (1/2); a single one at the end is none. A window of w words has one type."""
    mtld, mattr = one([7] * n, window=2)
    assert mtld == n / (n // 2)
    assert mattr == 0.5


@given(st.integers(0, 80))
def test_nothing_comes_twice(n: int) -> None:
    """No factor, so no MTLD: it is not infinite and not 0. Every window is full of types."""
    mtld, mattr = one(range(n))
    assert np.isnan(mtld)
    assert mattr == 1.0 if n >= 5 else np.isnan(mattr)


@settings(deadline=None)
@given(TEXTS, st.integers(1, 12))
def test_as_by_definition(text: list[int], window: int) -> None:
    assert one(text, window) == pytest.approx(by_definition(text, window), nan_ok=True)


@settings(deadline=None)
@given(TEXTS, st.permutations(range(13)))
def test_read_backwards_or_with_other_words_it_is_the_same(text: list[int], other: list[int]) -> None:
    expected = pytest.approx(one(text), nan_ok=True)
    assert one(text[::-1]) == expected
    assert one([other[word] for word in text]) == expected


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_text_does_not_know_its_neighbours(texts: list[list[int]]) -> None:
    assert np.array_equal(measured(*texts), [one(text) for text in texts], equal_nan=True)


@settings(deadline=None)
@given(TEXTS)
def test_a_window_as_long_as_the_text_knows_no_order(text: list[int]) -> None:
    n = max(len(text), 1)
    assert one(text, n)[1] == pytest.approx(one(sorted(text), n)[1], nan_ok=True)
