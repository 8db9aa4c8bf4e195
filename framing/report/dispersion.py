"""Figure: where in each article the cues of a family stand, in order of date, by voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, cell, column, number, table
from framing.report.evidence import identity
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.seen import ONE_CUE
from framing.report.wording import Runs, name
from framing.study.comparison.speakers import SPOKEN
from framing.tables import VOICES

MOST_STRIPS = 30  # articles that a page holds; beyond, those with the most cues are drawn


def strips(family: str, title: str, reading: Reading) -> Block:
    """Return the specification of the figure.

    Parameters
    ----------
    family : str
    title : str
        Name of the family for readers.
    reading : Reading
    """
    say = reading.say
    rows = reading.observations[reading.observations["family"] == family].drop_duplicates(ONE_CUE)
    shown = _voices(rows)
    documents = _drawn(rows, reading)
    marks: dict[str, list[tuple[int, str]]] = {}
    for doc_id, start, voice in zip(rows["doc_id"], rows["start"], rows["voice"], strict=True):
        marks.setdefault(doc_id, []).append((int(start), voice))
    values = {
        "family": title, "n": say.count(len(rows), "cue"),
        "inside": numbers.integer(int(rows["voice"].isin(SPOKEN).sum()), reading.language),
        "articles": say.count(rows["doc_id"].nunique(), "article"),
        "all": numbers.integer(len(reading.documents), reading.language),
    }  # fmt: skip
    cut = rows["doc_id"].nunique() > MOST_STRIPS
    values["cut"] = say.plain("figures.strips.cut", drawn=say.count(MOST_STRIPS, "article")) if cut else ""
    labels = [say.template(f"voices.{v}.short") for v in shown]
    return {
        "id": identity("strips", family), "chart": "strips",
        "title": say.plain("figures.strips.title" if len(rows) else "figures.strips.none", **values),
        "subtitle": say.plain("figures.strips.subtitle", **values), "source": say.plain("figures.source"),
        "alt": say.plain("figures.strips.alt", **values),
        "data": {
            "strips": [_strip(d, marks.get(d["doc_id"], ()), reading) for d in documents], "voices": shown, "labels": labels,
            "ends": [say.template("figures.strips.start"), say.template("figures.strips.end")],
        },
        "table": _counted(identity("strips-data", family), say.say("figures.strips.data", **values), rows, labels, reading),
    }  # fmt: skip


def _counted(key: str, caption: Runs, rows: pd.DataFrame, labels: list[str], reading: Reading) -> Block:
    """Return what the figure shows as a table: cues by article and voice."""
    counts = Counter(zip(rows["doc_id"], rows["voice"], strict=True))
    body = [
        [cell(name(d["label"]), float(d["index"]))]
        + [number(n := counts[d["doc_id"], v], numbers.integer(n, reading.language)) for v in _voices(rows)]
        for d in _drawn(rows, reading)
    ]
    columns = [column(reading.say.template("page.article")), *[column(label, "number") for label in labels]]
    return table(key, caption, columns, body)


def _voices(rows: pd.DataFrame) -> list[str]:
    found = set(rows["voice"])
    return [v for v in VOICES if v in found or v in ("own", "quoted")]


def _drawn(rows: pd.DataFrame, reading: Reading) -> list[dict[str, Any]]:
    documents = reading.documents
    if len(documents) > MOST_STRIPS:
        sizes = rows.groupby("index").size().sort_index().sort_values(ascending=False, kind="stable")
        documents = documents[documents["index"].isin(sizes.index[:MOST_STRIPS])]
    return list(records(documents))


def _strip(document: dict[str, Any], marks: Sequence[tuple[int, str]], reading: Reading) -> dict[str, Any]:
    length = max(1, int(document["characters"]))
    return {
        "label": f"{document['index']} · {reading.by_key[document['side']].label}",
        "marks": [
            {"at": round(min(1.0, start / length), 4), "voice": voice} for start, voice in sorted(marks)
        ],
    }
