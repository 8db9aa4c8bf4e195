"""Specification: contrasts in order, each with what was declared of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.measurement.measurements import Measurements

CLAIM = {"family": "threat", "category": "alarm"}


def test_each_contrast_carries_its_own_claims(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    contrasts = [["gamma", "beta"], ["alpha", "beta"]]
    claims = [CLAIM | {"contrast": ["alpha", "beta"], "voice": voice} for voice in ("quoted", "own")]
    study = load_study(study_file(contrasts=contrasts, claims=claims))
    found = specify(study, two_by_two, two_by_two.events)
    assert [c.design.contrast for c in found] == ["fr:gamma:beta", "fr:alpha:beta"]
    assert [len(c.declared) for c in found] == [0, 2]
    assert found.contrasts[1].declared[0] == ("threat", "alarm", "", "own")
    assert found.tested == (found.contrasts[1],)


def test_contrast_without_documents_on_a_side_is_not_counted_as_a_test(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    contrasts = [["alpha", "beta"], ["alpha", "nobody"]]
    study = load_study(
        study_file(contrasts=contrasts, claims=[CLAIM | {"contrast": pair} for pair in contrasts])
    )
    found = specify(study, two_by_two, two_by_two.events)
    assert [d.kind for d in found.designs] == ["small", "none"]
    assert found.tested == (found.contrasts[0],)
    assert [found.smallest_of_others(c) for c in found] == [(), (pytest.approx(1 / 3),)]


def test_declared_cells_are_counted_even_if_nothing_was_found(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    claim = CLAIM | {"referent": "ukraine_war", "contrast": ["alpha", "beta"]}
    (contrast,) = specify(load_study(study_file(claims=[claim])), two_by_two, two_by_two.events)
    assert contrast.cells.are(contrast.declared).sum() == 1
