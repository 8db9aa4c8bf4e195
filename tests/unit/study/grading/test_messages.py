"""Messages: a line for each outlet, in plain words, safe to print."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from framing.study.grading.messages import missed_problems, splits_text
from framing.study.grading.splits import COLUMNS

ROW = {
    "language": "fr", "outlet": "alpha", "documents": 24, "strata": 1, "splits": 100, "claims": 0.02, "cues": 0.0,
    "words": math.nan, "any": 0.02, "bar": 0.0936, "limit": 0.1154, "passed": True, "missed": False, "reason": "quiet",
}  # fmt: skip
LOUD = {"outlet": "beta\x1b[2J", "strata": 3, "any": 0.2, "passed": False, "missed": True, "reason": "alarms"}
FEW = dict.fromkeys(("claims", "cues", "any"), math.nan) | {"splits": 0, "documents": 5, "reason": "too_few"}


def table(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([ROW | changed for changed in changes], columns=list(COLUMNS))


def test_each_outlet_has_a_line_with_what_was_declared() -> None:
    heading, first, second, third = splits_text(table({}, LOUD, FEW)).splitlines()
    assert "100 splits" in heading
    assert "9.4 %" in heading
    assert first == "  fr  alpha, 24 articles: a claim 2.0 %, a cue 0.0 %, a word –, anything 2.0 % – passed"
    assert "within 3 groups of topic and month" in second
    assert "MISSED" in second
    assert "\x1b" not in second
    assert third.startswith("  fr  alpha, 5 articles: too few to be cut")


def test_without_anything_cut_there_is_no_bar() -> None:
    assert "bar" not in splits_text(table(FEW))
    assert "nothing to cut" in splits_text(table())


def test_only_a_missed_outlet_is_a_problem() -> None:
    (problem,) = missed_problems(table({}, LOUD, FEW, {"reason": "above_bar", "passed": False}))
    assert (problem.expected[:15], problem.found) == ("at most 11.5 % ", "20.0 %")
    assert missed_problems(table()) == []
