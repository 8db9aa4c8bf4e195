"""Quoted words: what each quotation is, its cue, and the mention of its speaker (kernels); the door to its modules."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.announced import signature, subject_before_colon, subject_of_incise
from framing.annotate.speech.bits import QUOTES_ONLY, SUBJECT, THIRD
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.noun_phrases import has_agent
from framing.annotate.speech.quotation_cues import (
    AFTER,
    ANNOUNCED,
    CONTINUED,
    NOWHERE,
    PLACES,
    SENTENCE,
    SIGNED,
    WITHIN,
    cue_of,
)
from framing.annotate.speech.quotation_kinds import DIRECT, FRAGMENT, KINDS, UNDECIDED, Quotation, kind_of
from framing.annotate.speech.spans import Reported
from framing.annotate.speech.subjects import are_together, is_thing, subject_of_sentence
from framing.annotate.speech.text import COLON, NOBODY, Text

__all__ = ["KINDS", "PLACES", "Quoted", "cover", "judge_quotations", "share_cues"]

Int64 = NDArray[np.int64]

# Words between two quotations of one sentence that share a cue.
_LINK: Final = 8


class Quoted(NamedTuple):
    """Quotations, int64 arrays of length n_quotations.

    Attributes
    ----------
    first, last : arrays
        Tokens; last < first where a quotation holds none.
    kind, place : arrays
        Codes into `KINDS` and `PLACES`; filled in.
    cue : array
        Number of the cue, −1 for none; filled in.
    holder_first, holder_last : arrays
        Tokens of the speaker's mention, −1 for none; filled in.
    closed : array
        1 where the last character before the closing mark ends a sentence.
    repeated : array
        1 where the same words stand in marks elsewhere in the document.
    after_colon : array
        1 where a colon stands before the opening mark, be it a line above.
    """

    first: Int64
    last: Int64
    kind: Int64
    place: Int64
    cue: Int64
    holder_first: Int64
    holder_last: Int64
    closed: Int64
    repeated: Int64
    after_colon: Int64


@compiled
def cover(reported: Reported, order: Int64, inside: Int64) -> None:
    """Tell for each token the innermost reported span it stands in, −1 for none.

    Parameters
    ----------
    reported : Reported
    order : int64 array
        The spans from the longest to the shortest.
    inside : int64 array, length n_tokens
        Filled in.
    """
    inside[:] = NOBODY
    for k in range(len(order)):
        r = order[k]
        inside[reported.first[r] : reported.last[r] + 1] = r


@compiled
def judge_quotations(
    text: Text, quoted: Quoted, cues: Cues, a: Int64, b: Int64, reported: Reported, inside: Int64
) -> None:
    """Fill in what each quotation is, its cue and the mention of its speaker.

    Parameters
    ----------
    text : Text
    quoted : Quoted
    cues : Cues
    a, b : int64 arrays, length n_cues
        First and last token of each cue's subject.
    reported : Reported
    inside : int64 array, length n_tokens
        See `cover`.
    """
    for q in range(len(quoted.first)):
        first, last = quoted.first[q], quoted.last[q]
        quoted.kind[q], quoted.place[q], quoted.cue[q] = UNDECIDED, NOWHERE, NOBODY
        quoted.holder_first[q] = quoted.holder_last[q] = NOBODY
        if last < first:
            continue
        cue, place = cue_of(text, cues, _first_near(text, cues, first), a, first, last, quoted.after_colon[q])
        within = _reported_around(reported, inside, first, last)
        if cue != NOBODY and (within == NOBODY or not _is_weak(text, cues, cue, a[cue], b[cue], place)):
            quoted.place[q], quoted.cue[q] = place, cue
            of = _cue_of_speaker(text, cues, cue, a, b)
            quoted.holder_first[q], quoted.holder_last[q] = a[of], b[of]
        elif within != NOBODY:
            quoted.place[q], quoted.cue[q] = WITHIN, reported.cue[within]
            quoted.holder_first[q], quoted.holder_last[q] = (
                reported.holder_first[within],
                reported.holder_last[within],
            )
        _name_speaker_without_cue(text, quoted, q)
        _judge(text, quoted, q, cues)
        if quoted.holder_first[q] == NOBODY and quoted.kind[q] in (DIRECT, FRAGMENT):
            _take_from_before(text, quoted, q, cues, a, b)


@compiled
def _cue_of_speaker(text: Text, cues: Cues, cue: int, a: Int64, b: Int64) -> int:
    """Return the cue whose subject speaks: the one before where a thing is the subject, "saluant la réaction qui montre «…»"."""
    if cue == 0 or not are_together(text, cues.token[cue - 1], cues.token[cue]):
        return cue
    thing = is_thing(text, a[cue], b[cue]) and not is_thing(text, a[cue - 1], b[cue - 1])
    return cue - 1 if thing else cue


@compiled
def _first_near(text: Text, cues: Cues, first: int) -> int:
    """Return the first cue in the sentence of a quotation, or in the one that ends before it."""
    since = text.sentence[max(first - 1, 0)]
    c = int(np.searchsorted(cues.token, first))
    while c > 0 and text.sentence[cues.token[c - 1]] >= since:
        c -= 1
    return c


@compiled
def _reported_around(reported: Reported, inside: Int64, first: int, last: int) -> int:
    """Return the reported span that holds a quotation or opens with it, the innermost one."""
    r = int(inside[first])
    if r == NOBODY or (last > reported.last[r] and first != reported.first[r]):
        return NOBODY
    return r


@compiled
def _is_weak(text: Text, cues: Cues, cue: int, a: int, b: int, place: int) -> bool:
    """Say whether a cue tells less of a quotation than the reported clause it stands in."""
    quotes_only = place == SENTENCE and text.verb[cues.token[cue]] & QUOTES_ONLY
    if a == NOBODY or quotes_only:
        return True
    return not (text.word[a] & (SUBJECT | THIRD) or has_agent(text, a, b))


@compiled
def _name_speaker_without_cue(text: Text, quoted: Quoted, q: int) -> None:
    """Look for who stands behind any verb after a quotation, and for who is announced before a colon."""
    if quoted.place[q] in (NOWHERE, SENTENCE):
        first, last = subject_of_incise(text, quoted.last[q])
        if first != NOBODY:
            quoted.place[q], quoted.cue[q] = AFTER, NOBODY
            quoted.holder_first[q], quoted.holder_last[q] = first, last
    if quoted.place[q] == NOWHERE:
        first, last = signature(text, quoted.first[q], quoted.last[q])
        if first != NOBODY:
            quoted.place[q] = SIGNED
            quoted.holder_first[q], quoted.holder_last[q] = first, last
    if quoted.place[q] == NOWHERE and quoted.after_colon[q]:
        first, last = subject_before_colon(text, quoted.first[q])
        if first != NOBODY:
            quoted.place[q] = ANNOUNCED
            quoted.holder_first[q], quoted.holder_last[q] = first, last


@compiled
def _judge(text: Text, quoted: Quoted, q: int, cues: Cues) -> None:
    first, place = quoted.first[q], quoted.place[q]
    before = place == SENTENCE and cues.token[quoted.cue[q]] < first
    one = Quotation(
        first, quoted.last[q], place, before, quoted.closed[q], quoted.repeated[q], quoted.after_colon[q]
    )
    quoted.kind[q] = kind_of(text, one)


@compiled
def _take_from_before(text: Text, quoted: Quoted, q: int, cues: Cues, a: Int64, b: Int64) -> None:
    """Give speech without a cue to who spoke before it: in its paragraph, or in the one above if it opens its own."""
    first = quoted.first[q]
    subject, until = subject_of_sentence(text, first)
    if subject != NOBODY:
        quoted.place[q], quoted.holder_first[q], quoted.holder_last[q] = SENTENCE, subject, until
        return
    k = int(np.searchsorted(cues.token, first)) - 1
    while k >= 0 and _is_near(text, cues.token[k], first) and _is_no_speaker(text, cues.token[k], a[k]):
        k -= 1
    cue = k >= 0 and _is_near(text, cues.token[k], first)
    p = q - 1
    said = q > 0 and quoted.holder_first[p] != NOBODY and _is_near(text, quoted.last[p], first)
    if said and (not cue or quoted.first[p] >= cues.token[k] or quoted.cue[p] == k):
        quoted.place[q] = CONTINUED
        _share(quoted, q, p)
    elif cue:
        quoted.place[q], quoted.holder_first[q], quoted.holder_last[q] = CONTINUED, a[k], b[k]


@compiled
def _share(quoted: Quoted, q: int, other: int) -> None:
    """Give a quotation cue and speaker of another."""
    quoted.cue[q] = quoted.cue[other]
    quoted.holder_first[q], quoted.holder_last[q] = quoted.holder_first[other], quoted.holder_last[other]


@compiled
def _is_near(text: Text, i: int, first: int) -> bool:
    """Say whether a token stands in the paragraph of a quotation, or the one above in the same document."""
    same = text.document[i] == text.document[first]
    return bool(same and text.paragraph[i] >= text.paragraph[first] - 1)


@compiled
def _is_no_speaker(text: Text, t: int, subject: int) -> bool:
    return bool(subject == NOBODY or text.quote[t] != NOBODY)


@compiled
def share_cues(text: Text, quoted: Quoted) -> None:
    """Give quotations whose cue stands behind the next one the same cue: «…» et «…», dit-elle."""
    for q in range(len(quoted.first) - 2, -1, -1):
        following = q + 1
        if quoted.place[following] == AFTER and _lacks_a_cue(quoted, q) and _is_linked(text, quoted, q):
            quoted.place[q] = AFTER
            _share(quoted, q, following)


@compiled
def _lacks_a_cue(quoted: Quoted, q: int) -> bool:
    """Say whether a quotation has no cue of its own: none, one before it, or one further behind than the next quotation's."""
    place = quoted.place[q]
    if place == SENTENCE:
        return bool(quoted.cue[q] <= quoted.cue[q + 1])
    return place in (NOWHERE, CONTINUED)


@compiled
def _is_linked(text: Text, quoted: Quoted, q: int) -> bool:
    """Say whether a few words without a verb of speech join a quotation and the next one."""
    last, following = quoted.last[q], quoted.first[q + 1]
    if (
        last < quoted.first[q]
        or following - last > _LINK
        or text.paragraph[last] != text.paragraph[following]
    ):
        return False
    for i in range(last + 1, following + 1):
        if text.before[i] >= COLON or (text.verb[i] and i < following):
            return False
    return True
