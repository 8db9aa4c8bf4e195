"""The ledger of each declared claim: in whose mouth its words stand, voice by voice, and the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, number, paragraph, table
from framing.report.bounds import joined
from framing.report.claims import rows_about, rows_of
from framing.report.compared import about
from framing.report.evidence import Evidence, anchor, identity, part_of
from framing.report.heard import NOBODY, REST, named_as, speaker_name
from framing.report.reading import Reading, Side
from framing.report.records import records
from framing.report.seen import Seen
from framing.report.speaking import Claimed
from framing.report.wording import Runs, name, strong, text
from framing.tables import VOICES

LEDGER: Final = "ledger"
LISTED: Final = 5  # speakers of one claim and outlet
MOST_ROWS: Final = 40  # of a speaker in one voice: a claim's words are few
OWN: Final = "own"

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Entry:
    """What one outlet's articles say of a claim in one mouth.

    Attributes
    ----------
    claimed : tuple of (family, category, referent)
    side : Side
    listed : str
        Who says it: `OWN`, `NOBODY` (unknown), `REST` or `named_as` of a speaker.
    counts : list of dict
        Rows of the ledger (`framing.study.comparison.speakers`).
    rows : list of dict
        Observations behind them.
    """

    claimed: Claimed
    side: Side
    listed: str
    counts: list[Row]
    rows: list[Row]


def entries(reading: Reading) -> dict[Claimed, list[Entry]]:
    """Return the ledgers of all declared claims: by outlet, itself first, then those it lets speak."""
    return {claimed: _entries(claimed, reading) for claimed in reading.speaking.ledgers}


def ledgers(made: Mapping[Claimed, list[Entry]], reading: Reading, evidence: Evidence) -> list[Block]:
    """Return a table for each declared claim that has a hit, and a sentence that names the others."""
    say = reading.say
    if not made:
        return []
    nothing: list[Runs] = [[strong(about(_claim(c), reading))] for c, found in made.items() if not found]
    has_any = len(nothing) < len(made)
    return [
        heading("voice-ledgers", say.template("ledger.title")),
        paragraph(say.say("ledger.intro")),
        paragraph(say.say("ledger.note")) if has_any else {},
        *[_table(claimed, found, reading, evidence) for claimed, found in made.items() if found],
        paragraph(say.say("ledger.nothing", claims=joined(nothing, reading))) if nothing else {},
    ]


def ledger_groups(made: Mapping[Claimed, list[Entry]], reading: Reading) -> list[Block]:
    """Return a group of evidence for each claim of which somebody else than the outlet says something."""
    groups = [_group(claimed, found, reading) for claimed, found in made.items()]
    return [group for group in groups if group["parts"]]


def _claim(claimed: Claimed) -> dict[str, str]:
    return dict(zip(("family", "category", "referent"), claimed, strict=True))


def _entries(claimed: Claimed, reading: Reading) -> list[Entry]:
    counted, observed = (
        records(reading.speaking.ledgers[claimed]),
        records(rows_about(_claim(claimed), reading)),
    )
    found = []
    for side in reading.sides:
        counts = [row for row in counted if row["side"] == side.key]
        rows = [row for row in observed if row["side"] == side.key]
        top = _top(counts)
        for listed in (OWN, *map(named_as, top), REST, NOBODY):
            mine = [row for row in counts if _listed(row, top) == listed]
            if mine:
                found.append(
                    Entry(claimed, side, listed, mine, [r for r in rows if _listed(r, top) == listed])
                )
    return found


def _top(counts: Sequence[Row]) -> list[str]:
    """Return the speakers with the most hits, whatever the voice that tells them."""
    sizes: dict[str, int] = {}
    for row in counts:
        if row["voice"] != OWN and row["holder"]:
            sizes[row["holder"]] = sizes.get(row["holder"], 0) + int(row["hits"])
    return sorted(sizes, key=lambda holder: (-sizes[holder], holder))[:LISTED]


def _listed(row: Row, top: Sequence[str]) -> str:
    if row["voice"] == OWN:
        return OWN
    return NOBODY if not row["holder"] else named_as(row["holder"]) if row["holder"] in top else REST


def _table(claimed: Claimed, found: Sequence[Entry], reading: Reading, evidence: Evidence) -> Block:
    say = reading.say
    columns = [column(say.template(k)) for k in ("page.outlet", "ledger.speaker", "heard.camp")]
    columns += [column(say.template(f"voices.{voice}.short"), "number") for voice in VOICES]
    columns += [column(say.template(f"ledger.{c}"), "number") for c in ("all", "articles")]
    hits = say.count(sum(int(row["hits"]) for entry in found for row in entry.counts), "time")
    caption = say.say("ledger.caption", claim=strong(about(_claim(claimed), reading)), n=hits)
    body = [_row(entry, reading, evidence) for entry in found]
    zeros = [side for side in reading.sides if (claimed[2], side.key) in reading.impossible]
    begun = numbers.date(reading.names.exists.get(claimed[2], ""), reading.language)
    notes = [say.say("naming.structural", outlet=name(side.label), date=begun) for side in zeros]
    return table(identity("voice-ledger", *claimed), caption, columns, body, notes, wide=True)


def _row(entry: Entry, reading: Reading, evidence: Evidence) -> list[Cell]:
    """Return who says it, hits by voice, in all, and articles; the outlet has one voice, and nobody else has that one."""
    language, is_own = reading.language, entry.listed == OWN
    counts = {voice: sum(int(r["hits"]) for r in entry.counts if r["voice"] == voice) for voice in VOICES}
    shown = [
        number(n, numbers.integer(n, language), _link(entry, voice, evidence))
        if (voice == OWN) == is_own
        else cell("")
        for voice, n in counts.items()
    ]
    whole, documents = sum(counts.values()), len({row["doc_id"] for row in entry.rows})
    totals = [
        number(whole, numbers.integer(whole, language), _link(entry, "", evidence)),
        number(documents, numbers.integer(documents, language)),
    ]
    return [cell(name(entry.side.label)), *_speaker(entry, reading), *shown, *totals]


def _speaker(entry: Entry, reading: Reading) -> list[Cell]:
    say = reading.say
    if entry.listed == OWN:
        return [cell(say.template("ledger.outlet_itself")), cell("")]
    if entry.listed == NOBODY:
        return [cell(say.template("heard.unknown")), cell("–")]
    if entry.listed == REST:
        n = len({row["holder"] for row in entry.counts})
        return [cell(say.plain("heard.others", n=say.count(n, "speaker"))), cell("–")]
    camp = str(entry.counts[0]["camp"])
    named = name(reading.names.camp(camp)) if camp else text(say.template("heard.campless"))
    return [cell(name(speaker_name(entry.counts[0]["holder"]))), cell(named)]


def _link(entry: Entry, voice: str, evidence: Evidence) -> str:
    """Return the anchor of an entry's rows in one voice, or in all; the outlet's own stand with all other rows."""
    if entry.listed == OWN:
        return rows_of(_claim(entry.claimed), entry.side, evidence, OWN)
    path = (LEDGER, *entry.claimed, entry.side.key, entry.listed)
    return evidence.link(*path, voice=voice) if voice else evidence.link(*path)


def _group(claimed: Claimed, found: Sequence[Entry], reading: Reading) -> Block:
    parts = [part for entry in found if entry.listed != OWN for part in _parts(entry, reading)]
    title = f"{reading.say.template('ledger.evidence')} – {about(_claim(claimed), reading)}"
    return {"id": anchor(LEDGER, *claimed, "all"), "title": title, "parts": parts, "kind": "observed"}


def _parts(entry: Entry, reading: Reading) -> list[Block]:
    """One part a voice; the first answers for the whole entry."""
    says = {NOBODY: reading.say.template("heard.unknown"), REST: reading.say.template("heard.rest")}
    label = says.get(entry.listed) or speaker_name(entry.counts[0]["holder"])
    path = (LEDGER, *entry.claimed, entry.side.key, entry.listed)
    ordered = sorted(entry.rows, key=lambda row: row["voice_rank"])
    parts: list[Block] = []
    for voice, same in groupby(ordered, key=lambda row: str(row["voice"])):
        seen = [
            Seen(*(row["index" if field == "number" else field] for field in Seen._fields)) for row in same
        ]
        ids = [anchor(*path, voice), *([] if parts else [anchor(*path)])]
        parts.append(part_of(ids, (entry.side.key, voice), label, seen[:MOST_ROWS], len(seen), reading))
    return parts
