"""χ², G2 corrections, exact test, conservative log ratio, word shifts; sources in README.md of this folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from framing.stats import (
    benjamini_hochberg,
    bic,
    chi_squared,
    conditional_odds_ratio,
    conservative_log_ratio,
    divergence_shift,
    ell,
    entropy_shift,
    fisher_p,
    g2,
    g2_williams,
    g2_yates,
    holm,
    log_ratio,
    p_of_chi_squared,
    proportion_shift,
    shares_of_shift,
    signed,
    simple_maths,
)

HERE = Path(__file__).parent
WORKED = json.loads((HERE / "keyness_worked.json").read_text("utf-8"))


def columns(name: str) -> dict[str, np.ndarray]:
    """Return the columns of a golden CSV by name, `term` as text; an empty cell is NaN."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    numbers = {key: np.array([float(row[key] or "nan") for row in rows]) for key in rows[0] if key != "term"}
    return numbers | {"term": np.array([row["term"] for row in rows])}


@pytest.fixture(scope="module")
def quanteda() -> dict[str, np.ndarray]:
    table = columns("quanteda_seed_keyness.csv")
    assert len(table["term"]) == 899
    return table


def counts_of(table: dict[str, np.ndarray]) -> tuple[np.ndarray, ...]:
    return table["f_presstv"], table["f_western"], table["n_presstv"], table["n_western"]


UCREL = [
    ("chi2", chi_squared),
    ("chi2_yates", lambda *counts: chi_squared(*counts, yates="always")),
    ("bic_2cell", bic),
    ("ell_2cell", ell),
    ("relative_risk", lambda *counts: 2 ** log_ratio(*counts)),
    ("log_ratio_walter_plus_half", lambda *counts: log_ratio(*counts, add_half=True)),
    ("odds_ratio_conditional_mle", conditional_odds_ratio),
    ("fisher_p_two_sided", fisher_p),
    ("simple_maths_n1", simple_maths),
    ("simple_maths_n100", lambda *counts: simple_maths(*counts, smoothing=100)),
]


@pytest.mark.parametrize(("name", "measure"), UCREL, ids=[name for name, _ in UCREL])
def test_the_ucrel_teaching_example(name: str, measure: object) -> None:
    case = WORKED["ucrel_52_57"]
    found = measure(case["a"], case["b"], case["n1"], case["n2"])
    assert found == pytest.approx(case["values"][name], rel=1e-9)


def test_the_odds_ratio_of_r_is_right_to_two_in_a_hundred_thousand() -> None:
    case = WORKED["ucrel_52_57"]
    found = conditional_odds_ratio(case["a"], case["b"], case["n1"], case["n2"])
    printed = case["values"]["odds_ratio_conditional_mle_as_given_by_r_fisher_test"]
    assert found == pytest.approx(printed, rel=1e-4)
    assert found != pytest.approx(printed, rel=1e-5)


@pytest.mark.parametrize("level", [0.05, 0.01, 0.001, 0.0001])
def test_cut_offs_of_the_ucrel_page(level: float) -> None:
    cut_off = WORKED["significance_cut_offs_df1"][str(level)]
    assert p_of_chi_squared(cut_off - 0.01) > level > p_of_chi_squared(cut_off + 0.01)


def test_simple_maths_equals_the_example_of_sketch_engine() -> None:
    case = WORKED["simple_maths_shard"]
    found = simple_maths(case["f1"], case["f2"], case["n1"], case["n2"], smoothing=case["n"])
    assert found == pytest.approx(case["value"], rel=1e-9)


def test_chi_squared_equals_quanteda(quanteda: dict[str, np.ndarray]) -> None:
    counts = counts_of(quanteda)
    plain, default = chi_squared(*counts), chi_squared(*counts, yates="conditional")
    np.testing.assert_allclose(signed(plain, *counts), quanteda["chi2_none"], rtol=1e-9)
    np.testing.assert_allclose(signed(default, *counts), quanteda["chi2_default"], rtol=1e-9)
    assert (plain != default).sum() == 424


