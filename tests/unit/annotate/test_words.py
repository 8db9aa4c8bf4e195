"""Where tokens begin and end."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.annotate import BEFORE, Tokens, annotate


def read(text: str, language: str) -> Tokens:
    layout = "b" * sum(bool(line.strip()) for line in text.split("\n"))
    row = {"doc_id": ["d"], "text": [text], "layout": [layout], "language": [language]}
    return annotate(pd.DataFrame(row)).tokens


def words(text: str, language: str) -> list[str]:
    tokens = read(text, language)
    return [text[i:j] for i, j in zip(tokens.start, tokens.end, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’Ourse n'a qu’un port", ["l’", "Ourse", "n'", "a", "qu’", "un", "port"]),
        ("L'AVENIR lorsqu'il pleut", ["L'", "AVENIR", "lorsqu'", "il", "pleut"]),
        ("aujourd’hui quelqu'un sur la presqu’île", ["aujourd’hui", "quelqu'un", "sur", "la", "presqu’île"]),
        ("un prud'homme", ["un", "prud'homme"]),
        ("c'est-à-dire hier", ["c'est-à-dire", "hier"]),
        ("C'est à dire", ["C'", "est", "à", "dire"]),
        ('de l’«essor» d\'"un" port', ["de", "l’", "essor", "d'", "un", "port"]),
        ("aux États-Unis, nord-sud", ["aux", "États-Unis", "nord-sud"]),
        ("ajoute-t-il", ["ajoute", "il"]),
        ("dit-elle, a-t-on su, est-ce vrai", ["dit", "elle", "a", "on", "su", "est", "ce", "vrai"]),
        ("n'est-ce pas", ["n'", "est", "ce", "pas"]),
        ("un rendez-vous, peut-être celui-là", ["un", "rendez-vous", "peut-être", "celui-là"]),
        ("un clip-on", ["un", "clip-on"]),
        ("M. Ravel et MM. Lund", ["M.", "Ravel", "et", "MM.", "Lund"]),
        ("av. J.-C. ou J.-P. Lund", ["av.", "J.-C.", "ou", "J.-P.", "Lund"]),
        (
            "7\u00a0200 km, 1\u202f234\u202f567 pas, 7 200",
            ["7\u00a0200", "km", "1\u202f234\u202f567", "pas", "7", "200"],
        ),
        ("3,5 % et 10.5, 20\u00a0%", ["3,5", "et", "10.5", "20"]),
        ("le 1er à 15h30, art. 3", ["le", "1er", "à", "15h30", "art.", "3"]),
        ("Covid-19, 2020-2021", ["Covid-19", "2020", "2021"]),
    ],
)
def test_french(text: str, expected: list[str]) -> None:
    assert words(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know it's John's", ["They", "don't", "know", "it", "'s", "John", "'s"]),
        ("THE MAYOR'S PLAN", ["THE", "MAYOR", "'S", "PLAN"]),
        ("the harbours' owners", ["the", "harbours", "owners"]),
        ("O'Malley's inn", ["O'Malley", "'s", "inn"]),
        ("the U.S.-led plan of the U.S.", ["the", "U.S.-led", "plan", "of", "the", "U.S."]),
        ("e.g. at 5 p.m. today", ["e.g.", "at", "5", "p.m.", "today"]),
        ("Mr. Vale and George W. Vale", ["Mr.", "Vale", "and", "George", "W.", "Vale"]),
        ("plan B. Then", ["plan", "B.", "Then"]),
        ("No. 5 or no. Then", ["No.", "5", "or", "no", "Then"]),
        ("AT&T bread & butter", ["AT&T", "bread", "butter"]),
        ("1,000 and 10.5 and 3-5", ["1,000", "and", "10.5", "and", "3", "5"]),
        ("state-of-the-art twenty‑one", ["state-of-the-art", "twenty‑one"]),
        ("quay—dock – pier -- jetty", ["quay", "dock", "pier", "jetty"]),
        ("\U00020000\U00020001 na\u0308ive \U0001f600", ["\U00020000\U00020001", "na\u0308ive"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert words(text, "en") == expected


def test_one_apostrophe_is_one_type() -> None:
    tokens = read("l’eau l'eau co‑op co-op 7\u00a0200 7\u202f200", "fr")
    assert tokens.type.tolist() == [0, 1, 0, 1, 2, 2, 3, 3]
    assert tokens.surface.tolist() == ["l'", "eau", "co-op", "7 200"]


def test_composition_and_soft_hyphens_do_not_make_types() -> None:
    tokens = read("\u00e9t\u00e9 e\u0301te\u0301 har\u00adbour harbour", "en")
    assert tokens.surface.tolist() == ["été", "harbour"]
    assert tokens.type.tolist() == [0, 0, 1, 1]


def test_case_makes_types() -> None:
    assert read("Port port PORT", "en").surface.tolist() == ["Port", "port", "PORT"]


def test_more_types_than_the_table_starts_with() -> None:
    n = 150_000
    text = " ".join(f"w{k}" for k in range(n)) + " " + " ".join(f"w{k}" for k in range(0, n, 1000))
    tokens = read(text, "en")
    assert len(tokens.surface) == n
    assert tokens.type[n:].tolist() == list(range(0, n, 1000))


def test_before() -> None:
    tokens = read("l’eau, dit-il : « non » (si) – ou. Et\noui", "fr")
    b = BEFORE
    expected = [
        b.PARAGRAPH,
        b.NOTHING,
        b.COMMA,
        b.NOTHING,
        b.COLON,
        b.BRACKET,
        b.BRACKET,
        b.STOP,
        b.PARAGRAPH,
    ]
    assert tokens.before.tolist() == expected


def test_before_a_quotation_mark() -> None:
    tokens = read("the “old” port", "en")
    assert tokens.before.tolist() == [BEFORE.PARAGRAPH, BEFORE.MARK, BEFORE.MARK]
