"""Appositions: the office that stands beside a name, as in "le ministre X" or "X, ministre de la Mer" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    DOMAIN,
    GOVERNORS,
    IS_ADJECTIVE,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_NAME,
    IS_OF,
    LOWER,
    QUE,
    ROLE,
    SMALL_WORDS,
    SUBJECT,
    VERB,
)
from framing.annotate.speech.text import COMMA, NOBODY, Text, is_aside, tied

# How far before a name its office may stand: "le ministre de l'Économie et des Finances, X".
_REACH: Final = 9
# … and behind its comma: "X, la nouvelle ministre".
_REACH_BEHIND: Final = 4
_NEW_CLAUSE: Final = VERB | SUBJECT | QUE
_NO_NEW_CLAUSE: Final = SMALL_WORDS | IS_ADJECTIVE | ROLE


@compiled
def is_office(word: int) -> bool:
    """Say whether a word is an office; a capitalised one is the field of another, or a name."""
    return bool(word & ROLE and word & LOWER)


@compiled
def office_before(text: Text, first: int) -> int:
    """Return the office that a phrase before a name begins with; −1 for none.

    Parameters
    ----------
    text : Text
    first : int
        The first token of the name, or of its title.
    """
    i, found = first, NOBODY
    while i > 0 and first - i < _REACH and (tied(text, i) or (i == first and text.before[i] == COMMA)):
        i -= 1
        word = text.word[i]
        if is_office(word):
            found = i
        verb = word & _NEW_CLAUSE and word & LOWER and not word & _NO_NEW_CLAUSE
        if verb or (i + 1 < first and _is_another(text, i)):
            break
    return found


@compiled
def office_behind(text: Text, last: int) -> int:
    """Return the office behind a name and a comma or a bracket; −1 for none.

    Parameters
    ----------
    text : Text
    last : int
        The last token of the name.
    """
    i = last + 1
    if i >= len(text.word) or not is_aside(text.before[i]) or text.sentence[i] != text.sentence[last]:
        return NOBODY
    for j in range(i, min(i + _REACH_BEHIND, len(text.word))):
        if j > i and not tied(text, j):
            break
        if is_office(text.word[j]):
            return j
    return NOBODY


@compiled
def _is_another(text: Text, i: int) -> bool:
    """Say whether somebody else stands at a token: a name of two words that hangs on nothing, or "et la" with an office of its own."""
    word, following = text.word[i], text.word[i + 1]
    if word & IS_NAME and following & IS_NAME and not word & (DOMAIN | IS_DETERMINER) and tied(text, i + 1):
        return not (i > 0 and text.word[i - 1] & GOVERNORS)
    return bool(word & IS_COORDINATOR and following & IS_DETERMINER and not following & IS_OF)
