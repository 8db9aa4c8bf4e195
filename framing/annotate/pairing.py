"""Pairing: which quotation marks of a paragraph belong together, and what the others may mean.

Marks are read from left to right with a stack; each is pushed once and popped once, so the time
grows with the number of marks and nothing else.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.characters import DIGIT, POINT, QUOTE, SPACE
from framing.annotate.kernel import compiled
from framing.annotate.marks import CLOSES, EITHER, IGNORED, MAY_CLOSE, OPENS, SINGLE, family_of

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint8]
Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# Rules, codes into `RULES`.
RULES: Final = ("paired", "mixed", "heading_quoted", "spanning", "unclosed_to_end", "unclosed", "unopened")
PAIRED, MIXED, HEADING, SPANNING, TO_END, UNCLOSED, UNOPENED = range(len(RULES))

_NOT_SINGLE: Final = 4  # a family of families: everything but single marks
N_FAMILIES: Final = 5
_NOBODY: Final = -1
_COLON: Final = ord(":")


@compiled
def pair_marks(
    mark_paragraph: Int32,
    family: UInt8,
    role: UInt8,
    stack: Int32,
    top: Int32,
    first: Int32,
    last: Int32,
    rule: UInt8,
) -> int:
    """Pair the marks within each paragraph.

    Parameters
    ----------
    mark_paragraph : int32 array, length n_marks
    family, role : uint8 arrays, length n_marks
    stack : int32 array, shape (n_marks, 3)
        Working space: the open quotation, the next lower place of its family, that of no single mark.
    top : int32 array, length N_FAMILIES
        Working space: the highest place of each family in the stack.
    first, last : int32 arrays, length n_marks
        Filled with the marks (indices) of each outermost quotation; one of an unclosed or unopened
        quotation stands for both.
    rule : uint8 array, length n_marks
        Filled with PAIRED, MIXED, UNCLOSED or UNOPENED.

    Returns
    -------
    int
        Number of quotations, in the order of the text.
    """
    n = depth = base = 0
    top[:] = _NOBODY
    for k in range(len(mark_paragraph)):
        if k > 0 and mark_paragraph[k] != mark_paragraph[k - 1]:
            n, depth = _without_apostrophes(family, first, last, rule, base, n), 0
            base = n
            top[:] = _NOBODY
        at = _partner(family[k], role[k], top)
        if at != _NOBODY:
            n = stack[at, 0] + 1  # what was opened inside is inside
            depth = _pop(family, first, stack, top, depth, at)
            last[n - 1] = k
            rule[n - 1] = PAIRED if family[first[n - 1]] == family[k] else MIXED
        elif role[k] in (OPENS, EITHER):
            first[n], last[n], rule[n] = k, k, UNCLOSED
            depth = _push(family[k], n, stack, top, depth)
            n += 1
        elif role[k] == CLOSES and family[k] != SINGLE:
            first[n], last[n], rule[n] = k, k, UNOPENED
            n += 1
    return _without_apostrophes(family, first, last, rule, base, n)


@compiled
def _partner(family: int, role: int, top: Int32) -> int:
    """Return the place in the stack of the quotation that a mark closes, −1 if none.

    A mark closes the innermost quotation of its family: a single one only when nothing but single
    ones stands inside, an undecided one only when no other family does. A mark that can only close
    closes, failing that, the innermost quotation of any family (“…»), single ones excepted.
    """
    if role in (OPENS, IGNORED):
        return _NOBODY
    at = int(top[family])
    if family == SINGLE:
        return at if at > top[_NOT_SINGLE] else _NOBODY
    if role == EITHER:
        return at if at == top[_NOT_SINGLE] else _NOBODY
    return at if at != _NOBODY or role == MAY_CLOSE else int(top[_NOT_SINGLE])


@compiled
def _push(family: int, quotation: int, stack: Int32, top: Int32, depth: int) -> int:
    stack[depth, 0], stack[depth, 1], stack[depth, 2] = quotation, top[family], top[_NOT_SINGLE]
    top[family] = depth
    if family != SINGLE:
        top[_NOT_SINGLE] = depth
    return depth + 1


@compiled
def _pop(family: UInt8, first: Int32, stack: Int32, top: Int32, depth: int, to: int) -> int:
    while depth > to:
        depth -= 1
        top[family[first[stack[depth, 0]]]] = stack[depth, 1]
        top[_NOT_SINGLE] = stack[depth, 2]
    return depth


@compiled
def _without_apostrophes(family: UInt8, first: Int32, last: Int32, rule: UInt8, base: int, n: int) -> int:
    """Drop single marks that found no partner from the quotations of a paragraph (`base` to `n`)."""
    kept = base
    for q in range(base, n):
        if rule[q] != UNCLOSED or family[first[q]] != SINGLE:
            first[kept], last[kept], rule[kept] = first[q], last[q], rule[q]
            kept += 1
    return kept


class Paragraphs(NamedTuple):
    """Non-blank lines: where each begins and ends, whose it is, whether it is a title or heading (1)."""

    start: Int32
    end: Int32
    document: Int32
    heading: UInt8


class Quotations(NamedTuple):
    """What `pair_marks` filled: first and last mark of each quotation, and its rule."""

    first: Int32
    last: Int32
    rule: UInt8


@compiled
def settle(
    codes: Codes,
    classes: Classes,
    paragraphs: Paragraphs,
    quotations: Quotations,
    mark: Int32,
    mark_paragraph: Int32,
    family: UInt8,
    start: Int32,
    end: Int32,
    rule: UInt8,
) -> int:
    """Give each quotation its span and its final rule.

    Filled are `start`, `end` (exclusive) and `rule`: disjoint spans in the order of the text, each
    within its paragraph. Returns their number.
    """
    n, q, cursor, paragraph = 0, 0, 0, _NOBODY
    while q < len(quotations.rule):
        opening, how, following = mark[quotations.first[q]], quotations.rule[q], q + 1
        if mark_paragraph[quotations.first[q]] != paragraph:
            paragraph = mark_paragraph[quotations.first[q]]
            cursor = paragraphs.start[paragraph]
        begin, stop = paragraphs.start[paragraph], _trimmed(codes, classes, cursor, paragraphs.end[paragraph])
        start[n], end[n] = opening, mark[quotations.last[q]] + 1
        if how == UNOPENED:
            start[n] = _first_word(codes, classes, cursor, opening)
        elif how == UNCLOSED:
            following = _cut(quotations, mark_paragraph, family, q)
            if following > q:
                end[n] = stop
                how = _rule_of_unclosed(
                    codes, classes, paragraphs, paragraph, opening, family[quotations.first[q]]
                )
            else:  # undecidable only as far as the next quotation
                following = q + 1
                end[n] = _trimmed(codes, classes, opening + 1, mark[quotations.first[following]])
        elif paragraphs.heading[paragraph] and _fills(codes, classes, begin, opening, end[n], stop):
            how = HEADING
        rule[n] = how
        n, q, cursor = n + 1, following, end[n]
    return n


@compiled
def _cut(quotations: Quotations, mark_paragraph: Int32, family: UInt8, q: int) -> int:
    """Return the quotation to go on with when an unclosed one takes the rest of its paragraph.

    It does when all that follows in the paragraph are pairs of other families, which are nested in
    it; else `q` is returned: a later mark of its own family says that it had ended somewhere.
    """
    mine = quotations.first[q]
    k = q + 1
    while k < len(quotations.rule) and mark_paragraph[quotations.first[k]] == mark_paragraph[mine]:
        pair = quotations.rule[k] in (PAIRED, MIXED)
        if not pair or family[quotations.first[k]] == family[mine]:
            return q
        k += 1
    return k


@compiled
def _rule_of_unclosed(
    codes: Codes, classes: Classes, paragraphs: Paragraphs, paragraph: int, opening: int, family: int
) -> int:
    following = paragraph + 1
    if following < len(paragraphs.start) and paragraphs.document[following] == paragraphs.document[paragraph]:
        at = paragraphs.start[following]
        while classes[codes[at]] == SPACE:
            at += 1
        if classes[codes[at]] == QUOTE and family_of(codes[at]) == family:
            return SPANNING  # the mark is repeated: speech goes on (the habit of the English press)
    if _first_word(codes, classes, paragraphs.start[paragraph], opening) == opening:
        return TO_END
    before = opening - 1
    while classes[codes[before]] == SPACE:
        before -= 1
    return TO_END if codes[before] == _COLON else UNCLOSED


@compiled
def _fills(codes: Codes, classes: Classes, begin: int, opening: int, end: int, stop: int) -> bool:
    """Say whether a span is a whole line, but for blanks and a last point."""
    while begin < opening and classes[codes[begin]] == SPACE:
        begin += 1
    while end < stop and (classes[codes[end]] == SPACE or classes[codes[end]] == POINT):
        end += 1
    return begin == opening and end == stop


@compiled
def _first_word(codes: Codes, classes: Classes, i: int, opening: int) -> int:
    while i < opening and classes[codes[i]] > DIGIT:
        i += 1
    return i


@compiled
def _trimmed(codes: Codes, classes: Classes, begin: int, end: int) -> int:
    while end > begin and classes[codes[end - 1]] == SPACE:
        end -= 1
    return end


@compiled
def fill_voices(token: Int32, start: Int32, end: Int32, span_voice: UInt8, voice: UInt8) -> None:
    """Write the voice of each token that begins within a span; spans are disjoint and in order."""
    s = 0
    for t in range(len(token)):
        while s < len(start) and end[s] <= token[t]:
            s += 1
        if s == len(start):
            return
        if start[s] <= token[t]:
            voice[t] = span_voice[s]
