"""Figure: a claim event by event – what each shared event says, and what they say pooled."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, missing, number, table
from framing.report.compared import Row
from framing.report.coverage import event_names
from framing.report.evidence import identity
from framing.report.reading import Reading
from framing.report.robustness_rows import key_of, title_of
from framing.report.scales import place, scale_of, shown
from framing.report.wording import strong


def forest_id(claim: Row) -> str:
    """Return the anchor of a claim's events."""
    return identity("forest", *key_of(claim))


def told(events: Sequence[Row]) -> list[Row]:
    """Return the events that say something of a claim."""
    return [event for event in events if math.isfinite(event["estimate"])]


def forest(claim: Row, events: Sequence[Row], reading: Reading) -> Block:
    """Return the specification of the figure.

    Parameters
    ----------
    claim : mapping
    events : sequence of mapping
        Rows of ``event_effects`` of the claim.
    reading : Reading
    """
    say = reading.say
    names = event_names(reading)
    ordered = sorted(events, key=lambda e: names[str(e["event_id"])][0])
    values = {**title_of(claim, reading), **_facts(claim, ordered, reading)}
    return {
        "id": forest_id(claim), "chart": "effects",
        "title": say.plain("forest.title", **values), "subtitle": say.plain("forest.subtitle", **values),
        "source": say.plain("forest.source"), "alt": say.plain("forest.alt", **values),
        "data": {"panels": [_panel(claim, told(ordered), names, values, reading)]},
        "table": _table(claim, ordered, names, values["claim"], reading),
    }  # fmt: skip


def _facts(claim: Row, events: Sequence[Row], reading: Reading) -> dict[str, str]:
    say, language = reading.say, reading.language
    pooled, known = reading.effects[key_of(claim)], told(events)
    statistic = str(pooled["statistic"])
    none = say.template("page.not_estimable")
    low, high = (_bound(pooled, key, reading) for key in ("low", "high"))
    middle = 0.0 if statistic == "share_difference" else 1.0
    up = not pooled["estimate"] < middle
    same = sum(event["estimate"] > middle if up else event["estimate"] < middle for event in known)
    share = events[0]["i_squared"]
    return {
        "n": say.count(len(known), "shared_event"),
        "of": numbers.integer(len(events), language),
        "same": numbers.integer(same, language),
        "more": title_of(claim, reading)["first" if up else "second"],
        "measure": say.template(f"robustness.measure.{scale_of(statistic)}"),
        "pooled": shown(pooled["estimate"], statistic, language) or none,
        "interval": say.plain("page.interval", low=low or "0", high=high) if high else none,
        "i_squared": numbers.percent(share, language) or none,
    }  # fmt: skip


def _panel(
    claim: Row,
    events: Sequence[Row],
    names: Mapping[str, tuple[int, str]],
    values: dict[str, str],
    reading: Reading,
) -> dict[str, Any]:
    pooled = reading.effects[key_of(claim)]
    statistic = str(pooled["statistic"])
    largest = max((e["weight"] for e in events), default=1.0) or 1.0
    rows = [
        {
            "label": names[str(event["event_id"])][1], "under": "", "kind": "weighed",
            "weight": round(event["weight"] / largest, 4), "beside": _counts(event, reading), "beside_under": "",
            **{key: place(event[name], statistic) for key, name in _PLACES.items()},
        }
        for event in events
    ]  # fmt: skip
    whole = {
        "label": reading.say.template("forest.pooled"), "under": "", "kind": "pooled", "weight": 1.0,
        "beside": values["pooled"], "beside_under": "",
        **{key: place(pooled[name], statistic) for key, name in _PLACES.items()},
    }  # fmt: skip
    return {
        "scale": scale_of(statistic), "title": "", "rows": [*rows, whole],
        "ends": [reading.say.plain("dots.more", outlet=values[side]) for side in ("second", "first")],
    }  # fmt: skip


_PLACES = {"value": "estimate", "low": "low", "high": "high"}


def _bound(row: Row, key: str, reading: Reading) -> str:
    """Return an end of an interval as it is written, "" where there is none."""
    written = shown(row[key], str(row["statistic"]), reading.language)
    return numbers.bound(row[key], written, reading.say.template("page.open_end"))


def _counts(event: Row, reading: Reading) -> str:
    """Return "3/12 : 1/13": hits over opportunities of both outlets."""
    sides = [
        "/".join(
            numbers.integer(event[f"{kind}_{x}"], reading.language) for kind in ("hits", "opportunities")
        )
        for x in "ab"
    ]
    return " : ".join(sides)


def _table(
    claim: Row, events: Sequence[Row], names: Mapping[str, tuple[int, str]], named: str, reading: Reading
) -> Block:
    say, language = reading.say, reading.language
    kinds = {
        "event": "text",
        "first": "text",
        "second": "text",
        "effect": "number",
        "interval": "text",
        "weight": "number",
    }
    columns = [column(say.template(f"forest.columns.{key}"), kind) for key, kind in kinds.items()]
    none = say.template("page.not_estimable")
    body = []
    for event in events:
        place_in_time, label = names[str(event["event_id"])]
        effect = shown(event["estimate"], str(event["statistic"]), language)
        low, high = (_bound(event, key, reading) for key in ("low", "high"))
        interval: Cell = cell(say.plain("page.interval", low=low, high=high)) if high else missing("–")
        sides = _counts(event, reading).split(" : ")
        body.append([
            cell(label, float(place_in_time)), *[cell(side) for side in sides],
            number(event["estimate"], effect or none), interval,
            number(event["weight"], numbers.percent(event["weight"], language, 1)),
        ])  # fmt: skip
    return table(
        identity("forest-data", *key_of(claim)), say.say("forest.data", claim=strong(named)), columns, body
    )
