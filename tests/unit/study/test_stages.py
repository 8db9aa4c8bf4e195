"""Stages put their name to what goes wrong, once."""

from __future__ import annotations

import pytest

from framing.errors import ConfigError, Problem
from framing.study.stages import stage, stage_of


def test_framing_error_keeps_its_kind_and_gains_the_stage() -> None:
    with pytest.raises(ConfigError, match=r"^grade: here ·"), stage("grade"):
        raise ConfigError(Problem("here", "this", "that", "mend it"))


def test_innermost_stage_wins() -> None:
    with pytest.raises(ConfigError, match=r"^annotate: here ·"), stage("extract"), stage("annotate"):
        raise ConfigError(Problem("here", "this", "that", "mend it"))


def test_other_errors_carry_the_stage_as_a_note() -> None:
    with pytest.raises(KeyError) as fault, stage("extract"), stage("annotate"):
        raise KeyError("x")
    assert stage_of(fault.value) == "annotate"
    assert fault.value.__notes__ == ["stage annotate"]


def test_error_from_nowhere_has_no_stage() -> None:
    assert stage_of(KeyError("x")) == ""
