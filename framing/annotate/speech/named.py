"""Named: the name that a mention gives itself, the speaker's or that of a body (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import ACRONYM, IS_POSSESSIVE
from framing.annotate.speech.mentions import A_BODY, MOST_TOKENS, Phrase
from framing.annotate.speech.names import ARTICLE, HANGS, TITLE
from framing.annotate.speech.scene import Scene
from framing.annotate.speech.text import NOBODY

# A name is that of a body if it opens the phrase, or stands behind an article.
NAME_AT: Final = 1


@compiled
def head_name(scene: Scene, phrase: Phrase) -> int:
    """Return the name that a phrase is about: one that hangs on no preposition, the longest, the last of equals."""
    names, found, best = scene.names, NOBODY, -1
    for k in range(scene.begin, scene.end):
        first, last = names.first[k], names.last[k]
        if first > phrase.last:
            break
        if first < phrase.first or last > phrase.last or _hangs(scene, k, phrase):
            continue
        length = (last - first) * 2 + (0 if names.before[k] & ARTICLE else 1)
        if length >= best:
            found, best = k, length
    return found


@compiled
def _hangs(scene: Scene, k: int, phrase: Phrase) -> bool:
    """Say whether a name within a phrase hangs on a preposition, or owns what follows it."""
    names = scene.names
    owns = names.last[k] < phrase.last and scene.text.word[names.last[k] + 1] & IS_POSSESSIVE
    return bool(owns or (names.before[k] & HANGS and names.first[k] > phrase.first + NAME_AT))


@compiled
def names_speaker(scene: Scene, head: int, phrase: Phrase) -> bool:
    """Say whether the name of a phrase is the speaker's, and not that of a body they belong to."""
    first, before = scene.names.first[head], scene.names.before[head]
    if before & TITLE:
        return True
    if before & ARTICLE:
        return False
    if first == phrase.first:
        return True
    if scene.names.last[head] > first:
        return phrase.office or phrase.body == NOBODY
    return phrase.office and not scene.text.word[first] & ACRONYM


@compiled
def as_body(scene: Scene, head: int, last: int) -> tuple[int, int, int]:
    """Return a body by its name and what belongs to it; written out where it is an acronym."""
    names = scene.names
    if names.long_first[head] != names.first[names.full[head]]:
        return names.long_first[head], names.long_last[head], A_BODY
    end = max(names.long_last[head], min(last, names.first[head] + MOST_TOKENS - 1))
    return names.first[head], end, A_BODY
