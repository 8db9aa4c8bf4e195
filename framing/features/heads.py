"""heads.v1: the nouns a study fixes (sanctions, agreement …) and the words set around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.annotate.wordclass.lexicon import Lexicon
from framing.codebook import Head, Matches
from framing.features.attributes import (
    CATEGORIES,
    MENTION,
    PREDICATE,
    RULE_NAMES,
    RULES,
    Attributes,
    join,
    span,
)
from framing.features.base import Extractor
from framing.features.collocations import collocations
from framing.features.complements import without_repetition
from framing.features.english_attributes import english_attributes
from framing.features.french_attributes import french_attributes
from framing.features.negation import negated
from framing.features.rows import Found, Label, observations
from framing.features.spans import longest
from framing.features.windows import windows
from framing.features.wording import attribute_lemmas
from framing.tables import empty

Int64 = NDArray[np.int64]

FAMILY = "heads"
# Mentions worked on at once: 22 tokens around each take 0.4 KB, so a text that repeats one word without end
# needs no more than 50 MB at a time.
CHUNK = 1 << 17
# "ne sont pas encore légales": as for cues. An attribute inside the phrase is denied only right before it ("non
# justifiées"); what stands farther left denies the verb.
PREDICATE_WINDOW, ATTRIBUTE_WINDOW = 4, 1

_RULES_OF = {"fr": french_attributes, "en": english_attributes}


class _Mentions(NamedTuple):
    head: Int64
    first: Int64
    last: Int64


class Heads(Extractor):
    """Mentions of fixed head nouns (the denominator) and their attributes.

    Category ``mention`` is one row for every mention; ``adjective``, ``participle``, ``complement`` and
    ``predicate`` are what rules find around it, without a parser: see `french_attributes` and
    `english_attributes` for the rules, which the column ``rule`` names.
    """

    table: ClassVar[str] = "observations"

    def rules(self) -> list[Head]:
        """Return the heads."""
        return self._heads()

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations`` (referent the head, lemma the attribute without agreement) and ``collocations``."""
        mentions = _mentions(matches)
        return {
            "observations": self._observations(tokens, mentions),
            "collocations": self._collocations(tokens, mentions),
        }

    def collocations(self, tokens: Tokens) -> pd.DataFrame:
        """Return how often each lemma stands near each head: see `collocations.collocations`."""
        return self._collocations(tokens, _mentions(self._find(tokens)))

    def _collocations(self, tokens: Tokens, mentions: _Mentions) -> pd.DataFrame:
        return collocations(tokens, [h.id for h in self._heads()], *mentions)

    def _observations(self, tokens: Tokens, mentions: _Mentions) -> pd.DataFrame:
        heads = self._heads()
        if not len(mentions.head):
            return empty("observations")
        lexicon = self.lexicon()
        feminine = np.array([h.feminine for h in heads], dtype=bool)
        parts = [
            _attributes(tokens, mentions, slice(i, i + CHUNK), feminine, lexicon)
            for i in range(0, len(mentions.head), CHUNK)
        ]
        own = span(
            np.arange(len(mentions.head)), mentions.first, mentions.last, mentions.first, MENTION, "mention"
        )
        found = join([own, _of_nearest(mentions, join(parts))])
        return observations(
            tokens, _labels(tuple(h.id for h in heads)), _rows(tokens, lexicon, mentions.head, found)
        )

    def _heads(self) -> list[Head]:
        return [h for book in self._books("heads") for h in book.heads]

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{FAMILY}.{h.id}.{category}" for h in self._heads() for category in CATEGORIES]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "referent", "category")


def _mentions(matches: Matches) -> _Mentions:
    """Mentions of heads; of overlapping ones the longest stays."""
    head, first, last = (np.asarray(column, dtype=np.int64) for column in matches)
    stays = longest(first, last, np.zeros_like(head), head)
    return _Mentions(head[stays], first[stays], last[stays])


def _attributes(
    tokens: Tokens, mentions: _Mentions, chunk: slice, feminine: NDArray[np.bool_], lexicon: Lexicon
) -> Attributes:
    """Return the attributes of some of the mentions."""
    head, first, last = (column[chunk] for column in mentions)
    around = windows(tokens, first, last, feminine[head], lexicon)
    found = without_repetition(_RULES_OF[lexicon.language](around))
    return found._replace(mention=found.mention + chunk.start)


def _of_nearest(mentions: _Mentions, found: Attributes) -> Attributes:
    """Drop what stands beyond another mention of the same head: *strict sanctions and new sanctions* has one *strict*.

    Before the mention also what is such a mention itself, as the first *sanctions* there.
    """
    width = int(mentions.last.max()) + 2
    keys = np.sort(mentions.head * width + mentions.first)
    head, own = mentions.head[found.mention] * width, mentions.first[found.mention]
    is_before = found.last < own
    low, high = np.where(is_before, found.first, own + 1), np.where(is_before, own, found.first)
    others = np.searchsorted(keys, head + high) - np.searchsorted(keys, head + low)
    stays = others <= 0
    return Attributes(*(column[stays] for column in found))


@cache
def _labels(heads: tuple[str, ...]) -> tuple[Label, ...]:
    """One label for every head, category and rule: their number is (head, category, rule) counted up."""
    return tuple(
        Label(FAMILY, category, head, rule)
        for head in heads
        for category in CATEGORIES
        for rule in RULE_NAMES
    )


def _rows(tokens: Tokens, lexicon: Lexicon, head: Int64, found: Attributes) -> Found:
    label = (head[found.mention] * len(CATEGORIES) + found.category) * len(RULE_NAMES) + found.rule
    window = np.where(found.category == PREDICATE, PREDICATE_WINDOW, ATTRIBUTE_WINDOW)
    denied = negated(tokens, found.first, found.last, lexicon, window) & (found.category != MENTION)
    confidence = np.array([RULES[name] for name in RULE_NAMES])[found.rule]
    return Found(label, found.first, found.last, attribute_lemmas(tokens, lexicon, found), denied, confidence)
