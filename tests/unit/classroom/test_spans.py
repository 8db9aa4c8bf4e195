"""Spans that lie elsewhere, are named otherwise, or contradict the speech around them are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.classroom import check_truth, read_truth
from framing.classroom.spans import _is_quotation

Corpus = Callable[..., Path]


def said(folder: Path) -> str:
    return "\n".join(str(problem) for problem in check_truth(read_truth(folder)))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("[12, 32, direct", "[12, 33, direct", "begins and ends with whole words"),
        ("[12, 32, direct", "[12, 932, direct", "12–932 of 73"),
        ("[12, 32, direct", "[13, 32, direct", "one quotation from mark to mark"),
        ("[12, 32, direct", "[-1, 32, direct", "begins and ends with whole words"),
        ("[17, 21, threat", "[17, 20, threat", "begins and ends with whole words"),
        ("[17, 21, threat", "[18, 21, threat", "begins and ends with whole words"),
        ("direct, Ada Noor", "diret, Ada Noor", "kind of speech"),
        ("direct, Ada Noor", "direct, Ida Noor", "speaker · expected one that the truth lists · found 'Ida Noor'"),
        ("direct, Ada Noor", "direct, ''", "speaker · expected one that the truth lists"),
        ("scare, ''", "scare, Ada Noor", "speaker of no speech"),
        ("quoted, Ada Noor", "quoted, Ida Noor", "quoted of Ada Noor"),
        ("own, '']", "quoted, '']", "expected own"),
        ("alarm, '', quoted", "alrm, '', quoted", "('threat', 'alrm')"),
        ("neutral]", "neutrl]", "stance"),
        ("scare, '', true", "scare, '', false", "malformed quotations · expected 0 · found 1"),
        ("    - [52, 61, scare, '', true]\n", "", "every quotation mark in a quotation"),
        ("[52, 61, scare", "[12, 61, scare", "one quotation from mark to mark"),
        ("    speech:\n    - [12, 32", "    speech:\n    - [17, 37, reported, Ada Noor, true]\n    - [12, 32", "a crossing"),
        ("    cues:\n    - [17", "    cues:\n    - [17, 21, threat, alarm, '', quoted, Ada Noor]\n    - [17", "each span once"),
        ("    cues:\n    - [17", "    cues:\n    - [13, 21, threat, menace, '', quoted, Ada Noor]\n    - [17", "one cue of threat"),
        ("    verbs:\n    - [21, 25, neutral]\n", "", "speech and a verb that attributes it"),
        ("    speech:\n    - [26, 49, reported, Ada Noor, true]\n", "", "speech and a verb that attributes it"),
        ("21, F1]", "21, F7]", "a fact of e2"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found(corpus: Corpus, before: str, after: str, expected: str) -> None:
    assert expected in said(corpus(before, after))


@pytest.mark.parametrize("device", ["copy, delta", "speech, S1.quoted"])
def test_words_in_common_are_excused_only_where_they_are_meant(corpus: Corpus, device: str) -> None:
    folder = corpus("    facts:\n", f"    devices:\n    - [0, 10, {device}]\n    facts:\n")
    family, category = device.split(", ")
    truth = (folder / "truth.yaml").read_text("utf-8")
    known = truth.replace("  threat:", f"  {family}: [{category}]\n  threat:")
    (folder / "truth.yaml").write_text(known, "utf-8")
    assert ("words in common that are meant" in said(folder)) == (family == "copy")


@pytest.mark.parametrize(
    ("words", "sound"),
    [
        ("« un mot »", True), ("“a word”", True), ('"a word"', True), ("'isn't it'", True), ("‘isn’t it’", True),
        ("« un “mot” »", True), ("« un\n\n« deux »", True), ("« un\n\ndeux »", False), ("« un » et « deux »", False),
        ('"one" and "two"', False), ("« un mot”", False), ("«»", False), ("un mot", False),
    ],
)  # fmt: skip
def test_a_quotation_goes_from_its_mark_to_its_fellow(words: str, sound: bool) -> None:
    assert _is_quotation(words) is sound
