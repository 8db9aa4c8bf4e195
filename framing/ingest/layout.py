"""Positions of lines: title, headings, lead, body, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.ingest.decoding import tidy_field
from framing.ingest.lines import Int64, Lines
from framing.ingest.menus import is_section
from framing.ingest.rules import TERMINAL, ends_terminally, fold

Kinds = NDArray[np.uint8]

TITLE, HEADING, LEAD, BODY, CAPTION, REMOVED = (np.uint8(ord(c)) for c in "thlbcx")

# Headings of the five articles and of 200 read in press_fr, basil and allsides stay below both.
_HEADING_CHARACTERS = 120
_HEADING_WORDS = 18
# The paragraph a heading heads: shorter ones are items of a list, verses, scores.
_HEADED_CHARACTERS = 80
# Longest title in the corpora at hand: 250 characters.
_TITLE_CHARACTERS = 300
# A title or its repetition stands among the first lines of a page that are not boilerplate.
_TITLE_LINES = 8
# A title does not end so; questions, exclamations and quotations may be titles.
_NO_TITLE_END = frozenset(".:;,")

_OPENING, _CLOSING = '«“"‹‘„', '»”"›’'
_SENTENCE_END = ".!?…,;:"
_REST_IS_CREDIT = re.compile(
    r"\s*(?:$|(?:[©|(–—-]|crédits?|credit|photo|image|\(c\)).{0,80}$)", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:by|par|de notre|propos recueillis|recueilli|with|avec|written|from our|contact|source|correspondan|interview by"
    r"|entretien avec|rubrique|editor|opinion contributor|update at|updated) ?\b|.*(?:@|https?:|www\.|\.com\b|\.fr\b|journaliste|"
    r"correspondent|contributor|staff writer)"
)
# "Anne Martin, retraitée": who speaks next, in a portrait or a column of readers.
_SIGNATURE = re.compile(r"[•*–—-]?\s?[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þdlv][\w’'.-]*){1,3}, [a-zà-ÿ\d]")
_NAME_PARTICLES = frozenset(
    {"de", "du", "des", "van", "von", "der", "den", "le", "la", "et", "and", "bin", "al", "el", "jr."}
)
_MOST_NAME_WORDS = 4
_WORD_OF_LETTERS = re.compile(r"[^\W\d_]{3,}")


def find_titles(lines: Lines, kinds: Kinds, titles: Sequence[str], rule: str) -> Int64:
    """Return the index of each document's title line, −1 where it has none.

    Parameters
    ----------
    lines : Lines
    kinds : uint8 array, length n_lines
    titles : sequence of str, length n_documents
        The title where a catalogue or table names it, else "".
    rule : str
        Title rule of the profile, see `framing.ingest.profiles.TITLE_RULES`.
    """
    bounds = lines.bounds.tolist()
    heads = lines.texts(np.minimum(lines.bounds[:-1], max(len(lines) - 1, 0))) if len(lines) else []
    plain = kinds == BODY
    found = np.full(len(titles), -1, np.int64)
    for document, title in enumerate(titles):
        first, last = bounds[document], bounds[document + 1]
        if first < last and title and heads[document] == title and plain[first]:
            found[document] = first
        elif first < last:
            reach = range(first, min(last, first + 4 * _TITLE_LINES))
            found[document] = _title_line(lines, [i for i in reach if plain[i]][:_TITLE_LINES], title, rule)
    return found


def find_repeated_titles(lines: Lines, kinds: Kinds, title_at: Int64) -> list[int]:
    """Return the lines that are the title again, alone or with the credit of a picture."""
    begins = lines.first_bytes(8)
    titled = np.flatnonzero(title_at >= 0)
    found: list[int] = []
    for step in range(1, _TITLE_LINES):
        at = title_at[titled]
        inside = at + step < lines.bounds[titled + 1]
        titled = titled[inside]
        at = at[inside]
        same = (begins[at + step] == begins[at]) & (kinds[at + step] != REMOVED)
        pairs = zip(lines.texts(at[same]), (at[same] + step).tolist(), strict=True)
        found += [i for title, i in pairs if repeats_title(lines.text(i), title)]
    return found


def repeats_title(line: str, title: str) -> bool:
    """Whether a line is the title again, alone or with the credit of a picture."""
    return line.startswith(title) and _REST_IS_CREDIT.match(line[len(title) :]) is not None


def mark_headings(lines: Lines, kinds: Kinds) -> Kinds:
    """Return the kinds with headings marked.

    A heading is a short line without a final mark, or wholly in quotation marks, that stands
    directly before a longer paragraph and is not a byline. Lines that end in a question mark
    stay body: in an interview they are the questions.
    """
    text = np.flatnonzero(kinds == BODY)
    open_ended = ~ends_terminally(lines) | _ends_in_quote(lines)
    may_be = (open_ended & (lines.lengths <= _HEADING_CHARACTERS))[text]
    here, following = text[:-1], text[1:]
    heads = may_be[:-1] & (lines.document[here] == lines.document[following])
    heads &= lines.lengths[following] > np.maximum(lines.lengths[here], _HEADED_CHARACTERS)
    asked = here[heads]
    read = [reads_like_heading(line) for line in lines.texts(asked)]
    marked = kinds.copy()
    marked[asked[np.array(read, dtype=bool)]] = HEADING
    return marked


def mark_leads(lines: Lines, kinds: Kinds, title_at: Int64) -> Kinds:
    """Return the kinds with the first body line after each title marked as lead."""
    marked = kinds.copy()
    body = np.flatnonzero(kinds == BODY)
    place = np.searchsorted(body, title_at, side="right")
    exists = (title_at >= 0) & (place < len(body))
    lead = body[place[exists]]
    marked[lead[lead < lines.bounds[1:][exists]]] = LEAD
    return marked


def reads_like_heading(line: str) -> bool:
    """Whether a line before a longer paragraph is a heading: ends like one, has words, is no byline."""
    words = line.split()
    if len(words) > _HEADING_WORDS or not _ends_like_heading(line) or _WORD_OF_LETTERS.search(line) is None:
        return False
    if line[0].islower() or _SIGNATURE.match(line) is not None:
        return False
    return _BYLINE.match(fold(line)) is None and not _is_name(words)


def _title_line(lines: Lines, kept: list[int], title: str, rule: str) -> int:
    if title:
        folded = fold(title)
        named = next((i for i in kept if fold(tidy_field(lines.text(i))) == folded), -1)
        if named >= 0:
            return named
    while kept and is_section(lines.text(kept[0])):
        kept = kept[1:]  # one section name over a title is no menu, but no title either
    if rule == "none" or len(kept) < 2:  # noqa: PLR2004 - a title heads a text
        return -1
    first = lines.text(kept[0])
    if len(first) > _TITLE_CHARACTERS:
        return -1
    looks = first[-1] not in _NO_TITLE_END and len(first) < max(int(lines.lengths[i]) for i in kept[1:])
    return kept[0] if looks or rule == "first_line" else -1


def _ends_in_quote(lines: Lines) -> NDArray[np.bool_]:
    three = lines.last_bytes(3)
    found = np.zeros(len(lines), bool)
    for mark in _CLOSING:
        key = mark.encode("utf-8")
        found |= three >> np.uint64(8 * (3 - len(key))) == np.uint64(int.from_bytes(key, "little"))
    return found


def _ends_like_heading(line: str) -> bool:
    if line[-1] not in TERMINAL:
        return True
    if line[-1] not in _CLOSING:
        return False
    inner = line[1:-1].rstrip()
    if line[0] in _OPENING and inner:
        return inner[-1] not in _SENTENCE_END and not any(
            c in _OPENING + _CLOSING for c in inner if c not in "‘’"
        )
    return inner[-1:] not in _SENTENCE_END and line[0] not in _OPENING


def _is_name(words: list[str]) -> bool:
    """Whether a line is two to four capitalised words and nothing else: a person rather than a heading."""
    bare = [w for w in words if w.casefold() not in _NAME_PARTICLES]
    capitals = all(w[0].isupper() and not (len(w) > 2 and w.isupper()) for w in bare)  # noqa: PLR2004 - initials
    return 1 < len(words) <= _MOST_NAME_WORDS and len(bare) > 1 and capitals
