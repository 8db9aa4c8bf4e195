"""What a cue is said of: the nearest mention of a referent its category may be said of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.features.lexicon import Lexicon
from framing.features.naming import Mentions
from framing.features.spans import Pairs, choose, distances, near

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# Tokens between a cue and its target, at most. On the five articles every target of a legitimacy cue stands within
# three tokens; six leaves room for an adjective and a complement, and farther mentions are mostly other matters.
WINDOW = 6
# A mark between puts the mention into another clause: it must be that much nearer to win.
MARK_PENALTY = 3
# "inquiétant pour l'Ouest": over the preposition and two more words.
_GOVERNED_REACH = 4


def nearest_targets(
    tokens: Tokens,
    cues: tuple[Int64, Int64, Int64],
    mentions: Mentions,
    allowed: Bool,
    lexicon: Lexicon,
) -> Int64:
    """Return for each cue the referent it is said of.

    A mention inside the match comes first; then one that *pour* (for, to) ties to the end of the cue, as in
    *inquiétant pour l'Ouest*; then the nearest in the same sentence within `WINDOW` tokens. Of two as near, the one
    before the cue in French, whose adjectives follow their noun, the one after it in English.

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
        Index of the referent, −1 where none stands near.
    """
    entry, first, last = cues
    pairs = near(first, last, mentions.first, mentions.last, WINDOW)
    fits = allowed[entry[pairs.left], mentions.variant[pairs.right]]
    fits &= tokens.sentence[first[pairs.left]] == tokens.sentence[mentions.first[pairs.right]]
    pairs = Pairs(pairs.left[fits], pairs.right[fits])
    distance = distances(pairs, first, last, mentions.first, mentions.last)
    marked = _marks_between(tokens, pairs, first, last, mentions)
    governed = _are_governed(tokens, pairs, last, mentions, lexicon) & ~marked
    is_before = mentions.last[pairs.right] < first[pairs.left]
    cost = np.where(distance == 0, -2, np.where(governed, -1, distance + MARK_PENALTY * marked))
    side = np.where(is_before, 0, 1) if lexicon.language == "fr" else np.where(is_before, 1, 0)
    best = choose(pairs, len(first), cost, side, distance, mentions.variant[pairs.right])
    referent = np.full(len(first), -1, dtype=np.int64)
    referent[best >= 0] = mentions.variant[pairs.right[best[best >= 0]]]
    return referent


def _marks_between(tokens: Tokens, pairs: Pairs, first: Int64, last: Int64, mentions: Mentions) -> Bool:
    """Tell whether a comma or a stronger mark stands between cue and mention."""
    is_before = mentions.last[pairs.right] < first[pairs.left]
    start = np.where(is_before, mentions.last[pairs.right], last[pairs.left])
    stop = np.where(is_before, first[pairs.left], mentions.first[pairs.right])
    marked = np.zeros(len(start), dtype=bool)
    for step in range(1, WINDOW + 1):
        at = np.minimum(start + step, len(tokens) - 1)
        marked |= (start + step <= stop) & (tokens.before[at] >= BEFORE.COMMA)
    return marked


def _are_governed(tokens: Tokens, pairs: Pairs, last: Int64, mentions: Mentions, lexicon: Lexicon) -> Bool:
    """Tell whether a preposition that such adjectives take stands right after the cue, and leads to the mention."""
    follower = np.minimum(last + 1, len(tokens) - 1)
    wanted = np.zeros(len(tokens.surface), dtype=bool)
    wanted[tokens.type[follower]] = True
    leads = np.zeros(len(wanted), dtype=bool)
    for i in np.flatnonzero(wanted).tolist():
        leads[i] = tokens.surface[i].lower() in lexicon["target_prepositions"]
    tied = leads[tokens.type[follower]]
    gap = mentions.first[pairs.right] - last[pairs.left]
    return np.asarray(tied[pairs.left] & (gap > 1) & (gap <= _GOVERNED_REACH))
