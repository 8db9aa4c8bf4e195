"""What a word can be, told from its form alone: one integer of bits for each type near a head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.features.english import classify_english
from framing.features.french import classify_french
from framing.features.lexicon import Lexicon
from framing.features.wordbits import Is

Int64 = NDArray[np.int64]

_CLASSIFIERS: Final[Mapping[str, Callable[[str, str, Lexicon], int]]] = {
    "fr": classify_french,
    "en": classify_english,
}


def class_table(tokens: Tokens, types: NDArray[np.integer], lexicon: Lexicon) -> Int64:
    """Return the classes of some types.

    Parameters
    ----------
    tokens : Tokens
    types : integer array
        The types wanted; only these are looked at.
    lexicon : Lexicon

    Returns
    -------
    int64 array, length n_types of the vocabulary
        Bits of `Is`; 0 for the types not asked for.
    """
    classify = _CLASSIFIERS[lexicon.language]
    closed = closed_classes(lexicon)
    table = np.zeros(len(tokens.surface), dtype=np.int64)
    wanted = np.zeros(len(table), dtype=bool)
    wanted[types] = True
    for i in np.flatnonzero(wanted).tolist():
        surface, lemma = tokens.surface[i], tokens.lemma[i]
        form = surface.lower()
        bits = closed.get(form, 0)
        if surface[:1].isupper():
            bits |= Is.NAME
        if surface[:1].isdigit():
            bits |= Is.NUMBER
        table[i] = bits | classify(form, lemma, lexicon)
    return table


def closed_classes(lexicon: Lexicon) -> dict[str, int]:
    """Return the bits each word of the closed classes has."""
    bits: dict[str, int] = {}
    for name, value in Is.CLOSED.items():
        for word in lexicon[name]:
            bits[word] = bits.get(word, 0) | value
    return bits
