"""Scales: where an effect stands, what is written at it, and how far an axis goes."""

from __future__ import annotations

import math

import pytest

from framing.report.scales import DIFFERENCE, RATIO, place, reach_of, scale_of, shown, ticks


def test_twice_and_half_are_as_far_from_no_difference() -> None:
    assert [place(value, "rate_ratio") for value in (2.0, 0.5, 1.0)] == [1.0, -1.0, 0.0]
    assert [place(math.log(value), "log_rate_ratio") for value in (4.0, 0.25)] == [2.0, -2.0]
    assert place(0.3, "share_difference") == 0.3
    assert [place(value, "rate_ratio") for value in (math.nan, 0.0, math.inf)] == [None, None, None]
    assert [scale_of(name) for name in ("rate_ratio", "log_rate_ratio", "share_difference")] == [
        RATIO,
        RATIO,
        DIFFERENCE,
    ]


def test_values_are_written_as_ratios_and_per_cent() -> None:
    assert shown(math.log(2.0), "log_rate_ratio", "en") == shown(2.0, "rate_ratio", "en") == "2.00"
    assert shown(-0.123, "share_difference", "fr") == "\u221212,3\u00a0%"
    assert shown(math.nan, "rate_ratio", "en") == ""


@pytest.mark.parametrize(
    ("scale", "reach", "written"),
    [
        (RATIO, 1.3, ["1/2", "1", "2"]), (RATIO, 7.0, ["1/64", "1/16", "1/4", "1", "4", "16", "64"]),
        (DIFFERENCE, 0.12, ["\u221210%", "\u22125%", "0%", "+5%", "+10%"]), (DIFFERENCE, 0.9, ["\u221250%", "0%", "+50%"]),
    ],
)  # fmt: skip
def test_ticks_are_few_and_told_in_words_of_the_measure(scale: str, reach: float, written: list[str]) -> None:
    found = ticks(-reach, reach, scale, "en")
    assert [text for _, text in found] == written
    assert all(abs(value) <= reach for value, _ in found)


def test_an_interval_widens_an_axis_only_so_far() -> None:
    assert reach_of([0.1], [None], RATIO) == 1.2
    assert reach_of([1.0], [-1.5, 2.0], RATIO) == pytest.approx(2.16)
    assert reach_of([1.0], [-9.0, 9.0], RATIO) == pytest.approx(1.08 * 3.0)
