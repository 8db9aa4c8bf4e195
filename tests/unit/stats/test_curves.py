"""Curves: effects and scores of many columns under shared labellings, beside what other modules make of one."""

from __future__ import annotations

import numpy as np
import pytest

from framing.errors import InferenceError
from framing.stats import (
    Events,
    draw,
    events_from,
    labellings,
    log_rate_ratio,
    matched_log_rate_ratio,
    matched_share_difference,
    score_z,
    share_difference,
)
from framing.stats.curves import Labelled, curve_effects, curve_scores, distinct_columns

EVENTS = np.array([0, 1, 2, 0, 1, 2, 1])


def counts(seed: int = 5, columns: int = 3) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    room = generator.integers(5, 40, (7, columns)).astype(float)
    return generator.binomial(room.astype(int), 0.2).astype(float), room


def labels(strata: np.ndarray | None = None) -> np.ndarray:
    return labellings(3, 4, 99, 1, strata).matrix


def test_first_row_is_what_is_estimated_of_one_cell() -> None:
    hits, room = counts()
    drawn = draw(labels()[0], 0, 1)
    rates = curve_effects(Labelled(labels()), hits, room, share=False)
    shares = curve_effects(Labelled(labels()), hits, room, share=True)
    assert rates[0] == pytest.approx(log_rate_ratio(drawn, hits, room).values[:, 0], abs=1e-12)
    assert shares[0] == pytest.approx(share_difference(drawn, hits, room).values[:, 0], abs=1e-12)


def test_first_row_pooled_over_events_is_that_of_mantel_and_haenszel() -> None:
    hits, room = counts()
    rows = labels(EVENTS)
    told = events_from(hits, room, rows[0], EVENTS)
    once = np.ones((1, 3))
    rates = curve_effects(Labelled(rows), hits, room, share=False, events=EVENTS)
    shares = curve_effects(Labelled(rows), hits, room, share=True, events=EVENTS)
    assert rates[0] == pytest.approx(matched_log_rate_ratio(once, told).values[:, 0], abs=1e-12)
    assert shares[0] == pytest.approx(matched_share_difference(once, told).values[:, 0], abs=1e-12)


@pytest.mark.parametrize("events", [None, EVENTS])
@pytest.mark.parametrize("share", [False, True])
def test_every_row_is_what_its_labelling_alone_would_give(events: np.ndarray | None, share: bool) -> None:
    hits, room = counts()
    rows = labels(events)
    together = curve_effects(Labelled(rows), hits, room, share=share, events=events)
    alone = [
        curve_effects(Labelled(row), hits, room, share=share, events=events)[0] for row in rows[[1, 7, -1]]
    ]
    assert together[[1, 7, -1]] == pytest.approx(np.array(alone), abs=1e-12)
    assert np.ptp(together, axis=0).min() > 0


def test_pooling_in_blocks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    hits, room = counts()
    rows = labels(EVENTS)
    whole = curve_effects(Labelled(rows), hits, room, share=False, events=EVENTS)
    monkeypatch.setattr("framing.stats.curves.BLOCK_NUMBERS", len(rows))
    assert np.array_equal(curve_effects(Labelled(rows), hits, room, share=False, events=EVENTS), whole)


