"""The checker passes a true truth, and asks about planting only when pages and spans are right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.classroom import check_truth, read_truth

Corpus = Callable[..., Path]


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in check_truth(read_truth(folder))]


def test_a_true_truth_passes(corpus: Corpus) -> None:
    assert said(corpus()) == []


def test_counts_are_left_until_the_spans_are_right(corpus: Corpus) -> None:
    folder = corpus("quoted, Ada Noor]", "own, '']")
    problems = said(folder)
    assert len(problems) == 1
    assert "quoted of Ada Noor" in problems[0]
