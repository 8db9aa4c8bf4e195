"""Blocks: families that need no codebook – how many of all attributions, quoted spans or headings are of which kind."""

from __future__ import annotations

from collections.abc import Sequence

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, missing, number, paragraph, table
from framing.report.bounds import unit_of
from framing.report.evidence import Evidence, identity
from framing.report.labels import family_name
from framing.report.reading import Reading, Side
from framing.report.tested import comparisons
from framing.report.wording import Runs, capital, name, strong, text
from framing.study.families import FAMILIES, families_of


def choices(family: str, reading: Reading, evidence: Evidence) -> list[Block]:
    """Return a table of the family's kinds and its comparisons; nothing where it was not measured."""
    if family not in families_of(reading.settings["extractors"]):
        return []
    say = reading.say
    if not any(cell_[0] == family for cell_ in reading.cells):
        return [paragraph(say.say("choices.none", family=strong(family_name(family, reading))))]
    return [_table(family, reading, evidence), *comparisons(family, reading, evidence)]


def share_cell(n: int, whole: int, href: str, reading: Reading) -> Cell:
    """Return "12 (40%)": a number, linked to its rows, and its share of a whole; a dash where there is no whole."""
    if not whole:
        return missing("–")
    made = number(n, numbers.integer(n, reading.language), href)
    share = text(f" ({numbers.percent(n / whole, reading.language)})")
    return {**made, "runs": [*made["runs"], share]} if n else made


def counted_over(family: str, side: Side, reading: Reading) -> int:
    """Return how many attributions, quoted spans or headings an outlet has, in all voices."""
    return sum(kind_of(family, category, side, reading) for category in FAMILIES[family].categories)


def kind_of(family: str, category: str, side: Side, reading: Reading) -> int:
    """Return how many of them are of one kind."""
    return sum(n for (*where, _, _), n in reading.cells.items() if where == [family, category, side.key])


def _table(family: str, reading: Reading, evidence: Evidence) -> Block:
    say = reading.say
    rows = [_row(family, c, reading.sides, reading, evidence) for c in FAMILIES[family].categories]
    columns = [column(say.template(f"choices.{family}.column"))]
    columns += [column(side.label, "number") for side in reading.sides]
    caption = say.say(f"choices.{family}.caption", over=_over(family, reading))
    return table(identity("choices", family), caption, columns, rows, [say.say(f"choices.{family}.note")])


def _row(
    family: str, category: str, sides: Sequence[Side], reading: Reading, evidence: Evidence
) -> list[Cell]:
    counts = [
        share_cell(
            kind_of(family, category, side, reading), counted_over(family, side, reading),
            evidence.link(family, category, side.key), reading,
        )
        for side in sides
    ]  # fmt: skip
    return [cell(capital(reading.names.category(family, category))), *counts]


def _over(family: str, reading: Reading) -> Runs:
    """Say how many there are: "Press TV 31 attributions, RT 5 attributions"."""
    return reading.say.listed(
        [
            [name(s.label), text(" " + reading.say.count(counted_over(family, s, reading), unit_of(family)))]
            for s in reading.sides
        ]
    )
