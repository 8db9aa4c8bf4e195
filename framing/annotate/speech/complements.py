"""Complements: where what a cue reports begins behind it – a clause, a question, an infinitive, an adjective (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    AGENTS,
    ARTICLES,
    BASE,
    CLITIC,
    CONJOINED,
    CONJUGATED,
    GERUND,
    GOVERNORS,
    INFINITIVE,
    IS_ADJECTIVE,
    IS_ADVERB,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_EMPTY,
    IS_NAME,
    IS_NUMBER,
    IS_OF,
    IS_PREPOSITION,
    IS_PRESENT_PARTICIPLE,
    IS_PRONOUN,
    IS_SUBJECT_RELATIVE,
    ITSELF,
    LOWER,
    QUE,
    QUESTION,
    SMALL_WORDS,
    SUBJECT,
    TAKES_ADJECTIVE,
    TAKES_CLAUSE,
    TAKES_DE,
    TAKES_INFINITIVE,
    TAKES_QUESTION,
    TAKES_TO,
    TAKES_ZERO,
    TELLS,
    TO,
)
from framing.annotate.speech.clauses import has_verb
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.listeners import behind_listener, only_listener
from framing.annotate.speech.noun_phrases import is_when
from framing.annotate.speech.spans import ASKED, INFINITE, THAT, ZERO
from framing.annotate.speech.text import (
    COLON,
    COMMA,
    MARK,
    NOBODY,
    SPACE,
    Text,
    sentence_end,
    tied,
    word_before,
)

# Words between a cue and "que": "a déclaré mardi soir à la presse, devant la préfecture, que" …
_REACH: Final = 16
# … and a colon or an infinitive: "demande aux habitants de la commune de partir".
_OBJECT_REACH: Final = 8
_COLON_REACH: Final = 8
# An adverb or a pronoun between.
_NEXT: Final = 2
# Words between "de" and its infinitive: "de ne pas en parler".
_INFINITIVE_AT: Final = 4
NOT_FOUND: Final = (NOBODY, 0)
# What the words between a cue and its infinitive begin with: "assure depuis lundi vouloir partir".
_ADJUNCTS: Final = IS_PREPOSITION | IS_CONTRACTED | IS_EMPTY | IS_ADVERB
# An infinitive behind these is no complement of the cue.
_TAKERS: Final = GOVERNORS | TO | IS_DETERMINER
# A clause without "that" opens with these, or not.
_OPENERS: Final = IS_DETERMINER | SUBJECT | IS_NAME | IS_ADJECTIVE | IS_NUMBER
_NO_OPENERS: Final = IS_PREPOSITION | QUE | IS_COORDINATOR | TO
_NO_ADJECTIVE: Final = SMALL_WORDS | QUE | QUESTION | IS_COORDINATOR | IS_PRONOUN | INFINITIVE | IS_EMPTY
_NO_VERB: Final = SMALL_WORDS | AGENTS | CLITIC
_BEFORE_INFINITIVES: Final = CLITIC | IS_ADVERB


@compiled
def complement(text: Text, cues: Cues, c: int, subject: int) -> tuple[int, int]:
    """Return where what the verb takes begins – clause, question, infinitive, adjective – and which.

    Parameters
    ----------
    text : Text
    cues : Cues
    c : int
    subject : int
        The last token of the cue's subject.

    Returns
    -------
    start, rule : int
        −1 and 0 where the verb takes nothing here.
    """
    t = cues.token[c]
    verb, end = text.verb[t], sentence_end(text, t)
    behind = subject > t and not verb & GERUND
    begin = max(t, cues.clitic[c], subject if behind else t) + 1
    if verb & TAKES_ADJECTIVE and begin < end and _describes_itself(text, cues.first[c], t, begin):
        return begin, INFINITE
    told = behind_listener(text, begin, end) if verb & TELLS and verb & TAKES_ZERO else begin
    start, rule = _first_taken(text, t, begin, end)
    if start == NOBODY and verb & TAKES_ZERO and begin < end and _opens_zero(text, told, end):
        return told, ZERO
    if rule == INFINITE and start > begin:
        start = _with_own_words(text, cues.first[c], t, begin, start)
    return start, rule


@compiled
def _with_own_words(text: Text, first: int, t: int, begin: int, start: int) -> int:
    """Return where an infinitive begins with its own subject or negation: asked *for* the text to be read, promised *not* to read it."""
    for_whom = text.word[begin] & TO and text.word[begin] & IS_PREPOSITION
    if for_whom and text.word[start] & TO and not text.word[start] & GOVERNORS:
        return begin  # French markers are prepositions, and those before them lead to whom one asks
    word = word_before(text, start)
    own = word & CLITIC and word & IS_ADVERB and not _is_denied(text, first, t)
    return start - 1 if own else start


@compiled
def _is_denied(text: Text, first: int, t: int) -> bool:
    """Say whether a negation stands in the group of a verb, whose other half may follow: "n'appelle pas à"."""
    for i in range(first, t):
        if text.word[i] & CLITIC:
            return True
    return False


@compiled
def _first_taken(text: Text, t: int, begin: int, end: int) -> tuple[int, int]:
    """Look behind a cue for the first thing it takes, up to a colon or another verb."""
    i = begin
    while i < end and i - begin <= _REACH:
        quoted = text.quote[i] != NOBODY
        if text.before[i] >= COLON:
            near = text.before[i] == COLON and i - begin <= _COLON_REACH
            clause = near and not quoted and text.verb[t] & TAKES_CLAUSE and has_verb(text, i, end)
            return (i, ZERO) if clause else NOT_FOUND
        if not quoted:
            start, rule = _taken(text, t, begin, i, end)
            if start != NOBODY or _is_another_verb(text, i):
                return start, rule
        i += 1
    return NOT_FOUND


@compiled
def _taken(text: Text, t: int, begin: int, i: int, end: int) -> tuple[int, int]:
    """Return what the cue takes, if it opens with token `i`."""
    verb, word = text.verb[t], text.word[i]
    if word & QUE and verb & TAKES_CLAUSE and not _is_relative(text, t, begin, i):
        return i, THAT
    if word & QUESTION and verb & TAKES_QUESTION and _asks(text, i, end):
        if i - t <= _NEXT or (verb & TELLS and only_listener(text, begin, i)):
            return i, ASKED
    if word & INFINITIVE and verb & TAKES_INFINITIVE and _is_infinitive(text, begin, i):
        return _with_clitics(text, i, begin), INFINITE
    takes = TAKES_DE if word & IS_OF else TAKES_TO
    if verb & takes & TAKES_DE and i - begin <= _OBJECT_REACH and _gerund_follows(text, i, end):
        return i, INFINITE
    if word & TO and verb & takes and i - begin <= _OBJECT_REACH and _infinitive_follows(text, i, end):
        return i, INFINITE
    return NOT_FOUND


@compiled
def _is_relative(text: Text, t: int, begin: int, i: int) -> bool:
    """Say whether a "que" belongs to a noun or a conjunction: "annonce une mesure que", "alors que"."""
    if word_before(text, i) & CONJOINED:
        return True
    if text.verb[t] & TELLS or text.before[i] > SPACE:
        return False
    for k in range(begin, i):
        article = text.word[k] & IS_DETERMINER and not text.word[k] & (IS_CONTRACTED | IS_OF)
        if article and text.quote[k] == NOBODY and (k == begin or not text.word[k - 1] & (GOVERNORS | TO)):
            return not is_when(text, k)
    return False


@compiled
def _asks(text: Text, i: int, end: int) -> bool:
    """Say whether a question word opens a clause: "ce" needs its "que" or "qui"."""
    word = text.word[i]
    if text.before[i] > SPACE:
        return False
    if word & IS_DETERMINER and word & SUBJECT:  # ce
        return i + 1 < end and bool(text.word[i + 1] & (QUE | IS_SUBJECT_RELATIVE)) and tied(text, i + 1)
    return True


@compiled
def _is_infinitive(text: Text, begin: int, i: int) -> bool:
    """Say whether an infinitive can be the cue's own: next to it, or behind what else is said of when and where."""
    if not text.word[i] & LOWER or text.before[i] > SPACE:
        return False
    adjunct = text.word[begin] & _ADJUNCTS and i - begin <= _OBJECT_REACH
    return i - begin <= _NEXT or (bool(adjunct) and not text.word[i - 1] & _TAKERS)


