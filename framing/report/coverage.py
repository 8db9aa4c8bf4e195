"""Figure: which outlet told which event, empty cells included."""

from __future__ import annotations

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, number, table
from framing.report.reading import Reading
from framing.report.records import records, sizes_by

MOST_EVENTS = 40  # columns that can be told apart; shared events are drawn before others


def coverage(reading: Reading) -> Block:
    """Return the specification of the figure."""
    say, sides = reading.say, reading.sides
    grid = reading.documents.merge(_events(reading), on="doc_id", how="left")
    filled = sizes_by(grid, ["side", "event_id"])
    shared = _shared(grid)
    dates = {row["event_id"]: row["published"] for row in reversed(records(grid))}
    order = list(dict.fromkeys(grid["event_id"]))
    drawn = sorted(sorted(order, key=lambda e: e not in shared)[:MOST_EVENTS], key=order.index)
    counts = [[filled.get((side.key, event), 0) for event in drawn] for side in sides]
    values = {
        "events": say.count(len(order), "event"), "articles": say.count(len(reading.documents), "article"),
        "outlets": say.count(len({side.outlet for side in sides}), "outlet"),
        "shared": say.count(len(shared), "event"),
        "within": say.plain("figures.matrix.within") if len({side.language for side in sides}) > 1 else "",
    }  # fmt: skip
    names = [_event_name(order.index(event), dates[event], reading) for event in drawn]
    columns = [column(say.template("corpus.matrix.event")), *[column(s.label, "number") for s in sides]]
    rows = [[cell(event), *[_count(row[n], reading) for row in counts]] for n, event in enumerate(names)]
    return {
        "id": "matrix", "chart": "matrix",
        "title": say.plain("figures.matrix.some" if shared else "figures.matrix.none", **values),
        "subtitle": say.plain("figures.matrix.subtitle", **values), "source": say.plain("figures.source"),
        "alt": say.plain("figures.matrix.alt", **values),
        "data": {
            "rows": [side.label for side in sides], "values": counts,
            "columns": names,
        },
        "table": table("matrix-data", say.say("figures.matrix.data"), columns, rows),
    }  # fmt: skip


def shared_events(reading: Reading) -> frozenset[str]:
    """Return the events that two outlets tell in one language."""
    return _shared(reading.documents.merge(_events(reading), on="doc_id"))


def event_names(reading: Reading) -> dict[str, tuple[int, str]]:
    """Return the place of each event in order of date, and its name as in the figure of outlets and events."""
    grid = reading.documents.merge(_events(reading), on="doc_id", how="left")
    dates = {row["event_id"]: row["published"] for row in reversed(records(grid))}
    order = list(dict.fromkeys(grid["event_id"]))
    return {event: (n, _event_name(n, dates[event], reading)) for n, event in enumerate(order)}


def _events(reading: Reading) -> pd.DataFrame:
    """Return each document's event; the best scored, as in the designs; one matched to none tells its own."""
    best = reading.events.sort_values(["score", "event_id"], ascending=[False, True], kind="stable")
    known = best.drop_duplicates("doc_id")[["event_id", "doc_id"]]
    alone = reading.documents.loc[~reading.documents["doc_id"].isin(known["doc_id"]), ["doc_id"]]
    return pd.concat([known, alone.assign(event_id="document " + alone["doc_id"])], ignore_index=True)


def _shared(grid: pd.DataFrame) -> frozenset[str]:
    """Return the events that two outlets tell in one language: what stands in two cannot be compared."""
    tellers = sizes_by(grid.drop_duplicates(["event_id", "side"]), ["event_id", "language"])
    return frozenset(event for (event, _), n in tellers.items() if n > 1)


def _event_name(index: int, published: str, reading: Reading) -> str:
    return (
        f"{index + 1} · {numbers.date(published, reading.language) or reading.say.template('page.undated')}"
    )


def _count(n: int, reading: Reading) -> Cell:
    return number(n, numbers.integer(n, reading.language) if n else "–")
