"""Bodies: the organisation that a mention without its name means, "le syndicat", "l'ONG" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import ACRONYM, BODY, COMMON_BODY, IS_NAME, LOWER
from framing.annotate.speech.mentions import A_BODY, Before, Phrase
from framing.annotate.speech.names import ARTICLE, HANGS, is_somebody
from framing.annotate.speech.salience import FAR, HEAD, RECENT, SPEAKER, SUBJECT_OF, fade, is_subject
from framing.annotate.speech.scene import Scene, times_named
from framing.annotate.speech.text import NOBODY, word_before

# Words of a mention that describes a body: "l'institut statistique", "le syndicat contestataire".
_SHORT: Final = 3


@compiled
def is_known_body(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a phrase means a body that was named before: definite, common, and no name in it."""
    if phrase.body == NOBODY or phrase.last - phrase.first > _SHORT:
        return False
    for i in range(phrase.first + 1, phrase.last + 1):
        if scene.text.word[i] & IS_NAME and i != phrase.body:
            return False
    if not scene.text.word[phrase.body] & LOWER and phrase.last > phrase.body:
        return False  # the beginning of a name: l'Association des …
    return bool(
        (phrase.definite or phrase.points or phrase.body == phrase.first)
        and scene.text.told[phrase.body] & COMMON_BODY
    )


@compiled
def body_named(scene: Scene, before: Before, phrase: Phrase) -> tuple[int, int]:
    """Return the most salient body before a phrase: the number of a name, or of a mention; −1 for none."""
    best, heaviest = NOBODY, 0.0
    for k in range(scene.begin, scene.end):
        if scene.names.first[k] >= phrase.first:
            break
        weight = _weight(scene, k, phrase.first)
        if weight > 0 and weight >= heaviest:
            best, heaviest = k, weight
    spoken = _body_that_spoke(scene, before, phrase, heaviest)
    return (NOBODY, spoken) if spoken != NOBODY else (best, NOBODY)


@compiled
def _body_that_spoke(scene: Scene, before: Before, phrase: Phrase, least: float) -> int:
    """Return the last mention of a body with a name that spoke and weighs no less than `least`; −1 for none."""
    mentions, spoken = before.mentions, NOBODY
    for j in range(before.start, before.m):
        where = mentions.first[j]
        if mentions.what[j] != A_BODY or where == NOBODY or where >= phrase.first:
            continue
        weight = fade(scene, SPEAKER, where, phrase.first)
        if scene.text.word[mentions.holder_first[j]] & IS_NAME and weight >= least:
            spoken, least = j, weight
    return spoken


@compiled
def _weight(scene: Scene, k: int, at: int) -> float:
    names, first = scene.names, scene.names.first[k]
    if scene.text.quote[first] != NOBODY or scene.turn[at] - scene.turn[first] > FAR:
        return 0.0
    called = word_before(scene.text, first) & BODY  # la société X
    if is_somebody(names, k) and not called:
        return 0.0
    acronym = scene.text.word[first] & ACRONYM
    article = names.before[k] & ARTICLE and not names.before[k] & HANGS
    if not acronym and not called and not article and times_named(scene, k) == 1:
        return 0.0
    weight = RECENT
    if acronym or called:
        weight += HEAD
    if is_subject(scene.text, names, k):
        weight += SUBJECT_OF
    return fade(scene, weight, first, at)
