"""The public door, as a notebook uses it: what is given wrongly is said, what is natural is taken."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import framing
from framing.errors import TableError

TEXT = "« Ces soupçons sont injustes », a déclaré la ministre.\n\nElle assure que tout était en ordre.\n"
ROW = {"doc_id": "a", "language": "fr", "text": TEXT}


def test_text_without_a_layout_is_all_body() -> None:
    plain = framing.annotate_documents(pd.DataFrame([ROW]))
    told = framing.annotate_documents(pd.DataFrame([ROW | {"layout": "bb"}]))
    assert plain.attributions.equals(told.attributions)
    assert plain.tokens.position.tolist() == told.tokens.position.tolist()
    assert len(plain.attributions)


@pytest.mark.parametrize("given", ["text", None, [TEXT], {"text": TEXT}])
def test_what_is_no_table_is_told_its_columns(given: Any) -> None:
    with pytest.raises(
        TableError, match=r"a table with the columns doc_id, text, language · found a \w+ · put it"
    ):
        framing.annotate_documents(given)


def test_every_missing_column_is_told() -> None:
    with pytest.raises(TableError) as fault:
        framing.annotate_documents(pd.DataFrame({"text": [TEXT]}))
    assert [p.expected for p in fault.value.problems] == ["a column doc_id", "a column language"]


def test_columns_are_documented() -> None:
    said = framing.annotate_documents.__doc__ or ""
    assert all(f"- {name}" in said for name in ("doc_id", "text", "language", "layout"))
