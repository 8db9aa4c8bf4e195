"""Direct speech: one test a rule."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.annotate import Annotation, annotate, malformed_paragraphs
from framing.tables import VOICES


def read(text: str, language: str = "fr", layout: str = "") -> Annotation:
    layout = layout or "b" * sum(bool(line.strip()) for line in text.split("\n"))
    row = {"doc_id": ["d"], "text": [text], "layout": [layout], "language": [language]}
    return annotate(pd.DataFrame(row))


def spans(text: str, language: str = "fr", layout: str = "") -> list[tuple[str, str]]:
    rows = read(text, language, layout).attributions
    return [(text[i:j], rule) for i, j, rule in zip(rows["start"], rows["end"], rows["rule"], strict=True)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Il a dit « oui » hier", "« oui »"),
        ("Il a dit «\u00a0oui\u00a0» hier", "«\u00a0oui\u00a0»"),
        ("de l’«essor» du port", "«essor»"),
        ("He said “yes” then", "“yes”"),
        ('He said "yes," then', '"yes,"'),
        ('("yes")', '"yes"'),
        ("He said ‹yes› then", "‹yes›"),
        ("er sagte „ja“ dann", "„ja“"),
        ("il cite »oui« ici", "»oui«"),
        ("She said ‘yes’ then", "‘yes’"),
        ("She said 'yes, we do' then", "'yes, we do'"),
        ("a ”typo” here", "”typo”"),
        ('a " loose " pair', '" loose "'),
        ("He said ``yes, we do'' then", ""),
    ],
)
def test_every_kind_of_mark(text: str, quoted: str) -> None:
    assert spans(text, "en") == ([(quoted, "paired")] if quoted else [])


def test_two_apostrophes_close_a_double_mark() -> None:
    text = "He said \"yes, we do,'' then left"
    assert spans(text, "en") == [("\"yes, we do,''", "paired")]


@pytest.mark.parametrize(
    "text",
    [
        "the harbours' owners and the ships' crews",
        "rock 'n' roll in the '90s, 'tis said, the sailors' tale",
        "l'eau d’hier n'est qu’un souvenir",
        'a 15" rope and a man of 5\'10"',
        "give 'em the harbour, the sailors' one",
        "» À LIRE AUSSI le port",
        "no marks at all",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert spans(text, "en") == []


def test_possessive_inside_single_marks() -> None:
    text = "He wrote ‘the sailors’ tale is old’ and left"
    assert spans(text, "en") == [("‘the sailors’ tale is old’", "paired")]


def test_nested_marks_are_one_span() -> None:
    assert spans("Il dit « un “vrai” port, ‘le seul’ » ici") == [("« un “vrai” port, ‘le seul’ »", "paired")]
    assert spans("Il dit « un « vrai » port » ici") == [("« un « vrai » port »", "paired")]
    assert spans('He said "a "real" port" here', "en") == [('"a "real" port"', "paired")]


def test_mixed_pair() -> None:
    assert spans("Il dit “oui, demain» ici") == [("“oui, demain»", "mixed")]


def test_straight_marks_between_letters_alternate() -> None:
    assert spans('a"b"c"d"', "en") == [('"b"', "paired"), ('"d"', "paired")]


def test_quoted_heading() -> None:
    text = "« Le port rouvrira en mai »\n« Le port rouvrira en mai »\n« Oui » au port"
    assert [rule for _, rule in spans(text, layout="hbh")] == ["heading_quoted", "paired", "paired"]
    assert [rule for _, rule in spans("“The port opens”.", "en", "t")] == ["heading_quoted"]


def test_unclosed_at_the_start_is_quoted_to_the_end() -> None:
    text = "« Le port rouvrira en mai. \nLa ville attend."
    assert spans(text) == [("« Le port rouvrira en mai.", "unclosed_to_end")]
    assert set(read(text).tokens.voice[:5]) == {VOICES.index("quoted")}
    assert set(read(text).tokens.voice[5:]) == {VOICES.index("own")}


def test_unclosed_after_a_colon_is_quoted_to_the_end() -> None:
    assert spans("Ravel a dit : « Le port rouvrira.") == [("« Le port rouvrira.", "unclosed_to_end")]


def test_unclosed_with_other_marks_inside() -> None:
    assert spans("« Le “vieux” port.") == [("« Le “vieux” port.", "unclosed_to_end")]


def test_unclosed_elsewhere_is_ambiguous_to_the_end() -> None:
    text = "Ravel juge « utile le port."
    assert spans(text) == [("« utile le port.", "unclosed")]
    assert [VOICES[v] for v in read(text).tokens.voice] == ["own", "own", *["ambiguous"] * 3]


def test_unclosed_before_another_quotation_is_ambiguous_up_to_it() -> None:
    text = "« Le port, a dit Ravel. « La ville » attend."
    assert spans(text) == [("« Le port, a dit Ravel.", "unclosed"), ("« La ville »", "paired")]


def test_unopened_is_ambiguous_from_the_start_or_the_last_span() -> None:
    text = "Le port rouvre », dit Ravel, « enfin », et la ville attend »."
    assert spans(text) == [
        ("Le port rouvre »", "unopened"),
        ("« enfin »", "paired"),
        ("et la ville attend »", "unopened"),
    ]


def test_repeated_opening_marks_span_paragraphs() -> None:
    text = "He said: “The port opens.\n\n“The town waits.\n“It is late.”\nHe left."
    assert [rule for _, rule in spans(text, "en")] == ["spanning", "spanning", "paired"]
    assert malformed_paragraphs(read(text, "en")).empty


def test_repeated_marks_do_not_reach_into_another_document() -> None:
    rows = {"doc_id": ["a", "b"], "text": ["“One.", "“Two.”"], "layout": ["b", "b"], "language": ["en", "en"]}
    assert annotate(pd.DataFrame(rows)).attributions["rule"].tolist() == ["unclosed_to_end", "paired"]


def test_a_mark_of_one_paragraph_never_closes_that_of_another() -> None:
    text = "« Le port\nrouvre »"
    assert spans(text) == [("« Le port", "unclosed_to_end"), ("rouvre »", "unopened")]


def test_malformed_paragraphs() -> None:
    text = "Un « vrai » port.\nLe port », dit-il, et la ville ».\n« La ville"
    table = malformed_paragraphs(read(text))
    assert table["rules"].tolist() == ["unopened", "unclosed_to_end"]
    assert [text[i:j] for i, j in zip(table["start"], table["end"], strict=True)] == text.split("\n")[1:]
    assert malformed_paragraphs(read("Un port.")).columns.tolist() == ["doc_id", "start", "end", "rules"]


def test_confidence_falls_with_certainty() -> None:
    rows = read("« A » b\n“c»\n« d\ne « f").attributions
    assert rows["confidence"].tolist() == sorted(rows["confidence"], reverse=True)
    assert rows["confidence"].nunique() == 4
