"""Vocabulary: the types of one language met so far, each with a number and a lemma."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.lemmas import Lemmatizer
from framing.annotate.numbering import Codes, Int32, Numbering, UInt64

_SOFT_HYPHEN: Final = "\u00ad"
# Names, numbers and slips never end: press text gains about one type a hundred tokens. Two million
# types with their lemmas take half a gigabyte; then numbering begins again.
MOST_TYPES: Final = 2_000_000


class Vocabulary:
    """Types of one language, numbered in the order in which they are first met.

    Pass the same one to `annotate` for every partition, and each type is looked up once. It only
    grows: a type keeps its number and its lemma, so what one partition leaves in it never changes
    what the next one finds, only the time.

    Parameters
    ----------
    language : str
        ISO 639-1 code.

    Attributes
    ----------
    surface, lemma : object arrays of str, length n_types
        The form as written (apostrophes, hyphens and no-break spaces made one) and its lower-case lemma.
    lemma_number : int32 array, length n_types
        Lemmas are numbered in the order in which they are first met, too.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._lemmatizer = Lemmatizer(language)
        self._begin()

    def _begin(self) -> None:
        self._numbering = Numbering()
        self._number_of: dict[str, int] = {}
        self._lemma_number_of: dict[str, int] = {}
        # Forms that differ by composition (NFC) or by a soft hyphen only are one type.
        self._type_of_form = np.empty(0, np.int32)
        self._surface, self._lemma = (np.empty(0, dtype=object) for _ in range(2))
        self._lemma_number = np.empty(0, np.int32)

    def __repr__(self) -> str:
        """Show language and size."""
        return f"Vocabulary({self.language!r}, {len(self)} types)"

    def __len__(self) -> int:
        """Return the number of types."""
        return len(self._number_of)

    @property
    def numbering(self) -> Numbering:
        """What gave the types their numbers; another one after `MOST_TYPES`."""
        return self._numbering

    @property
    def surface(self) -> NDArray[np.object_]:
        """The types as written; the numbers so far never change their word."""
        return self._surface[: len(self)]

    @property
    def lemma(self) -> NDArray[np.object_]:
        """The lemma of each type."""
        return self._lemma[: len(self)]

    @property
    def lemma_number(self) -> Int32:
        """The number of each type's lemma."""
        return self._lemma_number

    def types_of(self, codes: Codes, start: Int32, end: Int32, keys: UInt64) -> Int32:
        """Return the type of each token, new ones taken up.

        Parameters
        ----------
        codes : uint32 array
            Code points of a partition.
        start, end : int32 arrays, length n_tokens
        keys : uint64 array, shape (n_tokens, 2)
            Of `letters.key_of`.
        """
        if len(self) >= MOST_TYPES:
            self._begin()
        known = len(self._numbering)
        form = self._numbering.number(codes, start, end, keys)
        if len(self._numbering) > known:
            self._take_up([_composed(word) for word in self._numbering.forms(known)])
        return form if len(self) == len(self._numbering) else self._type_of_form[form]

    def _take_up(self, words: Sequence[str]) -> None:
        known, number_of = len(self), self._number_of
        types = [number_of.setdefault(word, len(number_of)) for word in words]
        self._type_of_form = np.concatenate([self._type_of_form, np.array(types, dtype=np.int32)])
        new = list(islice(number_of, known, None))
        self._surface = _extended(self._surface, known, new)
        lemmas = self._lemmatizer.lemmas(new)
        self._lemma = _extended(self._lemma, known, lemmas)
        met = self._lemma_number_of
        numbers = [met.setdefault(lemma, len(met)) for lemma in lemmas]
        self._lemma_number = np.concatenate([self._lemma_number, np.array(numbers, dtype=np.int32)])


def _extended(
    values: NDArray[np.object_], known: int, new: Sequence[str] | NDArray[np.object_]
) -> NDArray[np.object_]:
    """Return the values with new ones behind the known; room is doubled, so that few are copied often."""
    size = known + len(new)
    if size > len(values):
        room = np.empty(max(size, 2 * len(values)), dtype=object)
        room[:known] = values[:known]
        values = room
    values[known:size] = new
    return values


def _composed(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word).replace(_SOFT_HYPHEN, "")
