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
from framing.report.evidence import Evidence, count_by, identity
from framing.report.naming import is_impossible
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.voices import seen_voices, sentences
from framing.report.wording import Runs, capital, name, strong, text

NOT_CUES = ("naming", "heads", "terms")


def vocabulary(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on framing vocabulary."""
    say = reading.say
    blocks = [paragraph(say.say("vocabulary.intro")), paragraph(say.say("vocabulary.note"))]
    for family, categories in families(reading):
        blocks += [
            heading(identity("family", family), family_name(family, reading)),
            figure(strips(family, reading)),
        ]
        shown = seen_voices(_cues(reading, family))
        blocks += [_panel(family, categories, voice, reading, evidence) for voice in shown]
        blocks += [_tested(family, reading)]
    return section("vocabulary", say.template("sections.vocabulary"), blocks)


def families(reading: Reading) -> list[tuple[str, list[str]]]:
    """Return each family of cues with its categories: those observed, declared or estimated."""
    tables = (reading.observations, reading.estimates, reading.claims)
    pairs = pd.concat([t[["family", "category"]].astype(str) for t in tables]).drop_duplicates()
    cues = pairs[~pairs["family"].isin(NOT_CUES)]
    known = {tuple(key.split(".", 1)) for key in reading.names.categories}
    every = sorted(set(map(tuple, cues.to_numpy())) | known)
    return [(f, [c for g, c in every if g == f and c]) for f in dict.fromkeys(f for f, _ in every)]


def family_name(family: str, reading: Reading) -> str:
    """Return the name of a family for readers."""
    return reading.say.plain(f"families.{family}") if f"families.{family}" in reading.say else family


def _cues(reading: Reading, family: str) -> pd.DataFrame:
    return reading.observations[reading.observations["family"] == family]


def _panel(family: str, categories: list[str], voice: str, reading: Reading, evidence: Evidence) -> Block:
    """One voice of one family: category and what it is said of, by outlet; zeros are printed."""
    say = reading.say
    rows = _cues(reading, family)
    rows = rows[rows["voice"] == voice]
    counts = count_by(rows, "category", "referent", "side")
    totals = count_by(rows, "category", "side")
    body: list[list[Cell]] = []
    for category in categories:
        title = capital(reading.names.category(family, category))
        body.append(
            [cell(strong(title)), cell(say.template("vocabulary.any"))]
            + [
                _total(
                    totals.get((category, s.key), 0),
                    sentences(reading, s, voice),
                    reading,
                    evidence.link(family, category, s.key),
                )
                for s in reading.sides
            ]
        )
        for referent in sorted({r for c, r, _ in counts if c == category}):
            body.append(
                [cell(title), cell(_target(referent, reading))]
                + [
                    _hit(
                        counts.get((category, referent, s.key), 0),
                        referent,
                        s,
                        reading,
                        evidence.link(family, category, s.key, referent, voice),
                    )
                    for s in reading.sides
                ]
            )
    columns = [column(say.template("vocabulary.category")), column(say.template("vocabulary.target"))]
    columns += [column(side.label, "number") for side in reading.sides]
    over = say.listed([_over(side, voice, reading) for side in reading.sides])
    caption = say.say(
        "vocabulary.caption", family=strong(family_name(family, reading)),
        voice=say.template(f"voices.{voice}.long"), over=over,
    )  # fmt: skip
    return table(identity("cues", family, voice), caption, columns, body)


def _over(side: Side, voice: str, reading: Reading) -> Runs:
    return [name(side.label), text(" " + numbers.integer(sentences(reading, side, voice), reading.language))]


def _target(referent: str, reading: Reading) -> str:
    return reading.names.referent(referent) if referent else reading.say.template("vocabulary.no_target")


def _total(n: int, over: int, reading: Reading, href: str) -> Cell:
    """A count and its rate per 100 sentences; nothing to count over is not a zero."""
    if not over:
        return missing("–")
    made = number(n, numbers.integer(n, reading.language), href)
    rate = numbers.decimal(100 * n / over, 1, reading.language)
    return {**made, "runs": [*made["runs"], text(f" ({rate})")]}


def _hit(n: int, referent: str, side: Side, reading: Reading, href: str) -> Cell:
    if is_impossible(reading, referent, side):
        return missing(reading.say.template("page.not_estimable"))
    return number(n, numbers.integer(n, reading.language), href)


def strips(family: str, reading: Reading) -> Block:
    """Return the figure of where in each article the family's cues stand, in order of date."""
    say = reading.say
    rows = _cues(reading, family)
    documents = reading.documents.to_dict("records")
    shown = seen_voices(rows)
    strips_of = [
        {
            "label": f"{d['index']} · {next(s for s in reading.sides if s.key == d['side']).label}",
            "marks": [
                {
                    "at": round(min(1.0, start / max(1, d["characters"])), 4),
                    "voice": voice,
                    "title": place == "title",
                }
                for start, voice, place in sorted(
                    rows.loc[rows["doc_id"] == d["doc_id"], ["start", "voice", "position"]].itertuples(
                        index=False
                    )
                )
            ],
        }
        for d in documents
    ]
    inside = int((rows["voice"] == "quoted").sum())
    values = {
        "family": family_name(family, reading), "n": say.count(len(rows), "cue"),
        "inside": numbers.integer(inside, reading.language), "articles": say.count(rows["doc_id"].nunique(), "article"),
        "all": numbers.integer(len(documents), reading.language),
    }  # fmt: skip
    columns = [column(say.template("page.article"))]
    columns += [column(say.template(f"voices.{v}.short"), "number") for v in shown]
    counts = count_by(rows, "doc_id", "voice")
    body = [
        [cell(name(d["label"]), float(d["index"]))]
        + [number(k := counts.get((d["doc_id"], v), 0), numbers.integer(k, reading.language)) for v in shown]
        for d in documents
    ]
    return {
        "id": identity("strips", family), "chart": "strips",
        "title": say.plain("figures.strips.title" if len(rows) else "figures.strips.none", **values),
        "subtitle": say.plain("figures.strips.subtitle", **values), "source": say.plain("figures.source"),
        "alt": say.plain("figures.strips.alt", **values),
        "data": {
            "strips": strips_of, "voices": list(shown),
            "labels": [say.template(f"voices.{v}.short") for v in shown],
            "ends": [say.template("figures.strips.start"), say.template("figures.strips.end")],
        },
        "table": table(identity("strips-data", family), say.say("figures.strips.data", **values), columns, body),
    }  # fmt: skip


def _tested(family: str, reading: Reading) -> Block:
    """Every comparison of the family that was made, with what came of it: nulls included."""
    say, language = reading.say, reading.language
    rows = reading.estimates[
        (reading.estimates["family"] == family) & (reading.estimates["statistic"] == "rate_ratio")
    ]
    keys = ["contrast", "category", "referent", "voice"]
    body = []
    for r in rows.sort_values(keys).to_dict("records"):
        ratio = numbers.decimal(r["estimate"], 2, language) or say.template("page.not_estimable")
        low, high = (numbers.decimal(r[k], 2, language) for k in ("low", "high"))
        interval = (
            say.plain("page.interval", low=low or "0", high=high)
            if high
            else say.template("page.not_estimable")
        )
        target = _target(str(r["referent"]), reading) if r["referent"] else say.template("vocabulary.any")
        body.append([
            cell(reading.names.category(family, r["category"])), cell(target), cell(contrast_name(r["contrast"], reading)),
            cell(say.plain(f"voices.{r['voice']}.short")),
            *[_ratio_part(r[f"hits_{x}"], r[f"opportunities_{x}"], language) for x in "ab"],
            number(r["estimate"], ratio) if math.isfinite(r["estimate"]) else missing(ratio),
            cell(interval) if high else missing(interval),
            number(r["p_value"], numbers.probability(r["p_value"], language) or "–"),
            number(r["p_adjusted"], numbers.probability(r["p_adjusted"], language) or "–"),
        ])  # fmt: skip
    names = [("category", "text"), ("target", "text"), ("contrast", "text"), ("voice", "text"), ("first", "number"),
             ("second", "number"), ("ratio", "number"), ("interval", "number"), ("p", "number"), ("p_adjusted", "number")]  # fmt: skip
    columns = [column(say.template(f"vocabulary.{n}"), kind) for n, kind in names]
    caption = say.say("vocabulary.tested", family=strong(family_name(family, reading)))
    return table(
        identity("tested", family),
        caption,
        columns,
        body,
        [say.say("vocabulary.tested_note")],
        wide=True,
        folded=True,
    )


def _ratio_part(hits: float, over: float, language: str) -> Cell:
    if not math.isfinite(hits):
        return missing("–")
    return number(hits, f"{numbers.integer(hits, language)} / {numbers.integer(over, language)}")


def contrast_name(key: str, reading: Reading) -> Runs:
    """Return a contrast for readers: first outlet – second outlet."""
    labels = [side.label for side in contrast_sides(key, reading)]
    return [run for i, label in enumerate(labels) for run in ([text(" – ")] if i else []) + [name(label)]]
