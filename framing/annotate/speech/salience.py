"""Salience: whom a pronoun or a description most likely means, of all who were named before it (kernels).

Weights and halving by sentence follow Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution", *Computational
Linguistics* 20(4), table 1): sentence recency 100, subject 80, head noun 80. Quoted words name no candidate and do not lengthen the
way back.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ACCORDING,
    CLITIC,
    CONJUGATED,
    FEMININE,
    FOR_WHOM,
    HER,
    HIS,
    IS_COORDINATOR,
    LOWER,
    MANY,
    PLURAL,
)
from framing.annotate.speech.mentions import A_BODY, Before, Mentions
from framing.annotate.speech.names import ARTICLE, HANGS, Names, agree, is_somebody
from framing.annotate.speech.scene import Scene
from framing.annotate.speech.text import NOBODY, Text, is_aside, tied, word_before

RECENT: Final = 100.0
SUBJECT_OF: Final = 80.0
HEAD: Final = 80.0
# Who spoke last goes on speaking; on the articles the rules were made on, 40 for it gives the same and 120 less.
SPEAKER: Final = RECENT + SUBJECT_OF + HEAD + 80.0
# What a sentence leaves of a weight; .35 and .65 are no better.
_HALF: Final = 0.5
# Names that only look like a person's: two words, no known given name, no title, no office; .3 and .7 give nearly the same.
DOUBTFUL: Final = 0.5
# A body is rather no "il"; .5 and 1 are a little worse.
BODY_AS_PRONOUN: Final = 0.7
# Beyond so many sentences nothing of a weight is left.
FAR: Final = 12
# … and who said what is further away than this was not mentioned within them.
_FAR_FROM_SPEECH: Final = 2 * FAR
# So many stretches of speech back nobody is meant any more, however short they are.
_MOST_SPEECHES: Final = 200
# Longest aside between a subject and its verb, in tokens: "X, ancien maire de la ville, a dit".
_ASIDE: Final = 25
_ACTS: Final = CONJUGATED | CLITIC


@compiled
def fade(scene: Scene, weight: float, i: int, at: int) -> float:
    """Return what is left at a token of the weight that somebody had at an earlier one."""
    left: float = weight * _HALF ** (scene.turn[at] - scene.turn[i])
    return left


@compiled
def weigh_names(scene: Scene, at: int, allowed: int) -> None:
    """Fill in the weight of each person named before a token, at the place of the full name.

    Parameters
    ----------
    scene : Scene
    at : int
        The token.
    allowed : int
        Bits of the genders that may be meant, 0 for any.
    """
    scene.weight[scene.begin : scene.end] = 0.0
    k = scene.begin + int(np.searchsorted(scene.names.first[scene.begin : scene.end], at)) - 1
    while k >= scene.begin and scene.turn[at] - scene.turn[scene.names.first[k]] <= FAR:
        first, full = scene.names.first[k], scene.names.full[k]
        if scene.text.quote[first] == NOBODY and may_be(scene, full, allowed):
            scene.weight[full] = max(scene.weight[full], fade(scene, _weight(scene, k), first, at))
        k -= 1


@compiled
def may_be(scene: Scene, k: int, allowed: int) -> bool:
    """Say whether a name can be a person's of one of the genders allowed."""
    return is_somebody(scene.names, k) and agree(scene.names.gender[k], allowed)


@compiled
def _weight(scene: Scene, k: int) -> float:
    names, full = scene.names, scene.names.full[k]
    weight = RECENT
    according = word_before(scene.text, names.first[k]) & (ACCORDING | FOR_WHOM)
    if according or not names.before[k] & (ARTICLE | HANGS):
        weight += HEAD
        if according or is_subject(scene.text, names, k):
            weight += SUBJECT_OF
    sure = names.gender[full] or names.office[full] != NOBODY
    return weight if sure else weight * DOUBTFUL


