"""The ten conditionals of the five real articles: three report hearsay (design/measurement.md §1.7), by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.codebook import load
from framing.features import create
from framing.features.readings import READINGS
from framing.ingest import TextSource, clean, load_profiles, read

J, R, M, T = "presstv-2020-10", "rt-2024-01-24", "wire-2024-10-31", "wire-2025-01-17"
BORROWED = {
    (R, "serait"),
    (R, "aurait été accordée"),
    (M, "serait également impliqué"),
}
OTHERS = {
    ("presstv-2021-01-26", "devrait", "modal"),
    (R, "devrait", "modal"),
    (M, "prendraient", "future_in_past"),
    (T, "développeraient", "future_in_past"),
    (T, "attaquerait", "hypothetical"),
    (T, "transporterait", "hypothetical"),
    (J, "seraient conçus", "undecided"),  # a future seen from the past: its verb of saying is an infinitive
}
MOST_FALSE = 1


@pytest.fixture(scope="module")
def conditionals(root: Path, shared_or_skip: Callable[[str], Path]) -> pd.DataFrame:
    shared = shared_or_skip("which of the ten conditionals of the five real articles report hearsay")
    catalogue = root / "corpus" / "iran-russia" / "catalogue.csv"
    pages = read([TextSource(path=shared / "data" / "seeds", catalogue=catalogue)]).pages
    documents = clean(pages, load_profiles()).documents
    tokens = framing.annotate_documents(documents).tokens
    rows = create("evidentials.v1", "fr", load(["evidentials"], "fr")).observe(tokens)
    return rows[rows["category"].isin(READINGS)].astype({"doc_id": str, "category": str})


def test_every_conditional_is_a_row(conditionals: pd.DataFrame) -> None:
    assert len(conditionals) == len(BORROWED) + len(OTHERS) == 10


def test_the_three_borrowed_ones_are_found_and_at_most_one_else(conditionals: pd.DataFrame) -> None:
    rows = conditionals[conditionals["category"] == "borrowed"]
    found = set(zip(rows["doc_id"], rows["surface"], strict=True))
    assert found >= BORROWED
    assert len(found - BORROWED) <= MOST_FALSE


def test_the_others_are_what_they_are_or_left_undecided(conditionals: pd.DataFrame) -> None:
    rows = conditionals[conditionals["category"] != "borrowed"]
    assert set(zip(rows["doc_id"], rows["surface"], rows["category"], strict=True)) == OTHERS
