"""Keyness: text, table and figure in the order of the table that the study writes."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.keyness import listed_rows, wide_rows
from framing.report.reading import read
from framing.report.summary import build
from framing.report.wording import flat
from framing.study.estimates import keyness_table
from framing.tables import check

CONTRAST = "fr:aurore:depeche"


@pytest.fixture(scope="module")
def result(synthetic: ModuleType) -> Any:
    """The made-up result with scores in another order than log ratios and log-odds; two of one size."""
    estimates = synthetic.make_estimates()
    sizes = dict(
        zip(sorted(synthetic.TERMS), (1.0, 9.0, 3.0, 9.0, 5.0, 2.0, 8.0, 4.0, 7.0, 6.0), strict=True)
    )
    score = estimates["statistic"] == "score_z"
    sign = estimates["estimate"].where(estimates["estimate"] >= 0, -1.0).clip(-1.0, 1.0)
    changed = estimates["estimate"].mask(score, estimates["term"].astype("str").map(sizes) * sign)
    return synthetic.make_result(estimates=check(estimates.assign(estimate=changed), "estimates"))


def test_rows_stand_in_the_order_of_the_written_table(result: Any) -> None:
    wide = wide_rows(read(result, "en"))
    for contrast, rows in wide.groupby("contrast", sort=False):
        assert rows["term"].tolist() == keyness_table(result.estimates, str(contrast))["term"].tolist()
    assert list(dict.fromkeys(wide["contrast"])) == [CONTRAST, "fr:phare:depeche", "fr:aurore:phare"]


def test_listed_words_stand_by_size_of_the_score_then_g2_then_word(result: Any) -> None:
    listed = listed_rows(wide_rows(read(result, "en")).query("contrast == @CONTRAST"))
    keys = [(-row.side_sign, -abs(row.score_z), -row.g2, row.term) for row in listed.itertuples(index=False)]
    assert len(keys) > 6
    assert keys == sorted(keys)
    assert [key[3] for key in keys] != sorted(listed["term"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_table_figure_and_its_data_have_one_order(result: Any, language: str) -> None:
    blocks = next(s for s in build(result, language)["sections"] if s["id"] == "keyness")["blocks"]
    figure = next(b for b in blocks if b["type"] == "figure")
    table = next(b for b in blocks if b["type"] == "table")
    words = [flat(row[0]["runs"]) for row in table["rows"]]
    assert words == figure["data"]["terms"]
    assert words == [flat(row[0]["runs"]) for row in figure["table"]["rows"]]
    assert "score" in flat(table["notes"][0])
    assert "score" in figure["subtitle"]
    assert table["columns"][12]["label"] == "Score"
