"""evidentials.v1: how sure a text says it is, and what it only passes on: hedges, boosters, unnamed sources, hearsay.

Words come from codebooks of kind ``evidentials``; in French every conditional is a row besides, read by rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Entry, Matches, Rule
from framing.features.base import Extractor
from framing.features.conditional_words import CONTEXTS
from framing.features.conditionals import conditional
from framing.features.negation import negated
from framing.features.readings import READINGS, RULES, Spans, read_conditionals
from framing.features.rows import Found, Label, lemmas, observations
from framing.features.spans import longest

Int64 = NDArray[np.int64]

# A core entry means what its category says nearly wherever it stands; an extended one depends on its surroundings.
CORE, EXTENDED = 0.9, 0.7
# Categories whose words, in the sentence of a conditional, say that it is hearsay.
_SOURCES = ("anonymous", "reportedly")


class _Word(NamedTuple):
    """One entry of a codebook and where it belongs."""

    family: str
    category: str
    entry: Entry


class Evidentials(Extractor):
    """Hedges, boosters, unnamed sources and hearsay, one row a match; in French one row a conditional.

    The category of a conditional is one of `READINGS`, its rule the one of `RULES` that decided, its lemma
    that of its main verb. Only ``borrowed`` says what English says by *reportedly*.
    """

    table: ClassVar[str] = "observations"
    family: ClassVar[str] = "evidentials"

    def rules(self) -> list[Rule]:
        """Return the entries, and in French the phrases that tell what a conditional says."""
        return [*(word.entry for word in self._words()), *self._contexts()]

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``: family the codebook, rule the entry; of conditionals ``evidentials`` and what decided."""
        found = [self._phrases(tokens, matches)]
        if self._contexts():
            found.append(self._conditionals(tokens, matches))
        whole = Found(*(np.concatenate(columns) for columns in zip(*(f[:6] for f in found), strict=True)))
        return {"observations": observations(tokens, self._labels(), whole)}

    def _words(self) -> list[_Word]:
        return [
            _Word(book.name, category.id, entry)
            for book in self._books("evidentials")
            for category in book.categories
            for entry in category.entries
        ]

    def _contexts(self) -> tuple[Rule, ...]:
        return CONTEXTS if self.language == "fr" else ()

    def _labels(self) -> list[Label]:
        """Labels of the entries, then of the rules of conditionals."""
        words = [Label(word.family, word.category, "", word.entry.id) for word in self._words()]
        return words + [Label(self.family, verdict.reading, "", name) for name, verdict in RULES.items()]

    def _phrases(self, tokens: Tokens, matches: Matches) -> Found:
        """Return the matches of entries; of overlapping ones in a category the longest."""
        words = self._words()
        n = int(np.searchsorted(matches.entry, len(words)))
        entry, first, last = (np.asarray(column[:n], dtype=np.int64) for column in matches)
        names = list(dict.fromkeys(word[:2] for word in words))
        category = np.array([names.index(word[:2]) for word in words], dtype=np.int64)
        stays = longest(first, last, category[entry], entry)
        entry, first, last = entry[stays], first[stays], last[stays]
        core = np.array([word.entry.tier == "core" for word in words], dtype=bool)[entry]
        denied = negated(tokens, first, last, self.lexicon())
        return Found(entry, first, last, lemmas(tokens, first, last), denied, np.where(core, CORE, EXTENDED))

    def _conditionals(self, tokens: Tokens, matches: Matches) -> Found:
        lexicon = self.lexicon()
        persons = lexicon.values(conditional).all(tokens)[tokens.type]
        at = np.flatnonzero(persons)
        read = read_conditionals(tokens, at, persons[at], self._spans(matches), lexicon)
        confidence = np.array([verdict.confidence for verdict in RULES.values()])[read.rule]
        return Found(
            read.rule + len(self._words()),
            at,
            read.last,
            lemmas(tokens, read.core, read.core),
            negated(tokens, at, at, lexicon),
            confidence,
        )

    def _spans(self, matches: Matches) -> Mapping[str, Spans]:
        """Return the matches of the contexts by name, and under ``source`` those of entries that name no source."""
        words, contexts = self._words(), self._contexts()
        spans = {rule.id: _of(matches, [len(words) + i]) for i, rule in enumerate(contexts)}
        unnamed = [i for i, word in enumerate(words) if word.category in _SOURCES]
        return spans | {"source": _of(matches, unnamed)}

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        words = [
            f"{book.name}.{category.id}"
            for book in self._books("evidentials")
            for category in book.categories
        ]
        read = [f"{self.family}.{reading}" for reading in READINGS] if self._contexts() else []
        return list(dict.fromkeys([*words, *read]))

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def _of(matches: Matches, entries: Sequence[int]) -> Spans:
    chosen = np.isin(matches.entry, np.array(entries, dtype=matches.entry.dtype))
    return matches.first[chosen].astype(np.int64), matches.last[chosen].astype(np.int64)
