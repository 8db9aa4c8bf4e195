"""Subjects before a pronoun that are no names: "les riverains" for "ils", "le président" for "il" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.appositions import is_office
from framing.annotate.speech.bits import (
    ANONYMOUS,
    CLITIC,
    CONJUGATED,
    GOVERNORS,
    IS_CONTRACTED,
    IS_DETERMINER,
    MANY,
)
from framing.annotate.speech.names import agree, gender_of
from framing.annotate.speech.noun_phrases import opens_phrase, phrase_end
from framing.annotate.speech.salience import HEAD, RECENT, SUBJECT_OF, fade
from framing.annotate.speech.scene import Scene
from framing.annotate.speech.text import MARK, NO_SPAN, NOBODY, tied, word_before

# A plural pronoun means a subject in so many sentences before it.
_PLURAL_AT: Final = 2
# Nobody goes back so many tokens; it bounds the time a text of nothing but quotations takes.
_REACH: Final = 2000
_SUBJECT: Final = RECENT + HEAD + SUBJECT_OF


@compiled
def plural_subject(scene: Scene, at: int) -> tuple[int, int]:
    """Return the last plural noun phrase before a token that is a subject; −1 and −1 for none."""
    text = scene.text
    for i in range(at - 1, max(at - _REACH, 0) - 1, -1):
        if text.document[i] != text.document[at] or scene.turn[at] - scene.turn[i] > _PLURAL_AT:
            break
        if not text.word[i] & MANY or not opens_phrase(text.word[i]) or not _is_free(scene, i):
            continue
        last = phrase_end(text, i)
        if (last > i or text.word[i] & ANONYMOUS) and _is_subject(scene, i, last, at):
            return i, last
    return NO_SPAN


@compiled
def role_subject(scene: Scene, at: int, allowed: int, least: float) -> tuple[int, int]:
    """Return the last office before a token that is a subject and weighs more than `least`: "le président"; −1 and −1 for none.

    Parameters
    ----------
    scene : Scene
    at : int
        The token.
    allowed : int
        Bits of the genders that may be meant.
    least : float
    """
    text = scene.text
    for i in range(at - 2, max(at - _REACH, 0) - 1, -1):
        if text.document[i] != text.document[at] or fade(scene, _SUBJECT, i, at) <= least:
            break
        if not _opens_office(scene, i, allowed):
            continue
        last = phrase_end(text, i)
        inverted = tied(text, i) and text.verb[i - 1] > 0
        if last < at and (inverted or _is_subject(scene, i, last, at)):
            return i, last
    return NO_SPAN


@compiled
def _opens_office(scene: Scene, i: int, allowed: int) -> bool:
    """Say whether an article and an office of one of the genders allowed stand at a token."""
    word = scene.text.word[i]
    if not word & IS_DETERMINER or word & (MANY | IS_CONTRACTED) or not agree(gender_of(word), allowed):
        return False
    return is_office(scene.text.word[i + 1]) and _is_free(scene, i)


@compiled
def _is_free(scene: Scene, i: int) -> bool:
    """Say whether a token stands outside quotations and hangs on nothing."""
    return bool(scene.text.quote[i] == NOBODY and not word_before(scene.text, i) & GOVERNORS)


@compiled
def _is_subject(scene: Scene, first: int, last: int, at: int) -> bool:
    """Say whether a phrase opens its sentence or stands right before a verb."""
    text = scene.text
    if first == 0 or text.sentence[first - 1] != text.sentence[first]:
        return True
    return bool(
        last + 1 < at and text.word[last + 1] & (CONJUGATED | CLITIC) and text.before[last + 1] <= MARK
    )
