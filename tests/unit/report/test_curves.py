"""Figure of a curve: equivalent ways in order, others apart, every decision and reason in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from framing.report import curves
from framing.report.reading import read
from framing.report.robustness import robustness
from framing.report.wording import LANGUAGES, flat, wording
from framing.study.config import decisions
from framing.study.config.decisions import known_options
from framing.study.multiverse import arising


@pytest.fixture
def figure(robust: Any) -> dict[str, Any]:
    blocks = robustness(read(robust, "en"))["blocks"]
    return next(dict(b) for b in blocks if b["type"] == "figure" and b["chart"] == "curve")


def test_equivalent_ways_stand_in_order_and_the_others_after_them(figure: dict[str, Any]) -> None:
    ways = figure["data"]["ways"]
    assert [(w["value"], w["tag"], w["own"], w["sure"]) for w in ways] == [
        (-1.0, "equivalent", False, False), (1.0, "equivalent", True, True), (2.0, "uncertain", False, False),
    ]  # fmt: skip
    assert [kind for kind, _ in figure["data"]["key"]] == [
        "own",
        "equivalent",
        "unsure",
        "uncertain",
        "median",
    ]


def test_dashboard_has_a_row_for_each_option_that_was_tried(figure: dict[str, Any]) -> None:
    rows = figure["data"]["rows"]
    assert [(r["decision"], r["option"]) for r in rows][:4] == [
        ("Undecided words", "left out"), ("", "given to the outlet"), ("Titles and headings", "counted"), ("", "left out"),
    ]  # fmt: skip
    assert [r["taken"] for r in rows][:4] == [
        [True, True, False], [False, False, True], [False, True, True], [True, False, False],
    ]  # fmt: skip
    assert not any("Undated" in r["decision"] for r in rows)


def test_data_names_each_way_by_what_it_changes(figure: dict[str, Any]) -> None:
    cells = [[flat(c["runs"]) for c in row] for row in figure["table"]["rows"]]
    assert cells == [
        ["Titles and headings: left out", "equivalent", "0.50", ".20"],
        ["as in this study", "equivalent", "2.00", ".01"],
        ["Undecided words: given to the outlet", "uncertain", "4.00", ".30"],
    ]


def test_title_counts_the_ways_of_the_more_frequent_sign(figure: dict[str, Any]) -> None:
    assert figure["title"].endswith("more in L'Aurore by 1 of 2 equivalent ways of counting")
    assert "and 1 beside them" in figure["subtitle"]


def test_very_many_ways_are_thinned_out_but_not_the_study_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves, "MOST_WAYS", 5)
    ways = [
        {"universe": "default" if n == 7 else f"w{n}", "tag": "equivalent", "estimate": float(n)}
        for n in range(50)
    ]
    drawn = curves._drawn([*ways, {"universe": "x", "tag": "uncertain", "estimate": 0.0}])
    assert [w["universe"] for w in drawn] == ["w0", "default", "w12", "w24", "w37", "w49", "x"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decision_option_and_reason_has_its_words(language: str) -> None:
    keys = wording(language)
    for decision, options in known_options().items():
        assert f"decisions.{decision}.name" in keys
        assert all(f"decisions.{decision}.{part}.{o}" in keys for o in options for part in ("options", "why"))
    told = {key.rpartition(".")[2] for key in keys.templates if key.startswith("robustness.why.")}
    assert told == _reasons()


def _reasons() -> set[str]:
    """Read what the code may give as a reason for one option."""
    source = "".join(Path(str(module.__file__)).read_text("utf-8") for module in (arising, decisions))
    found = set(re.findall(r'"((?:no|none|all|one|not|by)_\w+|tiers_unknown)"', source))
    return (found | {"voice", "share"}) - {"no_one"}
