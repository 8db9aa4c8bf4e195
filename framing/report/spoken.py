"""The ledger of each declared claim: in whose mouth its words stand, voice by voice, and the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, number, paragraph, table
from framing.report.bounds import joined
from framing.report.claims import about, rows_about, rows_of
from framing.report.evidence import Evidence, anchor, identity, part_of
from framing.report.heard import NOBODY, REST, named_as, speaker_name
from framing.report.reading import Reading, Side
from framing.report.seen import Seen
from framing.report.wording import name, strong, text
from framing.tables import VOICES

LEDGER: Final = "ledger"
LISTED: Final = 5  # speakers of one claim and outlet
MOST_ROWS: Final = 40  # of a speaker in one voice: a claim's words are few
_OWN: Final = "own"

Cell4 = tuple[str, str, str]


def ledgers(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return a table for each declared claim that has a hit, and a sentence that names the others."""
    say = reading.say
    cells = list(reading.speaking.ledgers)
    if not cells:
        return []
    found = [c for c in cells if len(reading.speaking.ledgers[c])]
    nothing = [[strong(about(_claim(c), reading))] for c in cells if c not in found]
    return [
        heading("voice-ledgers", say.template("ledger.title")),
        paragraph(say.say("ledger.intro")),
        *[_table(c, reading, evidence) for c in found],
        paragraph(say.say("ledger.nothing", claims=joined(nothing, reading))) if nothing else {},
    ]


def ledger_groups(reading: Reading) -> list[Block]:
    """Return a group of evidence for each claim of which somebody else than the outlet says something."""
    groups = [_group(c, reading) for c in reading.speaking.ledgers]
    return [group for group in groups if group["parts"]]


def _claim(key: Cell4) -> dict[str, str]:
    return dict(zip(("family", "category", "referent"), key, strict=True))


def _table(key: Cell4, reading: Reading, evidence: Evidence) -> Block:
    say = reading.say
    rows = [row for side in reading.sides for row in _of_side(key, side, reading, evidence)]
    columns = [column(say.template(k)) for k in ("page.outlet", "ledger.speaker", "heard.camp")]
    columns += [column(say.template(f"voices.{voice}.short"), "number") for voice in VOICES]
    columns += [column(say.template(f"ledger.{c}"), "number") for c in ("all", "articles")]
    hits = int(reading.speaking.ledgers[key]["hits"].sum())
    caption = say.say("ledger.caption", claim=strong(about(_claim(key), reading)), n=say.count(hits, "time"))
    notes = [
        say.say("naming.structural", outlet=name(side.label), date=numbers.date(reading.names.exists[key[2]], reading.language))
        for side in reading.sides
        if (key[2], side.key) in reading.impossible
    ]  # fmt: skip
    return table(
        identity("voice-ledger", *key), caption, columns, rows, [say.say("ledger.note"), *notes], wide=True
    )


def _of_side(key: Cell4, side: Side, reading: Reading, evidence: Evidence) -> list[list[Cell]]:
    """Rows of an outlet: itself, those who speak in it, the others, the unknown; none where it has no hit."""
    ledger = reading.speaking.ledgers[key]
    mine = ledger[ledger["side"] == side.key]
    documents = _documents(key, side, reading)
    rows = []
    for listed, same in groupby(_listed(mine), key=lambda row: row["listed"]):
        group = list(same)
        counts = {voice: sum(int(row["hits"]) for row in group if row["voice"] == voice) for voice in VOICES}
        labels = _labels(listed, group, reading)
        links = {voice: _link(key, side, listed, voice, evidence) for voice in (*VOICES, "")}
        rows.append(
            [
                cell(name(side.label)),
                *labels,
                *_numbers(counts, listed, links, documents.get(listed, 0), reading),
            ]
        )
    return rows


def _numbers(
    counts: Mapping[str, int], listed: str, links: Mapping[str, str], documents: int, reading: Reading
) -> list[Cell]:
    """Return hits by voice, in all, and articles; nobody but the outlet speaks in its own voice, nor it in another."""
    language, whole = reading.language, sum(counts.values())
    shown = [
        number(n, numbers.integer(n, language), links[voice])
        if (voice == _OWN) == (listed == _OWN)
        else cell("")
        for voice, n in counts.items()
    ]
    link = links[_OWN] if listed == _OWN else links[""]
    return [
        *shown,
        number(whole, numbers.integer(whole, language), link),
        number(documents, numbers.integer(documents, language)),
    ]


