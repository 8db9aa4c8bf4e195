"""Blocks: how well speech and speakers are found, outlet by outlet, and what a difference there does to claims."""

from __future__ import annotations

import math
from typing import Final

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, missing, number, paragraph, table
from framing.report.reading import Reading
from framing.report.wording import name
from framing.study.accuracy import Accuracy, accuracy_of, accuracy_table

# What was marked → the figures shown of it. Whose words they are is asked of stretches that were found: right or not.
_SHOWN: Final = {
    "direct_fragment": ("recall", "precision"),
    "reported": ("recall", "precision"),
    "speaker": ("recall",),
}


def instrument(reading: Reading) -> list[Block]:
    """Return heading, explanation, table, and the sentence on gate G5."""
    say = reading.say
    here = [(side.outlet, side.language, side.label) for side in reading.sides]
    languages = {side.language for side in reading.sides}
    known = accuracy_table()
    others = sorted(
        {(lang, o) for lang, o in zip(known["language"], known["outlet"], strict=True) if lang in languages}
    )
    there = [(o, lang, _name(o, reading)) for lang, o in others if (o, lang) not in {row[:2] for row in here}]
    groups = {what: say.template(f"instrument.{what}") for what in _SHOWN}
    columns = [column(say.template("page.outlet"))]
    columns += [
        column(say.template(f"instrument.{_label(what, f)}"), "number", groups[what])
        for what, figures in _SHOWN.items()
        for f in figures
    ]
    rows = [[cell(name(label)), *_figures(o, lang, reading)] for o, lang, label in here]
    rows += [
        [cell(say.say("instrument.elsewhere", outlet=name(label))), *_figures(o, lang, reading)]
        for o, lang, label in there
    ]
    return [
        heading("instrument", say.template("instrument.title")),
        paragraph(say.say("instrument.intro")),
        table("instrument-table", say.say("instrument.caption"), columns, rows, [say.say("instrument.note")], wide=True),
        paragraph(say.say("instrument.error")),
    ]  # fmt: skip


def _label(what: str, figure: str) -> str:
    return "right" if what == "speaker" else figure


def _figures(outlet: str, language: str, reading: Reading) -> list[Cell]:
    return [
        _figure(accuracy_of(outlet, language, what), figure, _label(what, figure), reading)
        for what, figures in _SHOWN.items()
        for figure in figures
    ]


def _figure(found: Accuracy | None, figure: str, label: str, reading: Reading) -> Cell:
    """Return "94% (87 to 97%)"; that it is unknown where nobody has marked articles of the outlet."""
    say, language = reading.say, reading.language
    if found is None:
        return missing(say.template(f"instrument.unknown_{label}"))
    value, low, high = (getattr(found, f"{figure}{end}") for end in ("", "_low", "_high"))
    if not math.isfinite(value):
        return missing("–")
    shown, *ends = (numbers.percent(x, language) for x in (value, low, high))
    return number(value, say.plain("instrument.figure", share=shown, low=ends[0], high=ends[1]))


def _name(outlet: str, reading: Reading) -> str:
    """Return the name of an outlet of a gold that the study does not know."""
    key = f"instrument.outlets.{outlet}"
    return reading.say.plain(key) if key in reading.say else reading.names.outlet(outlet)
