"""Texts: read from their table, not held twice."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.study.measurement.texts import Texts

PARTS = [
    pd.DataFrame({"doc_id": ["b", "c"], "text": ["Le port.", ""]}),
    pd.DataFrame({"doc_id": ["a"], "text": ["“Été”"]}),
]


def test_texts_are_found_by_their_id() -> None:
    texts = Texts(PARTS)
    assert dict(texts) == {"b": "Le port.", "c": "", "a": "“Été”"}
    assert len(texts) == 3
    assert all(type(text) is str for text in texts.values())
    with pytest.raises(KeyError):
        texts["d"]


def test_without_documents_there_is_no_text() -> None:
    assert not Texts([])
