"""Section: quotation forensics – headings against bodies, words in marks, one speech across outlets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, paragraph, section, table
from framing.report.choices import choices
from framing.report.echoes import echoes
from framing.report.evidence import Evidence
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.wording import linked, name, words
from framing.study.config.families import families_of

FIDELITY: Final = "fidelity"
# What a reader wants to look up, the harsher word first; verbatim and compared headings are only counted.
TOLD: Final = ("unsupported", "altered", "attribution_dropped")
LISTED: Final = 24  # a page; the evidence holds the others


def forensics(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the section; none where neither headings nor quotations were measured."""
    measured = families_of(reading.settings["extractors"])
    if not {FIDELITY, "scare_quotes"} & set(measured) and reading.echoes.empty:
        return []
    say = reading.say
    blocks = [paragraph(say.say("forensics.intro"))]
    if FIDELITY in measured:
        blocks += [
            heading("headings", say.template("forensics.headings")),
            paragraph(say.say("forensics.headings_intro")),
            *choices(FIDELITY, reading, evidence),
            _surfaces(reading, evidence),
        ]
    if "scare_quotes" in measured:
        blocks += [
            heading("scare-quotes", say.template("forensics.scare")),
            *choices("scare_quotes", reading, evidence),
        ]
    blocks += [*echoes(reading, evidence), paragraph(say.say("forensics.marks"))]
    return [section("forensics", say.template("sections.forensics"), blocks)]


def _surfaces(reading: Reading, evidence: Evidence) -> Block:
    """Return the words of the headings of which the body has something else, or nothing."""
    say, seen = reading.say, reading.observations
    rows = seen[(seen["family"] == FIDELITY) & seen["category"].isin(TOLD)]
    rank = rows["category"].map({category: n for n, category in enumerate(TOLD)})
    ordered = records(
        rows.assign(rank=rank).sort_values(["side_rank", "rank", "index", "start"], kind="stable")
    )
    columns = [
        column(say.template(k))
        for k in ("page.outlet", "forensics.finding", "forensics.words", "forensics.change")
    ]
    columns += [column(say.template("phrases.position")), column(say.template("page.article"))]
    notes = [say.say("forensics.surfaces_note")]
    if len(ordered) > LISTED:
        shown, of = (numbers.integer(n, reading.language) for n in (LISTED, len(ordered)))
        notes.append(say.say("page.capped", shown=shown, of=of))
    body = [_row(row, reading, evidence) for row in ordered[:LISTED]]
    return table("heading-words", say.say("forensics.surfaces"), columns, body, notes, wide=True)


def _row(row: Mapping[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    say, side = reading.say, reading.by_key[row["side"]]
    href = evidence.link(FIDELITY, row["category"], side.key)
    key = f"forensics.changes.{row['lemma']}"
    return [
        cell(name(side.label)), cell(reading.names.category(FIDELITY, row["category"])),
        cell(linked(words(row["surface"], side.language), href)),
        cell(say.plain(key) if key in say else "–"), cell(say.template(f"positions.{row['position']}")),
        cell(str(row["index"]), float(row["index"])),
    ]  # fmt: skip
