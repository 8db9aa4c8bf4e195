"""Keyness against published tables and other people's packages; sources in README.md of this folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from framing.stats import (
    chi_squared,
    g2,
    log_odds,
    log_ratio,
    odds_ratio,
    percent_diff,
    pooled_prior,
    signed,
    signed_g2,
    simple_maths,
    two_proportion_z,
)

HERE = Path(__file__).parent
WORKED = json.loads((HERE / "keyness_worked.json").read_text("utf-8"))


def columns(name: str) -> dict[str, np.ndarray]:
    """Return the columns of a golden CSV; an empty cell is NaN."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    numeric = {key for key in rows[0] if key not in ("term", "bigram")}
    return {key: np.array([float(row[key] or "nan") for row in rows]) for key in numeric} | {
        key: np.array([row[key] for row in rows]) for key in set(rows[0]) - numeric
    }


def test_g2_equals_the_table_of_dunning_1993() -> None:
    table = columns("g2_dunning1993.csv")
    a, b = table["k11_AB"], table["k21_notA_B"]
    statistic = g2(a, b, a + table["k12_A_notB"], b + table["k22_notA_notB"])
    assert len(a) == 9
    np.testing.assert_allclose(statistic, table["g2_published"], rtol=0, atol=0.005)
    np.testing.assert_allclose(statistic, table["g2_recomputed"], rtol=1e-9)


def test_measures_equal_the_ucrel_teaching_example() -> None:
    case = WORKED["ucrel_52_57"]
    counts = (case["a"], case["b"], case["n1"], case["n2"])
    values = case["values"]
    assert g2(*counts, cells=2) == pytest.approx(values["ll_2cell"], rel=1e-9)
    assert round(float(g2(*counts, cells=2)), 2) == case["published"]["ll"]
    assert g2(*counts) == pytest.approx(values["g2_4cell"], rel=1e-9)
    assert log_ratio(*counts) == pytest.approx(values["log_ratio"], rel=1e-9)
    assert percent_diff(*counts) == pytest.approx(values["percent_diff"], rel=1e-9)
    assert odds_ratio(*counts) == pytest.approx(values["odds_ratio"], rel=1e-9)


def test_only_the_four_cell_form_gives_the_reported_228_02() -> None:
    case = WORKED["two_cell_or_four_cell"]
    counts = (case["a"], case["b"], case["n1"], case["n2"])
    assert g2(*counts) == pytest.approx(case["g2_4cell"], rel=1e-9)
    assert g2(*counts, cells=2) == pytest.approx(case["ll_2cell"], rel=1e-9)
    assert round(float(g2(*counts)), 2) == case["published"]
    assert round(float(g2(*counts, cells=2)), 2) != case["published"]


def test_measures_of_five_pairs_equal_corpora() -> None:
    vectors = WORKED["lrc_vectors"]
    a, b = (np.array([row[key] for row in vectors["rows"]]) for key in ("f1", "f2"))
    counts = (a, b, vectors["n1"], vectors["n2"])
    for name, found in (
        ("g2_4cell_signed", signed_g2(*counts)),
        ("log_ratio_plus_half", log_ratio(*counts, add_half=True)),
        ("simple_maths_n1", simple_maths(*counts)),
    ):
        np.testing.assert_allclose(found, [row[name] for row in vectors["rows"]], rtol=1e-9)


def test_log_odds_equal_the_worked_numbers() -> None:
    block = WORKED["monroe_log_odds"]
    for case in block["cases"]:
        found = log_odds(
            block["a"], block["b"], block["n1"], block["n2"], case["alpha_w"], alpha_0=case["alpha_0"]
        )
        assert found.delta == pytest.approx(case["delta"], rel=1e-9)
        assert found.variance == pytest.approx(case["variance"], rel=1e-9)
        assert found.z == pytest.approx(case["z"], rel=1e-9)


