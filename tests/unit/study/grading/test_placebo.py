"""Placebo: halves of one outlet are quiet, halves that differ are not, and too few are not divided."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from framing.study.grading.cases import Placebo
from framing.study.grading.placebo import p_among, placebo, split_outlet


def counts(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    sizes = generator.integers(20, 60, (n, 2)).astype(float)
    return generator.poisson(0.05 * sizes).astype(float), sizes


def split(n: int, level: float = 0.05, **more: Any) -> Placebo:
    return split_outlet("a", *counts(n), level, np.random.SeedSequence(7), **more)


def test_halves_of_one_outlet_raise_about_as_many_alarms_as_the_level_says() -> None:
    found = split(60, splits=300)
    assert (found.splits, found.documents) == (300, 60)
    assert found.alarms <= found.allowed <= 25


def test_alarms_at_any_level_are_as_many_as_the_level_says() -> None:
    shares = [split(60, level, splits=2000).alarms / 2000 for level in (0.05, 0.2, 0.5)]
    assert shares == pytest.approx([0.05, 0.2, 0.5], abs=0.035)


def test_p_counts_what_is_as_large_and_is_never_zero() -> None:
    others = np.array([3.0, 1.0, 2.0, 2.0])
    assert p_among(np.array([4.0, 2.0, 0.5]), others) == pytest.approx([1 / 5, 4 / 5, 1.0])


def test_the_same_seed_splits_the_same() -> None:
    assert split(30) == split(30)


@pytest.mark.parametrize(("n", "level"), [(7, 0.05), (8, 0.01)])
def test_too_few_to_raise_an_alarm_are_not_divided(n: int, level: float) -> None:
    found = split(n, level)
    assert found.splits == 0
    gate = placebo((split(30), found))
    assert (gate.passed, gate.reason, gate.facts["documents_b"]) == (None, "too_small", n)


def test_nothing_declared_is_not_tried() -> None:
    assert placebo(()).reason == "not_run"
    nothing = np.zeros((20, 0))
    assert split_outlet("a", nothing, nothing, 0.05, np.random.SeedSequence(1)).splits == 0


def test_the_gate_passes_where_both_are_quiet() -> None:
    quiet = Placebo("a", 30, 100, 3, 9)
    assert placebo((quiet, quiet)).passed
    assert placebo((quiet, Placebo("b", 30, 100, 10, 9))).passed is False
