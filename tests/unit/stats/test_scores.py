from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse

from framing.errors import InferenceError
from framing.stats import labellings, max_t, permutation_p, score_test, score_z, scores
from framing.stats.scores import ALL_ASPECTS

Array = np.ndarray


def z_of_rate(x: Array, t: Array, g: Array, strata: Array) -> float:
    """Say the docstring of the module again, article by article."""
    u = v = 0.0
    for s in np.unique(strata):
        own = strata == s
        rate, share = x[own].sum() / t[own].sum(), t[own & (g > 0)].sum() / t[own].sum()
        for hits, size, label in zip(x[own], t[own], g[own], strict=True):
            excess = hits - rate * size
            u += label * excess
            v += (label - share) ** 2 * excess**2
    return u / np.sqrt(v) if v > 1e-9 else 0.0


def z_of_fit(y: Array, t: Array, g: Array, strata: Array, held: Array) -> float:
    """Regress y on log t and the strata among the articles held, by least squares; compare what is left."""
    n = int(held.sum())
    columns = [(strata[held] == s).astype(float) for s in np.unique(strata[held])]
    design = np.column_stack([*columns, np.log(t[held])])
    left = np.zeros(len(y))
    left[held] = y[held] - design @ np.linalg.lstsq(design, y[held], rcond=None)[0] if n else 0.0
    mean = np.array([g[strata == s].mean() for s in strata])
    v = (mean * (1 - mean) * left**2).sum()
    return float((g * left).sum() / np.sqrt(v)) if v > 1e-9 else 0.0


def z_of_presence(y: Array, t: Array, g: Array, strata: Array) -> float:
    """Presence by stratum and log t, the slope of a stratum in proportion to its variance, over articles with any t."""
    left, held = np.zeros(len(y)), t > 0
    own = [held & (strata == s) for s in np.unique(strata)]
    length = np.log(np.where(held, t, 1))
    told = [y[part].mean() * (1 - y[part].mean()) if part.any() else 0.0 for part in own]
    centred = [length[part] - length[part].mean() if part.any() else np.zeros(0) for part in own]
    over = sum((y[part] * c).sum() for part, c in zip(own, centred, strict=True))
    under = sum(v * (c**2).sum() for v, c in zip(told, centred, strict=True))
    for part, v, c in zip(own, told, centred, strict=True):
        left[part] = (
            y[part] - y[part].mean() - (over / under if under > 1e-9 else 0.0) * v * c if part.any() else 0.0
        )
    mean = np.array([g[strata == s].mean() for s in strata])
    v = (mean * (1 - mean) * left**2).sum()
    return float((g * left).sum() / np.sqrt(v)) if v > 1e-9 else 0.0


def by_the_formula(x: Array, t: Array, g: Array, strata: Array) -> list[float]:
    logs = np.log(np.where(x > 0, x, 1))
    return [
        z_of_rate(x, t, g, strata),
        z_of_presence((x > 0).astype(float), t, g, strata),
        z_of_fit(logs, t, g, strata, x > 0),
    ]


def data(seed: int = 5, articles: int = 9, terms: int = 30) -> tuple[Array, Array]:
    generator = np.random.default_rng(seed)
    counts = generator.poisson(generator.gamma(0.5, 1.0, (articles, terms)))
    counts[0] = np.maximum(counts[0], 1)  # every term occurs
    return counts, counts.sum(axis=1) + generator.integers(1, 40, articles)


