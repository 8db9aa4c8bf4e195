"""Articles, files, catalogue and design agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom import check_truth, read_truth

Corpus = Callable[..., Path]


def said(folder: Path) -> str:
    return "\n".join(str(problem) for problem in check_truth(read_truth(folder)))


def test_a_changed_page_is_seen(corpus: Corpus) -> None:
    folder = corpus()
    (folder / "pages" / "beta-en-e2.txt").write_text("Rain falls\n\nTwo boats went.\n", "utf-8")
    assert "the hash of beta-en-e2.txt" in said(folder)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_page_that_is_missing_or_is_no_text_is_seen(corpus: Corpus, content: bytes | None) -> None:
    folder = corpus()
    page = folder / "pages" / "alpha-en-e2.txt"
    page.unlink() if content is None else page.write_bytes(content)
    assert "a page alpha-en-e2.txt in UTF-8" in said(folder)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("outlet: alpha", "outlet: beta", "alpha-en-e1 outlet · expected 'alpha' · found 'beta'"),
        ("language: en", "language: fr", "alpha-en-e1 language"),
        ("event: e1", "event: e2", "alpha-en-e1 event"),
        ("event: e1", "event: e9", "event · expected one of e1, e2, e3"),
        ("repeated: {}", "repeated: {alpha-en-e1-again: alpha-en-e1}", "alpha-en-e1-again"),
    ],
)
def test_what_the_catalogue_says_otherwise_is_seen(
    corpus: Corpus, before: str, after: str, expected: str
) -> None:
    assert expected in said(corpus(before, after))


def test_an_article_that_only_the_catalogue_knows_is_seen(corpus: Corpus) -> None:
    folder = corpus()
    truth = (folder / "truth.yaml").read_text("utf-8")
    start, end = truth.index("  beta-fr-e3:"), truth.index("speakers:")
    (folder / "truth.yaml").write_text(truth[:start] + truth[end:], "utf-8")
    problems = said(folder)
    assert "beta-fr-e3 · expected an article of both" in problems
    assert "e3 beta fr · expected one article · found 0" in problems
