"""Phrases: matched words of several tokens that a reader can look up, with voice and place."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, number, table
from framing.report.evidence import Evidence
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.seen import HEADS, MENTION, NAMING
from framing.report.wording import name, words

LISTED = 18  # a page's worth; all others stand in the evidence
_SHOWN = ("phrase", "about", "outlet", "voice", "position", "article")
_KEYS = ["phrase", "family", "member", "key", "referent", "side", "voice", "position", "index"]


def phrases(reading: Reading, evidence: Evidence) -> Block:
    """Return the table of phrases in which something is said of a referent or a head.

    Those of declared claims come first, then those about their referents, then titles and headings.
    """
    say, rows = reading.say, _candidates(reading)
    if rows.empty:
        return {}
    body = [_row(row, reading, evidence) for row in records(rows.head(LISTED))]
    columns = [
        *[column(say.template(f"phrases.{c}")) for c in _SHOWN],
        column(say.template("phrases.n"), "number"),
    ]
    notes = [say.say("phrases.note")]
    if len(rows) > len(body):
        shown, of = (numbers.integer(n, reading.language) for n in (len(body), len(rows)))
        notes.append(say.say("phrases.capped", shown=shown, of=of))
    return table("phrases", say.say("phrases.caption"), columns, body, notes, wide=True)


def _candidates(reading: Reading) -> pd.DataFrame:
    """One row a phrase, what it is said of, and place; the same words seen as cue and attribute count once."""
    seen = reading.observations
    said = (seen["family"] != NAMING) & (seen["referent"] != "") & (seen["category"] != MENTION)
    several = seen["phrase"].str.contains(" ", regex=False)
    rows = seen[said & several]
    once = rows.assign(_cue=(rows["family"] == HEADS).astype(int)).sort_values("_cue", kind="stable")
    once = once.drop_duplicates(["doc_id", "phrase", "referent", "start"])
    sizes = once.groupby(_KEYS, as_index=False).size()
    ranked = sizes.assign(
        _rank=_rank(sizes, reading),
        _place=sizes["position"].map({"title": 0, "heading": 1, "lead": 2}).fillna(3),
        _exact=sizes["phrase"].str.contains("…", regex=False).astype(int),
        _often=-sizes["size"],
    )
    return ranked.sort_values(["_rank", "_place", "_exact", "_often", *_KEYS], ignore_index=True)


def _rank(rows: pd.DataFrame, reading: Reading) -> pd.Series:
    """0: a declared claim's cue of its referent; 1: anything else of that referent; 2: the rest."""
    declared = reading.claims[reading.claims["declared"].astype(bool)]
    cells = {
        "/".join(cell)
        for cell in zip(declared["family"], declared["category"], declared["referent"], strict=True)
    }
    exact = (rows["family"] + "/" + rows["member"] + "/" + rows["referent"]).isin(cells)
    about = rows["referent"].isin(set(declared["referent"]) - {""})
    return (2 - about.astype(int)).mask(exact, 0)


def _row(row: dict[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    say, names, side = reading.say, reading.names, reading.by_key[row["side"]]
    about = names.referent(row["referent"])
    if row["family"] != HEADS:
        about = f"{names.category(row['family'], row['member'])} → {about}"
    href = evidence.cell(row["family"], row["member"], row["side"], row["key"], row["voice"])
    return [
        cell(words(row["phrase"], side.language)), cell(name(about)), cell(name(side.label)),
        cell(say.template(f"voices.{row['voice']}.short")), cell(say.template(f"positions.{row['position']}")),
        cell(str(row["index"]), float(row["index"])),
        number(row["size"], numbers.integer(row["size"], reading.language), href),
    ]  # fmt: skip