def _listed(mine: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a ledger with who they are listed as, in the order of the table."""
    others = mine[(mine["voice"] != _OWN) & (mine["holder"] != "")]
    sizes = (
        others.groupby("holder")["hits"]
        .sum()
        .reset_index()
        .sort_values(["hits", "holder"], ascending=[False, True])
    )
    top = sizes["holder"].head(LISTED).tolist()
    order = [_OWN, *map(named_as, top), REST, NOBODY]
    listed = [_as(str(v), str(h), top) for v, h in zip(mine["voice"], mine["holder"], strict=True)]
    placed = mine.assign(listed=listed, place=[order.index(one) for one in listed])
    return placed.sort_values("place", kind="stable").to_dict("records")  # type: ignore[return-value]


def _as(voice: str, holder: str, top: Sequence[str]) -> str:
    if voice == _OWN:
        return _OWN
    return NOBODY if not holder else named_as(holder) if holder in top else REST


def _labels(listed: str, rows: Sequence[Mapping[str, Any]], reading: Reading) -> list[Cell]:
    say = reading.say
    if listed == _OWN:
        return [cell(say.template("ledger.outlet_itself")), cell("")]
    if listed == NOBODY:
        return [cell(say.template("heard.unknown")), cell("–")]
    if listed == REST:
        n = len({row["holder"] for row in rows})
        return [cell(say.plain("heard.others", n=say.count(n, "speaker"))), cell("–")]
    camp = str(rows[0]["camp"])
    named = name(reading.names.camp(camp)) if camp else text(say.template("heard.campless"))
    return [cell(name(speaker_name(rows[0]["holder"]))), cell(named)]


def _link(key: Cell4, side: Side, listed: str, voice: str, evidence: Evidence) -> str:
    if listed == _OWN:
        return rows_of(_claim(key), side, evidence, _OWN)
    path = (LEDGER, *key, side.key, listed)
    return evidence.link(*path, voice=voice) if voice else evidence.link(*path)


def _rows(key: Cell4, side: Side, reading: Reading) -> pd.DataFrame:
    """Rows about a claim in an outlet, with who they are listed as."""
    ledger = reading.speaking.ledgers[key]
    listed = {
        (row["voice"], row["holder"]): row["listed"] for row in _listed(ledger[ledger["side"] == side.key])
    }
    rows = rows_about(_claim(key), reading)
    rows = rows[rows["side"] == side.key]
    pairs = zip(rows["voice"], rows["holder"], strict=True)
    return rows.assign(listed=[listed.get(pair, NOBODY) for pair in pairs])


def _documents(key: Cell4, side: Side, reading: Reading) -> dict[str, int]:
    counted = _rows(key, side, reading).groupby("listed")["doc_id"].nunique()
    return {str(listed): int(n) for listed, n in counted.items()}


def _group(key: Cell4, reading: Reading) -> Block:
    taken: set[str] = set()
    parts = []
    for side in reading.sides:
        rows = _rows(key, side, reading)
        spoken = rows[rows["voice"] != _OWN].sort_values(["listed", "voice_rank"], kind="stable")
        for (listed, voice), same in spoken.groupby(["listed", "voice"], sort=False):
            path = (LEDGER, *key, side.key, str(listed))
            ids = [
                i for i in (anchor(*path, str(voice)), anchor(*path), anchor(LEDGER, *key)) if i not in taken
            ]
            taken |= set(ids)
            parts.append(_part(ids, side, str(listed), str(voice), same, reading))
    title = f"{reading.say.template('ledger.evidence')} – {about(_claim(key), reading)}"
    return {"id": anchor(LEDGER, *key, "all"), "title": title, "parts": parts, "kind": "observed"}


def _part(ids: list[str], side: Side, listed: str, voice: str, rows: pd.DataFrame, reading: Reading) -> Block:
    columns = [rows["index" if field == "number" else field].tolist() for field in Seen._fields]
    seen = list(map(Seen._make, zip(*columns, strict=True)))
    says = {NOBODY: reading.say.template("heard.unknown"), REST: reading.say.template("heard.rest")}
    label = says.get(listed) or speaker_name(listed.removeprefix("n "))
    return part_of(ids, (side.key, voice), label, seen[:MOST_ROWS], len(seen), reading)
