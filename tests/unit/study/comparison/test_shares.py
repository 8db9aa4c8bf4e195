"""Shares: parts of an outlet's sum, with intervals by document."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.stats import bootstrap, ratio_of_sums
from framing.study.comparison.shares import FEWEST_DOCUMENTS, MOST_INTERVALS, Resampling, shares

FEW = Resampling(replicates=199, seed=3)


def rows_of(counts: list[tuple[str, str, int]]) -> pd.DataFrame:
    return pd.DataFrame(counts, columns=["doc_id", "who", "n"]).astype({"doc_id": "str", "who": "str"})


def test_shares_are_parts_of_the_sum_of_their_outlet(hand: Any) -> None:
    documents = hand.documents(["alpha", "alpha", "beta"], ["2021"] * 3)
    table = shares(
        rows_of([("d000", "Bo", 1), ("d000", "Ana", 2), ("d001", "Ana", 1), ("d002", "Bo", 5)]),
        ["who"],
        documents,
        FEW,
    )
    assert table[["outlet", "who", "n", "share", "documents"]].to_numpy().tolist() == [
        ["alpha", "Ana", 3, 0.75, 2], ["alpha", "Bo", 1, 0.25, 1], ["beta", "Bo", 5, 1.0, 1],
    ]  # fmt: skip
    assert table[["low", "high"]].isna().all(axis=None)


def test_ties_stand_in_the_order_of_names(hand: Any) -> None:
    documents = hand.documents(["alpha"], ["2021"])
    table = shares(rows_of([("d000", who, 1) for who in ("Zoé", "Ana", "Bo")]), ["who"], documents, FEW)
    assert table["who"].tolist() == ["Ana", "Bo", "Zoé"]


def test_languages_are_not_pooled(hand: Any) -> None:
    documents = hand.documents(["alpha", "alpha"], ["2021"] * 2).assign(language=["fr", "en"])
    table = shares(rows_of([("d000", "Ana", 1), ("d001", "Bo", 1)]), ["who"], documents, FEW)
    assert table[["language", "who", "share"]].to_numpy().tolist() == [["en", "Bo", 1.0], ["fr", "Ana", 1.0]]


def test_interval_is_the_bootstrap_over_documents_with_those_that_say_nothing(hand: Any) -> None:
    documents = hand.documents(["alpha"] * 20, ["2021"] * 20)
    said = [(f"d{n:03d}", who, n % 4 + (who == "Ana")) for n in range(15) for who in ("Ana", "Bo")]
    table = shares(rows_of(said), ["who"], documents, FEW).set_index("who")
    hits = np.array([[n % 4 + 1, n % 4] for n in range(15)] + [[0, 0]] * 5, dtype=float)
    total = hits.sum(axis=1, keepdims=True)
    other = bootstrap(lambda weights: ratio_of_sums(weights, hits, total), 20, 4999, 11)
    assert table.loc[["Ana", "Bo"], "share"].tolist() == pytest.approx(other.estimate.tolist())
    assert table.loc["Ana", "low"] == pytest.approx(other.low[0], abs=0.02)
    assert table.loc["Ana", "high"] == pytest.approx(other.high[0], abs=0.02)
    assert table.loc["Ana", "low"] + table.loc["Bo", "high"] == pytest.approx(1.0)


def test_too_few_documents_have_no_interval(hand: Any) -> None:
    for n, known in ((FEWEST_DOCUMENTS - 1, False), (FEWEST_DOCUMENTS, True)):
        documents = hand.documents(["alpha"] * n, ["2021"] * n)
        said = [(doc_id, who, k + 1) for k, doc_id in enumerate(documents["doc_id"]) for who in ("Ana", "Bo")]
        table = shares(rows_of(said), ["who"], documents, FEW)
        assert table["low"].notna().all() == known
        assert shares(rows_of(said), ["who"], documents, Resampling(replicates=0))["low"].isna().all()


def test_only_the_largest_have_intervals_and_all_have_shares(hand: Any) -> None:
    documents = hand.documents(["alpha"] * 15, ["2021"] * 15)
    said = [(f"d{n % 15:03d}", f"h{n:03d}", 100 - n) for n in range(MOST_INTERVALS + 5)]
    table = shares(rows_of(said), ["who"], documents, FEW)
    assert table["low"].notna().sum() == MOST_INTERVALS
    assert table["share"].sum() == pytest.approx(1.0)
    assert table["who"].tolist() == sorted(table["who"])


def test_same_seed_same_bounds_whatever_the_order_of_rows(hand: Any) -> None:
    documents = hand.documents(["alpha"] * 14, ["2021"] * 14)
    said = rows_of([(f"d{n % 14:03d}", f"h{n % 3}", n + 1) for n in range(40)])
    one, two = (shares(rows, ["who"], documents, FEW) for rows in (said, said.iloc[::-1]))
    pd.testing.assert_frame_equal(one, two)


def test_nothing_gives_a_table_without_rows(hand: Any) -> None:
    assert shares(rows_of([]), ["who"], hand.documents(["alpha"], ["2021"])).empty
