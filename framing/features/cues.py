"""cues.v1: matched codebook entries, what they are said of, and whether they are denied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.annotate.wordclass.lexicon import Lexicon
from framing.codebook import Category, Codebook, Entry, Matches, Referent, Rule
from framing.features.base import Extractor
from framing.features.naming import Mentions, mentions_from_matches, owners
from framing.features.negation import negated
from framing.features.rows import SURFACE_TOKENS, Found, Label, lemmas, observations
from framing.features.spans import longest
from framing.features.targets import nearest_targets
from framing.tables import empty

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
    A row spans the cue and its target where both fit into six words of one voice (*sanctions
    illégales*), else the cue alone; voice and position are those of the cue.
    """

    table: ClassVar[str] = "observations"

    def rules(self) -> list[Rule]:
        """Return the entries, then the variants of all referents: possible targets."""
        return [*(cue.entry for cue in self._cues()), *(v for r in self._referents() for v in r.variants)]

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``: family the codebook, rule the entry, lemma what was matched."""
        cues, referents = self._cues(), self._referents()
        n_entries = int(np.searchsorted(matches.entry, len(cues)))
        cue, first, last = _longest_per_category(cues, Matches(*(column[:n_entries] for column in matches)))
        if not len(cue):
            return {"observations": empty("observations")}
        variants = Matches(
            matches.entry[n_entries:] - len(cues), matches.first[n_entries:], matches.last[n_entries:]
        )
        lexicon = self.lexicon()
        target, phrase = _targets(tokens, (cues, referents), (cue, first, last), variants, lexicon)
        labels, label = _labels(cues, [referent.id for referent in referents], cue, target)
        core = np.array([c.entry.tier == "core" for c in cues], dtype=bool)[cue]
        confidence = np.round(np.where(core, CORE, EXTENDED) - np.where(target < 0, NO_TARGET, 0.0), 2)
        denied = negated(tokens, first, last, lexicon)
        found = Found(label, *phrase, lemmas(tokens, first, last), denied, confidence)
        return {"observations": observations(tokens, labels, found)}

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

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{book.name}.{category.id}" for book in self._books("cues") for category in book.categories]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def _targets(
    tokens: Tokens,
    known: tuple[Sequence[_Cue], Sequence[Referent]],
    cues: tuple[Int64, Int64, Int64],
    variants: Matches,
    lexicon: Lexicon,
) -> tuple[Int64, tuple[Int64, Int64]]:
    """Return the referent each cue is said of, −1 for none, and first and last token of the two together."""
    owner = owners(known[1])
    ids = [referent.id for referent in known[1]]
    rows = [[not c.category.targets or i in c.category.targets for i in ids] for c in known[0]]
    allowed = np.array(rows, dtype=bool).reshape(len(known[0]), len(ids))
    mentions = mentions_from_matches(variants, owner)
    said_of = Mentions(owner[mentions.variant], mentions.first, mentions.last)
    mention = nearest_targets(tokens, cues, said_of, allowed, lexicon)
    has_one = mention >= 0
    referent = np.where(has_one, np.append(said_of.variant, -1)[mention], -1)
    return referent, _phrases(tokens, cues[1:], said_of, mention)


def _phrases(
    tokens: Tokens, cue: tuple[Int64, Int64], mentions: Mentions, mention: Int64
) -> tuple[Int64, Int64]:
    """Return first and last token of cue and target together, where six words of one voice hold both."""
    first, last = cue
    has_one = mention >= 0
    other_first = np.where(has_one, np.append(mentions.first, 0)[mention], first)
    other_last = np.where(has_one, np.append(mentions.last, 0)[mention], last)
    whole_first, whole_last = np.minimum(first, other_first), np.maximum(last, other_last)
    fits = (whole_last - whole_first < SURFACE_TOKENS) & ((other_last < first) | (other_first > last))
    fits &= tokens.voice[whole_first] == tokens.voice[first]
    fits &= tokens.voice[whole_last] == tokens.voice[first]
    return np.where(fits, whole_first, first), np.where(fits, whole_last, last)


def _longest_per_category(cues: Sequence[_Cue], matches: Matches) -> tuple[Int64, Int64, Int64]:
    """Return the matches of entries; of overlapping ones in a category the longest."""
    cue, first, last = (np.asarray(column, dtype=np.int64) for column in matches)
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
        Label(
            cues[p // width].family, cues[p // width].category.id, names[p % width], cues[p // width].entry.id
        )
        for p in pairs.tolist()
    ]
    return labels, label.astype(np.int64)
