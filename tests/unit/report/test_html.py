"""Runs as HTML: every text escaped, every kind in its own element."""

from __future__ import annotations

import pytest

from framing.report.blocks import column
from framing.report.html import show, spans

NASTY = "<b>\"x\" & 'y'</b>"
SAFE = "&lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("text", SAFE),
        ("strong", f"<strong>{SAFE}</strong>"),
        ("words", f'<bdi class="w">{SAFE}</bdi>'),
        ("name", f"<bdi>{SAFE}</bdi>"),
        ("code", f"<code>{SAFE}</code>"),
    ],
)
def test_every_kind_is_escaped_in_its_element(kind: str, shown: str) -> None:
    assert show([{"kind": kind, "text": NASTY}], "en") == shown


def test_attributes_are_escaped_too() -> None:
    run = {"kind": "words", "text": "quai", "lang": 'f"r', "href": 'a"b'}
    assert show([run], "en") == '<a href="#a&#34;b"><bdi class="w" lang="f&#34;r">quai</bdi></a>'
    assert show([{**run, "lang": ""}], "en") == '<a href="#a&#34;b"><bdi class="w">quai</bdi></a>'


def test_only_our_own_words_are_spaced() -> None:
    runs = [
        {"kind": "text", "text": "oui ; "},
        {"kind": "words", "text": "non ;"},
        {"kind": "name", "text": "A :"},
    ]
    assert show(runs, "fr") == 'oui\u202f; <bdi class="w">non ;</bdi><bdi>A :</bdi>'
    assert show(runs, "en") == 'oui ; <bdi class="w">non ;</bdi><bdi>A :</bdi>'


def test_nothing_is_nothing_and_what_is_shown_is_not_escaped_again() -> None:
    assert show([], "en") == ""
    assert show([{"kind": "text", "text": "&"}], "en").__html__() == "&amp;"


def test_a_head_over_numbers_is_set_as_they_are() -> None:
    columns = [
        column("side"), column("n", "number", "A"), column("share", "number", "A"), column("G1", group="gates"),
        column("p", "number", "gates"),
    ]  # fmt: skip
    assert [(s["label"], s["span"], s["kind"]) for s in spans(columns)] == [
        ("", 1, "text"),
        ("A", 2, "number"),
        ("gates", 2, "text"),
    ]
