"""Section: naming and heads – what the same thing is called, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.report import numbers
from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    heading,
    missing,
    number,
    paragraph,
    section,
    table,
)
from framing.report.evidence import Evidence, count_by, identity
from framing.report.reading import Reading, Side
from framing.report.voices import seen_voices
from framing.report.wording import Run, Runs, linked, merged, name, strong, text, words

# Collocates named once are chance; a reader reads a dozen a head.
LEAST_COLLOCATE = 2
MOST_COLLOCATES = 12


def naming(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on naming and head nouns."""
    say = reading.say
    blocks = [paragraph(say.say("naming.intro")), heading("variants", say.template("naming.variants"))]
    blocks += [paragraph(say.say("naming.note"))]
    blocks += [_variants(str(r), rows, reading, evidence) for r, rows in _families(reading, "naming")]
    heads = _families(reading, "heads")
    if heads:
        blocks += [heading("heads", say.template("naming.heads")), paragraph(say.say("naming.heads_intro"))]
    for head, rows in heads:
        blocks += [_attributes(head, rows, reading, evidence), _collocates(head, reading)]
    return section("naming", say.template("sections.naming"), blocks)


def is_impossible(reading: Reading, referent: str, side: Side) -> bool:
    """Tell whether every document of an outlet predates the referent (gate G10): a structural zero."""
    begins = reading.names.exists.get(referent, "")
    dates = reading.documents.loc[reading.documents["side"] == side.key, "published"]
    dated = dates[dates != ""]
    return bool(begins) and len(dated) > 0 and bool((dated < begins[: dated.str.len().max()]).all())


def _families(reading: Reading, family: str) -> list[tuple[str, pd.DataFrame]]:
    rows = reading.observations[reading.observations["family"] == family]
    groups = [(str(referent), group) for referent, group in rows.groupby("referent", sort=True)]
    return sorted(groups, key=lambda pair: (-len(pair[1]), pair[0]))


