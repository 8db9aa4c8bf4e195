"""Quotation cues: which cue governs a quotation, and where it stands (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import IS_FUNCTION, IS_NAME, TAKES_ZERO, THIRD
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.incises import refers_back
from framing.annotate.speech.text import COLON, COMMA, NOBODY, Text, sentence_start

Int64 = NDArray[np.int64]

# Where the cue of a quotation was found, codes into `PLACES`.
PLACES: Final = (
    "none",
    "inside",
    "after",
    "before",
    "sentence",
    "within",
    "paragraph",
    "continued",
    "colon",
    "signed",
)
NOWHERE, INSIDE, AFTER, BEFOREHAND, SENTENCE, WITHIN, PARAGRAPH, CONTINUED, ANNOUNCED, SIGNED = range(
    len(PLACES)
)

# A quotation of so few words and no verb names or distances rather than speaks (measurement.md, F6).
FEW: Final = 5
# Words of a subject between a quotation and the cue behind it: "«…», la ministre de la Mer, élue d'Orval, a dit".
_BEHIND_AT: Final = 12
# How a cue stands to a quotation.
_APART, _INSIDE, _BEHIND, _LATER, _BEFORE, _ABOVE = range(6)


@compiled
def cue_of(
    text: Text, cues: Cues, c: int, subject: Int64, first: int, last: int, after_colon: int
) -> tuple[int, int]:
    """Return the cue that governs a quotation and where it stands: inside, behind, before, in the sentence, a line above.

    Parameters
    ----------
    text : Text
    cues : Cues
    c : int
        The first cue that may be near enough.
    subject : int64 array, length n_cues
        The first token of each cue's subject.
    first, last : int
        Tokens of the quotation.
    after_colon : int
        1 if a colon stands before the opening mark.

    Returns
    -------
    cue, place : int
        −1 and `NOWHERE` where there is none.
    """
    behind = later = before = above = NOBODY
    k = c
    while k < len(cues.token) and text.sentence[cues.token[k]] <= text.sentence[last] + 1:
        side = _side(text, cues, k, subject[k], first, last)
        if side == _INSIDE:
            return k, INSIDE
        behind = k if side == _BEHIND and behind == NOBODY else behind
        later = k if side == _LATER and later == NOBODY else later
        before = k if side == _BEFORE else before
        above = k if side == _ABOVE else above
        k += 1
    if after_colon and (before != NOBODY or above != NOBODY):
        return (before, BEFOREHAND) if before != NOBODY else (above, PARAGRAPH)
    if behind != NOBODY and (before == NOBODY or _is_inverted(text, cues, behind, subject[behind], last)):
        return behind, AFTER
    return _in_sentence(before, later, last - first >= FEW)


@compiled
def _is_inverted(text: Text, cues: Cues, k: int, subject: int, last: int) -> bool:
    """Say whether the subject of a cue behind a quotation stands behind it as well, or before it where the verb may trail."""
    if cues.clitic[k] != NOBODY:
        return True
    return bool(subject > last and (subject > cues.token[k] or text.verb[cues.token[k]] & TAKES_ZERO))


@compiled
def _in_sentence(before: int, later: int, long: bool) -> tuple[int, int]:
    """Choose a cue that only shares the sentence; one further behind governs no single words."""
    if before != NOBODY:
        return before, SENTENCE
    return (later, SENTENCE) if later != NOBODY and long else (NOBODY, NOWHERE)


@compiled
def _side(text: Text, cues: Cues, k: int, subject: int, first: int, last: int) -> int:
    """Return how a cue stands to a quotation."""
    t = cues.token[k]
    if first <= t <= last:
        inside = text.quote[t] == text.quote[first] and _is_journalists(text, cues, k, subject)
        return _INSIDE if inside else _APART
    if text.quote[t] != NOBODY:
        return _APART
    if t > last:
        return _side_behind(text, t, cues.first[k], last)
    if text.sentence[t] == text.sentence[first]:
        return _BEFORE
    return _ABOVE if _is_in_line_above(text, t, first) else _APART


@compiled
def _side_behind(text: Text, t: int, begin: int, last: int) -> int:
    if _stands_behind(text, last, begin):
        return _BEHIND
    if text.paragraph[t] == text.paragraph[last] and refers_back(text, begin):
        return _BEHIND if sentence_start(text, begin) == last + 1 else _APART
    return _LATER if text.sentence[t] == text.sentence[last] else _APART


@compiled
def _is_journalists(text: Text, cues: Cues, k: int, subject: int) -> bool:
    """Say whether a verb within the marks is the journalist's: ", ajoute-t-il,"."""
    if text.before[cues.first[k]] != COMMA or subject == NOBODY:
        return False
    if cues.clitic[k] != NOBODY:
        return bool(text.word[cues.clitic[k]] & THIRD)
    word = text.word[subject]
    return bool(subject > cues.token[k] and word & IS_NAME and not word & IS_FUNCTION)


@compiled
def _stands_behind(text: Text, last: int, begin: int) -> bool:
    """Say whether a group follows a quotation at once, or behind the few words of its subject."""
    if begin <= last or begin - last > _BEHIND_AT or text.paragraph[begin] != text.paragraph[last]:
        return False
    for i in range(last + 1, begin):
        if text.before[i] >= COLON or text.quote[i] != NOBODY:
            return False
    return bool(text.before[begin] < COLON)


@compiled
def _is_in_line_above(text: Text, t: int, first: int) -> bool:
    """Say whether a cue stands in the last sentence of the line above."""
    if first == 0 or text.document[t] != text.document[first]:
        return False
    return bool(text.sentence[first - 1] == text.sentence[t])
