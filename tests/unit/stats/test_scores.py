from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse

from framing.errors import InferenceError
from framing.stats import labellings, max_t, permutation_p, score_test, score_z, scores


def z_by_the_formula(x: np.ndarray, t: np.ndarray, g: np.ndarray) -> float:
    """Say the docstring of the module again, article by article."""
    rate = x.sum() / t.sum()
    u = v = 0.0
    for hits, size, label in zip(x, t, g, strict=True):
        excess = hits - rate * size
        u += (label - g.mean()) * excess
        v += (label - g.mean()) ** 2 * excess**2
    return u / np.sqrt(v)


def data(seed: int = 5, articles: int = 9, terms: int = 30) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    counts = generator.poisson(generator.gamma(0.5, 1.0, (articles, terms)))
    counts[0] = np.maximum(counts[0], 1)  # every term occurs
    return counts, counts.sum(axis=1) + generator.integers(1, 40, articles)


@pytest.mark.parametrize(("n_a", "n_b"), [(4, 5), (2, 7), (6, 3)])
@pytest.mark.parametrize("form", [np.asarray, scipy.sparse.csr_array, scipy.sparse.csc_matrix])
def test_z_is_the_formula_for_every_term_and_labelling(n_a: int, n_b: int, form: type) -> None:
    counts, sizes = data()
    rows = labellings(n_a, n_b, 1, 0).matrix[:12]
    z = score_z(form(counts), sizes, rows)
    expected = [[z_by_the_formula(x, sizes, row) for x in counts.T] for row in rows]
    np.testing.assert_allclose(z, expected, rtol=1e-9, atol=1e-12)


def test_equal_groups_take_the_short_road_to_the_same_z() -> None:
    counts, sizes = data(articles=8)
    row = labellings(4, 4, 1, 0).matrix[7]
    expected = [z_by_the_formula(x, sizes, row) for x in counts.T]
    np.testing.assert_allclose(score_z(counts, sizes, row)[0], expected, rtol=1e-9, atol=1e-12)


def test_by_hand() -> None:
    # rates 3/10 against 1/10 in two articles of ten tokens: p = .2, e = +1, −1, U = 1, V = ½
    assert score_z([3, 1], [10, 10], np.array([True, False]))[0, 0] == pytest.approx(np.sqrt(2))


def test_opportunities_may_differ_by_cell() -> None:
    counts, sizes = data()
    opportunities = sizes[:, np.newaxis] + np.arange(counts.shape[1])
    rows = labellings(4, 5, 1, 0).matrix[:6]
    z = score_z(counts, opportunities, rows)
    alone = [score_z(counts[:, j], opportunities[:, j], rows)[:, 0] for j in range(counts.shape[1])]
    np.testing.assert_allclose(z, np.array(alone).T, rtol=1e-12)


def test_proportional_absent_and_one_sided_designs_say_nothing() -> None:
    sizes = np.array([30, 60, 90])
    counts = np.column_stack([sizes / 30, [0, 0, 0]])
    assert score_z(counts, sizes, np.array([True, False, False])).tolist() == [[0.0, 0.0]]
    assert score_z(counts + 1, sizes, np.array([False] * 3)).tolist() == [[0.0, 0.0]]
    assert score_test(counts + 1, sizes, np.array([[True] * 3])).p_adjusted.tolist() == [1.0, 1.0]


def test_rounding_of_weighted_sizes_is_not_taken_for_a_difference() -> None:
    counts = np.arange(1.0, 9.0)
    rows = labellings(3, 5, 1, 0).matrix
    for factor in (0.1, 0.7 / 3, 1 / 49, 3.3):
        assert not score_z(counts, counts * factor, rows).any()


@pytest.mark.parametrize("step_down", [True, False])
def test_blocks_change_nothing(step_down: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, sizes = data()
    rows = labellings(3, 6, 1, 0).matrix
    z = score_z(counts, sizes, rows)
    for numbers in (1, 7 * len(rows), 10**9):
        monkeypatch.setattr(scores, "BLOCK_NUMBERS", numbers)
        found = score_test(counts, sizes, rows, step_down=step_down)
        assert found.z.tolist() == z[0].tolist()
        assert found.p_value.tolist() == permutation_p(z).tolist()
        assert found.p_adjusted.tolist() == max_t(z, step_down=step_down).tolist()


@pytest.mark.parametrize(("n_a", "n_b"), [(4, 4), (3, 5), (2, 4)])
def test_the_test_is_valid_exactly(n_a: int, n_b: int) -> None:
    """Whatever division was observed, at most a share α of all divisions declares anything at α."""
    counts, sizes = data(seed=8, articles=n_a + n_b)
    rows = labellings(n_a, n_b, 1, 0).matrix
    z = score_z(counts, sizes, rows)
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
    assert found.z[7] > 4
    assert np.flatnonzero(found.p_adjusted <= 0.05).tolist() == [7]


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
        lambda: score_z(np.ones((0, 2)), [], np.ones((1, 0), bool)),
    ],
)
def test_what_cannot_be_tested_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(InferenceError):
        call()
