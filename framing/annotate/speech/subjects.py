"""Subjects: the noun phrase or pronoun whose words a cue reports (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import (
    NOBODY,
    Cues,
    Text,
    before_brackets,
    over_brackets,
    sentence_end,
    sentence_start,
    tied,
)
from framing.annotate.speech.kinds import (
    ACRONYM,
    ANONYMOUS,
    BARE,
    BODY,
    CLITIC,
    DOMAIN,
    FINITE,
    GERUND,
    HAVING,
    HELPED,
    INFINITIVE,
    IS_ADJECTIVE,
    IS_ADVERB,
    IS_AUXILIARY,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_EARLY,
    IS_EMPTY,
    IS_FUNCTION,
    IS_NAME,
    IS_NEGATOR,
    IS_NUMBER,
    IS_OF,
    IS_PARTICIPLE,
    IS_PREPOSITION,
    IS_PRESENT_PARTICIPLE,
    IS_RELATIVE,
    IS_SUBJECT_RELATIVE,
    IS_SUBORDINATOR,
    ITSELF,
    LOWER,
    MANY,
    PARTICIPLE,
    QUE,
    ROLE,
    SUBJECT,
    TAKES_ZERO,
    TELLS,
    THIRD,
    TO,
    VERB,
)  # fmt: skip
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]

# Longest noun phrase that is read as a speaker, in tokens: "le secrétaire général du syndicat des … de la région …".
LONGEST: Final = 16
_COMMA: Final = BEFORE.COMMA
_BRACKET: Final = BEFORE.BRACKET
_MARK: Final = BEFORE.MARK
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
        own = text.verb[t] & HELPED or (
            text.verb[t] & (FINITE | PARTICIPLE) and not (text.verb[t] & BARE and text.word[t] & INFINITIVE)
        )
        bound = text.verb[t] & GERUND and tied(text, t) and not text.word[t - 1] & (IS_PREPOSITION | CLITIC)
        a, b = _before(text, begin) if own or bound else (NOBODY, NOBODY)
        joined = begin > 0 and text.word[begin - 1] & IS_COORDINATOR and tied(text, begin)
        listener = text.verb[t] & TELLS and text.verb[t] & TAKES_ZERO
        if a == NOBODY and own and not joined and not listener:
            a, b = _behind(text, t)
        if (
            a == NOBODY
            and c > 0
            and text.sentence[cues.token[c - 1]] == text.sentence[t]
            and first[c - 1] != NOBODY
        ):
            a, b = first[c - 1], last[c - 1]
        if a == NOBODY and text.verb[t] & BARE and not own:
            a, b = _of_narrative(text, t)
        if a == NOBODY:
            a, b = _of_sentence(text, t)
        if a == NOBODY:
            a, b = _behind(text, t)
        first[c], last[c] = a, b


@compiled
def _of_narrative(text: Text, t: int) -> tuple[int, int]:
    """Return the subject of an infinitive that tells: "Et le maire de conclure"."""
    of = t - 1
    if of <= 0 or not text.word[of] & IS_OF or not tied(text, t) or not tied(text, of):
        return NOBODY, NOBODY
    start = sentence_start(text, t)
    return phrase_before(text, of - 1) if text.word[start] & IS_COORDINATOR else (NOBODY, NOBODY)


@compiled
def _of_pronoun(text: Text, clitic: int, t: int) -> tuple[int, int]:
    """Return the pronoun behind a verb, or behind "on" those it stands for: "a-t-on appris de source policière"."""
    if text.word[clitic] & THIRD or not text.word[clitic] & LOWER:
        return clitic, clitic
    i = t + 1
    while i + 1 < len(text.word) and i - t <= 4 and tied(text, i):
        if text.word[i] & IS_OF:
            return i + 1, phrase_end(text, i + 1)
        if text.word[i] & (IS_PREPOSITION | IS_CONTRACTED):
            last = phrase_end(text, i + 1)
            for k in range(i + 1, last + 1):
                if text.word[k] & (BODY | ROLE):
                    return i + 1, last
        i += 1
    return clitic, clitic


@compiled
def _before(text: Text, begin: int) -> tuple[int, int]:
    """Return the subject that ends before token `begin`."""
    p = begin - 1
    if p < 0 or text.sentence[p] != text.sentence[begin]:
        return NOBODY, NOBODY
    gap = text.before[begin]
    if gap >= _COMMA and text.quote[p] != text.quote[begin]:
        return NOBODY, NOBODY
    if gap in (_COMMA, _BRACKET):
        return _before_aside(text, begin)
    if text.quote[p] != text.quote[begin]:
        return _with_quoted_name(text, p)
    if gap > BEFORE.SPACE:
        return NOBODY, NOBODY
    word = text.word[p]
    if word & IS_SUBJECT_RELATIVE and not word & IS_NAME:
        return (
            _antecedent(text, p - 1)
            if p > 0 and text.sentence[p - 1] == text.sentence[p]
            else (NOBODY, NOBODY)
        )
    if word & SUBJECT:
        return p, p
    if word & (IS_COORDINATOR | _STOPS | TO) and not word & IS_NAME:
        return NOBODY, NOBODY
    return phrase_before(text, p)


@compiled
def _antecedent(text: Text, q: int) -> tuple[int, int]:
    """Return the noun phrase before "qui", whatever it hangs on: selon *le texte*, qui précise."""
    a, b = phrase_before(text, q)
    if a != NOBODY:
        return a, b
    i = q
    while q - i < 6:
        if text.word[i] & IS_DETERMINER or not tied(text, i):
            return (i, q) if _opens(text.word[i]) else (NOBODY, NOBODY)
        i -= 1
    return NOBODY, NOBODY


@compiled
def _with_quoted_name(text: Text, p: int) -> tuple[int, int]:
    """Return an article and the name in marks behind it: les «gilets jaunes»."""
    q = p
    while q > 0 and text.quote[q - 1] == text.quote[p] and p - q < 4:
        q -= 1
    if q == 0 or text.quote[q - 1] == text.quote[p] or not text.word[q - 1] & MANY or text.before[q] > _MARK:
        return NOBODY, NOBODY
    return q - 1, p


@compiled
def _before_aside(text: Text, begin: int) -> tuple[int, int]:
    """Return the subject before an aside between commas: "Jeanne Martin, la maire, a dit"."""
    start, i = sentence_start(text, begin), begin - 1
    if _has_main_verb(text, start, begin) and _opens_behind(text, begin):
        return (
            NOBODY,
            NOBODY,
        )  # a whole clause stands before: "La digue tient, à Orval, a annoncé la préfecture"
    while i > start and begin - i <= LONGEST:
        if text.quote[i] != text.quote[begin] or (
            text.word[i] & _CONJUGATED and text.word[i] & LOWER and not text.word[i] & _NOUNISH
        ):
            break
        if text.before[i] in (_COMMA, _BRACKET):
            i = before_brackets(text, i)
            if text.word[i - 1] & SUBJECT:
                return i - 1, i - 1
            a, b = phrase_before(text, i - 1)
            if a != NOBODY and (a == start or _opens(text.word[a])):
                return a, b
        i -= 1
    return _first_phrase(text, start, begin)


@compiled
def _first_phrase(text: Text, start: int, begin: int) -> tuple[int, int]:
    """Return the noun phrase that opens a sentence and ends in a comma: "Le chef, tout en félicitant …, a déclaré"."""
    if text.quote[start] != text.quote[begin] or not _opens(text.word[start]):
        return NOBODY, NOBODY
    last = phrase_end(text, start)
    behind = over_brackets(text, last + 1)
    comma = behind < begin and text.before[behind] in (_COMMA, _BRACKET)
    return (start, last) if comma else (NOBODY, NOBODY)


@compiled
def _has_main_verb(text: Text, first: int, end: int) -> bool:
    """Say whether a finite verb stands in a stretch outside its relative clauses."""
    relative = False
    for i in range(first, end):
        word = text.word[i]
        if text.before[i] == _COMMA:
            relative = False
        if word & IS_SUBJECT_RELATIVE and word & LOWER and text.quote[i] == NOBODY:
            relative = True
        headless = text.quote[i] != NOBODY or (
            i > 0 and text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED | IS_PREPOSITION | IS_EARLY) > 0
        )
        if (
            word & _CONJUGATED
            and not relative
            and not headless
            and not word & (IS_DETERMINER | IS_PREPOSITION | _NOUNISH)
        ):
            return True
    return False


@compiled
def _opens_behind(text: Text, begin: int) -> bool:
    """Say whether a noun phrase or a name stands behind the verb group that begins here."""
    i = begin
    while i < len(text.word) and i - begin < 5 and not text.verb[i]:
        i += 1
    if i + 1 >= len(text.word):
        return False
    a, _ = _behind(text, i)
    return a != NOBODY


@compiled
def _opens(word: int) -> bool:
    """Say whether a noun phrase can open with a word: an article, a name, somebody unnamed."""
    if word & QUE:
        return False
    if word & (IS_DETERMINER | ANONYMOUS):
        return not (word & IS_PREPOSITION and not word & IS_DETERMINER)
    return bool(word & IS_NAME and not word & (IS_FUNCTION | IS_SUBORDINATOR | SUBJECT | QUE))


@compiled
def phrase_before(text: Text, p: int) -> tuple[int, int]:
    """Return the noun phrase that ends with token `p`: from the leftmost word that opens one and hangs on no preposition."""
    i, best = p, NOBODY
    while p - i < LONGEST:
        word = text.word[i]
        if word & _STOPS and not word & (IS_NAME | IS_DETERMINER):
            break
        verbal = word & (_CONJUGATED | IS_PRESENT_PARTICIPLE | INFINITIVE | HAVING) and word & LOWER
        headless = i > 0 and text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED)
        if (
            verbal
            and not headless
            and not word & (_NOUNISH | IS_DETERMINER | IS_PREPOSITION | IS_ADJECTIVE | IS_PARTICIPLE)
        ):
            break
        free = i == 0 or not tied(text, i) or not text.word[i - 1] & (IS_PREPOSITION | IS_CONTRACTED | IS_OF)
        inside = word & IS_NAME and i > 0 and tied(text, i) and text.word[i - 1] & (IS_NAME | IS_DETERMINER)
        if free and _opens(word) and not inside:
            best = i
        bracket = before_brackets(text, i)
        if (bracket != i and tied(text, bracket + 1)) or bracket != i:
            i = bracket - 1
            continue
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
        if (
            word & (_STOPS | QUE | INFINITIVE)
            and word & LOWER
            and not word & (IS_ADVERB | ROLE | BODY | IS_DETERMINER)
        ):
            return NOBODY, NOBODY
        if _opens(word) and not _hangs(text, i, t) and not is_when(text, i):
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
    if previous & ACRONYM and not word & ACRONYM:
        return False  # à l'AFP Jeanne Martin
    if previous & (IS_DETERMINER | IS_NAME):
        return True
    alone = i + 1 >= len(text.word) or not tied(text, i + 1) or not text.word[i + 1] & IS_NAME
    return alone and _governed(text, i - 1, t)


@compiled
def _governed(text: Text, i: int, t: int) -> bool:
    """Say whether a noun hangs on a preposition: "sur sa page"."""
    k = i
    while k > t and i - k < 3 and tied(text, k + 1):
        if text.word[k] & (IS_PREPOSITION | IS_CONTRACTED) and text.word[k] & LOWER:
            return True
        k -= 1
    return False


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
        behind = over_brackets(text, i)
        if behind != i:
            if (
                text.before[behind] == _BRACKET
                and text.word[behind] & IS_NAME
                and not text.word[behind] & (IS_FUNCTION | SUBJECT)
            ):
                last, i = behind, behind + 1
                continue
            break
        if not tied(text, i) or _ends_phrase(text, i):
            break
        last = i
        i += 1
    while (
        last > first
        and text.word[last] & (IS_PREPOSITION | IS_DETERMINER | IS_COORDINATOR | IS_ADVERB)
        and text.word[last] & LOWER
    ):
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
    if (
        word & (INFINITIVE | _CONJUGATED | IS_PRESENT_PARTICIPLE)
        and not word & (_NOUNISH | IS_ADJECTIVE)
        and not headless
    ):
        return True
    if word & IS_EMPTY and not headless:
        return True
    if word & (IS_PREPOSITION | IS_CONTRACTED) and not word & IS_OF:
        return True
    return bool(word & IS_COORDINATOR and not (i + 1 < len(text.word) and _opens(text.word[i + 1])))


@compiled
def _of_sentence(text: Text, t: int) -> tuple[int, int]:
    """Return the subject of the sentence's first finite verb."""
    i, end = sentence_start(text, t), sentence_end(text, t)
    while i < end:
        word = text.word[i]
        if word & THIRD and text.before[i] == BEFORE.NOTHING and text.quote[i] == text.quote[t]:
            return i, i
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


