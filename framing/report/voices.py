"""Section: whose words – how much of each outlet's text stands inside quotation marks."""

from __future__ import annotations

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, cell, column, figure, number, paragraph, section, table
from framing.report.blocks import note as note_block
from framing.report.reading import Reading
from framing.report.wording import Runs, name, strong
from framing.tables import VOICES


def voices(reading: Reading) -> Block:
    """Return the section on voice."""
    say = reading.say
    blocks = [
        paragraph(say.say("voices.intro")),
        note_block(say.say("voices.caution"), "caution"),
        figure(bars(reading)),
        _by_document(reading),
    ]
    return section("voices", say.template("sections.voices"), blocks)


def seen_voices(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the voices that occur, in the order of the contract; own and quoted at least."""
    found = set(rows["voice"])
    return tuple(v for v in VOICES if v in found or v in ("own", "quoted"))


def tokens_by_voice(reading: Reading, *columns: str) -> pd.DataFrame:
    """Return tokens per voice (columns) for each value of `columns` (index), zeros filled."""
    sums = reading.exposure.groupby([*columns, "voice"])["tokens"].sum().unstack("voice", fill_value=0)
    return sums.reindex(columns=list(seen_voices(reading.exposure)), fill_value=0)


def quoted_share(reading: Reading) -> dict[str, float]:
    """Return each outlet's share of tokens inside quotation marks."""
    sums = tokens_by_voice(reading, "side")
    return {
        str(side): row["quoted"] / row.sum() if row.sum() else float("nan") for side, row in sums.iterrows()
    }


def bars(reading: Reading) -> Block:
    """Return the figure of tokens by voice: one panel an outlet."""
    say, language = reading.say, reading.language
    sums, shown = tokens_by_voice(reading, "side"), seen_voices(reading.exposure)
    labels = [say.template(f"voices.{v}.short") for v in shown]
    shares = quoted_share(reading)
    present = [side for side in reading.sides if side.key in sums.index]
    ranked = sorted(present, key=lambda s: (-shares[s.key], s.key))
    values = [[int(sums.loc[s.key, v]) for v in shown] for s in present]
    phrases: list[Runs] = [
        say.say("figures.voices.each", outlet=name(s.label), share=numbers.percent(shares[s.key], language))
        for s in ranked
    ]
    listed = "".join(run["text"] for run in say.listed(phrases))
    total = numbers.integer(sum(map(sum, values)), language)
    rows = [
        [cell(name(s.label))]
        + [number(n, numbers.integer(n, language)) for n in row]
        + [number(sum(row), numbers.integer(sum(row), language))]
        + [number(shares[s.key], numbers.percent(shares[s.key], language, 1))]
        for s, row in zip(present, values, strict=True)
    ]
    columns = [column(say.template("page.outlet"))] + [column(label, "number") for label in labels]
    columns += [
        column(say.template("voices.total"), "number"),
        column(say.template("voices.share"), "number"),
    ]
    return {
        "id": "voice-bars", "chart": "voices",
        "title": say.plain("figures.voices.title", shares=listed),
        "subtitle": say.plain("figures.voices.subtitle", n=total),
        "source": say.plain("figures.source"),
        "alt": say.plain("figures.voices.alt", n=total, shares=listed),
        "data": {
            "panels": [s.label for s in present], "labels": labels, "voices": list(shown), "values": values,
            "shown": [
                [_bar_label(n, sum(row), reading) for n in row] for row in values
            ],
        },
        "table": table("voices-data", say.say("figures.voices.data"), columns, rows),
    }  # fmt: skip


def _bar_label(n: int, whole: int, reading: Reading) -> str:
    share = numbers.percent(n / whole if whole else 0, reading.language)
    return f"{numbers.integer(n, reading.language)} · {share}"


def _by_document(reading: Reading) -> Block:
    say, language = reading.say, reading.language
    sums, shown = tokens_by_voice(reading, "doc_id"), seen_voices(reading.exposure)
    rows = []
    for d in records(reading.documents):
        row = sums.loc[d["doc_id"]] if d["doc_id"] in sums.index else pd.Series(0, index=list(shown))
        share = row["quoted"] / row.sum() if row.sum() else float("nan")
        rows.append(
            [cell([strong(f"{d['index']} "), name(d["label"])], float(d["index"]))]
            + [number(int(row[v]), numbers.integer(int(row[v]), language)) for v in shown]
            + [number(share, numbers.percent(share, language, 1))]
        )
    columns = [column(say.template("page.article"))]
    columns += [column(say.template(f"voices.{v}.short"), "number") for v in shown]
    columns += [column(say.template("voices.share"), "number")]
    return table("voices-documents", say.say("voices.caption"), columns, rows, [say.say("voices.note")])
