"""Quotation kinds: whether quoted words are speech, a fragment of it, a term, or held at a distance (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ARTICLES,
    CLITIC,
    CONJUGATED,
    DEFINITE,
    DISTANT,
    HEAD_LAST,
    IS_AUXILIARY,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_NAME,
    IS_NUMBER,
    IS_OF,
    IS_PREPOSITION,
    IS_PRONOUN,
    ITSELF,
    LOWER,
    MANY,
    NAMING,
    QUE,
    SMALL_WORDS,
    SUBJECT,
    VERB,
)
from framing.annotate.speech.quotation_cues import (
    AFTER,
    ANNOUNCED,
    BEFOREHAND,
    FEW,
    INSIDE,
    NOWHERE,
    PARAGRAPH,
    SENTENCE,
    WITHIN,
)
from framing.annotate.speech.text import COLON, COMMA, MARK, Text

# What a quotation is, codes into `KINDS`.
KINDS: Final = ("direct", "fragment", "scare", "term", "undecided")
DIRECT, FRAGMENT, SCARE, TERM, UNDECIDED = range(len(KINDS))

# So many words are rather somebody's than a name: on the development part of the French gold, two of three.
_SOME: Final = 4
# Words between a quotation and the one that introduces it: "le film culte «…»".
_INTRODUCED_AT: Final = 3
# An ending proves no verb in a quotation of a word or two.
_UNPROVEN: Final = 2
_SAYS_MORE: Final = IS_DETERMINER | IS_PRONOUN
_NO_INTRODUCTION: Final = VERB | IS_PREPOSITION
_NO_NOUN: Final = SMALL_WORDS | CONJUGATED | IS_PRONOUN | IS_COORDINATOR | IS_OF | QUE
# What stands before a verb.
_SUBJECTS: Final = IS_NAME | SUBJECT | CLITIC | ITSELF | IS_AUXILIARY | IS_COPULA


class Quotation(NamedTuple):
    """A quotation whose cue is known.

    Attributes
    ----------
    first, last : int
        Tokens.
    place : int
        Where its cue stands, code into `PLACES`.
    cue_before : bool
        Whether a cue of the same sentence stands before it.
    closed, repeated, after_colon : int
        As in `Quoted`.
    """

    first: int
    last: int
    place: int
    cue_before: bool
    closed: int
    repeated: int
    after_colon: int


@compiled
def kind_of(text: Text, one: Quotation) -> int:
    """Return what a quotation is, code into `KINDS`."""
    first, last, place = one.first, one.last, one.place
    verb, long = _has_verb(text, first, last), last - first >= FEW
    if _is_paragraph(text, first, last):
        return DIRECT if verb or one.closed else FRAGMENT
    if _stands_alone(text, first, place, verb or one.closed > 0 or long) or (
        verb and _is_clause(text, first, place, long)
    ):
        return DIRECT
    if _is_introduced(text, first, DISTANT):
        return SCARE
    if not one.after_colon and place not in (AFTER, INSIDE) and _is_introduced(text, first, NAMING):
        return TERM
    return FRAGMENT if long or verb else _kind_of_few(text, one)


@compiled
def _stands_alone(text: Text, first: int, place: int, whole: bool) -> bool:
    """Say whether a quotation stands behind a colon, a stop, or a comma and a capital."""
    small = text.word[first] & LOWER
    alone = text.before[first] >= COLON or (text.before[first] == COMMA and not small)
    return bool(alone and (whole or (place == AFTER and not small)))


@compiled
def _is_clause(text: Text, first: int, place: int, long: bool) -> bool:
    """Say whether a quotation with a verb is a sentence that its cue stands behind, or a clause of its own."""
    word = text.word[first]
    if place in (AFTER, INSIDE) and not word & LOWER:
        return True
    return bool(long and place != WITHIN and not word & QUE) and _opens_clause(text, first)


@compiled
def _kind_of_few(text: Text, one: Quotation) -> int:
    """Judge a quotation of a few words without a verb: a name, somebody's words, or nobody can tell."""
    first, last, place = one.first, one.last, one.place
    word, loose = text.word[first], place in (SENTENCE, NOWHERE)
    definite = _is_definite(text, first)
    if one.repeated and (definite or loose or _hangs_on_noun(text, first)):
        return TERM
    if not word & LOWER and (loose or place == WITHIN):
        return TERM
    if _is_before_noun(text, first, last):
        return UNDECIDED
    n = last - first + 1
    told = n >= _SOME or (place == SENTENCE and n != 2)
    if definite and loose and not told:
        return UNDECIDED
    governed = place in (AFTER, BEFOREHAND, INSIDE, WITHIN, PARAGRAPH, ANNOUNCED) or one.cue_before
    says_more = word & _SAYS_MORE and not word & IS_OF
    return FRAGMENT if governed or says_more or told else UNDECIDED


