"""Blocks: who is heard – camps, speakers, who speaks first, alone or in reply, and how their words are introduced."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, number, paragraph, table
from framing.report.choices import choices, share_cell
from framing.report.evidence import Evidence
from framing.report.heard import (
    CAMPLESS,
    LISTED,
    NOBODY,
    REST,
    UNKNOWN,
    link_of,
    named_as,
    speaker_name,
    top_speakers,
)
from framing.report.reading import Reading, Side
from framing.report.records import records
from framing.report.wording import name, text
from framing.study.families import FAMILIES, families_of

_COUNTED = ("attributions", "words")
_FACTS = {"first": "first", "lone": "lone", "replies": "reply"}  # column of the table → category of the rows


def speakers(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the blocks on who is heard; one sentence where nobody is."""
    say = reading.say
    title = heading("heard", say.template("heard.title"))
    if reading.speaking.holders.empty:
        return [title, paragraph(say.say("heard.nobody"))]
    languages = sorted({side.language for side in reading.sides})
    has_camps = bool((reading.speaking.camps["camp"] != "").any())
    camps = [_camps(lang, reading, evidence) for lang in languages]
    return [
        title,
        paragraph(say.say("heard.intro")),
        *(camps if has_camps else [paragraph(say.say("heard.no_camps"))]),
        *[_listed(language, reading, evidence) for language in languages],
        *_order(reading, evidence),
        *_stances(reading, evidence),
    ]


def _sides(language: str, reading: Reading) -> list[Side]:
    return [side for side in reading.sides if side.language == language]


def _of(side: Side, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["side"] == side.key]


def _camp_cell(camp: str, reading: Reading) -> Cell:
    """Return the name of a camp; of whoever is in none, that it is so."""
    return cell(name(reading.names.camp(camp)) if camp else text(reading.say.template("heard.campless")))


def _camps(language: str, reading: Reading, evidence: Evidence) -> Block:
    """Attributions and words by camp, a pair of columns an outlet; unknown speakers last, never left out."""
    say, sides = reading.say, _sides(language, reading)
    known = reading.speaking.camps
    camps = sorted(set(known["camp"]) - {""}, key=reading.names.camp)
    rows = [
        [_camp_cell(camp, reading), *[c for s in sides for c in _camp(camp, s, reading, evidence)]]
        for camp in camps
    ]
    rows += [_without_camp(key, sides, reading, evidence) for key in ("campless", "unknown")]
    columns = [column(say.template("heard.camp"))]
    columns += [column(say.template(f"heard.{c}"), "number", side.label) for side in sides for c in _COUNTED]
    caption = say.say("heard.camps_caption", language=say.template(f"languages.{language}"))
    return table(f"camps-{language}", caption, columns, rows, [say.say("heard.camps_note")], wide=True)


def _camp(camp: str, side: Side, reading: Reading, evidence: Evidence) -> list[Cell]:
    rows = _of(side, reading.speaking.camps)
    mine = records(rows[rows["camp"] == camp])
    row = mine[0] if mine else dict.fromkeys(rows.columns, math.nan) | dict.fromkeys(_COUNTED, 0)
    href = link_of(side, evidence, camp)
    cells = []
    for c in _COUNTED:
        made = share_cell(int(row[c]), int(rows[c].sum()), href if c == "attributions" else "", reading)
        cells.append(
            _with_interval(made, *(row[f"share_of_{c}{end}"] for end in ("", "_low", "_high")), reading)
        )
    return cells


def _with_interval(made: Cell, share: float, low: float, high: float, reading: Reading) -> Cell:
    """Put the interval behind a share that has one: "12 (40%, 21% to 58%)"."""
    if not math.isfinite(low) or not made["sort"]:
        return made
    ends = {
        key: numbers.percent(x, reading.language)
        for key, x in (("share", share), ("low", low), ("high", high))
    }
    return {**made, "runs": [made["runs"][0], text(reading.say.plain("heard.interval", **ends))]}


def _without_camp(key: str, sides: Sequence[Side], reading: Reading, evidence: Evidence) -> list[Cell]:
    """Row of speakers in no camp, or of unknown ones."""
    cells = [cell(reading.say.template(f"heard.{key}"))]
    for side in sides:
        rows = _of(side, reading.speaking.holders)
        mine = rows[
            (rows["holder"] == "") if key == "unknown" else (rows["holder"] != "") & (rows["camp"] == "")
        ]
        href = link_of(side, evidence, NOBODY if key == "unknown" else CAMPLESS)
        links = {"attributions": href, "words": ""}
        cells += [share_cell(int(mine[c].sum()), int(rows[c].sum()), links[c], reading) for c in _COUNTED]
    return cells


