"""heads.v1: the nouns a study fixes (sanctions, agreement …) and the words set around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Head, Matcher
from framing.features.attributes import CATEGORIES, MENTION, PREDICATE, RULE_NAMES, RULES, Attributes, join, span
from framing.features.base import Extractor
from framing.features.collocations import collocations
from framing.features.complements import without_repetition
from framing.features.english_attributes import english_attributes
from framing.features.french_attributes import french_attributes
from framing.features.lexicon import Lexicon, load_lexicon
from framing.features.negation import negated
from framing.features.rows import Found, Label, observations
from framing.features.spans import longest
from framing.features.windows import windows
from framing.features.wording import attribute_lemmas

Int64 = NDArray[np.int64]

FAMILY = "heads"
# "ne sont pas encore légales": as for cues. An attribute inside the phrase is denied only right before it ("non
# justifiées"); what stands farther left denies the verb.
PREDICATE_WINDOW, ATTRIBUTE_WINDOW = 4, 1

_RULES_OF = {"fr": french_attributes, "en": english_attributes}


class Heads(Extractor):
    """Mentions of fixed head nouns (the denominator) and their attributes.

    Category ``mention`` is one row for every mention; ``adjective``, ``participle``, ``complement`` and
    ``predicate`` are what rules find around it, without a parser: see `french_attributes` and
    `english_attributes` for the rules, which the column ``rule`` names.
    """

    table: ClassVar[str] = "observations"

    def observe(self, tokens: Tokens) -> pd.DataFrame:
        """Return mentions and attributes of one partition.

        Parameters
        ----------
        tokens : Tokens

        Returns
        -------
        DataFrame
            Contract ``observations``; referent is the head, lemma the attribute without agreement.
        """
        heads = self._heads()
        head, first, last = self._mentions(tokens)
        lexicon = load_lexicon(self.language)
        feminine = np.array([h.feminine for h in heads], dtype=bool)[head]
        around = windows(tokens, first, last, feminine, lexicon)
        found = without_repetition(_RULES_OF[self.language](around))
        mentions = span(np.arange(len(head)), first, last, first, MENTION, "mention")
        return observations(tokens, _labels(heads), _rows(tokens, lexicon, head, join([mentions, found])))

    def collocations(self, tokens: Tokens) -> pd.DataFrame:
        """Return how often each lemma stands near each head: see `collocations.collocations`."""
        head, first, last = self._mentions(tokens)
        return collocations(tokens, [h.id for h in self._heads()], head, first, last)

    def _heads(self) -> list[Head]:
        return [h for book in self._books("heads") for h in book.heads]

    def _mentions(self, tokens: Tokens) -> tuple[Int64, Int64, Int64]:
        books = self._books("heads")
        matches = Matcher(self._heads(), books[0].sets if books else ()).find(tokens)
        head, first, last = (np.asarray(column, dtype=np.int64) for column in matches)
        stays = longest(first, last, np.zeros_like(head), head)
        return head[stays], first[stays], last[stays]

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{FAMILY}.{h.id}.{category}" for h in self._heads() for category in CATEGORIES]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "referent", "category")


def _labels(heads: Sequence[Head]) -> list[Label]:
    """One label for every head, category and rule: their number is (head, category, rule) counted up."""
    return [
        Label(FAMILY, category, head.id, rule) for head in heads for category in CATEGORIES for rule in RULE_NAMES
    ]


def _rows(tokens: Tokens, lexicon: Lexicon, head: Int64, found: Attributes) -> Found:
    label = (head[found.mention] * len(CATEGORIES) + found.category) * len(RULE_NAMES) + found.rule
    window = np.where(found.category == PREDICATE, PREDICATE_WINDOW, ATTRIBUTE_WINDOW)
    denied = negated(tokens, found.first, found.last, lexicon, window) & (found.category != MENTION)
    confidence = np.array([RULES[name] for name in RULE_NAMES])[found.rule]
    return Found(label, found.first, found.last, attribute_lemmas(tokens, lexicon, found), denied, confidence)
