"""What holds for every table of counts, not only for worked ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
import scipy.sparse
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from framing.stats import (
    ALL_ASPECTS,
    benjamini_hochberg,
    bootstrap,
    bootstrap_weights,
    clopper_pearson,
    decompose,
    deviation_of_proportions,
    difference_of_ratios,
    difference_per_10k,
    g2,
    holm,
    holm_of_groups,
    labellings,
    log_odds,
    log_ratio,
    log_ratio_of_ratios,
    max_t,
    odds_ratio,
    percent_diff,
    permutation_p,
    score_test,
    score_z,
    signed_g2,
    smallest_p,
    wilson,
)

pytestmark = pytest.mark.filterwarnings("error")
COUNT = st.integers(0, 400)
SIZE = st.integers(1, 100_000)


@dataclass(frozen=True)
class Corpus:
    """Counts (articles × terms), tokens, and how many of the articles are outlet a's."""

    counts: np.ndarray
    sizes: np.ndarray
    n_a: int

    @property
    def n_b(self) -> int:
        return len(self.sizes) - self.n_a

    def swapped(self) -> Corpus:
        order = np.r_[self.n_a : len(self.sizes), : self.n_a]
        return Corpus(self.counts[order], self.sizes[order], self.n_b)


@st.composite
def corpora(draw: st.DrawFn, most: int = 7) -> Corpus:
    n_articles, n_terms = draw(st.integers(2, most)), draw(st.integers(1, 6))
    counts = draw(arrays(np.int64, (n_articles, n_terms), elements=st.integers(0, 6)))
    rest = draw(arrays(np.int64, n_articles, elements=st.integers(1, 50)))
    return Corpus(counts, counts.sum(axis=1) + rest, draw(st.integers(1, n_articles - 1)))


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    a, b = draw(COUNT), draw(COUNT)
    return a, b, a + draw(SIZE), b + draw(SIZE)


def swap(table: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    a, b, n_a, n_b = table
    return b, a, n_b, n_a


@given(tables())
@settings(deadline=None)
def test_g2_is_at_least_zero_and_zero_only_in_proportion(table: tuple[int, int, int, int]) -> None:
    a, b, n_a, n_b = table
    for cells in (2, 4):
        value = float(g2(*table, cells=cells))
        assert np.isfinite(value)
        if a * n_b == b * n_a:
            assert value == 0
        else:
            assert value >= 0
            assert value > 0 or abs(a * n_b / (b * n_a) - 1) < 1e-6
    assert g2(*table) == pytest.approx(float(g2(*swap(table))), rel=1e-9, abs=1e-9)


@given(tables())
@settings(deadline=None)
def test_keyness_is_antisymmetric_under_swapping_outlets(table: tuple[int, int, int, int]) -> None:
    for measure in (signed_g2, log_ratio, difference_per_10k):
        np.testing.assert_allclose(measure(*table), -measure(*swap(table)), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(odds_ratio(*table), 1 / odds_ratio(*swap(table)), rtol=1e-9)
    one, other = (log_odds(*t, 0.5, alpha_0=100) for t in (table, swap(table)))
    np.testing.assert_allclose(one.z, -other.z, rtol=1e-9, atol=1e-12)


@given(tables())
@settings(deadline=None)
def test_all_measures_agree_on_the_direction(table: tuple[int, int, int, int]) -> None:
    a, b, n_a, n_b = table
    assume(a > 0 and b > 0)
    sign = np.sign(a * n_b - b * n_a)
    for measure in (log_ratio, percent_diff, difference_per_10k):
        value = float(measure(*table))
        assert np.sign(value) == sign or abs(value) < 1e-9
    assert np.sign(float(signed_g2(*table))) in (sign, 0)


@given(corpora())
@settings(deadline=None)
def test_dispersion_lies_between_zero_and_one(corpus: Corpus) -> None:
    found = deviation_of_proportions(corpus.counts, corpus.sizes)
    occurs = corpus.counts.sum(axis=0) > 0
    assert np.array_equal(np.isnan(found.dp), ~occurs)
    assert ((found.dp[occurs] >= 0) & (found.dp[occurs] <= found.dpnorm[occurs])).all()
    assert (found.dpnorm[occurs] <= 1 + 1e-12).all()


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3), st.integers(0, 2**32))
@settings(deadline=None, max_examples=40)
def test_permutation_keeps_the_margins(n_a: int, n_b: int, n_strata: int, seed: int) -> None:
    strata = np.arange(n_a + n_b) % n_strata if n_strata else None
    drawn = labellings(n_a, n_b, 25, seed, strata)
    assert drawn.matrix[0].tolist() == [True] * n_a + [False] * n_b
    assert (drawn.matrix.sum(axis=1) == n_a).all()
    for code in range(n_strata):
        inside = drawn.matrix[:, strata == code].sum(axis=1)
        assert (inside == inside[0]).all()
    least = smallest_p(n_a, n_b, strata, replicates=25)
    assert 0 < least <= 1
    assert len(drawn.matrix) >= 1 / least or drawn.enumerated


