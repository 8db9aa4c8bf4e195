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
from framing.annotate.speech.names import gender_of
from framing.annotate.speech.noun_phrases import opens_phrase, phrase_end
from framing.annotate.speech.salience import HEAD, RECENT, SUBJECT_OF
from framing.annotate.speech.scene import Scene
from framing.annotate.speech.text import MARK, NO_SPAN, NOBODY, tied, word_before

# A plural pronoun means a subject in so many sentences before it.
_PLURAL_AT: Final = 2


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
        if (
            text.quote[i] != NOBODY
            or not text.word[i] & IS_DETERMINER
            or text.word[i] & (MANY | IS_CONTRACTED)
        ):
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
