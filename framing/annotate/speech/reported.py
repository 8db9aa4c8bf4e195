"""Reported speech: what cues, prepositions and headings report without quotation marks; the door to its modules."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.accordance import report_prepositions
from framing.annotate.speech.bits import (
    ACCORDING,
    AGENTS,
    ANONYMOUS,
    BARE,
    FINDS,
    FOR_WHOM,
    GOVERNORS,
    IS_NAME,
    IS_OF,
    NO_HOLDER,
    OF_PEOPLE,
    PAIRED,
    QUE,
    QUOTES_ONLY,
    SMALL_WORDS,
    SUBJECT,
    THIRD,
    TO,
    WITNESS,
)
from framing.annotate.speech.clauses import clause_end
from framing.annotate.speech.complements import complement
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.headings import report_headings
from framing.annotate.speech.incises import (
    clause_of_incise,
    is_incise,
    refers_back,
    sentence_before,
    trails,
)
from framing.annotate.speech.objects import object_of, report_passives
from framing.annotate.speech.spans import (
    ANAPHORIC,
    INVERSION,
    NOMINAL,
    RULES,
    Reported,
    append,
    filled,
    room_for,
)
from framing.annotate.speech.text import NOBODY, Text

__all__ = ["RULES", "Reported", "drop_quoted", "filled", "find_reported", "report_cues"]

Int64 = NDArray[np.int64]

# Of a span that opens with quoted words, the share that must stand outside marks to be more than a quotation.
_QUOTED_REST: Final = 0.15
_PEOPLE: Final = AGENTS | ANONYMOUS | SUBJECT | THIRD


def find_reported(text: Text, cues: Cues, a: Int64, b: Int64) -> Reported:
    """Return what is reported: by cues, by prepositions, in headings, in the passive.

    Parameters
    ----------
    text : Text
    cues : Cues
    a, b : int64 arrays, length n_cues
        First and last token of each cue's subject.
    """
    verbs = np.flatnonzero(text.verb)
    prepositions = _prepositions(text)
    headings = int(text.paragraph[-1] - text.paragraph[0]) + 1  # at most: paragraphs are numbered in order
    out = room_for(len(cues.token) + len(verbs) + len(prepositions) + headings)
    n = report_cues(text, cues, a, b, out, 0)
    n = report_prepositions(text, prepositions, out, n)
    n = report_headings(text, out, n)
    n = report_passives(text, verbs, out, n)
    return filled(out, n)


def _prepositions(text: Text) -> Int64:
    """Return the tokens that can be prepositions of attribution; "après" is one before "de"."""
    after = np.flatnonzero(text.word & PAIRED)
    after = after[(after > 0) & ((text.word[after - 1] & IS_OF) != 0)]
    return np.union1d(np.flatnonzero(text.word & (ACCORDING | FOR_WHOM)), after)


@compiled
def report_cues(text: Text, cues: Cues, a: Int64, b: Int64, out: Reported, n: int) -> int:
    """Append what each cue reports without marks.

    Parameters
    ----------
    text : Text
    cues : Cues
    a, b : int64 arrays, length n_cues
        First and last token of each cue's subject.
    out : Reported
    n : int
        How many spans `out` holds.

    Returns
    -------
    int
        How many it holds now.
    """
    for c in range(len(cues.token)):
        t = cues.token[c]
        if text.quote[t] != NOBODY or text.verb[t] & QUOTES_ONLY or _nobody_speaks(text, cues, c, a[c], b[c]):
            continue
        first, last, rule = _said(text, cues, c, a[c], b[c])
        if first != NOBODY:
            n = append(out, n, first, last, c, a[c], b[c], rule)
    return n


@compiled
def _said(text: Text, cues: Cues, c: int, a: int, b: int) -> tuple[int, int, int]:
    """Return what a cue reports, and by which rule: the sentence before, a complement, the clause around it, a noun phrase."""
    if refers_back(text, cues.first[c]):
        first, last = sentence_before(text, cues.token[c])
        return first, last, ANAPHORIC
    if not is_incise(text, cues, c, a) and not trails(text, cues, c, a, b):
        first, rule = complement(text, cues, c, b)
        if first != NOBODY:
            return first, clause_end(text, cues, c, first), rule
    first, last = clause_of_incise(text, cues, c, a, b)
    if first != NOBODY:
        return first, last, INVERSION
    first, last = object_of(text, cues.token[c], a, b)
    return first, last, NOMINAL


@compiled
def _nobody_speaks(text: Text, cues: Cues, c: int, a: int, b: int) -> bool:
    """Say whether a cue has no speaker: things take its verb as well ("les traces rappellent que"), or the journalist speaks."""
    t, first = cues.token[c], cues.first[c]
    if a != NOBODY and _is_the_journalist(text, text.verb[t], a, b):
        return True
    if not text.verb[t] & OF_PEOPLE or cues.clitic[c] != NOBODY:
        return False
    purpose = text.verb[t] & BARE and first > 0 and text.word[first - 1] & FOR_WHOM  # "pour rappeler que"
    return bool(a == NOBODY or purpose) or not _is_of_people(text, a, b)


@compiled
def _is_the_journalist(text: Text, verb: int, a: int, b: int) -> bool:
    """Say whether a subject is the journalist, or somebody whose speech is not marked."""
    if a == b and text.word[a] & NO_HOLDER:
        return True
    if verb & FINDS:
        for i in range(a, b + 1):
            if text.word[i] & WITNESS:
                return True
    return False


@compiled
def _is_of_people(text: Text, a: int, b: int) -> bool:
    """Say whether a phrase names a person or a body, and not behind a preposition only."""
    for i in range(a, b + 1):
        word = text.word[i]
        somebody = word & _PEOPLE or (word & IS_NAME and not word & SMALL_WORDS)
        if somebody and (i == a or not text.word[i - 1] & GOVERNORS):
            return True
    return False


@compiled
def drop_quoted(text: Text, out: Reported, n: int) -> int:
    """Drop spans that are quotations but for a word or two.

    Parameters
    ----------
    text : Text
    out : Reported
        Its spans are moved up.
    n : int
        How many spans `out` holds.

    Returns
    -------
    int
        How many are left.
    """
    kept = 0
    for s in range(n):
        if _is_quotation(text, out.first[s], out.last[s]):
            continue
        kept = append(
            out, kept, out.first[s], out.last[s], out.cue[s], out.holder_first[s], out.holder_last[s], out.rule[s]
        )  # fmt: skip
    return kept


@compiled
def _is_quotation(text: Text, first: int, last: int) -> bool:
    """Say whether a span is a quotation, but for "que" and a word or two."""
    outside = 0
    for i in range(first, last + 1):
        outside += text.quote[i] == NOBODY
    opens = first + 1 if text.word[first] & (QUE | TO) else first
    quoted = text.quote[min(opens, last)] != NOBODY
    least = max(1.0, (last - first + 1) * _QUOTED_REST) if quoted else 1.0
    return outside <= least
