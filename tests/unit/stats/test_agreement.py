from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.stats

from framing.errors import InferenceError
from framing.stats.agreement import krippendorff_alpha
from framing.stats.bootstrapping import bootstrap_weights

X = np.nan
# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections B, C and D; a row is a coder
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
NOMINAL = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
    [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
]


def coded(seed: int, n_units: int, n_coders: int, *, categories: int = 3, missing: float = 0.3) -> np.ndarray:
    """Return codes that agree more often than not, some of them missing."""
    generator = np.random.default_rng(seed)
    truth = generator.integers(0, categories, (n_units, 1))
    other = generator.integers(0, categories, (n_units, n_coders))
    codes = np.where(generator.random(other.shape) < 0.4, other, truth).astype(float)
    return np.where(generator.random(other.shape) < missing, np.nan, codes)


@pytest.mark.parametrize(
    ("codes", "alpha", "n_units", "n_codes"),
    [(BINARY, 0.095, 10, 20), (NOMINAL, 0.692, 12, 24), (FOUR_CODERS, 0.743, 11, 40)],
)
def test_alpha_equals_krippendorffs_examples(
    codes: list[list[float]], alpha: float, n_units: int, n_codes: int
) -> None:
    found = krippendorff_alpha(np.array(codes).T, 200, 1)
    assert round(found.alpha, 3) == alpha
    assert (found.n_units, found.n_codes) == (n_units, n_codes)
    assert found.low <= found.alpha <= found.high


def test_percent_agreement_by_hand() -> None:
    found = krippendorff_alpha(np.array(BINARY).T, 200, 1)
    assert found.observed == pytest.approx(6 / 10)
    assert found.expected == pytest.approx((14 * 13 + 6 * 5) / (20 * 19))
    # three agree, or two of three: pairs of codes 3/3 and 1/3
    assert krippendorff_alpha([[0, 0, 0], [0, 0, 1]], 200, 1).observed == pytest.approx(2 / 3)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_equals_nltk_with_codes_missing(seed: int) -> None:
    from nltk.metrics.agreement import AnnotationTask

    codes = coded(seed, 12 + seed, 2 + seed % 4, missing=0.1 * (seed % 6))
    triples = [(str(c), str(u), int(codes[u, c])) for u, c in zip(*np.nonzero(~np.isnan(codes)), strict=True)]
    found = krippendorff_alpha(codes, 20, 1)
    assert found.alpha == pytest.approx(AnnotationTask(triples).alpha(), rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_without_missing_codes_it_is_scotts_pi_for_small_samples(seed: int) -> None:
    from nltk.metrics.agreement import AnnotationTask

    codes = coded(seed, 15, 2 + seed, missing=0)
    triples = [(str(c), str(u), int(code)) for (u, c), code in np.ndenumerate(codes)]
    found = krippendorff_alpha(codes, 20, 1)
    n = codes.size
    assert 1 - found.alpha == pytest.approx((1 - AnnotationTask(triples).pi()) * (n - 1) / n, rel=1e-12)


def test_alpha_the_long_way_round_a_table_of_coincidences() -> None:
    codes = coded(3, 40, 4)
    table = np.zeros((3, 3))
    for unit in codes:
        given = unit[~np.isnan(unit)].astype(int)
        for i, one in enumerate(given):
            for j, other in enumerate(given):
                table[one, other] += (i != j) / (len(given) - 1) if len(given) > 1 else 0
    totals = table.sum(axis=0)
    n = totals.sum()
    expected = (n**2 - (totals**2).sum()) / (n - 1)
    found = krippendorff_alpha(codes, 20, 1)
    assert found.alpha == pytest.approx(1 - (n - np.trace(table)) / expected, rel=1e-12)
    assert found.n_codes == round(n)


@pytest.mark.parametrize(
    "codes", [np.zeros((6, 3)), [[0, 0], [0, X], [X, 1]], [[0, X], [X, 1]], np.empty((0, 2)), [[1], [2]]]
)
def test_nothing_to_tell_apart_is_not_defined(codes: object) -> None:
    found = krippendorff_alpha(codes, 20, 1)
    assert np.isnan([found.alpha, found.low, found.high]).all()


def test_a_unit_with_one_code_says_nothing_and_minus_one_is_missing() -> None:
    codes = coded(5, 20, 3)
    more = np.vstack([codes, [[7, X, X]], [[X, X, X]]])
    assert krippendorff_alpha(more, 50, 1) == krippendorff_alpha(codes, 50, 1)
    assert krippendorff_alpha(np.nan_to_num(codes, nan=-1).astype(int), 50, 1) == krippendorff_alpha(
        codes, 50, 1
    )


def test_the_interval_equals_scipy_on_the_same_draws_of_units() -> None:
    codes = coded(1, 40, 3)
    codes = codes[(~np.isnan(codes)).sum(axis=1) > 1]
    units = np.arange(len(codes))

    def alpha(chosen: np.ndarray) -> float:
        return krippendorff_alpha(codes[chosen.astype(int)], 1, 0).alpha

    drawn = bootstrap_weights(len(units), 400, 9).astype(int)
    replicates = np.array([alpha(np.repeat(units, row)) for row in drawn])
    expected = scipy.stats.bootstrap(
        (units,),
        alpha,
        vectorized=False,
        method="bca",
        n_resamples=0,
        bootstrap_result=SimpleNamespace(bootstrap_distribution=replicates),
    ).confidence_interval
    found = krippendorff_alpha(codes, 400, 9)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-9)
    wider = krippendorff_alpha(codes, 400, 9, level=0.99)
    assert wider.low < found.low < found.high < wider.high


