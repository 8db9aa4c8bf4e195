"""Attributes of a French head: what a reader of the noun phrase and its clause would underline.

A path is walked token by token, for all mentions at once; a path ends where the phrase ends. Rules, in order:

1. before the noun: *de très lourdes sanctions*, *un éventuel accord*
2. after it: *sanctions illégales et unilatérales*, *accord signé*, *sanctions, jugées excessives*
3. agents of participles: *imposées par les pays voisins*
4. complements: *accord de pêche*, *relations entre l'île et le port*, *sans précédent*, *relations Nord-Sud*
5. predicates: *l'accord est fragile*, *ont été levées*
6. judgements: *qualifie d'illégales les sanctions*, *sanctions dites illégales*, *qu'il juge illégales*
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE
from framing.annotate.wordclass.bits import Is
from framing.features.attributes import (
    ADJECTIVE,
    PARTICIPLE,
    Attributes,
    at,
    join,
)
from framing.features.complements import agents, complements, fixed_complements, names
from framing.features.judgements import (
    judged_after,
    judged_objects,
    judged_participles,
    judged_relatives,
    without_judging,
)
from framing.features.predicates import copulas
from framing.features.windows import Windows

Bool = NDArray[np.bool_]
Int64 = NDArray[np.int64]

_ATTRIBUTE = Is.ADJECTIVE | Is.PARTICIPLE
_NEVER = Is.DETERMINER | Is.PREPOSITION | Is.SUBORDINATOR | Is.PRONOUN | Is.COPULA | Is.AUXILIARY


def french_attributes(w: Windows) -> Attributes:
    """Return the attributes of each mention, in no particular order."""
    early, start = before_noun(w)
    late, end = after_noun(w)
    judged = judged_participles(w, late)
    return join(
        [
            early,
            agents(w, without_judging(w, late)),
            complements(w, end),
            fixed_complements(w, end),
            names(w),
            copulas(w, start, end),
            judged,
            judged_objects(w),
            judged_after(w, end),
            judged_relatives(w, end),
        ]
    )


def before_noun(w: Windows) -> tuple[Attributes, Int64]:
    """Walk left over adjectives that stand before their noun.

    Returns
    -------
    found : what was found
    place : int64 array (n,)
        How many tokens of the left side belong to adjectives.
    """
    found: list[Attributes] = []
    alive = np.ones(len(w), dtype=bool)
    seen = np.zeros(len(w), dtype=bool)
    taken = np.zeros(len(w), dtype=np.int64)
    for k in range(w.left.width - 1):
        open_ = alive & w.left.tied(k) & ~w.left.has(k, _NEVER)
        fits = open_ & w.left.has(k, Is.ADJECTIVE) & w.agrees(w.left, k)
        # an adjective that usually follows its noun needs the determiner right before it
        closed = w.left.has(k + 1, Is.DETERMINER) & (w.left.join[:, k + 1] <= BEFORE.SPACE)
        take = fits & (w.left.has(k, Is.EARLY) | closed)
        between = open_ & ~take & seen & w.left.has(k, Is.ADVERB | Is.COORDINATOR)
        found.append(at(w.left, take, k, ADJECTIVE, "before_noun"))
        taken[take] = k + 1
        seen |= take
        alive = take | between
        if not alive.any():
            break
    return join(found), taken


def after_noun(w: Windows) -> tuple[Attributes, Int64]:
    """Walk right over adjectives and participles that agree with the noun.

    Returns
    -------
    found : what was found
    place : int64 array (n,)
        Place on the right side at which the chain of attributes ended.
    """
    found: list[Attributes] = []
    alive = np.ones(len(w), dtype=bool)
    seen, linked = np.zeros(len(w), dtype=bool), np.zeros(len(w), dtype=bool)
    end = np.zeros(len(w), dtype=np.int64)
    for k in range(w.right.width):
        open_ = alive & ~w.right.has(k, _NEVER)
        tied, comma = w.right.tied(k), w.right.join[:, k] == BEFORE.COMMA
        fits = w.right.has(k, _ATTRIBUTE) & w.agrees(w.right, k)
        active = w.right.has(k, Is.PRESENT_PARTICIPLE) & tied & (~fits | _has_object(w, k))
        fits &= ~active
        active &= ~linked  # "en s'ouvrant et recrutant": the other half of a gerund
        apposed = open_ & fits & comma & (seen | w.right.has(k, Is.PARTICIPLE))
        plain = open_ & fits & tied
        take = plain | apposed | (open_ & active)
        found += _taken(w, k, plain, apposed, open_ & active)
        between = alive & ~take & tied & (w.right.has(k, Is.ADVERB) | (seen & w.right.has(k, Is.COORDINATOR)))
        end[take] = k + 1
        seen |= take
        linked = between & w.right.has(k, Is.COORDINATOR)
        alive = take | between
        if not alive.any():
            break
    return join(found), end


def _has_object(w: Windows, k: int) -> Bool:
    """*accord liant l'île*: a present participle with an object is no adjective."""
    if k + 1 >= w.right.width:
        return np.zeros(len(w), dtype=bool)
    follows = w.right.has(k + 1, Is.DETERMINER | Is.NAME | Is.RELATIVE) & ~w.right.has(k + 1, Is.PREPOSITION)
    return follows & (w.right.join[:, k + 1] <= BEFORE.SPACE)


def _taken(w: Windows, k: int, plain: Bool, apposed: Bool, active: Bool) -> list[Attributes]:
    verbal = w.right.has(k, Is.PARTICIPLE) & ~w.right.has(k, Is.ADJECTIVE)
    kind = np.where(verbal, PARTICIPLE, ADJECTIVE)
    return [
        at(w.right, plain & verbal, k, PARTICIPLE, "participle"),
        at(w.right, plain & ~verbal, k, ADJECTIVE, "after_noun"),
        at(w.right, apposed, k, kind, "apposed"),
        at(w.right, active, k, PARTICIPLE, "present_participle"),
    ]