def test_log_odds_with_four_variance_terms_equal_the_worked_numbers() -> None:
    block = WORKED["monroe_log_odds"]
    counts = (block["a"], block["b"], block["n1"], block["n2"])
    for case in block["cases"]:
        found = log_odds(*counts, case["alpha_w"], alpha_0=case["alpha_0"], variance_terms=4)
        assert found.variance == pytest.approx(case["variance_4term"], rel=1e-9)
        assert found.z == pytest.approx(case["z_4term"], rel=1e-9)


def test_signed_and_plain_g2_equal_five_packages() -> None:
    table = columns("keyness_crosscheck.csv")
    counts = (table["a"], table["b"], table["n_a"], table["n_b"])
    np.testing.assert_allclose(g2(*counts), table["nltk.g2_4cell"], rtol=1e-9)
    np.testing.assert_allclose(signed_g2(*counts), table["kitconc.g2_4cell_signed"], rtol=1e-9)
    np.testing.assert_allclose(signed_g2(*counts, cells=2), table["kitconc.ll_2cell_signed"], rtol=1e-9)
    np.testing.assert_allclose(g2(*counts, cells=2), np.abs(table["keyflux.ll_2cell"]), rtol=1e-9)
    np.testing.assert_allclose(g2(*counts, cells=2), np.abs(table["keyness.ll_2cell"]), rtol=0, atol=6e-4)
    given = ~np.isnan(table["conc.ll_2cell"])  # not for terms absent from the target
    np.testing.assert_allclose(g2(*counts, cells=2)[given], np.abs(table["conc.ll_2cell"][given]), rtol=1e-9)


def test_effect_sizes_equal_three_packages() -> None:
    table = columns("keyness_crosscheck.csv")
    counts = (table["a"], table["b"], table["n_a"], table["n_b"])
    np.testing.assert_allclose(log_ratio(*counts), table["keyflux.log_ratio"], rtol=1e-9)
    np.testing.assert_allclose(log_ratio(*counts), table["kitconc.log_ratio"], rtol=1e-9)
    given = ~np.isnan(table["conc.log_ratio"])
    assert given.sum() == 13  # conc drops terms absent from the target
    np.testing.assert_allclose(log_ratio(*counts)[given], table["conc.log_ratio"][given], rtol=1e-9)
    np.testing.assert_allclose(percent_diff(*counts), table["kitconc.percent_diff"], rtol=1e-9)
    np.testing.assert_allclose(odds_ratio(*counts), table["kitconc.odds_ratio"], rtol=1e-9)


def test_percent_diff_and_odds_ratio_with_other_stand_ins_for_zero() -> None:
    table = columns("keyness_crosscheck.csv")
    for stand_in, package in ((0.5, "keyflux"), (1e-8, "corpus_toolkit")):
        counts = [np.where(table[side] == 0, stand_in, table[side]) for side in "ab"]
        counts += [table["n_a"], table["n_b"]]
        tolerance = 1e-9 if package == "keyflux" else 1e-6
        np.testing.assert_allclose(
            percent_diff(*counts), table[f"{package}.percent_diff"], rtol=tolerance, atol=1e-6
        )
        if package == "corpus_toolkit":  # ±26 to 30 at a zero: passed in to be equalled, not to be imitated
            np.testing.assert_allclose(log_ratio(*counts), table[f"{package}.log_ratio"], rtol=1e-6)
            np.testing.assert_allclose(odds_ratio(*counts), table[f"{package}.odds_ratio"], rtol=1e-6)