@compiled
def is_subject(text: Text, names: Names, k: int) -> bool:
    """Say whether a name opens its sentence, or a verb stands before it, behind it or behind its aside."""
    first, behind = names.first[k], names.last[k] + 1
    if first == 0 or text.sentence[first - 1] != text.sentence[first]:
        return True
    if tied(text, first) and text.verb[first - 1] > 0:
        return True
    if behind >= len(text.word) or text.sentence[behind] != text.sentence[first]:
        return False
    if tied(text, behind):
        return bool(text.word[behind] & _ACTS)
    return is_aside(text.before[behind]) and _acts_behind_aside(text, behind)


@compiled
def _acts_behind_aside(text: Text, begin: int) -> bool:
    i = begin + 1
    while i < len(text.word) and i - begin < _ASIDE and text.sentence[i] == text.sentence[begin]:
        if is_aside(text.before[i]):
            return bool(text.word[i] & _ACTS)
        i += 1
    return False


@compiled
def most_salient(scene: Scene, before: Before, at: int, pronoun: int, allowed: int) -> tuple[int, int, float]:
    """Return who was most present before a token: the number of a name, or of a mention of somebody without one; and the weight.

    Parameters
    ----------
    scene : Scene
        Its weights are filled in.
    before : Before
    at : int
        The token.
    pronoun : int
        The token of a pronoun that number and gender must fit, −1 for none.
    allowed : int
        Bits of the genders that may be meant, 0 for any.
    """
    plural = pronoun != NOBODY and scene.text.word[pronoun] & PLURAL > 0
    if plural:
        scene.weight[scene.begin : scene.end] = 0.0
    else:
        weigh_names(scene, at, allowed)
    spoken, heaviest = _weigh_speakers(scene, before, at, pronoun, allowed)
    best = NOBODY
    for k in range(scene.begin, scene.end):
        if scene.weight[k] > heaviest:
            heaviest, best = scene.weight[k], k
    return best, spoken if best == NOBODY else NOBODY, heaviest


@compiled
def _weigh_speakers(scene: Scene, before: Before, at: int, pronoun: int, allowed: int) -> tuple[int, float]:
    """Add to the weight of persons who spoke; return the last mention of anybody else who did and fits, and its weight."""
    mentions, spoken, heaviest = before.mentions, NOBODY, 0.0
    plural = pronoun != NOBODY and scene.text.word[pronoun] & PLURAL > 0
    for j in range(before.m - 1, max(before.start, before.m - _MOST_SPEECHES) - 1, -1):
        if scene.turn[at] - scene.turn[mentions.until[j]] > _FAR_FROM_SPEECH:
            break
        if not _may_go_on(scene, mentions, j, at, pronoun):
            continue
        weight = fade(scene, SPEAKER, mentions.first[j], at)
        k = mentions.name[j]
        if k != NOBODY and not plural:
            if agree(scene.names.gender[k], allowed):
                scene.weight[k] = max(scene.weight[k], weight)
            continue
        weight *= BODY_AS_PRONOUN if mentions.what[j] == A_BODY and not plural else 1.0
        if weight > heaviest:
            heaviest, spoken = weight, j
    return spoken, heaviest


@compiled
def _may_go_on(scene: Scene, mentions: Mentions, j: int, at: int, pronoun: int) -> bool:
    """Say whether who spoke in an earlier mention is known, not far, and fits a pronoun."""
    where = mentions.first[j]
    if where == NOBODY or where >= at or scene.turn[at] - scene.turn[where] > FAR:
        return False
    return mentions.holder_first[j] != NOBODY and (
        pronoun == NOBODY or _fits(scene.text, mentions, j, pronoun)
    )


@compiled
def _fits(text: Text, mentions: Mentions, spoke: int, pronoun: int) -> bool:
    """Say whether number and gender of a pronoun allow the one who spoke; a name tells neither."""
    first, last = mentions.holder_first[spoke], mentions.holder_last[spoke]
    plural = bool((text.word[first] | text.word[min(first + 1, last)]) & MANY)
    for i in range(first, last + 1):
        plural = plural or bool(text.word[i] & IS_COORDINATOR and text.word[i] & LOWER)
    if plural != bool(text.word[pronoun] & PLURAL):
        return False
    return not text.word[first] & (HIS if text.word[pronoun] & FEMININE else HER)
