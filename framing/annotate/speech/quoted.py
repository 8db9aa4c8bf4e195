"""Quoted words: what each quotation is – speech, a fragment of it, a term, distance – and whose (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Cues, Text, sentence_start
from framing.annotate.speech.kinds import (
    CLITIC,
    DEFINITE,
    DISTANT,
    IS_AUXILIARY,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_FUNCTION,
    IS_NAME,
    IS_NEGATOR,
    IS_OF,
    IS_PREPOSITION,
    IS_PRONOUN,
    ITSELF,
    LOWER,
    NAMING,
    QUE,
    QUOTES_ONLY,
    SUBJECT,
    THIRD,
    VERB,
)  # fmt: skip
from framing.annotate.speech.reported import Reported, refers_back
from framing.annotate.speech.subjects import subject_before_colon, subject_of_incise
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# What a quotation is, codes into `KINDS`.
KINDS: Final = ("direct", "fragment", "scare", "term", "undecided")
DIRECT, FRAGMENT, SCARE, TERM, UNDECIDED = range(len(KINDS))
# Where its cue was found, codes into `PLACES`.
PLACES: Final = ("none", "inside", "after", "before", "sentence", "within", "paragraph", "continued", "colon")
NOWHERE, INSIDE, AFTER, BEFOREHAND, SENTENCE, WITHIN, PARAGRAPH, CONTINUED, COLON = range(len(PLACES))

# A quotation of so few words and no verb names or distances rather than speaks (measurement.md, F6).
FEW: Final = 5
# Words between two quotations of one sentence that share a cue.
_LINK: Final = 8
_CONJUGATED: Final = VERB | IS_AUXILIARY | IS_COPULA
_STANDS: Final = BEFORE.COLON
_GOVERNED: Final = (AFTER, BEFOREHAND, INSIDE, WITHIN, PARAGRAPH, COLON)


class Quoted(NamedTuple):
    """Quotations, arrays of length n_quotations.

    Attributes
    ----------
    first, last : int32 arrays
        Tokens; last < first where a quotation holds none.
    kind, place : uint8 arrays
        Codes into `KINDS` and `PLACES`; filled in.
    cue : int32 array
        Number of the cue, −1 for none; filled in.
    holder_first, holder_last : int32 arrays
        Tokens of the speaker's mention, −1 for none; filled in.
    closed : uint8 array
        1 where the last character before the closing mark ends a sentence.
    repeated : uint8 array
        1 where the same words stand in marks elsewhere in the document.
    after_colon : uint8 array
        1 where a colon stands before the opening mark, be it a line above.
    """

    first: Int32
    last: Int32
    kind: UInt8
    place: UInt8
    cue: Int32
    holder_first: Int32
    holder_last: Int32
    closed: UInt8
    repeated: UInt8
    after_colon: UInt8


@compiled
def judge_quotations(
    text: Text, quoted: Quoted, cues: Cues, a: Int32, b: Int32, reported: Reported, inside: Int32
) -> None:
    """Fill in what each quotation is, its cue and the mention of its speaker."""
    c = 0
    for q in range(len(quoted.first)):
        quoted.cue[q] = quoted.holder_first[q] = quoted.holder_last[q] = NOBODY
        quoted.kind[q], quoted.place[q] = UNDECIDED, NOWHERE
        first, last = quoted.first[q], quoted.last[q]
        if last < first:
            continue
        while (
            c < len(cues.token)
            and cues.token[c] < first
            and text.paragraph[cues.token[c]] < text.paragraph[first] - 1
        ):
            c += 1
        found, place = _cue_of(text, cues, c, a, first, last, bool(quoted.after_colon[q]))
        within = _reported_around(reported, inside, first, last)
        weak = (
            found != NOBODY
            and within != NOBODY
            and (a[found] == NOBODY or (place == SENTENCE and text.verb[cues.token[found]] & QUOTES_ONLY > 0))
        )
        if found != NOBODY and not weak:
            quoted.cue[q], quoted.place[q] = found, place
            quoted.holder_first[q], quoted.holder_last[q] = a[found], b[found]
        elif within != NOBODY:
            quoted.cue[q], quoted.place[q] = reported.cue[within], WITHIN
            quoted.holder_first[q], quoted.holder_last[q] = (
                reported.holder_first[within],
                reported.holder_last[within],
            )
        if quoted.place[q] in (NOWHERE, SENTENCE):
            a_first, a_last = subject_of_incise(text, last)
            if a_first != NOBODY:
                quoted.place[q], quoted.cue[q], quoted.holder_first[q], quoted.holder_last[q] = (
                    AFTER,
                    NOBODY,
                    a_first,
                    a_last,
                )
        if quoted.place[q] == NOWHERE and quoted.after_colon[q]:
            a_first, a_last = subject_before_colon(text, first)
            if a_first != NOBODY:
                quoted.place[q], quoted.holder_first[q], quoted.holder_last[q] = COLON, a_first, a_last
        quoted.kind[q] = _kind_of(text, quoted, q, first, last, cues)
        if quoted.holder_first[q] == NOBODY and quoted.kind[q] in (DIRECT, FRAGMENT):
            _take_from_before(text, quoted, q, cues, a, b)


@compiled
def _take_from_before(text: Text, quoted: Quoted, q: int, cues: Cues, a: Int32, b: Int32) -> None:
    """Give speech without a cue to who spoke before it: in its paragraph, or in the one above if it opens its own."""
    first = quoted.first[q]
    k, of = np.searchsorted(cues.token, first) - 1, text.document[first]
    while (
        k >= 0
        and text.document[cues.token[k]] == of
        and text.paragraph[cues.token[k]] >= text.paragraph[first] - 1
        and (a[k] == NOBODY or text.quote[cues.token[k]] != NOBODY)
    ):
        k -= 1
    cue = (
        k >= 0
        and text.document[cues.token[k]] == of
        and text.paragraph[cues.token[k]] >= text.paragraph[first] - 1
    )
    said = (
        q > 0
        and quoted.holder_first[q - 1] != NOBODY
        and text.document[quoted.first[q - 1]] == of
        and text.paragraph[first] - text.paragraph[quoted.last[q - 1]] <= 1
    )
    if said and (not cue or quoted.first[q - 1] >= cues.token[k] or quoted.cue[q - 1] == k):
        quoted.place[q], quoted.cue[q] = CONTINUED, quoted.cue[q - 1]
        quoted.holder_first[q], quoted.holder_last[q] = quoted.holder_first[q - 1], quoted.holder_last[q - 1]
    elif cue:
        quoted.place[q], quoted.holder_first[q], quoted.holder_last[q] = CONTINUED, a[k], b[k]


@compiled
def share_cues(text: Text, quoted: Quoted) -> None:
    """Give quotations whose cue stands behind the next one the same cue: «…» et «…», dit-elle."""
    for q in range(len(quoted.first) - 2, -1, -1):
        if (
            quoted.place[q] not in (NOWHERE, CONTINUED, SENTENCE)
            or quoted.place[q + 1] != AFTER
            or quoted.last[q] < quoted.first[q]
        ):
            continue
        last, following = quoted.last[q], quoted.first[q + 1]
        if (
            text.paragraph[last] != text.paragraph[following]
            or following - last > _LINK
            or (quoted.place[q] == SENTENCE and quoted.cue[q] > quoted.cue[q + 1])
        ):
            continue
        stops = False
        for i in range(last + 1, following + 1):
            stops = stops or bool(text.before[i] >= BEFORE.COLON) or bool(text.verb[i] and i < following)
        if not stops:
            quoted.place[q], quoted.cue[q] = AFTER, quoted.cue[q + 1]
            quoted.holder_first[q], quoted.holder_last[q] = (
                quoted.holder_first[q + 1],
                quoted.holder_last[q + 1],
            )


@compiled
def _cue_of(
    text: Text, cues: Cues, c: int, subject: Int32, first: int, last: int, after_colon: bool
) -> tuple[int, int]:
    """Return the cue that governs a quotation and where it stands: inside, behind, before, in the sentence, a line above."""
    behind = before = above = loose = NOBODY
    k = c
    while k < len(cues.token) and text.paragraph[cues.token[k]] <= text.paragraph[last]:
        t, begin = cues.token[k], cues.first[k]
        if first <= t <= last:
            if text.quote[t] == text.quote[first] and _is_incise(text, cues, k, subject[k]):
                return k, INSIDE
        elif t > last:
            if text.quote[t] == NOBODY and behind == NOBODY and _stands_behind(text, last, begin):
                behind = k
            elif (
                text.quote[t] == NOBODY
                and behind == NOBODY
                and text.paragraph[t] == text.paragraph[last]
                and refers_back(text, begin)
            ):
                behind = k if _starts_next(text, last, begin) else behind
            elif text.quote[t] == NOBODY and loose == NOBODY and text.sentence[t] == text.sentence[last]:
                loose = k
        elif text.quote[t] == NOBODY:
            if text.sentence[t] == text.sentence[first]:
                before = k
            elif after_colon and _in_line_above(text, t, first):
                above = k
        k += 1
    if before != NOBODY and after_colon:
        return before, BEFOREHAND
    if above != NOBODY:
        return above, PARAGRAPH
    if behind != NOBODY and (before == NOBODY or subject[behind] > last or cues.clitic[behind] != NOBODY):
        return behind, AFTER
    if before != NOBODY:
        return before, SENTENCE
    return (loose, SENTENCE) if loose != NOBODY and last - first >= FEW else (NOBODY, NOWHERE)


@compiled
def _starts_next(text: Text, last: int, begin: int) -> bool:
    """Say whether the sentence of a group is the one right behind a quotation."""
    return sentence_start(text, begin) == last + 1


@compiled
def _is_incise(text: Text, cues: Cues, k: int, subject: int) -> bool:
    """Say whether a verb within the marks is the journalist's: ", ajoute-t-il,"."""
    if text.before[cues.first[k]] != BEFORE.COMMA or subject == NOBODY:
        return False
    if cues.clitic[k] != NOBODY:
        return bool(text.word[cues.clitic[k]] & THIRD)
    return bool(
        subject > cues.token[k] and text.word[subject] & IS_NAME and not text.word[subject] & IS_FUNCTION
    )


