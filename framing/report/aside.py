"""Blocks: files and articles that a run did not take in, each with its reason."""

from __future__ import annotations

import re

from framing.report import numbers
from framing.report.blocks import Block, cell, column, heading, table
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.wording import Runs, name

MOST_ROWS = 20  # a list that can be read; tables/set_aside.csv holds every one
# The reasons that ingest gives most often, in the words of the report; any other is shown as it stands.
REASONS = (
    (re.compile(r"the same text as (?P<document>.+)"), "corpus.aside.same"),
    (re.compile(r"nothing but boilerplate"), "corpus.aside.bare"),
    (re.compile(r"language (?P<language>\S+) is not among the study's"), "corpus.aside.language"),
)


def not_taken_in(reading: Reading) -> list[Block]:
    """Return the blocks on what was set aside; none when everything was taken in."""
    say = reading.say
    found = records(reading.set_aside)
    if not found:
        return []
    rows = [
        [cell(name(str(row["file"]))), cell(_reason(str(row["reason"]), reading))]
        for row in found[:MOST_ROWS]
    ]
    columns = [column(say.template("corpus.aside.file")), column(say.template("corpus.aside.reason"))]
    left = len(found) - MOST_ROWS
    notes = [say.say("corpus.aside.more", n=numbers.integer(left, reading.language))] if left > 0 else []
    return [
        heading("aside", say.template("corpus.aside.title")),
        table("aside-table", say.say("corpus.aside.caption"), columns, rows, notes),
    ]


def _reason(reason: str, reading: Reading) -> Runs:
    for pattern, key in REASONS:
        if found := pattern.fullmatch(reason):
            return reading.say.say(key, **{part: name(said) for part, said in found.groupdict().items()})
    return [name(reason)]
