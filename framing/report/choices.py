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
from framing.study.config.families import FAMILIES, families_of


def choices(family: str, reading: Reading, evidence: Evidence) -> list[Block]:
    """Return a table of the family's kinds and its comparisons; nothing where it was not measured."""
    if family not in families_of(reading.settings["extractors"]):
        return []
    say = reading.say
    if not any(cell_[0] == family for cell_ in reading.cells):
        return [paragraph(say.say("choices.none", family=strong(family_name(family, reading))))]
    tables = [_table(family, language, reading, evidence) for language in languages_of(reading)]
    return [*tables, *comparisons(family, reading, evidence)]


def languages_of(reading: Reading) -> list[str]:
    """Return the languages of the articles: each has tables of its own, for they are not compared."""
    return sorted({side.language for side in reading.sides})


def sides_of(language: str, reading: Reading) -> list[Side]:
    """Return the outlets in one language."""
    return [side for side in reading.sides if side.language == language]


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


def _table(family: str, language: str, reading: Reading, evidence: Evidence) -> Block:
    say, sides = reading.say, sides_of(language, reading)
    rows = [_row(family, c, sides, reading, evidence) for c in FAMILIES[family].categories]
    columns = [column(say.template(f"choices.{family}.column"))]
    columns += [column(side.label, "number") for side in sides]
    caption = say.say(f"choices.{family}.caption", over=over(family, sides, reading))
    notes = [say.say(f"choices.{family}.note")] if language == languages_of(reading)[-1] else []
    return table(identity("choices", family, language), caption, columns, rows, notes)


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


def over(family: str, sides: Sequence[Side], reading: Reading) -> Runs:
    """Say over how many a family is counted: "Press TV 31 attributions, RT 5 attributions"."""
    counts = [reading.say.count(counted_over(family, s, reading), unit_of(family)) for s in sides]
    return reading.say.listed([[name(s.label), text(f" {n}")] for s, n in zip(sides, counts, strict=True)])
