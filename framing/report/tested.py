"""Comparisons of a family: those made with what came of them, and what was searched and not found."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, missing, number, table
from framing.report.bounds import ALL
from framing.report.declared import counts_cell
from framing.report.evidence import Evidence, identity
from framing.report.labels import contrast_name, family_name, target_name
from framing.report.reading import Reading, contrast_sides
from framing.report.records import records
from framing.report.wording import capital, strong
from framing.study.config.families import FAMILIES
from framing.tables import VOICES

_NUMBERS = ("first", "second", "effect", "interval", "p", "p_adjusted")


def comparisons(family: str, reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the comparisons made in a family, nulls included, and the categories in which none could be made."""
    chosen = (reading.estimates["family"] == family) & (reading.estimates["statistic"] == _statistic(family))
    made = reading.estimates[chosen & (reading.estimates["voice"] != ALL)]
    if family in FAMILIES:  # whose tables print every zero
        return [_made(family, made, reading, evidence)]
    return [_made(family, made, reading, evidence), _absent(family, made, reading)]


def _statistic(family: str) -> str:
    return "share_difference" if family in FAMILIES else "rate_ratio"


def _made(family: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Block:
    say = reading.say
    ordered = records(rows.sort_values(["contrast", "category", "referent", "voice"]))
    labels = {"effect": "difference" if family in FAMILIES else "ratio"}
    texts = [
        text
        for text in ("category", "target", "contrast", "voice")
        if text != "target" or _has_target(family, reading)
    ]
    columns = [column(say.template(f"vocabulary.{n}")) for n in texts]
    columns += [column(say.template(f"vocabulary.{labels.get(n, n)}"), "number") for n in _NUMBERS]
    key = "choices.tested" if family in FAMILIES else "vocabulary.tested"
    caption = say.say(key, family=strong(family_name(family, reading)))
    body = [_row(family, row, reading, evidence) for row in ordered]
    note = "vocabulary.tested_shares" if family in FAMILIES else "vocabulary.tested_note"
    notes = [say.say(note), say.say("vocabulary.corrected_note")]
    return table(identity("tested", family), caption, columns, body, notes, wide=True, folded=True)


def _has_target(family: str, reading: Reading) -> bool:
    return family not in reading.names.without_target


def _row(family: str, row: Mapping[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    say, language = reading.say, reading.language
    category, referent, voice = (str(row[key]) for key in ("category", "referent", "voice"))
    none = say.template("page.not_estimable")
    effect = _written(family, row["estimate"], language)
    low, high = (
        numbers.bound(row[k], _written(family, row[k], language), say.template("page.open_end"))
        for k in ("low", "high")
    )
    path = (referent,) if referent else ()
    sides = zip("ab", contrast_sides(str(row["contrast"]), reading), strict=True)
    return [
        cell(capital(reading.names.category(family, category))),
        *[cell(target_name(referent, reading) if referent else say.template("vocabulary.any"))] * _has_target(family, reading),
        cell(contrast_name(str(row["contrast"]), reading)), cell(say.plain(f"voices.{voice}.short")),
        *[
            counts_cell(row, x, evidence.link(family, category, side.key, *path, voice=voice), reading)
            if math.isfinite(row[f"hits_{x}"]) else missing("–")
            for x, side in sides
        ],
        number(row["estimate"], effect or none),
        cell(say.plain("page.interval", low=low or "0", high=high)) if high else missing(none),
        *[number(row[p], numbers.probability(row[p], language) or "–") for p in ("p_value", "p_adjusted")],
    ]  # fmt: skip


def _written(family: str, value: float, language: str) -> str:
    return numbers.percent(value, language, 1) if family in FAMILIES else numbers.decimal(value, 2, language)


def _absent(family: str, made: pd.DataFrame, reading: Reading) -> Block:
    """Return the categories searched without a cue in either outlet, by contrast and voice.

    With the comparisons made they are all that was searched.
    """
    say = reading.say
    shown = [v for v in VOICES if v in ("own", "quoted") or v in set(made["voice"])]
    compared = reading.designs[reading.designs["kind"] != "none"]
    rows = [_absent_row(family, design, made, shown, reading) for design in records(compared)]
    kept = [row for row in rows if row]
    columns = [column(say.template("vocabulary.contrast"))]
    columns += [column(say.template(f"voices.{voice}.short")) for voice in shown]
    caption = say.say("vocabulary.absent", family=strong(family_name(family, reading)))
    notes = [say.say("vocabulary.absent_note")]
    return table(identity("absent", family), caption, columns, kept, notes, wide=True)


def _absent_row(
    family: str, design: Mapping[str, Any], made: pd.DataFrame, shown: list[str], reading: Reading
) -> list[Cell]:
    searched = sorted(reading.names.searched.get((str(design["language"]), family), ()))
    mine = made[(made["contrast"] == design["contrast"]) & (made["referent"] == "")]
    found = set(zip(mine["category"], mine["voice"], strict=True))
    sides = {side.key for side in contrast_sides(str(design["contrast"]), reading)}
    # a design matched by event leaves articles out: what stands only in those was found all the same
    found |= {(cell[1], cell[4]) for cell in reading.cells if cell[0] == family and cell[2] in sides}
    lists = [[c for c in searched if (c, voice) not in found] for voice in shown]
    if not any(lists):
        return []
    between = reading.say.template("list.semicolon")
    listed = [between.join(reading.names.category(family, c) for c in categories) for categories in lists]
    return [cell(contrast_name(str(design["contrast"]), reading)), *[cell(said or "–") for said in listed]]
