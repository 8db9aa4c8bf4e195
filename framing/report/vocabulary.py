"""Section: framing vocabulary – cues by family, own and quoted voice in separate panels."""

from __future__ import annotations

from framing.report import numbers
from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    figure,
    heading,
    missing,
    number,
    paragraph,
    section,
    table,
)
from framing.report.dispersion import strips
from framing.report.evidence import Evidence, identity
from framing.report.labels import families, family_name, target_name
from framing.report.naming import counts_of
from framing.report.reading import Reading, Side
from framing.report.tested import comparisons
from framing.report.wording import capital, name, strong, text
from framing.tables import VOICES


def vocabulary(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on framing vocabulary."""
    say = reading.say
    blocks = [paragraph(say.say(f"vocabulary.{key}")) for key in ("intro", "unit", "note")]
    for family, categories in families(reading):
        title = family_name(family, reading)
        found = {cell[4] for cell in reading.cells if cell[0] == family}
        shown = [v for v in VOICES if v in found or v in ("own", "quoted")]
        blocks += [heading(identity("family", family), title), figure(strips(family, title, reading))]
        blocks += [_panel(family, categories, voice, reading, evidence) for voice in shown]
        blocks += comparisons(family, reading, evidence)
    return section("vocabulary", say.template("sections.vocabulary"), blocks)


def _panel(family: str, categories: list[str], voice: str, reading: Reading, evidence: Evidence) -> Block:
    """One voice of one family: category and, where cues are said of something, of what; by outlet, zeros printed."""
    say, body = reading.say, []
    said_of_something = family not in reading.names.without_target
    for category in categories:
        counts = {(k, s): n for (k, s, v), n in counts_of(family, category, reading).items() if v == voice}
        title = capital(reading.names.category(family, category))
        body.append(
            [cell(strong(title)), *[cell(say.template("vocabulary.any"))] * said_of_something]
            + [_total(reading.cues.get((family, category, side.key, voice), 0), side, voice, reading,
                      evidence.link(family, category, side.key, voice=voice)) for side in reading.sides]
        )  # fmt: skip
        body += [
            [cell(title), cell(target_name(target, reading))]
            + [_hit(counts.get((target, side.key), 0), target, side, reading,
                    evidence.cell(family, category, side.key, target, voice)) for side in reading.sides]
            for target in sorted({k for k, _ in counts} if said_of_something else (), key=lambda k: (not k, k))
        ]  # fmt: skip
    columns = [column(say.template("vocabulary.category"))]
    columns += [column(say.template("vocabulary.target"))] * said_of_something
    columns += [column(side.label, "number") for side in reading.sides]
    over = say.listed(
        [
            [name(s.label), text(" " + numbers.integer(_sentences(s, voice, reading), reading.language))]
            for s in reading.sides
        ]
    )
    caption = say.say(
        "vocabulary.caption", family=strong(family_name(family, reading)),
        voice=say.template(f"voices.{voice}.long"), over=over,
    )  # fmt: skip
    return table(identity("cues", family, voice), caption, columns, body)


def _sentences(side: Side, voice: str, reading: Reading) -> int:
    return reading.sentences.get((side.key, voice), 0)


def _total(n: int, side: Side, voice: str, reading: Reading, href: str) -> Cell:
    """Return a count and its rate per 100 sentences; nothing to count over is not a zero."""
    over = _sentences(side, voice, reading)
    if not over:
        return missing("–")
    made = number(n, numbers.integer(n, reading.language), href)
    rate = numbers.decimal(100 * n / over, 1, reading.language)
    return {**made, "runs": [*made["runs"], text(f" ({rate})")]} if n else made


def _hit(n: int, referent: str, side: Side, reading: Reading, href: str) -> Cell:
    if (referent, side.key) in reading.impossible:
        return missing(reading.say.template("page.not_estimable"))
    return number(n, numbers.integer(n, reading.language), href)
