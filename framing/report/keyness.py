"""Section: keyness – words that are more frequent on one side; exploratory, claims nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import (  # fmt: skip
    Block,
    cell,
    column,
    figure,
    heading,
    note,
    number,
    paragraph,
    section,
    table,
)
from framing.report.counted import TERMS
from framing.report.evidence import Evidence, identity
from framing.report.keyness_rows import (
    LISTED,
    absent_rows,
    kind_of,
    listed_rows,
    survives,
    word_contrast_name,
    word_sides,
)
from framing.report.keyness_tables import Tables
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.wording import Runs, code, flat, words
from framing.study.comparison.vocabulary import OWN

SIGNIFICANT_G2 = 3.841  # χ² with one degree of freedom, p < .05


def keyness(reading: Reading, evidence: Evidence, wide: pd.DataFrame) -> Block:
    """Return the section on keyness from the rows that `framing.report.keyness_rows.wide_rows` returns."""
    say = reading.say
    kinds = wide["contrast"].map(lambda contrast: kind_of(str(contrast)))
    blocks = [paragraph(say.say("keyness.intro")), *_banner(wide[kinds == "pair"], reading)]
    if len(wide):
        blocks.append(paragraph(say.say("keyness.ranking")))
    for kind in ("pair", "rest", "reference"):
        chosen = wide[kinds == kind]
        if kind != "pair" and len(chosen):
            blocks += _introduced(kind, chosen, reading)
        for contrast, rows in chosen.groupby("contrast", sort=False):
            blocks += _of_contrast(str(contrast), rows, reading, evidence)
    return section("keyness", say.template("sections.keyness"), blocks)


def _introduced(kind: str, wide: pd.DataFrame, reading: Reading) -> list[Block]:
    """Return what stands above contrasts whose second side is no outlet."""
    say = reading.say
    said = say.say(f"keyness.{kind}_intro", file=code(str(reading.settings.get("reference") or "")))
    blocks = [heading(f"keyness-{kind}", say.template(f"keyness.{kind}_title")), paragraph(said)]
    return blocks if kind == "reference" else [*blocks, *_verdicts(wide, reading)]


def _of_contrast(contrast: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> list[Block]:
    shown, absent = listed_rows(rows), absent_rows(rows)
    named, tables = word_contrast_name(contrast, reading), Tables(contrast, reading, evidence)
    pair = kind_of(contrast) == "pair"
    blocks = [heading(identity("keyness", contrast), flat(named))] if pair else []
    if not len(shown) and not len(absent):
        return [*blocks, paragraph(reading.say.say("keyness.unlisted", contrast=named))]
    if pair:
        blocks.append(figure(dots(contrast, shown, reading, evidence)) if len(shown) else {})
    blocks += [tables.main(shown), tables.absent(absent)]
    if pair:  # of the others the written tables hold the rest
        blocks += [tables.as_if_independent(shown), tables.by_article(shown)]
    return blocks


def _banner(wide: pd.DataFrame, reading: Reading) -> list[Block]:
    """Say what survives the correction; usually nothing does, and then a reader must know before reading on."""
    told = set(wide["contrast"])
    if not told and not reading.keyness:
        return [note(reading.say.say("keyness.not_run"), "caution")]
    silent = [
        reading.say.say("keyness.nothing", contrast=word_contrast_name(str(row["contrast"]), reading))
        for row in records(reading.designs)
        if row["kind"] != "none" and row["contrast"] not in told
    ]
    return _verdicts(wide, reading, silent)


def _verdicts(wide: pd.DataFrame, reading: Reading, more: Sequence[Runs] = ()) -> list[Block]:
    found = [
        _verdict(str(contrast), rows, reading) for contrast, rows in wide.groupby("contrast", sort=False)
    ]
    return [{"type": "banner", "tone": "caution", "items": [*found, *more]}] if found or more else []


def _verdict(contrast: str, rows: pd.DataFrame, reading: Reading) -> Runs:
    say = reading.say
    surviving = rows.loc[survives(rows), "term"].tolist()
    naive = int((rows["g2"] > SIGNIFICANT_G2).sum())
    designs = pd.concat([reading.designs, reading.rests])
    design = designs[designs["contrast"] == contrast]
    least = float(design["smallest_p"].iloc[0]) if len(design) else math.nan
    return say.say(
        "keyness.survivors" if surviving else "keyness.none",
        contrast=word_contrast_name(contrast, reading), tested=say.count(len(rows), "word"),
        survive=say.count(len(surviving), "word"), words=_named(surviving, contrast, reading),
        naive=say.count(naive, "word"), least=numbers.probability(least, reading.language) or "–",
    )  # fmt: skip


def _named(terms: Sequence[str], contrast: str, reading: Reading) -> Runs:
    """Return the first words of a list, and how many more there are."""
    language, more = word_sides(contrast, reading)[0].language, len(terms) - LISTED
    shown: list[Any] = [words(term, language) for term in terms[:LISTED]]
    return reading.say.listed([*shown, reading.say.count(more, "more")] if more > 0 else shown)


def dots(contrast: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Block:
    """Return the figure of log ratios, outlet names at both ends of the axis, words in the order of the table."""
    say, language = reading.say, reading.language
    names = [side.label for side in word_sides(contrast, reading)]
    certain = rows["log_ratio_low"].notna().any()
    values = {"first": names[0], "second": names[1], "n": say.count(len(rows), "word")}
    return {
        "id": identity("dots", contrast), "chart": "dots",
        "title": say.plain("figures.dots.title", **values),
        "subtitle": say.plain("figures.dots.with" if certain else "figures.dots.without", **values),
        "source": say.plain("figures.source"), "alt": say.plain("figures.dots.alt", **values),
        "data": {
            "terms": rows["term"].tolist(), "ends": names,
            "values": [_finite(v) for v in rows["log_ratio"]],
            "low": [_finite(v) for v in rows["log_ratio_low"]],
            "high": [_finite(v) for v in rows["log_ratio_high"]],
            "marks": [
                f"{numbers.integer(a, language)} : {numbers.integer(b, language)}"
                for a, b in zip(rows["count_a"], rows["count_b"], strict=True)
            ],
        },
        "table": _dots_data(contrast, rows, names, reading, evidence),
    }  # fmt: skip


def _dots_data(
    contrast: str, rows: pd.DataFrame, names: list[str], reading: Reading, evidence: Evidence
) -> Block:
    say, language = reading.say, reading.language
    sides = word_sides(contrast, reading)
    columns = [column(say.template("keyness.word")), *[column(n, "number") for n in names]]
    columns.append(column(say.template("keyness.log_ratio"), "number"))
    body = []
    for row in records(rows):
        term = str(row["term"])
        counts = [
            number(
                row[f"count_{x}"], numbers.integer(row[f"count_{x}"], language),
                evidence.link(TERMS, side.key, term, voice=OWN),
            )
            for x, side in zip("ab", sides, strict=True)
        ]  # fmt: skip
        ratio: Any = number(row["log_ratio"], numbers.decimal(row["log_ratio"], 2, language))
        body.append([cell(words(term, sides[0].language)), *counts, ratio])
    caption = say.say("figures.dots.data", first=names[0], second=names[1])
    return table(identity("dots-data", contrast), caption, columns, body)


def _finite(value: float) -> float | None:
    return round(float(value), 4) if math.isfinite(value) else None
