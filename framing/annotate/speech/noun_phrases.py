"""Noun phrases: where one begins and ends, read from a word within it (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    AGENTS,
    ANONYMOUS,
    ARTICLES,
    CONJUGATED,
    GOVERNORS,
    HAVING,
    INFINITIVE,
    IS_ADJECTIVE,
    IS_ADVERB,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_EMPTY,
    IS_FUNCTION,
    IS_NAME,
    IS_NUMBER,
    IS_OF,
    IS_PARTICIPLE,
    IS_PREPOSITION,
    IS_PRESENT_PARTICIPLE,
    IS_SUBORDINATOR,
    ITSELF,
    LOWER,
    MANY,
    NOUNISH,
    QUE,
    SMALL_WORDS,
    STOPS,
    SUBJECT,
)
from framing.annotate.speech.text import (
    BRACKET,
    MARK,
    NO_SPAN,
    NOBODY,
    Text,
    before_brackets,
    over_brackets,
    tied,
    word_after,
    word_before,
)

# Longest noun phrase that is read as a speaker, in tokens: "le secrétaire général du syndicat des … de la région …".
LONGEST: Final = 20
# A name in marks has so many words at most: les «gilets jaunes».
QUOTED_NAME: Final = 4
# A capitalised word of these classes is the first of its sentence, and no name.
_NO_NAME: Final = IS_FUNCTION | IS_SUBORDINATOR | SUBJECT
# Forms of verbs, and what they are if they are none after all.
_VERBAL_BEFORE: Final = CONJUGATED | IS_PRESENT_PARTICIPLE | INFINITIVE | HAVING
_VERBAL_BEHIND: Final = CONJUGATED | IS_PRESENT_PARTICIPLE | INFINITIVE
_NO_VERB_BEFORE: Final = NOUNISH | SMALL_WORDS | IS_ADJECTIVE | IS_PARTICIPLE
_NO_VERB_BEHIND: Final = NOUNISH | IS_ADJECTIVE
# Small words with which no phrase ends.
_DANGLING: Final = SMALL_WORDS | IS_COORDINATOR | IS_ADVERB


@compiled
def opens_phrase(word: int) -> bool:
    """Say whether a noun phrase can open with a word: an article, a name, somebody unnamed."""
    if word & QUE:
        return False
    if word & (IS_DETERMINER | ANONYMOUS):
        return not (word & IS_PREPOSITION and not word & IS_DETERMINER)
    return bool(word & IS_NAME and not word & _NO_NAME)


@compiled
def phrase_before(text: Text, p: int) -> tuple[int, int]:
    """Return the noun phrase that ends with a token: from the leftmost word that opens one and hangs on no preposition.

    Parameters
    ----------
    text : Text
    p : int
        The last token of the phrase.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    i, best = p, NOBODY
    while p - i < LONGEST and not _is_outside(text, i):
        if _begins_phrase(text, i):
            best = i
        bracket = before_brackets(text, i)
        if bracket != i:
            i = bracket - 1
        elif tied(text, i):
            i -= 1
        else:
            break
    return (best, p) if best != NOBODY else NO_SPAN


@compiled
def _is_outside(text: Text, i: int) -> bool:
    """Say whether a word before a noun is no part of its phrase: a verb, or what opens a clause."""
    word = text.word[i]
    if word & STOPS and not word & (IS_NAME | IS_DETERMINER):
        return True
    verbal = word & _VERBAL_BEFORE and word & LOWER and not word & _NO_VERB_BEFORE
    return bool(verbal) and not (i > 0 and text.word[i - 1] & ARTICLES)


@compiled
def hangs_on_noun(text: Text, i: int) -> bool:
    """Say whether a word is "de" that opens no subject: "de la police", "d'ailleurs", but "d'autres riverains"."""
    word = text.word[i]
    if not word & IS_OF or not word & LOWER:
        return False
    return not (word | word_after(text, i)) & (MANY | ANONYMOUS | IS_NUMBER)


