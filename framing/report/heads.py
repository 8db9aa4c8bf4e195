"""Head tables: every attribute of a fixed noun, with voice and article, and the words near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, number, paragraph, table
from framing.report.counted import NEAR
from framing.report.evidence import Evidence, identity
from framing.report.labels import attribute_name
from framing.report.reading import Reading
from framing.report.records import records, sizes_by
from framing.report.seen import HEADS, MENTION
from framing.report.wording import Run, Runs, linked, merged, name, strong, text, words
from framing.stats import signed_g2

MOST_TABLES = 6  # heads with a table of their own; the others are named with their number of attributes
MOST_ROWS = 12  # attributes in a table; the others stand in the evidence
LEAST_COLLOCATE, MOST_COLLOCATES = 2, 10  # named once is chance; a reader reads a line a head
CHANCE = 3.84  # G2 on one degree of freedom at .05: a sieve for reading, no claim


def heads(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the blocks on head nouns; none where none was measured."""
    say = reading.say
    seen = reading.observations[reading.observations["family"] == HEADS]
    if seen.empty:
        return []
    found, mentions = _attributes(seen), _mentions_of(seen)
    ranked = _ranked(found, mentions, reading)
    blocks = [heading("heads", say.template("naming.heads")), paragraph(say.say("naming.heads_intro"))]
    for head in ranked[:MOST_TABLES]:
        blocks += [_table(head, found.get(head, []), mentions, reading, evidence)]
        blocks += [_collocates(head, reading, evidence)]
    return [*blocks, _others(ranked[MOST_TABLES:], found, reading, evidence)]


def listed_near(reading: Reading) -> pd.DataFrame:
    """Return every word that the section lists as standing near a head: DataFrame[referent, side, term]."""
    seen = reading.observations[reading.observations["family"] == HEADS]
    ranked = _ranked(_attributes(seen), _mentions_of(seen), reading)
    rows = [
        (head, side.key, term)
        for head in ranked[:MOST_TABLES]
        for side in reading.sides
        for term in _near(head, side.key, reading)
    ]
    return pd.DataFrame(rows, columns=["referent", "side", "term"])


def _mentions_of(seen: pd.DataFrame) -> dict[tuple[str, ...], int]:
    return sizes_by(seen[seen["category"] == MENTION], ["member", "side"])


