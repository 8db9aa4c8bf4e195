"""Estimates: one long table under its contract, and the wide one made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.estimates import (
    COUNTED,
    FLAGS,
    KEYNESS_COLUMNS,
    estimate,
    keyness_table,
    nearest_bound,
)
from framing.study.comparison.specification import specify
from framing.study.config.study import Study, load_study
from framing.study.measurement.measurements import Measurements, restrict
from framing.tables import CONTRACTS, check, digest

CONTRAST = "fr:alpha:beta"


@pytest.fixture
def estimates(study: Study, two_by_two: Measurements) -> Any:
    return estimate(two_by_two, specify(study, two_by_two, two_by_two.events))


def test_table_keeps_its_contract(estimates: Any) -> None:
    assert digest(check(estimates, "estimates")) == digest(estimates)
    assert set(estimates["contrast"]) == {CONTRAST}
    assert set(estimates["family"]) == {"terms", "threat", "naming"}
    assert set(estimates["replicates"]) == {5.0}


def test_numbers_are_rounded_so_that_they_are_equal_everywhere(estimates: Any) -> None:
    known = estimates["estimate"].dropna()
    assert (known.round(9) == known).all()


def test_same_study_gives_the_same_numbers(study: Study, two_by_two: Measurements, estimates: Any) -> None:
    again = estimate(two_by_two, specify(study, two_by_two, two_by_two.events))
    assert digest(again) == digest(estimates)


def test_exchanging_outlets_turns_signs_and_sides(
    study_file: Callable[..., Path], two_by_two: Measurements, estimates: Any
) -> None:
    turned = load_study(study_file(contrasts=[["beta", "alpha"]], claims=None))
    other = estimate(two_by_two, specify(turned, two_by_two, two_by_two.events))
    one, two = (
        keyness_table(t, c).set_index("term") for t, c in ((estimates, CONTRAST), (other, "fr:beta:alpha"))
    )
    turning = (
        "log_ratio",
        "conservative_log_ratio",
        "log_odds",
        "log_odds_z",
        "log_odds_z_clustered",
        "rank_sum_z",
    )
    for name in (*turning, "text_dispersion_g2", "score_z"):
        assert (one[name] + two[name]).abs().max() == pytest.approx(0, abs=1e-8), name
    for name in ("g2", "chi_squared", "fisher_log10_p", "bh_q"):
        assert (one[name] - two[name]).abs().max() == pytest.approx(0, abs=1e-8), name
    assert one[list(FLAGS)].equals(two[list(FLAGS)])
    assert one["count_a"].equals(two["count_b"])
    assert one["p_value"].equals(two["p_value"])


def test_without_the_terms_extractor_there_is_no_keyness(study: Study, two_by_two: Measurements) -> None:
    narrowed = restrict(two_by_two, ["cues.v1"], {"fr": ["threat"]})
    table = estimate(narrowed, specify(study, narrowed, narrowed.events))
    assert set(table["family"]) == {"threat"}
    assert keyness_table(table, CONTRAST).empty


def test_a_contrast_without_any_cell_gives_no_rows(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    narrowed = restrict(two_by_two, ["cues.v1"], {"fr": []})
    plain = load_study(study_file(claims=None))
    assert estimate(narrowed, specify(plain, narrowed, narrowed.events)).empty


def test_outlet_without_documents_gives_no_rows(study: Study, two_by_two: Measurements) -> None:
    alone = replace(two_by_two, documents=two_by_two.documents.iloc[:2])
    assert estimate(alone, specify(study, alone, alone.events)).empty


WINDOW = {"from": "2020-10-01", "to": "2024-12-31"}


def test_documents_outside_the_window_count_nowhere(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    # d003 of beta is of January 2025: with it out, what is left must be all that is counted
    inside = two_by_two.documents.loc[two_by_two.documents["doc_id"] != "d003"]
    study = load_study(study_file(window=WINDOW))
    windowed = specify(study, two_by_two, two_by_two.events)
    assert windowed.designs[0].documents == ("d000", "d001", "d002")
    without = load_study(study_file())
    alone = replace(two_by_two, documents=inside)
    expected = estimate(alone, specify(without, alone, alone.events))
    assert digest(estimate(two_by_two, windowed)) == digest(expected)
    assert set(expected["replicates"]) == {2.0}


def test_a_window_without_documents_of_one_outlet_estimates_nothing(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    study = load_study(study_file(window={"from": "2024-01-01", "to": "2024-12-31"}))
    specified = specify(study, two_by_two, two_by_two.events)
    assert specified.designs[0].kind == "none"
    assert estimate(two_by_two, specified).empty


def test_keyness_table_has_one_row_a_term(estimates: Any) -> None:
    table = keyness_table(estimates, CONTRAST)
    assert sorted(table["term"]) == ["mer", "paix", "port"]
    assert table["term"].iloc[-1] == "paix"
    assert list(table.columns) == ["term", *COUNTED, *KEYNESS_COLUMNS]
    port = table.set_index("term").loc["port"]
    assert port["per_10k_a"] == pytest.approx(10_000 * 50 / 200)
    assert (port["documents_a"], port["documents_b"]) == (2, 1)
    assert port["p_adjusted"] >= port["p_value"] >= 1 / 3 - 1e-8
    assert table.dtypes[list(FLAGS)].eq(bool).all()


def with_terms(rows: dict[str, dict[str, Any]]) -> pd.DataFrame:
    """Return estimates of a few terms: statistic → estimate, bounds of the log ratio under low and high."""
    told = []
    for term, values in rows.items():
        bounds = {"low": values.pop("low", np.nan), "high": values.pop("high", np.nan)}
        for statistic, value in values.items():
            more = bounds if statistic == "log_ratio" else {}
            told.append({"term": term, "statistic": statistic, "estimate": value} | more)
    same = {"universe": "default", "contrast": CONTRAST, "family": "terms", "voice": "own"}
    table = pd.DataFrame(told).assign(**same).reindex(columns=list(CONTRACTS["estimates"].columns))
    texts = {"category": "", "referent": ""}
    return check(
        table.assign(**texts, hits_a=1.0, hits_b=0.0, opportunities_a=9.0, opportunities_b=60.0), "estimates"
    )


def test_order_is_by_the_bound_nearer_to_no_difference_on_either_side() -> None:
    rows = {
        "wide": {"log_ratio": 5.0, "low": -1.0, "high": 9.0, "score_z": 9.0},
        "sure": {"log_ratio": 2.0, "low": 1.5, "high": 2.5, "score_z": 1.0},
        "theirs": {"log_ratio": -2.5, "low": -4.0, "high": -1.0, "score_z": -1.0},
        "rare": {"log_ratio": 6.0, "conservative_log_ratio": 4.0},
        "rarer": {"log_ratio": -6.0, "conservative_log_ratio": -4.5},
        "equal": {"log_ratio": 1.0, "conservative_log_ratio": 0.0, "score_z": 1.0, "g2": 2.0},
        "larger": {"log_ratio": 1.0, "conservative_log_ratio": 0.0, "score_z": -2.0, "g2": 1.0},
    }
    table = keyness_table(with_terms(rows), CONTRAST)
    assert table["term"].tolist() == ["sure", "theirs", "wide", "rarer", "rare", "larger", "equal"]
    assert nearest_bound(table)[:3].tolist() == [1.5, 1.0, -1.0]


def test_a_zero_has_a_bound_and_a_p_is_not_0() -> None:
    table = keyness_table(with_terms({"port": {"log_ratio": 1.0, "rank_sum_z": -60.0}}), CONTRAST).iloc[0]
    assert np.isnan(table["per_10k_high_a"])
    assert table["per_10k_high_b"] == pytest.approx(10_000 * 3 / 60)
    assert table["rank_sum_log10_p"] == pytest.approx(-783.606, abs=1e-3)
    assert not table["listed"]


def test_other_voices_are_counted_beside_the_own(estimates: Any) -> None:
    said = estimates.loc[(estimates["term"] == "port") & (estimates["statistic"] == "log_ratio")]
    quoted = said.assign(voice="quoted", hits_a=4.0, hits_b=1.0)
    table = keyness_table(pd.concat([estimates, quoted], ignore_index=True), CONTRAST).set_index("term")
    assert table.loc["port", ["quoted_a", "quoted_b", "reported_a"]].tolist() == [4, 1, 0]
    assert table.loc["mer", ["quoted_a", "quoted_b"]].tolist() == [0, 0]
    assert table.loc["port", "count_a"] == 50
    assert set(estimates.loc[estimates["family"] == "terms", "voice"]) == {"own"}


def test_three_outlets_are_compared_with_all_others_and_with_a_list(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    (tmp_path / "words.csv").write_text("term,count\nport,10\nmer,900\nîle,90\n", encoding="utf-8")
    study = load_study(study_file(contrasts=[["alpha", "beta"], ["beta", "gamma"]], reference="words.csv"))
    specified = specify(study, two_by_two, two_by_two.events)
    table = estimate(two_by_two, specified)
    rests = [f"fr:{outlet}:%rest" for outlet in ("alpha", "beta", "gamma")]
    lists = [f"fr:{outlet}:%reference" for outlet in ("alpha", "beta", "gamma")]
    assert [d.contrast for d in specified.designs] == [CONTRAST, "fr:beta:gamma", *rests]
    alone = table.loc[table["contrast"].isin([*rests, *lists])]
    assert set(alone["contrast"]) == {*rests, *lists}
    assert set(alone["family"]) == {"terms"}
    rest = keyness_table(table, rests[0]).set_index("term").loc["port"]
    assert (rest["count_a"], rest["count_b"], rest["documents_b"]) == (50, 3, 1)
    assert rest["p_value"] > 0
    listed = keyness_table(table, lists[0]).set_index("term")
    assert listed.loc["port", ["count_b", "tokens_b"]].tolist() == [10, 1000]
    assert listed.loc["île", "count_a"] == 0
    assert listed["p_value"].isna().all()
    assert listed["quoted_b"].isna().all()
    assert listed["conservative_log_ratio"].abs().iloc[0] == listed["conservative_log_ratio"].abs().max()
