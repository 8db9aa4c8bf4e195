"""The truth of a corpus is read whole, and everything wrong with its shape is said at once."""

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
    assert truth.articles["outlet"].tolist() == ["alpha", "beta", "alpha", "beta"]


def test_features_and_events_are_read_as_written(corpus: Corpus) -> None:
    truth = read_truth(corpus())
    assert [f.feature for f in truth.features] == ["alarm_own", "alarm_raw", "boats", "scare"]
    assert truth.features[0].more == ("beta",)
    assert truth.events[1].facts == {"F1": "two boats"}


def test_every_mistake_is_named_with_its_line(corpus: Corpus) -> None:
    folder = corpus("    event: e1\n", "    evnt: e1\n")
    text = (folder / "truth.yaml").read_text("utf-8").replace("F1]", "F1, F2]")
    (folder / "truth.yaml").write_text(text, "utf-8")
    with pytest.raises(TruthError) as raised:
        read_truth(folder)
    said = [str(problem) for problem in raised.value.problems]
    assert len(said) == 2
    assert "line 10, articles alpha-en-e1" in said[0]
    assert "[start, end, fact]" in said[1]


@pytest.mark.parametrize("text", ["", "articles: []\nevents: 3\n"])
def test_an_empty_truth_is_refused(corpus: Corpus, text: str) -> None:
    folder = corpus()
    (folder / "truth.yaml").write_text(text, "utf-8")
    with pytest.raises(TruthError, match="articles"):
        read_truth(folder)


def test_a_missing_truth_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="truth"):
        read_truth(tmp_path)
