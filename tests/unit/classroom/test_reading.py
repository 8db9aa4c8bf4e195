"""The truth of a corpus is read whole, and everything wrong with its shape is said at once, with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom import read_truth
from framing.errors import ConfigError, TruthError

Corpus = Callable[..., Path]


def test_spans_are_tables_with_offsets_of_the_page(corpus: Corpus) -> None:
    truth = read_truth(corpus())
    page = truth.page("alpha-en-e1.txt")
    spans = {
        (span.said[0], page[span.start : span.end])
        for span in truth.rows("speech")
        if span.doc_id == "alpha-en-e1"
    }
    assert spans == {("direct", "“The harm is great,”"), ("scare", "“helpers”")}
    assert truth.articles["outlet"].value_counts().to_dict() == {"alpha": 6, "beta": 6}


def test_the_rest_is_read_as_written(corpus: Corpus) -> None:
    truth = read_truth(corpus())
    assert [f.feature for f in truth.features] == ["alarm_own", "alarm_raw", "boats", "scare"]
    assert truth.features[0].more == ("beta",)
    assert truth.events[1].facts == {"F1": "two boats"}
    assert truth.families == {"threat": ("alarm", "menace")}
    assert (truth.speakers, truth.repeated, truth.malformed) == (frozenset({"Ada Noor"}), {}, 0)


def test_every_mistake_is_named_with_its_line(corpus: Corpus) -> None:
    folder = corpus("    event: e1\n", "    evnt: e1\n")
    text = (folder / "truth.yaml").read_text("utf-8").replace("F1]", "F1, F2]", 1)
    (folder / "truth.yaml").write_text(text, "utf-8")
    with pytest.raises(TruthError) as raised:
        read_truth(folder)
    said = [str(problem) for problem in raised.value.problems]
    assert len(said) == 2
    assert "line 14, articles alpha-en-e1" in said[0]
    assert "[start, end, fact]" in said[1]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("speakers: [Ada Noor]", "speakers: Ada Noor", "a list of texts"),
        ("malformed: 0", "malformed: none", "a whole number"),
        ("repeated: {}", "repeated: []", "texts by name"),
        ("differs: true", "differs: 'true'", "yes or no"),
        ("more: [beta]", "more: beta", "a list of texts"),
        ("more: [beta]", "more: [3]", "a list of texts"),
        ("facts: {}", "facts: 3", "texts by name"),
        ("outlet: alpha", "outlet: 3", "text"),
        ("  e1: {name", "  1: {name", "a name in letters"),
        ("direct, Ada Noor, true]", "direct, [Ada, Noor], true]", "[start, end, kind, speaker, wellformed]"),
        ("direct, Ada Noor, true]", "direct, Ada Noor, null]", "[start, end, kind, speaker, wellformed]"),
        ("    verbs:\n", "    vrbs:\n", "one of file"),
        ("    speech:\n    - [12", "    speech: none\n    cuse:\n    - [12", "a list of spans"),
        ("  threat: [alarm, menace]", "  threat: alarm", "a list of texts"),
        ("malformed: 0\n", "malformed: 0\nlicense: none\n", "one of licence"),
        ("articles:\n", "articlse:\n", "a mapping with"),
    ],
)
def test_what_has_another_shape_is_refused(corpus: Corpus, before: str, after: str, expected: str) -> None:
    with pytest.raises(TruthError) as raised:
        read_truth(corpus(before, after))
    assert any(expected in str(problem) for problem in raised.value.problems), raised.value.problems


@pytest.mark.parametrize("text", ["", "articles: []\nevents: 3\n", "[]\n"])
def test_an_empty_truth_is_refused(corpus: Corpus, text: str) -> None:
    folder = corpus()
    (folder / "truth.yaml").write_text(text, "utf-8")
    with pytest.raises(TruthError, match="articles"):
        read_truth(folder)


def test_a_missing_truth_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="truth"):
        read_truth(tmp_path)
