"""Descriptions: the person whom a mention without a name or an office means, "l'avocat lillois", "cette mère" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ARTICLES,
    CONJUGATED,
    COUNTRY,
    DOMAIN,
    GOVERNORS,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_EARLY,
    IS_NAME,
    IS_PREPOSITION,
    LOWER,
    QUE,
    ROLE,
    SUBJECT,
    TITLED,
)
from framing.annotate.speech.mentions import Before, Phrase
from framing.annotate.speech.names import ARTICLE, HANGS, gender_of, is_somebody
from framing.annotate.speech.salience import may_be
from framing.annotate.speech.scene import Scene, times_named
from framing.annotate.speech.text import BRACKET, COMMA, NOBODY, SPACE, Text, over_brackets, tied

# Words between an office and the name that follows its comma: "la secrétaire d'État à l'Égalité, X".
_BESIDE: Final = 10
# How far from a name its description may stand.
_AROUND: Final = 9
_NEW_CLAUSE: Final = CONJUGATED | QUE | SUBJECT
_HEADS: Final = ARTICLES | IS_PREPOSITION
_SMALL: Final = GOVERNORS | IS_DETERMINER | IS_COORDINATOR
_BEFORE_A_NAME: Final = IS_DETERMINER | ROLE | TITLED | IS_EARLY


@compiled
def person_beside(scene: Scene, last: int) -> int:
    """Return the full name between commas behind a phrase: "le maire de la ville, Jeanne Martin,"; −1 if none.

    Parameters
    ----------
    scene : Scene
    last : int
        The last token of the phrase.
    """
    text, names = scene.text, scene.names
    i = _next_comma(text, last)
    if i == NOBODY:
        return NOBODY
    while i + 1 < len(text.word) and _leads_to_a_name(text, i):
        i += 1
    for k in range(scene.begin, scene.end):
        if names.first[k] == i:
            person = is_somebody(names, k)
            return k if person and not names.before[k] & HANGS else NOBODY
    return NOBODY


@compiled
def person_before(scene: Scene, first: int) -> int:
    """Return the person named right before the comma that a phrase follows: "Jeanne, une des voisines, qui raconte"; −1 if none."""
    text, names = scene.text, scene.names
    if first == 0 or text.before[first] != COMMA or text.sentence[first - 1] != text.sentence[first]:
        return NOBODY
    for k in range(scene.begin, scene.end):
        if names.last[k] == first - 1:
            return k if is_somebody(names, k) and text.quote[first - 1] == text.quote[first] else NOBODY
    return NOBODY


@compiled
def _leads_to_a_name(text: Text, i: int) -> bool:
    """Say whether a word may stand between a comma and a name: "son avocat, Me X", "un organisateur, le retraité X"."""
    return bool(text.word[i] & _BEFORE_A_NAME and text.word[i] & (LOWER | TITLED) and tied(text, i + 1))


@compiled
def _next_comma(text: Text, last: int) -> int:
    """Return the token behind the comma that ends a phrase; −1 if a clause or another mark comes first."""
    i = over_brackets(text, last + 1)
    while i < len(text.word) and text.sentence[i] == text.sentence[last] and i - last <= _BESIDE:
        if text.before[i] > SPACE and text.before[i] != BRACKET:
            break
        word = text.word[i]
        if word & _NEW_CLAUSE and word & LOWER and not text.word[i - 1] & _HEADS:
            return NOBODY
        i += 1
    inside = i < len(text.word) and text.sentence[i] == text.sentence[last]
    return i if inside and text.before[i] == COMMA else NOBODY


@compiled
def nearest_person(scene: Scene, before: int, allowed: int) -> int:
    """Return the last person of one of the genders allowed who is named before a token, −1 for none."""
    found = NOBODY
    for k in range(scene.begin, scene.end):
        if scene.names.first[k] >= before:
            break
        fits = is_somebody(scene.names, k) and may_be(scene, scene.names.full[k], allowed)
        if fits and not scene.names.before[k] & ARTICLE:
            found = k
    return found


@compiled
def named_next(scene: Scene, behind: int) -> int:
    """Return the person named most often of those named in the sentence of a token or the next one, behind it; −1 for none."""
    best, most = NOBODY, 0
    for k in range(scene.begin, scene.end):
        first = scene.names.first[k]
        if first <= behind or scene.turn[first] - scene.turn[behind] > 1:
            continue
        times = times_named(scene, k)
        if is_somebody(scene.names, k) and scene.text.quote[first] == NOBODY and times > most:
            best, most = k, times
    return best


@compiled
def same_noun(scene: Scene, before: Before, phrase: Phrase) -> int:
    """Return the last mention with the noun of one that points at it: "un diplomate", then "ce diplomate"; −1 for none.

    Parameters
    ----------
    scene : Scene
    before : Before
    phrase : Phrase
        It points.
    """
    noun = phrase.first + 1
    if noun > phrase.last:
        return NOBODY
    mentions = before.mentions
    for j in range(before.m - 1, before.start - 1, -1):
        if mentions.holder_first[j] == NOBODY or mentions.first[j] == NOBODY:
            continue
        for i in range(mentions.first[j], mentions.last[j] + 1):
            if scene.kind[i] == scene.kind[noun]:
                return j
    return NOBODY


@compiled
def person_described(scene: Scene, phrase: Phrase) -> int:
    """Return the person beside whose name the noun of a description stands, the last of those who share most words; −1 if none."""
    best, most = NOBODY, 0
    allowed = gender_of(scene.text.word[phrase.first])
    for k in range(scene.begin, scene.end):
        first = scene.names.first[k]
        if first > phrase.last and best != NOBODY:
            break
        inside = phrase.first <= first <= phrase.last
        if inside or scene.names.before[k] & ARTICLE or not may_be(scene, scene.names.full[k], allowed):
            continue
        shared = _count_shared(scene, k, phrase)
        if shared > 0 and shared >= most:
            best, most = k, shared
    return best


@compiled
def _count_shared(scene: Scene, k: int, phrase: Phrase) -> int:
    """Count the words of a description that stand beside a name in its sentence; 0 if its noun or a name does not."""
    low, high = _around(scene.text, scene.names.first[k], scene.names.last[k])
    shared = 0
    for i in range(phrase.first + 1, phrase.last + 1):
        word = scene.text.word[i]
        if word & _SMALL:
            continue
        near = _stands_unquoted(scene, i, low, high, phrase)
        telling = i == phrase.first + 1 or word & COUNTRY or (word & IS_NAME and not word & (ROLE | DOMAIN))
        if telling and not near:
            return 0
        shared += near
    return shared


@compiled
def _around(text: Text, first: int, last: int) -> tuple[int, int]:
    """Return the first and the last token near a name in its sentence."""
    low, high = first, last
    while low > 0 and first - low < _AROUND and text.sentence[low - 1] == text.sentence[first]:
        low -= 1
    while (
        high + 1 < len(text.word)
        and high - last < _AROUND
        and text.sentence[high + 1] == text.sentence[first]
    ):
        high += 1
    return low, high


@compiled
def _stands_unquoted(scene: Scene, i: int, low: int, high: int, phrase: Phrase) -> bool:
    """Say whether the word at a token stands in a stretch outside quotations and outside the mention itself."""
    for j in range(low, high + 1):
        outside = scene.text.quote[j] == NOBODY and not phrase.first <= j <= phrase.last
        if outside and scene.kind[j] == scene.kind[i]:
            return True
    return False


@compiled
def is_human(phrase: Phrase) -> bool:
    """Say whether the noun of a description, or the one behind it, is that of a person."""
    return bool(phrase.points or phrase.first + 1 <= phrase.role <= phrase.first + 2)
