"""Effect: a difference is shown by the test and by its interval, or it says why not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from framing.study.grading.cases import Effect
from framing.study.grading.effect import effect

SHOWN = Effect("rate_ratio", 2.0, 1.2, 3.4, 0.001, 0.01, "bootstrap")
NAN = math.nan


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, "shown"),
        ({"p_value": NAN, "p_adjusted": NAN}, "no_test"),
        ({"p_adjusted": 0.05}, "by_chance"),
        ({"low": 0.9}, "includes_none"),
        ({"low": NAN, "high": NAN}, "no_interval"),
        ({"high": NAN}, "no_interval"),
        ({"low": NAN, "high": NAN, "method": "inversion"}, "no_interval"),
        ({"low": NAN, "high": NAN, "method": "inversion", "one_sided": True}, "shown"),
        (
            {"low": NAN, "high": NAN, "method": "inversion", "one_sided": True, "corrected": True},
            "no_interval",
        ),
        ({"high": NAN, "method": "inversion"}, "shown"),
        ({"low": NAN, "method": "inversion"}, "includes_none"),
        ({"turned": True}, "correction_turns"),
        ({"turned": True, "p_adjusted": 0.2}, "by_chance"),
        ({"p_adjusted": 0.2, "low": 0.9}, "by_chance"),
    ],
)
def test_reasons_the_first_that_holds(change: dict[str, object], reason: str) -> None:
    gate = effect(replace(SHOWN, **change), 0.05)
    assert (gate.reason, gate.passed) == (reason, reason == "shown")


def test_none_is_one_for_a_ratio_and_zero_for_a_difference() -> None:
    shares = Effect("share_difference", 0.2, 0.05, 0.35, 0.001, 0.01, "bootstrap")
    assert effect(shares, 0.05).passed
    assert effect(replace(shares, low=-0.01), 0.05).reason == "includes_none"
    assert not effect(replace(SHOWN, low=0.05, high=1.35), 0.05).passed


def test_what_it_would_take_is_told_only_where_it_is_wanting() -> None:
    chance = replace(SHOWN, p_adjusted=0.3, needed=120)
    assert effect(chance, 0.05).facts["needed"] == 120
    assert effect(replace(SHOWN, needed=120), 0.05).facts["needed"] is None


def test_facts_hold_no_nan() -> None:
    facts = effect(Effect("rate_ratio", NAN, NAN, NAN, NAN, NAN, "bootstrap"), 0.05).facts
    assert [facts[name] for name in ("estimate", "low", "high", "p_value", "p_adjusted")] == [None] * 5