@given(corpora())
@settings(deadline=None, max_examples=60)
def test_p_lies_in_zero_to_one_and_adjusting_never_lowers_it(corpus: Corpus) -> None:
    rows = labellings(corpus.n_a, corpus.n_b, 30, 0).matrix
    found = score_test(corpus.counts, corpus.sizes, rows)
    assert np.isfinite(found.z).all()
    assert (np.abs(found.z) <= np.sqrt(len(corpus.sizes)) + 1e-9).all()
    least = smallest_p(corpus.n_a, corpus.n_b)
    assert ((found.p_value >= least - 1e-12) & (found.p_value <= found.p_adjusted)).all()
    assert (found.p_adjusted <= 1).all()


@given(corpora())
@settings(deadline=None, max_examples=60)
def test_the_score_is_antisymmetric_and_its_p_symmetric_under_swapping_outlets(corpus: Corpus) -> None:
    other = corpus.swapped()
    mine = score_test(corpus.counts, corpus.sizes, labellings(corpus.n_a, corpus.n_b, 1, 0).matrix)
    theirs = score_test(other.counts, other.sizes, labellings(other.n_a, other.n_b, 1, 0).matrix)
    np.testing.assert_allclose(mine.z, -theirs.z, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(mine.p_value, theirs.p_value, rtol=1e-12)
    np.testing.assert_allclose(mine.p_adjusted, theirs.p_adjusted, rtol=1e-12)


@given(corpora(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_of_articles_and_terms_changes_nothing(corpus: Corpus, random: object) -> None:
    rows = labellings(corpus.n_a, corpus.n_b, 1, 0).matrix
    articles, terms = np.arange(len(corpus.sizes)), np.arange(corpus.counts.shape[1])
    random.shuffle(articles)
    random.shuffle(terms)
    plain = score_test(corpus.counts, corpus.sizes, rows)
    mixed = score_test(corpus.counts[articles][:, terms], corpus.sizes[articles], rows[:, articles])
    # what depends on logarithms is summed in the order of the articles
    np.testing.assert_allclose(plain.z[terms], mixed.z, rtol=1e-9, atol=1e-9)
    assert plain.p_value[terms].tolist() == mixed.p_value.tolist()
    assert plain.p_adjusted[terms].tolist() == mixed.p_adjusted.tolist()


@given(corpora())
@settings(deadline=None, max_examples=40)
def test_sparse_counts_and_the_long_road_change_no_bit(corpus: Corpus) -> None:
    rows = labellings(corpus.n_a, corpus.n_b, 1, 0).matrix
    z = score_z(corpus.counts, corpus.sizes, rows, aspects=ALL_ASPECTS)
    sparse = score_z(scipy.sparse.csc_array(corpus.counts), corpus.sizes, rows, aspects=ALL_ASPECTS)
    assert np.array_equal(z, sparse)
    found = score_test(scipy.sparse.csr_matrix(corpus.counts), corpus.sizes, rows)
    largest = np.abs(z).max(axis=2)
    assert found.p_value.tolist() == permutation_p(largest).tolist()
    assert found.p_adjusted.tolist() == max_t(largest).tolist()


@given(corpora(most=6))
@settings(deadline=None, max_examples=40)
def test_no_division_is_favoured(corpus: Corpus) -> None:
    """Exact validity: over all divisions, the share with any adjusted p ≤ α is at most α."""
    rows = labellings(corpus.n_a, corpus.n_b, 1, 0).matrix
    z = np.abs(score_z(corpus.counts, corpus.sizes, rows, aspects=ALL_ASPECTS)).max(axis=2)
    first = [np.r_[i, np.delete(np.arange(len(z)), i)] for i in range(len(z))]
    smallest = np.array([max_t(z[order]).min() for order in first])
    for alpha in np.unique(smallest):
        assert (smallest <= alpha).mean() <= alpha + 1e-12


@given(arrays(np.float64, st.integers(1, 12), elements=st.floats(0, 1)))
@settings(deadline=None)
def test_adjusted_p_keep_order_and_bounds(p: np.ndarray) -> None:
    for adjusted in (benjamini_hochberg(p), holm(p)):
        assert ((adjusted >= p) & (adjusted <= 1)).all()
        assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()
    assert (benjamini_hochberg(p) <= holm(p) + 1e-15).all()


GROUPED = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), min_size=1, max_size=7)


@given(GROUPED, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_groups_adjust_upwards_in_order_and_as_the_closed_test_says(
    drawn: list[tuple[int, float]], random: object
) -> None:
    groups, p = np.array([group for group, _ in drawn]), np.array([value for _, value in drawn])
    adjusted = holm_of_groups(p, groups)
    assert ((adjusted >= p) & (adjusted <= 1)).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(adjusted[order]) >= 0).all()
    assert (adjusted <= np.minimum(p * len(set(groups)), 1) + 1e-12).all()
    # every set of tests, refused at (groups it spans) × (its smallest p)
    sets = [np.array(chosen) for n in range(1, len(p) + 1) for chosen in combinations(range(len(p)), n)]
    refused = [min(len(set(groups[s])) * p[s].min(), 1.0) for s in sets]
    for test in range(len(p)):
        largest = max(value for value, chosen in zip(refused, sets, strict=True) if test in chosen)
        assert adjusted[test] == pytest.approx(largest)
    mixed = np.arange(len(p))
    random.shuffle(mixed)
    assert holm_of_groups(p[mixed], groups[mixed]).tolist() == adjusted[mixed].tolist()


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.5, 0.999))
@settings(deadline=None)
def test_intervals_hold_the_share_and_mirror(hits: int, more: int, level: float) -> None:
    n = hits + more
    for interval in (wilson, clopper_pearson):
        found, mirrored = interval(hits, n, level), interval(more, n, level)
        assert 0 <= found.low <= hits / n <= found.high <= 1
        assert found.low == pytest.approx(1 - float(mirrored.high), abs=1e-9)


