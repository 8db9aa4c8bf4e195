"""What holds for every table of two corpora, whatever the measure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import fisher_exact, hypergeom

from framing.stats import (
    chi_squared,
    clustered_log_odds,
    conditional_odds_ratio,
    conservative_log_ratio,
    deviation_of_proportions,
    divergence_shift,
    evenness,
    fisher_p,
    g2,
    g2_williams,
    g2_yates,
    rank_sum,
    specificities,
    text_dispersion_keyness,
    two_proportion_z,
)

pytestmark = pytest.mark.filterwarnings("error")
Table = tuple[int, int, int, int]


@st.composite
def tables(draw: st.DrawFn, largest: int = 100_000) -> Table:
    a, b = draw(st.integers(0, 400)), draw(st.integers(0, 400))
    return a, b, a + draw(st.integers(1, largest)), b + draw(st.integers(1, largest))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n_articles, n_terms = draw(st.integers(2, 8)), draw(st.integers(1, 6))
    counts = draw(arrays(np.int64, (n_articles, n_terms), elements=st.integers(0, 6)))
    rest = draw(arrays(np.int64, n_articles, elements=st.integers(1, 50)))
    in_a = np.arange(n_articles) < draw(st.integers(1, n_articles - 1))
    return counts, counts.sum(axis=1) + rest, in_a


def swap(table: Table) -> Table:
    return table[1], table[0], table[3], table[2]


@given(tables())
@settings(deadline=None)
def test_swapping_the_corpora_turns_what_has_a_sign_and_keeps_what_has_none(table: Table) -> None:
    for measure in (two_proportion_z, lambda *t: conservative_log_ratio(*t, family=1)):
        np.testing.assert_allclose(measure(*table), -measure(*swap(table)), rtol=1e-9, atol=1e-9)
    for measure in (chi_squared, g2_yates, g2_williams, fisher_p, divergence_shift):
        np.testing.assert_allclose(measure(*table), measure(*swap(table)), rtol=1e-9, atol=1e-9)
    ratio, other = float(conditional_odds_ratio(*table)), float(conditional_odds_ratio(*swap(table)))
    if 0 < ratio < np.inf:
        assert ratio * other == pytest.approx(1, rel=1e-9)
    else:
        assert np.isnan([ratio, other]).all() or sorted([ratio, other]) == [0, np.inf]


@given(tables(largest=300))
@settings(deadline=None)
def test_the_exact_test_is_that_of_scipy(table: Table) -> None:
    a, b, n_a, n_b = table
    expected = fisher_exact([[a, n_a - a], [b, n_b - b]]).pvalue
    assert fisher_p(*table) == pytest.approx(expected, rel=1e-9)
    assert 0 < fisher_p(*table) <= 1


@given(tables(largest=2_000))
@settings(deadline=None)
def test_specificity_is_the_tail_of_scipy_and_mirrors_between_two_parts(table: Table) -> None:
    a, b, n_a, n_b = table
    found = specificities(np.array([[a], [b]]), [n_a, n_b])[:, 0]
    law = hypergeom(n_a + n_b, a + b, n_a)
    over = a * (n_a + n_b) >= (a + b) * n_a
    expected = -np.log10(law.sf(a - 1)) if over else np.log10(law.cdf(a))
    assert found[0] == pytest.approx(expected, rel=1e-7, abs=1e-9)
    if a * n_b != b * n_a:
        assert found[1] == pytest.approx(-found[0], rel=1e-9, abs=1e-12)


@given(tables(), st.integers(1, 10_000))
@settings(deadline=None)
def test_conservative_means_nearer_to_zero_and_a_larger_family_nearer_still(
    table: Table, family: int
) -> None:
    a, b, n_a, n_b = table
    if a + b == 0:
        return
    alone = float(conservative_log_ratio(*table, family=1))
    among = float(conservative_log_ratio(*table, family=family))
    assert abs(among) <= abs(alone) + 1e-12
    assert np.sign(alone) in (0, np.sign(a * n_b - b * n_a))
    if a > 0 and b > 0:
        assert abs(alone) <= abs(np.log2(a / n_a) - np.log2(b / n_b)) + 1e-9


@given(tables())
@settings(deadline=None)
def test_corrections_only_lower(table: Table) -> None:
    plain, conditional, always = (
        float(chi_squared(*table, yates=form)) for form in ("none", "conditional", "always")
    )
    assert conditional in (plain, always)
    assert 0 <= always <= plain
    assert 0 <= g2_yates(*table) <= g2(*table) + 1e-9
    assert 0 <= g2_williams(*table) <= g2(*table) + 1e-12


@given(corpora())
@settings(deadline=None)
def test_measures_by_article_turn_with_the_corpora(
    corpus: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    counts, sizes, in_a = corpus
    mine, theirs = rank_sum(counts, sizes, in_a), rank_sum(counts, sizes, ~in_a)
    np.testing.assert_allclose(mine.z, -theirs.z, atol=1e-12)
    np.testing.assert_allclose(mine.superiority, 1 - theirs.superiority, atol=1e-12)
    assert ((mine.p_value > 0) & (mine.p_value <= 1)).all()
    texts = text_dispersion_keyness(counts, in_a)
    np.testing.assert_allclose(texts, -text_dispersion_keyness(counts, ~in_a), atol=1e-9)
    one, other = (clustered_log_odds(counts, sizes, side, 0.5) for side in (in_a, ~in_a))
    np.testing.assert_allclose(one.z, -other.z, rtol=1e-9, atol=1e-12)
    assert np.array_equal(np.isnan(one.variance), ~(one.variance > 0))


@given(corpora())
@settings(deadline=None)
def test_dispersion_keeps_to_its_scales(corpus: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    counts, sizes, _ = corpus
    occurs = counts.sum(axis=0) > 0
    spread, even = deviation_of_proportions(counts, sizes), evenness(counts, sizes)
    for form in (spread.dpnorm, spread.dp_egbert):
        assert ((spread.dp[occurs] <= form[occurs]) & (form[occurs] <= 1 + 1e-12)).all()
    assert (spread.dpnorm[occurs] <= spread.dp_egbert[occurs] + 1e-12).all()
    for name in ("held", "juilland_d", "carroll_d2", "da", "rosengren_s", "dkl"):
        values = getattr(even, name)
        assert np.array_equal(np.isnan(values), ~occurs)
        assert ((values[occurs] >= -1e-12) & (values[occurs] <= 1 + 1e-12)).all()
