"""Pronouns: whom "il" or "she" means, the most salient one before it who fits (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.appositions import is_office
from framing.annotate.speech.bits import (
    ANONYMOUS,
    CLITIC,
    CONJUGATED,
    FEMININE,
    GOVERNORS,
    HER,
    HIS,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_DETERMINER,
    LOWER,
    MANY,
    PLURAL,
    THIRD,
)
from framing.annotate.speech.mentions import A_BODY, Mentions
from framing.annotate.speech.names import FEMALE, MALE, gender_of
from framing.annotate.speech.noun_phrases import opens_phrase, phrase_end
from framing.annotate.speech.salience import FAR, HEAD, RECENT, SPOKE, SUBJECT_OF, weigh_names
from framing.annotate.speech.scene import Scene
from framing.annotate.speech.text import MARK, NO_SPAN, NOBODY, Text, tied, word_before

# A body is rather no "il".
BODY_AS_PRONOUN: Final = 0.7
# A plural pronoun means a subject in so many sentences before it.
_PLURAL_AT: Final = 2


@compiled
def antecedent(scene: Scene, mentions: Mentions, start: int, m: int) -> tuple[int, int, float]:
    """Return whom a pronoun means: the number of a name, or of a mention of somebody without one, −1 for none; and its weight.

    Parameters
    ----------
    scene : Scene
    mentions : Mentions
    start, m : int
        The first mention of the document, and that of the pronoun.
    """
    at = mentions.first[m]
    plural = scene.text.word[at] & PLURAL > 0
    allowed = FEMALE if scene.text.word[at] & FEMININE else MALE
    if plural:
        scene.weight[scene.begin : scene.end] = 0.0
    else:
        weigh_names(scene, at, allowed)
    spoken, heaviest = weigh_speakers(scene, mentions, start, m, at, plural, allowed)
    best = NOBODY
    for k in range(scene.begin, scene.end):
        if scene.weight[k] > heaviest:
            heaviest, best = scene.weight[k], k
    return best, spoken if best == NOBODY else NOBODY, heaviest


@compiled
def weigh_speakers(
    scene: Scene, mentions: Mentions, start: int, m: int, at: int, plural: bool, allowed: int
) -> tuple[int, float]:
    """Add to the weight of persons who spoke; return the last mention of anybody else who did and fits, and its weight."""
    spoken, heaviest = NOBODY, 0.0
    for j in range(start, m):
        where = mentions.first[j]
        if where == NOBODY or where >= at or scene.turn[at] - scene.turn[where] > FAR:
            continue
        if mentions.holder_first[j] == NOBODY or (
            scene.text.word[at] & THIRD and not _fits(scene.text, mentions, j, at)
        ):
            continue
        weight = (RECENT + SUBJECT_OF + HEAD + SPOKE) * 0.5 ** (scene.turn[at] - scene.turn[where])
        k = mentions.name[j]
        if k != NOBODY and not plural:
            gender = scene.names.gender[k]
            if not (gender and allowed) or gender & allowed:
                scene.weight[k] = max(scene.weight[k], weight)
        elif weight * (BODY_AS_PRONOUN if mentions.what[j] == A_BODY and not plural else 1.0) >= heaviest:
            heaviest, spoken = (
                weight * (BODY_AS_PRONOUN if mentions.what[j] == A_BODY and not plural else 1.0),
                j,
            )
    return spoken, heaviest


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


@compiled
def plural_subject(scene: Scene, at: int) -> tuple[int, int]:
    """Return the last plural noun phrase before a token that opens a sentence or stands before a verb; −1 and −1 for none."""
    text = scene.text
    for i in range(at - 1, -1, -1):
        if text.document[i] != text.document[at] or scene.turn[at] - scene.turn[i] > _PLURAL_AT:
            break
        if text.quote[i] != NOBODY or not text.word[i] & MANY or not opens_phrase(text.word[i]):
            continue
        if word_before(text, i) & GOVERNORS:
            continue
        last = phrase_end(text, i)
        opens = i == 0 or text.sentence[i - 1] != text.sentence[i]
        acts = last + 1 < at and text.word[last + 1] & (CONJUGATED | CLITIC) and text.before[last + 1] <= MARK
        if (last > i or text.word[i] & ANONYMOUS) and (opens or acts):
            return i, last
    return NO_SPAN


@compiled
def role_subject(scene: Scene, at: int, allowed: int, least: float) -> tuple[int, int]:
    """Return the last office before a token that opens a sentence or stands before a verb and weighs more than `least`: "le président"."""
    text = scene.text
    for i in range(at - 2, -1, -1):
        weight = (RECENT + HEAD + SUBJECT_OF) * 0.5 ** (scene.turn[at] - scene.turn[i])
        if text.document[i] != text.document[at] or weight <= least:
            break
        if text.quote[i] != NOBODY or not text.word[i] & IS_DETERMINER or text.word[i] & (MANY | IS_CONTRACTED):
            continue
        gender = gender_of(text.word[i])
        if (
            not is_office(text.word[i + 1])
            or word_before(text, i) & GOVERNORS
            or (gender and not gender & allowed)
        ):
            continue
        last = phrase_end(text, i)
        opens = i == 0 or text.sentence[i - 1] != text.sentence[i]
        acts = last + 1 < at and text.word[last + 1] & (CONJUGATED | CLITIC) and text.before[last + 1] <= MARK
        inverted = tied(text, i) and text.verb[i - 1] > 0
        if last < at and (opens or acts or inverted):
            return i, last
    return NO_SPAN
