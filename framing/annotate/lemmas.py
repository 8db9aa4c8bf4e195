"""Lemmas: one a type, from simplemma's dictionaries; the tier is recorded, never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

# What simplemma does not know as words of their own: elided forms, and the possessive.
_SHORT: Final = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "l'": "le", "d'": "de", "qu'": "que", "n'": "ne", "s'": "se", "j'": "je", "c'": "ce", "m'": "me",
                "t'": "te", "lorsqu'": "lorsque", "puisqu'": "puisque", "quoiqu'": "quoique", "jusqu'": "jusque",
            }
        ),
        "en": MappingProxyType({"'s": "'s"}),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Lemmatizer:
    """Lemmas of one language, remembering the types it has seen.

    Pass the same one to `annotate` for every partition, and each type is looked up once. What it
    remembers never changes a lemma, only the time.

    Parameters
    ----------
    language : str
    """

    language: str
    _seen: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tier(self) -> str:
        """Name and version of the source of the lemmas, for the record."""
        return f"simplemma {version('simplemma')} dictionary"

    def lemmas(self, surface: Sequence[str]) -> NDArray[np.object_]:
        """Return the lower-case lemma of each type, object array of str."""
        seen = self._seen
        for word in [word for word in surface if word not in seen]:
            seen[word] = self._lemma(word.lower())
        lemma = np.empty(len(surface), dtype=object)
        lemma[:] = [seen[word] for word in surface]
        return lemma

    def _lemma(self, word: str) -> str:
        known = _dictionary(self.language)
        lemma = known.get(word)
        if lemma is None and "-" in word:
            head, _, tail = word.rpartition("-")
            lemma = f"{head}-{known.get(tail, tail)}"
        return lemma if lemma is not None else word


@cache
def _dictionary(language: str) -> dict[str, str]:
    """Return form → lower-case lemma: simplemma's dictionary, capitalised entries under their lower-case form."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # noqa: PLC0415

    try:
        entries = DefaultDictionaryFactory().get_dictionary(language)
    except ValueError:
        return {}
    known: dict[str, str] = {}
    for form, lemma in entries.items():
        if form == form.lower():
            known[form] = lemma.lower()
        else:
            known.setdefault(form.lower(), lemma.lower())
    return known | dict(_SHORT.get(language, {}))
