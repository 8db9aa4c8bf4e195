"""Offices: the person in the article who has the office that a mention gives, "la ministre" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    BODY,
    CHARGE,
    COUNTRY,
    DOMAIN,
    HELD_DIPLOMACY,
    HELD_GOVERNMENT,
    HELD_STATE,
    IS_ADJECTIVE,
    IS_EARLY,
    IS_NAME,
    LOWER,
    ROLE,
    SAYS_CHIEF,
    SAYS_DIPLOMACY,
    SAYS_FIRST,
    SAYS_GOVERNMENT,
    SAYS_MINISTER,
    SAYS_PRESIDENT,
    SAYS_STATE,
)
from framing.annotate.speech.mentions import Before, Phrase
from framing.annotate.speech.names import agree, gender_of
from framing.annotate.speech.salience import most_salient
from framing.annotate.speech.scene import Scene, stands_in, times_named
from framing.annotate.speech.text import NOBODY

_SAYS: Final = (
    SAYS_PRESIDENT | SAYS_CHIEF | SAYS_STATE | SAYS_FIRST | SAYS_MINISTER | SAYS_GOVERNMENT | SAYS_DIPLOMACY
)
# Words around a name in which its country stands …
_NEARBY: Final = 12
# … and behind an office its field.
_PHRASE: Final = 6
# Least weight of who is meant by an office with a name in it ("le chef de la police") and by a bare one; tuned by the development part.
_LEAST: Final = 80.0
_LEAST_BARE: Final = 5.0


@compiled
def person_in_office(scene: Scene, before: Before, phrase: Phrase) -> int:
    """Return the person with the office of a definite mention, or who may well have it; −1 for none.

    Parameters
    ----------
    scene : Scene
    before : Before
    phrase : Phrase
    """
    found = _named_in_office(scene, phrase)
    high = _high_office(scene, phrase)
    if found == NOBODY and high:
        found = _known_holder(scene, phrase, high)
    if found == NOBODY:
        least = _LEAST if _has_name(scene, phrase) else _LEAST_BARE
        found = salient_in_office(scene, before, phrase, least, True)
    return found


@compiled
def salient_in_office(scene: Scene, before: Before, phrase: Phrase, least: float, country: bool) -> int:
    """Return the most salient person who may have the office of a mention and weighs more than `least`; −1 for none.

    Parameters
    ----------
    scene : Scene
        Its weights are filled in.
    before : Before
    phrase : Phrase
    least : float
    country : bool
        Whether the country in the mention must stand near the person.
    """
    most_salient(scene, before, phrase.first, NOBODY, gender_of(scene.text.word[phrase.first]))
    best, heaviest = NOBODY, least
    for k in range(scene.begin, scene.end):
        if scene.weight[k] <= heaviest or has_other_charge(scene, k, phrase):
            continue
        if not country or _is_of_country(scene, k, phrase):
            best, heaviest = k, scene.weight[k]
    return best


@compiled
def has_other_charge(scene: Scene, k: int, phrase: Phrase) -> bool:
    """Say whether a person has another charge than a mention gives: a *maire* is no *procureur*."""
    office = scene.names.office[scene.names.full[k]]
    if phrase.role == NOBODY:
        return False
    held = scene.text.told[scene.names.last[k]] & (HELD_STATE | HELD_GOVERNMENT)
    if held and scene.text.word[phrase.role] & CHARGE and not held & _high_office(scene, phrase):
        return True
    if office == NOBODY or scene.kind[office] == scene.kind[phrase.role]:
        return False
    return bool(scene.text.word[office] & CHARGE and scene.text.word[phrase.role] & CHARGE)


@compiled
def _has_name(scene: Scene, phrase: Phrase) -> bool:
    for i in range(phrase.first + 1, phrase.last + 1):
        if scene.text.word[i] & IS_NAME and not scene.text.word[i] & (DOMAIN | ROLE):
            return True
    return False


@compiled
def _named_in_office(scene: Scene, phrase: Phrase) -> int:
    """Return the person with an office: the last one named so before the mention, else the first behind it."""
    found = NOBODY
    for k in range(scene.begin, scene.end):
        if scene.names.first[k] > phrase.last and found != NOBODY:
            break
        office = scene.names.office[k]
        if office != NOBODY and scene.kind[office] == scene.kind[phrase.role] and _agrees(scene, k, phrase):
            found = k
    return found


@compiled
def _agrees(scene: Scene, k: int, phrase: Phrase) -> bool:
    """Say whether names and adjectives of a mention ("ministre russe de l'Intérieur") stand near the person as well."""
    office, first, last = scene.names.office[k], scene.names.first[k], scene.names.last[k]
    low, high = min(office, first), min(len(scene.kind), max(office + _PHRASE, last + 1))
    for i in range(phrase.first + 1, phrase.last + 1):
        word = scene.text.word[i]
        tells = word & IS_NAME or (word & IS_ADJECTIVE and not word & (IS_EARLY | ROLE))
        if tells and not stands_in(scene, i, low, high):
            return False
    return True


@compiled
def _high_office(scene: Scene, phrase: Phrase) -> int:
    """Return who has held the high office that a phrase tells: "le chef de l'État", "le ministre russe des Affaires étrangères"."""
    says, of_another = 0, False
    for i in range(phrase.first, phrase.last + 1):
        told, word = scene.text.told[i], scene.text.word[i]
        says |= told
        named = word & (IS_NAME | BODY) and not word & (DOMAIN | ROLE)
        of_another = of_another or bool(named and not told & _SAYS and i > phrase.first)
    if says & SAYS_DIPLOMACY and says & (SAYS_CHIEF | SAYS_MINISTER):
        return HELD_DIPLOMACY
    if (says & SAYS_FIRST and says & SAYS_MINISTER) or (says & SAYS_CHIEF and says & SAYS_GOVERNMENT):
        return HELD_GOVERNMENT
    if says & SAYS_CHIEF and says & SAYS_STATE:
        return HELD_STATE
    president = says & SAYS_PRESIDENT and not says & SAYS_GOVERNMENT
    return HELD_STATE if president and not of_another else 0


@compiled
def _known_holder(scene: Scene, phrase: Phrase, high: int) -> int:
    """Return the name of somebody who has held a high office, the one that comes most often; −1 if the article has none."""
    best, most, allowed = NOBODY, 0, gender_of(scene.text.word[phrase.first])
    for k in range(scene.begin, scene.end):
        fits = agree(scene.names.gender[scene.names.full[k]], allowed)
        if scene.text.told[scene.names.last[k]] & high and fits and _is_of_country(scene, k, phrase):
            times = times_named(scene, k)
            if times > most:
                best, most = k, times
    return best


@compiled
def _is_of_country(scene: Scene, k: int, phrase: Phrase) -> bool:
    """Say whether the country in a mention ("ministre russe") stands near the person as well."""
    low = max(0, scene.names.first[k] - _NEARBY)
    high = min(len(scene.kind), scene.names.last[k] + _NEARBY)
    for i in range(phrase.role + 1, phrase.last + 1):
        word = scene.text.word[i]
        if word & COUNTRY and word & LOWER and not _stands_elsewhere(scene, i, low, high, phrase):
            return False
    return True


@compiled
def _stands_elsewhere(scene: Scene, i: int, low: int, high: int, phrase: Phrase) -> bool:
    """Say whether the word at a token stands in a stretch outside a mention."""
    return stands_in(scene, i, low, min(high, phrase.first)) or stands_in(
        scene, i, max(low, phrase.last + 1), high
    )
