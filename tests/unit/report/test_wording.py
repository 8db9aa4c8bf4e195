"""Sentences as runs: placeholders filled, corpus words kept apart from ours."""

from __future__ import annotations

from framing.report.wording import Wording, flat, linked, name, strong, text, words

WORDS = Wording(
    "fr",
    {
        "a": "« {w} » : {n}",
        "list.comma": ", ",
        "list.last": " et ",
        "units.x.one": "{n} quai",
        "units.x.other": "{n} quais",
    },
)


def test_runs_keep_corpus_words_apart() -> None:
    runs = WORDS.say("a", w=words("le quai", "fr"), n=linked("3", "ev-1"))
    assert [run["kind"] for run in runs] == ["text", "words", "text", "text"]
    assert runs[1] == {"kind": "words", "text": "le quai", "lang": "fr"}
    assert runs[3] == {"kind": "text", "text": "3", "href": "ev-1"}


def test_braces_inside_a_value_stay_text() -> None:
    assert flat(WORDS.say("a", w=name("{n}"), n="{w}")) == "« {n} » : {w}"


def test_counts_and_lists() -> None:
    assert WORDS.count(1, "x") == "1 quai"
    assert WORDS.count(1200, "x") == "1\u202f200 quais"
    assert flat(WORDS.listed(["a", strong("b"), text("c")])) == "a, b et c"
    assert WORDS.listed([]) == []