@compiled
def _begins_phrase(text: Text, i: int) -> bool:
    """Say whether a word opens a noun phrase, and is not within a name or behind a preposition."""
    word = text.word[i]
    if word & IS_NUMBER and word_after(text, i) & (IS_OF | ITSELF | CONJUGATED):
        return True  # 70 % des lecteurs, 3 % se disent
    if not opens_phrase(word):
        return False
    if hangs_on_noun(text, i):
        return False
    inside = GOVERNORS | IS_NAME | IS_DETERMINER if word & IS_NAME else GOVERNORS
    return not word_before(text, i) & inside


@compiled
def is_when(text: Text, i: int) -> bool:
    """Say whether an article opens a date: "le 17 janvier", "ce mardi"."""
    if text.word[i] & IS_EMPTY and text.word[i] & LOWER:
        return True
    following = i + 1 < len(text.word) and tied(text, i + 1)
    return bool(following and text.word[i] & IS_DETERMINER and text.word[i + 1] & (IS_NUMBER | IS_EMPTY))


@compiled
def phrase_end(text: Text, i: int) -> int:
    """Return the last token of the noun phrase that begins with token `i`."""
    first, last = i, i
    i += 1
    while i < len(text.word) and i - first < LONGEST:
        quoted = over_quoted_name(text, i)
        if quoted != i:
            last, i = quoted - 1, quoted
            if i < len(text.word) and _goes_on_behind_mark(text, i):
                last, i = i, i + 1
            continue
        behind = over_brackets(text, i)
        if behind == i and tied(text, i) and not _ends_phrase(text, i):
            last, i = i, i + 1
        elif behind != i and _goes_on(text, behind):
            last, i = behind, behind + 1
        else:
            break
    while last > first and text.word[last] & _DANGLING and text.word[last] & LOWER:
        last -= 1
    return last


@compiled
def over_quoted_name(text: Text, i: int) -> int:
    """Return the token behind a name in marks that an article leads to: un «gilet jaune» belge; `i` if there is none."""
    opens = 0 < i < len(text.word) and text.quote[i] != NOBODY and text.quote[i - 1] == NOBODY
    if not opens or text.before[i] > MARK or not text.word[i - 1] & IS_DETERMINER:
        return i
    end = i + 1
    while end < len(text.word) and text.quote[end] == text.quote[i]:
        end += 1
    return end if end - i <= QUOTED_NAME and text.sentence[end - 1] == text.sentence[i] else i


@compiled
def _goes_on_behind_mark(text: Text, i: int) -> bool:
    """Say whether an adjective or "de" follows a name in marks."""
    fits = text.word[i] & (IS_ADJECTIVE | IS_OF) and not text.word[i] & _VERBAL_BEHIND
    return bool(fits and text.before[i] <= MARK and text.sentence[i] == text.sentence[i - 1])


@compiled
def _goes_on(text: Text, behind: int) -> bool:
    """Say whether a name goes on behind a bracket: "Jeanne (dite Jane) Martin"."""
    word = text.word[behind]
    return text.before[behind] == BRACKET and word & IS_NAME > 0 and not word & (IS_FUNCTION | SUBJECT)


@compiled
def _ends_phrase(text: Text, i: int) -> bool:
    """Say whether a noun phrase ends before token `i`: at a verb, a conjunction, a preposition other than "de"."""
    word = text.word[i]
    if not word & LOWER:
        return False
    if word & STOPS or (word & (IS_PREPOSITION | IS_CONTRACTED) and not word & IS_OF):
        return True
    verb = word & _VERBAL_BEHIND and not word & _NO_VERB_BEHIND
    if (verb or word & IS_EMPTY) and not text.word[i - 1] & ARTICLES:
        return True
    following = i + 1 < len(text.word) and text.sentence[i + 1] == text.sentence[i]
    return bool(word & IS_COORDINATOR) and not (following and opens_phrase(text.word[i + 1]))


@compiled
def has_agent(text: Text, a: int, b: int) -> bool:
    """Say whether a noun phrase names a person, an office or a body."""
    for i in range(a, b + 1):
        if text.word[i] & (AGENTS | IS_NAME):
            return True
    return False