def test_where_none_disagrees_the_number_of_units_bounds() -> None:
    few, many = (krippendorff_alpha(np.tile([[0, 0], [1, 1]], (n, 1)), 50, 1) for n in (15, 150))
    assert (few.alpha, few.high) == (1.0, 1.0)
    # Clopper-Pearson, 0 of 30: 1 − .025^(1/30) of the units may be disagreed on; by chance 30/59 are
    assert few.low == pytest.approx(1 - (1 - 0.025 ** (1 / 30)) / (30 / 59))
    assert few.low < many.low < 1
    rare = krippendorff_alpha([[0, 0]] * 29 + [[1, 1]], 50, 1, level=0.999)
    assert (rare.alpha, rare.low) == (1.0, -1.0)


def test_a_category_seen_twice_gives_no_interval() -> None:
    found = krippendorff_alpha([[0, 0]] * 40 + [[1, 0], [1, 1]], 400, 1)
    assert 0 < found.alpha < 1
    assert np.isnan([found.low, found.high]).all()


def test_the_interval_covers_and_its_lower_bound_is_not_above_the_truth() -> None:
    # thirty units, two coders who guess one code in twenty: α = .95²; the percentile interval lies above it in 23 %
    generator, guess, shares = np.random.default_rng(4), 0.05, [0.6, 0.4]
    covered, above = 0, 0
    for seed in range(200):
        truth = generator.choice(2, (30, 1), p=shares)
        guessed = generator.random((30, 2)) < guess
        codes = np.where(guessed, generator.choice(2, (30, 2), p=shares), truth)
        found = krippendorff_alpha(codes, 400, seed)
        covered += found.low <= (1 - guess) ** 2 <= found.high
        above += found.low > (1 - guess) ** 2
    assert covered >= 0.95 * 200
    assert above <= 0.03 * 200


@pytest.mark.parametrize(
    "call",
    [
        lambda: krippendorff_alpha([0, 1, 1], 9, 1),
        lambda: krippendorff_alpha([[0, 0.5]], 9, 1),
        lambda: krippendorff_alpha([[0, -2]], 9, 1),
        lambda: krippendorff_alpha([[0, np.inf]], 9, 1),
        lambda: krippendorff_alpha(np.array(BINARY).T, 0, 1),
        lambda: krippendorff_alpha([[0, 1]], 9, 1, level=1.0),
    ],
)
def test_what_is_no_table_of_codes_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
