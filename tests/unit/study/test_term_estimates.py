"""Estimates of terms: totals keep what the rows leave out, and only the score declares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study import term_estimates
from framing.study.designs import plan_designs
from framing.study.exchange import Chance
from framing.study.term_estimates import MINIMUM_COUNT, estimate_terms, vocabulary_from


def prepared(hand: Any, special: dict[str, int], n: int = 2, **more: Any) -> tuple[Any, Any, Chance]:
    documents = hand.documents(["a"] * n + ["b"] * n + ["c"], [""] * (2 * n + 1))
    measurements = hand.measurements(documents, special=special)
    (design,) = plan_designs(documents, measurements.events, [("a", "b")], **more)
    return vocabulary_from(measurements, design), design, Chance(design, 7, 0.95)


def estimated(hand: Any, special: dict[str, int], n: int = 2, **more: Any) -> pd.DataFrame:
    return estimate_terms(*prepared(hand, special, n, **more)).set_index(["term", "statistic"])


def test_rare_terms_leave_the_rows_but_not_the_totals(hand: Any) -> None:
    vocabulary, _, _ = prepared(hand, {"d000": MINIMUM_COUNT - 1})
    assert list(vocabulary.terms) == ["mer", "paix"]
    assert vocabulary.sizes.tolist() == [100] * 4


def test_captions_and_other_outlets_are_not_counted(hand: Any) -> None:
    vocabulary, _, _ = prepared(hand, {"d004": 50})
    assert "quai" not in vocabulary.terms
    assert "port" not in vocabulary.terms


def test_counts_and_sizes_of_both_sides(hand: Any) -> None:
    row = estimated(hand, {"d000": 30, "d001": 10, "d003": 5}).loc[("port", "log_ratio")]
    assert row[["hits_a", "hits_b", "opportunities_a", "opportunities_b"]].tolist() == [40, 5, 200, 200]
    assert row[["documents_a", "documents_b"]].tolist() == [2, 1]
    assert row["estimate"] == pytest.approx(3.0)


def test_term_in_proportion_is_at_zero_everywhere(hand: Any) -> None:
    table = estimated(hand, {"d000": 30}).loc["paix", "estimate"]
    for name in ("log_ratio", "percent_diff", "g2", "log_odds", "log_odds_z", "score_z", "dp_a"):
        assert table[name] == pytest.approx(0)


def test_permutation_stands_on_the_score_alone(hand: Any) -> None:
    table = estimated(hand, {"d000": 30, "d001": 20})
    assert set(table.index[table["p_value"].notna()].get_level_values("statistic")) == {"score_z"}
    assert table.loc[("port", "score_z"), "p_value"] == pytest.approx(1 / 3)
    assert table.loc[("port", "g2"), "estimate"] > 30


def test_bounds_of_the_log_ratio_come_from_drawing_documents(hand: Any) -> None:
    special = {f"d{n:03d}": 10 + n % 4 + 10 * (n < 12) for n in range(24)}
    row = estimated(hand, special, n=12, replicates=199).loc[("port", "log_ratio")]
    assert row["low"] < row["estimate"] < row["high"]


def test_blocks_of_terms_change_nothing(hand: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    special = {f"d{n:03d}": 10 + n % 4 for n in range(24)}
    whole = estimated(hand, special, n=12, replicates=199)
    monkeypatch.setattr(term_estimates, "INTERVAL_BLOCK", 1)
    pd.testing.assert_frame_equal(estimated(hand, special, n=12, replicates=199), whole)


def test_terms_beyond_memory_are_described_but_not_tested(hand: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_estimates, "MOST_STRATIFIED", 8)
    vocabulary, design, chance = prepared(hand, {"d000": 5, "d001": 4}, n=4)
    assert len(np.unique(design.strata)) == 1
    assert estimate_terms(vocabulary, design, chance)["p_value"].notna().sum() == 3
    from dataclasses import replace

    strata = np.array([0, 1] * 4)
    divided = replace(design, strata=strata)
    table = estimate_terms(vocabulary, divided, Chance(divided, 7, 0.95)).set_index(["term", "statistic"])
    assert table.loc[("mer", "score_z"), "p_value"] > 0
    assert np.isnan(table.loc[("port", "score_z"), "p_value"])
    assert np.isfinite(table.loc[("port", "g2"), "estimate"])


def test_no_frequent_term_gives_no_rows(hand: Any) -> None:
    vocabulary, design, chance = prepared(hand, {})
    from dataclasses import replace

    nothing = replace(vocabulary, terms=vocabulary.terms[:0], counts=vocabulary.counts[:, :0])
    assert estimate_terms(nothing, design, chance).empty