def test_corrected_g2_equals_quanteda_whose_default_is_yates(quanteda: dict[str, np.ndarray]) -> None:
    counts = counts_of(quanteda)
    yates, williams = (signed(measure(*counts), *counts) for measure in (g2_yates, g2_williams))
    np.testing.assert_allclose(yates, quanteda["lr_default_is_yates"], rtol=0, atol=1e-5)
    np.testing.assert_allclose(williams, quanteda["lr_williams"], rtol=0, atol=1e-5)


def test_fisher_p_equals_quanteda(quanteda: dict[str, np.ndarray]) -> None:
    np.testing.assert_allclose(fisher_p(*counts_of(quanteda)), quanteda["exact_p"], rtol=1e-9, atol=0)


def test_conditional_odds_ratios_equal_quanteda_but_where_r_stopped_early(
    quanteda: dict[str, np.ndarray],
) -> None:
    found, given = conditional_odds_ratio(*counts_of(quanteda)), quanteda["exact_odds_ratio"]
    assert np.array_equal(np.isinf(found), np.isinf(given))
    apart = ~np.isclose(found, given, rtol=2e-4, atol=0)
    # R's root finder left 3.6e-4 at 1 against 6; the equation, solved by scipy, decides
    assert list(zip(quanteda["f_presstv"][apart], quanteda["f_western"][apart], strict=True)) == [(1.0, 6.0)]
    assert found[apart] == pytest.approx([scipy_odds_ratio([[1, 2398], [6, 802]]).statistic], rel=1e-9)


@pytest.mark.parametrize(("family", "column"), [(1, "no_bonferroni"), (None, "bonferroni")])
def test_conservative_log_ratio_equals_corpora_on_899_terms(
    quanteda: dict[str, np.ndarray], family: int | None, column: str
) -> None:
    found = conservative_log_ratio(*counts_of(quanteda), family=family)
    np.testing.assert_allclose(found, quanteda[f"corpora_lrc_{column}"], rtol=1e-9, atol=1e-12)
    assert found.any() == (family == 1)  # corrected for 899 terms, no difference is certain


@pytest.mark.parametrize("one_sided", [False, True], ids=["two-sided", "positive"])
@pytest.mark.parametrize(("family", "suffix"), [(None, "bonferroni_m5"), (1, "no_bonferroni")])
def test_conservative_log_ratio_equals_five_pairs_of_corpora(
    one_sided: bool, family: int | None, suffix: str
) -> None:
    vectors = WORKED["lrc_vectors"]
    a, b = (np.array([row[key] for row in vectors["rows"]]) for key in ("f1", "f2"))
    name = f"{'positive_' if one_sided else ''}lrc_{suffix}"
    expected = [float(row[name]) for row in vectors["rows"]]
    found = conservative_log_ratio(
        a, b, vectors["n1"], vectors["n2"], level=vectors["conf_level"], family=family, one_sided=one_sided
    )
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_nothing_survives_a_correction_between_two_articles_a_side(quanteda: dict[str, np.ndarray]) -> None:
    counts = counts_of(quanteda)
    for statistic, declared in ((g2(*counts), 43), (g2_yates(*counts), 17)):
        p = p_of_chi_squared(statistic)
        assert (p < 0.05).sum() == declared
        assert not (benjamini_hochberg(p) < 0.05).any()
        assert not (holm(p) < 0.05).any()


SHIFTS = [
    (divergence_shift, "jsd", 1, 0.3674564859),
    # shifterator subtracts the target from the reference
    (proportion_shift, "proportion_shift", -1, 0.9734866197),
    (entropy_shift, "entropy_shift", -1, 8.2690585042),
]


@pytest.mark.parametrize(("measure", "name", "sign", "total"), SHIFTS, ids=[row[1] for row in SHIFTS])
def test_shares_of_word_shifts_equal_shifterator(measure: object, name: str, sign: int, total: float) -> None:
    counts, table = columns("keyness_crosscheck_counts.csv"), columns("keyness_crosscheck.csv")
    contributions = measure(counts["a"], counts["b"], counts["a"].sum(), counts["b"].sum())
    assert np.abs(contributions).sum() == pytest.approx(total, abs=1e-10)
    place = {term: row for row, term in enumerate(counts["term"])}
    found = sign * shares_of_shift(contributions)[[place[term] for term in table["term"]]]
    np.testing.assert_allclose(found, table[f"shifterator.{name}_share"], rtol=1e-6)
