"""Readability: what published formulas make of the length of sentences and words.

A formula holds for the language it was fitted on, so each language has its own; LIX and RIX count letters and are
used for both. They say how long sentences and words are, not how clear a text is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
Floats = NDArray[np.float64]

# Björnsson's long words have more letters than this.
LONG: Final = 6


class Counts(NamedTuple):
    """What the formulas take, one entry a text.

    Attributes
    ----------
    sentences, words, letters, syllables : int64 arrays
    long : int64 array
        Words of more than `LONG` letters.
    """

    sentences: Int64
    words: Int64
    letters: Int64
    syllables: Int64
    long: Int64


Formula = Callable[[Counts], Floats]


def sentence_words(counts: Counts) -> Floats:
    """Return words a sentence."""
    return _ratio(counts.words, counts.sentences)


def word_letters(counts: Counts) -> Floats:
    """Return letters a word."""
    return _ratio(counts.letters, counts.words)


def word_syllables(counts: Counts) -> Floats:
    """Return syllables a word."""
    return _ratio(counts.syllables, counts.words)


def flesch(counts: Counts) -> Floats:
    """Return the Reading Ease of an English text: 206.835 − 1.015 words/sentence − 84.6 syllables/word.

    References
    ----------
    Flesch 1948, A new readability yardstick, Journal of Applied Psychology 32(3): 221–233.
    """
    return 206.835 - 1.015 * sentence_words(counts) - 84.6 * word_syllables(counts)


def flesch_kincaid(counts: Counts) -> Floats:
    """Return the school grade (United States) of an English text: .39 words/sentence + 11.8 syllables/word − 15.59.

    References
    ----------
    Kincaid, Fishburne, Rogers & Chissom 1975, Research Branch Report 8-75, Naval Technical Training.
    """
    return 0.39 * sentence_words(counts) + 11.8 * word_syllables(counts) - 15.59


def kandel_moles(counts: Counts) -> Floats:
    """Return the Reading Ease of a French text: 207 − 1.015 words/sentence − 73.6 syllables/word.

    Flesch's formula with a smaller weight for syllables, of which French words have more.

    References
    ----------
    Kandel & Moles 1958, Application de l'indice de Flesch à la langue française, Cahiers d'études de
    radio-télévision 19: 253–274.
    """
    return 207.0 - 1.015 * sentence_words(counts) - 73.6 * word_syllables(counts)


def lix(counts: Counts) -> Floats:
    """Return LIX: words/sentence + 100 · long words/words.

    References
    ----------
    Björnsson 1968, Läsbarhet, Stockholm: Liber; for other languages Björnsson 1983, Reading Research
    Quarterly 18(4): 480–497.
    """
    return sentence_words(counts) + 100 * _ratio(counts.long, counts.words)


def rix(counts: Counts) -> Floats:
    """Return RIX: long words/sentence.

    References
    ----------
    Anderson 1983, Lix and Rix: variations on a little-known readability index, Journal of Reading 26(6):
    490–496.
    """
    return _ratio(counts.long, counts.sentences)


_LENGTHS: Final = (sentence_words, word_letters, word_syllables)
FORMULAS: Final[Mapping[str, Mapping[str, Formula]]] = MappingProxyType(
    {
        language: {formula.__name__: formula for formula in (*_LENGTHS, *own, lix, rix)}
        for language, own in {"en": (flesch, flesch_kincaid), "fr": (kandel_moles,)}.items()
    }
)


def _ratio(a: Int64, b: Int64) -> Floats:
    return np.asarray(np.divide(a, b, out=np.full(np.shape(b), np.nan), where=b > 0))
