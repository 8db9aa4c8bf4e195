"""Splits: outlets of one voice keep below the bar, a test that raises alarms is told, and too few articles are not cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.config.study import load_study
from framing.study.grading import declarations, splits
from framing.study.grading.splits import COLUMNS, NEEDED, allowed, split_outlets


@pytest.fixture
def split(study_file: Callable[..., Path], hand: Any) -> Callable[..., pd.DataFrame]:
    """Cut outlets of so many articles each, whose alarms and words fall as chance has it."""

    def run(
        sizes: dict[str, int], n: int = 20, dates: Any = lambda n: "2021-05-01", **changes: Any
    ) -> pd.DataFrame:
        outlets = [outlet for outlet, size in sizes.items() for _ in range(size)]
        documents = hand.documents(outlets, [dates(n) for n in range(len(outlets))])
        generator = np.random.default_rng(11)
        rows = [
            hand.observation(name, 10 * k)
            for name in documents["doc_id"]
            for k in range(generator.poisson(1.0))
        ]
        ports = {name: int(generator.poisson(4.0)) for name in documents["doc_id"]}
        study = load_study(study_file(**changes))
        return split_outlets(study, hand.measurements(documents, rows, ports), n)

    return run


def test_halves_of_one_outlet_keep_below_the_bar(split: Any) -> None:
    table = split({"alpha": 24, "beta": 16}, 60)
    assert list(table.columns) == list(COLUMNS)
    assert list(table["outlet"]) == ["alpha", "beta"]
    assert list(table["documents"]) == [24, 16]
    assert table["passed"].all()
    assert not table["missed"].any()
    assert (table["any"] >= table[["claims", "cues", "words"]].max(axis=1)).all()
    assert table["bar"].iloc[0] == pytest.approx(0.05 + 2 * np.sqrt(0.05 * 0.95 / 60))


@pytest.mark.parametrize(("share", "reason"), [(0.10, "quiet"), (0.15, "above_bar"), (0.25, "alarms")])
def test_a_study_that_declares_too_much_is_told(
    split: Any, monkeypatch: pytest.MonkeyPatch, share: float, reason: str
) -> None:
    found = np.zeros((40, 3), dtype=bool)
    found[: round(share * 40), 2] = True
    monkeypatch.setattr(splits, "draw_halves", lambda outlet, splits: found)
    row = split({"alpha": 24}, 40).iloc[0]
    assert (row["reason"], row["any"], row["words"]) == (reason, pytest.approx(share), pytest.approx(share))
    assert (row["passed"], row["missed"]) == (reason == "quiet", reason == "alarms")


def test_a_test_that_calls_everything_a_difference_is_missed(
    split: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declarations, "declared_between", lambda *of_cut: (True, True, True))
    assert split({"alpha": 24})["missed"].all()


def test_too_few_articles_are_not_cut_and_an_absent_outlet_has_no_row(split: Any) -> None:
    table = split({"alpha": NEEDED - 1, "gamma": 24})
    assert list(table["outlet"]) == ["alpha"]
    row = table.iloc[0]
    assert (row["reason"], row["splits"], row["passed"], row["missed"]) == ("too_few", 0, False, False)
    assert np.isnan(row["any"])
    assert split({"gamma": 3}).empty


def test_what_the_study_does_not_have_or_could_not_reach_is_no_share(split: Any) -> None:
    none_claimed = split({"alpha": 24}, claims=[]).iloc[0]
    assert np.isnan(none_claimed["claims"])
    assert not np.isnan(none_claimed["cues"])
    # 4 v 4 reach p = .029: enough for a claim, of which it is divided by .8, and not for a word, by .1
    smallest = split({"alpha": NEEDED}).iloc[0]
    assert not np.isnan(smallest["claims"])
    assert np.isnan(smallest["words"])
    # without a claim cues have half of the chance, and 4 v 4 are too few
    assert split({"alpha": NEEDED}, claims=[]).iloc[0]["reason"] == "too_few"


def test_articles_are_cut_across_all_where_months_leave_nothing_to_exchange(split: Any) -> None:
    alone = split({"alpha": 12}, dates=lambda n: f"2021-{n + 1:02d}-01").iloc[0]
    assert (alone["strata"], alone["splits"]) == (1, 20)
    months = split({"alpha": 24}, dates=lambda n: f"2021-0{n % 2 + 1}-01").iloc[0]
    assert months["strata"] == 2


def test_what_the_study_holds_out_is_not_cut(split: Any) -> None:
    held = {"from": "2021-06-01", "to": "2021-06-30"}
    table = split({"alpha": 24}, dates=lambda n: "2021-06-01" if n < 10 else "2021-05-01", held_out=held)
    assert list(table["documents"]) == [14]


def test_more_splits_ask_for_less_above_alpha() -> None:
    assert allowed(0.05, 400, 2) == pytest.approx(0.05 + 2 * 0.0109, abs=1e-4)
    assert allowed(0.05, 400, 0) == 0.05