def _attributes(seen: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Head → its attributes by outlet, voice and how found, each with count, articles and phrases."""
    keys = ["member", "side_rank", "side", "lemma", "category", "voice"]
    attributes = seen[seen["category"] != MENTION]
    sizes = attributes.groupby([*keys, "index", "phrase"], as_index=False, sort=True).size()
    merged_rows = []
    for key, same in groupby(records(sizes), key=lambda row: tuple(row[k] for k in keys)):
        group = list(same)
        merged_rows.append(dict(zip(keys, key, strict=True)) | {
            "n": sum(row["size"] for row in group),
            "articles": sorted({int(row["index"]) for row in group}),
            "phrases": sorted({row["phrase"] for row in group}),
        })  # fmt: skip
    ordered = sorted(
        merged_rows, key=lambda r: (r["member"], r["side_rank"], -r["n"], *(r[k] for k in keys[3:]))
    )
    return {str(head): list(rows) for head, rows in groupby(ordered, key=lambda row: row["member"])}


def _ranked(
    found: Mapping[str, Sequence[Any]], mentions: Mapping[tuple[str, ...], int], reading: Reading
) -> list[str]:
    """Heads of declared claims first, then those with the most attributes."""
    declared = set(reading.claims.loc[reading.claims["declared"].astype(bool), "referent"])
    every = set(found) | {head for head, _ in mentions}
    return sorted(every, key=lambda head: (head not in declared, -len(found.get(head, ())), head))


def _table(
    head: str, rows: Sequence[dict[str, Any]], mentions: Mapping[tuple[str, ...], int], reading: Reading,
    evidence: Evidence,
) -> Block:  # fmt: skip
    say = reading.say
    title, over = strong(reading.names.referent(head)), _mentions(head, mentions, reading, evidence)
    if not rows:
        return paragraph(say.say("naming.no_attribute", head=title, mentions=over))
    names = ("attribute", "words", "found", "outlet", "voice", "articles")
    columns = [column(say.template(f"naming.columns.{c}")) for c in names]
    columns += [column(say.template("naming.columns.n"), "number")]
    body = [_attribute(head, row, reading, evidence) for row in rows[:MOST_ROWS]]
    notes = [_more(head, len(rows) - MOST_ROWS, reading, evidence)] if len(rows) > MOST_ROWS else []
    return table(
        identity("head-of", head),
        say.say("naming.head_caption", head=title, mentions=over),
        columns,
        body,
        notes,
        wide=True,
    )


def _more(head: str, n: int, reading: Reading, evidence: Evidence) -> Runs:
    shown = linked(numbers.integer(n, reading.language), evidence.link(HEADS, head))
    return reading.say.say("naming.more", n=[shown])


def _mentions(
    head: str, mentions: Mapping[tuple[str, ...], int], reading: Reading, evidence: Evidence
) -> Runs:
    listed: list[Runs] = []
    for side in reading.sides:
        n = mentions.get((head, side.key), 0)
        href = evidence.link(HEADS, head, side.key, "") if n else ""
        listed.append([name(side.label), text(" "), linked(numbers.integer(n, reading.language), href)])
    return reading.say.listed(listed)


def _attribute(head: str, row: Mapping[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    say, side = reading.say, reading.by_key[row["side"]]
    n, voice = int(row["n"]), str(row["voice"])
    href = evidence.link(HEADS, head, side.key, row["category"], row["lemma"], voice=voice)
    return [
        cell(words(row["lemma"], side.language)),
        cell(_several(row["phrases"], side.language)),
        cell(attribute_name(row["category"], reading)),
        cell(name(side.label)),
        cell(say.template(f"voices.{voice}.short")),
        cell(", ".join(map(str, row["articles"]))),
        number(n, numbers.integer(n, reading.language), href),
    ]


def _several(phrases: Sequence[str], language: str) -> Runs:
    runs: list[Run] = []
    for phrase in phrases:
        runs += ([text(", ")] if runs else []) + [words(phrase, language)]
    return merged(runs)


def _collocates(head: str, reading: Reading, evidence: Evidence) -> Block:
    """Words that stand near a head more often than elsewhere, by signed G2 of windows against the rest."""
    lines: list[Runs] = []
    for side in reading.sides:
        listed: list[Runs] = []
        for term, n in _near(head, side.key, reading).items():
            shown = linked(numbers.integer(n, reading.language), evidence.link(NEAR, head, side.key, term))
            listed.append([words(term, side.language), text(" "), shown])
        if listed:
            said = reading.say.listed(listed)
            lines.append(reading.say.say("naming.collocates_of", outlet=name(side.label), terms=said))
    if not lines:
        return {}
    lead = reading.say.say("naming.collocates", head=strong(reading.names.referent(head)))
    return {"type": "captioned", "runs": lead, "items": lines}


def _near(head: str, side: str, reading: Reading) -> dict[str, int]:
    """Return the words to list with how often each stands near the head."""
    mine = reading.near.get((head, side), {})
    return {term: mine[term] for term in _tied(mine, reading.totals.get((side,), {}))}


def _tied(near: Mapping[str, int], totals: Mapping[str, int]) -> list[str]:
    often = {term: n for term, n in near.items() if n >= LEAST_COLLOCATE}
    if not often:
        return []
    inside, size = sum(near.values()), sum(totals.values())
    elsewhere = np.array([max(0, totals.get(term, 0) - n) for term, n in often.items()], dtype=float)
    beside = max(size - inside, 1 + elsewhere.max())
    scores = (
        signed_g2(np.array(list(often.values()), dtype=float), elsewhere, inside, beside).round(6).tolist()
    )
    ranked = sorted(zip(scores, often, strict=True), key=lambda pair: (-pair[0], pair[1]))
    return [term for score, term in ranked[:MOST_COLLOCATES] if score > CHANCE]


def _others(
    ranked: Sequence[str], found: Mapping[str, Sequence[Any]], reading: Reading, evidence: Evidence
) -> Block:
    listed: list[Runs] = []
    for head in ranked:
        n = len(found.get(head, ()))
        shown = linked(numbers.integer(n, reading.language), evidence.link(HEADS, head) if n else "")
        listed.append([name(reading.names.referent(head)), text(" "), shown])
    return (
        paragraph(reading.say.say("naming.other_heads", heads=reading.say.listed(listed))) if listed else {}
    )
