"""Evidence of what was counted without observations: words, words near a head, removals.

Words have counts by article and voice, and no offsets: text must not be rebuilt from a bundle.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from framing.report.blocks import Block
from framing.report.evidence import anchor
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.seen import MOST_ROWS
from framing.report.typography import harmless
from framing.tables import VOICES

TERMS, NEAR, REMOVED = "terms", "near", "removals"


def counted(reading: Reading, listed: pd.DataFrame, near: pd.DataFrame) -> list[Block]:
    """Return the groups of evidence beside those of observations; none that would be empty.

    Parameters
    ----------
    reading : Reading
    listed : DataFrame[side, term]
        Words that the report lists.
    near : DataFrame[referent, side, term]
        Words that it lists as standing near a head.
    """
    words = _of_listed(reading.counts, listed, ["term"], ["voice", "index"])
    beside = _of_listed(reading.collocations, near, ["referent", "term"], ["index", "voice"])
    groups = [
        _group(TERMS, "families.terms", "counted", _word_parts(words, reading), reading),
        _group(NEAR, "evidence.near", "counted", _near_parts(beside, reading), reading),
        _group(REMOVED, "corpus.cleaning.title", "removed", _removed_parts(reading), reading),
    ]
    return [group for group in groups if group["parts"]]


def rule_name(rule: str, reading: Reading) -> str:
    """Return the name of a rule of cleaning."""
    key = f"rules.{rule}"
    return reading.say.plain(key) if key in reading.say else harmless(rule)


def _group(family: str, title: str, kind: str, parts: Sequence[Block], reading: Reading) -> Block:
    """Return a group; an anchor that several of its parts answer to stays with the first of them."""
    taken: set[str] = set()
    kept = []
    for part in parts:
        kept.append({**part, "ids": [i for i in part["ids"] if i not in taken]})
        taken |= set(part["ids"])
    return {"id": anchor(family), "title": reading.say.plain(title), "parts": kept, "kind": kind}


def _of_listed(
    table: pd.DataFrame, listed: pd.DataFrame, names: Sequence[str], within: Sequence[str]
) -> list[dict[str, Any]]:
    """Rows of listed words, summed by outlet, article and voice, in that order or, within an outlet, as said."""
    if listed.empty:
        return []
    wanted = [*names, "side"]
    rows = table.merge(listed[wanted].drop_duplicates(), on=wanted)
    keys = [*names, "side_rank", *within, "side"]
    ranked = rows.assign(
        voice=pd.Categorical(rows["voice"].astype("str"), categories=list(VOICES), ordered=True)
    )
    sums = pd.DataFrame(ranked.groupby(keys, sort=True, as_index=False, observed=True)["n"].sum())
    return records(sums.astype({"voice": "str"}))


def _word_parts(rows: Sequence[dict[str, Any]], reading: Reading) -> list[Block]:
    """One part an outlet and voice: what is counted in its own voice stands apart from what others are made to say."""
    return [
        _part(
            [anchor(TERMS, side, term, voice), anchor(TERMS, side, term)], side, harmless(term), list(same), reading,
            reading.say.plain(f"voices.{voice}.short"),
        )
        for (term, side, voice), same in groupby(rows, key=lambda row: (row["term"], row["side"], row["voice"]))
    ]  # fmt: skip


def _near_parts(rows: Sequence[dict[str, Any]], reading: Reading) -> list[Block]:
    found = []
    for (head, term, side), same in groupby(rows, key=lambda r: (r["referent"], r["term"], r["side"])):
        label = f"{harmless(term)} ({reading.names.referent(head)})"
        found.append(_part([anchor(NEAR, head, side, term)], side, label, list(same), reading))
    return found


def _part(
    ids: list[str], side: str, label: str, rows: Sequence[dict[str, Any]], reading: Reading, voice: str = ""
) -> Block:
    return {
        "ids": ids, "side": reading.by_key[side].label, "key": label, "voice": voice, "dropped": 0,
        "n": int(sum(row["n"] for row in rows)), "rows": [_row(row, reading) for row in rows],
    }  # fmt: skip


def _row(row: dict[str, Any], reading: Reading) -> Block:
    return {
        "words": harmless(row["term"]), "lang": reading.by_key[row["side"]].language, "lemma": "",
        "place": reading.say.plain(f"voices.{row['voice']}.short"),
        "document": reading.labels[row["index"] - 1], "number": int(row["index"]),
        "n": int(row["n"]), "negated": False, "holder": "", "offsets": [], "lines": [],
    }  # fmt: skip


def _removed_parts(reading: Reading) -> list[Block]:
    """One part an outlet and rule, one row an article, with the offsets of the removals in its page."""
    order = ["side_rank", "rule", "index", "start"]
    rows = records(reading.removals.sort_values(order, kind="stable"))
    return [
        _removed(str(side), str(rule), list(same), reading)
        for (side, rule), same in groupby(rows, key=lambda r: (r["side"], r["rule"]))
    ]


def _removed(side: str, rule: str, rows: Sequence[dict[str, Any]], reading: Reading) -> Block:
    label = rule_name(rule, reading)
    pages = [(int(n), list(same)) for n, same in groupby(rows, key=lambda row: row["index"])]
    shown = pages[:MOST_ROWS]
    return {
        "ids": [anchor(REMOVED, side, rule), anchor(REMOVED, side)], "side": reading.by_key[side].label, "key": label,
        "voice": "", "n": len(rows), "dropped": len(rows) - sum(len(same) for _, same in shown),
        "rows": [
            {
                "words": label, "lang": reading.language, "lemma": "", "place": reading.say.plain("evidence.page"),
                "document": reading.labels[index - 1], "number": index, "n": len(same), "negated": False, "holder": "",
                "offsets": [int(row["start"]) for row in same], "lines": [],
            }
            for index, same in shown
        ],
    }  # fmt: skip