@compiled
def _is_before_noun(text: Text, first: int, last: int) -> bool:
    """Say whether a single word stands between an article and its noun: "the “neutral” paper"."""
    if first != last or first == 0 or last + 1 >= len(text.word) or not text.told[first] & HEAD_LAST:
        return False
    apart = text.before[first] > MARK or text.before[last + 1] > MARK
    if apart or text.sentence[first - 1] != text.sentence[last + 1]:
        return False
    following = text.word[last + 1]
    return bool(text.word[first - 1] & ARTICLES and following & LOWER and not following & _NO_NOUN)


@compiled
def _hangs_on_noun(text: Text, first: int) -> bool:
    """Say whether "de", a number or an article of several stands right before a quotation: "des centaines de «gilets jaunes»"."""
    if first == 0 or text.sentence[first - 1] != text.sentence[first] or text.before[first] > MARK:
        return False
    return bool(text.word[first - 1] & (IS_OF | MANY | IS_NUMBER))


@compiled
def _is_definite(text: Text, first: int) -> bool:
    """Say whether a definite article stands right before a quotation."""
    if first == 0 or text.sentence[first - 1] != text.sentence[first] or text.before[first] > MARK:
        return False
    return bool(text.word[first - 1] & DEFINITE)


@compiled
def _opens_clause(text: Text, first: int) -> bool:
    """Say whether a quotation opens a clause of its own: behind a comma, or "mais"."""
    if text.before[first] == COMMA:
        return True
    return first > 0 and text.before[first] <= MARK and bool(text.word[first - 1] & IS_COORDINATOR)


@compiled
def _is_paragraph(text: Text, first: int, last: int) -> bool:
    """Say whether a quotation is all of its paragraph."""
    opens = first == 0 or text.paragraph[first - 1] != text.paragraph[first]
    return opens and (last + 1 == len(text.word) or text.paragraph[last + 1] != text.paragraph[last])


@compiled
def _is_introduced(text: Text, first: int, kinds: int) -> bool:
    """Say whether a word of some kinds stands right before a quotation, an adjective at most between."""
    for i in range(first - 1, max(first - _INTRODUCED_AT - 1, -1), -1):
        word = text.word[i]
        if text.sentence[i] != text.sentence[first] or text.before[i + 1] > MARK:
            return False
        if word & kinds and word & LOWER:
            return not _is_said(text, i)
        if word & _NO_INTRODUCTION or (word & IS_DETERMINER and i < first - 1):
            return False
    return False


@compiled
def _is_said(text: Text, i: int) -> bool:
    """Say whether a form names as a participle, or says as a verb: "le pont dit «du Diable»", but "il dit «oui»"."""
    if i == 0 or not text.verb[i]:
        return False
    previous = text.word[i - 1]
    return bool(previous & _SUBJECTS and not previous & IS_DETERMINER)


@compiled
def _has_verb(text: Text, first: int, last: int) -> bool:
    """Say whether a finite verb stands in a quotation; by its ending alone, one of a word or two is no proof."""
    n = last - first + 1
    for i in range(first, last + 1):
        word = text.word[i]
        if word & (IS_AUXILIARY | IS_COPULA) and n > 1:
            return True
        proven = n > _UNPROVEN and not (i > first and text.word[i - 1] & ARTICLES)
        if proven and word & VERB and not word & SMALL_WORDS:
            return True
    return False
