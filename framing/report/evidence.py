"""Evidence: the rows behind every number, in groups that a number can point at.

A group is one category of cues, one referent of naming, one head, or what `framing.report.counted` adds. Its
rows stand in *parts*, one a cell, and every number of a table is the sum of some parts: the anchor of
``(family, member, side)`` leads to the first part of that outlet, the anchor of ``(family, member, side, key,
voice)`` to exactly one, and an anchor that ends in ``--voice`` to the first part of that voice. A page with
scripts marks all the parts that an anchor stands for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from framing.report.blocks import Block
from framing.report.labels import attribute_name, family_name
from framing.report.reading import Reading
from framing.report.seen import HEADS, NAMING, SPOKEN, Seen, attribute_key
from framing.report.typography import harmless

# Code points of a sentence shown on each side of a match, at most: four lines of a page. News sentences are rarely
# longer; a longer one is cut at a word, and the cut is shown.
CONTEXT = 280
# The end of a sentence, seen from its last letters: not after an initial or "M.".
_END = re.compile(r"[^\W_]{2}[»”\")\s]*[.!?…]+[»”\")\s]*\s")


@dataclass(frozen=True)
class Evidence:
    """Groups of evidence rows, and the anchors that lead into them."""

    groups: tuple[Block, ...]
    anchors: frozenset[str]

    def link(self, *parts: str, voice: str = "") -> str:
        """Return the anchor of the rows behind a number, in one voice or in all; "" when there are none."""
        targets = (in_voice(voice, *parts), anchor(*parts, voice)) if voice else (anchor(*parts),)
        return next((target for target in targets if target in self.anchors), "")

    def cell(self, family: str, member: str, side: str, key: str, voice: str) -> str:
        """Return the anchor of one cell; "" when it has no row."""
        keys = attribute_key(key) if family == HEADS else (key,)
        return self.link(family, member, side, *keys, voice=voice)


def anchor(*parts: str) -> str:
    """Return the anchor of a family, a member and so on; the same for the same parts, different for others."""
    return identity("ev", *parts)


def in_voice(voice: str, *parts: str) -> str:
    """Return the anchor of all rows of a family, a member and so on in one voice."""
    return f"{anchor(*parts)}--{_slug(voice)}"


def identity(prefix: str, *parts: str) -> str:
    """Return an identifier for pages and file names, made of ASCII letters, digits, - and _.

    The prefix is ours and stays as it is; the parts may be anything.
    """
    return "-".join((prefix, *map(_slug, parts)))


def gather(reading: Reading, counted: Sequence[Block] = ()) -> Evidence:
    """Return the evidence of all observations, and groups of rows that were counted by other means.

    Parameters
    ----------
    reading : Reading
    counted : sequence of Block
        Groups, see `framing.report.counted`.
    """
    groups = [
        _group(family, member, list(rows), reading)
        for (family, member), rows in groupby(reading.rows, key=lambda row: (row.family, row.member))
    ]
    groups += counted
    anchors = {i for group in groups for part in group["parts"] for i in part["ids"]}
    return Evidence(tuple(groups), frozenset(anchors | {group["id"] for group in groups}))


def _group(family: str, member: str, rows: Sequence[Seen], reading: Reading) -> Block:
    names = reading.names
    title = names.referent(member) if family in (NAMING, HEADS) else names.category(family, member)
    parts: list[Block] = []
    taken: set[str] = set()
    for (side, key, voice), part in groupby(rows, key=lambda row: (row.side, row.key, row.voice)):
        keys = attribute_key(key) if family == HEADS else (key,)
        ids = [i for i in _anchors((family, member), (side, *keys), voice) if i not in taken]
        taken |= set(ids)
        total = reading.cells[family, member, side, key, voice]
        label = _key_name(family, member, key, reading)
        parts.append(part_of(ids, (side, voice), label, list(part), total, reading))
    return {
        "id": anchor(family, member),
        "title": f"{family_name(family, reading)} – {title}",
        "parts": parts,
        "kind": "observed",
    }


def _anchors(group: tuple[str, ...], path: tuple[str, ...], voice: str) -> list[str]:
    """Return the anchors that a part answers to, its own first: every wider path, in its voice and in all."""
    paths = [(*group, *path[:length]) for length in range(len(path), 0, -1)]
    wider = [i for p in paths for i in (in_voice(voice, *p), anchor(*p))]
    return [anchor(*paths[0], voice), *wider[1:]]


def _key_name(family: str, member: str, key: str, reading: Reading) -> str:
    if family == NAMING:
        return reading.names.variant(member, key)
    if family == HEADS and key:
        kind, word = attribute_key(key)
        return f"{harmless(word)} ({attribute_name(kind, reading)})"
    if family in SPOKEN:
        return reading.names.camp(key) if key else ""
    return reading.names.referent(key) if key else ""


def part_of(
    ids: list[str], where: tuple[str, str], key: str, rows: Sequence[Seen], total: int, reading: Reading
) -> Block:
    """Return a part: rows of one outlet in one voice.

    Parameters
    ----------
    ids : list of str
        Anchors that it answers to, its own first.
    where : tuple of (str, str)
        Side and voice.
    key : str
        What its rows have in common besides, for readers.
    rows : sequence of Seen
        Those that are shown, alike ones beside each other.
    total : int
        How many there are.
    reading : Reading
    """
    side = reading.by_key[where[0]]
    same = groupby(rows, key=lambda row: row[5:13])  # index … holder: all but the place in the text
    return {
        "ids": ids, "side": side.label, "key": key, "voice": reading.say.plain(f"voices.{where[1]}.short"),
        "rows": [_row(list(group), side.language, reading) for _, group in same],
        "n": total, "dropped": total - len(rows),
    }  # fmt: skip


def _row(same: Sequence[Seen], language: str, reading: Reading) -> Block:
    """One row for the same words in the same place of the same document, with every offset."""
    first = same[0]
    whole = reading.texts.get(first.doc_id, "")
    return {
        "words": harmless(first.surface), "lang": language, "lemma": harmless(first.lemma),
        "place": reading.say.plain(f"positions.{first.position}"),
        "document": reading.labels[first.number - 1], "number": first.number, "n": len(same),
        "negated": first.negated, "holder": harmless(first.holder), "offsets": [row.start for row in same],
        "lines": [sentence_around(whole, row.start, row.end) for row in same] if whole else [],
    }  # fmt: skip


def sentence_around(whole: str, start: int, end: int) -> dict[str, str]:
    """Return the words in their sentence, which never crosses a paragraph."""
    first = whole.rfind("\n", 0, start) + 1
    stop = whole.find("\n", end)
    left, right = _before(whole, first, start), _after(whole, end, len(whole) if stop < 0 else stop)
    return {"left": _context(left), "match": harmless(whole[start:end]), "right": _context(right)}


def _before(whole: str, first: int, start: int) -> str:
    text = whole[max(first, start - CONTEXT) : start]
    ends = list(_END.finditer(text))
    if ends:
        return text[ends[-1].end() :]
    return text if start - first <= CONTEXT else "… " + text.partition(" ")[2]


def _after(whole: str, end: int, stop: int) -> str:
    text = whole[end : min(stop, end + CONTEXT)]
    found = _END.search(text + " ")
    if found:
        return text[: found.end()].rstrip()
    return text if stop - end <= CONTEXT else text.rpartition(" ")[0] + " …"


def _context(beside: str) -> str:
    """Context without control marks, the spaces kept that separate it from the match."""
    inner = harmless(beside)
    before, after = beside[:1].isspace(), beside[-1:].isspace()
    return (" " if before else "") + inner + (" " if after and inner else "")


@cache
def _slug(part: str) -> str:
    plain = re.sub(r"[^a-z0-9_]+", "-", part.lower())
    if re.fullmatch(r"[a-z0-9_]+(:[a-z0-9_]+)*", part):
        return plain
    return f"{plain[:24].strip('-')}_{hashlib.sha256(part.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
