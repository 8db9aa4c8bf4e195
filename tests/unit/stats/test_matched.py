from __future__ import annotations

import numpy as np
import pytest

from framing.stats import (
    Events,
    drawn_units,
    events_from,
    heterogeneity,
    matched_log_odds_ratio,
    matched_log_rate_ratio,
    matched_share_difference,
)

# Three events, one cell: hits and opportunities of a, then of b.
A, M, B, N = ([4.0, 1, 6], [10.0, 8, 20], [1.0, 2, 2], [12.0, 10, 16])


def events(a: list[float] = A, m: list[float] = M, b: list[float] = B, n: list[float] = N) -> Events:
    return Events(*(np.array(column)[:, np.newaxis] for column in (a, m, b, n)))


def observed(statistic: object, **more: list[float]) -> tuple[float, float]:
    found = statistic(np.ones((1, 3)), events(**more))
    return float(found.values[0, 0]), float(found.errors[0, 0])


def test_pooled_effects_are_those_of_mantel_and_haenszel_by_hand() -> None:
    # rate: (4·12/22 + 1·10/18 + 6·16/36) / (1·10/22 + 2·8/18 + 2·20/36)
    over, under = 48 / 22 + 10 / 18 + 96 / 36, 10 / 22 + 16 / 18 + 40 / 36
    assert observed(matched_log_rate_ratio)[0] == pytest.approx(np.log(over / under))
    # odds: (4·11/22 + 1·8/18 + 6·14/36) / (1·6/22 + 2·7/18 + 2·14/36)
    odds = (44 / 22 + 8 / 18 + 84 / 36) / (6 / 22 + 14 / 18 + 28 / 36)
    assert observed(matched_log_odds_ratio)[0] == pytest.approx(np.log(odds))
    # difference: Σ (a n − b m)/N ÷ Σ m n/N
    gap = (48 - 10) / 22 + (10 - 16) / 18 + (96 - 40) / 36
    assert observed(matched_share_difference)[0] == pytest.approx(gap / (120 / 22 + 80 / 18 + 320 / 36))


def test_equal_events_pool_to_the_odds_ratio_of_one() -> None:
    one = events([4.0] * 3, [10.0] * 3, [1.0] * 3, [12.0] * 3)
    found = matched_log_odds_ratio(np.ones((1, 3)), one)
    assert np.exp(found.values[0, 0]) == pytest.approx(4 * 11 / (1 * 6))


def test_swapping_the_outlets_turns_the_sign() -> None:
    for statistic in (matched_log_rate_ratio, matched_log_odds_ratio, matched_share_difference):
        mine = observed(statistic)
        theirs = observed(statistic, a=B, m=N, b=A, n=M)
        assert mine == pytest.approx((-theirs[0], theirs[1]))


def test_errors_are_near_what_drawing_events_gives() -> None:
    generator = np.random.default_rng(5)
    room = generator.integers(15, 40, (2, 200, 1)).astype(float)
    hits = generator.poisson(
        room * generator.gamma(4, 0.03, (1, 200, 1)) * np.array([1.5, 1.0])[:, None, None]
    )
    table = Events(hits[0].astype(float), room[0], hits[1].astype(float), room[1])
    weights = drawn_units(200, 3000, 1)
    for statistic in (matched_log_rate_ratio, matched_share_difference):
        found = statistic(weights, table)
        assert found.errors[0, 0] == pytest.approx(found.values[0, 1:].std(), rel=0.06)


def test_events_of_one_side_only_tell_nothing() -> None:
    with_more = observed(matched_log_rate_ratio, a=[4.0, 1, 6], m=M, b=[1.0, 2, 0], n=[12.0, 10, 0])
    without = matched_log_rate_ratio(np.ones((1, 2)), events(A[:2], M[:2], B[:2], N[:2]))
    assert with_more == pytest.approx((without.values[0, 0], without.errors[0, 0]))


def test_a_side_without_a_hit_is_bounded_and_nothing_found_is_not_estimable() -> None:
    value, error = observed(matched_log_rate_ratio, b=[0.0] * 3)
    assert np.isfinite(value)
    assert error > 1
    assert np.isnan(observed(matched_log_rate_ratio, a=[0.0] * 3, b=[0.0] * 3)[0])


def test_documents_are_summed_by_event_and_outlet() -> None:
    hits, sizes = np.array([[1.0], [2], [3], [4], [9]]), np.array([[5.0], [6], [7], [8], [9]])
    in_a = np.array([True, True, False, False, False])
    table = events_from(hits, sizes, in_a, np.array([7, 7, 7, 3, -1]))
    assert [getattr(table, name)[:, 0].tolist() for name in ("hits_a", "room_a", "hits_b", "room_b")] == [
        [0, 3], [0, 11], [4, 3], [8, 7],
    ]  # fmt: skip


def test_heterogeneity_by_hand() -> None:
    found = heterogeneity(events())
    effects = np.log(np.array(A) / M) - np.log(np.array(B) / N)
    weights = 1 / (1 / np.array(A) + 1 / np.array(B))
    mean = (weights * effects).sum() / weights.sum()
    q = (weights * (effects - mean) ** 2).sum()
    assert found.log_ratios[:, 0] == pytest.approx(effects)
    assert found.i_squared[0] == pytest.approx(max(0, (q - 2) / q))
    silent = heterogeneity(events(a=[0.0, 1, 6], b=[0.0, 2, 2]))
    assert np.isnan(silent.log_ratios[0, 0])
    assert np.isnan(heterogeneity(events(a=[0.0, 1, 0], b=[0.0, 2, 0])).i_squared[0])


@pytest.mark.parametrize(
    "statistic", [matched_log_rate_ratio, matched_log_odds_ratio, matched_share_difference]
)
def test_events_all_alike_have_the_error_of_one_hit_not_that_of_rounding(statistic: object) -> None:
    """14 events of 3 hits in 7 against 1 in 7: drawn anyhow they say the same."""
    alike = events([3.0] * 14, [7.0] * 14, [1.0] * 14, [7.0] * 14)
    found = statistic(drawn_units(14, 99, 1), alike)
    one_hit = (1 / 98, 1 / 98) if statistic is matched_share_difference else (1 / 42, 1 / 14)
    assert found.errors == pytest.approx(np.full((1, 100), np.hypot(*one_hit)))


def test_two_shares_differ_by_one_at_most() -> None:
    assert matched_share_difference(np.ones((1, 3)), events()).limit == 1.0