def _variants(referent: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Block:
    say, shown = reading.say, seen_voices(rows)
    counts = count_by(rows, "category", "side", "voice")
    sizes = count_by(rows, "category")
    wholes = count_by(rows, "side", "voice")
    ranked = sorted(sizes, key=lambda variant: (-sizes[variant], variant))
    body = [
        [cell(name(reading.names.variant(referent, variant)))]
        + [
            _choice(counts.get((variant, s.key, v), 0), wholes.get((s.key, v), 0), s, reading,
                    evidence.link("naming", referent, s.key, variant, v), is_impossible(reading, referent, s))
            for s in reading.sides for v in shown
        ]
        for variant in ranked
    ]  # fmt: skip
    total = [cell(strong(say.template("naming.all")))] + [
        _whole(wholes.get((s.key, v), 0), reading, is_impossible(reading, referent, s))
        for s in reading.sides for v in shown
    ]  # fmt: skip
    caption = say.say(
        "naming.caption", referent=strong(reading.names.referent(referent)), n=say.count(len(rows), "mention")
    )
    return table(
        identity("naming-of", referent), caption, [column(say.template("naming.variant")), *_heads(reading, shown)],
        body, _zero_notes(referent, reading), wide=True, totals=[total],
    )  # fmt: skip


def _heads(reading: Reading, shown: Sequence[str]) -> list[dict[str, str]]:
    labels = [reading.say.template(f"voices.{v}.short") for v in shown]
    return [column(label, "number", side.label) for side in reading.sides for label in labels]


def _choice(n: int, whole: int, side: Side, reading: Reading, href: str, impossible: bool) -> Cell:
    """A count and its share of all mentions in that voice; "–" where there was nothing to share."""
    if impossible:
        return missing(reading.say.template("page.not_estimable"))
    if not whole:
        return missing("–")
    shown = numbers.integer(n, reading.language)
    made = number(n, shown, href)
    return (
        {**made, "runs": [*made["runs"], text(f" ({numbers.percent(n / whole, reading.language)})")]}
        if n
        else made
    )


def _whole(n: int, reading: Reading, impossible: bool) -> Cell:
    if impossible:
        return missing(reading.say.template("page.not_estimable"))
    return number(n, numbers.integer(n, reading.language))


def _zero_notes(referent: str, reading: Reading) -> list[Runs]:
    return [
        reading.say.say(
            "naming.structural", outlet=name(s.label),
            date=numbers.date(reading.names.exists[referent], reading.language),
        )
        for s in reading.sides
        if is_impossible(reading, referent, s)
    ]  # fmt: skip


def _attributes(head: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Block:
    """Every attribute of a head: what was said of it, found how, by which outlet, in whose voice, where."""
    say = reading.say
    attributes = rows[rows["category"] != "mention"]
    keys = ["side", "lemma", "category", "voice"]
    found = attributes.merge(reading.documents[["doc_id", "index"]], on="doc_id")
    grouped = found.groupby(keys, as_index=False).agg(
        n=("start", "size"),
        articles=("index", lambda s: sorted(set(s))),
        surface=("surface", lambda s: sorted(set(s))),
    )
    rank = {side.key: i for i, side in enumerate(reading.sides)}
    ordered = sorted(
        grouped.to_dict("records"), key=lambda r: (rank[r["side"]], -r["n"], *(r[k] for k in keys))
    )
    body = [_attribute(head, row, reading, evidence) for row in ordered]
    names = ("attribute", "words", "found", "outlet", "voice", "articles")
    columns = [column(say.template(f"naming.columns.{c}")) for c in names]
    columns += [column(say.template("naming.columns.n"), "number")]
    title = strong(reading.names.referent(head))
    mentions = _mentions(head, rows, reading, evidence)
    if not body:
        return paragraph(say.say("naming.no_attribute", head=title, mentions=mentions))
    caption = say.say("naming.head_caption", head=title, mentions=mentions)
    return table(identity("head-of", head), caption, columns, body, wide=True)


def _mentions(head: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Runs:
    counts = count_by(rows[rows["category"] == "mention"], "side")
    return reading.say.listed(
        [
            [name(s.label), text(" "), linked(numbers.integer(counts.get(s.key, 0), reading.language),
                                              evidence.link("heads", head, s.key))]
            for s in reading.sides
        ]
    )  # fmt: skip


def _attribute(head: str, row: dict[str, object], reading: Reading, evidence: Evidence) -> list[Cell]:
    say = reading.say
    side = next(s for s in reading.sides if s.key == row["side"])
    n, voice, lemma = float(str(row["n"])), str(row["voice"]), str(row["lemma"])
    surfaces: list[str] = row["surface"]  # type: ignore[assignment]
    matched = [run for i, s in enumerate(surfaces) for run in _separated(i, words(s, side.language))]
    articles = ", ".join(str(i) for i in row["articles"])  # type: ignore[attr-defined]
    return [
        cell(words(lemma, side.language)), cell(merged(matched)),
        cell(say.plain(f"attributes.{row['category']}") if f"attributes.{row['category']}" in say else str(row["category"])),
        cell(name(side.label)), cell(say.template(f"voices.{voice}.short")), cell(articles),
        number(n, numbers.integer(n, reading.language), evidence.link("heads", head, side.key, lemma, voice)),
    ]  # fmt: skip


def _separated(index: int, run: Run) -> Runs:
    return [text(", "), run] if index else [run]


def _collocates(head: str, reading: Reading) -> Block:
    """Words near a head, for what an attribute table cannot see; counts only."""
    near = reading.collocations[reading.collocations["referent"] == head]
    if near.empty:
        return {}
    say = reading.say
    parts: list[Runs] = []
    for side in reading.sides:
        rows = near[near["side"] == side.key]
        sums = rows.groupby("term", as_index=False)["n"].sum()
        often = sums[sums["n"] >= LEAST_COLLOCATE].sort_values(["n", "term"], ascending=[False, True])
        pairs = often.head(MOST_COLLOCATES).to_dict("records")
        if pairs:
            listed = [[words(p["term"], side.language), text(f" {p['n']}")] for p in pairs]
            parts.append(say.say("naming.collocates_of", outlet=name(side.label), terms=say.listed(listed)))
    if not parts:
        return {}
    lead = say.say("naming.collocates", head=strong(reading.names.referent(head)))
    return {"type": "captioned", "runs": lead, "items": parts}
