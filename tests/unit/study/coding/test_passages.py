"""Passages: the drawn sentence is found again, whole, with the words of its voice marked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.annotate import Tokens, annotate
from framing.errors import TableError
from framing.study.coding.passages import CLOSE, OPEN, Passage, marked, passages
from framing.study.measurement.exposure import exposure_from

TEXTS = {
    "a": "La digue tient\n\nLe maire se tait. « Rien ne presse », a dit Anna Belin. Les pêcheurs attendent ⟦le bac⟧ !\n"
    "La grue au port, en janvier",
    "c": "Un mot.\n\n@ lui, dit-on.\n– Fin – Non",
    "b": "« Tout va bien. Le quai est ouvert. » La foule, selon Paul Marec, « grossit » encore…",
}
LAYOUTS = {"a": "tbc", "b": "b", "c": "bbb"}
NOTHING: dict[tuple[str, str], np.ndarray] = {}


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    rows = [{"doc_id": d, "text": t, "layout": LAYOUTS[d], "language": "fr"} for d, t in TEXTS.items()]
    return annotate(pd.DataFrame(rows, dtype="str")).tokens


def found(
    tokens: Tokens, doc_id: str, voice: str, place: int, has_find: bool = False, finds: object = None
) -> Passage:
    units = pd.DataFrame({"doc_id": [doc_id], "voice": [voice], "has_find": [has_find], "place": [place]})
    (passage,) = passages(units, NOTHING if finds is None else finds, tokens)  # type: ignore[arg-type]
    return passage


def shown(passage: Passage) -> list[str]:
    return [passage.before, marked(passage), passage.after]


def test_sentence_has_its_marks_and_its_neighbours(tokens: Tokens) -> None:
    quoted = found(tokens, "a", "quoted", 0)
    assert shown(quoted) == [
        "Le maire se tait.",
        f"« {OPEN}Rien ne presse{CLOSE} », a dit Anna Belin.",
        "Les pêcheurs attendent [le bac] !",
    ]
    assert TEXTS["a"][quoted.start : quoted.end] == "« Rien ne presse », a dit Anna Belin."


def test_own_words_round_a_quotation_are_marked_apart(tokens: Tokens) -> None:
    assert marked(found(tokens, "a", "own", 2)) == f"« Rien ne presse », {OPEN}a dit Anna Belin{CLOSE}."


def test_first_sentence_of_a_document_has_nothing_before_it(tokens: Tokens) -> None:
    assert shown(found(tokens, "b", "quoted", 0)) == [
        "",
        f"« {OPEN}Tout va bien{CLOSE}.",
        "Le quai est ouvert. »",
    ]


def test_captions_are_neither_units_nor_neighbours(tokens: Tokens) -> None:
    last = found(tokens, "a", "own", 3)
    assert shown(last)[1:] == [f"{OPEN}Les pêcheurs attendent [le bac{CLOSE}] !", ""]
    with pytest.raises(TableError, match="5 sentences in the voice 'own'"):
        found(tokens, "a", "own", 4)


def test_marks_of_the_text_itself_are_plain_brackets(tokens: Tokens) -> None:
    sentence = marked(found(tokens, "a", "own", 3))
    assert (sentence.count(OPEN), sentence.count(CLOSE)) == (1, 1)


def test_places_are_counted_among_sentences_with_or_without_a_find(tokens: Tokens) -> None:
    finds = {("a", "own"): np.array([1])}
    assert "maire" in marked(found(tokens, "a", "own", 0, True, finds))
    others = [marked(found(tokens, "a", "own", n, False, finds)) for n in range(3)]
    assert [("digue" in o, "Belin" in o, "pêcheurs" in o) for o in others] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_a_find_where_the_voice_is_not_says_that_the_text_was_measured_otherwise(tokens: Tokens) -> None:
    with pytest.raises(TableError, match="draw anew"):
        found(tokens, "a", "quoted", 0, True, {("a", "quoted"): np.array([0])})


def test_there_are_as_many_passages_as_were_counted(tokens: Tokens) -> None:
    exposure = exposure_from(tokens)
    counted = exposure.loc[exposure["position"] != "caption"].groupby(["doc_id", "voice"], observed=True)
    for (doc_id, voice), n in counted["sentences"].sum().items():
        texts = [found(tokens, doc_id, voice, k) for k in range(n)]
        assert len({passage.start for passage in texts}) == n
        assert all(OPEN in marked(passage) for passage in texts)
        with pytest.raises(TableError):
            found(tokens, doc_id, voice, n)


def test_a_sentence_that_opens_a_line_has_all_of_its_line(tokens: Tokens) -> None:
    sentences = [found(tokens, "c", "own", n) for n in range(3)]
    assert [TEXTS["c"][s.start : s.end] for s in sentences] == ["Un mot.", "@ lui, dit-on.", "– Fin – Non"]
