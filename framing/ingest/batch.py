"""Cleaning of a batch of texts: which lines go and why, which stay and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.ingest.languages import FUNCTION_WORDS, is_foreign, lacks_own_words
from framing.ingest.layout import (
    BODY,
    CAPTION,
    REMOVED,
    TITLE,
    Kinds,
    find_repeated_titles,
    find_titles,
    mark_headings,
    mark_leads,
)
from framing.ingest.lines import Int64, Lines, split_lines
from framing.ingest.menus import find_menus
from framing.ingest.rules import Ruleset, apply_rules, candidates, count_words

# Below this a paragraph is too short for a judgement on its language: about eight words.
_JUDGED_CHARACTERS = 50
_LEAST_SPACES = 7
# A paragraph's language is judged from its beginning: one line may hold megabytes.
_JUDGED_BYTES = 4000
# Beginnings of words (after a space, four bytes in all) so frequent that finding one spares the
# pattern, which costs a hundred times as much. English: the, they, then …, to; French: de, les, la.
_QUICK = {"en": (b" the", b" to "), "fr": (b" de ", b" les", b" la ")}

# The rule of a line that stays, as a caption: no removal has an empty name.
CAPTIONED = ""
FOREIGN = ("foreign_language", "paragraph in another language than the document")
REPEATED = ("repeated_title", "the title again, under a picture")


class Removal(NamedTuple):
    """A removed span of a page: whole lines, page offsets."""

    start: int
    end: int
    rule: str
    reason: str
    tokens: int


class Cleaning(NamedTuple):
    """One cleaned text, its SHA-256, its layout, its title line and what was removed."""

    text: str
    sha256: str
    layout: str
    title: str
    removals: tuple[Removal, ...] = ()


@dataclass(frozen=True)
class Habits:
    """How pages of one outlet and language are cleaned.

    Attributes
    ----------
    rules : Ruleset
    title : str
        Title rule of the profile.
    language : str
        ISO 639-1 code.
    known : dict
        Line → index of the rule that takes it: boilerplate is repeated, so each line is asked once.
    """

    rules: Ruleset
    title: str
    language: str
    known: dict[str, int] = field(default_factory=dict)


def clean_texts(texts: Sequence[str], titles: Sequence[str], habits: Habits) -> list[Cleaning]:
    """Clean texts of one outlet profile and one language.

    Parameters
    ----------
    texts, titles : sequences of str, equal length
        Page texts (LF, NFC) and their titles where known, else "".
    habits : Habits

    Returns
    -------
    list of Cleaning, in the order of the texts
    """
    encoded = [text.encode("utf-8") for text in texts]
    lines = split_lines(encoded)
    kinds = np.full(len(lines), BODY, np.uint8)
    why = _by_rules(lines, titles, habits)
    why.update(find_menus(lines, titles, why))
    kinds[[i for i, (name, _) in why.items() if name == CAPTIONED]] = CAPTION
    kinds[[i for i, (name, _) in why.items() if name != CAPTIONED]] = REMOVED
    why.update(dict.fromkeys(_foreign(lines, kinds, habits.language), FOREIGN))
    kinds[[i for i, reason in why.items() if reason is FOREIGN]] = REMOVED
    title_at = find_titles(lines, kinds, titles, habits.title)
    repeated = find_repeated_titles(lines, kinds, title_at)
    why.update(dict.fromkeys(repeated, REPEATED))
    kinds[repeated] = REMOVED
    kinds[title_at[title_at >= 0]] = TITLE
    placed = mark_leads(lines, mark_headings(lines, kinds), title_at)
    return _assemble(texts, encoded, lines, placed, why)


def _by_rules(lines: Lines, titles: Sequence[str], habits: Habits) -> dict[int, tuple[str, str]]:
    """Return (rule, reason) of every line a rule takes; the rule of a caption is `CAPTIONED`."""
    rules, known = habits.rules, habits.known
    asked = candidates(lines, rules)
    why: dict[int, tuple[str, str]] = {}
    for i, document, line in zip(
        asked.tolist(), lines.document[asked].tolist(), lines.texts(asked), strict=True
    ):
        index = known.get(line)
        if index is None:
            index = known[line] = apply_rules(line, rules)
        if index < 0 or line == titles[document]:
            continue
        rule = rules.rules[index]
        if rule.action == "caption":
            why.setdefault(i, (CAPTIONED, rule.reason))
            continue
        last = int(lines.bounds[document + 1]) if rule.action == "end" else i + 1
        # a line after the end mark that a rule of its own names is reported under that rule
        why.update(dict.fromkeys(range(i, last), (rule.name, rule.reason)))
    return why


def _foreign(lines: Lines, kinds: Kinds, language: str) -> list[int]:
    if language not in FUNCTION_WORDS:
        return []
    doubtful = (lines.lengths >= _JUDGED_CHARACTERS) & (kinds != REMOVED)
    for word in _QUICK.get(language, ()):
        doubtful &= ~_holds(lines, word)
    asked = np.flatnonzero(doubtful)
    paragraphs = lines.beginnings(asked, _JUDGED_BYTES)
    return [
        int(asked[i])
        for i in lacks_own_words(paragraphs, language)
        if paragraphs[i].count(" ") >= _LEAST_SPACES and is_foreign(paragraphs[i], language)
    ]


def _holds(lines: Lines, four: bytes) -> NDArray[np.bool_]:
    """Whether each line holds four given bytes, by comparing 32-bit words at each of four alignments."""
    word = np.uint32(int.from_bytes(four, "little"))
    data = lines.data
    found = [
        np.flatnonzero(np.frombuffer(data, "<u4", count=(len(data) - shift) // 4, offset=shift) == word) * 4
        + shift
        for shift in range(4)
    ]
    at = np.searchsorted(lines.starts, np.concatenate(found), side="right") - 1
    holds = np.zeros(len(lines), bool)
    holds[at[at >= 0]] = True
    return holds


def _assemble(
    texts: Sequence[str],
    encoded: Sequence[bytes],
    lines: Lines,
    kinds: Kinds,
    why: dict[int, tuple[str, str]],
) -> list[Cleaning]:
    kept = kinds != REMOVED
    layout = kinds[kept].tobytes().decode("ascii")
    ends = np.concatenate([[0], np.cumsum(kept)])[lines.bounds].tolist()
    titles = {int(lines.document[i]): lines.text(i) for i in np.flatnonzero(kinds == TITLE).tolist()}
    gone = _removals(texts, lines, np.flatnonzero(~kept), why)
    found = []
    for d, text in enumerate(texts):
        removals = tuple(gone.get(d, ()))
        cleaned = without(text, removals)
        digest = sha256(cleaned.encode("utf-8") if removals else encoded[d]).hexdigest()
        found.append(Cleaning(cleaned, digest, layout[ends[d] : ends[d + 1]], titles.get(d, ""), removals))
    return found


def _removals(
    texts: Sequence[str], lines: Lines, removed: Int64, why: dict[int, tuple[str, str]]
) -> dict[int, list[Removal]]:
    """Return the removals of each document that has any."""
    documents = lines.document[removed]
    sizes = np.array([len(text) for text in texts], np.int64)
    starts = lines.first[removed].tolist()
    ends = np.minimum(lines.last[removed] + 1, sizes[documents]).tolist()
    words = map(count_words, lines.texts(removed))
    found: dict[int, list[Removal]] = {}
    for i, d, start, end, n in zip(removed.tolist(), documents.tolist(), starts, ends, words, strict=True):
        found.setdefault(d, []).append(Removal(start, end, *why[i], n))
    return found


def without(text: str, removals: Sequence[Removal]) -> str:
    """Return a text without the removed spans; the text itself if there are none."""
    if not removals:
        return text
    bounds = [0, *(offset for r in removals for offset in (r.start, r.end)), len(text)]
    return "".join(text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))
