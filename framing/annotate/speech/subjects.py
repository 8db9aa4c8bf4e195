"""Subjects: the noun phrase or pronoun whose words a cue reports (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    AGENTS,
    ANONYMOUS,
    BARE,
    CLITIC,
    CONJUGATED,
    FINITE,
    GERUND,
    GOVERNORS,
    HELPED,
    INFINITIVE,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_NAME,
    IS_NUMBER,
    IS_OF,
    IS_PREPOSITION,
    IS_SUBJECT_RELATIVE,
    LOWER,
    NOUNISH,
    PARTICIPLE,
    SMALL_WORDS,
    SUBJECT,
    TAKES_ZERO,
    TELLS,
    THIRD,
)
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.noun_phrases import has_agent, phrase_before, phrase_end
from framing.annotate.speech.postverbal import postverbal
from framing.annotate.speech.preverbal import preverbal
from framing.annotate.speech.text import (
    NO_SPAN,
    NOBODY,
    NOTHING,
    Text,
    sentence_end,
    sentence_start,
    tied,
    word_before,
)

Int64 = NDArray[np.int64]

# Words between "on" and those it stands for: "a-t-on appris lundi auprès de".
_SOURCE_AT: Final = 4
_NO_VERB: Final = NOUNISH | SMALL_WORDS


@compiled
def find_subjects(text: Text, cues: Cues, first: Int64, last: Int64) -> None:
    """Fill in the first and last token of each cue's subject, −1 where none is found.

    In this order: the pronoun behind an inverted verb; a pronoun or noun phrase before the verb; a noun phrase
    behind it, where nothing stands before; what the cue before or the sentence's main verb is said of.

    Parameters
    ----------
    text : Text
    cues : Cues
    first, last : int64 arrays, length n_cues
        Filled in.
    """
    for c in range(len(cues.token)):
        t = cues.token[c]
        if cues.clitic[c] != NOBODY:
            first[c], last[c] = _of_pronoun(text, cues.clitic[c], t)
            continue
        a, b = _own_subject(text, t, cues.first[c])
        if a == NOBODY and c > 0 and are_together(text, cues.token[c - 1], t):
            a, b = first[c - 1], last[c - 1]
        if a == NOBODY:
            a, b = _far_subject(text, t)
        first[c], last[c] = a, b


@compiled
def is_thing(text: Text, a: int, b: int) -> bool:
    """Say whether the head of a subject is nobody who could speak: "la réaction des policiers", "des reproches"."""
    if a == NOBODY:
        return True
    for i in range(a, b + 1):
        word = text.word[i]
        if (
            word & (AGENTS | IS_NAME | SUBJECT | THIRD | IS_NUMBER | ANONYMOUS | IS_SUBJECT_RELATIVE)
            or text.quote[i] != text.quote[a]
        ):
            return False
        if i > a and word & GOVERNORS:
            break
    return True


@compiled
def are_together(text: Text, i: int, t: int) -> bool:
    """Say whether two tokens stand in one sentence and in one quotation."""
    return bool(text.sentence[i] == text.sentence[t] and text.quote[i] == text.quote[t])


@compiled
def _own_subject(text: Text, t: int, begin: int) -> tuple[int, int]:
    """Return the subject before a verb, or the one behind it."""
    verb, own = text.verb[t], _has_subject(text, t)
    bound = verb & GERUND and tied(text, t) and not text.word[t - 1] & (IS_PREPOSITION | CLITIC)
    a, b = preverbal(text, begin) if own or bound else NO_SPAN
    listener = verb & TELLS and verb & TAKES_ZERO  # "told reporters": who stands behind does not speak
    if a == NOBODY and own and not listener and not word_before(text, begin) & IS_COORDINATOR:
        a, b = postverbal(text, t)
        if a != NOBODY and tied(text, begin) and not has_agent(text, a, b):
            return NO_SPAN  # an object
    return a, b


@compiled
def _has_subject(text: Text, t: int) -> bool:
    """Say whether a form has a subject of its own: finite ones and participles have, infinitives and gerunds have not."""
    verb = text.verb[t]
    infinitive = verb & BARE and text.word[t] & INFINITIVE
    return bool(verb & HELPED or (verb & (FINITE | PARTICIPLE) and not infinitive))


@compiled
def _far_subject(text: Text, t: int) -> tuple[int, int]:
    """Return the subject of an infinitive that tells, that of the sentence, or whoever stands behind."""
    a, b = NO_SPAN
    if text.verb[t] & BARE and not _has_subject(text, t):
        a, b = _of_narrative(text, t)
    if a == NOBODY:
        a, b = _of_sentence(text, t)
    return (a, b) if a != NOBODY else postverbal(text, t)


@compiled
def _of_narrative(text: Text, t: int) -> tuple[int, int]:
    """Return the subject of an infinitive that tells: "Et le maire de conclure"."""
    of = t - 1
    if of <= 0 or not word_before(text, t) & IS_OF or not tied(text, of):
        return NO_SPAN
    opens = text.word[sentence_start(text, t)] & IS_COORDINATOR
    return phrase_before(text, of - 1) if opens else NO_SPAN


@compiled
def _of_pronoun(text: Text, clitic: int, t: int) -> tuple[int, int]:
    """Return the pronoun behind a verb, or behind "on" those it stands for: "a-t-on appris de source policière"."""
    if text.word[clitic] & THIRD or not text.word[clitic] & LOWER:
        return clitic, clitic
    i = t + 1
    while i + 1 < len(text.word) and i - t <= _SOURCE_AT and tied(text, i):
        if text.word[i] & IS_OF or (
            text.word[i] & (IS_PREPOSITION | IS_CONTRACTED) and _has_agent(text, i + 1)
        ):
            return i + 1, phrase_end(text, i + 1)
        i += 1
    return clitic, clitic


@compiled
def _has_agent(text: Text, first: int) -> bool:
    """Say whether a noun phrase names an office or a body."""
    for i in range(first, phrase_end(text, first) + 1):
        if text.word[i] & AGENTS:
            return True
    return False


@compiled
def subject_of_sentence(text: Text, opening: int) -> tuple[int, int]:
    """Return somebody who is the subject of the sentence in which a quotation stands, before it; −1 and −1 for none."""
    a, b = _of_stretch(text, sentence_start(text, opening), opening, NOBODY)
    somebody = a != NOBODY and (text.word[a] & THIRD or has_agent(text, a, b))
    return (a, b) if somebody else NO_SPAN


@compiled
def _of_sentence(text: Text, t: int) -> tuple[int, int]:
    """Return the subject of the sentence's first finite verb."""
    return _of_stretch(text, sentence_start(text, t), sentence_end(text, t), t)


@compiled
def _of_stretch(text: Text, start: int, end: int, t: int) -> tuple[int, int]:
    """Return the subject of the first finite verb of a stretch but one, in the same quotation."""
    quote = text.quote[t] if t != NOBODY else NOBODY
    for i in range(start, end):
        word = text.word[i]
        if text.quote[i] != quote:
            continue
        if word & THIRD and text.before[i] == NOTHING:
            return i, i
        if word & CONJUGATED and not word & _NO_VERB and i != t:
            a, b = preverbal(text, _over_clitics(text, i))
            if a != NOBODY and not text.word[a] & IS_SUBJECT_RELATIVE:
                return a, b
    return NO_SPAN


@compiled
def _over_clitics(text: Text, i: int) -> int:
    """Return the first of the pronouns before a verb that are not its subject."""
    while word_before(text, i) & CLITIC and not text.word[i - 1] & SUBJECT:
        i -= 1
    return i