@compiled
def _with_clitics(text: Text, i: int, begin: int) -> int:
    while i > begin and word_before(text, i) & (CLITIC | IS_ADVERB):
        i -= 1
    return i


@compiled
def _gerund_follows(text: Text, i: int, end: int) -> bool:
    """Say whether a form in -ing stands behind a preposition: "accused the council of hiding the estimate"."""
    k = i + 1
    while k < end and tied(text, k) and text.word[k] & IS_ADVERB:
        k += 1
    return k < end and tied(text, k) and bool(text.word[k] & IS_PRESENT_PARTICIPLE)


@compiled
def _infinitive_follows(text: Text, i: int, end: int) -> bool:
    k = i + 1
    while k < end and k - i <= _INFINITIVE_AT and text.before[k] <= MARK:
        if text.word[k] & INFINITIVE or (k == i + 1 and text.word[k] & BASE):
            return True
        if not text.word[k] & _BEFORE_INFINITIVES:
            return False
        k += 1
    return False


@compiled
def _is_another_verb(text: Text, i: int) -> bool:
    word = text.word[i]
    if not word & LOWER or word & _NO_VERB:
        return False
    conjugated = word & CONJUGATED and not text.word[i - 1] & ARTICLES
    return bool(conjugated or (text.verb[i] & GERUND and text.before[i] == COMMA))


@compiled
def _describes_itself(text: Text, first: int, t: int, i: int) -> bool:
    """Say whether an adjective follows a reflexive: "se dit prêt à"."""
    itself = False
    for k in range(first, t):
        itself = itself or bool(text.word[k] & ITSELF)
    while i + 1 < len(text.word) and text.word[i] & IS_ADVERB and tied(text, i + 1):
        i += 1
    small = text.word[i] & LOWER or text.quote[i] != NOBODY
    return bool(itself and small and text.before[i] <= MARK and not text.word[i] & _NO_ADJECTIVE)


@compiled
def _opens_zero(text: Text, i: int, end: int) -> bool:
    """Say whether a clause without "that" follows: "said the road was closed"."""
    if text.before[i] > MARK or not _can_open_zero(text, i, end):
        return False
    if text.word[i] & SUBJECT and text.word[i] & CONJUGATED:
        return True  # she'd
    k = i + 1
    while k < end and text.before[k] < COLON:
        if text.word[k] & CONJUGATED and not text.word[k - 1] & SMALL_WORDS:
            return True
        k += 1
    return False


@compiled
def _can_open_zero(text: Text, i: int, end: int) -> bool:
    word = text.word[i]
    if word & _NO_OPENERS and not word & (IS_DETERMINER | SUBJECT):
        return False
    verb_next = i + 1 < end and text.word[i + 1] & CONJUGATED
    return bool(word & _OPENERS or text.quote[i] != NOBODY or verb_next)