@pytest.mark.parametrize(("n_a", "n_b"), [(4, 5), (2, 7), (4, 4)])
@pytest.mark.parametrize("form", [np.asarray, scipy.sparse.csr_array, scipy.sparse.csc_matrix])
def test_z_is_the_formula_for_every_term_aspect_and_labelling(n_a: int, n_b: int, form: type) -> None:
    counts, sizes = data(articles=n_a + n_b)
    rows = labellings(n_a, n_b, 1, 0).matrix[:12]
    z = score_z(form(counts), sizes, rows, aspects=ALL_ASPECTS)
    one = np.zeros(n_a + n_b)
    expected = [[by_the_formula(x, sizes, row, one) for x in counts.T] for row in rows]
    np.testing.assert_allclose(z, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("shared", [True, False])
def test_within_strata_what_differs_between_strata_is_taken_out(shared: bool) -> None:
    counts, sizes = data(seed=6, articles=14)
    strata = np.array([3, 3, 5, 5, 5, 9, 9, 3, 3, 5, 9, 9, 9, 9])
    rows = labellings(7, 7, 11, 0, strata).matrix
    given = sizes if shared else sizes[:, np.newaxis] + np.arange(counts.shape[1])
    z = score_z(counts, given, rows, strata, ALL_ASPECTS)
    wide = np.broadcast_to(given.reshape(14, -1), counts.shape)
    expected = [
        [by_the_formula(x, t, row, strata) for x, t in zip(counts.T, wide.T, strict=True)] for row in rows
    ]
    np.testing.assert_allclose(z, expected, rtol=1e-9, atol=1e-9)


def test_articles_without_opportunity_say_nothing() -> None:
    counts, sizes = data(seed=7, articles=10)
    rows = labellings(4, 6, 1, 0).matrix[:9]
    opportunities = np.broadcast_to(sizes[:, np.newaxis], counts.shape) * (
        counts + np.arange(10)[:, np.newaxis] % 2
    )
    z = score_z(counts, opportunities, rows, aspects=ALL_ASPECTS)
    one = np.zeros(10)
    expected = [
        [by_the_formula(x, t, row, one) for x, t in zip(counts.T, opportunities.T, strict=True)]
        for row in rows
    ]
    np.testing.assert_allclose(z, expected, rtol=1e-9, atol=1e-9)


def test_sizes_for_every_term_are_the_same_as_sizes_for_all() -> None:
    counts, sizes = data()
    rows = labellings(4, 5, 1, 0).matrix[:9]
    one = score_z(counts, sizes, rows, aspects=ALL_ASPECTS)
    each = score_z(counts, np.broadcast_to(sizes[:, np.newaxis], counts.shape), rows, aspects=ALL_ASPECTS)
    np.testing.assert_allclose(one, each, rtol=1e-9, atol=1e-12)


def test_by_hand() -> None:
    # rates 3/10 against 1/10 in two articles of ten tokens: p = .2, e = +1, −1, U = 1, V = ½
    # both have the term; logs 1.0986 and 0, e = ±.5493, U = .5493, V = ½ .5493²
    z = score_z([3, 1], [10, 10], np.array([True, False]), aspects=ALL_ASPECTS)
    assert z[0, 0] == pytest.approx([np.sqrt(2), 0, np.sqrt(2)])


def test_proportional_absent_and_one_sided_designs_say_nothing() -> None:
    sizes = np.array([30, 60, 90])
    counts = np.column_stack([sizes / 30, [0, 0, 0]])
    one = np.array([True, False, False])
    assert not score_z(counts, sizes, one, aspects=ALL_ASPECTS).any()
    assert not score_z(counts + 1, sizes, np.array([False] * 3), aspects=ALL_ASPECTS).any()
    assert score_test(counts + 1, sizes, np.array([[True] * 3])).p_adjusted.tolist() == [1.0, 1.0]


def test_rounding_of_weighted_sizes_is_not_taken_for_a_difference() -> None:
    counts = np.arange(1.0, 9.0)
    rows = labellings(3, 5, 1, 0).matrix
    for factor in (0.1, 0.7 / 3, 1 / 49, 3.3):
        assert not score_z(counts, counts * factor, rows, aspects=ALL_ASPECTS).any()


def test_equally_long_articles_have_no_slope() -> None:
    counts, _ = data(articles=11)
    sizes, rows = np.full(11, 37.3), labellings(5, 6, 1, 0).matrix[:40]
    for given in (sizes, np.broadcast_to(sizes[:, np.newaxis], counts.shape)):
        z = score_z(counts, given, rows, aspects=ALL_ASPECTS)
        logs = np.log(np.where(counts > 0, counts, 1.0))
        left = np.where(counts > 0, logs - logs.sum(axis=0) / np.maximum((counts > 0).sum(axis=0), 1), 0.0)
        u, v = rows @ left, 5 * 6 / 11**2 * (left**2).sum(axis=0)
        np.testing.assert_allclose(z[:, :, 2], u / np.sqrt(np.where(v > 1e-9, v, np.inf)), atol=1e-9)


def test_longer_articles_are_no_finding() -> None:
    generator = np.random.default_rng(3)
    sizes = np.r_[generator.integers(900, 1100, 60), generator.integers(90, 110, 60)]
    counts = generator.poisson(0.004 * sizes[:, np.newaxis], (120, 200))
    found = score_test(counts, sizes, labellings(60, 60, 499, 1).matrix)
    assert (found.p_value <= 0.05).mean() < 0.1
    assert np.abs(found.z[:, 1]).mean() < 1.0


def long_against_short(ratio: float) -> tuple[Array, Array]:
    """Make 60 long articles of a and 60 short of b, with words that a has so many times as often."""
    generator = np.random.default_rng(11)
    sizes = np.r_[generator.integers(40, 80, 60), generator.integers(5, 15, 60)]
    rates = 0.05 * np.where(np.arange(120) < 60, 1.0, ratio)
    return generator.poisson((rates * sizes)[:, np.newaxis], (120, 300)), sizes


def p_by_share_of_articles(counts: Array, sizes: Array, rows: Array) -> Array:
    """Give the p of a V that takes the outlets' shares of articles for those of tokens."""
    excess = counts - counts.sum(axis=0) / sizes.sum() * sizes[:, np.newaxis]
    return permutation_p((rows @ excess) / np.sqrt((excess**2).sum(axis=0) / 4))


def test_rates_of_long_and_short_articles_keep_their_level_and_are_told_apart() -> None:
    rows = labellings(60, 60, 499, 3).matrix
    counts, sizes = long_against_short(1.0)
    alike = score_test(counts, sizes, rows, aspects=("rate",)).p_value
    assert 0.025 <= (alike <= 0.05).mean() <= 0.085
    assert (p_by_share_of_articles(counts, sizes, rows) <= 0.05).mean() < 0.02
    counts, sizes = long_against_short(1.5)
    apart = score_test(counts, sizes, rows, aspects=("rate",)).p_value
    before = p_by_share_of_articles(counts, sizes, rows)
    assert (apart <= 0.05).mean() > 0.15 + (before <= 0.05).mean()


@pytest.mark.parametrize("step_down", [True, False])
@pytest.mark.parametrize("aspects", [("rate",), ALL_ASPECTS])
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_neither_blocks_nor_threads_change_a_bit(
    step_down: bool, aspects: tuple[str, ...], threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scores, "THREADS", threads)
    counts, sizes = data()
    rows = labellings(3, 6, 1, 0).matrix
    z = score_z(counts, sizes, rows, aspects=aspects)
    largest = np.abs(z).max(axis=2)
    for numbers in (1, 7 * len(rows), 10**9):
        monkeypatch.setattr(scores, "BLOCK_NUMBERS", numbers)
        monkeypatch.setattr(scores, "OBSERVED_TERMS", 1 + numbers // len(rows))
        found = score_test(counts, sizes, rows, aspects=aspects, step_down=step_down)
        assert found.z.tolist() == z[0].tolist()
        assert found.p_value.tolist() == permutation_p(largest).tolist()
        assert found.p_adjusted.tolist() == max_t(largest, step_down=step_down).tolist()


def test_nor_do_they_within_strata(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, sizes = data(articles=60, terms=90)
    strata = np.arange(60) % 7
    rows = labellings(22, 38, 99, 4, strata).matrix
    found = []
    for width, threads in ((10**6, 1), (1, 2), (17, 2), (23, 3)):
        monkeypatch.setattr(scores, "BLOCK_NUMBERS", width * len(rows))
        monkeypatch.setattr(scores, "OBSERVED_TERMS", width)
        monkeypatch.setattr(scores, "THREADS", threads)
        found.append(score_test(counts, sizes, rows, strata))
    for other in found[1:]:
        assert other.z.tolist() == found[0].z.tolist()
        assert other.p_value.tolist() == found[0].p_value.tolist()
        assert other.p_adjusted.tolist() == found[0].p_adjusted.tolist()


@pytest.mark.parametrize(("n_a", "n_b"), [(4, 4), (3, 5), (2, 4)])
def test_the_test_is_valid_exactly(n_a: int, n_b: int) -> None:
    """Whatever division was observed, at most a share α of all divisions declares anything at α."""
    counts, sizes = data(seed=8, articles=n_a + n_b)
    rows = labellings(n_a, n_b, 1, 0).matrix
    z = np.abs(score_z(counts, sizes, rows, aspects=ALL_ASPECTS)).max(axis=2)
    smallest = []
    for observed in range(len(rows)):
        order = np.r_[observed, np.delete(np.arange(len(rows)), observed)]
        smallest.append(max_t(z[order]).min())
    for alpha in (0.05, 0.1, 0.25, 0.5):
        assert np.mean(np.array(smallest) <= alpha) <= alpha + 1e-12


def test_a_word_of_one_outlet_is_found_and_others_are_not() -> None:
    generator = np.random.default_rng(2)
    counts = generator.poisson(2.0, (40, 300))
    counts[:20, 7] += 4
    found = score_test(counts, counts.sum(axis=1), labellings(20, 20, 999, 1).matrix)
    assert found.z[7, 0] > 4
    assert np.flatnonzero(found.p_adjusted <= 0.05).tolist() == [7]


@pytest.mark.parametrize("aspect", [1, 2])
def test_what_the_rate_misses_is_found_in_its_parts(aspect: int) -> None:
    generator = np.random.default_rng(9)
    counts = np.zeros((60, 1))
    if aspect == 1:  # many articles with it once, and one article full of it
        counts[:28], counts[59] = 1, 30
    else:  # as many articles, each with twice as many, and one article full of it
        counts[:14], counts[30:44], counts[59] = 2, 1, 20
    sizes = generator.integers(400, 600, 60)
    rows = labellings(30, 30, 999, 1).matrix
    assert score_test(counts, sizes, rows, aspects=("rate",)).p_value[0] > 0.05
    found = score_test(counts, sizes, rows)
    assert found.p_value[0] <= 0.02
    assert np.abs(found.z[0]).argmax() == aspect


def test_step_down_is_never_above_single_step() -> None:
    counts, sizes = data(articles=12, terms=50)
    rows = labellings(6, 6, 1, 0).matrix
    step_down = score_test(counts, sizes, rows).p_adjusted
    single = score_test(counts, sizes, rows, step_down=False).p_adjusted
    assert (step_down <= single).all()
    assert (step_down < single).any()
    assert step_down.min() == single.min()


@pytest.mark.parametrize(
    "call",
    [
        lambda: score_z(np.ones((3, 2)), [1, 2], np.ones((1, 3), bool)),
        lambda: score_z(np.ones((3, 2)), [1, 2, 3], np.ones((1, 4), bool)),
        lambda: score_z(np.ones((3, 2)), np.ones((3, 4)), np.ones((1, 3), bool)),
        lambda: score_z(-np.ones((3, 2)), [1, 2, 3], np.ones((1, 3), bool)),
        lambda: score_z(np.ones((3, 2)), [1, 2, 0], np.ones((1, 3), bool)),
        lambda: score_z(np.ones((3, 2)), [1, 2, 3], np.array([[1, 0, 0], [1, 1, 0]], bool)),
        lambda: score_z(np.ones((3, 2)), [1, 2, 3], np.array([[1, 0, 0], [0, 1, 0]], bool), [0, 1, 1]),
        lambda: score_z(np.ones((3, 2)), [1, 2, 3], np.ones((1, 3), bool), [0, 1]),
        lambda: score_z(np.ones((0, 2)), [], np.ones((1, 0), bool)),
    ],
)
def test_what_cannot_be_tested_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
