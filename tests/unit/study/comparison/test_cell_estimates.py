"""Estimates of cells: each number against the counts it is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.cell_estimates import estimate_cells
from framing.study.comparison.cells import cells_from
from framing.study.comparison.designs import plan_designs
from framing.study.comparison.exchange import Chance


def estimated(
    hand: Any, rows: list[dict[str, Any]], declared: Any = (), n: int = 2, dates: Any = None, **more: Any
) -> pd.DataFrame:
    documents = hand.documents(["a"] * n + ["b"] * n, dates or [""] * 2 * n)
    measurements = hand.measurements(documents, rows)
    (design,) = plan_designs(documents, measurements.events, [("a", "b")], **more)
    table = estimate_cells(cells_from(measurements, design, declared), Chance(design, 7, 0.95), declared)
    return table.set_index(["family", "category", "referent", "voice", "statistic"]) if len(table) else table


CUE = ("threat", "alarm", "west", "own")


@pytest.fixture
def cues(hand: Any) -> pd.DataFrame:
    rows = [hand.observation("d000", n) for n in range(3)] + [hand.observation("d002", 1)]
    return estimated(hand, [*rows, hand.observation("d001", 5, voice="quoted")])


def test_rates_are_hits_per_hundred_sentences_of_the_voice(cues: pd.DataFrame) -> None:
    assert cues.loc[(*CUE, "rate_a"), "estimate"] == pytest.approx(100 * 3 / 12)
    assert cues.loc[(*CUE, "rate_b"), "estimate"] == pytest.approx(100 * 1 / 12)
    assert cues.loc[(*CUE, "rate_ratio"), "estimate"] == pytest.approx(3.0)


def test_share_of_distancing_words_among_attributions_is_estimated_in_the_voice_of_the_word(
    hand: Any,
) -> None:
    said = {"family": "reporting", "referent": ""}
    rows = [
        hand.observation(doc_id, n, category=category, rule="verb", **said)
        for doc_id, stances in {"d000": "ddn", "d001": "n", "d002": "dnn", "d003": "nnn"}.items()
        for n, category in enumerate({"d": "distancing", "n": "neutral"}[stance] for stance in stances)
    ]
    rows += [hand.observation("d002", 50, category="distancing", rule="verb", voice="quoted", **said)]
    table = estimated(hand, rows)
    key = ("reporting", "distancing", "", "own")
    assert table.loc[(*key, "share_a"), "estimate"] == pytest.approx(2 / 4)
    assert table.loc[(*key, "share_b"), "estimate"] == pytest.approx(1 / 6)
    difference = table.loc[(*key, "share_difference")]
    assert difference["estimate"] == pytest.approx(2 / 4 - 1 / 6)
    assert 0 < difference["p_value"] <= 1
    assert difference[["hits_a", "hits_b", "opportunities_a", "opportunities_b"]].tolist() == [2, 1, 4, 6]


def test_counts_stand_beside_every_number(cues: pd.DataFrame) -> None:
    row = cues.loc[(*CUE, "rate_ratio")]
    assert row[["hits_a", "hits_b", "opportunities_a", "opportunities_b"]].tolist() == [3, 1, 12, 12]
    assert row[["documents_a", "documents_b"]].tolist() == [1, 1]


def test_zero_carries_its_upper_bound(cues: pd.DataFrame) -> None:
    row = cues.loc[("threat", "alarm", "west", "quoted", "rate_b")]
    assert row[["estimate", "low"]].tolist() == [0, 0]
    assert row["high"] == pytest.approx(100 * 3 / 8)


def test_rate_above_zero_has_no_interval_as_if_sentences_were_independent(cues: pd.DataFrame) -> None:
    assert np.isnan(cues.loc[(*CUE, "rate_a"), "low"])


def test_prevalence_is_a_difference_of_shares_of_documents(hand: Any) -> None:
    table = estimated(hand, [hand.observation(d, 1) for d in ("d000", "d001", "d002")])
    row = table.loc[(*CUE, "prevalence_difference")]
    assert row["estimate"] == pytest.approx(1.0 - 0.5)
    assert row["p_value"] == pytest.approx(1.0)


def test_prevalence_counts_only_documents_that_had_an_opportunity(hand: Any) -> None:
    # d001 does not name the referent at all: it cannot choose a name for it
    rows = [naming(hand, "d000", 1, "bloc"), naming(hand, "d002", 1, "west"), naming(hand, "d003", 1, "west")]
    row = estimated(hand, rows).loc[("naming", "bloc", "west", "own", "prevalence_difference")]
    assert row["estimate"] == pytest.approx(1 / 1 - 0 / 2)
    # residuals 2/3, 0, −1/3, −1/3: a sum as large as 2/3 in 2 of the 6 labellings
    assert row["p_value"] == pytest.approx(2 / 6)


def test_prevalence_is_not_estimable_where_a_side_has_no_opportunity(hand: Any) -> None:
    table = estimated(hand, [naming(hand, d, 1, "bloc") for d in ("d000", "d001")])
    row = table.loc[("naming", "bloc", "west", "own", "prevalence_difference")]
    assert row[["estimate", "low", "high", "p_value", "p_adjusted"]].isna().all()
    assert (row["documents_a"], row["documents_b"]) == (2, 0)


OLD = ["2020-01-01", "2021-01-01", "2023-01-01", "2024-01-01"]


def test_structural_zero_is_estimated_nowhere(hand: Any) -> None:
    rows = [hand.observation(d, 1, referent="ukraine_war") for d in ("d002", "d003")]
    table = estimated(hand, rows, dates=OLD).sort_index()
    of_war = table.loc[("threat", "alarm", "ukraine_war", "own")]
    assert set(of_war.index[of_war["estimate"].notna()]) == {"rate_b"}
    assert of_war.drop("rate_b")[["estimate", "low", "high", "p_value", "p_adjusted"]].isna().all(axis=None)
    assert of_war.loc["rate_b", "estimate"] == pytest.approx(100 * 2 / 12)
    parts = table.loc[("threat", "alarm", "ukraine_war", "all")]
    assert parts.loc[["between_voices", "within_voices"], "estimate"].isna().all()


def test_the_same_category_of_whatever_existed_is_estimated(hand: Any) -> None:
    rows = [hand.observation(d, 1, referent="ukraine_war") for d in ("d002", "d003")]
    table = estimated(hand, rows, dates=OLD)
    assert table.loc[("threat", "alarm", "", "own", "prevalence_difference"), "estimate"] == -1
    undated = estimated(hand, rows, dates=["", *OLD[1:]])
    assert undated.loc[(*CUE[:2], "ukraine_war", "own", "prevalence_difference"), "estimate"] == -1


def test_only_the_rate_of_a_declared_cell_is_declared(hand: Any) -> None:
    rows = [hand.observation("d000", n) for n in range(3)] + [hand.observation("d001", 1)]
    # a family that divides the documents otherwise, and as sharply
    rows += [naming(hand, f"d{n:03d}", 1, "west" if n % 2 else "bloc") for n in range(4)]
    claimed, explored = (estimated(hand, rows, keys).loc[(*CUE, "rate_ratio")] for keys in ([CUE], []))
    assert claimed["p_adjusted"] == claimed["p_value"] == explored["p_value"] == pytest.approx(2 / 6)
    assert explored["p_adjusted"] == pytest.approx(4 / 6)
    prevalence = estimated(hand, rows, [CUE]).loc[(*CUE, "prevalence_difference")]
    assert prevalence["p_value"] == pytest.approx(2 / 6)
    assert np.isnan(prevalence["p_adjusted"])  # one of the three aspects of the same test


def test_p_values_stand_on_contrasts_only(cues: pd.DataFrame) -> None:
    tested = cues.index[cues["p_value"].notna()].get_level_values("statistic")
    assert set(tested) == {"rate_ratio", "prevalence_difference"}
    adjusted = cues.loc[cues["p_adjusted"].notna()]
    assert (adjusted["p_adjusted"] >= adjusted["p_value"]).all()
    assert cues["p_value"].min() >= 1 / 3


def test_parts_of_the_gap_sum_to_the_gap_and_stand_in_all_voices_together(cues: pd.DataFrame) -> None:
    key = ("threat", "alarm", "west", "all")
    gap = cues.loc[(*key, "rate_a"), "estimate"] - cues.loc[(*key, "rate_b"), "estimate"]
    parts = cues.loc[(*key, "between_voices"), "estimate"] + cues.loc[(*key, "within_voices"), "estimate"]
    assert parts == pytest.approx(gap)
    voices = cues.index[cues.index.get_level_values("statistic") == "between_voices"].get_level_values(
        "voice"
    )
    assert set(voices) == {"all"}


def naming(hand: Any, doc_id: str, start: int, variant: str, **more: Any) -> dict[str, Any]:
    said = {"family": "naming", "category": variant, "rule": f"west.{variant}", "referent": "west"}
    return hand.observation(doc_id, start, **said, **more)


def test_naming_is_a_difference_of_shares_with_wilsons_interval(hand: Any) -> None:
    rows = [naming(hand, "d000", n, "bloc" if n < 3 else "west") for n in range(4)]
    table = estimated(hand, [*rows, naming(hand, "d002", 1, "west")])
    key = ("naming", "bloc", "west", "own")
    assert table.loc[(*key, "share_a"), "estimate"] == pytest.approx(0.75)
    assert table.loc[(*key, "share_b"), "high"] == pytest.approx(1.0)
    assert table.loc[(*key, "share_difference"), "estimate"] == pytest.approx(0.75)
    # Wilson 1927 for 3 of 4, z = 1.959964
    assert table.loc[(*key, "share_a"), ["low", "high"]].tolist() == pytest.approx(
        [0.30064, 0.95441], abs=1e-5
    )


def test_no_mention_on_a_side_is_not_estimable_and_never_zero(hand: Any) -> None:
    table = estimated(hand, [naming(hand, "d000", 1, "bloc")])
    key = ("naming", "bloc", "west", "own")
    assert np.isnan(table.loc[(*key, "share_b"), "estimate"])
    assert table.loc[(*key, "share_difference"), ["estimate", "p_value"]].isna().all()


def test_hit_in_a_voice_that_has_no_sentence_does_not_stop_the_rest(hand: Any) -> None:
    table = estimated(hand, [hand.observation("d000", 1, voice="ambiguous")])
    assert np.isnan(table.loc[("threat", "alarm", "west", "ambiguous", "rate_a"), "estimate"])
    assert table.loc[("threat", "alarm", "west", "all", "rate_a"), "estimate"] == pytest.approx(5.0)
    assert ("threat", "alarm", "west", "all", "between_voices") not in table.index


def test_declared_cell_is_estimated_without_a_hit(hand: Any) -> None:
    table = estimated(hand, [], [("labels", "terror", "", "own")])
    assert set(table.index.get_level_values("statistic")) >= {"rate_a", "rate_b", "rate_ratio"}
    assert table["high"].max() == pytest.approx(100 * 3 / 12)


def test_nothing_observed_nothing_declared_gives_no_rows(hand: Any) -> None:
    assert estimated(hand, []).empty


def test_large_designs_carry_intervals(hand: Any) -> None:
    rows = [hand.observation(f"d{n:03d}", i) for n in range(24) for i in range(1 + n % 3 + 2 * (n < 12))]
    table = estimated(hand, rows, n=12, replicates=499)
    row = table.loc[(*CUE, "rate_ratio")]
    assert row["low"] < row["estimate"] < row["high"]
    assert row["low"] > 1
    assert row["p_value"] < 0.05
