"""Blocks: how well speech and speakers are found, outlet by outlet, and what a difference there does to claims."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, missing, number, paragraph, table
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.wording import name
from framing.study.grading.accuracy import accuracy_table
from framing.study.grading.instrument import LARGEST_RECALL_DIFFERENCE

# What was marked → the figures shown of it. Whose words they are is asked of stretches that were found: right or not.
_SHOWN: Final = (
    ("direct_fragment", "recall", "recall"),
    ("direct_fragment", "precision", "precision"),
    ("reported", "recall", "recall"),
    ("reported", "precision", "precision"),
    ("speaker", "recall", "right"),
)
Known = Mapping[tuple[str, str, str], Mapping[str, Any]]


def instrument(reading: Reading) -> list[Block]:
    """Return heading, explanation, table, who has no figure, and the sentence on gate G5."""
    say = reading.say
    known = {(row["outlet"], row["language"], row["what"]): row for row in records(accuracy_table())}
    marked = {(outlet, language) for outlet, language, _ in known}
    bare = [side.label for side in reading.sides if (side.outlet, side.language) not in marked]
    without = (
        say.say("instrument.without", outlets=say.listed([name(label) for label in bare])) if bare else []
    )
    columns = [column(say.template("page.outlet"))]
    columns += [
        column(say.template(f"instrument.{label}"), "number", say.template(f"instrument.{what}"))
        for what, _, label in _SHOWN
    ]
    notes = [
        note for note in (without, say.say("instrument.others") if _others(known, reading) else []) if note
    ]
    figures = table(
        "instrument-table", say.say("instrument.caption"), columns, _rows(known, reading), notes, wide=True
    )
    is_empty = len(bare) == len(reading.sides) and not _others(known, reading)
    return [
        heading("instrument", say.template("instrument.title")),
        paragraph(say.say("instrument.intro")),
        paragraph(without) if is_empty else figures,
        *_uneven(known, reading),
        paragraph(say.say("instrument.error")),
    ]


def _uneven(known: Known, reading: Reading) -> list[Block]:
    """Say between which outlets of a language recall of direct speech differs most, where it is too much."""
    say, told = reading.say, []
    for language in sorted({side.language for side in reading.sides}):
        recall = {
            outlet: float(row["recall"])
            for (outlet, lang, what), row in known.items()
            if what == "direct_fragment" and lang == language and math.isfinite(float(row["recall"]))
        }
        low, high = (
            min(recall, key=recall.__getitem__, default=""),
            max(recall, key=recall.__getitem__, default=""),
        )
        if recall and recall[high] - recall[low] > LARGEST_RECALL_DIFFERENCE:
            shares = {
                k: numbers.percent(recall[v], reading.language) for k, v in (("more", high), ("less", low))
            }
            names = {"high": name(_name(high, reading)), "low": name(_name(low, reading))}
            told.append(paragraph(say.say("instrument.uneven", **names, **shares)))
    return told


def _rows(known: Known, reading: Reading) -> list[list[Cell]]:
    """Rows of the study's outlets, then of others that were marked in its languages."""
    say = reading.say
    here = {(side.outlet, side.language): side.label for side in reading.sides}
    rows = [[cell(name(label)), *_figures(*side, known, reading)] for side, label in here.items()]
    return rows + [
        [
            cell(
                say.say(
                    "instrument.elsewhere",
                    outlet=name(_name(outlet, reading)),
                    language=say.template(f"languages.{lang}"),
                )
            ),
            *_figures(outlet, lang, known, reading),
        ]
        for lang, outlet in _others(known, reading)
    ]


def _others(known: Known, reading: Reading) -> list[tuple[str, str]]:
    """Return language and outlet of those that were marked in a language of the study and are not in it."""
    here = {(side.outlet, side.language) for side in reading.sides}
    languages = {side.language for side in reading.sides}
    return sorted(
        {(lang, outlet) for outlet, lang, _ in known if lang in languages and (outlet, lang) not in here}
    )


def _figures(outlet: str, language: str, known: Known, reading: Reading) -> list[Cell]:
    return [
        _figure(known.get((outlet, language, what)), figure, label, reading) for what, figure, label in _SHOWN
    ]


def _figure(found: Mapping[str, Any] | None, figure: str, label: str, reading: Reading) -> Cell:
    """Return "94% (87% to 97%)"; that it is unknown where nobody has marked articles of the outlet."""
    say = reading.say
    if found is None:
        return missing(say.template(f"instrument.unknown_{label}"))
    value, low, high = (float(found[f"{figure}{end}"]) for end in ("", "_low", "_high"))
    if not math.isfinite(value):
        return missing("–")
    shown, *ends = (numbers.percent(x, reading.language) for x in (value, low, high))
    return number(value, say.plain("instrument.figure", share=shown, low=ends[0], high=ends[1]))


def _name(outlet: str, reading: Reading) -> str:
    """Return the name of an outlet that was marked and is not in the study."""
    key = f"instrument.outlets.{outlet}"
    return reading.say.plain(key) if key in reading.say else reading.names.outlet(outlet)
