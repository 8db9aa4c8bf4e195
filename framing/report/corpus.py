"""Section: the corpus – what was read, when it appeared, what cleaning removed."""

from __future__ import annotations

import pandas as pd

from framing.report import numbers
from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    figure,
    heading,
    missing,
    note,
    number,
    paragraph,
    section,
    table,
)  # fmt: skip
from framing.report.reading import Reading
from framing.report.wording import Runs, name, strong, text

PAIRED = "paired"  # the one rule of attributions that says nothing is wrong with the marks


def corpus(reading: Reading) -> Block:
    """Return the section on the corpus."""
    say = reading.say
    blocks = [
        paragraph(say.say("corpus.intro")),
        figure(matrix(reading)),
        _documents(reading),
        heading("cleaning", say.template("corpus.cleaning.title")),
        paragraph(say.say("corpus.cleaning.intro")),
        _removals(reading),
        heading("marks", say.template("corpus.marks.title")),
        *_marks(reading),
    ]
    return section("corpus", say.template("sections.corpus"), blocks)


def matrix(reading: Reading) -> Block:
    """Return the figure of outlets by events, empty cells included."""
    say, documents = reading.say, reading.documents
    events = _events(reading)
    grid = documents.merge(events, on="doc_id", how="left")
    order = list(dict.fromkeys(grid["event_id"]))
    cells = grid.groupby(["side", "event_id"]).size()
    filled = {(s, e): int(n) for (s, e), n in cells.items()}
    first = grid.drop_duplicates("event_id").set_index("event_id")
    shared = sum(sum((side.key, e) in filled for side in reading.sides) > 1 for e in order)
    columns = [column(say.template("page.outlet"))] + [
        column(say.plain("corpus.matrix.event", n=i + 1), "number") for i in range(len(order))
    ]
    rows = [
        [cell(name(side.label))] + [_count(filled.get((side.key, e), 0), reading) for e in order]
        for side in reading.sides
    ]
    values = {
        "events": say.count(len(order), "event"), "articles": say.count(len(documents), "article"),
        "outlets": say.count(len(reading.sides), "outlet"), "shared": say.count(shared, "event"),
    }  # fmt: skip
    return {
        "id": "matrix", "chart": "matrix",
        "title": say.plain("figures.matrix.none" if shared == 0 else "figures.matrix.some", **values),
        "subtitle": say.plain("figures.matrix.subtitle", **values), "source": say.plain("figures.source"),
        "alt": say.plain("figures.matrix.alt", **values),
        "data": {
            "rows": [side.label for side in reading.sides],
            "columns": [_event_name(i, first.loc[e], reading) for i, e in enumerate(order)],
            "values": [[filled.get((side.key, e), 0) for e in order] for side in reading.sides],
        },
        "table": table("matrix-data", say.say("figures.matrix.data"), columns, rows),
    }  # fmt: skip


def _events(reading: Reading) -> pd.DataFrame:
    """Each document's event; one that was matched to none tells an event of its own."""
    known = reading.events.drop_duplicates("doc_id")[["event_id", "doc_id"]]
    alone = reading.documents.loc[~reading.documents["doc_id"].isin(known["doc_id"]), ["doc_id"]]
    return pd.concat([known, alone.assign(event_id="document " + alone["doc_id"])], ignore_index=True)


def _event_name(index: int, first: pd.Series, reading: Reading) -> str:
    when = numbers.date(first["published"], reading.language) or reading.say.template("page.undated")
    return f"{index + 1} · {when}"


def _count(n: int, reading: Reading) -> Cell:
    return number(n, numbers.integer(n, reading.language) if n else "–")


def _documents(reading: Reading) -> Block:
    say = reading.say
    columns = [
        column(say.template("page.article")), column(say.template("page.outlet")),
        column(say.template("corpus.date")), column(say.template("corpus.how")),
        column(say.template("corpus.origin")), column(say.template("corpus.words"), "number"),
        column(say.template("corpus.removed"), "number"),
    ]  # fmt: skip
    removed = reading.removals.groupby("doc_id")["tokens"].sum()
    rows = [
        _document(d, int(removed.get(d["doc_id"], 0)), reading) for d in records(reading.documents)
    ]
    return table("documents", say.say("corpus.caption"), columns, rows, [say.say("corpus.note")], wide=True)


