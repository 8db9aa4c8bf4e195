"""Prose: the words of lead and body as arrays, and what is counted of them a document.

Titles, headings and captions are left out; what is a word, see `framing.features.lexical`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate import Tokens, TypeValues
from framing.errors import ExtractorError, Problem
from framing.features.readability import LONG, Counts
from framing.features.syllables import SYLLABLES
from framing.tables import POSITIONS, VOICES

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Flags = NDArray[np.bool_]

_OWN: Final = VOICES.index("own")
_IS_PROSE: Final = np.array([name in ("lead", "body") for name in POSITIONS])
# Letters and syllables in one number, so that they are added up together; a text has fewer than 2^31 of either.
_BITS: Final = 31


class Prose(NamedTuple):
    """Lead and body of each document, read as a whole or in one voice.

    Attributes
    ----------
    tokens : int64 array, length n_documents
        Said in that voice.
    counts : Counts
        Of its sentences; in one voice, of those in which nobody else has a word.
    form : int32 array, length n_words
        Number of the lower-case form of each word said in that voice, in the order of the text.
    edges : int64 array, length n_documents + 1
        Where the words of each document begin.
    """

    tokens: Int64
    counts: Counts
    form: Int32
    edges: Int64


class Reader:
    """Reads the prose of a language; facts of types are remembered while the vocabulary grows.

    Parameters
    ----------
    language : str

    Raises
    ------
    ExtractorError
        If there is no rule for its syllables.
    """

    def __init__(self, language: str) -> None:
        if language not in SYLLABLES:
            expected, remedy = f"one of {', '.join(SYLLABLES)}", "measure these documents without lexical.v1"
            raise ExtractorError(Problem("language", expected, repr(language), remedy))
        self.language = language
        self._syllables = SYLLABLES[language]
        self._number_of: dict[str, int] = {}
        self._facts, self._forms = TypeValues(self._measure), TypeValues(self._number)

    def read(self, tokens: Tokens) -> tuple[Prose, Prose]:
        """Return the prose of everybody together, and the outlet's own."""
        edges = np.searchsorted(tokens.document, np.arange(len(tokens.document_ids) + 1)).astype(np.int64)
        is_prose, is_own = _IS_PROSE[tokens.position], tokens.voice == _OWN
        facts = self._facts.all(tokens)
        at = np.flatnonzero(is_prose & (facts > 0)[tokens.type])
        kind, sentence, words = tokens.type[at], tokens.sentence[at], np.searchsorted(at, edges)
        fact, form = facts[kind], self._forms.all(tokens).astype(np.int32)[kind]
        said = np.flatnonzero(is_own[at])
        alone = np.flatnonzero(_only_own(tokens, is_own)[sentence])
        counts = _counted(fact[alone], sentence[alone], np.searchsorted(alone, words))
        return (
            Prose(number(is_prose, edges), _counted(fact, sentence, words), form, words),
            Prose(number(is_prose & is_own, edges), counts, form[said], np.searchsorted(said, words)),
        )

    def _measure(self, forms: list[str], lemmas: list[str]) -> Iterator[int]:
        """Give letters and syllables of each type, 0 for what is no word."""
        for form, lemma in zip(forms, lemmas, strict=True):
            syllables = self._syllables(form, lemma)
            letters = len(form) if form.isalpha() else sum(map(str.isalpha, form))
            yield letters << _BITS | syllables if syllables else 0

    def _number(self, forms: list[str], _lemmas: list[str]) -> Iterator[int]:
        number_of = self._number_of
        return (number_of.setdefault(form.lower(), len(number_of)) for form in forms)


def _counted(fact: Int64, sentence: Int32, edges: Int64) -> Counts:
    """Count sentences, words, letters, syllables and long words of each document."""
    opens = np.ones(len(sentence), dtype=bool)
    np.not_equal(sentence[1:], sentence[:-1], out=opens[1:])
    letters, syllables = np.divmod(sums(fact, edges), 1 << _BITS)
    long = number(fact >= (LONG + 1) << _BITS, edges)
    return Counts(number(opens, edges), np.diff(edges), letters, syllables, long)


def number(flags: Flags, edges: Int64) -> Int64:
    """Return how many flags are set in each stretch between two edges."""
    return np.diff(np.searchsorted(np.flatnonzero(flags), edges))


def sums(values: Int64, edges: Int64) -> Int64:
    """Return the sum of each stretch between two edges, 0 for an empty one."""
    found = np.zeros(len(edges) - 1, dtype=np.int64)
    held = np.flatnonzero(np.diff(edges))
    if len(held):
        found[held] = np.add.reduceat(values, edges[held])
    return found


def _only_own(tokens: Tokens, is_own: Flags) -> Flags:
    """Tell of each sentence whether nobody but the outlet has a word in it."""
    whole = np.ones(int(tokens.sentence.max(initial=-1)) + 1, dtype=bool)
    whole[tokens.sentence[~is_own]] = False
    return whole
