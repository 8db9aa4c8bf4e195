"""The checker finds what does not fit, and nothing where all does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom import check_truth, read_truth

Corpus = Callable[..., Path]


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in check_truth(read_truth(folder))]


def test_a_true_truth_passes(corpus: Corpus) -> None:
    assert said(corpus()) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("[12, 32, direct", "[12, 33, direct", "begins and ends with its words"),
        ("[12, 32, direct", "[13, 32, direct", "from mark to mark"),
        ("[12, 32, direct", "[12, 932, direct", "12–932 of 73"),
        ("direct, Ada Noor", "diret, Ada Noor", "kind of speech"),
        ("quoted, Ada Noor", "quoted, Ida Noor", "quoted of Ada Noor"),
        ("own, '']", "quoted, '']", "expected own"),
        ("neutral]", "neutrl]", "stance"),
        ("21, F1]", "21, F7]", "a fact of e2"),
        ("more: [beta], less: [alpha], events: [e1]", "more: [gamma], less: [alpha], events: [e1]", "outlet"),
        ("more: [beta], less: [alpha], events: [e1]", "more: [alpha], less: [beta], events: [e1]", "more in each of alpha"),
        ("category: alarm,", "category: menace,", "as many in each of alpha, beta"),
        ("more: [beta], less: [alpha], events: [e2]", "more: [beta], less: [alpha], events: [e1]", "an occurrence in each outlet"),
        ("date: 2024-01-01, differs: true", "date: 2024-01-01, differs: false", "no difference in this event"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found(corpus: Corpus, before: str, after: str, expected: str) -> None:
    problems = said(corpus(before, after))
    assert any(expected in problem for problem in problems), problems


def test_a_changed_page_is_seen(corpus: Corpus) -> None:
    folder = corpus()
    (folder / "pages" / "beta-en-e2.txt").write_text("Rain falls\n\nTwo boats went.\n", "utf-8")
    assert any("the hash of beta-en-e2.txt" in problem for problem in said(folder))


def test_a_missing_page_is_seen(corpus: Corpus) -> None:
    folder = corpus()
    (folder / "pages" / "alpha-en-e2.txt").unlink()
    assert any("a page alpha-en-e2.txt" in problem for problem in said(folder))


def test_a_quotation_mark_that_no_span_holds_is_found(corpus: Corpus) -> None:
    folder = corpus("    - [52, 61, scare, '', true]\n", "")
    assert any("every quotation mark in a span" in problem for problem in said(folder))


def test_speech_that_crosses_speech_is_found(corpus: Corpus) -> None:
    folder = corpus(
        "    speech:\n    - [12, 32", "    speech:\n    - [20, 36, reported, Ada Noor, true]\n    - [12, 32"
    )
    assert any("a crossing" in problem for problem in said(folder))
