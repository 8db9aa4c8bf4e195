"""Judgements: predicates that a verb of judging ties to a head.

*qualifie d'illégales les sanctions*, *sanctions jugées illégales*, *juge cet accord injuste*, *que la ville juge dures*;
English *called the deal unfair*.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE
from framing.annotate.wordclass.bits import Is
from framing.features.attributes import PREDICATE, Attributes, at, join, keep, span
from framing.features.windows import Windows

Bool = NDArray[np.bool_]
Int64 = NDArray[np.int64]

_ATTRIBUTE = Is.ADJECTIVE | Is.PARTICIPLE
_NEVER = Is.DETERMINER | Is.PREPOSITION | Is.SUBORDINATOR | Is.PRONOUN | Is.COPULA | Is.AUXILIARY


def _place(w: Windows, attributes: Attributes) -> Int64:
    """Place of an attribute's token on the right side."""
    return attributes.core - w.last[attributes.mention] - 1


def without_judging(w: Windows, late: Attributes) -> Attributes:
    """Leave out *jugées* where *illégales* follows and is what is said."""
    return keep(late, ~_judges(w, late))


def _judges(w: Windows, late: Attributes) -> Bool:
    k = _place(w, late)
    judged = (w.right.bits(late.mention, k) & Is.JUDGED) != 0
    return np.asarray(judged & (_said(w, late.mention, k + 1) >= 0))


def _said(w: Windows, mention: Int64, k: Int64) -> Int64:
    """Place of the adjective that follows at k, over *de*, *comme* and adverbs; −1 if there is none."""
    place = np.full(len(mention), -1, dtype=np.int64)
    alive = np.ones(len(mention), dtype=bool)
    for step in range(3):
        bits = w.right.bits(mention, k + step)
        fits = w.right.stands(mention, k + step, _ATTRIBUTE) & ((bits & w.forms[mention]) != 0)
        fits &= (bits & _NEVER) == 0
        place = np.where(alive & fits & (place < 0), k + step, place)
        alive &= w.right.stands(mention, k + step, Is.OF | Is.AS | Is.ADVERB)
    return place


def judged_participles(w: Windows, late: Attributes) -> Attributes:
    """*sanctions jugées illégales*: what is said is *illégales*."""
    chosen = np.flatnonzero(_judges(w, late))
    mention = late.mention[chosen]
    return _predicates(w, mention, _said(w, mention, _place(w, late)[chosen] + 1))


def judged_objects(w: Windows) -> Attributes:
    """*qualifie d'illégales les sanctions*, *juge injuste et dur cet accord*."""
    left = w.left

    def fits(k: int) -> Bool:
        return left.tied(k) & left.has(k, _ATTRIBUTE) & w.agrees(left, k) & ~left.has(k, _NEVER)

    def judging(k: int) -> Bool:
        direct = left.tied(k) & left.has(k, Is.JUDGING)
        over = left.tied(k) & left.has(k, Is.OF | Is.AS) & left.tied(k + 1) & left.has(k + 1, Is.JUDGING)
        return direct | over

    noun = left.tied(0) & left.has(0, Is.DETERMINER) & fits(1)
    pair = noun & left.tied(2) & left.has(2, Is.COORDINATOR) & fits(3) & judging(4)
    return join(
        [
            at(left, (noun & judging(2)) | pair, 1, PREDICATE, "judged"),
            at(left, pair, 3, PREDICATE, "judged"),
        ]
    )


def follows_judging(w: Windows, reach: int) -> Bool:
    """Tell at which mentions a verb of judging stands before, in the same clause, at most `reach` tokens away."""
    before = np.zeros(len(w), dtype=bool)
    alive = np.ones(len(w), dtype=bool)
    for k in range(reach):
        alive &= w.left.tied(k)
        before |= alive & w.left.has(k, Is.JUDGING)
    return before


def judged_after(w: Windows, end: Int64) -> Attributes:
    """*qualifie les sanctions d'illégales*, *considère l'accord comme caduc*."""
    mention = np.flatnonzero(follows_judging(w, w.left.width))
    mention = mention[w.right.stands(mention, end[mention], Is.OF | Is.AS)]
    return _predicates(w, mention, _said(w, mention, end[mention]))


def judged_relatives(w: Windows, end: Int64) -> Attributes:
    """*les sanctions que la ville juge illégales*."""
    mention = np.arange(len(w))
    mention = mention[w.right.stands(mention, end, Is.RELATIVE, BEFORE.COMMA)]
    verb = np.full(len(mention), -1, dtype=np.int64)
    # "que le maire de la ville juge": six tokens hold most subjects
    for step in range(1, 7):
        place = end[mention] + step
        verb = np.where(w.right.stands(mention, place, Is.JUDGING) & (verb < 0), place, verb)
    mention, verb = mention[verb >= 0], verb[verb >= 0]
    return _predicates(w, mention, _said(w, mention, verb + 1))


def _predicates(w: Windows, mention: Int64, place: Int64) -> Attributes:
    mention, place = mention[place >= 0], place[place >= 0]
    token = w.right.token[mention, place]
    return span(mention, token, token, token, PREDICATE, "judged")