def test_chi_squared_and_the_z_of_two_proportions_equal_four_packages() -> None:
    table = columns("keyness_crosscheck.csv")
    counts = (table["a"], table["b"], table["n_a"], table["n_b"])
    plain, corrected = chi_squared(*counts), chi_squared(*counts, yates="always")
    np.testing.assert_allclose(plain, np.abs(table["keyflux.chi2"]), rtol=1e-9)
    np.testing.assert_allclose(plain, table["nltk.chi2"], rtol=1e-9)
    np.testing.assert_allclose(signed(plain, *counts), table["kitconc.chi2_signed"], rtol=1e-9)
    np.testing.assert_allclose(signed(corrected, *counts), table["kitconc.chi2_yates_signed"], rtol=1e-9)
    np.testing.assert_allclose(two_proportion_z(*counts), table["lexos.two_proportion_z"], rtol=1e-9)


@pytest.mark.parametrize("smoothing", [1, 100])
def test_simple_maths_equals_keyflux(smoothing: float) -> None:
    table = columns("keyness_crosscheck.csv")
    found = simple_maths(table["a"], table["b"], table["n_a"], table["n_b"], smoothing=smoothing)
    np.testing.assert_allclose(found, table[f"keyflux.simple_maths_k{smoothing}"], rtol=1e-9)


@pytest.mark.parametrize("alpha", [0.01, 0.1, 1])
def test_log_odds_with_a_flat_prior_equal_convokit(alpha: float) -> None:
    found, table = log_odds_of_the_crosscheck(np.full(867, alpha))
    np.testing.assert_allclose(found, table[f"convokit.z_alpha_{alpha}"], rtol=1e-9)


@pytest.mark.parametrize(("strength", "column"), [(500, "informative_a0_500"), (None, "informative_pooled")])
def test_log_odds_with_the_pooled_prior_equal_convokit(strength: float | None, column: str) -> None:
    counts = columns("keyness_crosscheck_counts.csv")
    found, table = log_odds_of_the_crosscheck(pooled_prior(counts["a"], counts["b"], strength))
    np.testing.assert_allclose(found, table[f"convokit.z_{column}"], rtol=1e-9)


def test_log_odds_with_four_variance_terms_equal_scattertext() -> None:
    counts = columns("keyness_crosscheck_counts.csv")
    for name, alpha in (
        ("alpha_0.01", np.full(867, 0.01)),
        ("informative_pooled", pooled_prior(counts["a"], counts["b"])),
    ):
        found, table = log_odds_of_the_crosscheck(alpha, variance_terms=4)
        np.testing.assert_allclose(found, table[f"scattertext.z_4term_{name}"], rtol=1e-9)


def log_odds_of_the_crosscheck(
    alpha: np.ndarray, variance_terms: int = 2
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return z of the 17 terms, computed within all 867, beside their table."""
    counts, table = columns("keyness_crosscheck_counts.csv"), columns("keyness_crosscheck.csv")
    sizes = (counts["a"].sum(), counts["b"].sum())
    z = log_odds(counts["a"], counts["b"], *sizes, alpha, variance_terms=variance_terms).z
    return z[places(counts["term"], table["term"])], table


def places(all_terms: np.ndarray, chosen: np.ndarray) -> list[int]:
    """Return where each chosen term stands among all."""
    row = {term: place for place, term in enumerate(all_terms)}
    return [row[term] for term in chosen]


def test_g2_of_899_terms_equals_quanteda_and_corpora() -> None:
    table = columns("quanteda_seed_keyness.csv")
    counts = (table["f_presstv"], table["f_western"], table["n_presstv"], table["n_western"])
    assert len(table["term"]) == 899
    np.testing.assert_allclose(signed_g2(*counts), table["lr_none"], rtol=0, atol=1e-5)
    np.testing.assert_allclose(signed_g2(*counts), table["corpora_g2"], rtol=1e-9, atol=1e-9)


def test_log_ratio_with_half_added_equals_corpora_on_899_terms() -> None:
    table = columns("quanteda_seed_keyness.csv")
    counts = (table["f_presstv"], table["f_western"], table["n_presstv"], table["n_western"])
    np.testing.assert_allclose(
        log_ratio(*counts, add_half=True), table["corpora_log_ratio"], rtol=1e-9, atol=1e-9
    )
