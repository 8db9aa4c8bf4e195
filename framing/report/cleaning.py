"""Blocks: what cleaning took out, and quotation marks that do not pair."""

from __future__ import annotations

from itertools import groupby

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, note, number, paragraph, table
from framing.report.counted import REMOVED, rule_name
from framing.report.evidence import Evidence
from framing.report.reading import Reading
from framing.report.records import records, sums_by
from framing.report.wording import Runs, name, strong, text

# Rules of pairing that say that something is wrong with the marks of a paragraph.
MALFORMED = ("unclosed", "unopened", "spanning", "malformed")
MOST_OFFSETS = 12  # places listed in one cell


def cleaning(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the blocks on removals and on malformed quotation."""
    say = reading.say
    return [
        heading("cleaning", say.template("corpus.cleaning.title")),
        paragraph(say.say("corpus.cleaning.intro")),
        _removals(reading, evidence) or note(say.say("corpus.cleaning.nothing")),
        heading("marks", say.template("corpus.marks.title")),
        *_marks(reading),
    ]


def _removals(reading: Reading, evidence: Evidence) -> Block:
    say, language = reading.say, reading.language
    kept = sums_by(reading.exposure, ["side"], "tokens")
    lost = sums_by(reading.removals, ["side"], "tokens")
    by_rule = sums_by(reading.removals, ["side", "rule"], "tokens")
    spans = sums_by(reading.removals.assign(n=1), ["side", "rule"], "n")
    rows = [
        [
            cell(name(side.label)),
            cell(rule_name(rule, reading)) if f"rules.{rule}" in say else cell(name(rule)),
            number(
                spans[key, rule],
                numbers.integer(spans[key, rule], language),
                evidence.link(REMOVED, key, rule),
            ),
            number(tokens, numbers.integer(tokens, language), evidence.link(REMOVED, key, rule)),
            _share(tokens, kept.get((key,), 0) + lost[key,], language),
        ]
        for side in reading.sides
        for (key, rule), tokens in by_rule.items()
        if key == side.key
    ]
    columns = [column(say.template("page.outlet")), column(say.template("corpus.cleaning.rule"))]
    numeric = ("corpus.cleaning.spans", "corpus.words", "corpus.cleaning.share")
    columns += [column(say.template(key), "number") for key in numeric]
    return table(
        "removals", say.say("corpus.cleaning.caption"), columns, rows, [say.say("corpus.cleaning.note")]
    )


def _share(part: int, whole: int, language: str) -> Cell:
    share = part / whole if whole else float("nan")
    return number(share, numbers.percent(share, language, 1))


def _marks(reading: Reading) -> list[Block]:
    say = reading.say
    wrong = reading.attributions["rule"].str.contains("|".join(MALFORMED))
    keys = ["index", "rule", "voice", "start"]
    found = records(reading.attributions.loc[wrong, keys].sort_values(keys))
    if not found:
        return [paragraph(say.say("corpus.marks.none"))]
    same = groupby(found, key=lambda row: (int(row["index"]), str(row["rule"]), str(row["voice"])))
    rows = [_mark(*key, [row["start"] for row in group], reading) for key, group in same]
    columns = [column(say.template(f"corpus.marks.{c}")) for c in ("article", "rule", "voice")]
    columns += [column(say.template("corpus.marks.spans"), "number")]
    columns += [column(say.template("corpus.marks.offsets"))]
    caption = say.say("corpus.marks.caption")
    return [paragraph(say.say("corpus.marks.intro")), table("marks-table", caption, columns, rows, wide=True)]


def _mark(index: int, rule: str, voice: str, starts: list[int], reading: Reading) -> list[Cell]:
    say, language = reading.say, reading.language
    label: Runs = [strong(f"{index} "), name(reading.labels[index - 1])]
    offsets = ", ".join(numbers.integer(start, language) for start in starts[:MOST_OFFSETS])
    return [
        cell(label, float(index)),
        cell([text(say.plain(f"pairing.{rule}"))] if f"pairing.{rule}" in say else name(rule)),
        cell(say.plain(f"voices.{voice}.short")),
        number(len(starts), numbers.integer(len(starts), language)),
        cell(offsets + (" …" if len(starts) > MOST_OFFSETS else "")),
    ]
