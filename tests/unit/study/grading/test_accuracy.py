"""Accuracy: recall and precision by outlet from the counts of the golds."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.grading.accuracy import COUNTS, KEY, WHAT, accuracy_of, accuracy_table, read_accuracy

HEAD = ",".join([*KEY, *COUNTS])
ROWS = "one,fr,alpha,direct_fragment,60,50,54,45\ntwo,fr,alpha,direct_fragment,40,50,36,45\none,fr,alpha,reported,10,0,0,0\n"


def table_of(tmp_path: Path, rows: str, head: str = HEAD) -> pd.DataFrame:
    path = tmp_path / "accuracy.csv"
    path.write_text(f"{head}\n{rows}", encoding="utf-8")
    return read_accuracy(path)


def test_shipped_counts_are_sound() -> None:
    table = read_accuracy()
    assert list(table.columns) == [*KEY, *COUNTS]
    assert set(table["what"]) <= set(WHAT)


def test_golds_of_an_outlet_count_together(tmp_path: Path) -> None:
    found = accuracy_of("alpha", "fr", table=table_of(tmp_path, ROWS))
    assert found is not None
    assert (found.marked, found.found, found.recall, found.precision) == (100, 100, 0.9, 0.9)
    # Wilson's interval of 90 of 100, worked by hand: (.9 + z²/200 ± z √(.0009 + z²/40000)) / (1 + z²/100)
    assert (found.recall_low, found.recall_high) == pytest.approx((0.82563, 0.94477), abs=1e-5)


def test_outlet_or_language_without_a_gold_has_no_recall(tmp_path: Path) -> None:
    table = table_of(tmp_path, ROWS)
    assert accuracy_of("beta", "fr", table=table) is None
    assert accuracy_of("alpha", "en", table=table) is None
    assert accuracy_of("alpha", "fr", "speaker", table) is None


def test_nothing_found_has_a_recall_of_zero_and_no_precision(tmp_path: Path) -> None:
    found = accuracy_of("alpha", "fr", "reported", table_of(tmp_path, ROWS))
    assert found is not None
    assert (found.recall, math.isnan(found.precision)) == (0.0, True)


def test_table_lists_what_is_known(tmp_path: Path) -> None:
    counts = table_of(tmp_path, ROWS)
    found = accuracy_table(counts)[["language", "outlet", "what"]]
    assert found.to_numpy().tolist() == [["fr", "alpha", "direct_fragment"], ["fr", "alpha", "reported"]]
    assert accuracy_table(counts.head(0)).empty


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("g,fr,a,quotes,1,1,1,1\n", "line 2, what"),
        ("g,fr,a,speaker,1,1,2,1\n", "no more hits"),
        ("g,fr,a,speaker,1,-1,1,1\n", "whole numbers"),
        ("g,fr,a,speaker,1,x,1,1\n", "whole numbers"),
        ("g,fr,a,speaker,1,1,1,1\n" * 2, "each row once"),
    ],
)
def test_counts_that_cannot_be_are_named(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        table_of(tmp_path, rows)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="the columns gold"):
        table_of(tmp_path, "", "gold,outlet")
