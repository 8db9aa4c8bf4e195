"""Speakers: each mention of who speaks → the fullest name that the article gives (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ACRONYM,
    FEMININE,
    HELD_DIPLOMACY,
    HELD_GOVERNMENT,
    HELD_STATE,
    IS_NAME,
    IS_POSSESSIVE,
    LAST,
    LOWER,
    PLURAL,
    SUBJECT,
    THIRD,
)
from framing.annotate.speech.bodies import body_named, is_known_body
from framing.annotate.speech.descriptions import (
    is_human,
    named_next,
    nearest_person,
    person_before,
    person_beside,
    person_described,
    same_noun,
)
from framing.annotate.speech.mentions import (
    A_BODY,
    A_ROLE,
    MOST_TOKENS,
    NAMELESS,
    PERSON,
    PHRASE,
    UNKNOWN,
    Mentions,
    Phrase,
    read_phrase,
)
from framing.annotate.speech.names import ARTICLE, FEMALE, HANGS, MALE, TITLE, gender_of, is_somebody
from framing.annotate.speech.offices import most_salient, person_in_office
from framing.annotate.speech.pronouns import antecedent, plural_subject, role_subject, weigh_speakers
from framing.annotate.speech.salience import weigh_names
from framing.annotate.speech.scene import Scene, name_at
from framing.annotate.speech.text import NOBODY

Int32 = NDArray[np.int32]

# "ce dernier", "le tout dernier": so few words behind the first.
_LATTER: Final = 2
# "le ministère": a body that is known has one word behind its article.
_BARE_BODY: Final = 1
# A name is that of a body if it opens the phrase, or stands behind an article.
_NAME_AT: Final = 1
# Who has held a high office is a person, even by surname alone.
_HELD: Final = HELD_STATE | HELD_GOVERNMENT | HELD_DIPLOMACY
_NOBODY_KNOWN: Final = (NOBODY, NOBODY, UNKNOWN)


@compiled
def resolve(scene: Scene, document: Int32, mentions: Mentions) -> None:
    """Fill in the holder of each mention.

    Parameters
    ----------
    scene : Scene
        Of the partition; `begin` and `end` are 0.
    document : int32 array, length n_tokens
    mentions : Mentions
        Those of a document in the order of the text.
    """
    start, spoke = 0, NOBODY
    for m in range(len(mentions.at)):
        of = document[mentions.at[m]]
        if m == 0 or document[mentions.at[m - 1]] != of:
            start, spoke = m, NOBODY
            scene = _scene_of(scene, document, of)
        first, last, what = _speaker(scene, mentions, start, m, spoke)
        mentions.holder_first[m], mentions.holder_last[m], mentions.what[m] = first, last, what
        mentions.name[m] = name_at(scene, first) if what == PERSON else NOBODY
        if first != NOBODY:
            spoke = m
    _share_with_twins(mentions)


@compiled
def _share_with_twins(mentions: Mentions) -> None:
    """Give speech without a cue the speaker of the same words elsewhere."""
    for m in range(len(mentions.at)):
        twin = mentions.twin[m]
        if twin != NOBODY and mentions.holder_first[twin] != NOBODY:
            mentions.holder_first[m], mentions.holder_last[m] = (
                mentions.holder_first[twin],
                mentions.holder_last[twin],
            )
            mentions.what[m], mentions.name[m] = mentions.what[twin], mentions.name[twin]


@compiled
def _scene_of(scene: Scene, document: Int32, of: int) -> Scene:
    """Return the scene of a document."""
    begin, names = scene.end, scene.names
    while begin < len(names.first) and document[names.first[begin]] < of:
        begin += 1
    end = begin
    while end < len(names.first) and document[names.first[end]] == of:
        end += 1
    return Scene(scene.text, scene.kind, scene.turn, names, scene.weight, begin, end)


@compiled
def _speaker(scene: Scene, mentions: Mentions, start: int, m: int, spoke: int) -> tuple[int, int, int]:
    """Return first and last token of who a mention means, and what they are."""
    first, last = mentions.first[m], mentions.last[m]
    impersonal = (
        first != NOBODY
        and first == last
        and scene.text.word[first] & SUBJECT
        and not scene.text.word[first] & (THIRD | LAST)
    )
    if mentions.carried[m] or impersonal:
        k, other, weight = _carried(scene, mentions, start, m)
        a, b = role_subject(scene, mentions.at[m], MALE | FEMALE, weight)
        if a != NOBODY:
            return _by_phrase(scene, mentions, start, m, spoke, a, b)
        if k != NOBODY:
            return _in_full(scene, k, PERSON)
        if other != NOBODY:
            return _as_before(mentions, other)
        k = named_next(scene, mentions.until[m])
        if k != NOBODY:
            return _in_full(scene, k, PERSON)
    if first == NOBODY or impersonal:
        return _NOBODY_KNOWN
    if first == last and scene.text.word[first] & THIRD and not scene.text.word[first] & LAST:
        name, other, weight = antecedent(scene, mentions, start, m)
        if not scene.text.word[first] & PLURAL:
            allowed = FEMALE if scene.text.word[first] & FEMININE else MALE
            a, b = role_subject(scene, first, allowed, weight)
            if a != NOBODY:
                return _by_phrase(scene, mentions, start, m, spoke, a, b)
        if name != NOBODY:
            return _in_full(scene, name, PERSON)
        if other == NOBODY and scene.text.word[first] & PLURAL:
            a, b = plural_subject(scene, first)
            if a != NOBODY:
                return a, min(b, a + MOST_TOKENS - 1), PHRASE
        return _as_before(mentions, other)
    return _by_phrase(scene, mentions, start, m, spoke, first, last)


@compiled
def _carried(scene: Scene, mentions: Mentions, start: int, m: int) -> tuple[int, int, float]:
    at = mentions.at[m]
    weigh_names(scene, at, 0)
    spoken, heaviest = weigh_speakers(scene, mentions, start, m, at, False, 0)
    best = NOBODY
    for k in range(scene.begin, scene.end):
        if scene.weight[k] > heaviest:
            heaviest, best = scene.weight[k], k
    return best, spoken if best == NOBODY else NOBODY, heaviest


@compiled
def _as_before(mentions: Mentions, j: int) -> tuple[int, int, int]:
    if j == NOBODY:
        return _NOBODY_KNOWN
    return mentions.holder_first[j], mentions.holder_last[j], mentions.what[j]


@compiled
def _in_full(scene: Scene, k: int, what: int) -> tuple[int, int, int]:
    full = scene.names.full[k]
    return scene.names.long_first[full], scene.names.long_last[full], what


@compiled
def _by_phrase(
    scene: Scene, mentions: Mentions, start: int, m: int, spoke: int, first: int, last: int
) -> tuple[int, int, int]:
    """Take a phrase for its name, for the name beside it, for whom it describes, or for its own words."""
    phrase = read_phrase(scene.text, first, last)
    head = _head_name(scene, phrase)
    if head != NOBODY and _names_speaker(scene, head, phrase):
        known = scene.text.told[scene.names.last[head]] & _HELD
        person = is_somebody(scene.names, head) or phrase.office or known
        return _in_full(scene, head, PERSON if person else A_BODY)
    person, other = _who_is_meant(scene, mentions, start, m, spoke, phrase, head)
    if person != NOBODY:
        return _in_full(scene, person, PERSON)
    if other != NOBODY:
        return _as_before(mentions, other)
    if is_known_body(scene, phrase):
        k, other = body_named(scene, mentions, start, m, phrase)
        if k != NOBODY:
            return _in_full(scene, k, A_BODY)
        if other != NOBODY:
            return _as_before(mentions, other)
    return _unnamed(scene, mentions, head, phrase, spoke)


@compiled
def _who_is_meant(
    scene: Scene, mentions: Mentions, start: int, m: int, spoke: int, phrase: Phrase, head: int
) -> tuple[int, int]:
    """Return whom a phrase means that does not name its speaker: the number of a name, or of a mention; −1 for none."""
    if phrase.body == NOBODY:
        person = person_beside(scene, phrase.last)
        if person == NOBODY:
            person = person_before(scene, phrase.first)
        if person != NOBODY:
            return person, NOBODY
    if phrase.latest and head == NOBODY and phrase.last - phrase.first <= _LATTER:
        return _latter(scene, mentions, spoke, phrase)
    if phrase.body != NOBODY and not phrase.office:
        return NOBODY, NOBODY
    other = same_noun(scene, mentions, start, m, phrase) if phrase.points else NOBODY
    if other != NOBODY or not phrase.single:
        return NOBODY, other
    return _one_person(scene, mentions, start, m, spoke, phrase), NOBODY


@compiled
def _latter(scene: Scene, mentions: Mentions, spoke: int, phrase: Phrase) -> tuple[int, int]:
    """Take "ce dernier" for who spoke last, or for a person named since."""
    ends = phrase.first == phrase.last or scene.text.word[phrase.last] & LAST
    person = nearest_person(scene, phrase.first, gender_of(scene.text.word[phrase.first])) if ends else NOBODY
    if spoke != NOBODY and (person == NOBODY or scene.names.first[person] < mentions.first[spoke]):
        return NOBODY, spoke
    return person, NOBODY


@compiled
def _one_person(scene: Scene, mentions: Mentions, start: int, m: int, spoke: int, phrase: Phrase) -> int:
    """Return the person in the office of a phrase, the one it describes, or the one who just spoke; −1 for none."""
    if phrase.office and phrase.definite:
        person = person_in_office(scene, mentions, start, m, phrase)
        if person != NOBODY:
            return person
    noun = phrase.first < phrase.last and scene.text.word[phrase.first + 1] & LOWER
    if not noun or not (phrase.definite or phrase.points):
        return NOBODY
    person = person_described(scene, phrase)
    if person != NOBODY or not is_human(phrase):
        return person
    return most_salient(scene, mentions, start, m, phrase, 60.0, False)


@compiled
def _as_body(scene: Scene, head: int, last: int) -> tuple[int, int, int]:
    """Return a body by its name and what belongs to it; written out where it is an acronym."""
    names = scene.names
    if names.long_first[head] != names.first[names.full[head]]:
        return names.long_first[head], names.long_last[head], A_BODY
    end = max(names.long_last[head], min(last, names.first[head] + MOST_TOKENS - 1))
    return names.first[head], end, A_BODY


@compiled
def _head_name(scene: Scene, phrase: Phrase) -> int:
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
    return bool(owns or (names.before[k] & HANGS and names.first[k] > phrase.first + _NAME_AT))


@compiled
def _names_speaker(scene: Scene, head: int, phrase: Phrase) -> bool:
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
def _unnamed(scene: Scene, mentions: Mentions, head: int, phrase: Phrase, spoke: int) -> tuple[int, int, int]:
    """Take a phrase for the body that spoke last, for the body it names, or for its own words."""
    first, last = phrase.first, phrase.last
    body = phrase.body != NOBODY
    known = body and phrase.definite and last - first <= _BARE_BODY and spoke != NOBODY
    if known and mentions.what[spoke] == A_BODY and scene.text.word[mentions.holder_first[spoke]] & IS_NAME:
        return _as_before(mentions, spoke)
    if head != NOBODY and scene.names.first[head] <= first + _NAME_AT:
        return _as_body(scene, head, last)
    if head != NOBODY and last - first >= MOST_TOKENS and phrase.body < scene.names.first[head]:
        return (
            scene.names.first[head],
            min(scene.names.last[head], scene.names.first[head] + MOST_TOKENS - 1),
            A_BODY,
        )
    until = min(last, first + MOST_TOKENS - 1)
    if phrase.nameless and not phrase.definite:
        return first, until, NAMELESS
    return first, until, A_BODY if body else A_ROLE if phrase.role != NOBODY else PHRASE
