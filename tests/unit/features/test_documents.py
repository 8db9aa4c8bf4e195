from __future__ import annotations

import pandas as pd
import pytest

from framing.errors import ExtractorError
from framing.features.documents import prepared


def test_plain_texts_become_body_paragraphs_named_by_their_place():
    table = prepared(["Une ligne.\n\nUne autre.", ""], "fr")
    assert table["doc_id"].tolist() == ["000000", "000001"]
    assert table["layout"].tolist() == ["bb", ""]
    assert table["language"].tolist() == ["fr", "fr"]


def test_all_that_is_wrong_is_said_at_once():
    table = pd.DataFrame({"doc_id": ["a", "a", "b"], "text": ["", "", ""], "language": ["fr", "fr", "en"]})
    with pytest.raises(ExtractorError) as caught:
        prepared(table, "fr")
    assert [problem.where for problem in caught.value.problems] == ["document b", "document a"]
    with pytest.raises(ExtractorError) as caught:
        prepared(pd.DataFrame({"language": ["fr"]}), "fr")
    assert len(caught.value.problems) == 2


def test_the_table_given_stays_as_it_was():
    table = pd.DataFrame({"doc_id": ["a"], "text": ["Une mer."]}, index=[7])
    before = table.copy()
    assert prepared(table, "fr").index.tolist() == [0]
    pd.testing.assert_frame_equal(table, before)