def _listed(language: str, reading: Reading, evidence: Evidence) -> Block:
    """Return the speakers with the most words, outlet by outlet, the others and the unknown counted."""
    say, rows = reading.say, []
    for side in _sides(language, reading):
        mine, top = _of(side, reading.speaking.holders), top_speakers(side, reading)
        rows += [_speaker(side, row, reading, evidence) for row in records(top)]
        rest = mine[mine["holder"] != ""].iloc[LISTED:]
        label = say.plain("heard.others", n=say.count(len(rest), "speaker"))
        rows += [_summed(side, label, REST, rest, reading, evidence)] if len(rest) else []
        unknown = mine[mine["holder"] == ""]
        label = say.template("heard.unknown")
        rows += [_summed(side, label, UNKNOWN, unknown, reading, evidence)] if len(unknown) else []
    columns = [column(say.template(key)) for key in ("page.outlet", "heard.speaker", "heard.camp")]
    columns += [column(say.template(f"heard.{c}"), "number") for c in (*_COUNTED, "articles")]
    caption = say.say("heard.caption", language=say.template(f"languages.{language}"))
    return table(f"speakers-{language}", caption, columns, rows, [say.say("heard.note")], wide=True)


def _speaker(side: Side, row: Mapping[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    href = link_of(side, evidence, row["camp"] or CAMPLESS, named_as(row["holder"]))
    counts = {c: int(row[c]) for c in _COUNTED}
    documents = int(row["documents"])
    return [
        cell(name(side.label)), cell(name(speaker_name(row["holder"]))), _camp_cell(row["camp"], reading),
        *_shares(counts, side, href, reading), number(documents, numbers.integer(documents, reading.language)),
    ]  # fmt: skip


def _summed(
    side: Side, label: str, listed: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence
) -> list[Cell]:
    """Row of speakers that are not listed by name. Their articles overlap, so no number of these is given."""
    counts = {c: int(rows[c].sum()) for c in _COUNTED}
    href = link_of(side, evidence, "", listed)
    return [cell(name(side.label)), cell(label), cell("–"), *_shares(counts, side, href, reading), cell("")]


def _shares(counts: Mapping[str, int], side: Side, href: str, reading: Reading) -> list[Cell]:
    rows = _of(side, reading.speaking.holders)
    links = {"attributions": href, "words": ""}
    return [share_cell(counts[c], int(rows[c].sum()), links[c], reading) for c in _COUNTED]


def _order(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return who speaks first, alone and in reply, and the kinds of speakers; nothing where it was not measured."""
    say, found = reading.say, reading.speaking.first
    if "sources" not in families_of(reading.settings["extractors"]):
        return []
    rows = [
        [cell(name(side.label)), _camp_cell(row["camp"], reading)]
        + [_fact(int(row[c]), int(row["documents"]), kind, row["camp"], side, reading, evidence) for c, kind in _FACTS.items()]
        for side in reading.sides
        for row in records(_of(side, found))
    ]  # fmt: skip
    columns = [column(say.template("page.outlet")), column(say.template("heard.camp"))]
    columns += [column(say.template(f"heard.{kind}"), "number") for kind in _FACTS.values()]
    notes = [say.say("heard.first_note")]
    first = table("first-sources", say.say("heard.first_caption"), columns, rows, notes)
    return [
        heading("first", say.template("heard.first_title")),
        first,
        *choices("sources", reading, evidence),
    ]


def _fact(n: int, of: int, kind: str, camp: str, side: Side, reading: Reading, evidence: Evidence) -> Cell:
    return share_cell(n, of, evidence.link("sources", kind, side.key, camp), reading)


def _stances(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return how each camp's words are introduced; nothing where it was not measured."""
    say = reading.say
    if "reporting" not in families_of(reading.settings["extractors"]):
        return []
    kinds = FAMILIES["reporting"].categories
    cells = {where: n for where, n in reading.cells.items() if where[0] == "reporting"}
    camps = sorted({key for _, _, _, key, _ in cells}, key=lambda camp: (not camp, reading.names.camp(camp)))
    rows = []
    for side in reading.sides:
        for camp in camps:
            counts = [
                sum(n for (_, k, s, c, _), n in cells.items() if (k, s, c) == (kind, side.key, camp))
                for kind in kinds
            ]
            links = [evidence.link("reporting", kind, side.key, camp) for kind in kinds]
            if sum(counts):
                shown = [
                    share_cell(n, sum(counts), href, reading) for n, href in zip(counts, links, strict=True)
                ]
                rows.append([cell(name(side.label)), _camp_cell(camp, reading), *shown])
    columns = [column(say.template("page.outlet")), column(say.template("heard.camp"))]
    columns += [column(reading.names.category("reporting", kind), "number") for kind in kinds]
    by_camp = table(
        "stances", say.say("heard.stances_caption"), columns, rows, [say.say("heard.stances_note")]
    )
    title = heading("stances-title", say.template("heard.stances_title"))
    return [title, by_camp, *choices("reporting", reading, evidence)]
