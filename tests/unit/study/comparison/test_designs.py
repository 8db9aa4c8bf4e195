"""Designs: kinds, strata and resolution follow from which documents there are."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import (
    contrast_key,
    earliest,
    latest,
    plan_designs,
    table_from_designs,
    windows,
)
from framing.tables import empty

WINDOW: Any = SimpleNamespace(from_=dt.date(2021, 1, 1), to=dt.date(2021, 12, 31))


def events(pairs: dict[str, str]) -> pd.DataFrame:
    rows = [(event, doc_id, "catalogue", np.nan) for doc_id, event in pairs.items()]
    return pd.DataFrame(rows, columns=["event_id", "doc_id", "how", "score"])


def plan(documents: pd.DataFrame, told: dict[str, str] | None = None, **more: Any) -> Any:
    (design,) = plan_designs(documents, events(told or {}), [("a", "b")], **more)
    return design


def balanced(hand: Any, n: int, date: str = "2021-05-01") -> pd.DataFrame:
    return hand.documents(["a"] * n + ["b"] * n, [date] * 2 * n)


@pytest.mark.parametrize(
    ("n", "kind", "smallest"),
    [(2, "small", 1 / 3), (3, "small", 0.1), (4, "unmatched", 2 / 70), (6, "unmatched", 2 / 924)],
)
def test_kind_and_smallest_p_follow_the_number_of_documents(
    hand: Any, n: int, kind: str, smallest: float
) -> None:
    design = plan(balanced(hand, n))
    assert design.kind == kind
    assert design.smallest_p == pytest.approx(smallest)


def test_one_outlet_alone_is_no_contrast(hand: Any) -> None:
    design = plan(hand.documents(["a", "a"], ["", ""]))
    assert design.kind == "none"
    assert np.isnan(design.smallest_p)


def test_six_shared_events_are_a_matched_design_of_their_documents(hand: Any) -> None:
    documents = balanced(hand, 7)
    told = {f"d{n:03d}": f"e{n % 7}" for n in range(14) if n % 7 != 6}
    design = plan(documents, told)
    assert design.kind == "matched"
    assert design.shared_events == 6
    assert (design.n_a, design.n_b) == (6, 6)
    assert design.labellings == 2**6
    assert design.smallest_p == pytest.approx(2 / 2**6)


def test_five_shared_events_are_counted_but_do_not_match(hand: Any) -> None:
    told = {f"d{n:03d}": f"e{n % 5}" for n in range(10)}
    design = plan(balanced(hand, 5), told)
    assert (design.kind, design.shared_events) == ("unmatched", 5)


def test_document_of_several_events_belongs_to_the_best_scored(hand: Any) -> None:
    table = events({"d000": "x", "d001": "x"})
    extra = pd.DataFrame([("y", "d000", "match", 0.9)], columns=table.columns)
    table = pd.concat([table, extra], ignore_index=True).assign(score=[0.5, 0.5, 0.9])
    (design,) = plan_designs(hand.documents(["a", "b"], ["", ""]), table, [("a", "b")])
    assert design.shared_events == 0


def test_outlets_are_exchanged_only_within_topic_and_month(hand: Any) -> None:
    months = ["2021-01-05", "2021-01", "2021-02-01", "2021-02-09"]
    documents = hand.documents(["a"] * 4 + ["b"] * 4, months * 2).assign(topic=["x"] * 7 + ["y"])
    design = plan(documents)
    members = sorted(np.bincount(design.strata).tolist())
    assert members == [1, 3, 4]
    assert design.labellings == 3 * 6


def test_documents_without_a_month_never_exchange_with_dated_ones(hand: Any) -> None:
    dates = ["2021-05-01", "2021-05", "2021", ""]
    design = plan(hand.documents(["a"] * 4 + ["b"] * 4, dates * 2))
    assert design.strata.tolist() == windows(hand.documents(["a"] * 8, dates * 2)).tolist()
    may, year, undated = (set(np.flatnonzero(design.strata == s)) for s in design.strata[[0, 2, 3]])
    assert (may, year, undated) == ({0, 1, 4, 5}, {2, 6}, {3, 7})


def test_documents_a_year_apart_exchange_nothing(hand: Any) -> None:
    design = plan(hand.documents(["a"] * 4 + ["b"] * 4, ["2021-05-01"] * 4 + ["2022-05-01"] * 4))
    assert (design.labellings, design.smallest_p) == (1, 1.0)


def test_a_short_window_of_the_study_stands_in_where_an_outlet_has_no_dates(hand: Any) -> None:
    months = ["2021-01-05", "2021-02-03", "2021-03-02", "2021-03-09"]
    documents = hand.documents(["a"] * 4 + ["b"] * 4, [*months, *[""] * 4])
    season: Any = SimpleNamespace(from_=dt.date(2021, 1, 1), to=dt.date(2021, 4, 1))
    assert (plan(documents).exchange, plan(documents).smallest_p) == ("month", 1.0)
    assert plan(documents, window=WINDOW).smallest_p == 1.0  # a whole year: too long
    design = plan(documents, window=season)
    assert (design.exchange, set(design.strata), design.smallest_p) == ("window", {0}, pytest.approx(2 / 70))
    topics = documents.assign(topic=["x", "x", "y", "y"] * 2)
    assert plan(topics, window=season).labellings == 36
    dated = hand.documents(["a"] * 8 + ["b"] * 8, months * 4)
    assert plan(dated, window=season).exchange == "month"


def test_texts_that_both_print_are_left_out_and_counted(hand: Any) -> None:
    copies = pd.DataFrame(
        {"doc_id": ["d000", "d007", "d001", "d002"], "copy": ["d000", "d000", "d001", "d001"]}
    )
    design = plan(balanced(hand, 7), copies=copies)
    assert (design.n_a, design.n_b, design.shared_texts, design.repeated_texts) == (5, 6, 1, 1)
    assert not {"d000", "d002", "d007"} & set(design.documents)


def test_small_designs_are_not_divided(hand: Any) -> None:
    design = plan(hand.documents(["a", "a", "b", "b"], ["2020", "2021", "2022", "2023"]))
    assert set(design.strata) == {0}


def test_documents_dated_wholly_outside_the_window_are_left_out(hand: Any) -> None:
    documents = hand.documents(["a"] * 6, ["2020-12-31", "2021-01-01", "2021", "2021-12", "2022-01", ""])
    design = plan(documents, window=WINDOW)
    assert design.documents == ("d001", "d002", "d003", "d005")


def test_dates_of_reduced_precision_have_a_first_and_a_last_day() -> None:
    dates = pd.Series(["2020", "2020-02", "2020-02-03", ""])
    assert list(earliest(dates)) == ["2020-01-01", "2020-02-01", "2020-02-03", ""]
    assert list(latest(dates)) == ["2020-12-31", "2020-02-31", "2020-02-03", ""]


def test_languages_are_planned_apart(hand: Any) -> None:
    documents = balanced(hand, 2).assign(language=["fr", "en", "fr", "en"])
    designs = plan_designs(documents, empty("events"), [("a", "b")], languages=["fr", "en"])
    assert [d.contrast for d in designs] == ["en:a:b", "fr:a:b"]
    assert all((d.n_a, d.n_b) == (1, 1) for d in designs)


def test_key_cannot_be_confused_by_names() -> None:
    assert contrast_key("fr", "a:b", "c") == "fr:a%3Ab:c"
    assert contrast_key("fr", "a", "b:c") != contrast_key("fr", "a:b", "c")
    assert contrast_key("fr", "a%3Ab", "c") != contrast_key("fr", "a:b", "c")


def test_table_has_a_row_per_design_even_for_thousands_of_documents(hand: Any) -> None:
    design = plan(balanced(hand, 600))
    table = table_from_designs([design])
    assert table["labellings"].iloc[0] == 1e300
    assert not table["enumerated"].iloc[0]
    assert table["smallest_p"].iloc[0] == pytest.approx(1 / 10_000)


def test_seed_depends_on_contrast_and_purpose_only(hand: Any) -> None:
    one, other = plan(balanced(hand, 2)), plan(balanced(hand, 3))
    assert one.seed(7, 0).generate_state(2).tolist() == other.seed(7, 0).generate_state(2).tolist()
    assert one.seed(7, 0).generate_state(2).tolist() != one.seed(7, 1).generate_state(2).tolist()
    assert one.seed(7, 0).generate_state(2).tolist() != one.seed(8, 0).generate_state(2).tolist()
