"""Phrases: matched words of several tokens that a reader can look up, with voice and place."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, number, table
from framing.report.evidence import Evidence
from framing.report.reading import Reading
from framing.report.wording import name, words

LISTED = 16  # a page's worth; all others stand in the evidence
LEAST_TOKENS = 2


def phrases(reading: Reading, evidence: Evidence) -> Block:
    """Return the table of matched phrases that say something of a referent or a head.

    Those about the referents of declared claims come first, then titles, then the frequent.
    """
    say = reading.say
    rows = _candidates(reading)
    if rows.empty:
        return {}
    body = [_row(row, reading, evidence) for row in rows.head(LISTED).to_dict("records")]
    columns = [
        column(say.template(f"phrases.{c}"))
        for c in ("phrase", "about", "outlet", "voice", "position", "article")
    ]
    columns += [column(say.template("phrases.n"), "number")]
    notes = [say.say("phrases.note"), say.say("phrases.capped", shown=numbers.integer(len(body), reading.language), of=numbers.integer(len(rows), reading.language))]  # fmt: skip
    return table("phrases", say.say("phrases.caption"), columns, body, notes, wide=True)


def _candidates(reading: Reading) -> pd.DataFrame:
    seen = reading.observations
    several = seen["surface"].str.split().str.len() >= LEAST_TOKENS
    cue = ~seen["family"].isin(["naming", "heads"]) & (seen["referent"] != "")
    attribute = (seen["family"] == "heads") & (seen["category"] != "mention")
    rows = seen[several & (cue | attribute)].merge(reading.documents[["doc_id", "index"]], on="doc_id")
    keys = ["surface", "family", "category", "referent", "lemma", "side", "voice", "position", "index"]
    sizes = rows.groupby(keys, as_index=False).agg(n=("start", "size"))
    rank = _declared_rank(sizes, reading)
    titled = (sizes["position"] != "title").astype(int)
    ordered = sizes.assign(_rank=rank, _title=titled, _n=-sizes["n"])
    return ordered.sort_values(["_rank", "_title", "_n", *keys], ignore_index=True)


def _declared_rank(rows: pd.DataFrame, reading: Reading) -> list[int]:
    """0: exactly a declared claim; 1: a head whose attribute is a cue of one; 2: its referent; 3: the rest."""
    declared = reading.claims[reading.claims["declared"].astype(bool)]
    cells = set(zip(declared["family"], declared["category"], declared["referent"], strict=True))
    referents = {r for _, _, r in cells if r}
    seen = reading.observations
    ranks = []
    for row in rows.to_dict("records"):
        exact = (row["family"], row["category"], row["referent"]) in cells
        about = row["referent"] in referents
        ranks.append(0 if exact else 1 if about and _is_cue(row, cells, seen) else 2 if about else 3)
    return ranks


def _is_cue(row: dict[str, Any], cells: set[tuple[str, str, str]], seen: pd.DataFrame) -> bool:
    cues = {(f, c) for f, c, _ in cells}
    lemmas = {
        lemma for f, c in cues for lemma in seen.loc[(seen["family"] == f) & (seen["category"] == c), "lemma"]
    }
    return row["family"] == "heads" and row["lemma"] in lemmas


def _row(row: dict[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    say, names = reading.say, reading.names
    side = next(s for s in reading.sides if s.key == row["side"])
    heads = row["family"] == "heads"
    about = (
        names.referent(row["referent"])
        if heads
        else f"{names.category(row['family'], row['category'])} → {names.referent(row['referent'])}"
    )
    member, key = (row["referent"], row["lemma"]) if heads else (row["category"], row["referent"])
    href = evidence.link(row["family"], member, row["side"], key, row["voice"])
    return [
        cell(words(row["surface"], side.language)), cell(name(about)), cell(name(side.label)),
        cell(say.template(f"voices.{row['voice']}.short")), cell(say.template(f"positions.{row['position']}")),
        cell(str(row["index"]), float(row["index"])),
        number(row["n"], numbers.integer(row["n"], reading.language), href),
    ]  # fmt: skip