def _document(document: dict[str, object], removed: int, reading: Reading) -> list[Cell]:
    say, published = reading.say, str(document["published"])
    side = reading.by_key[str(document["side"])]
    origin = str(document["origin"])
    when = numbers.date(published, reading.language) or say.template("page.undated")
    words = float(str(document["tokens"]))
    return [
        cell([strong(f"{document['index']} "), name(str(document["label"]))], float(str(document["index"]))),
        cell(name(side.label)),
        cell(when, published),
        cell(say.plain(f"how.{document['published_how'] or 'absent'}")),
        cell(say.plain(f"origins.{origin}") if f"origins.{origin}" in say else origin)
        if origin
        else missing(say.template("page.unknown")),
        number(words, numbers.integer(words, reading.language)),
        number(removed, numbers.integer(removed, reading.language)),
    ]


def _removals(reading: Reading) -> Block:
    say, language = reading.say, reading.language
    kept = reading.documents.groupby("side")["tokens"].sum()
    lost = reading.removals.groupby(["side", "rule"], as_index=False).agg(
        lines=("start", "size"), tokens=("tokens", "sum"), reason=("reason", "first")
    )
    total = lost.groupby("side")["tokens"].sum()
    rows = [
        [
            cell(name(side.label)),
            cell(say.plain(f"rules.{r['rule']}") if f"rules.{r['rule']}" in say else name(r["rule"])),
            number(r["lines"], numbers.integer(r["lines"], language)),
            number(r["tokens"], numbers.integer(r["tokens"], language)),
            _share(r["tokens"], int(kept.get(side.key, 0)) + int(total.get(side.key, 0)), language),
        ]
        for side in reading.sides
        for r in lost[lost["side"] == side.key].to_dict("records")
    ]
    columns = [
        column(say.template("page.outlet")), column(say.template("corpus.cleaning.rule")),
        column(say.template("corpus.cleaning.spans"), "number"), column(say.template("corpus.words"), "number"),
        column(say.template("corpus.cleaning.share"), "number"),
    ]  # fmt: skip
    caption = say.say("corpus.cleaning.caption")
    nothing = note(say.say("corpus.cleaning.nothing"))
    return table("removals", caption, columns, rows, [say.say("corpus.cleaning.note")]) or nothing


def _share(part: int, whole: int, language: str) -> Cell:
    share = part / whole if whole else float("nan")
    return number(share, numbers.percent(share, language, 1))


def _marks(reading: Reading) -> list[Block]:
    say = reading.say
    found = reading.attributions[reading.attributions["rule"].isin(_malformed(reading.attributions["rule"]))]
    if found.empty:
        return [paragraph(say.say("corpus.marks.none"))]
    sizes = found.merge(reading.documents[["doc_id", "label"]], on="doc_id")
    sizes = sizes.groupby(["index", "label", "side", "rule", "voice"], as_index=False).agg(
        spans=("start", "size"), starts=("start", lambda s: sorted(s.tolist()))
    )
    rows = [_mark(row, reading) for row in records(sizes)]
    columns = [column(say.template(f"corpus.marks.{c}")) for c in ("article", "rule", "voice")]
    columns += [
        column(say.template("corpus.marks.spans"), "number"),
        column(say.template("corpus.marks.offsets")),
    ]
    return [
        paragraph(say.say("corpus.marks.intro")),
        table("marks-table", say.say("corpus.marks.caption"), columns, rows),
    ]


def _malformed(rules: pd.Series) -> list[str]:
    return [
        r
        for r in sorted(set(rules))
        if any(w in r for w in ("unclosed", "unopened", "spanning", "malformed", "stray"))
    ]


def _mark(row: dict[str, object], reading: Reading) -> list[Cell]:
    say, rule = reading.say, str(row["rule"])
    label: Runs = [strong(f"{row['index']} "), name(str(row["label"]))]
    spans = float(str(row["spans"]))
    offsets = ", ".join(numbers.integer(o, reading.language) for o in row["starts"])  # type: ignore[attr-defined]
    return [
        cell(label, float(str(row["index"]))),
        cell([text(say.plain(f"pairing.{rule}"))] if f"pairing.{rule}" in say else name(rule)),
        cell(say.plain(f"voices.{row['voice']}.short")),
        number(spans, numbers.integer(spans, reading.language)),
        cell(offsets),
    ]
