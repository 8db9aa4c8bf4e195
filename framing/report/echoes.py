"""Echoes: the same speech in two outlets – kept, cut, told in other words – and the two places of each."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, cell, column, heading, number, paragraph, table
from framing.report.coverage import shared_events
from framing.report.evidence import CONTEXT, Evidence, anchor, sentence_around
from framing.report.heard import speaker_name
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.typography import shortened
from framing.report.wording import name, text

ECHOES: Final = "echoes"
HOW: Final = ("kept", "cut", "paraphrased")
MOST_ROWS: Final = 30  # of a pair of outlets and one way; each row shows two stretches
_PLACE = ("doc_id", "start", "end")
_OTHER = tuple(f"other_{column.removeprefix('doc_')}" for column in _PLACE)


def echoes(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return heading, explanation and table; one sentence where no speech stands in two outlets, or none could."""
    say = reading.say
    title = heading("echoes", say.template("echoes.title"))
    rows = _placed(reading)
    if rows.empty:
        searched = len(shared_events(reading))
        said = (
            say.say("echoes.none", events=say.count(searched, "event"))
            if searched
            else say.say("echoes.no_event")
        )
        return [title, paragraph(said)]
    pairs = sorted({(r["rank"], r["other_rank"], r["side"], r["other_side"]) for r in records(rows)})
    body = []
    for *_, side, other in pairs:
        mine = rows[(rows["side"] == side) & (rows["other_side"] == other)]
        names = [cell(name(reading.by_key[key].label)) for key in (side, other)]
        body.append(
            [
                *names,
                *[_count(mine[mine["how"] == how], (side, other, how), reading, evidence) for how in HOW],
            ]
        )
    columns = [column(say.template("echoes.longer")), column(say.template("echoes.other"))]
    columns += [column(say.template(f"echoes.{how}"), "number") for how in HOW]
    note = say.say("echoes.note")
    return [
        title,
        paragraph(say.say("echoes.intro")),
        table("echoes-table", say.say("echoes.caption"), columns, body, [note]),
    ]


def echo_groups(reading: Reading) -> list[Block]:
    """Return the group of evidence with both places of every echo; none where there is no echo."""
    keys = ["rank", "side", "other_rank", "other_side", "how"]
    rows = records(_placed(reading).sort_values([*keys, "index", *_PLACE, *_OTHER], kind="stable"))
    parts = []
    for (_, side, _, other, how), same in groupby(rows, key=lambda row: tuple(row[k] for k in keys)):
        found = list(same)
        parts.append({
            "ids": [anchor(ECHOES, side, other, how)], "side": reading.by_key[side].label,
            "key": f"→ {reading.by_key[other].label}", "voice": reading.say.plain(f"echoes.{how}"), "n": len(found),
            "dropped": max(0, len(found) - MOST_ROWS), "rows": [_row(row, reading) for row in found[:MOST_ROWS]],
        })  # fmt: skip
    title = reading.say.template("echoes.title")
    return [{"id": anchor(ECHOES), "title": title, "parts": parts, "kind": "observed"}] if parts else []


def _placed(reading: Reading) -> pd.DataFrame:
    """Echoes with the outlet and number of both articles, and who speaks in the first."""
    sides = {side.key: rank for rank, side in enumerate(reading.sides)}
    where = reading.documents[["doc_id", "side", "index"]].assign(rank=reading.documents["side"].map(sides))
    first = reading.echoes.merge(where, on="doc_id")
    both = first.merge(where.add_prefix("other_").rename(columns={"other_doc_id": "other_id"}), on="other_id")
    who = reading.attributions.drop_duplicates(list(_PLACE))[[*_PLACE, "holder"]]
    return both.merge(who, on=list(_PLACE), how="left").fillna({"holder": ""})


def _count(
    rows: pd.DataFrame, path: tuple[str, str, str], reading: Reading, evidence: Evidence
) -> dict[str, Any]:
    """Return "3 (62%)": how many, and the median share of words that the other has."""
    n, language = len(rows), reading.language
    made = number(n, numbers.integer(n, language), evidence.link(ECHOES, *path))
    share = numbers.percent(float(rows["share"].median()), language) if n else ""
    return {**made, "runs": [*made["runs"], text(f" ({share})")]} if n else made


def _row(row: Mapping[str, Any], reading: Reading) -> Block:
    """One echo: who speaks, the two articles and the two places."""
    other = f"→ {reading.labels[int(row['other_index']) - 1]} [{row['other_index']}]"
    offsets = [int(row["start"]), int(row["other_start"])]
    return {
        "words": speaker_name(row["holder"]) or reading.say.template("heard.unknown"), "lang": reading.by_key[row["side"]].language,
        "lemma": numbers.percent(float(row["share"]), reading.language), "place": reading.say.template(f"echoes.{row['how']}"),
        "document": reading.labels[int(row["index"]) - 1], "number": int(row["index"]), "n": 1, "negated": False,
        "holder": other, "offsets": offsets,
        "lines": _lines(row, reading),
    }  # fmt: skip


def _lines(row: Mapping[str, Any], reading: Reading) -> list[dict[str, str]]:
    """Return both stretches where both texts are at hand."""
    places = [tuple(row[key] for key in keys) for keys in (_PLACE, _OTHER)]
    texts = [reading.texts.get(doc_id, "") for doc_id, *_ in places]
    if not all(texts):
        return []
    lines = [sentence_around(whole, int(a), int(b)) for whole, (_, a, b) in zip(texts, places, strict=True)]
    return [{**line, "match": shortened(line["match"], CONTEXT)} for line in lines]
