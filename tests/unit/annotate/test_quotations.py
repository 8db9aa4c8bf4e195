"""Quotation marks: one test a rule of their pairing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.annotate import Annotation, annotate, malformed_paragraphs
from framing.annotate.characters import code_points
from framing.annotate.pairing import RULES
from framing.annotate.quotations import MALFORMED_RULES, find_quotations, voices_of
from framing.annotate.scan import scan
from framing.tables import POSITIONS, VOICES


def layout_of(text: str) -> str:
    return "b" * sum(bool(line.strip()) for line in text.split("\n"))


def paired(
    texts: list[str], language: str = "fr", layout: str = ""
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return spans and rules of the marks alone, and the voice that they give to each token."""
    joined, starts = "".join(texts), np.cumsum([0, *map(len, texts)], dtype=np.int32)
    found = scan(code_points(joined), starts, language)
    letters = [name[0] for name in POSITIONS]
    position = np.array([letters.index(a) for a in layout or "".join(map(layout_of, texts))], np.uint8)
    marks = find_quotations(found, position, language)
    spans = [
        (joined[i:j], RULES[rule]) for i, j, rule in zip(marks.start, marks.end, marks.rule, strict=True)
    ]
    return spans, [VOICES[voice] for voice in voices_of(found.start, marks)]


def spans(text: str, language: str = "fr", layout: str = "") -> list[tuple[str, str]]:
    return paired([text], language, layout)[0]


def voices(text: str, language: str = "fr") -> list[str]:
    return paired([text], language)[1]


def read(text: str, language: str = "fr") -> Annotation:
    row = {"doc_id": ["d"], "text": [text], "layout": [layout_of(text)], "language": [language]}
    return annotate(pd.DataFrame(row))


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
    for found in (voices(text), [VOICES[v] for v in read(text).tokens.voice]):
        assert found == [*["quoted"] * 5, *["own"] * 3]


def test_unclosed_after_a_colon_is_quoted_to_the_end() -> None:
    assert spans("Ravel a dit : « Le port rouvrira.") == [("« Le port rouvrira.", "unclosed_to_end")]


def test_unclosed_with_other_marks_inside() -> None:
    assert spans("« Le “vieux” port.") == [("« Le “vieux” port.", "unclosed_to_end")]


def test_unclosed_elsewhere_is_ambiguous_to_the_end() -> None:
    text = "Ravel juge « utile le port."
    assert spans(text) == [("« utile le port.", "unclosed")]
    for found in (voices(text), [VOICES[v] for v in read(text).tokens.voice]):
        assert found == ["own", "own", *["ambiguous"] * 3]


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
    found, _ = paired(["“One.", "“Two.”"], "en")
    assert found == [("“One.", "unclosed_to_end"), ("“Two.”", "paired")]


def test_a_mark_of_one_paragraph_never_closes_that_of_another() -> None:
    text = "« Le port\nrouvre »"
    assert spans(text) == [("« Le port", "unclosed_to_end"), ("rouvre »", "unopened")]


def test_malformed_paragraphs() -> None:
    text = "Un « vrai » port.\nLe port », dit-il, et la ville ».\n« La ville"
    table = malformed_paragraphs(read(text))
    assert table["rules"].tolist() == ["unopened", "unclosed_to_end"]
    assert [text[i:j] for i, j in zip(table["start"], table["end"], strict=True)] == text.split("\n")[1:]
    assert malformed_paragraphs(read("Un port.")).columns.tolist() == ["doc_id", "start", "end", "rules"]


def test_malformed_rules_stay_in_the_attributions() -> None:
    """Whatever the words in marks are judged to be, that their marks do not add up is still said."""
    rows = read("« A » b\n“c»\n« d\ne « f\ng »").attributions
    assert rows["rule"].isin(MALFORMED_RULES).tolist() == [False, False, True, True, True]
    assert rows["rule"].tolist()[2:] == ["unclosed_to_end", "unclosed", "unopened"]


def test_confidence_falls_with_certainty() -> None:
    rows = read("« Le port rouvrira en mai », dit Lund.\n« Le port ferme en juin.\nun « vrai").attributions
    assert rows["rule"].tolist() == ["direct.after", "unclosed_to_end", "unclosed"]
    assert rows["confidence"].tolist() == sorted(rows["confidence"], reverse=True)
    assert rows["confidence"].nunique() == 3
