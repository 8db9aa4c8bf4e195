"""Incises: cues that stand behind or within what they report, as in "La route rouvrira, a dit la préfecture" (kernels)."""

from __future__ import annotations

from typing import Final

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    GERUND,
    IS_ADVERB,
    IS_COPULA,
    IS_DETERMINER,
    IS_EMPTY,
    IS_NAME,
    IS_PREPOSITION,
    QUE,
    SUBJECT,
    TAKES_CLAUSE,
    TAKES_OBJECT,
    TAKES_ZERO,
)
from framing.annotate.speech.clauses import clause_before, has_verb
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.text import (
    BRACKET,
    COMMA,
    MARK,
    NO_SPAN,
    NOBODY,
    Text,
    is_aside,
    sentence_end,
    sentence_start,
)

# Words of an aside between a subject and its trailing verb: "Jane Martin, the mayor, said".
_ASIDE: Final = 8
# What may stand behind a trailing verb that ends its clause: "said on Monday".
_ADJUNCTS: Final = IS_PREPOSITION | IS_EMPTY | IS_ADVERB | IS_NAME


@compiled
def is_incise(text: Text, cues: Cues, c: int, subject: int) -> bool:
    """Say whether a cue stands behind what it reports: ", a-t-il dit"."""
    behind = subject > cues.token[c] or cues.clitic[c] != NOBODY
    return bool(behind and is_aside(text.before[cues.first[c]]))


@compiled
def trails(text: Text, cues: Cues, c: int, a: int, b: int) -> bool:
    """Say whether subject and verb stand behind what they report: "The road will reopen, Jane Martin said."."""
    t = cues.token[c]
    if not text.verb[t] & TAKES_ZERO or a == NOBODY or not _stands_before(text, b, cues.first[c]):
        return False
    if not (is_aside(text.before[a]) or text.before[a] == MARK):
        return False
    return _ends_clause(text, t) and has_verb(text, sentence_start(text, t), a)


@compiled
def _stands_before(text: Text, b: int, begin: int) -> bool:
    """Say whether a subject ends right before a verb, or before an aside that the verb follows."""
    aside = b < begin and text.before[begin] == COMMA and begin - b <= _ASIDE
    return bool(b + 1 == begin or aside)


@compiled
def _parts(text: Text, cues: Cues, c: int, a: int, b: int) -> bool:
    """Say whether subject and verb stand between commas within what they report: "The road, Jane Martin said, will reopen"."""
    t, after = cues.token[c], cues.token[c] + 1
    if not text.verb[t] & TAKES_ZERO or a == NOBODY or b + 1 != cues.first[c] or text.before[a] != COMMA:
        return False
    end = sentence_end(text, t)
    return bool(after < end and text.before[after] == COMMA) and has_verb(text, after, end)


@compiled
def _ends_clause(text: Text, t: int) -> bool:
    i = t + 1
    ends = i >= len(text.word) or text.sentence[i] != text.sentence[t] or text.before[i] >= BRACKET
    return bool(ends or (text.word[i] & _ADJUNCTS and not text.word[i] & QUE))


@compiled
def clause_of_incise(text: Text, cues: Cues, c: int, a: int, b: int) -> tuple[int, int]:
    """Return the clause to which an incise belongs: "La route rouvrira lundi, a indiqué la préfecture.".

    Parameters
    ----------
    text : Text
    cues : Cues
    c : int
    a, b : int
        First and last token of the cue's subject.

    Returns
    -------
    first, last : int
        −1 and −1 where there is none.
    """
    t = cues.token[c]
    trailing = trails(text, cues, c, a, b) or _parts(text, cues, c, a, b)
    begin = a if trailing else cues.first[c]
    inverted = a > t or cues.clitic[c] != NOBODY or trailing
    if not inverted or not _may_be_incise(text.verb[t]) or not _is_set_off(text, begin):
        return NO_SPAN
    first, last = clause_before(text, sentence_start(text, t), begin), begin - 1
    if first > last or (text.quote[first] != NOBODY and text.quote[first] == text.quote[last]):
        return NO_SPAN  # direct speech
    after, end = max(b, t) + 1, sentence_end(text, t)
    if after < end and text.before[after] == COMMA and not has_verb(text, first, begin):
        last = end - 1
    return first, last


@compiled
def _may_be_incise(verb: int) -> bool:
    nominal = verb & TAKES_OBJECT and not verb & TAKES_CLAUSE
    return not (verb & GERUND or nominal)


@compiled
def _is_set_off(text: Text, begin: int) -> bool:
    """Say whether a comma, a bracket or a closing mark stands before a token within its sentence."""
    if begin == 0 or text.sentence[begin - 1] != text.sentence[begin]:
        return False
    gap = text.before[begin]
    return is_aside(gap) or bool(gap == MARK and text.quote[begin - 1] != NOBODY)


@compiled
def refers_back(text: Text, begin: int) -> bool:
    """Say whether a cue opens with "C'est ce que": it reports the sentence before."""
    i = begin - 3
    if i < 0 or text.sentence[i] != text.sentence[begin]:
        return False
    this = text.word[begin - 2] & IS_DETERMINER and text.word[begin - 2] & SUBJECT
    opens = i - 1 <= 0 or text.sentence[max(i - 2, 0)] != text.sentence[begin]
    return bool(text.word[begin - 1] & QUE and this and text.word[i] & IS_COPULA and opens)


@compiled
def sentence_before(text: Text, t: int) -> tuple[int, int]:
    """Return the sentence before that of a token, if it belongs to the document and no quotation."""
    end = sentence_start(text, t)
    if end == 0 or text.quote[end - 1] != NOBODY or text.document[end - 1] != text.document[end]:
        return NO_SPAN
    return sentence_start(text, end - 1), end - 1
