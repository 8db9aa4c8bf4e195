"""Attributes of an English head. The phrase before the noun is walked leftwards to where it closes.

1. before the noun: *harsh new trade sanctions*, *the proposed deal*; a noun or a bare participle counts only where
   the phrase closes on a determiner, for *nations impose sanctions* looks the same otherwise
2. possessors: *the town's deal*
3. participles after it: *sanctions imposed by neighbours*, *a deal limiting catches*
4. complements: *sanctions against*, *agreement on*, *relations with*
5. predicates: *the deal is fragile*, *called the deal unfair*
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE
from framing.annotate.wordclass.bits import Is
from framing.features.attributes import (
    ADJECTIVE,
    COMPLEMENT,
    PARTICIPLE,
    PREDICATE,
    Attributes,
    at,
    join,
    span,
)
from framing.features.complements import agents, complements, fixed_complements
from framing.features.judgements import follows_judging
from framing.features.predicates import copulas, stands_alone
from framing.features.windows import Windows

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

_VERBAL = Is.PARTICIPLE | Is.PRESENT_PARTICIPLE
_CONTENT_NEVER = Is.FUNCTION | Is.FINITE | Is.PLURAL
# Words before a head that belong to its phrase; longer piles are titles and lists.
_PILE = 5


def english_attributes(w: Windows) -> Attributes:
    """Return the attributes of each mention, in no particular order."""
    early, start = before_noun(w)
    late, end = after_noun(w)
    return join(
        [
            early,
            possessors(w, start),
            agents(w, late),
            complements(w, end),
            fixed_complements(w, end),
            copulas(w, start, end),
            judged_after(w, end),
        ]
    )


def before_noun(w: Windows) -> tuple[Attributes, Int64]:
    """Walk left over the words of the phrase, then decide which of them are its modifiers.

    Returns
    -------
    found : what was found
    place : int64 array (n,)
        How many tokens of the left side belong to modifiers.
    """
    length, closed = _pile(w)
    found: list[Attributes] = []
    alive = np.ones(len(w), dtype=bool)
    taken = np.zeros(len(w), dtype=np.int64)
    for k in range(_PILE):
        inside = alive & (k < length)
        sure = w.left.has(k, Is.ADJECTIVE | Is.NOUN | Is.NAME) & ~w.left.has(k, Is.FINITE)
        verbal = w.left.has(k, _VERBAL) & ~w.left.has(k, Is.ADJECTIVE)
        led = _is_led(w, k + 1) | (w.left.has(k + 1, Is.ADVERB) & _is_led(w, k + 2))
        # a number or a day says when or how many, not what kind
        skip = w.left.has(k, Is.ADVERB | Is.COORDINATOR | Is.NUMBER | Is.EMPTY)
        take = inside & ~skip & np.where(verbal, led, sure | closed)
        kind = np.where(verbal, PARTICIPLE, ADJECTIVE)
        found.append(at(w.left, take, k, kind, "before_noun"))
        taken[take] = k + 1
        alive = inside & (take | skip)
    return join(found), taken


def _is_led(w: Windows, k: int) -> Bool:
    """Tell *the proposed deal*, *the newly proposed deal*, from *nations proposed deals*, *he's proposed deals*."""
    return w.left.has(k, Is.DETERMINER | Is.ADJECTIVE) & ~w.left.has(k, Is.POSSESSIVE | Is.PRONOUN)


def _pile(w: Windows) -> tuple[Int64, Bool]:
    """Count the words before the head that may belong to it, and tell whether a determiner closes them."""
    length = np.zeros(len(w), dtype=np.int64)
    closed = np.zeros(len(w), dtype=bool)
    alive = np.ones(len(w), dtype=bool)
    for k in range(_PILE + 1):
        tied = w.left.tied(k) | ((w.left.join[:, k] == BEFORE.COMMA) & w.left.has(k, Is.ADJECTIVE) & (k > 0))
        known = w.left.classes[:, k] != 0
        closed |= alive & tied & w.left.has(k, Is.DETERMINER) & ~w.left.has(k, Is.PRONOUN)
        content = ~w.left.has(k, _CONTENT_NEVER)
        within = w.left.has(k, Is.ADVERB | Is.COORDINATOR) & ~w.left.has(k, Is.DETERMINER) & (k > 0)
        alive &= tied & known & (content | within)
        length += alive
    return length, closed


def possessors(w: Windows, start: Int64) -> Attributes:
    """Find the owner in *the town's deal*: the word before the clitic."""
    mention = np.arange(len(w))
    mention = mention[w.left.stands(mention, start, Is.POSSESSIVE)]
    k = start[mention] + 1
    named = w.left.stands(mention, k, -1) & ((w.left.bits(mention, k) & (Is.FUNCTION | Is.EMPTY)) == 0)
    mention, k = mention[named], k[named]
    token = w.left.token[mention, k]
    return span(mention, token, token, token, COMPLEMENT, "possessor")


def after_noun(w: Windows) -> tuple[Attributes, Int64]:
    """Find a participle right behind the head.

    Returns
    -------
    found : what was found
    place : int64 array (n,)
        Place on the right side at which the chain of attributes ended.
    """
    adverb = w.right.has(0, Is.ADVERB) & w.right.tied(0)
    mention, k = np.arange(len(w)), adverb.astype(np.int64)
    led = w.right.stands(mention, k + 1, Is.PREPOSITION) | w.right.stands(mention, k + 1, Is.AS)
    past = w.right.stands(mention, k, Is.PARTICIPLE) & led & ~w.right.stands(mention, k, Is.ADJECTIVE)
    past &= w.right.stands(mention, k, Is.LISTED) | w.right.stands(mention, k + 1, Is.BY)
    active = w.right.stands(mention, k, Is.PRESENT_PARTICIPLE, BEFORE.SPACE)
    parts = []
    for chosen, rule in ((past, "participle"), (active, "present_participle")):
        token = w.right.token[chosen, k[chosen]]
        parts.append(span(mention[chosen], token, token, token, PARTICIPLE, rule))
    return join(parts), np.where(past | active, k + 1, 0)


def judged_after(w: Windows, end: Int64) -> Attributes:
    """Find what is said in *called the deal unfair*, *described the sanctions as illegal*."""
    mention = np.flatnonzero(follows_judging(w, w.left.width // 2))
    k: Int64 = end[mention]
    k = k + w.right.stands(mention, k, Is.AS)
    k = k + w.right.stands(mention, k, Is.ADVERB)
    said = w.right.stands(mention, k, Is.ADJECTIVE) & ((w.right.bits(mention, k) & Is.FUNCTION) == 0)
    mention, k = mention[said], k[said]
    alone = stands_alone(w, mention, k)
    mention, k = mention[alone], k[alone]
    token = w.right.token[mention, k]
    return span(mention, token, token, token, PREDICATE, "judged")