@compiled
def subject_before_colon(text: Text, opening: int) -> tuple[int, int]:
    """Return who is announced before a colon without a verb of speech: "Parmi eux, Paul, un maçon : «…»"."""
    end = opening
    if end == 0 or text.document[end - 1] != text.document[end]:
        return NOBODY, NOBODY
    start = sentence_start(text, end - 1)
    if text.sentence[end] == text.sentence[end - 1]:
        start = sentence_start(text, end)
    found = NOBODY
    for i in range(start, end):
        named = text.word[i] & IS_NAME and _opens(text.word[i]) and not text.word[i] & DOMAIN
        free = (
            i == start
            or not tied(text, i)
            or not text.word[i - 1] & (IS_PREPOSITION | IS_CONTRACTED | IS_OF | IS_NAME | IS_DETERMINER)
        )
        if named and free and text.quote[i] == NOBODY:
            found = i
    if found != NOBODY:
        return found, min(phrase_end(text, found), end - 1)
    if _opens(text.word[start]) and text.quote[start] == NOBODY:
        return start, min(phrase_end(text, start), end - 1)
    return NOBODY, NOBODY


@compiled
def subject_of_incise(text: Text, last: int) -> tuple[int, int]:
    """Return who stands behind a verb that follows a quotation at once: «…», tranche Jeanne Martin."""
    size, t = len(text.word), last + 1
    if t >= size or text.sentence[t] != text.sentence[last] or text.before[t] > _COMMA:
        return NOBODY, NOBODY
    while t + 1 < size and text.word[t] & (CLITIC | ITSELF | IS_AUXILIARY | HAVING) and tied(text, t + 1):
        t += 1
    word = text.word[t]
    if not word & LOWER or word & (IS_FUNCTION | IS_NUMBER | QUE | _STOPS):
        return NOBODY, NOBODY
    if t + 1 < size and text.before[t + 1] == BEFORE.NOTHING and text.word[t + 1] & THIRD:
        return t + 1, t + 1
    i = t + 1
    while i < size and tied(text, i) and text.word[i] & (IS_ADVERB | IS_NEGATOR) and text.word[i] & LOWER:
        i += 1
    person = (
        i < size
        and tied(text, i)
        and (
            text.word[i] & IS_NAME
            or (
                word & (VERB | IS_PARTICIPLE)
                and text.word[i] & IS_DETERMINER
                and i + 1 < size
                and text.word[i + 1] & (ROLE | BODY)
            )
        )
    )
    return (i, phrase_end(text, i)) if person and _opens(text.word[i]) else (NOBODY, NOBODY)