@compiled
def _stands_behind(text: Text, last: int, begin: int) -> bool:
    """Say whether a group follows a quotation at once, or behind the few words of its subject."""
    if begin <= last or text.paragraph[begin] != text.paragraph[last]:
        return False
    i = last + 1
    while i < begin:
        if text.before[i] >= BEFORE.COLON or text.quote[i] != NOBODY:
            return False
        i += 1
    return text.before[begin] < BEFORE.COLON and begin - last <= 12


@compiled
def _in_line_above(text: Text, t: int, first: int) -> bool:
    """Say whether a cue stands in the last sentence of the line above."""
    return (
        first > 0
        and text.sentence[first - 1] == text.sentence[t]
        and text.document[t] == text.document[first]
    )


@compiled
def cover(reported: Reported, n: int, order: NDArray[np.int64], inside: Int32) -> None:
    """Fill in the innermost reported span of each token, −1 for none; `order` is from the longest to the shortest."""
    inside[:] = NOBODY
    for k in range(n):
        r = order[k]
        inside[reported.first[r] : reported.last[r] + 1] = r


@compiled
def _reported_around(reported: Reported, inside: Int32, first: int, last: int) -> int:
    """Return the reported span that holds a quotation or opens with it, the innermost one."""
    r = inside[first]
    if r == NOBODY or (last > reported.last[r] and first != reported.first[r]):
        return NOBODY
    return int(r)


