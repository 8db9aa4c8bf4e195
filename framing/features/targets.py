"""What a cue is said of: the nearest mention of a referent its category may be said of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.classifier import class_table
from framing.annotate.wordclass.lexicon import Lexicon
from framing.features.naming import Mentions
from framing.features.spans import Pairs, choose, distances, near

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# Tokens between a cue and its target, at most. On the five articles the targets of legitimacy cues stand nearer;
# six leaves room for an adjective and a complement, and farther mentions are mostly other matters.
WINDOW = 6
# A comma between puts the mention into another phrase: it must be that much nearer to win. A stronger mark rules it out.
COMMA_PENALTY = 3
# "inquiétant pour l'Ouest": over the preposition and two more words.
_GOVERNED_REACH = 4
# Cues worked on at once, so that a text that repeats two words without end needs bounded memory.
CHUNK = 1 << 16
_INSIDE, _GOVERNED, _TIED = -3, -2, -1
_MODIFIER = Is.ADJECTIVE | Is.PARTICIPLE
_PHRASE = _MODIFIER | Is.ADVERB | Is.COORDINATOR


def nearest_targets(
    tokens: Tokens,
    cues: tuple[Int64, Int64, Int64],
    mentions: Mentions,
    allowed: Bool,
    lexicon: Lexicon,
) -> Int64:
    """Return for each cue the mention it is said of.

    In this order:

    1. a mention inside the match
    2. one that *pour* (for, to) ties to the end of the cue, as in *inquiétant pour l'Ouest*
    3. in French the noun the adjective stands by, as in *sanctions dures et injustes*
    4. the nearest in the same clause within `WINDOW` tokens; of two as near, the one before the cue in French, whose
       adjectives follow their noun, the one after it in English

    A French adjective by another noun (*moyens illégaux*) is said of no mention but one that *de* ties to it.

    Parameters
    ----------
    tokens : Tokens
    cues : three int64 arrays (n,)
        Index of the cue's entry, first and last token.
    mentions : Mentions
        `variant` holds the referent here; sorted by first token.
    allowed : bool array (n_entries, n_referents)
    lexicon : Lexicon

    Returns
    -------
    int64 array (n,)
        Index into the mentions, −1 where none stands near.
    """
    parts = [
        _nearest(tokens, tuple(column[i : i + CHUNK] for column in cues), mentions, allowed, lexicon)
        for i in range(0, len(cues[0]), CHUNK)
    ]
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])


def _nearest(
    tokens: Tokens, cues: tuple[Int64, ...], mentions: Mentions, allowed: Bool, lexicon: Lexicon
) -> Int64:
    entry, first, last = cues
    pairs = near(first, last, mentions.first, mentions.last, WINDOW)
    fits = allowed[entry[pairs.left], mentions.variant[pairs.right]]
    fits &= tokens.sentence[first[pairs.left]] == tokens.sentence[mentions.first[pairs.right]]
    pairs = Pairs(pairs.left[fits], pairs.right[fits])
    between = _Between.of(tokens, pairs, (first, last), mentions, lexicon)
    governed = _are_governed(tokens, pairs, last, mentions, lexicon)
    fits = (between.mark <= BEFORE.COMMA) & (governed | ~between.is_beyond_noun)
    pairs, between, governed = Pairs(pairs.left[fits], pairs.right[fits]), between.only(fits), governed[fits]
    distance = distances(pairs, first, last, mentions.first, mentions.last)
    comma = between.mark == BEFORE.COMMA
    cost = distance + COMMA_PENALTY * comma
    for chosen, rank in ((between.is_tied, _TIED), (governed, _GOVERNED)):
        cost = np.where(chosen & ~comma, rank, cost)
    cost = np.where(distance == 0, _INSIDE, cost)
    side = between.is_before if lexicon.language == "en" else ~between.is_before
    best = choose(pairs, len(first), cost, side.astype(np.int64), distance, mentions.variant[pairs.right])
    mention = np.full(len(first), -1, dtype=np.int64)
    mention[best >= 0] = pairs.right[best[best >= 0]]
    return mention


class _Between(NamedTuple):
    """What stands between a cue and a mention, one entry a pair."""

    is_before: Bool
    mark: NDArray[np.uint8]
    is_tied: Bool
    is_beyond_noun: Bool

    def only(self, chosen: Bool) -> _Between:
        return _Between(
            self.is_before[chosen], self.mark[chosen], self.is_tied[chosen], self.is_beyond_noun[chosen]
        )

    @classmethod
    def of(
        cls, tokens: Tokens, pairs: Pairs, spans: tuple[Int64, Int64], mentions: Mentions, lexicon: Lexicon
    ) -> _Between:
        first, last = spans[0][pairs.left], spans[1][pairs.left]
        other_first, other_last = mentions.first[pairs.right], mentions.last[pairs.right]
        is_before = other_last < first
        start, stop = np.where(is_before, other_last, last), np.where(is_before, first, other_first)
        steps = start[:, None] + np.arange(1, WINDOW + 1)
        within = steps <= stop[:, None]
        steps = np.minimum(steps, len(tokens) - 1)
        mark = np.where(within, tokens.before[steps], 0).max(axis=1, initial=0).astype(np.uint8)
        if lexicon.language != "fr":
            nothing = np.zeros(len(first), dtype=bool)
            return cls(is_before, mark, nothing, nothing)
        around = [steps.ravel(), first, np.maximum(first - 1, 0), np.minimum(last + 1, len(tokens) - 1)]
        classes = class_table(tokens, tokens.type[np.concatenate(around)], lexicon)
        is_phrase = (classes[tokens.type[steps]] & _PHRASE) != 0
        is_modifier = (classes[tokens.type[first]] & _MODIFIER) != 0
        is_tied = is_before & is_modifier & (is_phrase | ~within).all(axis=1)
        is_linked = ~is_before & ((classes[tokens.type[around[3]]] & Is.OF) != 0)
        is_beyond = is_modifier & ~is_tied & ~is_linked & _stands_by_noun(tokens, classes, first)
        return cls(is_before, mark, is_tied, is_beyond)


def _stands_by_noun(tokens: Tokens, classes: Int64, first: Int64) -> Bool:
    """Tell whether the word right before is neither a function word nor a modifier: so it is the noun itself."""
    bits = classes[tokens.type[np.maximum(first - 1, 0)]]
    is_near = tokens.before[first] <= BEFORE.SPACE
    return np.asarray(is_near & ((bits & (Is.FUNCTION | Is.FINITE | Is.JUDGING | _MODIFIER)) == 0))


def _are_governed(tokens: Tokens, pairs: Pairs, last: Int64, mentions: Mentions, lexicon: Lexicon) -> Bool:
    """Tell whether a preposition that such adjectives take stands right after the cue, and leads to the mention."""
    follower = tokens.type[np.minimum(last + 1, len(tokens) - 1)]
    tied = lexicon.values(leader).among(tokens, follower)[follower] == 1
    gap = mentions.first[pairs.right] - last[pairs.left]
    return np.asarray(tied[pairs.left] & (gap > 1) & (gap <= _GOVERNED_REACH))


def leader(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function that tells the prepositions that lead from a cue to what it is said of."""
    leading = lexicon["target_prepositions"]
    return lambda surface, _lemma: int(surface.lower() in leading)
