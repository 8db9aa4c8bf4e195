"""Prose: words of lead and body by document, also where a document has none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.annotate import annotate
from framing.errors import ExtractorError
from framing.features.documents import prepared
from framing.features.prose import Reader, number, sums

TEXTS = {
    "a": "Un titre\nLe port est vide.",
    "b": "",
    "c": "Une légende",
    "d": "L'île attend. Le navire approche.",
}
LAYOUT = {"a": "tb", "b": "", "c": "c", "d": "l"}


def read(*ids: str):
    table = pd.DataFrame(
        {"doc_id": ids, "text": [TEXTS[i] for i in ids], "layout": [LAYOUT[i] for i in ids]}, dtype="str"
    )
    return Reader("fr").read(annotate(prepared(table, "fr")).tokens)


@pytest.mark.parametrize("ids", ["abcd", "dcba", "bca", "cb"])
def test_documents_without_prose_have_nothing_and_disturb_no_other(ids: str):
    whole, own = read(*ids)
    alone = {i: read(i)[0] for i in ids}
    for k, i in enumerate(ids):
        assert whole.tokens[k] == alone[i].tokens[0]
        assert [column[k] for column in whole.counts] == [column[0] for column in alone[i].counts]
    assert own.tokens.tolist() == whole.tokens.tolist()


def test_counts_of_a_text_by_hand():
    whole, _ = read("d")  # île attend – Le navire approche: l' is a token and no word
    assert whole.tokens.tolist() == [6]
    sentences, words, letters, syllables, long = (int(column[0]) for column in whole.counts)
    assert (sentences, words, letters, syllables, long) == (2, 5, 3 + 6 + 2 + 6 + 8, 1 + 2 + 1 + 2 + 2, 1)


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), min_size=1, max_size=6))
def test_sums_and_numbers_of_stretches(stretches: list[list[int]]):
    edges = np.cumsum([0, *map(len, stretches)])
    values = np.array([value for stretch in stretches for value in stretch], dtype=np.int64)
    assert sums(values, edges).tolist() == [sum(stretch) for stretch in stretches]
    assert number(values > 4, edges).tolist() == [sum(v > 4 for v in stretch) for stretch in stretches]


def test_a_language_without_rules_is_refused():
    with pytest.raises(ExtractorError, match="one of en, fr"):
        Reader("de")
