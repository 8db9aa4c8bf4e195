"""Objects: what was said as a noun phrase, behind a verb ("annonce la fermeture") or before its passive (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    AGENTS,
    ARTICLES,
    BARE,
    CLITIC,
    CLOSING,
    CONJUGATED,
    FINITE,
    FOR_WHOM,
    GERUND,
    IS_ADJECTIVE,
    IS_ADVERB,
    IS_AUXILIARY,
    IS_BEEN,
    IS_BY,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_NAME,
    IS_OF,
    IS_PARTICIPLE,
    IS_PREPOSITION,
    IS_SUBJECT_RELATIVE,
    ITSELF,
    LOWER,
    PARTICIPLE,
    QUE,
    SUBJECT,
    TAKES_CLAUSE,
    TAKES_OBJECT,
    THIRD,
    TO,
)
from framing.annotate.speech.noun_phrases import phrase_before, phrase_end
from framing.annotate.speech.spans import PASSIVE, Reported, append
from framing.annotate.speech.text import (
    BRACKET,
    COLON,
    NO_SPAN,
    NOBODY,
    SPACE,
    Text,
    tied,
    word_after,
    word_before,
)

Int64 = NDArray[np.int64]

# Longest noun phrase that is read as what was said, in tokens: with all its complements it may fill a sentence.
_LONG: Final = 30
# Words between a passive and its "par".
_AGENT_AT: Final = 6
_OPENERS: Final = ARTICLES | IS_OF | TO
_NO_VERB: Final = AGENTS | IS_ADJECTIVE | IS_PARTICIPLE | IS_PREPOSITION
_NEW_CLAUSE: Final = SUBJECT | CLOSING | QUE
_PASSIVE_GROUP: Final = IS_AUXILIARY | IS_COPULA | IS_BEEN | IS_ADVERB | CLITIC


@compiled
def object_of(text: Text, t: int, a: int, b: int) -> tuple[int, int]:
    """Return the noun phrase that says what was said: "annonce la fermeture de l'usine".

    Parameters
    ----------
    text : Text
    t : int
        The verb.
    a, b : int
        First and last token of its subject.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    verb = text.verb[t]
    if not verb & TAKES_OBJECT or (verb & BARE and not verb & FINITE) or a == NOBODY or a > t:
        return NO_SPAN
    if a == b and text.word[a] & SUBJECT and not text.word[a] & (THIRD | IS_SUBJECT_RELATIVE):
        return NO_SPAN
    i = t + 1
    while i < len(text.word) and tied(text, i) and text.word[i] & IS_ADVERB and text.word[i] & LOWER:
        i += 1
    if i >= len(text.word) or not tied(text, i) or not text.word[i] & _OPENERS or text.word[i] & FOR_WHOM:
        return NO_SPAN
    return i, _long_phrase_end(text, i)


@compiled
def _long_phrase_end(text: Text, i: int) -> int:
    """Return where a noun phrase ends with all that hangs on it.

    That is where its sentence ends, if no clause follows; else where the clause begins, or the first comma before it.
    """
    k, comma = i + 1, NOBODY
    while (
        k < len(text.word)
        and text.sentence[k] == text.sentence[i]
        and text.before[k] < COLON
        and k - i <= _LONG
    ):
        if comma == NOBODY and text.before[k] >= BRACKET and text.quote[k] == NOBODY:
            comma = k - 1
        if _clause_begins(text, k, comma != NOBODY):
            return comma if comma != NOBODY else k - 1
        k += 1
    return k - 1


@compiled
def _clause_begins(text: Text, k: int, behind_comma: bool) -> bool:
    """Say whether a noun phrase is over: at a verb, a conjunction, another cue behind a comma."""
    word = text.word[k]
    if not word & LOWER or text.quote[k] != NOBODY or text.word[k - 1] & ARTICLES:
        return False
    if word & _NEW_CLAUSE or (word & CONJUGATED and not word & _NO_VERB):
        return True
    if behind_comma and text.verb[k] & (GERUND | FINITE) and not word & AGENTS:
        return True
    return bool(word & IS_COORDINATOR and word_after(text, k) & (CONJUGATED | SUBJECT))


@compiled
def report_passives(text: Text, candidate: Int64, out: Reported, n: int) -> int:
    """Append what was announced, said … by somebody: "la fermeture a été annoncée par le préfet".

    Parameters
    ----------
    text : Text
    candidate : int64 array
        Tokens with the bits of a verb.
    out : Reported
    n : int
        How many spans `out` holds.

    Returns
    -------
    int
        How many it holds now.
    """
    for c in range(len(candidate)):
        t = candidate[c]
        verb = text.verb[t]
        takes = verb & PARTICIPLE and verb & (TAKES_OBJECT | TAKES_CLAUSE)
        if not takes or text.quote[t] != NOBODY:
            continue
        agent = _agent(text, t)
        first, last = _patient(text, t) if agent != NOBODY else NO_SPAN
        if first != NOBODY:
            n = append(out, n, first, last, NOBODY, agent, phrase_end(text, agent), PASSIVE)
    return n


@compiled
def _patient(text: Text, t: int) -> tuple[int, int]:
    """Return the noun phrase before a passive; none where a participle is active or reflexive."""
    begin, passive = t, False
    while word_before(text, begin) & _PASSIVE_GROUP:
        begin -= 1
        if text.word[begin] & ITSELF:
            return NO_SPAN
        passive = passive or bool(text.word[begin] & (IS_BEEN | IS_COPULA))
    return phrase_before(text, begin - 1) if passive and tied(text, begin) else NO_SPAN


@compiled
def _agent(text: Text, t: int) -> int:
    """Return where the agent of a passive begins, behind "par"; −1 for none."""
    for i in range(t + 1, min(t + _AGENT_AT, len(text.word) - 1)):
        if text.sentence[i] != text.sentence[t] or text.before[i] > SPACE:
            return NOBODY
        inside = text.sentence[i + 1] == text.sentence[t]
        if text.word[i] & IS_BY and inside and text.word[i + 1] & (IS_DETERMINER | IS_NAME):
            return i + 1
    return NOBODY
