"""Section: whose words – how much of each outlet's text stands inside quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, figure, note, number, paragraph, section, table
from framing.report.corpus import MOST_DOCUMENTS
from framing.report.reading import Reading
from framing.report.records import sums_by
from framing.report.wording import Runs, flat, name, strong
from framing.tables import VOICES


def voices(reading: Reading) -> Block:
    """Return the section on voice."""
    say = reading.say
    blocks = [
        paragraph(say.say("voices.intro")),
        note(say.say("voices.caution"), "caution"),
        figure(bars(reading)),
        _by_document(reading),
    ]
    return section("voices", say.template("sections.voices"), blocks)


def quoted_shares(reading: Reading) -> list[Runs]:
    """Return "outlet 42 %" for every outlet, the largest share of words inside quotation marks first."""
    words = sums_by(reading.exposure, ["side", "voice"], "tokens")
    shares = {side: _share([words.get((side.key, v), 0) for v in VOICES]) for side in reading.sides}
    return [
        reading.say.say(
            "figures.voices.each", outlet=name(side.label), share=numbers.percent(share, reading.language)
        )
        for side, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0].key))
        if share == share  # noqa: PLR0124 (an outlet without a word has no share)
    ]


def bars(reading: Reading) -> Block:
    """Return the specification of the figure of words by voice: one panel an outlet."""
    say, language = reading.say, reading.language
    words = sums_by(reading.exposure, ["side", "voice"], "tokens")
    shown = _voices(words)
    labels = [say.template(f"voices.{v}.short") for v in shown]
    counts = [[words.get((side.key, v), 0) for v in shown] for side in reading.sides]
    total = say.count(sum(map(sum, counts)), "word")
    shares = flat(say.listed(quoted_shares(reading)))
    rows = [
        [cell(name(s.label)), *_cells(row, shown, language)]
        for s, row in zip(reading.sides, counts, strict=True)
    ]
    columns = [column(say.template("page.outlet")), *[column(label, "number") for label in labels]]
    columns += [column(say.template(f"voices.{c}"), "number") for c in ("total", "share")]
    return {
        "id": "voice-bars", "chart": "voices",
        "title": say.plain("figures.voices.title", shares=shares),
        "subtitle": say.plain("figures.voices.subtitle", n=total), "source": say.plain("figures.source"),
        "alt": say.plain("figures.voices.alt", n=total, shares=shares),
        "data": {
            "panels": [side.label for side in reading.sides], "labels": labels, "voices": shown,
            "values": counts, "shown": [[_bar(n, sum(row), language) for n in row] for row in counts],
        },
        "table": table("voices-data", say.say("figures.voices.data"), columns, rows),
    }  # fmt: skip


def _voices(words: Mapping[tuple[str, ...], int]) -> list[str]:
    """Voices that occur, in the order of the contract; own and quoted at least."""
    return [v for v in VOICES if v in ("own", "quoted") or any(voice == v for *_, voice in words)]


def _share(by_voice: Sequence[int]) -> float:
    """Share inside quotation marks, `by_voice` in the order of the contract."""
    return by_voice[VOICES.index("quoted")] / sum(by_voice) if sum(by_voice) else float("nan")


def _bar(n: int, whole: int, language: str) -> str:
    return f"{numbers.integer(n, language)} · {numbers.percent(n / whole if whole else 0.0, language)}"


def _cells(row: Sequence[int], shown: Sequence[str], language: str) -> list[Cell]:
    """Words by voice, all words, share inside quotation marks."""
    whole = sum(row)
    share = row[list(shown).index("quoted")] / whole if whole else float("nan")
    counts = [number(n, numbers.integer(n, language)) for n in (*row, whole)]
    return [*counts, number(share, numbers.percent(share, language, 1))]


def _by_document(reading: Reading) -> Block:
    say, language = reading.say, reading.language
    words = sums_by(reading.exposure, ["doc_id", "voice"], "tokens")
    shown = _voices(words)
    documents = zip(reading.documents["doc_id"], reading.labels, strict=True)
    rows = [
        [
            cell([strong(f"{index} "), name(label)], float(index)),
            *_cells([words.get((doc_id, v), 0) for v in shown], shown, language),
        ]
        for index, (doc_id, label) in enumerate(documents, 1)
        if index <= MOST_DOCUMENTS
    ]
    columns = [column(say.template("page.article"))]
    columns += [column(say.template(f"voices.{v}.short"), "number") for v in shown]
    columns += [column(say.template(f"voices.{c}"), "number") for c in ("total", "share")]
    return table("voices-documents", say.say("voices.caption"), columns, rows, [say.say("voices.note")])