def test_side_without_a_hit_has_what_stands_in_and_one_without_room_nothing() -> None:
    hits = np.array([[4.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
    room = np.array([[10.0, 10.0, 10.0], [20.0, 20.0, 0.0]])
    both = Labelled(np.array([[True, False], [False, True]]))
    found = curve_effects(both, hits, room, share=False, stand_in=[0.5, 0.5, 0.5])
    assert found[:, 0] == pytest.approx(np.log([4 / 10 * 20 / 0.5, 0.5 / 20 * 10 / 4]))
    assert np.isnan(found[:, 1]).all()  # nothing was found on either side
    assert np.isnan(found[:, 2]).all()  # a side has no opportunity
    shares = curve_effects(both, hits, room, share=True)
    assert shares[0] == pytest.approx([0.4, 0.0, np.nan], nan_ok=True)


def test_rates_of_articles_that_cancel_leave_exactly_nothing() -> None:
    # 1/3 + 1/3 less itself, summed in another order, would leave 1e-17 and a logarithm of −39
    rates = np.array([[1 / 3], [1 / 3], [1 / 7], [0.0], [0.0]])
    both = Labelled(np.array([[True, True, True, False, False]]))
    found = curve_effects(both, rates, np.ones((5, 1)), share=False, stand_in=0.5)
    assert found[0, 0] == pytest.approx(np.log((2 / 3 + 1 / 7) / 3) - np.log(0.5 / 2), abs=1e-9)


def test_texts_that_both_print_count_alike_under_every_labelling() -> None:
    hits, room = counts()
    fixed = Events(*(np.full((2, 3), n) for n in (1.0, 10.0, 2.0, 12.0)))
    rows = labels()
    found = curve_effects(Labelled(rows), hits, room, share=True, fixed=fixed)
    a, m = hits[rows[5]].sum(axis=0) + 2, room[rows[5]].sum(axis=0) + 20
    b, n = hits[~rows[5]].sum(axis=0) + 4, room[~rows[5]].sum(axis=0) + 24
    assert found[5] == pytest.approx(a / m - b / n, abs=1e-12)


def test_text_that_both_print_is_an_event_of_its_own_where_events_are_pooled() -> None:
    hits, room = counts()
    text = (
        np.array([1.0, 0.0, 2.0]),
        np.array([9.0, 8.0, 7.0]),
        np.array([1.0, 1.0, 2.0]),
        np.array([9.0, 8.0, 6.0]),
    )
    fixed = Events(*(part[np.newaxis] for part in text))
    rows = labels(EVENTS)
    found = curve_effects(Labelled(rows), hits, room, share=False, fixed=fixed, events=EVENTS)
    told = events_from(hits, room, rows[0], EVENTS)
    pairs = zip((told.hits_a, told.room_a, told.hits_b, told.room_b), text, strict=True)
    more = Events(*(np.vstack([known, part]) for known, part in pairs))
    assert found[0] == pytest.approx(matched_log_rate_ratio(np.ones((1, 4)), more).values[:, 0], abs=1e-12)


@pytest.mark.parametrize("strata", [None, EVENTS])
def test_scores_are_those_of_the_rate(strata: np.ndarray | None) -> None:
    hits, room = counts(columns=6)
    hits[:, 4], room[:, 4] = hits[:, 3], room[:, 3]  # two universes that count alike
    hits[:, 5] = 0.0
    rows = labels(strata)
    expected = score_z(hits, room, rows, strata)[:, :, 0]
    assert curve_scores(Labelled(rows), hits, room, strata) == pytest.approx(expected, abs=1e-9)


def test_column_proportional_to_its_room_has_no_score() -> None:
    room = np.array([[3.0], [7.0], [11.0], [13.0]])
    found = curve_scores(Labelled(labellings(2, 2, 9, 1).matrix), room / 7.0, room)
    assert (found == 0).all()


def test_columns_are_alike_only_if_they_are_so_in_all_arrays() -> None:
    x = np.array([[1.0, 1.0, 2.0, 1.0]])
    t = np.array([[5.0, 6.0, 5.0, 5.0]])
    first, kind = distinct_columns(x, t)
    assert (first.tolist(), kind.tolist()) == ([0, 1, 2], [0, 1, 2, 0])
    assert distinct_columns(x)[1].tolist() == [0, 0, 1, 0]


def test_no_columns_give_no_effects() -> None:
    nothing = np.zeros((7, 0))
    assert curve_effects(Labelled(labels()), nothing, nothing, share=False).shape == (35, 0)
    assert curve_effects(Labelled(labels()), nothing, nothing, share=False, events=EVENTS).shape == (35, 0)


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    hits, room = counts()
    with pytest.raises(InferenceError) as fault:
        curve_effects(Labelled(labels()[:, :6]), hits, room[:, :2], share=True, events=[0, 1])
    assert len(fault.value.problems) == 3
    with pytest.raises(InferenceError, match="strata"):
        curve_scores(Labelled(labels()), hits, room, [0, 1])
