"""Subjects: the noun phrase or pronoun whose words a cue reports (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Cues, Text, sentence_end, sentence_start, tied
from framing.annotate.speech.kinds import (
    ACRONYM, ANONYMOUS, BARE, BODY, CLITIC, FINITE, HAVING, HELPED, INFINITIVE, IS_ADJECTIVE, IS_ADVERB, IS_AUXILIARY,
    IS_CONTRACTED, IS_COORDINATOR, IS_COPULA, IS_DETERMINER, IS_EMPTY, IS_NAME, IS_NUMBER, IS_OF, IS_PARTICIPLE,
    IS_POSSESSIVE, IS_PREPOSITION, IS_PRESENT_PARTICIPLE, IS_RELATIVE, IS_SUBJECT_RELATIVE, IS_SUBORDINATOR, LOWER,
    PARTICIPLE, QUE, ROLE, SUBJECT, THIRD, TO, VERB,
)  # fmt: skip
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]

# Longest noun phrase that is read as a speaker, in tokens: "le secrétaire général du syndicat des … de la région …".
LONGEST: Final = 16
_COMMA: Final = BEFORE.COMMA
_BRACKET: Final = BEFORE.BRACKET
_MARK: Final = BEFORE.MARK
_OPENS: Final = IS_DETERMINER | IS_NAME | IS_POSSESSIVE | ANONYMOUS
_PERSON: Final = IS_NAME | ROLE | BODY | ANONYMOUS
_STOPS: Final = SUBJECT | QUE | IS_RELATIVE | IS_SUBJECT_RELATIVE | IS_SUBORDINATOR
_CONJUGATED: Final = VERB | IS_AUXILIARY | IS_COPULA
_NOUNISH: Final = IS_NAME | ROLE | BODY


@compiled
def find_subjects(text: Text, cues: Cues, first: Int32, last: Int32) -> None:
    """Fill in the first and last token of each cue's subject, −1 where none is found.

    In this order: the pronoun behind an inverted verb; a pronoun or noun phrase before the verb; a noun phrase
    behind it, where nothing stands before; what the sentence's main verb or the cue before is said of.
    """
    for c in range(len(cues.token)):
        first[c] = last[c] = NOBODY
        if cues.clitic[c] != NOBODY:
            first[c], last[c] = _of_pronoun(text, cues.clitic[c], cues.token[c])
            continue
        t, begin = cues.token[c], cues.first[c]
        own = text.verb[t] & HELPED or (text.verb[t] & (FINITE | PARTICIPLE) and not (text.verb[t] & BARE and text.word[t] & INFINITIVE))
        a, b = _before(text, begin) if own else (NOBODY, NOBODY)
        if a == NOBODY and own:
            a, b = _behind(text, t)
        if a == NOBODY and c > 0 and text.sentence[cues.token[c - 1]] == text.sentence[t] and first[c - 1] != NOBODY:
            a, b = first[c - 1], last[c - 1]
        if a == NOBODY:
            a, b = _of_sentence(text, t)
        first[c], last[c] = a, b


@compiled
def _of_pronoun(text: Text, clitic: int, t: int) -> tuple[int, int]:
    """Return the pronoun behind a verb, or behind "on" those it stands for: "a-t-on appris de source policière"."""
    if text.word[clitic] & THIRD or not text.word[clitic] & LOWER:
        return clitic, clitic
    i = t + 1
    while i + 1 < len(text.word) and i - t <= 4 and tied(text, i):  # noqa: PLR2004 (auprès de, lundi de)
        if text.word[i] & IS_OF:
            return i + 1, phrase_end(text, i + 1)
        i += 1
    return clitic, clitic


@compiled
def _before(text: Text, begin: int) -> tuple[int, int]:
    """Return the subject that ends before token `begin`."""
    p = begin - 1
    if p < 0 or text.sentence[p] != text.sentence[begin]:
        return NOBODY, NOBODY
    gap = text.before[begin]
    if gap in (_COMMA, _BRACKET):
        return _before_aside(text, begin)
    if text.quote[p] != text.quote[begin]:
        return NOBODY, NOBODY
    if gap > BEFORE.SPACE:
        return NOBODY, NOBODY
    word = text.word[p]
    if word & IS_SUBJECT_RELATIVE and not word & IS_NAME:
        q = p - 1
        if q < 0 or text.sentence[q] != text.sentence[p]:
            return NOBODY, NOBODY
        return phrase_before(text, q)
    if word & SUBJECT:
        return p, p
    if word & (IS_COORDINATOR | _STOPS | TO) and not word & IS_NAME:
        return NOBODY, NOBODY
    return phrase_before(text, p)


@compiled
def _before_aside(text: Text, begin: int) -> tuple[int, int]:
    """Return the subject before an aside between commas: "Jeanne Martin, la maire, a dit"."""
    start, i = sentence_start(text, begin), begin - 1
    if _has_main_verb(text, start, begin) and _opens_behind(text, begin):
        return NOBODY, NOBODY  # a whole clause stands before: "La digue tient, à Orval, a annoncé la préfecture"
    while i > start and begin - i <= LONGEST:
        if text.quote[i] != text.quote[begin] or text.word[i] & _CONJUGATED and text.word[i] & LOWER and not text.word[i] & _NOUNISH:
            return NOBODY, NOBODY
        if text.before[i] in (_COMMA, _BRACKET):
            if text.word[i - 1] & SUBJECT:
                return i - 1, i - 1
            a, b = phrase_before(text, i - 1)
            named = a != NOBODY and (a == start or text.word[a] & _OPENS)
            return (a, b) if named else (NOBODY, NOBODY)
        i -= 1
    return NOBODY, NOBODY


@compiled
def _has_main_verb(text: Text, first: int, end: int) -> bool:
    """Say whether a finite verb stands in a stretch that no relative pronoun opens."""
    for i in range(first, end):
        if text.word[i] & IS_SUBJECT_RELATIVE and text.word[i] & LOWER and text.quote[i] == NOBODY:
            return False
        if text.word[i] & _CONJUGATED and not text.word[i] & (IS_DETERMINER | IS_PREPOSITION | _NOUNISH):
            return True
    return False


@compiled
def _opens_behind(text: Text, begin: int) -> bool:
    """Say whether a noun phrase or a name stands behind the verb group that begins here."""
    i = begin
    while i < len(text.word) and i - begin < 5 and not text.verb[i]:  # noqa: PLR2004 (a group is short)
        i += 1
    if i + 1 >= len(text.word):
        return False
    a, _ = _behind(text, i)
    return a != NOBODY


@compiled
def phrase_before(text: Text, p: int) -> tuple[int, int]:
    """Return the noun phrase that ends with token `p`: from the leftmost word that opens one and hangs on no preposition."""
    i, best = p, NOBODY
    while p - i < LONGEST:
        word = text.word[i]
        if word & _STOPS and not word & IS_NAME:
            break
        verbal = word & (_CONJUGATED | IS_PRESENT_PARTICIPLE | INFINITIVE | HAVING) and word & LOWER
        headless = i > 0 and text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED)
        if verbal and not headless and not word & (_NOUNISH | IS_DETERMINER | IS_PREPOSITION | IS_ADJECTIVE | IS_PARTICIPLE):
            break
        free = i == 0 or not tied(text, i) or not text.word[i - 1] & (IS_PREPOSITION | IS_CONTRACTED | IS_OF)
        inside = word & IS_NAME and i > 0 and tied(text, i) and text.word[i - 1] & (IS_NAME | IS_DETERMINER)
        if free and word & _OPENS and not inside:
            best = i
        if not tied(text, i):
            break
        i -= 1
    return (best, p) if best != NOBODY else (NOBODY, NOBODY)


@compiled
def _behind(text: Text, t: int) -> tuple[int, int]:
    """Return the noun phrase behind a verb with nothing before it: "a déclaré mardi à la radio Jeanne Martin"."""
    i, end = t + 1, sentence_end(text, t)
    while i < end and i - t <= LONGEST and text.before[i] <= _COMMA and text.quote[i] == text.quote[t]:
        word = text.word[i]
        if word & (_STOPS | QUE) and not word & IS_NAME:
            return NOBODY, NOBODY
        if word & _OPENS and not _hangs(text, i, t) and not is_when(text, i):
            return i, phrase_end(text, i)
        i += 1
    return NOBODY, NOBODY


@compiled
def _hangs(text: Text, i: int, t: int) -> bool:
    """Say whether a word behind token `t` belongs to the word before it: to a preposition, an article, a name."""
    if i == t + 1 or not tied(text, i):
        return False
    word, previous = text.word[i], text.word[i - 1]
    if previous & (IS_PREPOSITION | IS_CONTRACTED | IS_OF) and not previous & IS_NAME:
        return True
    if not word & IS_NAME:
        return bool(word & IS_DETERMINER and word & IS_OF)
    return bool(previous & IS_DETERMINER or (previous & IS_NAME and (not previous & ACRONYM or word & ACRONYM)))


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
    while i < len(text.word) and i - first < LONGEST and tied(text, i):
        if _ends_phrase(text, i):
            break
        last = i
        i += 1
    while last > first and text.word[last] & (IS_PREPOSITION | IS_DETERMINER | IS_COORDINATOR | IS_ADVERB) and text.word[last] & LOWER:
        last -= 1
    return last


@compiled
def _ends_phrase(text: Text, i: int) -> bool:
    """Say whether a noun phrase ends before token `i`: at a verb, a conjunction, a preposition other than "de"."""
    word, headless = text.word[i], text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED)
    if not word & LOWER:
        return False
    if word & (_STOPS | QUE):
        return True
    if word & (INFINITIVE | _CONJUGATED | IS_PRESENT_PARTICIPLE) and not word & (_NOUNISH | IS_ADJECTIVE) and not headless:
        return True
    if word & IS_EMPTY and not headless:
        return True
    if word & IS_PREPOSITION and not word & (IS_OF | IS_CONTRACTED):
        return True
    return bool(word & IS_COORDINATOR and not (i + 1 < len(text.word) and text.word[i + 1] & _OPENS))


@compiled
def _of_sentence(text: Text, t: int) -> tuple[int, int]:
    """Return the subject of the sentence's first finite verb."""
    i, end = sentence_start(text, t), sentence_end(text, t)
    while i < end:
        word = text.word[i]
        conjugated = word & _CONJUGATED and not word & (_NOUNISH | IS_DETERMINER | IS_PREPOSITION)
        if conjugated and text.quote[i] == text.quote[t] and i != t:
            j = i
            while tied(text, j) and text.word[j - 1] & CLITIC and not text.word[j - 1] & SUBJECT:
                j -= 1
            a, b = _before(text, j)
            if a != NOBODY and not text.word[a] & IS_SUBJECT_RELATIVE:
                return a, b
        i += 1
    return NOBODY, NOBODY
