"""Halves: cut as evenly as strata allow, by the rule of designs, each text once and nothing held out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import NO_COPIES
from framing.study.config.study import load_study
from framing.study.grading.halves import Outlet, count_outlet, cut, undivided


@pytest.fixture
def counted(study_file: Callable[..., Path], hand: Any) -> Callable[..., Outlet]:
    """Count outlet alpha, whose documents carry these dates, beside one document of beta."""

    def count(dates: list[str], copies: pd.DataFrame = NO_COPIES, **changes: Any) -> Outlet:
        documents = hand.documents(["alpha"] * len(dates) + ["beta"], [*dates, "2021-05-01"])
        study = load_study(study_file(**changes))
        rows = [hand.observation("d000", 5)]
        return count_outlet(study, hand.measurements(documents, rows), copies, "fr", "alpha")

    return count


@pytest.mark.parametrize("sizes", [(8,), (5, 5), (3, 1, 4, 7), (1,) * 9])
def test_halves_are_even_in_every_stratum(sizes: tuple[int, ...]) -> None:
    strata = np.repeat(np.arange(len(sizes)), sizes)
    first = cut(strata, np.random.default_rng(3))
    assert first.sum() == (len(strata) + 1) // 2
    in_first = np.bincount(strata[first], minlength=len(sizes))
    assert (np.abs(2 * in_first - np.array(sizes)) <= 1).all()


def test_every_document_is_in_either_half_about_as_often() -> None:
    generator = np.random.default_rng(5)
    share = np.mean([cut(np.zeros(10, dtype=np.int64), generator) for _ in range(2000)], axis=0)
    assert share == pytest.approx(0.5, abs=0.05)


def test_documents_are_cut_within_topic_and_month_as_designs_exchange_them(counted: Any) -> None:
    outlet = counted(["2021-05-01"] * 6 + ["2021-06-01"] * 6)
    design = outlet.plan(cut(outlet.strata, np.random.default_rng(1)), ":0")
    assert (design.n_a, design.n_b, design.kind, design.exchange) == (6, 6, "unmatched", "month")
    assert len(np.unique(design.strata)) == len(np.unique(outlet.strata)) == 2
    assert outlet.smallest_p == 2 / 400


def test_months_of_one_document_leave_nothing_to_exchange_unless_cut_across(counted: Any) -> None:
    outlet = counted([f"2021-{month:02d}-01" for month in range(1, 9)])
    assert outlet.smallest_p == 1
    assert undivided(outlet).smallest_p == pytest.approx(2 / 70)


def test_the_window_stands_in_for_dates_as_the_rule_of_designs_says(counted: Any) -> None:
    window = {"from": "2021-01-01", "to": "2021-05-31"}
    outlet = counted(["2021-01-01", "2021-02-01", "2021-03-01", "2021-04-01"] + [""] * 6, window=window)
    assert len(np.unique(outlet.strata)) == 1
    assert outlet.plan(cut(outlet.strata, np.random.default_rng(1)), "").exchange == "window"


def test_a_text_printed_twice_counts_once_and_what_is_outside_the_window_not_at_all(counted: Any) -> None:
    copies = pd.DataFrame({"doc_id": ["d001", "d002"], "copy": ["d001", "d001"]})
    outlet = counted(
        ["2021-05-01", "2021-05-02", "2021-05-02", "2022-05-01"], copies,
        window={"from": "2021-01-01", "to": "2021-12-31"},
    )  # fmt: skip
    assert list(outlet.documents["doc_id"]) == ["d000", "d001"]
    assert outlet.vocabulary is not None
    assert outlet.vocabulary.counts.shape[0] == outlet.cells.hits.shape[0] == 2


def test_an_outlet_has_the_claims_of_all_its_contrasts_and_no_others(counted: Any) -> None:
    claim = {"family": "threat", "category": "alarm", "referent": "west"}
    contrasts = [["alpha", "beta"], ["gamma", "alpha"], ["gamma", "beta"]]
    voices = dict(zip(("own", "quoted", "all"), contrasts, strict=True))
    claims = [claim | {"voice": voice, "contrast": pair} for voice, pair in voices.items()]
    outlet = counted(["2021-05-01"] * 3, contrasts=contrasts, claims=claims)
    assert [key[3] for key in outlet.declared] == ["own", "quoted"]
    assert outlet.cells.are(outlet.declared).sum() == 2
