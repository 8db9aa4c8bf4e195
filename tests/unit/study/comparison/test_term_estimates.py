"""Estimates of terms: one honest row each, in the outlet's own voice, and only the score declares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import plan_designs
from framing.study.comparison.exchange import Chance
from framing.study.comparison.term_estimates import ARTICLES_TO_LIST, estimate_terms
from framing.study.comparison.vocabulary import vocabulary_from
from framing.tables import check

STATISTICS = {
    "log_ratio", "conservative_log_ratio", "percent_diff", "odds_ratio", "g2", "g2_two_cell", "chi_squared",
    "fisher_log10_p", "log_odds", "log_odds_z", "prior_sensitivity", "specificity", "log_odds_z_clustered", "rank_sum_z",
    "text_dispersion_g2", "dp_a", "dp_b", "dpnorm_a", "dpnorm_b", "dp_egbert_a", "dp_egbert_b", "score_z", "prevalence_z",
    "intensity_z", "bh_q", "sign_holds", "listed",
}  # fmt: skip


def prepared(
    hand: Any, special: dict[str, int], n: int = 2, events: dict[str, str] | None = None, **more: Any
) -> tuple[Any, Any, Chance]:
    documents = hand.documents(["a"] * n + ["b"] * n + ["c"], [""] * (2 * n + 1))
    measurements = hand.measurements(documents, special=special, events=events)
    (design,) = plan_designs(documents, measurements.events, [("a", "b")], **more)
    return vocabulary_from(measurements, design), design, Chance(design, 7, 0.95)


def estimated(hand: Any, special: dict[str, int], n: int = 2, **more: Any) -> pd.DataFrame:
    table = estimate_terms(*prepared(hand, special, n, **more))
    return table.loc[table["voice"] == "own"].set_index(["term", "statistic"])


def test_every_term_has_every_statistic_once(hand: Any) -> None:
    table = estimated(hand, {"d000": 30, "d003": 5})
    assert table.index.is_unique
    for _, rows in table.groupby(level="term"):
        assert set(rows.index.get_level_values("statistic")) == STATISTICS


def test_counts_and_sizes_of_both_sides(hand: Any) -> None:
    row = estimated(hand, {"d000": 30, "d001": 10, "d003": 5}).loc[("port", "log_ratio")]
    assert row[["hits_a", "hits_b", "opportunities_a", "opportunities_b"]].tolist() == [40, 5, 200, 200]
    assert row[["documents_a", "documents_b"]].tolist() == [2, 1]
    assert row["estimate"] == pytest.approx(3.0)


def test_term_in_proportion_is_at_zero_everywhere(hand: Any) -> None:
    table = estimated(hand, {"d000": 30}).loc["paix", "estimate"]
    zero = STATISTICS - {"odds_ratio", "bh_q", "log_odds_z_clustered", "specificity"}
    for name in sorted(zero):
        assert table[name] == pytest.approx(0), name
    assert table["odds_ratio"] == pytest.approx(1)


def test_bounds_over_the_priors_hold_what_the_pooled_counts_give(hand: Any) -> None:
    table = estimated(hand, {"d000": 30, "d001": 20, "d002": 1})
    row = table.loc[("port", "prior_sensitivity")]
    assert row["estimate"] == 1.0
    assert row["low"] <= table.loc[("port", "log_odds_z"), "estimate"] <= row["high"]
    assert row["low"] > 0


def test_permutation_stands_on_the_score_alone(hand: Any) -> None:
    table = estimated(hand, {"d000": 30, "d001": 20})
    assert set(table.index[table["p_value"].notna()].get_level_values("statistic")) == {"score_z"}
    assert table.loc[("port", "score_z"), "p_value"] == pytest.approx(1 / 3)
    assert table.loc[("port", "g2"), "estimate"] > 30
    assert table.loc[("port", "fisher_log10_p"), "estimate"] < -10


def test_bounds_of_the_log_ratio_come_from_drawing_documents(hand: Any) -> None:
    special = {f"d{n:03d}": 10 + n % 4 + 10 * (n < 12) for n in range(24)}
    row = estimated(hand, special, n=12, replicates=199).loc[("port", "log_ratio")]
    assert row["low"] < row["estimate"] < row["high"]


def test_listed_is_what_stands_in_three_articles_and_outlasts_each(hand: Any) -> None:
    common = estimated(hand, {f"d{n:03d}": 9 for n in range(ARTICLES_TO_LIST)} | {"d005": 2}, n=4)
    assert common.loc[("port", ["sign_holds", "listed"]), "estimate"].tolist() == [1, 1]
    two = estimated(hand, {"d000": 9, "d001": 9, "d005": 2}, n=4)
    assert two.loc[("port", ["sign_holds", "listed"]), "estimate"].tolist() == [1, 0]
    one_made_it = estimated(hand, {"d000": 40, "d001": 1, "d002": 1, "d004": 2, "d005": 2}, n=4)
    assert one_made_it.loc[("port", ["sign_holds", "listed"]), "estimate"].tolist() == [0, 0]


def test_listed_asks_for_two_events_where_there_are_any(hand: Any) -> None:
    n = 8  # six shared events: matched; the first has three articles of each outlet
    event_of = [0, 0, 0, 1, 2, 3, 4, 5] * 2
    events = {f"d{place:03d}": f"e{event}" for place, event in enumerate(event_of)}
    in_one = estimated(hand, {"d000": 9, "d001": 9, "d002": 9}, n=n, events=events)
    in_two = estimated(hand, {"d000": 9, "d001": 9, "d003": 9}, n=n, events=events)
    assert in_one.loc["port"]["documents_a"].iloc[0] == ARTICLES_TO_LIST
    assert in_one.loc[("port", ["sign_holds", "listed"]), "estimate"].tolist() == [1, 0]
    assert in_two.loc[("port", ["sign_holds", "listed"]), "estimate"].tolist() == [1, 1]


def test_other_voices_stand_beside_terms_that_are_said_in_them(hand: Any) -> None:
    documents = hand.documents(["a", "a", "b", "b"], [""] * 4)
    measurements = hand.measurements(documents, special={"d000": 30})
    quoted = pd.DataFrame(
        [("d000", "quoted", "body", "port", 6), ("d002", "quoted", "body", "port", 2), ("d003", "quoted", "body", "cap", 4)],
        columns=["doc_id", "voice", "position", "term", "n"],
    )  # fmt: skip
    joined = pd.concat([measurements.counts.astype({"term": "str"}), quoted], ignore_index=True)
    measurements = replace(measurements, counts=check(joined, "counts"))
    (design,) = plan_designs(documents, measurements.events, [("a", "b")])
    table = estimate_terms(vocabulary_from(measurements, design), design, Chance(design, 7, 0.95))
    (row,) = table.loc[table["voice"] != "own"].itertuples()
    assert (row.voice, row.term, row.statistic, row.hits_a, row.hits_b) == (
        "quoted",
        "port",
        "log_ratio",
        6,
        2,
    )
    assert (row.opportunities_a, row.opportunities_b) == (6, 6)
    assert table.loc[(table["voice"] == "own") & (table["term"] == "port"), "hits_a"].iloc[0] == 30


def test_no_frequent_term_and_no_word_of_its_own_give_no_rows(hand: Any) -> None:
    vocabulary, design, chance = prepared(hand, {})
    assert estimate_terms(vocabulary.take(np.array([], dtype=np.intp)), design, chance).empty
    silent = replace(vocabulary, sizes=vocabulary.sizes * (np.arange(4) > 1))
    assert estimate_terms(silent, design, chance).empty
    alone = replace(vocabulary.take(np.array([0])), n_types=1)
    assert estimate_terms(alone, design, chance).empty


def test_a_document_without_a_word_of_its_own_changes_no_count(hand: Any) -> None:
    vocabulary, design, chance = prepared(hand, {"d000": 30, "d001": 20, "d002": 5}, n=2)
    counts = vocabulary.counts.toarray()
    counts[3] = 0
    quiet = replace(
        vocabulary, counts=type(vocabulary.counts)(counts), sizes=vocabulary.sizes * (np.arange(4) < 3)
    )
    row = estimate_terms(quiet, design, chance).set_index(["term", "statistic"]).loc[("port", "log_ratio")]
    assert (row["opportunities_a"], row["opportunities_b"], row["hits_b"]) == (200, 100, 5)
