"""The five real articles: what goes, what stays and how many words are left (measurement.md §1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.ingest import Cleaned, Pages, TextSource, clean, load_profiles, page_offsets, read
from framing.ingest.rules import count_words

# doc_id → file number, expected words, lines removed, lines kept as captions, lines of headings (all of the page)
EXPECTED = {
    "presstv-2021-01-26": ("000", 1547, [1, 2, 6, 31, 101, 102], [7], [33, 47, 55, 61, 73, 81, 89]),
    "presstv-2020-10": ("001", 686, [1, 2, 6, 25, 26], [7], []),
    "rt-2024-01-24": ("002", 512, [3, 4, 6, *range(26, 41, 2)], [5], [18]),
    "wire-2024-10-31": ("003", 356, [], [], []),
    "wire-2025-01-17": ("004", 454, [], [], []),
}
Seeds = tuple[Pages, Cleaned, Path]


@pytest.fixture(scope="module")
def seeds(shared_or_skip: Callable[[str], Path], root: Path) -> Seeds:
    shared = shared_or_skip("cleaning of the five real articles")
    source = TextSource(
        shared / "data" / "seeds", catalogue=root / "corpus" / "iran-russia" / "catalogue.csv"
    )
    pages = read([source])
    return pages, clean(pages.pages, load_profiles()), shared


def lines_of(page: str, offsets: list[int]) -> list[int]:
    return [page[:offset].count("\n") + 1 for offset in offsets]


@pytest.mark.parametrize("doc_id", EXPECTED)
def test_lines_removed_captions_and_headings(seeds: Seeds, doc_id: str) -> None:
    pages, result, _ = seeds
    _, _, gone, captions, headings = EXPECTED[doc_id]
    page = pages.pages.set_index("doc_id").loc[doc_id, "text"]
    removals = result.removals[result.removals["doc_id"] == doc_id]
    document = result.documents.set_index("doc_id").loc[doc_id]
    starts = _line_starts(document["text"])
    numbers = lines_of(page, page_offsets(removals, starts).tolist())
    assert lines_of(page, removals["start"].tolist()) == gone
    assert [n for n, k in zip(numbers, document["layout"], strict=True) if k == "c"] == captions
    assert [n for n, k in zip(numbers, document["layout"], strict=True) if k == "h"] == headings


@pytest.mark.parametrize("doc_id", EXPECTED)
def test_words_left_are_within_two_percent(seeds: Seeds, doc_id: str) -> None:
    document = seeds[1].documents.set_index("doc_id").loc[doc_id]
    lines = [line for line in document["text"].split("\n") if line.strip()]
    n = sum(count_words(line) for line, k in zip(lines, document["layout"], strict=True) if k != "c")
    assert abs(n / EXPECTED[doc_id][1] - 1) < 0.02


@pytest.mark.parametrize("doc_id", EXPECTED)
def test_title_and_body_lie_in_the_gold_regions(seeds: Seeds, doc_id: str) -> None:
    _, result, shared = seeds
    regions = json.loads((shared / "fixtures" / "gold_seeds" / "regions.json").read_text(encoding="utf-8"))
    gold = next(r for r in regions if r["doc"].startswith(EXPECTED[doc_id][0]))
    document = result.documents.set_index("doc_id").loc[doc_id]
    removals = result.removals[result.removals["doc_id"] == doc_id]
    page_starts = page_offsets(removals, _line_starts(document["text"])).tolist()
    for start, kind in zip(page_starts, document["layout"], strict=True):
        low, high = gold["title"] if kind == "t" else gold["body"]
        assert kind == "c" or low <= start < high


def test_nothing_is_set_aside_and_events_and_dates_are_those_of_the_catalogue(seeds: Seeds) -> None:
    pages, result, _ = seeds
    assert pages.set_aside.empty
    assert pages.notes.empty
    assert result.events["event_id"].nunique() == 5
    documents = result.documents.set_index("doc_id")
    assert documents["published_how"].value_counts().to_dict() == {"inferred": 4, "stated": 1}
    assert documents.loc["presstv-2020-10", "published"] == "2020-10"


def _line_starts(text: str) -> list[int]:
    starts, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(offset)
        offset += len(line) + 1
    return starts
