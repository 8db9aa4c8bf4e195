"""Figure: the effects of all declared claims with their intervals, ratios of rates and differences of shares apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, figure, missing, number, table
from framing.report.compared import Row
from framing.report.labels import contrast_name
from framing.report.reading import Reading
from framing.report.robustness_rows import claim_cells, claim_columns, declared_claims, key_of, title_of
from framing.report.scales import DIFFERENCE, RATIO, place, scale_of, shown
from framing.report.wording import flat

# What a page holds; tables/estimates.csv holds every one.
MOST_CLAIMS = 24
_PLACES = {"value": "estimate", "low": "low", "high": "high"}


def effects(reading: Reading) -> list[Block]:
    """Return the figure of the declared claims' effects; nothing where none can be estimated."""
    claims = [claim for claim in declared_claims(reading) if _known(claim, reading)]
    if not claims:
        return []
    say, drawn = reading.say, claims[:MOST_CLAIMS]
    every = declared_claims(reading)
    apart = sum(_excludes_none(reading.effects[key_of(claim)]) for claim in claims)
    values = {
        "n": say.count(len(claims), "claim"), "of": numbers.integer(len(every), reading.language),
        "apart": numbers.integer(apart, reading.language), "level": _level(reading),
        "cut": say.plain("dots.cut", drawn=say.count(len(drawn), "claim")) if len(drawn) < len(claims) else "",
    }  # fmt: skip
    panels = [_panel(scale, drawn, reading) for scale in (RATIO, DIFFERENCE)]
    spec = {
        "id": "effects", "chart": "effects",
        "title": say.plain("dots.title", **values), "subtitle": say.plain("dots.subtitle", **values),
        "source": say.plain("dots.source"), "alt": say.plain("dots.alt", **values),
        "data": {"panels": [panel for panel in panels if panel["rows"]]}, "table": _table(claims, reading),
    }  # fmt: skip
    return [figure(spec)]


def _known(claim: Row, reading: Reading) -> bool:
    found = reading.effects.get(key_of(claim))
    return found is not None and math.isfinite(found["estimate"])


def _excludes_none(effect: Row) -> bool:
    middle = 0.0 if effect["statistic"] == "share_difference" else 1.0
    return bool(effect["low"] > middle or effect["high"] < middle)


def _level(reading: Reading) -> str:
    return numbers.percent(float(reading.settings["statistics"]["interval"]), reading.language)


def _panel(scale: str, claims: Sequence[Row], reading: Reading) -> dict[str, Any]:
    say = reading.say
    mine = [claim for claim in claims if scale_of(str(reading.effects[key_of(claim)]["statistic"])) == scale]
    return {
        "scale": scale, "title": say.template(f"dots.panel.{scale}"), "rows": [_row(claim, reading) for claim in mine],
        "ends": [say.template(f"dots.ends.{side}") for side in ("second", "first")],
    }  # fmt: skip


def _row(claim: Row, reading: Reading) -> dict[str, Any]:
    found = reading.effects[key_of(claim)]
    statistic = str(found["statistic"])
    voice = reading.say.template(f"voices.{claim['voice']}.short")
    return {
        "label": title_of(claim, reading)["claim"],
        "under": f"{voice} · {flat(contrast_name(str(claim['contrast']), reading))}",
        "kind": "dot", "weight": 1.0, "beside": shown(found["estimate"], statistic, reading.language),
        "beside_under": " : ".join(numbers.integer(found[f"hits_{x}"], reading.language) for x in "ab"),
        **{key: place(found[name], statistic) for key, name in _PLACES.items()},
    }  # fmt: skip


def _table(claims: Sequence[Row], reading: Reading) -> Block:
    say = reading.say
    columns = [*claim_columns(reading), column(say.template("dots.columns.measure"))]
    columns += [
        column(say.template("dots.columns.effect"), "number"),
        column(say.template("dots.columns.interval")),
    ]
    body = [
        [*claim_cells(claim, reading), *_cells(reading.effects[key_of(claim)], reading)] for claim in claims
    ]
    return table("effects-data", say.say("dots.data"), columns, body)


def _cells(effect: Row, reading: Reading) -> list[Cell]:
    say, statistic = reading.say, str(effect["statistic"])
    value, low, high = (
        numbers.bound(
            effect[key], shown(effect[key], statistic, reading.language), say.template("page.open_end")
        )
        for key in _PLACES.values()
    )
    return [
        cell(say.template(f"robustness.measure.{scale_of(statistic)}")), number(effect["estimate"], value),
        cell(say.plain("page.interval", low=low or "0", high=high)) if high else missing("–"),
    ]  # fmt: skip