@st.composite
def voices(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    n_voices = draw(st.integers(1, 5))
    chances = [draw(arrays(np.int64, n_voices, elements=st.integers(0, 80))) for _ in "ab"]
    shares = [draw(arrays(np.float64, n_voices, elements=st.floats(0, 2))) for _ in "ab"]
    hits = [np.floor(chance * share) for chance, share in zip(chances, shares, strict=True)]
    assume(all(chance.sum() > 0 for chance in chances))
    return hits[0], chances[0], hits[1], chances[1]


@given(voices())
@settings(deadline=None)
def test_the_parts_of_a_gap_sum_to_it_and_swap_with_the_outlets(tables: tuple[np.ndarray, ...]) -> None:
    hits_a, chances_a, hits_b, chances_b = tables
    found, other = decompose(*tables), decompose(hits_b, chances_b, hits_a, chances_a)
    gap = hits_a.sum() / chances_a.sum() - hits_b.sum() / chances_b.sum()
    assert found.difference == pytest.approx(gap, abs=1e-12)
    assert (found.from_voice + found.from_words).sum() == pytest.approx(gap, abs=1e-12)
    np.testing.assert_allclose(found.from_voice, -other.from_voice, atol=1e-15)
    np.testing.assert_allclose(found.from_words, -other.from_words, atol=1e-15)


@given(corpora(), st.integers(0, 2**32))
@settings(deadline=None, max_examples=30)
def test_bootstrap_takes_the_observed_road_and_swaps_with_the_outlets(corpus: Corpus, seed: int) -> None:
    in_a = np.arange(len(corpus.sizes)) < corpus.n_a

    def run(flags: np.ndarray) -> object:
        def statistic(weights: np.ndarray) -> np.ndarray:
            return difference_of_ratios(weights, corpus.counts, corpus.sizes, flags)

        return bootstrap(statistic, len(in_a), 40, seed, strata=in_a)

    mine, theirs = run(in_a), run(~in_a)
    rate = [corpus.counts[side].sum(axis=0) / corpus.sizes[side].sum() for side in (in_a, ~in_a)]
    np.testing.assert_allclose(mine.estimate, rate[0] - rate[1], atol=1e-12)
    np.testing.assert_allclose(mine.low, -theirs.high, atol=1e-12)
    assert (mine.low <= mine.high).all()
    assert (bootstrap_weights(len(in_a), 5, seed, in_a)[:, in_a].sum(axis=1) == corpus.n_a).all()
    ratio = log_ratio_of_ratios(np.ones((1, len(in_a))), corpus.counts, corpus.sizes, in_a)
    occurs = corpus.counts.sum(axis=0) > 0
    assert np.array_equal(np.isnan(ratio[0]), ~occurs)
