"""Section: framing vocabulary – cues by family, own and quoted voice in separate panels."""

from __future__ import annotations

import math

import pandas as pd

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
from framing.report.naming import counts_of
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.records import records
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Runs, capital, name, strong, text
from framing.tables import VOICES

NOT_CUES = (NAMING, HEADS, "terms")


def vocabulary(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on framing vocabulary."""
    say = reading.say
    blocks = [paragraph(say.say("vocabulary.intro")), paragraph(say.say("vocabulary.note"))]
    for family, categories in families(reading):
        title = family_name(family, reading)
        found = {cell[4] for cell in reading.cells if cell[0] == family}
        shown = [v for v in VOICES if v in found or v in ("own", "quoted")]
        blocks += [heading(identity("family", family), title), figure(strips(family, title, reading))]
        blocks += [_panel(family, categories, voice, reading, evidence) for voice in shown]
        blocks += [_tested(family, reading)]
    return section("vocabulary", say.template("sections.vocabulary"), blocks)


def families(reading: Reading) -> list[tuple[str, list[str]]]:
    """Return each family of cues with its categories: those searched, observed, declared or estimated."""
    tables = (reading.observations, reading.estimates, reading.claims)
    pairs = pd.concat([t[["family", "category"]].astype(str).drop_duplicates() for t in tables])
    known = {tuple(key.split(".", 1)) for key in reading.names.categories}
    every = sorted({(f, c) for f, c in {*map(tuple, pairs.to_numpy()), *known} if c and f not in NOT_CUES})
    return [(f, [c for g, c in every if g == f]) for f in dict.fromkeys(f for f, _ in every)]


def family_name(family: str, reading: Reading) -> str:
    """Return the name of a family for readers."""
    return (
        reading.say.plain(f"families.{family}")
        if f"families.{family}" in reading.say
        else name(family)["text"]
    )


def contrast_name(key: str, reading: Reading) -> Runs:
    """Return a contrast for readers: first outlet – second outlet."""
    labels = [side.label for side in contrast_sides(key, reading)]
    return [run for i, label in enumerate(labels) for run in ([text(" – ")] if i else []) + [name(label)]]


def _panel(family: str, categories: list[str], voice: str, reading: Reading, evidence: Evidence) -> Block:
    """One voice of one family: category and what it is said of, by outlet; zeros are printed."""
    say, body = reading.say, []
    for category in categories:
        counts = {(k, s): n for (k, s, v), n in counts_of(family, category, reading).items() if v == voice}
        title = capital(reading.names.category(family, category))
        body.append(
            [cell(strong(title)), cell(say.template("vocabulary.any"))]
            + [_total(sum(n for (_, s), n in counts.items() if s == side.key), side, voice, reading,
                      evidence.link(family, category, side.key)) for side in reading.sides]
        )  # fmt: skip
        body += [
            [cell(title), cell(_target(target, reading))]
            + [_hit(counts.get((target, side.key), 0), target, side, reading,
                    evidence.link(family, category, side.key, target, voice)) for side in reading.sides]
            for target in sorted({k for k, _ in counts}, key=lambda k: (not k, k))
        ]  # fmt: skip
    columns = [column(say.template("vocabulary.category")), column(say.template("vocabulary.target"))]
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


def _target(referent: str, reading: Reading) -> str:
    return reading.names.referent(referent) if referent else reading.say.template("vocabulary.no_target")


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


def _tested(family: str, reading: Reading) -> Block:
    """Every comparison of the family in own and quoted voice, with what came of it: nulls included."""
    say = reading.say
    chosen = (reading.estimates["family"] == family) & (reading.estimates["statistic"] == "rate_ratio")
    rows = reading.estimates[chosen & reading.estimates["voice"].isin(["own", "quoted"])]
    ordered = records(rows.sort_values(["contrast", "category", "referent", "voice"]))
    names = [("category", "text"), ("target", "text"), ("contrast", "text"), ("voice", "text"), ("first", "number"),
             ("second", "number"), ("ratio", "number"), ("interval", "number"), ("p", "number"), ("p_adjusted", "number")]  # fmt: skip
    columns = [column(say.template(f"vocabulary.{n}"), kind) for n, kind in names]
    caption = say.say("vocabulary.tested", family=strong(family_name(family, reading)))
    body = [_tested_row(family, row, reading) for row in ordered]
    notes = [say.say("vocabulary.tested_note")]
    return table(identity("tested", family), caption, columns, body, notes, wide=True, folded=True)


def _tested_row(family: str, row: dict[str, float], reading: Reading) -> list[Cell]:
    say, language = reading.say, reading.language
    none = say.template("page.not_estimable")
    target = _target(str(row["referent"]), reading) if row["referent"] else say.template("vocabulary.any")
    low, high = (numbers.decimal(row[k], 2, language) for k in ("low", "high"))
    return [
        cell(capital(reading.names.category(family, str(row["category"])))), cell(target),
        cell(contrast_name(str(row["contrast"]), reading)), cell(say.plain(f"voices.{row['voice']}.short")),
        *[_over(row[f"hits_{x}"], row[f"opportunities_{x}"], language) for x in "ab"],
        number(row["estimate"], numbers.decimal(row["estimate"], 2, language) or none),
        cell(say.plain("page.interval", low=low or "0", high=high)) if high else missing(none),
        *[number(row[p], numbers.probability(row[p], language) or "–") for p in ("p_value", "p_adjusted")],
    ]  # fmt: skip


def _over(hits: float, over: float, language: str) -> Cell:
    if not math.isfinite(hits):
        return missing("–")
    return number(hits, f"{numbers.integer(hits, language)} / {numbers.integer(over, language)}")
