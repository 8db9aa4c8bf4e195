"""Estimates against a list: what four counts say, and nothing that needs articles on its side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.stats import conservative_log_ratio, fisher_p, g2, log_odds
from framing.study.comparison.list_estimates import estimate_against_list
from framing.study.comparison.vocabulary import count_terms
from framing.study.config.word_lists import WordList
from framing.study.measurement.measurements import Measurements

DOCUMENTS = ("d000", "d001", "d002", "d003")
NEEDS_ARTICLES = {
    "log_odds_z_clustered", "rank_sum_z", "text_dispersion_g2", "dp_b", "dpnorm_b", "dp_egbert_b", "score_z",
    "prevalence_z", "intensity_z", "bh_q",
}  # fmt: skip


def words_from(**counts: int) -> WordList:
    terms = sorted(counts)
    return WordList(np.array(terms, dtype=object), np.array([counts[term] for term in terms], dtype=float))


@pytest.fixture
def measured(hand: Any) -> Measurements:
    documents = hand.documents(["a"] * 4 + ["b"], [""] * 5)
    return hand.measurements(documents, special={f"d{n:03d}": 9 for n in range(3)} | {"d004": 50})


def estimated(measured: Measurements, words: WordList) -> pd.DataFrame:
    table = estimate_against_list(count_terms(measured, DOCUMENTS), words)
    return table.set_index(["term", "statistic"])


def test_counts_are_those_of_documents_and_list(measured: Measurements) -> None:
    table = estimated(measured, words_from(port=100, mer=800, île=100))
    row = table.loc[("port", "g2")]
    assert row[["hits_a", "hits_b", "opportunities_a", "opportunities_b"]].tolist() == [27, 100, 400, 1000]
    assert row["documents_a"] == 3
    assert np.isnan(row["documents_b"])
    assert row["estimate"] == pytest.approx(float(g2(27, 100, 400, 1000)))
    p = table.loc[("port", "fisher_log10_p"), "estimate"]
    assert 10**p == pytest.approx(float(fisher_p(27, 100, 400, 1000)))
    odds = log_odds(27, 100, 400, 1000, 127, alpha_0=1400)
    assert table.loc[("port", "log_odds_z"), "estimate"] == pytest.approx(float(odds.z))


def test_terms_are_those_of_the_documents_and_those_whose_absence_says_something(
    measured: Measurements,
) -> None:
    table = estimated(measured, words_from(mer=900, île=20, cap=7, paix=1))
    # île: 400 · 20/928 would be 8.6 occurrences; cap: 3.02; both are absent, and a third of that is not told
    assert sorted(set(table.index.get_level_values("term"))) == ["cap", "mer", "paix", "port", "île"]
    fewer = estimated(measured, words_from(mer=900, île=20, cap=6, paix=1))
    assert "cap" not in fewer.index.get_level_values("term")
    absent = table.loc["île"]
    assert absent.loc["sign_holds", "estimate"] == 1  # no article could bring it back
    assert set(absent["hits_a"]) == {0}
    assert absent.loc["log_ratio", "estimate"] < 0


def test_family_is_what_was_looked_at(measured: Measurements) -> None:
    table = estimated(measured, words_from(port=10, mer=900, île=1))
    expected = conservative_log_ratio(27, 10, 400, 911, family=3)  # mer, paix, port
    assert table.loc[("port", "conservative_log_ratio"), "estimate"] == pytest.approx(float(expected))


def test_nothing_stands_there_that_needs_articles_of_the_list(measured: Measurements) -> None:
    table = estimated(measured, words_from(port=10, mer=900))
    assert not NEEDS_ARTICLES & set(table.index.get_level_values("statistic"))
    assert table["p_value"].isna().all()
    assert np.isfinite(table.loc[("port", "dp_a"), "estimate"])


def test_only_words_of_the_outlet_are_listed(measured: Measurements) -> None:
    table = estimated(measured, words_from(port=10, mer=900, paix=400))["estimate"]
    assert table[("port", "listed")] == table[("port", "sign_holds")] == 1
    assert table[("paix", "log_ratio")] < 0  # the list's, however many articles say it
    assert (table[("paix", "sign_holds")], table[("paix", "listed")]) == (1, 0)


def test_one_word_and_no_words_are_no_vocabulary(measured: Measurements) -> None:
    assert estimate_against_list(count_terms(measured, ()), words_from(port=10, mer=3)).empty
