"""Speakers: each mention of who speaks → the fullest name that the article gives (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    FEMININE,
    HELD_DIPLOMACY,
    HELD_GOVERNMENT,
    HELD_STATE,
    IS_NAME,
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
from framing.annotate.speech.earlier_subjects import plural_subject, role_subject
from framing.annotate.speech.mentions import (
    A_BODY,
    A_ROLE,
    MOST_TOKENS,
    NAMELESS,
    PERSON,
    PHRASE,
    UNKNOWN,
    Before,
    Mentions,
    Phrase,
    read_phrase,
)
from framing.annotate.speech.named import NAME_AT, as_body, head_name, names_speaker
from framing.annotate.speech.names import FEMALE, MALE, gender_of, is_somebody
from framing.annotate.speech.offices import person_in_office, salient_in_office
from framing.annotate.speech.salience import most_salient
from framing.annotate.speech.scene import Scene, name_at
from framing.annotate.speech.text import NOBODY

Int32 = NDArray[np.int32]

# "ce dernier", "le tout dernier": so few words behind the first.
_LATTER: Final = 2
# "le ministère": a body that is known has one word behind its article.
_BARE_BODY: Final = 1
# Least weight of who is meant by a description: "la jeune femme".
_LEAST_DESCRIBED: Final = 60.0
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
        first, last, what = _speaker(scene, Before(mentions, start, m, spoke))
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
def _speaker(scene: Scene, before: Before) -> tuple[int, int, int]:
    """Return first and last token of who a mention means, and what they are."""
    first, last = before.mentions.first[before.m], before.mentions.last[before.m]
    word = scene.text.word[first] if first != NOBODY and first == last else 0
    impersonal = word & SUBJECT and not word & (THIRD | LAST)
    if before.mentions.carried[before.m] or impersonal:
        pronoun = word & (SUBJECT | THIRD)
        return _by_presence(scene, before, NOBODY if pronoun else first, last)
    if first == NOBODY:
        return _NOBODY_KNOWN
    if word & THIRD and not word & LAST:
        return _by_pronoun(scene, before, first)
    return _by_phrase(scene, before, first, last)


@compiled
def _by_presence(scene: Scene, before: Before, first: int, last: int) -> tuple[int, int, int]:
    """Take speech without a cue for that of the most salient before it, or of who is named next; `first`, `last` as the last resort."""
    at = before.mentions.at[before.m]
    name, other, weight = most_salient(scene, before, at, NOBODY, 0)
    a, b = role_subject(scene, at, MALE | FEMALE, weight)
    if a != NOBODY:
        return _by_phrase(scene, before, a, b)
    if name == NOBODY and other == NOBODY:
        name = named_next(scene, before.mentions.until[before.m])
    if name != NOBODY:
        return _in_full(scene, name, PERSON)
    if other != NOBODY:
        return _as_before(before.mentions, other)
    return _by_phrase(scene, before, first, last) if first != NOBODY else _NOBODY_KNOWN


@compiled
def _by_pronoun(scene: Scene, before: Before, at: int) -> tuple[int, int, int]:
    """Take a pronoun for the most salient one before it who fits: a name, an office, whoever spoke, a subject of several."""
    plural = scene.text.word[at] & PLURAL
    allowed = FEMALE if scene.text.word[at] & FEMININE else MALE
    name, other, weight = most_salient(scene, before, at, at, allowed)
    if not plural:
        a, b = role_subject(scene, at, allowed, weight)
        if a != NOBODY:
            return _by_phrase(scene, before, a, b)
    if name != NOBODY:
        return _in_full(scene, name, PERSON)
    if other == NOBODY and plural:
        a, b = plural_subject(scene, at)
        if a != NOBODY:
            return a, min(b, a + MOST_TOKENS - 1), PHRASE
    return _as_before(before.mentions, other)


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
def _by_phrase(scene: Scene, before: Before, first: int, last: int) -> tuple[int, int, int]:
    """Take a phrase for its name, for the name beside it, for whom it describes, or for its own words."""
    phrase = read_phrase(scene.text, first, last)
    head = head_name(scene, phrase)
    if head != NOBODY and names_speaker(scene, head, phrase):
        known = scene.text.told[scene.names.last[head]] & _HELD
        person = is_somebody(scene.names, head) or phrase.office or known
        return _in_full(scene, head, PERSON if person else A_BODY)
    person, other = _who_is_meant(scene, before, phrase, head)
    if person != NOBODY:
        return _in_full(scene, person, PERSON)
    body = NOBODY
    if other == NOBODY and is_known_body(scene, phrase):
        body, other = body_named(scene, before, phrase)
    if body != NOBODY:
        return _in_full(scene, body, A_BODY)
    return _as_before(before.mentions, other) if other != NOBODY else _unnamed(scene, before, head, phrase)


@compiled
def _who_is_meant(scene: Scene, before: Before, phrase: Phrase, head: int) -> tuple[int, int]:
    """Return whom a phrase means that does not name its speaker: the number of a name, or of a mention; −1 for none."""
    if phrase.nameless and phrase.definite:
        other = same_noun(scene, before, phrase)
        if other != NOBODY and before.mentions.what[other] == NAMELESS:
            return NOBODY, other
    if phrase.body == NOBODY or phrase.office:
        person = person_beside(scene, phrase.last)
        if person == NOBODY:
            person = person_before(scene, phrase.first)
        if person != NOBODY:
            return person, NOBODY
    if phrase.latest and head == NOBODY and phrase.last - phrase.first <= _LATTER:
        return _latter(scene, before, phrase)
    if phrase.body != NOBODY and not phrase.office:
        return NOBODY, NOBODY
    other = same_noun(scene, before, phrase) if phrase.points else NOBODY
    if other != NOBODY or not phrase.single:
        return NOBODY, other
    return _one_person(scene, before, phrase), NOBODY


@compiled
def _latter(scene: Scene, before: Before, phrase: Phrase) -> tuple[int, int]:
    """Take "ce dernier" for who spoke last, or for a person named since."""
    ends = phrase.first == phrase.last or scene.text.word[phrase.last] & LAST
    word = scene.text.word[phrase.first]
    pronouns = FEMALE if word & FEMININE else MALE
    allowed = pronouns if word & THIRD else gender_of(word)
    person = nearest_person(scene, phrase.first, allowed) if ends else NOBODY
    spoke = before.spoke
    if spoke == NOBODY:
        return person, NOBODY
    since = (
        before.mentions.first[spoke] if before.mentions.first[spoke] != NOBODY else before.mentions.at[spoke]
    )
    return (NOBODY, spoke) if person == NOBODY or scene.names.first[person] < since else (person, NOBODY)


@compiled
def _one_person(scene: Scene, before: Before, phrase: Phrase) -> int:
    """Return the person in the office of a phrase, the one it describes, or the most salient one; −1 for none."""
    if phrase.office and phrase.definite:
        person = person_in_office(scene, before, phrase)
        if person != NOBODY:
            return person
    noun = phrase.first < phrase.last and scene.text.word[phrase.first + 1] & LOWER
    if not noun or not (phrase.definite or phrase.points):
        return NOBODY
    person = person_described(scene, phrase)
    if person != NOBODY or not is_human(phrase):
        return person
    return salient_in_office(scene, before, phrase, _LEAST_DESCRIBED, False)


@compiled
def _unnamed(scene: Scene, before: Before, head: int, phrase: Phrase) -> tuple[int, int, int]:
    """Take a phrase for the body that spoke last, for the body it names, or for its own words."""
    first, last = phrase.first, phrase.last
    body = phrase.body != NOBODY
    mentions, spoke = before.mentions, before.spoke
    known = body and phrase.definite and last - first <= _BARE_BODY and spoke != NOBODY
    if known and mentions.what[spoke] == A_BODY and scene.text.word[mentions.holder_first[spoke]] & IS_NAME:
        return _as_before(mentions, spoke)
    if head != NOBODY and scene.names.first[head] <= first + NAME_AT:
        return as_body(scene, head, last)
    if head != NOBODY and last - first >= MOST_TOKENS and phrase.body < scene.names.first[head]:
        return as_body(scene, head, scene.names.last[head])  # longer than may leave the text
    until = min(last, first + MOST_TOKENS - 1)
    if phrase.nameless and not phrase.definite:
        return first, until, NAMELESS
    return first, until, A_BODY if body else A_ROLE if phrase.role != NOBODY else PHRASE
