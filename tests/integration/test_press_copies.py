"""Agency copy in three French-language papers: what sketches find, against the five-grams themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from framing.annotate import Tokens, annotate
from framing.annotate.type_values import TypeValues
from framing.ingest import TextSource, clean, load_profiles, read
from framing.stats.resemblance import near_duplicates
from framing.study.comparison.copies import THRESHOLD, find_copies
from framing.study.measurement.measurements import Measurements, from_tables
from framing.study.measurement.sketches import hashes_of, read_sketches, sketches_from
from framing.tables import CONTRACTS, POSITIONS, check, empty

PAPERS = ("dh", "lalibre", "lepoint")
CAPTION = POSITIONS.index("caption")
Grams = list[frozenset[tuple[str, ...]]]


class Press(NamedTuple):
    """Documents with their sketches, and the five-grams of each."""

    measurements: Measurements
    grams: Grams

    def jaccard(self, one: int, other: int) -> float:
        a, b = self.grams[one], self.grams[other]
        return len(a & b) / len(a | b)


def grams_of(tokens: Tokens) -> Grams:
    """Return the five-grams of each document as words, by another road than that of sketches."""
    assert (tokens.position == CAPTION).any()  # captions are left out
    words: list[list[str]] = [[] for _ in tokens.document_ids]
    lower = [surface.lower() for surface in tokens.surface]
    rows = zip(tokens.document.tolist(), tokens.type.tolist(), tokens.position.tolist(), strict=True)
    for document, type_, position in rows:
        if position != CAPTION:
            words[document].append(lower[type_])
    return [frozenset(zip(*(said[n:] for n in range(5)), strict=False)) for said in words]


@pytest.fixture(scope="module")
def press(shared_or_skip: Callable[[str], Path]) -> Press:
    folder = shared_or_skip("copies told from sketches are not compared with the five-grams of real articles")
    sources = [TextSource(path=folder / "data" / "press_fr" / f"{paper}.jsonl.gz") for paper in PAPERS]
    documents = clean(read(sources).pages, load_profiles()).documents
    tokens = annotate(documents[["doc_id", "text", "layout", "language"]]).tokens
    known = documents[[c for c in CONTRACTS["documents"].columns if c in documents]]
    tables = {name: empty(name) for name in CONTRACTS} | {
        "documents": check(known, "documents"),
        "sketches": check(sketches_from(tokens, TypeValues(hashes_of)), "sketches"),
    }
    assert tables["documents"]["doc_id"].tolist() == sorted(tokens.document_ids)
    order = np.argsort(tokens.document_ids, kind="stable")
    grams = grams_of(tokens)
    return Press(from_tables(tables, {}), [grams[n] for n in order])


def met(grams: Grams, some: np.ndarray, others: np.ndarray) -> set[tuple[int, int]]:
    """Return the pairs of some documents and others that share a five-gram."""
    where: dict[tuple[str, ...], list[int]] = {}
    for place in others.tolist():
        for gram in grams[place]:
            where.setdefault(gram, []).append(place)
    return {
        (place, other) for place in some.tolist() for gram in grams[place] for other in where.get(gram, ())
    }


def test_copies_of_agencies_in_two_belgian_papers_are_found(press: Press) -> None:
    outlet = press.measurements.documents["outlet"].to_numpy()
    pairs = met(press.grams, np.flatnonzero(outlet == "dh"), np.flatnonzero(outlet == "lalibre"))
    alike = [pair for pair in pairs if press.jaccard(*pair) > 0.8]
    assert len(alike) == 222
    found = near_duplicates(read_sketches(press.measurements.sketches["sketch"]), THRESHOLD)
    named = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert sum((min(pair), max(pair)) in named for pair in alike) >= 0.98 * len(alike)
    copies = find_copies(press.measurements).set_index("doc_id")["copy"]
    doc_id = press.measurements.documents["doc_id"]
    assert all(copies[doc_id[one]] == copies[doc_id[other]] for one, other in named)


def test_nothing_is_found_that_is_less_than_three_fifths_the_same(press: Press) -> None:
    found = near_duplicates(read_sketches(press.measurements.sketches["sketch"]), THRESHOLD)
    exact = np.array([press.jaccard(*pair) for pair in zip(found.first, found.second, strict=True)])
    assert len(exact) > 250
    assert exact.min() >= 0.6
    error = found.similarity - exact
    assert np.sqrt((error**2).mean()) < 0.03
    assert abs(error.mean()) < 0.01
