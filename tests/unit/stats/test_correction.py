from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.errors import InferenceError
from framing.stats.bootstrapping import bootstrap, bootstrap_weights, difference_of_ratios, ratio_of_sums
from framing.stats.correction import (
    corrected_prevalence,
    corrected_ratio,
    corrected_sums,
    difference_of_corrected_ratios,
    rogan_gladen,
)

X = np.nan


def sums(**changes: object) -> np.ndarray:
    """Return corrected sums of five units in three articles, some argument changed."""
    given = {
        "articles": [0, 0, 1, 1, 1],
        "predicted": [1, 0, 1, 0, 0],
        "sampled": [True, False, True, True, False],
        "inclusion": [0.5, 0.1, 0.1, 0.25, 0.1],
        "coded": [1, X, 0, 1, X],
        "n_articles": 3,
    }
    return corrected_sums(**(given | changes))


def test_corrected_sums_by_hand() -> None:
    # article 0: 1 + (1 − 1)/.5, 0; article 1: 1 + (0 − 1)/.1, 0 + (1 − 0)/.25, 0; article 2 has no units
    np.testing.assert_allclose(sums(), [1, 1 - 10 + 4, 0])


def test_codes_count_only_where_they_were_drawn() -> None:
    np.testing.assert_array_equal(sums(coded=[1, 7, 0, 1, -3]), sums())
    np.testing.assert_array_equal(sums(sampled=[False] * 5, coded=[X] * 5), [1, 1, 0])
    empty = corrected_sums([], [], [], [], [], 2)
    assert empty.tolist() == [0.0, 0.0]


def test_corrected_ratios_go_the_road_of_the_uncorrected() -> None:
    generator = np.random.default_rng(2)
    corrected, opportunities = generator.normal(1, 4, (30, 2)), generator.integers(5, 40, 30).astype(float)
    in_a = np.arange(30) < 12
    weights = bootstrap_weights(30, 50, 1, in_a)
    assert (corrected < 0).any()
    expected = weights @ corrected / (weights @ opportunities)[:, np.newaxis]
    np.testing.assert_allclose(corrected_ratio(weights, corrected, opportunities), expected, atol=1e-12)
    sides = [corrected_ratio(weights * side, corrected, opportunities) for side in (in_a, ~in_a)]
    found = difference_of_corrected_ratios(weights, corrected, opportunities, in_a)
    np.testing.assert_allclose(found, sides[0] - sides[1], atol=1e-12)
    hits = np.abs(corrected)
    for plain, signed in (
        (ratio_of_sums(weights, hits, opportunities), corrected_ratio(weights, hits, opportunities)),
        (
            difference_of_ratios(weights, hits, opportunities, in_a),
            difference_of_corrected_ratios(weights, hits, opportunities, in_a),
        ),
    ):
        np.testing.assert_array_equal(plain, signed)


def test_corrected_rates_cover_the_truth_where_found_rates_do_not() -> None:
    generator, n, in_a = np.random.default_rng(7), 150, np.arange(300) < 150
    article = np.repeat(np.arange(2 * n), 25)
    recall = np.where(article < n, 0.9, 0.5)
    size = np.full(2 * n, 25.0)
    covered = np.zeros(2)
    for seed in range(60):
        # .06 against .04 a sentence; one sentence in a hundred is found wrongly
        chance = np.r_[generator.beta(1.2, 18.8, n), generator.beta(0.8, 19.2, n)][article]
        truth = generator.random(article.size) < chance
        predicted = generator.random(article.size) < np.where(truth, recall, 0.01)
        inclusion = np.where(predicted, 1.0, 0.3)
        drawn = generator.random(article.size) < inclusion
        corrected = corrected_sums(article, predicted, drawn, inclusion, truth, 2 * n)
        for road, hits in enumerate((corrected, np.bincount(article, predicted))):
            found = bootstrap(
                lambda w, h=hits: difference_of_corrected_ratios(w, h, size, in_a),
                2 * n,
                200,
                seed,
                strata=in_a,
            )
            covered[road] += found.low[0] <= 0.02 <= found.high[0]
    assert covered[0] >= 0.88 * 60
    assert covered[1] <= 0.5 * 60


def test_rogan_gladen_by_hand_and_its_ends() -> None:
    np.testing.assert_allclose(rogan_gladen(0.2, 0.8, 0.9), 0.1 / 0.7)
    # fewer finds than false alarms alone would give; more than all
    assert rogan_gladen([0.05, 0.95], 0.8, 0.9).tolist() == [0.0, 1.0]
    np.testing.assert_allclose(rogan_gladen([0.3, X], 1.0, 1.0), [0.3, X])
    assert np.isnan(rogan_gladen(0.5, [0.5, 0.3, 0.0], [0.5, 0.6, 0.0])).all()
    np.testing.assert_allclose(
        rogan_gladen([[0.2], [0.4]], [0.8, 0.9], 1.0), [[0.25, 0.2 / 0.9], [0.5, 0.4 / 0.9]]
    )


