"""Accordance: what "selon X", "d'après X", "pour X" and "according to X" report (kernels)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ACCORDING,
    AGENTS,
    CLITIC,
    CONJUGATED,
    FOR_WHOM,
    IS_ADVERB,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_EARLY,
    IS_NAME,
    IS_NUMBER,
    IS_OF,
    IS_PREPOSITION,
    IS_SUBJECT_RELATIVE,
    IS_SUBORDINATOR,
    LOWER,
    NO_HOLDER,
    PAIRED,
    QUE,
    THIRD,
)
from framing.annotate.speech.clauses import clause_before, counts, has_verb, until_colon
from framing.annotate.speech.noun_phrases import phrase_end
from framing.annotate.speech.spans import ACCORDANCE, VIEW, Reported, append
from framing.annotate.speech.text import (
    BRACKET,
    COLON,
    COMMA,
    MARK,
    NO_SPAN,
    NOBODY,
    SPACE,
    Text,
    is_aside,
    is_pause,
    sentence_end,
    sentence_start,
)

Int64 = NDArray[np.int64]

# Words before "selon" that are no clause yet: "À Orval, selon la préfecture, …".
_LEAD: Final = 8
# Words that say more of the source before the clause begins: "selon un sondage publié lundi, …".
_ASIDE: Final = 14
# Words in brackets behind a name, the one behind them counted: "Jeanne Martin (PS), …".
_BRACKETED: Final = 4
_JOINTS: Final = QUE | IS_SUBORDINATOR | IS_COORDINATOR


@compiled
def report_prepositions(text: Text, at: Int64, out: Reported, n: int) -> int:
    """Append what "selon X" reports: the clause behind it, before it, or around it.

    Parameters
    ----------
    text : Text
    at : int64 array
        Tokens that can be prepositions of attribution.
    out : Reported
    n : int
        How many spans `out` holds.

    Returns
    -------
    int
        How many it holds now.
    """
    for p in range(len(at)):
        t = at[p]
        opens = t - 1 if text.word[t] & PAIRED and not text.word[t] & ACCORDING else t
        named = _source(text, t)
        if named == NOBODY or _measures(text, opens):
            continue
        holder = phrase_end(text, named)
        after = _behind_bracket(text, holder + 1)
        view = bool(text.word[t] & FOR_WHOM and not text.word[t] & ACCORDING)
        if view and not _is_a_view(text, t, named, holder, after):
            continue
        first, last = _clause_around(text, opens, after)
        if first != NOBODY:
            n = append(out, n, first, last, NOBODY, named, holder, VIEW if view else ACCORDANCE)
    return n


@compiled
def _source(text: Text, t: int) -> int:
    """Return where the source begins behind its preposition; −1 where there is none, or it is the journalist."""
    named = t + 1
    if text.quote[t] != NOBODY or named >= len(text.word) or text.sentence[named] != text.sentence[t]:
        return NOBODY
    if text.word[named] & PAIRED and text.word[t] & ACCORDING:
        named += 1  # according to
    return NOBODY if text.word[named] & NO_HOLDER else named


@compiled
def _measures(text: Text, opens: int) -> bool:
    """Say whether a number alone is attributed: "6 000 selon la police"."""
    if opens <= 0 or text.before[opens] > MARK or text.sentence[opens - 1] != text.sentence[opens]:
        return False
    return bool(text.word[opens - 1] & IS_NUMBER)


@compiled
def _behind_bracket(text: Text, i: int) -> int:
    """Return the token behind the words in brackets that follow a name: "Jeanne Martin (PS),"."""
    k = i
    while k < len(text.word) and text.sentence[k] == text.sentence[i - 1] and k - i < _BRACKETED:
        if k > i and is_aside(text.before[k]):
            return k
        if k == i and text.before[k] != BRACKET:
            return i
        k += 1
    return i


@compiled
def _is_a_view(text: Text, t: int, named: int, holder: int, after: int) -> bool:
    """Say whether "pour X," gives somebody's view: at the edge of a clause, before a name or an office, and a comma behind."""
    if after >= len(text.word) or text.sentence[after] != text.sentence[t]:
        return False
    if not is_aside(text.before[after]) or not _opens_clause(text, t):
        return False
    return _names_a_speaker(text, named, holder) and has_verb(text, after, sentence_end(text, t))


@compiled
def _opens_clause(text: Text, t: int) -> bool:
    if t == 0 or text.sentence[t - 1] != text.sentence[t]:
        return True
    return bool(is_pause(text.before[t]) or text.word[t - 1] & IS_COORDINATOR)


@compiled
def _names_a_speaker(text: Text, first: int, last: int) -> bool:
    """Say whether a phrase holds a pronoun, an office, or a name that hangs on no preposition."""
    for i in range(first, last + 1):
        word = text.word[i]
        if word & (AGENTS | THIRD) and not word & IS_EARLY:
            return True
        if word & IS_NAME and (i == first or not text.word[i - 1] & (IS_PREPOSITION | IS_OF)):
            return True
    return False


