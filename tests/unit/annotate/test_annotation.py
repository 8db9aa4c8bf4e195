"""The whole: what leaves the room."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing import tables
from framing.annotate import annotate, document_tokens
from framing.annotate.vocabulary import Vocabulary
from framing.errors import TableError
from framing.tables import POSITIONS


def frame(texts: list[str], layouts: list[str], language: str = "fr", ids: str = "") -> pd.DataFrame:
    doc_ids = list(ids) or [f"d{k}" for k in range(len(texts))]
    return pd.DataFrame({"doc_id": doc_ids, "text": texts, "layout": layouts, "language": language})


def test_attributions_keep_their_contract() -> None:
    texts = ["Un « oui » et “non»", "« Le port\nferme »", "", "rien"]
    rows = annotate(frame(texts, ["b", "bb", "", "b"], ids="zayb")).attributions
    pd.testing.assert_frame_equal(rows, tables.check(rows, "attributions"))
    assert rows["doc_id"].tolist() == ["a", "a", "z", "z"]


def test_no_quotation_gives_the_empty_table() -> None:
    rows = annotate(frame(["Un port."], ["b"])).attributions
    pd.testing.assert_frame_equal(rows, tables.empty("attributions"))


def test_no_document_and_no_token() -> None:
    assert len(annotate(frame([], [])).tokens) == 0
    tokens = annotate(frame(["", " \n\n", "… !"], ["", "", "b"])).tokens
    assert len(tokens) == 0
    assert tokens.document_start.tolist() == [0, 0, 3, 6]
    assert len(tokens.text) == 6


def test_offsets_and_documents() -> None:
    texts = ["Le port", "", "la ville\nattend"]
    tokens = annotate(frame(texts, ["b", "", "bb"])).tokens
    assert tokens.document.tolist() == [0, 0, 2, 2, 2]
    assert tokens.paragraph.tolist() == [0, 0, 1, 1, 2]
    assert (tokens.start - tokens.document_start[tokens.document]).tolist() == [0, 3, 0, 3, 9]
    assert document_tokens(tokens, 0) == slice(0, 2)
    assert document_tokens(tokens, 1) == slice(2, 2)
    assert document_tokens(tokens, 2) == slice(2, 5)


def test_words_do_not_grow_over_the_end_of_a_document() -> None:
    assert annotate(frame(["port", "ville"], ["b", "b"])).tokens.surface.tolist() == ["port", "ville"]


def test_positions_follow_the_layout() -> None:
    tokens = annotate(frame(["A\n\n \u00a0\nB\nC\nD\nE"], ["thlbc"])).tokens
    assert [POSITIONS[p] for p in tokens.position] == ["title", "heading", "lead", "body", "caption"]


def test_dtypes() -> None:
    tokens = annotate(frame(["Un port."], ["b"])).tokens
    integers = ("document_start", "document", "sentence", "paragraph", "start", "end", "type", "holder")
    assert {getattr(tokens, name).dtype for name in integers} == {np.dtype(np.int32)}
    assert {getattr(tokens, name).dtype for name in ("voice", "position", "before")} == {np.dtype(np.uint8)}
    assert tokens.surface.dtype == tokens.lemma.dtype == object


def test_every_wrong_layout_is_reported() -> None:
    with pytest.raises(TableError) as caught:
        annotate(frame(["a\nb", "c", "d"], ["b", "b", "x"]))
    assert [problem.where for problem in caught.value.problems] == ["document d0", "document d2"]


def test_a_layout_beyond_ascii_is_reported() -> None:
    with pytest.raises(TableError, match="d0"):
        annotate(frame(["a"], ["é"]))


def test_one_language_a_partition() -> None:
    documents = pd.concat([frame(["a"], ["b"], "fr"), frame(["b"], ["b"], "en")])
    with pytest.raises(TableError, match="en, fr"):
        annotate(documents)


def test_a_vocabulary_of_another_language_is_refused() -> None:
    with pytest.raises(TableError, match="Vocabulary"):
        annotate(frame(["a"], ["b"], "fr"), Vocabulary("en"))


def test_lone_surrogates_and_control_characters_pass() -> None:
    documents = pd.DataFrame({"doc_id": ["d"], "layout": ["b"], "language": ["en"]})
    documents["text"] = pd.Series(["a\ud800b \x00 c\u202e “d”"], dtype=object)
    tokens = annotate(documents).tokens
    assert tokens.surface.tolist() == ["a", "b", "c", "d"]


def test_tables_put_together_and_missing_texts_are_read() -> None:
    first, second = (frame([text], ["b"]).astype({"text": "str"}) for text in ("le port", "la mer"))
    joined = pd.concat([first, second], ignore_index=True).assign(doc_id=["a", "b"])
    tokens = annotate(joined).tokens
    assert tokens.surface[tokens.type].tolist() == ["le", "port", "la", "mer"]
    missing = joined.assign(text=pd.Series(["le port", None], dtype="str"), layout=["b", ""])
    assert annotate(missing).tokens.surface.tolist() == ["le", "port"]