@compiled
def _kind_of(text: Text, quoted: Quoted, q: int, first: int, last: int, cues: Cues) -> int:
    n, verb = last - first + 1, _speaks(text, first, last)
    small = bool(text.word[first] & LOWER)
    stands = text.before[first] >= _STANDS or (text.before[first] == BEFORE.COMMA and not small)
    place = quoted.place[q]
    if _is_paragraph(text, first, last):
        return DIRECT if verb or quoted.closed[q] else FRAGMENT
    if stands and (verb or quoted.closed[q] or n > FEW or (place == AFTER and not small)):
        return DIRECT
    if place in (AFTER, INSIDE) and verb and not small:
        return DIRECT
    if verb and n > FEW and place != WITHIN and _opens_clause(text, first) and not text.word[first] & QUE:
        return DIRECT
    introduced = _introduced(text, first, DISTANT)
    if introduced:
        return SCARE
    if not quoted.after_colon[q] and place not in (AFTER, INSIDE) and _introduced(text, first, NAMING):
        return TERM
    if n > FEW or verb:
        return FRAGMENT
    return _kind_of_few(
        text,
        quoted,
        q,
        first,
        n,
        small,
        place in _GOVERNED or (place == SENTENCE and cues.token[quoted.cue[q]] < first),
    )


