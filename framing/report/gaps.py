"""Blocks: each declared gap taken apart – whose words are given room, and the words chosen within a voice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, items, missing, number, paragraph, table
from framing.report.bounds import ALL, joined
from framing.report.compared import about
from framing.report.labels import contrast_name
from framing.report.reading import Reading, contrast_sides
from framing.report.records import records
from framing.report.selection import per
from framing.report.wording import Runs, capital, name, strong
from framing.tables import VOICES

Gap = tuple[str, str, str, str]
Parts = dict[Gap, dict[str, dict[str, Any]]]

_KEYS: Final = ["contrast", "family", "category", "referent"]


def gaps(reading: Reading) -> list[Block]:
    """Return the blocks on the gaps of the declared claims; none where nothing was declared."""
    say, rows = reading.say, _declared(reading)
    if rows.empty:
        return []
    parts = _by_voice(rows)
    wholes = [voices[ALL] for voices in parts.values()]
    seen = [row for row in wholes if row["hits_a"] or row["hits_b"]]
    silent = [row for row in wholes if not (row["hits_a"] or row["hits_b"])]
    return [
        heading("gaps", say.template("gaps.title")),
        paragraph(say.say("gaps.intro")),
        items([_sentence(row, parts, reading) for row in seen]),
        _within(seen, parts, reading),
        _parts(seen, parts, reading),
        _silent(silent, reading),
    ]


def _declared(reading: Reading) -> pd.DataFrame:
    """Gaps of the contrasts for which the cell was declared, in the order of the config."""
    stated = [
        ((*claim["contrast"],), claim["family"], claim["category"], claim["referent"])
        for claim in reading.settings["claims"]
    ]
    rank = {claim: n for n, claim in reversed(list(enumerate(stated)))}
    found = records(reading.speaking.gaps[_KEYS])
    place = [
        rank.get((tuple(s.outlet for s in contrast_sides(row["contrast"], reading)), *(row[k] for k in _KEYS[1:])), -1)
        for row in found
    ]  # fmt: skip
    rows = reading.speaking.gaps.assign(_place=place)
    return rows[rows["_place"] >= 0].sort_values("_place", kind="stable", ignore_index=True)


def _by_voice(rows: pd.DataFrame) -> Parts:
    """Rows of each gap by voice."""
    found: Parts = {}
    for row in records(rows):
        found.setdefault(_key(row), {})[str(row["voice"])] = row
    return found


def _key(row: Mapping[str, Any]) -> Gap:
    contrast, family, category, referent = (str(row[key]) for key in _KEYS)
    return contrast, family, category, referent


def _sentence(whole: Mapping[str, Any], parts: Parts, reading: Reading) -> Runs:
    say, language = reading.say, reading.language
    first, second = (name(side.label) for side in contrast_sides(whole["contrast"], reading))
    claim = strong(capital(about(whole, reading)))
    if not math.isfinite(whole["gap"]):
        return say.say("gaps.unknown", claim=claim, first=first, second=second)
    sign = 1 if whole["gap"] >= 0 else -1
    more, less = (first, second)[::sign]
    within = {voice: row["from_words"] for voice, row in parts[_key(whole)].items() if voice != ALL}
    others = [value for voice, value in within.items() if voice != "own" and math.isfinite(value)]
    said = {
        "room": whole["from_room"],
        "words": whole["from_words"],
        "own": within["own"],
        "others": sum(others) if others else math.nan,
    }
    none = say.template("page.not_estimable")
    key = "gaps.same" if not round(whole["gap"], 1) else "gaps.more"
    return say.say(
        key, claim=claim, first=more, second=less, gap=numbers.decimal(abs(whole["gap"]), 1, language),
        per=per(whole["family"], reading), **{k: _signed(sign * value, language) or none for k, value in said.items()},
    )  # fmt: skip


def _signed(value: float, language: str) -> str:
    shown = numbers.decimal(value, 1, language)
    return f"+{shown}" if shown and round(value, 1) > 0 else shown


def _within(wholes: list[dict[str, Any]], parts: Parts, reading: Reading) -> Block:
    """One row a gap: the gap, its two parts, and the second of them by voice."""
    say = reading.say
    columns = [column(say.template("claims.claim")), column(say.template("claims.contrast"))]
    columns += [column(say.template(f"gaps.{c}"), "number") for c in ("per", "gap", "room", "words")]
    group = say.template("gaps.within")
    columns += [column(say.template(f"voices.{v}.short"), "number", group) for v in VOICES]
    body = [
        [
            cell([name(capital(about(whole, reading)))]), cell(contrast_name(whole["contrast"], reading)),
            cell(per(whole["family"], reading), 0.0),
            *[_cell(whole[c], reading) for c in ("gap", "from_room", "from_words")],
            *[_cell(parts[_key(whole)][v]["from_words"], reading, "–") for v in VOICES],
        ]
        for whole in wholes
    ]  # fmt: skip
    return table("gaps-table", say.say("gaps.caption"), columns, body, [say.say("gaps.note")], wide=True)


def _parts(wholes: list[dict[str, Any]], parts: Parts, reading: Reading) -> Block:
    """One row a gap and voice: what it was worked out from, shown on demand."""
    say = reading.say
    names = ("claims.claim", "claims.contrast", "claims.voice")
    columns = [column(say.template(c)) for c in names]
    columns += [
        column(say.template(c), "number")
        for c in ("claims.first", "claims.second", "gaps.room", "gaps.words")
    ]
    body = [
        [
            cell([name(capital(about(whole, reading)))]), cell(contrast_name(whole["contrast"], reading)),
            cell(say.template(f"voices.{voice}.short")),
            *[_over(row[f"hits_{x}"], row[f"room_{x}"], reading) for x in "ab"],
            *[_cell(row[c], reading) for c in ("from_room", "from_words")],
        ]
        for whole in wholes
        for voice, row in parts[_key(whole)].items()
        if voice != ALL and (row["room_a"] or row["room_b"])
    ]  # fmt: skip
    return table(
        "gaps-voices", say.say("gaps.parts_caption"), columns, body, [say.say("gaps.parts_note")], folded=True
    )


def _cell(value: float, reading: Reading, unknown: str = "") -> Cell:
    if not math.isfinite(value):
        return missing(unknown or reading.say.template("page.not_estimable"))
    return number(value, _signed(value, reading.language))


def _over(hits: float, room: float, reading: Reading) -> Cell:
    """Return "4 / 2,150"; a dash where the voice has no room."""
    if not room:
        return missing("–")
    shown = " / ".join(numbers.integer(n, reading.language) for n in (hits, room))
    return number(hits, shown)


def _silent(wholes: list[dict[str, Any]], reading: Reading) -> Block:
    """Say which gaps there is nothing to take apart of."""
    if not wholes:
        return {}
    found = [
        [
            name(capital(about(whole, reading))),
            *reading.say.say("gaps.of"),
            *contrast_name(whole["contrast"], reading),
        ]
        for whole in wholes
    ]
    return paragraph(reading.say.say("gaps.silent", claims=joined(found, reading)))
