"""What is planted elsewhere, the other way round, or nowhere is found; in each language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom import check_truth, read_truth

Corpus = Callable[..., Path]
OWN, RAW = "more: [beta], less: [alpha], events: [e1]", "more: [], less: [alpha, beta], events: []"


def said(folder: Path) -> str:
    return "\n".join(str(problem) for problem in check_truth(read_truth(folder)))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (OWN, OWN.replace("beta", "gamma"), "outlet: one of alpha, beta"),
        (OWN, OWN.replace("e1", "e9"), "event: one of e1, e2, e3"),
        (OWN, "more: [alpha], less: [beta], events: [e1]", "more in each of alpha"),
        (OWN, OWN.replace("e1", "e2"), "an occurrence in each outlet"),
        (OWN, OWN.replace("e1", "e2"), "the event among those where it was planted"),
        (OWN, OWN.replace("[e1]", "[]"), "events where it was planted"),
        (OWN, OWN.replace("[alpha]", "[]"), "outlets to compare with"),
        ("voice: own", "voice: onw", "voice: one of all"),
        ("category: alarm", "category: alram", "nothing, in any voice"),
        ("category: alarm", "category: menace", "as many in each of alpha, beta"),
        ("date: '2024-01-01', differs: true", "date: '2024-01-01', differs: false", "no difference in this event"),
        ("category: e2.F1", "category: e3.F1", "fact F1, or a feature that says it is left out"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_found(corpus: Corpus, before: str, after: str, expected: str) -> None:
    assert expected in said(corpus(before, after))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_language_is_asked(corpus: Corpus, language: str) -> None:
    folder = corpus()
    truth = (folder / "truth.yaml").read_text("utf-8")
    start = truth.index(f"  beta-{language}-e1:")
    line = truth.index("threat, menace", start)
    changed = truth[: truth.rindex("\n", 0, line)] + truth[truth.index("\n", line) :]
    (folder / "truth.yaml").write_text(changed, "utf-8")
    problems = said(folder)
    assert f"feature alarm_own, {language}" in problems
    assert problems.count("alarm_own,") == 2


@pytest.mark.parametrize("table", ["cues", "facts"])
def test_a_quiet_event_has_no_difference_of_any_kind(corpus: Corpus, table: str) -> None:
    if table == "facts":
        folder = corpus("    facts:\n    - [18, 21, F1]\n", "")
        assert "alpha-en-e3 · expected fact F1" in said(folder)
        return
    folder = corpus(
        "    facts:\n    - [18, 21, F1]\n",
        "    cues:\n    - [14, 17, threat, alarm, '', own, '']\n    facts:\n    - [18, 21, F1]\n",
    )
    assert "feature alarm_own, en, e3 · expected no difference in this event" in said(folder)
