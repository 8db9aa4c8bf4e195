"""Placebo: how often the test declares something between halves of one outlet, where there is nothing to declare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, missing, number, paragraph, table
from framing.report.compared import Row
from framing.report.labels import contrast_name
from framing.report.reading import Reading, contrast_sides
from framing.report.robustness_tables import facts_of
from framing.report.wording import name


def placebo(claims: Sequence[Row], reading: Reading) -> list[Block]:
    """Return the blocks on gate G9: heading, explanation, and a table of every outlet of every contrast."""
    say = reading.say
    rows = [
        row for contrast, facts in _by_contrast(claims).items() for row in _rows(contrast, facts, reading)
    ]
    blocks = [
        heading("placebo", say.template("robustness.placebo.title")),
        paragraph(say.say("robustness.placebo.intro")),
    ]
    if not rows:
        return [*blocks, paragraph(say.say("robustness.placebo.none"))]
    columns = [column(say.template(f"robustness.placebo.{key}")) for key in ("contrast", "outlet")]
    columns += [
        column(say.template(f"robustness.placebo.{key}"), "number")
        for key in ("articles", "splits", "alarms", "allowed")
    ]
    notes = [say.say("robustness.placebo.note")]
    return [*blocks, table("placebo-table", say.say("robustness.placebo.caption"), columns, rows, notes)]


def _by_contrast(claims: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Return the facts of the gate; all claims of a contrast have the same."""
    found = {str(claim["contrast"]): facts_of(claim, "G9").get("facts") or {} for claim in claims}
    return {contrast: facts for contrast, facts in found.items() if "splits_a" in facts}


def _rows(contrast: str, facts: dict[str, Any], reading: Reading) -> list[list[Cell]]:
    language = reading.language
    made = []
    for x, side in zip("ab", contrast_sides(contrast, reading), strict=True):
        splits = int(facts[f"splits_{x}"])
        counts = [
            number(facts[f"{k}_{x}"], numbers.integer(facts[f"{k}_{x}"], language))
            for k in ("documents", "splits")
        ]
        shares = [_share(facts[f"{k}_{x}"], splits, language) for k in ("alarms", "allowed")]
        made.append([cell(contrast_name(contrast, reading)), cell(name(side.label)), *counts, *shares])
    return made


def _share(n: int, splits: int, language: str) -> Cell:
    if not splits:
        return missing("–")
    return number(n, f"{numbers.integer(n, language)} ({numbers.percent(n / splits, language)})")
