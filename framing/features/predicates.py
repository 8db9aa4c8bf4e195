"""Predicates of a head: *l'accord est fragile*, *sanctions were lifted*. The same walk in both languages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE
from framing.annotate.wordclass.bits import Is
from framing.features.attributes import PREDICATE, Attributes, join, span
from framing.features.windows import Windows

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

_ATTRIBUTE = Is.ADJECTIVE | Is.PARTICIPLE
# What ends the way from a subject to its verb: another verb, another clause, another subject.
_WALLS = Is.SUBORDINATOR | Is.FINITE | Is.PRONOUN | Is.JUDGING
_NO_PREDICATE = Is.DETERMINER | Is.PREPOSITION | Is.SUBORDINATOR | Is.PRONOUN | Is.COPULA | Is.AUXILIARY
# "n'est donc pas encore tout à fait mort": adverbs between the copula and what it says
_ADVERBS = 3


def copulas(w: Windows, start: Int64, end: Int64) -> Attributes:
    """Find adjectives and participles that a copula ties to the head as its subject.

    Parameters
    ----------
    w : Windows
    start, end : int64 arrays (n,)
        Places on the left and the right side at which the noun phrase proper ends.
    """
    verb = _verbs(w, end)
    mention = np.flatnonzero((verb >= 0) & ~_is_inside_another_phrase(w, start))
    place = _first_attribute(w, mention, verb[mention] + 1)
    mention, place = mention[place >= 0], place[place >= 0]
    verbal = (w.right.bits(mention, place) & Is.ADJECTIVE) == 0
    token = w.right.token[mention, place]
    parts = [
        span(mention[chosen], token[chosen], token[chosen], token[chosen], PREDICATE, rule)
        for chosen, rule in ((~verbal, "copula"), (verbal, "copula_participle"))
    ]
    return join(parts)


def _verbs(w: Windows, end: Int64) -> Int64:
    """Return the place of the copula or perfect (*ont été*) of each head, −1 if there is none."""
    verb = np.full(len(w), -1, dtype=np.int64)
    alive = np.ones(len(w), dtype=bool)
    copula = np.where(w.plural, Is.COPULA_PLURAL, Is.COPULA_SINGULAR)
    auxiliary = np.where(w.plural, Is.AUXILIARY_PLURAL, Is.AUXILIARY_SINGULAR)
    for k in range(w.right.width - 1):
        bits = w.right.classes[:, k]
        alive &= w.right.join[:, k] <= BEFORE.MARK
        is_copula = alive & ((bits & copula) != 0)
        is_perfect = alive & ~is_copula & ((bits & auxiliary) != 0) & _been_follows(w, k)
        found = (is_copula | is_perfect) & (verb < 0)
        verb[found] = k
        relative = ((bits & Is.SUBJECT_RELATIVE) != 0) & (end == k)
        alive &= ~found & (((bits & (_WALLS | Is.COPULA | Is.AUXILIARY)) == 0) | relative)
    return verb


def _been_follows(w: Windows, k: int) -> Bool:
    """*ont été*, *n'ont pas encore été*, *have been*."""
    been = np.zeros(len(w), dtype=bool)
    alive = np.ones(len(w), dtype=bool)
    for step in range(k + 1, min(k + 2 + _ADVERBS, w.right.width)):
        been |= alive & w.right.has(step, Is.BEEN)
        alive &= w.right.has(step, Is.ADVERB)
    return been


def _is_inside_another_phrase(w: Windows, start: Int64) -> Bool:
    """Tell whether a preposition leads to the head: in *la fin des relations est …* the subject is *la fin*."""
    mention = np.arange(len(w))
    determiner = w.left.stands(mention, start, Is.DETERMINER)
    before = start + determiner
    led = w.left.stands(mention, before, Is.PREPOSITION)
    contracted = w.left.stands(mention, start, Is.CONTRACTED)
    # "Des accords sont …": at the head of a clause des is an article
    opens = ~w.left.stands(mention, start + 1, -1)
    plain = w.left.stands(mention, start, Is.PREPOSITION) & ~determiner
    # "une demande de manifestation", but "de nouvelles sanctions"
    plain |= w.left.stands(mention, start, Is.OF) & (start == 0)
    return led | (contracted & ~opens) | plain


def _first_attribute(w: Windows, mention: Int64, k: Int64) -> Int64:
    """Place of the adjective or participle after the copula, over *été* and adverbs; −1 if there is none."""
    place = np.full(len(mention), -1, dtype=np.int64)
    alive = np.ones(len(mention), dtype=bool)
    for step in range(_ADVERBS + 2):
        bits = w.right.bits(mention, k + step)
        fits = w.right.stands(mention, k + step, _ATTRIBUTE) & ((bits & w.forms[mention]) != 0)
        fits &= (bits & (_NO_PREDICATE | Is.BEEN)) == 0
        place = np.where(alive & fits & (place < 0), k + step, place)
        alive &= w.right.stands(mention, k + step, Is.ADVERB | Is.BEEN)
    return np.where(stands_alone(w, mention, place), place, -1)


def stands_alone(w: Windows, mention: Int64, k: Int64) -> Bool:
    """Tell whether an adjective is not the first word of a noun phrase: English *it is a big town* ends on a noun."""
    if w.lexicon.language != "en":
        return np.ones(len(mention), dtype=bool)
    bits = w.right.bits(mention, k + 1)
    apart = ~w.right.stands(mention, k + 1, -1, BEFORE.MARK)
    return np.asarray(apart | ((bits & (Is.FUNCTION | Is.PARTICIPLE)) != 0))
