"""The checker as a command: exit codes as those of framing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom.__main__ import main

Corpus = Callable[..., Path]


def test_a_true_truth_is_printed_with_what_it_supports(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(corpus()) == 0
    said = capsys.readouterr().out
    assert "\nen\n" in said
    assert "direction" in said


def test_problems_are_failures_and_unreadable_files_mistakes(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(corpus("neutral]", "neutrl]")) == 1
    assert "stance" in capsys.readouterr().err
    assert main(corpus("articles:", "artcles:")) == 2
    assert "articles" in capsys.readouterr().err