def binomial_rows(share: float, n: int, replicates: int = 4000) -> np.ndarray:
    """Return a share and draws of it as if its units were independent."""
    return np.r_[share, np.random.default_rng(1).binomial(n, share, replicates) / n]


def test_the_interval_of_a_prevalence_has_the_width_of_the_delta_method() -> None:
    found = corrected_prevalence(binomial_rows(0.25, 3000), 160, 200, 540, 600, 3)
    power, p = 0.8 + 0.9 - 1, (0.25 + 0.9 - 1) / (0.8 + 0.9 - 1)
    variance = (0.25 * 0.75 / 3000 + p**2 * 0.8 * 0.2 / 200 + (1 - p) ** 2 * 0.9 * 0.1 / 600) / power**2
    assert found.estimate[0] == pytest.approx(p)
    assert found.high[0] - found.low[0] == pytest.approx(2 * 1.96 * variance**0.5, rel=0.05)
    assert (found.low[0] + found.high[0]) / 2 == pytest.approx(p, abs=0.01)


def test_a_specificity_seen_as_one_is_not_taken_for_one() -> None:
    found = corrected_prevalence(binomial_rows(0.02, 3000), 27, 30, 100, 100, 3)
    assert found.estimate[0] == pytest.approx(0.02 / 0.9)
    assert found.low[0] < 0.005
    sure = corrected_prevalence(binomial_rows(0.02, 3000), 27_000, 30_000, 100_000, 100_000, 3)
    assert sure.low[0] > 0.015
    assert found.high[0] - found.low[0] > 2 * (sure.high[0] - sure.low[0])


def test_cells_without_gold_or_without_power_are_not_estimable() -> None:
    shares = np.column_stack([binomial_rows(0.3, 500)] * 4)
    found = corrected_prevalence(shares, [8, 0, 3, 6], [10, 0, 10, 10], [9, 9, 3, 5], [10, 10, 10, 10], 3)
    assert np.isnan(found.estimate).tolist() == [False, True, True, False]
    # the last: se + sp = 1.1 of ten each; drawn again it is often 1 or less
    assert np.isnan(found.low).tolist() == np.isnan(found.high).tolist() == [False, True, True, True]
    again = corrected_prevalence(shares, [8, 0, 3, 6], [10, 0, 10, 10], [9, 9, 3, 5], [10, 10, 10, 10], 3)
    np.testing.assert_array_equal(found.low, again.low)
    wider = corrected_prevalence(shares[:, 0], 8, 10, 9, 10, 3, level=0.99)
    assert wider.low[0] <= found.low[0] < found.high[0] < wider.high[0]


@pytest.mark.parametrize(
    "call",
    [
        lambda: sums(predicted=[1, 0]),
        lambda: sums(predicted=[1, 0, X, 0, 0]),
        lambda: sums(articles=[0, 0, 1, 1, 3]),
        lambda: sums(articles=[0, 0, 1, 1, -1]),
        lambda: sums(articles=[0, 0, 1, 1, 0.5]),
        lambda: sums(inclusion=[0.5, 0.0, 0.1, 0.25, 0.1]),
        lambda: sums(inclusion=[0.5, 1.1, 0.1, 0.25, 0.1]),
        lambda: sums(coded=[1, X, X, 1, X]),
        lambda: rogan_gladen(20, 0.8, 0.9),
        lambda: rogan_gladen(0.2, 0.8, -0.1),
        lambda: rogan_gladen([0.2, 0.3], [0.8, 0.8, 0.8], 0.9),
        lambda: corrected_prevalence([0.2], 8, 10, 9, 10, 1),
        lambda: corrected_prevalence([0.2, 0.3], 11, 10, 9, 10, 1),
        lambda: corrected_prevalence([0.2, 0.3], 8, 10, 9, -1, 1),
        lambda: corrected_prevalence([0.2, 0.3], [8, 8], [10, 10], [9, 9, 9], 10, 1),
        lambda: corrected_prevalence([0.2, 0.3], 8, 10, 9, 10, 1, level=2),
        lambda: corrected_prevalence([0.2, 1.3], 8, 10, 9, 10, 1),
    ],
)
def test_what_cannot_be_corrected_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()


def test_all_mistakes_are_said_at_once() -> None:
    with pytest.raises(InferenceError) as raised:
        sums(articles=[0, 0, 1, 1, 3], inclusion=[0.5, 0.0, 0.1, 0.25, 0.1], predicted=[1, 0, X, 0, 0])
    assert len(raised.value.problems) == 3
