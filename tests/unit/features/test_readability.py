"""Readability formulas: worked values from elsewhere, and by hand."""

from __future__ import annotations

import numpy as np
import pytest

from framing.features.readability import (
    FORMULAS,
    Counts,
    flesch,
    flesch_kincaid,
    kandel_moles,
    lix,
    rix,
    word_letters,
)


def counts(sentences: int = 0, words: int = 0, syllables: int = 0, long: int = 0, letters: int = 0) -> Counts:
    return Counts(*(np.array([n]) for n in (sentences, words, letters, syllables, long)))


@pytest.mark.parametrize(("words", "syllables", "expected"), [(6, 6, 116.145), (13, 26, 24.44)])
def test_reading_ease_as_the_program_flesch_documents_it(words: int, syllables: int, expected: float):
    """Two examples of github.com/words/flesch, one sentence each."""
    assert flesch(counts(1, words, syllables))[0] == pytest.approx(expected, abs=1e-9)


def test_grade_by_hand():
    """One sentence of 6 words and 6 syllables: .39 · 6 + 11.8 − 15.59 = −1.45."""
    assert flesch_kincaid(counts(1, 6, 6))[0] == pytest.approx(-1.45)
    assert flesch_kincaid(counts(5, 100, 150))[0] == pytest.approx(0.39 * 20 + 17.7 - 15.59)


def test_kandel_and_moles_by_hand():
    """100 words, 5 sentences, 170 syllables: 207 − 20.3 − 125.12 = 61.58."""
    assert kandel_moles(counts(5, 100, 170))[0] == pytest.approx(61.58)


def test_lix_and_rix_by_hand():
    """100 words, 5 sentences, 25 long words: 20 + 25 = 45; 25/5 = 5."""
    found = counts(5, 100, long=25)
    assert (lix(found)[0], rix(found)[0]) == (45.0, 5.0)


def test_each_language_has_its_own_formula():
    assert set(FORMULAS["fr"]) - set(FORMULAS["en"]) == {"kandel_moles"}
    assert set(FORMULAS["en"]) - set(FORMULAS["fr"]) == {"flesch", "flesch_kincaid"}


@pytest.mark.parametrize("formula", [*FORMULAS["fr"].values(), *FORMULAS["en"].values(), word_letters])
def test_nothing_to_read_is_not_zero(formula: object):
    assert np.isnan(formula(counts())[0])


def test_longer_sentences_and_words_read_harder():
    easy, hard = counts(10, 100, 130, 10), counts(4, 100, 190, 40)
    assert flesch(hard) < flesch(easy)
    assert kandel_moles(hard) < kandel_moles(easy)
    assert flesch_kincaid(hard) > flesch_kincaid(easy)
    assert lix(hard) > lix(easy)
