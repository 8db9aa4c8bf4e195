"""naming.v1: which of its names a referent is called by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Matches, Referent, Variant
from framing.features.base import Extractor
from framing.features.rows import Found, Label, lemmas, observations
from framing.features.spans import longest

Int64 = NDArray[np.int64]

# A name says what it names; guards in the codebook keep its other meanings out.
CONFIDENCE = 0.9


class Mentions(NamedTuple):
    """Mentions of referents, equal-length arrays sorted by first token.

    Attributes
    ----------
    variant : int64 array
        Index into the variants, all referents' in their order.
    first, last : int64 arrays
    """

    variant: Int64
    first: Int64
    last: Int64


def mentions_from_matches(matches: Matches, owner: Int64) -> Mentions:
    """Return the mentions among the matches of variants; of overlapping ones the longest stays.

    *accord sur le nucléaire* is the one agreement it names and not another agreement besides;
    *République islamique d'Iran* names Iran once. Where two referents share exactly the same words, both are mentioned.

    Parameters
    ----------
    matches : Matches
        `entry` is the variant.
    owner : int64 array
        Referent of each variant.
    """
    variant, first, last = (np.asarray(column, dtype=np.int64) for column in matches)
    once = longest(first, last, owner[variant], variant)
    variant, first, last = variant[once], first[once], last[once]
    stays = longest(first, last, np.zeros_like(variant), variant, same_span=True)
    variant, first, last = variant[stays], first[stays], last[stays]
    order = np.lexsort((variant, first))
    return Mentions(variant[order], first[order], last[order])


def owners(referents: Sequence[Referent]) -> Int64:
    """Return the number of the referent of each variant, all referents' variants in their order."""
    return np.repeat(np.arange(len(referents)), [len(referent.variants) for referent in referents])


class Naming(Extractor):
    """Mentions of referents by variant: the unit is a mention, the denominator all mentions of the referent."""

    table: ClassVar[str] = "observations"
    family: ClassVar[str] = "naming"

    def rules(self) -> list[Variant]:
        """Return all variants of all referents."""
        return [variant for referent in self._referents() for variant in referent.variants]

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``: family ``naming``, category the variant, rule ``referent.variant``."""
        found = mentions_from_matches(matches, owners(self._referents()))
        return {"observations": observations(tokens, self._labels(), _rows(tokens, found))}

    def _referents(self) -> list[Referent]:
        return [referent for book in self._books("naming") for referent in book.referents]

    def _labels(self) -> list[Label]:
        return [
            Label(self.family, variant.id, referent.id, f"{referent.id}.{variant.id}")
            for referent in self._referents()
            for variant in referent.variants
        ]

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{self.family}.{label.rule}" for label in self._labels()]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "rule")


def _rows(tokens: Tokens, found: Mentions) -> Found:
    n = len(found.first)
    return Found(
        found.variant,
        found.first,
        found.last,
        lemmas(tokens, found.first, found.last),
        np.zeros(n, dtype=bool),
        np.full(n, CONFIDENCE),
    )
