"""Occurrences are counted as the truth names them: by voice, by event, never across languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom import read_truth
from framing.classroom.occurrences import counts_by_event, occurrences

Corpus = Callable[..., Path]


def test_every_kind_of_span_is_an_occurrence(corpus: Corpus) -> None:
    table = occurrences(read_truth(corpus()))
    english = table[table["doc_id"].str.contains("-en-")]
    assert sorted(zip(english["family"], english["category"], english["voice"], strict=True)) == [
        ("omissions", "e2.F1", "own"),
        ("omissions", "e3.F1", "own"),
        ("omissions", "e3.F1", "own"),
        ("reporting", "neutral", "own"),
        ("reporting", "neutral", "own"),
        ("scare_quotes", "scare", "own"),
        ("threat", "alarm", "quoted"),
        ("threat", "alarm", "reported"),
        ("threat", "menace", "own"),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_counts_by_outlet_and_event(corpus: Corpus, language: str) -> None:
    counts = counts_by_event(read_truth(corpus()), language)
    assert counts.loc[("alarm_own", "beta")].tolist() == [1, 0, 0]
    assert counts.loc[("alarm_own", "alpha")].tolist() == [0, 0, 0]
    assert counts.loc[("alarm_raw", "alpha")].tolist() == [1, 0, 0]
    assert counts.loc[("boats", "beta")].tolist() == [0, 1, 0]
    assert counts.loc[("scare", "alpha")].tolist() == [1, 0, 0]


def test_another_language_has_no_counts(corpus: Corpus) -> None:
    assert counts_by_event(read_truth(corpus()), "de").empty
