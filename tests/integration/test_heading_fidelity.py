"""Headings of a real article against its body (design/measurement.md §1.5); lines are those of the page file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from framing.annotate import annotate
from framing.features import create
from framing.ingest import TextSource, clean, load_profiles, page_offsets, read

DOC = "presstv-2021-01-26"


@pytest.fixture(scope="module")
def rows(root: Path, shared_or_skip: Callable[[str], Path]) -> pd.DataFrame:
    """Return what fidelity.v1 finds, with the line of the page each row stands on."""
    texts = shared_or_skip("headings of a real article are not compared") / "data" / "seeds"
    pages = read([TextSource(path=texts, catalogue=root / "corpus" / "iran-russia" / "catalogue.csv")]).pages
    cleaned = clean(pages, load_profiles())
    document = cleaned.documents.query("doc_id == @DOC")[["doc_id", "text", "layout", "language"]]
    found = create("fidelity.v1", "fr").observe(annotate(document).tokens)
    page = str(pages.set_index("doc_id")["text"][DOC])
    starts = page_offsets(cleaned.removals.query("doc_id == @DOC"), found["start"].to_numpy())
    return found.assign(line=[page.count("\n", 0, int(at)) + 1 for at in starts])


def _judged(rows: pd.DataFrame, line: int) -> list[tuple[str, str]]:
    here = rows[rows["line"] == line]
    return list(zip(here["category"].astype(str), here["lemma"], strict=True))


@pytest.mark.parametrize("line", [33, 61, 73, 81, 89])
def test_quoted_headings_are_not_verbatim(rows: pd.DataFrame, line: int) -> None:
    assert [category for category, _ in _judged(rows, line)] in (["altered"], ["unsupported"])


def test_words_that_stand_in_no_quotation_are_unsupported(rows: pd.DataFrame) -> None:
    assert _judged(rows, 33) == [("unsupported", "")]


def test_what_should_take_place_is_told_as_what_will(rows: pd.DataFrame) -> None:
    assert _judged(rows, 81) == [("altered", "hardened")]


def test_a_heading_states_what_the_body_attributes(rows: pd.DataFrame) -> None:
    # found with quotations alone; it does not depend on reported speech
    assert _judged(rows, 47) == [("attribution_dropped", "")]


def test_a_heading_that_nothing_supports(rows: pd.DataFrame) -> None:
    assert _judged(rows, 55) == [("unsupported", "")]
