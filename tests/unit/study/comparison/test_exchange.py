"""Exchange: labels within strata, documents drawn again, and no interval where there is nothing to draw from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from framing.stats import ALL_ASPECTS, max_t, permutation_p, score_z
from framing.study.comparison import exchange
from framing.study.comparison.designs import Design, plan_designs
from framing.study.comparison.exchange import Chance
from framing.study.comparison.spending import Spending
from framing.tables import empty


def design_of(hand: Any, n: int, months: int = 1, **more: Any) -> Design:
    dates = [f"2021-{1 + i % months:02d}-01" for i in range(n)]
    documents = hand.documents(["a"] * n + ["b"] * n, dates * 2)
    (design,) = plan_designs(documents, empty("events"), [("a", "b")], **more)
    return design


def test_small_designs_are_enumerated(hand: Any) -> None:
    chance = Chance(design_of(hand, 2), 7, 0.95)
    assert chance.labels.enumerated
    assert chance.labels.replicates == 5
    tested = chance.permute(np.array([[3], [2], [0], [0]]), np.full(4, 10.0))
    assert tested.p_value[0] == pytest.approx(1 / 3)


def test_large_designs_are_sampled_and_repeat_with_the_seed(hand: Any) -> None:
    design = design_of(hand, 12, replicates=199)
    one, again, other = (Chance(design, seed, 0.95).labels for seed in (7, 7, 8))
    assert not one.enumerated
    assert np.array_equal(one.matrix, again.matrix)
    assert not np.array_equal(one.matrix, other.matrix)


def test_what_differs_between_months_only_is_no_difference_between_outlets(hand: Any) -> None:
    dates = ["2021-01"] * 6 + ["2021-02"] * 2 + ["2021-01"] * 2 + ["2021-02"] * 6
    documents = hand.documents(["a"] * 8 + ["b"] * 8, dates)
    (design,) = plan_designs(documents, empty("events"), [("a", "b")], replicates=999)
    january = np.array([date == "2021-01" for date in dates])
    hits = np.where(january, 8.0, 1.0)[:, np.newaxis]
    assert Chance(design, 7, 0.95).permute(hits, np.full(16, 20.0)).z[0] == pytest.approx(0, abs=1e-9)
    assert abs(score_z(hits, np.full(16, 20.0), design.in_a)[0, 0, 0]) > 1.5


@pytest.mark.parametrize("most", [exchange.MOST_NUMBERS, 1])
def test_declared_cells_are_corrected_together_and_families_before_their_cells(
    hand: Any, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(exchange, "MOST_NUMBERS", most)
    chance = Chance(design_of(hand, 3), 7, 0.95)
    hits = np.random.default_rng(2).poisson(2, (6, 7)).astype(float)
    families = np.array([1, 0, 1, 1, 0, 1, 0])
    declared = np.array([False] * 5 + [True] * 2)
    found = chance.permute_cells(hits, np.full((6, 7), 9.0), families, declared)
    scores = score_z(hits, np.full((6, 7), 9.0), chance.labels.matrix, aspects=ALL_ASPECTS)
    assert found.z == pytest.approx(scores[0])
    for n in range(len(ALL_ASPECTS)):
        assert found.p_aspect[:, n] == pytest.approx(permutation_p(scores[:, :, n]))
    largest = np.abs(scores).max(axis=2)
    assert found.p_value == pytest.approx(permutation_p(largest))
    assert found.p_adjusted[declared] == pytest.approx(max_t(largest[:, declared]))
    explored = [np.flatnonzero((families == family) & ~declared) for family in (0, 1)]
    of_family = max_t(np.column_stack([largest[:, own].max(axis=1) for own in explored]))
    for own, least in zip(explored, of_family, strict=True):
        assert found.p_adjusted[own] == pytest.approx(np.maximum(max_t(largest[:, own]), least))


def test_corrected_p_are_divided_by_the_share_of_their_kind(hand: Any) -> None:
    design = design_of(hand, 5)
    whole, shared = Chance(design, 7, 0.95), Chance(design, 7, 0.95, Spending(0.8, 0.1, 0.1))
    hits = np.random.default_rng(3).poisson(2, (10, 3)).astype(float)
    declared, sizes = np.array([True, False, False]), np.full((10, 3), 9.0)
    one, other = (chance.permute_cells(hits, sizes, np.zeros(3, int), declared) for chance in (whole, shared))
    expected = np.minimum(one.p_adjusted / np.array([0.8, 0.1, 0.1]), 1)
    assert other.p_adjusted == pytest.approx(expected)
    assert other.p_value == pytest.approx(one.p_value)
    words = [chance.permute(hits, sizes[:, 0]).p_adjusted for chance in (whole, shared)]
    assert words[1] == pytest.approx(np.minimum(words[0] / 0.1, 1))


def test_everything_declared_leaves_no_family(hand: Any) -> None:
    chance = Chance(design_of(hand, 3), 7, 0.95)
    hits = np.array([[3.0], [2], [2], [0], [0], [1]])
    found = chance.permute_cells(hits, np.full((6, 1), 9.0), np.array([0]), np.array([True]))
    assert found.p_adjusted == pytest.approx(found.p_value)
