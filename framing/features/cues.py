"""cues.v1: matched codebook entries, what they are said of, and whether they are denied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Category, Codebook, Entry, Matcher, Referent
from framing.features.base import Extractor
from framing.features.lexicon import load_lexicon
from framing.features.naming import Mentions, find_mentions
from framing.features.negation import negated
from framing.features.rows import Found, Label, lemmas, observations
from framing.features.spans import longest
from framing.features.targets import nearest_targets

Int64 = NDArray[np.int64]

# A core entry means what its category says nearly wherever it stands; an extended one depends on its surroundings.
# A target that is not found leaves open what the cue is said of.
CORE, EXTENDED, NO_TARGET = 0.9, 0.7, 0.2


class _Cue(NamedTuple):
    """One entry of a codebook and where it belongs."""

    family: str
    category: Category
    entry: Entry


class Cues(Extractor):
    """Cues of the codebooks of kind ``cues``: one row a match, the longest where entries of a category overlap.

    The referent is the target the cue is said of, "" where none stands near: see `nearest_targets`.
    """

    table: ClassVar[str] = "observations"

    def observe(self, tokens: Tokens) -> pd.DataFrame:
        """Return the cues of one partition.

        Parameters
        ----------
        tokens : Tokens

        Returns
        -------
        DataFrame
            Contract ``observations``: family the codebook, rule the entry, lemma what was matched.
        """
        cues = self._cues()
        cue, first, last = _matches(tokens, cues, self._referents())
        target = self._targets(tokens, cues, cue, first, last)
        labels, label = _labels(cues, [referent.id for referent in self._referents()], cue, target)
        core = np.array([c.entry.tier == "core" for c in cues], dtype=bool)[cue]
        found = Found(
            label,
            first,
            last,
            lemmas(tokens, first, last),
            negated(tokens, first, last, load_lexicon(self.language)),
            np.round(np.where(core, CORE, EXTENDED) - np.where(target < 0, NO_TARGET, 0.0), 2),
        )
        return observations(tokens, labels, found)

    def _cues(self) -> list[_Cue]:
        return [
            _Cue(book.name, category, entry)
            for book in self._books("cues")
            for category in book.categories
            for entry in category.entries
        ]

    def _referents(self) -> tuple[Referent, ...]:
        """All referents of the language: a target may be named in a codebook the study does not count."""
        books: list[Codebook] = self._books("cues")
        return books[0].sets if books else ()

    def _targets(
        self, tokens: Tokens, cues: Sequence[_Cue], cue: Int64, first: Int64, last: Int64
    ) -> Int64:
        referents = self._referents()
        if not len(cue) or not referents:
            return np.full(len(cue), -1, dtype=np.int64)
        mentions = find_mentions(tokens, referents)
        owner = np.repeat(np.arange(len(referents)), [len(r.variants) for r in referents])
        ids = [referent.id for referent in referents]
        allowed = np.array(
            [[not c.category.targets or i in c.category.targets for i in ids] for c in cues], dtype=bool
        )
        said_of = Mentions(owner[mentions.variant], mentions.first, mentions.last)
        return nearest_targets(tokens, (cue, first, last), said_of, allowed, load_lexicon(self.language))

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [
            f"{book.name}.{category.id}" for book in self._books("cues") for category in book.categories
        ]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def _matches(
    tokens: Tokens, cues: Sequence[_Cue], referents: Sequence[Referent]
) -> tuple[Int64, Int64, Int64]:
    """Matches of all entries; of overlapping ones in a category the longest."""
    found = Matcher([cue.entry for cue in cues], referents).find(tokens)
    cue, first, last = (np.asarray(column, dtype=np.int64) for column in found)
    names = [(c.family, c.category.id) for c in cues]
    category = np.array([names.index(name) for name in names], dtype=np.int64)
    stays = longest(first, last, category[cue], cue)
    return cue[stays], first[stays], last[stays]


def _labels(
    cues: Sequence[_Cue], referents: Sequence[str], cue: Int64, target: Int64
) -> tuple[list[Label], Int64]:
    """Labels of the pairs (cue, target) that occur, and the one of each row."""
    width = len(referents) + 1
    pairs, label = np.unique(cue * width + target + 1, return_inverse=True)
    names = ("", *referents)
    labels = [
        Label(cues[p // width].family, cues[p // width].category.id, names[p % width], cues[p // width].entry.id)
        for p in pairs.tolist()
    ]
    return labels, label.astype(np.int64)
