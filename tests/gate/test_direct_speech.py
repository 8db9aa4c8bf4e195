"""Floors of the scores on the five annotated articles – marks, words, sentences; they are lowered by nobody in silence.

The gold was made by one annotator and the rules were written with it in sight: these figures say
"does not break", not "how accurate".
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from framing.annotate import Tokens, annotate, malformed_paragraphs
from framing.annotate.characters import code_points
from framing.annotate.pairing import RULES
from framing.annotate.quotations import find_quotations
from framing.annotate.scan import scan
from framing.tables import POSITIONS

EXACT_F1 = 0.97
TOKENS, OF_TOKENS = 68, 69
LEMMAS, OF_LEMMAS = 78, 87
SENTENCE_F1 = 0.97

Rows = list[dict[str, Any]]


class Gold(NamedTuple):
    """Page text of each article, and the annotated folder."""

    pages: dict[str, str]
    folder: Path

    def rows(self, name: str) -> Rows:
        loaded: Rows = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return loaded


class Region(NamedTuple):
    """An annotated title and body; offsets are those of the page.

    `spans` is what the marks pair, by rule; `left` is what leaves the room as words in marks.
    """

    doc: str
    part: str
    shift: int
    tokens: Tokens
    spans: dict[tuple[int, int], str]
    left: set[tuple[int, int]]
    malformed: pd.DataFrame


@pytest.fixture(scope="module")
def gold(shared_or_skip: Callable[[str], Path]) -> Gold:
    root = shared_or_skip("scores on the five annotated articles")
    folder = root / "fixtures" / "gold_seeds"
    names = [row["doc"] for row in json.loads((folder / "regions.json").read_text(encoding="utf-8"))]
    pages = {name: (root / "data" / "seeds" / name).read_bytes().decode("utf-8") for name in names}
    return Gold(pages, folder)


@pytest.fixture(scope="module")
def regions(gold: Gold) -> list[Region]:
    found = []
    for row in gold.rows("regions"):
        for part in ("title", "body"):
            begin, end = row[part]
            found.append(_region(row["doc"], part, begin, gold.pages[row["doc"]][begin:end]))
    return found


def _region(doc: str, part: str, shift: int, text: str) -> Region:
    layout = "b" * sum(bool(line.strip()) for line in text.split("\n"))
    row = {"doc_id": [doc], "text": [text], "layout": [layout], "language": ["fr"]}
    annotation = annotate(pd.DataFrame(row))
    rows = annotation.attributions[annotation.attributions["voice"] != "reported"]
    left = {(start + shift, end + shift) for start, end in zip(rows["start"], rows["end"], strict=True)}
    malformed = malformed_paragraphs(annotation)
    return Region(doc, part, shift, annotation.tokens, _paired(text, shift), left, malformed)


def _paired(text: str, shift: int) -> dict[tuple[int, int], str]:
    found = scan(code_points(text), np.array([0, len(text)], np.int32), "fr")
    body = np.full(len(found.first), POSITIONS.index("body"), np.uint8)
    marks = find_quotations(found, body, "fr")
    return {
        (int(start) + shift, int(end) + shift): RULES[rule]
        for start, end, rule in zip(marks.start, marks.end, marks.rule, strict=True)
    }


def _found_tokens(regions: list[Region]) -> dict[tuple[str, int, int], str]:
    return {
        (region.doc, int(start) + region.shift, int(end) + region.shift): region.tokens.lemma[kind]
        for region in regions
        for start, end, kind in zip(region.tokens.start, region.tokens.end, region.tokens.type, strict=True)
    }


def test_direct_speech_exactly(gold: Gold, regions: list[Region]) -> None:
    wanted = {(q["doc"], q["start"], q["end"]) for q in gold.rows("quotes") if q["wellformed"] == "balanced"}
    sure = ("paired", "mixed", "heading_quoted", "spanning")
    found = {(r.doc, *span) for r in regions for span, rule in r.spans.items() if rule in sure}
    hits = len(wanted & found)
    f1 = 2 * hits / (len(wanted) + len(found))
    print(f"direct speech: {hits} of {len(wanted)} spans exact, {len(found)} found, F1 {f1:.3f}")
    assert f1 >= EXACT_F1


def test_every_pair_of_marks_leaves_the_room_as_it_was_paired(regions: list[Region]) -> None:
    assert [region.left for region in regions] == [set(region.spans) for region in regions]
    assert sum(len(region.left) for region in regions) >= 41


def test_malformed_speech_by_overlap(gold: Gold, regions: list[Region]) -> None:
    broken = [q for q in gold.rows("quotes") if q["wellformed"] != "balanced"]
    for quote in broken:
        mine = [(s, rule) for r in regions if r.doc == quote["doc"] for s, rule in r.spans.items()]
        shares = [(_overlap(quote["start"], quote["end"], span), rule) for span, rule in mine]
        share, rule = max(shares)
        print(f"{quote['doc'][:3]} {quote['start']}: {quote['wellformed']}, overlap {share:.2f}, rule {rule}")
        assert share >= 0.5
        assert rule == ("unopened" if quote["wellformed"] == "no_opener" else "unclosed_to_end")


def _overlap(start: int, end: int, span: tuple[int, int]) -> float:
    both = max(0, min(end, span[1]) - max(start, span[0]))
    return both / (max(end, span[1]) - min(start, span[0]))


def test_malformed_paragraphs_are_lines_39_65_and_91(gold: Gold, regions: list[Region]) -> None:
    lines = [
        (region.doc[:3], gold.pages[region.doc].count("\n", 0, start + region.shift) + 1)
        for region in regions
        for start in region.malformed["start"]
    ]
    assert lines == [("000", 39), ("000", 65), ("000", 91)]


def test_tokens(gold: Gold, regions: list[Region]) -> None:
    found = _found_tokens(regions)
    wanted = gold.rows("tokens")
    hits = sum((t["doc"], t["start"], t["end"]) in found for t in wanted)
    print(f"tokens: {hits} of {len(wanted)}")
    assert len(wanted) == OF_TOKENS
    assert hits >= TOKENS


def test_lemmas(gold: Gold, regions: list[Region]) -> None:
    found = _found_tokens(regions)
    wanted = gold.rows("lemmas")
    hits = sum(found.get((w["doc"], w["start"], w["end"])) in w["lemma"] for w in wanted)
    print(f"lemmas: {hits} of {len(wanted)}")
    assert len(wanted) == OF_LEMMAS
    assert hits >= LEMMAS


def test_sentences(gold: Gold, regions: list[Region]) -> None:
    wanted, found = set(), set()
    for region in (region for region in regions if region.part == "body"):
        starts, ends = region.tokens.start + region.shift, region.tokens.end + region.shift
        new = np.flatnonzero(np.diff(region.tokens.sentence, prepend=-1)).tolist()
        found |= {(region.doc, int(starts[i]), int(ends[j - 1])) for i, j in pairwise([*new, len(starts)])}
        for sentence in (s for s in gold.rows("sentences") if s["doc"] == region.doc):
            i, j = np.searchsorted(starts, (sentence["start"], sentence["end"]))
            wanted.add((region.doc, int(starts[i]), int(ends[j - 1])))
    f1 = 2 * len(wanted & found) / (len(wanted) + len(found))
    print(f"sentences: {len(wanted & found)} of {len(wanted)}, {len(found)} found, F1 {f1:.3f}")
    assert len(wanted) == 109
    assert f1 >= SENTENCE_F1


def test_cookie_banner_is_outside(gold: Gold, regions: list[Region]) -> None:
    banner = [(q["doc"], q["start"], q["end"]) for q in gold.rows("quotes_negative")]
    found = {(region.doc, *span) for region in regions for span in region.spans}
    assert len(banner) == 12
    assert not found & set(banner)
