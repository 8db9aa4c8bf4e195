"""Words to types."""

from __future__ import annotations

import numpy as np
import pytest

from framing.codebook.patterns import Word
from framing.codebook.vocabulary import WordFinder, matches_wildcard

SURFACE = np.array(["Guides", "guides", "GUIDES", "guide", "inutilité", "utile", "aa"], dtype=object)
LEMMA = np.array(["guide", "guide", "guide", "guide", "inutilité", "utile", "aa"], dtype=object)


@pytest.mark.parametrize(
    ("word", "types"),
    [
        (Word("guide"), [0, 1, 2, 3]),
        (Word("guides"), []),
        (Word("guides", exact=True), [0, 1, 2]),
        (Word("Guides", exact=True), [0]),
        (Word("Gui*", exact=True), [0]),
        (Word("gui*", exact=True), [0, 1, 2, 3]),
        (Word("utili*"), []),
        (Word("ut*"), [5]),
        (Word("*utili*"), [4]),
        (Word("*é"), [4]),
        (Word("*utile"), [5]),
        (Word("in*té"), [4]),
        (Word("a*a"), [6]),
        (Word("aa*a"), []),
        (Word("*"), []),
    ],
)
def test_words_stand_for_types(word: Word, types: list[int]) -> None:
    other = Word("utile")
    words = [other, word] if word != other else [word]
    number, found = WordFinder(words).find(SURFACE, LEMMA)
    assert sorted(found[number == words.index(word)].tolist()) == types


def test_no_words_no_types() -> None:
    number, found = WordFinder([]).find(SURFACE, LEMMA)
    assert len(number) == len(found) == 0


def test_a_wildcard_is_read_once_from_left_to_right() -> None:
    # a backtracking engine would try some 2**60 ways here
    assert not matches_wildcard("a" * 100_000 + "c", ["", *["a"] * 60, "b"])


def test_what_was_seen_before_is_found_again_and_nothing_else() -> None:
    words = [Word("il*", False), Word("illégal", False)]
    finder = WordFinder(words)
    first = [column.tolist() for column in finder.find(SURFACE, LEMMA)]
    again = [column.tolist() for column in finder.find(SURFACE, LEMMA)]
    fresh = [column.tolist() for column in WordFinder(words).find(SURFACE[::-1], LEMMA[::-1])]
    turned = [column.tolist() for column in finder.find(SURFACE[::-1], LEMMA[::-1])]
    assert again == first
    assert sorted(zip(*turned, strict=True)) == sorted(zip(*fresh, strict=True))