@compiled
def _kind_of_few(text: Text, quoted: Quoted, q: int, first: int, n: int, small: bool, governed: bool) -> int:
    """Judge a quotation of a few words without a verb: a name, somebody's words, or nobody can tell."""
    loose = quoted.place[q] in (SENTENCE, NOWHERE)
    definite = (
        first > 0 and text.sentence[first - 1] == text.sentence[first] and text.before[first] <= BEFORE.MARK
    )
    definite = bool(definite and text.word[first - 1] & DEFINITE)
    if quoted.repeated[q] and (definite or loose):
        return TERM
    if not small and (loose or quoted.place[q] == WITHIN):
        return TERM
    if definite and loose and n <= 3:
        return UNDECIDED
    if governed or (
        text.word[first] & (IS_DETERMINER | IS_PRONOUN | IS_NEGATOR) and not text.word[first] & IS_OF
    ):
        return FRAGMENT
    return UNDECIDED


@compiled
def _opens_clause(text: Text, first: int) -> bool:
    """Say whether a quotation opens a clause of its own: behind a comma, or "mais"."""
    if text.before[first] == BEFORE.COMMA:
        return True
    return first > 0 and text.before[first] <= BEFORE.MARK and bool(text.word[first - 1] & IS_COORDINATOR)


@compiled
def _is_paragraph(text: Text, first: int, last: int) -> bool:
    """Say whether a quotation is all of its paragraph."""
    opens = first == 0 or text.paragraph[first - 1] != text.paragraph[first]
    return opens and (last + 1 == len(text.word) or text.paragraph[last + 1] != text.paragraph[last])


@compiled
def _introduced(text: Text, first: int, bits: int) -> bool:
    """Say whether a word of a kind stands right before a quotation, an adjective at most between."""
    for i in range(first - 1, max(first - 4, -1), -1):
        if text.sentence[i] != text.sentence[first] or text.before[i + 1] > BEFORE.MARK:
            return False
        if text.word[i] & bits and text.word[i] & LOWER:
            said = (
                text.word[i - 1] & (IS_AUXILIARY | IS_COPULA | IS_NAME | SUBJECT | CLITIC | ITSELF)
                if i > 0
                else 0
            )
            spoken = text.verb[i] and said and not text.word[i - 1] & IS_DETERMINER
            return not spoken  # "le pont dit «du Diable»", but "il dit «oui»"
        if text.word[i] & (IS_DETERMINER | IS_PREPOSITION) and i < first - 1:
            return False
        if text.word[i] & (VERB | IS_PREPOSITION):
            return False
    return False


@compiled
def _speaks(text: Text, first: int, last: int) -> bool:
    """Say whether a finite verb stands in a quotation; by its ending alone, one of a word or two is no proof."""
    n = last - first + 1
    for i in range(first, last + 1):
        word = text.word[i]
        if word & (IS_AUXILIARY | IS_COPULA) and n > 1:
            return True
        headless = i > first and text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED)
        if word & VERB and not word & (IS_DETERMINER | IS_PREPOSITION) and not headless and n > 2:
            return True
    return False
