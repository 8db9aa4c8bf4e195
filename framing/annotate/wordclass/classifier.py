"""What a word can be, told from its form alone: one integer of bits for each type near a head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.english import EnglishClassifier
from framing.annotate.wordclass.french import FrenchClassifier
from framing.annotate.wordclass.lexicon import Lexicon

Int64 = NDArray[np.int64]

_CLASSIFIERS: Final[Mapping[str, Callable[[Lexicon], Callable[[str, str], int]]]] = MappingProxyType(
    {"fr": FrenchClassifier, "en": EnglishClassifier}
)


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
        Bits of `Is`, true for the types asked for.
    """
    return lexicon.values(classifier).among(tokens, types)


def classifier(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from form and lemma to bits of `Is`."""
    classify, closed = _CLASSIFIERS[lexicon.language](lexicon), closed_classes(lexicon)

    def bits(surface: str, lemma: str) -> int:
        first, form = surface[:1], surface.lower()
        kind = Is.NAME if first.isupper() else Is.NUMBER if first.isdigit() else 0
        return kind | closed.get(form, 0) | classify(form, lemma)

    return bits


def closed_classes(lexicon: Lexicon) -> dict[str, int]:
    """Return the bits each word of the closed classes has."""
    bits: dict[str, int] = {}
    for name, value in Is.CLOSED.items():
        for word in lexicon[name]:
            bits[word] = bits.get(word, 0) | value
    return bits
