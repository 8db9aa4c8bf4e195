"""Section: whose words – voices, speakers, the ledger of each claim, and what a gap is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, figure, note, number, paragraph, section, table
from framing.report.corpus import MOST_DOCUMENTS
from framing.report.evidence import Evidence
from framing.report.gaps import gaps
from framing.report.reading import Reading, Side
from framing.report.records import records, sums_by
from framing.report.speakers import speakers
from framing.report.speaking import Claimed
from framing.report.spoken import Entry, ledgers
from framing.report.wording import Runs, flat, name, strong
from framing.study.comparison.speakers import SPOKEN
from framing.tables import VOICES

MOST_OPEN = 24  # articles: a page; more are shown on demand


def voices(reading: Reading, ledger: Mapping[Claimed, list[Entry]], evidence: Evidence) -> Block:
    """Return the section on voice."""
    say = reading.say
    blocks = [
        paragraph(say.say("voices.intro")),
        note(say.say("voices.caution"), "caution"),
        figure(bars(reading)),
        _by_document(reading),
        *speakers(reading, evidence),
        *ledgers(ledger, reading, evidence),
        *gaps(reading),
    ]
    return section("voices", say.template("sections.voices"), blocks)


def others_shares(reading: Reading) -> list[Runs]:
    """Return "outlet 42 %" for every outlet, the largest share of words that others say first."""
    shares = {side: _others(_counts(side, reading)) for side in reading.sides}
    return [
        reading.say.say(
            "figures.voices.each", outlet=name(side.label), share=numbers.percent(share, reading.language)
        )
        for side, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0].key))
        if math.isfinite(share)
    ]


def bars(reading: Reading) -> Block:
    """Return the specification of the figure of words by voice: one bar an outlet."""
    say, language = reading.say, reading.language
    labels = [say.template(f"voices.{v}.short") for v in VOICES]
    counts = [_counts(side, reading) for side in reading.sides]
    total = say.count(sum(map(sum, counts)), "word")
    shares = flat(say.listed(others_shares(reading)))
    return {
        "id": "voice-bars", "chart": "voices",
        "title": say.plain("figures.voices.title", shares=shares),
        "subtitle": say.plain("figures.voices.subtitle", n=total), "source": say.plain("figures.source"),
        "alt": say.plain("figures.voices.alt", n=total, shares=shares),
        "data": {
            "panels": [side.label for side in reading.sides], "labels": labels, "voices": list(VOICES),
            "values": counts, "totals": [say.count(sum(row), "word") for row in counts],
            "shown": [[numbers.percent(n / max(1, sum(row)), language) for n in row] for row in counts],
        },
        "table": _data(reading),
    }  # fmt: skip


def _counts(side: Side, reading: Reading) -> list[int]:
    rows = reading.speaking.voices
    mine = rows[rows["side"] == side.key]
    by_voice = dict(zip(mine["voice"], mine["tokens"].tolist(), strict=True))
    return [int(by_voice.get(voice, 0)) for voice in VOICES]


def _others(counts: Sequence[int]) -> float:
    """Share of the words that others say, `counts` in the order of the voices."""
    spoken = sum(n for voice, n in zip(VOICES, counts, strict=True) if voice in SPOKEN)
    return spoken / sum(counts) if sum(counts) else math.nan


def _data(reading: Reading) -> Block:
    """Return what the figure shows: words, share and its interval, a row an outlet and voice."""
    say = reading.say
    rows = [
        [cell(name(side.label)), *_voice(row, reading)]
        for side in reading.sides
        for row in records(reading.speaking.voices[reading.speaking.voices["side"] == side.key])
    ]
    columns = [column(say.template("page.outlet")), column(say.template("claims.voice"))]
    columns += [
        column(say.template(f"voices.{c}"), "number") for c in ("words", "part", "interval", "articles")
    ]
    return table(
        "voices-data", say.say("figures.voices.data"), columns, rows, [say.say("voices.interval_note")]
    )


def _voice(row: Mapping[str, object], reading: Reading) -> list[Cell]:
    say, language = reading.say, reading.language
    tokens, share, low, high = (float(str(row[key])) for key in ("tokens", "share", "low", "high"))
    none = say.template("page.not_estimable")
    ends = {key: numbers.percent(x, language, 1) for key, x in (("low", low), ("high", high))}
    documents = float(str(row["documents"]))
    return [
        cell(say.template(f"voices.{row['voice']}.long")), number(tokens, numbers.integer(tokens, language)),
        number(share, numbers.percent(share, language, 1) or none),
        number(high, say.plain("page.interval", **ends) if ends["high"] else none),
        number(documents, numbers.integer(documents, language)),
    ]  # fmt: skip


def _by_document(reading: Reading) -> Block:
    say, language = reading.say, reading.language
    words = sums_by(reading.exposure, ["doc_id", "voice"], "tokens")
    documents = zip(reading.documents["doc_id"], reading.labels, strict=True)
    rows = [
        [
            cell([strong(f"{index} "), name(label)], float(index)),
            *_cells([words.get((doc_id, v), 0) for v in VOICES], language),
        ]
        for index, (doc_id, label) in enumerate(documents, 1)
        if index <= MOST_DOCUMENTS
    ]
    columns = [column(say.template("page.article"))]
    columns += [column(say.template(f"voices.{v}.short"), "number") for v in VOICES]
    columns += [column(say.template(f"voices.{c}"), "number") for c in ("total", "share")]
    return table(
        "voices-documents",
        say.say("voices.caption"),
        columns,
        rows,
        [say.say("voices.note")],
        folded=len(rows) > MOST_OPEN,
    )


def _cells(counts: Sequence[int], language: str) -> list[Cell]:
    """Words by voice, all words, share that others say."""
    shown = [number(n, numbers.integer(n, language)) for n in (*counts, sum(counts))]
    share = _others(counts)
    return [*shown, number(share, numbers.percent(share, language, 1))]
