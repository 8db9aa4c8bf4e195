"""Extractors of speech keep their promises whatever stretches the annotation gives."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate import HOLDERS, SPEECH, STANCES, Speech, Tokens, annotate
from framing.codebook import Category, Codebook, Entry
from framing.features import create
from framing.features.documents import prepared
from framing.features.sources import FACTS
from framing.tables import VOICES, check, digest

TEXTS = [
    "Le maire dit que la digue tient. Elle prétend",
    "que la mer est",
    "injuste : les soi-disant ports assurent.",
]
NAMES = ("", "Ada Morel", "le maire", "un proche")
BOOKS = (
    Codebook("law", "fr", 1, "cues", (), (Category("blame", {}, (), (), (Entry("unjust", ("injuste",)),)),)),
)
EXTRACTORS = ("reporting.v1", "sources.v1", "scare_quotes.v1")


@cache
def _tokens(outlets: tuple[str, ...] = ("here", "there", "here")) -> Tokens:
    documents = prepared(TEXTS, "fr").assign(outlet=list(outlets))
    return annotate(documents).tokens


@st.composite
def spoken(draw: st.DrawFn) -> Speech:
    """Any stretches within documents, in the order of the text, outer ones first; one rule finds a stretch once."""
    tokens = _tokens()
    token = st.integers(0, len(tokens) - 1)
    spans = draw(st.lists(st.tuples(token, token, st.integers(0, 1)), max_size=8))
    within = {(min(a, b), max(a, b), r) for a, b, r in spans if tokens.document[a] == tokens.document[b]}
    ordered = sorted(within, key=lambda s: (s[0], -s[1], s[2]))
    n = len(ordered)

    def codes(size: int, dtype: Any = np.uint8) -> Any:
        return np.array(draw(st.lists(st.integers(0, size - 1), min_size=n, max_size=n)), dtype)

    first, last, rule = (np.array([s[k] for s in ordered], np.int32) for k in (0, 1, 2))
    holder = codes(len(NAMES), np.int32)
    cue = codes(len(tokens) + 1, np.int32) - 1
    return Speech(
        start=tokens.start[first], end=tokens.end[last], first=first, last=last,
        kind=codes(len(SPEECH)), what=np.where(holder > 0, codes(len(HOLDERS)), 0).astype(np.uint8),
        stance=np.where(cue < 0, 0, codes(len(STANCES))).astype(np.uint8), voice=codes(len(VOICES)),
        rule=rule.astype(np.uint8), holder=holder, cue=cue.astype(np.int32), confidence=np.full(n, 0.8),
        rules=("paired", "unclosed"),
    )  # fmt: skip


def observed(name: str, speech: Speech, tokens: Tokens | None = None) -> pd.DataFrame:
    given_tokens = replace(tokens or _tokens(), speech=speech, holders=NAMES)
    return create(name, "fr", BOOKS).observe(given_tokens)


@pytest.mark.parametrize("name", EXTRACTORS)
@settings(deadline=None, max_examples=60)
@given(speech=spoken())
def test_rows_keep_the_contract_and_no_key_stands_twice(name: str, speech: Speech) -> None:
    rows = observed(name, speech)
    assert digest(check(rows, "observations")) == digest(rows)
    assert rows["surface"].ne("").all()


@pytest.mark.parametrize("name", EXTRACTORS)
@settings(deadline=None, max_examples=30)
@given(speech=spoken())
def test_swapping_the_labels_of_outlets_changes_nothing(name: str, speech: Speech) -> None:
    swapped = observed(name, speech, _tokens(("there", "here", "there")))
    pd.testing.assert_frame_equal(swapped, observed(name, speech))


@settings(deadline=None, max_examples=60)
@given(speech=spoken())
def test_facts_stand_once_a_document_and_a_first_holder_is_alone_or_answered(speech: Speech) -> None:
    rows = observed("sources.v1", speech)
    facts = rows[rows["category"].isin(FACTS)].astype({"doc_id": "str", "category": "str"})
    for _, found in facts.groupby("doc_id"):
        assert sorted(found["category"]) in (["first", "lone"], ["first", "reply"])
        assert found["holder"].nunique() == (2 if "reply" in set(found["category"]) else 1)
    known = rows[(rows["holder"] != "") & ~rows["category"].isin(FACTS)]
    assert set(facts["doc_id"]) == set(known["doc_id"])


@settings(deadline=None, max_examples=60)
@given(speech=spoken())
def test_a_reporting_word_has_one_row(speech: Speech) -> None:
    rows = observed("reporting.v1", speech)
    assert not rows.duplicated(["doc_id", "start"]).any()
    assert len(rows) <= len(set(speech.cue.tolist()) - {-1})
