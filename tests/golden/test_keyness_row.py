"""One keyness row against published and independently computed numbers, on the road that a study takes.

Sources in README.md of this folder. Counts are split among made-up articles; what depends on four counts alone must not
care how.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy

from framing.study.comparison.designs import Design
from framing.study.comparison.estimates import keyness_table
from framing.study.comparison.exchange import Chance
from framing.study.comparison.term_estimates import estimate_terms
from framing.study.comparison.vocabulary import Vocabulary

HERE = Path(__file__).parent
WORKED = json.loads((HERE / "keyness_worked.json").read_text("utf-8"))
DISPERSION = {
    case["name"]: case for case in json.loads((HERE / "dispersion_worked.json").read_text("utf-8"))["worked"]
}
CONTRAST = "fr:a:b"


def rows_of(
    counts: np.ndarray, sizes: np.ndarray, n_a: int, terms: list[str], n_types: int = 0
) -> pd.DataFrame:
    """Return the keyness table of articles × terms, one row a term."""
    n = len(sizes)
    design = Design(
        CONTRAST, "fr", "a", "b", tuple(map(str, range(n))), n_a, n - n_a, np.zeros(n, dtype=np.int64),
        np.full(n, -1), "", "", "small", 99,
    )  # fmt: skip
    matrix = scipy.sparse.csr_array(counts.astype(float))
    vocabulary = Vocabulary(np.array(terms, dtype=object), matrix, sizes.astype(float), n_types)
    table = estimate_terms(vocabulary, design, Chance(design, 7, 0.95))
    return (
        keyness_table(table.assign(contrast=CONTRAST, family="terms"), CONTRAST).set_index("term").loc[terms]
    )


def halved(a: np.ndarray, b: np.ndarray, n_a: int, n_b: int) -> tuple[np.ndarray, np.ndarray]:
    """Divide each corpus into two articles, as evenly as counts can be."""
    counts = np.stack([a // 2, a - a // 2, b // 2, b - b // 2])
    return counts, np.array([n_a // 2, n_a - n_a // 2, n_b // 2, n_b - n_b // 2])


@pytest.fixture(scope="module")
def seeds() -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Rows of the 899 terms, and what quanteda, corpora, R and textometry say of them."""
    with (HERE / "quanteda_seed_keyness.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    told = {
        name: np.array([float(row[name].replace("Inf", "inf")) for row in table])
        for name in table[0]
        if name != "term"
    }
    terms = [row["term"] for row in table]
    a, b = (told[name].astype(int) for name in ("f_presstv", "f_western"))
    counts = np.stack([a // 2, a - a // 2, b // 2, b - b // 2])  # every token is one of the 899 terms
    return rows_of(counts, counts.sum(axis=1), 2, terms), told


def test_counts_are_those_of_the_table(seeds: tuple[pd.DataFrame, dict[str, np.ndarray]]) -> None:
    rows, told = seeds
    np.testing.assert_array_equal(rows["count_a"], told["f_presstv"])
    np.testing.assert_array_equal(rows[["tokens_a", "tokens_b"]].iloc[0], [2399, 808])


@pytest.mark.parametrize(
    ("ours", "theirs", "tolerance"),
    [("g2", "lr_none", 1e-5), ("chi_squared", "chi2_none", 1e-8), ("specificity", "textometry_S_2parts_4dp", 5e-5),
     ("conservative_log_ratio", "corpora_lrc_bonferroni", 1e-8)],
)  # fmt: skip
def test_899_rows_equal_quanteda_corpora_and_textometry(
    seeds: tuple[pd.DataFrame, dict[str, np.ndarray]], ours: str, theirs: str, tolerance: float
) -> None:
    rows, told = seeds
    signed = ours in (
        "specificity",
        "conservative_log_ratio",
    )  # quanteda gives G2 and χ² the sign of the difference
    expected = told[theirs] if signed else np.abs(told[theirs])
    np.testing.assert_allclose(rows[ours], expected, rtol=0, atol=tolerance)


def test_899_rows_have_the_exact_p_of_r(seeds: tuple[pd.DataFrame, dict[str, np.ndarray]]) -> None:
    rows, told = seeds
    np.testing.assert_allclose(10 ** rows["fisher_log10_p"], told["exact_p"], rtol=1e-8)


def test_the_ucrel_teaching_example_is_one_row() -> None:
    case = WORKED["ucrel_52_57"]
    other = np.array([1000]), np.array([1000])  # a second term: one alone is no vocabulary
    a, b = (np.append(case[side], more) for side, more in zip("ab", other, strict=True))
    row = rows_of(*halved(a, b, case["n1"], case["n2"]), 2, ["worked", "other"]).loc["worked"]
    values = case["values"]
    for ours, theirs in (
        ("g2", "g2_4cell"), ("g2_two_cell", "ll_2cell"), ("chi_squared", "chi2"), ("log_ratio", "log_ratio"),
        ("percent_diff", "percent_diff"), ("odds_ratio", "odds_ratio"),
    ):  # fmt: skip
        assert row[ours] == pytest.approx(values[theirs], rel=1e-9), ours
    assert 10 ** row["fisher_log10_p"] == pytest.approx(values["fisher_p_two_sided"], rel=1e-9)
    assert row["per_10k_a"] == pytest.approx(100 * values["percent_1"])
    assert round(row["g2_two_cell"], 2) == case["published"]["ll"]


def test_priors_of_the_log_odds_are_those_that_were_worked_out() -> None:
    case = WORKED["monroe_log_odds"]
    a, b = (np.array([case[side], 1000]) for side in "ab")
    counts, sizes = halved(a, b, case["n1"], case["n2"])
    row = rows_of(counts, sizes, 2, ["worked", "other"], n_types=10_000).loc["worked"]
    flat, tenth = case["cases"]  # α 0.01 of every one of 10,000 types; a tenth of the pooled counts
    assert (flat["alpha_w"], flat["alpha_0"]) == (0.01, 100)
    assert row["log_odds_z_most"] == pytest.approx(flat["z"], rel=1e-9)
    assert row["log_odds_z_least"] == row["log_odds_z"] < tenth["z"] < flat["z"]
    assert row["prior_sign_holds"]


def test_dispersion_of_a_side_is_that_of_its_articles() -> None:
    target, reference = DISPERSION["five_equal_parts"], DISPERSION["three_equal_parts"]
    hits = np.array([*target["frequencies"], *reference["frequencies"]])
    sizes = np.full(hits.size, 1000)
    row = rows_of(np.stack([hits, np.full(hits.size, 9)], axis=1), sizes, 5, ["worked", "even"]).loc["worked"]
    for side, case in (("a", target), ("b", reference)):
        assert row[f"dp_{side}"] == pytest.approx(case["dp_gries2008"], rel=1e-9)
        assert row[f"dpnorm_{side}"] == pytest.approx(case["dpnorm_lijffijt_gries2012"], rel=1e-9)
        assert row[f"dp_egbert_{side}"] == pytest.approx(case["dp_egbert2020"], rel=1e-9)


def test_ranks_are_those_of_scipy_and_p_that_of_every_labelling() -> None:
    hits = np.array([7, 5, 6, 1, 2, 3])
    sizes = np.full(6, 100)
    row = rows_of(np.stack([hits, np.full(6, 9)], axis=1), sizes, 3, ["worked", "even"]).loc["worked"]
    test = scipy.stats.mannwhitneyu(hits[:3], hits[3:], method="asymptotic")
    assert 10 ** row["rank_sum_log10_p"] == pytest.approx(test.pvalue, rel=1e-9)
    assert row["rank_sum_z"] > 0
    assert row["p_value"] == pytest.approx(2 / 20)  # of 20 labellings this one and its mirror image
    assert row["sign_holds"]
    assert row["listed"]