@compiled
def _clause_around(text: Text, opens: int, after: int) -> tuple[int, int]:
    """Return the clause over which "selon X" stands, given its first token and the one behind X."""
    start, end = sentence_start(text, opens), sentence_end(text, opens)
    if _parts_subject(text, start, opens, after, end):
        return start, end - 1
    if _precedes(text, start, opens):
        if text.before[opens] != COLON and opens > start and counts(text, start, opens):
            return NO_SPAN  # "300 personnes, selon la police, …": over a number only
        if after < end:
            relative = opens > start and text.word[opens - 1] & IS_SUBJECT_RELATIVE
            begin = _behind_asides(text, after, end)
            return opens - 1 if relative else begin, until_colon(text, begin, end) - 1
    first = clause_before(text, start, opens)
    if (
        after >= end
        or _closes(text, first, opens, after)
        or (
            text.before[opens] <= SPACE
            and (text.word[after] & (IS_SUBJECT_RELATIVE) or text.before[after] >= BRACKET)
            and has_verb(text, first, opens)
        )
    ):
        return _relative(text, _last_clause(text, first, opens), opens), opens - 1
    return first, end - 1


@compiled
def _parts_subject(text: Text, start: int, opens: int, after: int, end: int) -> bool:
    """Say whether the aside stands between a subject and its verb: "La digue, selon X, tiendra"."""
    if opens <= start or after >= end or text.before[opens] != COMMA or text.before[after] != COMMA:
        return False
    return _is_subject(text, start, opens, after)


@compiled
def _is_subject(text: Text, start: int, opens: int, after: int) -> bool:
    """Say whether what stands before an aside is the subject of the verb behind it."""
    word, behind = text.word[start], text.word[after]
    if not word & (IS_DETERMINER | IS_NAME) or word & (IS_ADVERB | IS_SUBORDINATOR | IS_OF):
        return False
    if (word & IS_PREPOSITION and not word & IS_DETERMINER) or behind & IS_DETERMINER:
        return False
    acts = behind & (CONJUGATED | CLITIC)
    return bool(acts) and not has_verb(text, start, opens) and not counts(text, start, opens)


@compiled
def _precedes(text: Text, start: int, opens: int) -> bool:
    """Say whether the aside stands before its clause: at its edge, or behind words that are no clause yet."""
    if opens == start or text.before[opens] == COLON or text.word[opens - 1] & _JOINTS:
        return True
    return opens - start <= _LEAD and not has_verb(text, start, opens)


@compiled
def _behind_asides(text: Text, after: int, end: int) -> int:
    """Return where the clause begins behind what else is said of the speaker: "selon un sondage publié lundi, …"."""
    if not is_aside(text.before[after]):
        i = _next_comma(text, after, end)
        if i == end or text.before[i] != COMMA or i - after >= _ASIDE:
            return after
        after = i
    while True:
        comma = _next_comma(text, after + 1, end)
        if comma >= end or not _is_said_of_source(text, after, comma, end):
            return after
        after = comma


@compiled
def _next_comma(text: Text, i: int, end: int) -> int:
    """Return the next token behind a comma or a colon, or the end."""
    while i < end and not is_pause(text.before[i]):
        i += 1
    return i


@compiled
def _is_said_of_source(text: Text, after: int, comma: int, end: int) -> bool:
    """Say whether the words between two commas are no clause yet, but one follows."""
    if text.before[comma] != COMMA or not has_verb(text, comma, end):
        return False
    if text.word[after] & IS_SUBJECT_RELATIVE:
        return True
    return not text.word[after] & (IS_PREPOSITION | IS_ADVERB) and not has_verb(text, after, comma)


@compiled
def _closes(text: Text, first: int, opens: int, after: int) -> bool:
    """Say whether "…, selon X, …" closes the clause before it: that one is whole, and does not end in its verb."""
    if not is_aside(text.before[after]):
        return False
    if text.word[opens - 1] & CONJUGATED and text.quote[opens - 1] == NOBODY:
        return False
    return has_verb(text, first, opens)


@compiled
def _relative(text: Text, first: int, opens: int) -> int:
    """Return where the relative clause begins that "selon X" closes: "l'acte I, qui a réuni 300 personnes, selon X"."""
    i = opens - 1
    while i > first and not (is_aside(text.before[i + 1]) and i + 1 < opens):
        if text.word[i] & IS_SUBJECT_RELATIVE and text.word[i] & LOWER and text.quote[i] == NOBODY:
            return i if counts(text, i, opens) else first
        i -= 1
    return first


@compiled
def _last_clause(text: Text, first: int, end: int) -> int:
    """Return where the last of several clauses joined by ", et" begins."""
    i = end - 1
    while i > first + 1:
        joined = text.word[i - 1] & IS_COORDINATOR and text.before[i - 1] == COMMA
        if joined and text.quote[i] == NOBODY and has_verb(text, i, end) and has_verb(text, first, i - 1):
            return i
        i -= 1
    return first
