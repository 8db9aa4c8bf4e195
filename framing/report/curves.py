"""Figure: the specification curve of a claim, with the dashboard of choices below it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, cell, column, missing, number, table
from framing.report.compared import Row
from framing.report.curves_words import decision_name, option_name, tag_of, way_name
from framing.report.evidence import identity
from framing.report.reading import Reading
from framing.report.robustness_rows import key_of, title_of
from framing.report.scales import place, scale_of, shown
from framing.report.wording import strong
from framing.study.config.decisions import EQUIVALENT
from framing.study.multiverse.universes import DEFAULT

# Ways of counting in one drawing, at most: with more, neighbours would be one stroke.
MOST_WAYS = 240
SURE = 0.05


def curve_id(claim: Row) -> str:
    """Return the anchor of a claim's curve."""
    return identity("curve", *key_of(claim))


def curve_figure(
    claim: Row, curve: Row, universes: Sequence[Row], decisions: Sequence[Row], reading: Reading
) -> Block:
    """Return the specification of the figure.

    Parameters
    ----------
    claim, curve : mapping
        Rows of ``claims`` and ``curves``.
    universes, decisions : sequence of mapping
        Rows of the claim.
    reading : Reading
    """
    say = reading.say
    known = [universe for universe in universes if math.isfinite(universe["estimate"])]
    ways = _in_order(known)
    drawn = _drawn(ways)
    values = {**title_of(claim, reading), **_facts(curve, len(drawn), len(ways), reading)}
    return {
        "id": curve_id(claim), "chart": "curve",
        "title": say.plain("robustness.curve.title" if curve["sign"] else "robustness.curve.split", **values),
        "subtitle": say.plain("robustness.curve.subtitle", **values),
        "source": say.plain("robustness.curve.source"), "alt": say.plain("robustness.curve.alt", **values),
        "data": _data(curve, drawn, decisions, values, reading),
        "table": _ways_table(claim, ways, decisions, values["claim"], reading),
    }  # fmt: skip


def _in_order(universes: Sequence[Row]) -> list[Row]:
    """Equivalent ways first, then the others, each in order of their result."""
    return sorted(universes, key=lambda u: (u["tag"] != EQUIVALENT, u["estimate"], u["universe"]))


def _drawn(ways: Sequence[Row]) -> list[Row]:
    """Thin out equivalent ways evenly; the study's own, both ends and the others stay."""
    equivalent = [way for way in ways if way["tag"] == EQUIVALENT]
    if len(equivalent) <= MOST_WAYS:
        return list(ways)
    last = len(equivalent) - 1
    kept = {round(n * last / (MOST_WAYS - 1)) for n in range(MOST_WAYS)}
    return [w for n, w in enumerate(ways) if n > last or n in kept or w["universe"] == DEFAULT]


def _facts(curve: Row, drawn: int, ways: int, reading: Reading) -> dict[str, str]:
    say, language = reading.say, reading.language
    statistic = str(curve["statistic"])
    more = "first" if curve["sign"] > 0 else "second"
    sides = title_of(curve, reading)
    same = round(curve["one_sign"] * curve["universes"])
    return {
        "more": sides[more],
        "same": numbers.integer(same, language),
        "ways": say.count(int(curve["universes"]), "universe"),
        "estimable": numbers.integer(curve["estimable"], language),
        "measure": say.template(f"robustness.measure.{scale_of(statistic)}"),
        "own": shown(curve["default"], statistic, language) or say.template("page.not_estimable"),
        "median": shown(curve["median"], statistic, language) or say.template("page.not_estimable"),
        "least": shown(curve["least"], statistic, language),
        "most": shown(curve["most"], statistic, language),
        "aside": say.plain("robustness.curve.aside", n=numbers.integer(curve["panel"], language)) if curve["panel"] else "",
        "thinned": say.plain("robustness.curve.thinned", drawn=numbers.integer(drawn, language)) if drawn < ways else "",
    }  # fmt: skip


def _data(
    curve: Row, ways: Sequence[Row], decisions: Sequence[Row], values: dict[str, str], reading: Reading
) -> dict[str, Any]:
    statistic = str(curve["statistic"])
    told = {tag_of(str(way["tag"])) for way in ways}
    key = [
        "own",
        "equivalent",
        "unsure",
        *[tag for tag in ("uncertain", "different") if tag in told],
        "median",
    ]
    return {
        "scale": scale_of(statistic),
        "ends": [reading.say.plain("robustness.curve.end", outlet=values[side]) for side in ("second", "first")],
        "median": place(curve["median"], statistic),
        "key": [[kind, reading.say.template(f"robustness.key.{kind}")] for kind in key],
        "ways": [
            {
                "value": place(way["estimate"], statistic), "tag": tag_of(str(way["tag"])),
                "own": way["universe"] == DEFAULT, "sure": way["p_value"] < SURE,
            }
            for way in ways
        ],
        "rows": [row for decision in decisions for row in _choices(decision, ways, reading)],
    }  # fmt: skip


def _choices(decision: Row, ways: Sequence[Row], reading: Reading) -> list[dict[str, Any]]:
    """Return the rows of a decision in the dashboard; none where there is but one option."""
    name, options = str(decision["decision"]), str(decision["options"]).split(" ")
    if len(options) == 1:
        return []
    return [
        {
            "decision": decision_name(name, reading) if n == 0 else "",
            "option": option_name(name, option, reading),
            "taken": [way[name] == option for way in ways],
        }
        for n, option in enumerate(options)
    ]


def _ways_table(
    claim: Row, ways: Sequence[Row], decisions: Sequence[Row], named: str, reading: Reading
) -> Block:
    say = reading.say
    columns = [column(say.template(f"robustness.columns.{key}")) for key in ("way", "tag")]
    columns += [column(say.template(f"robustness.columns.{key}"), "number") for key in ("result", "p_one")]
    body = [
        [
            cell(way_name(way, decisions, reading)),
            cell(say.template(f"robustness.tags.{tag_of(str(way['tag']))}")),
            number(way["estimate"], shown(way["estimate"], str(way["statistic"]), reading.language)),
            number(way["p_value"], numbers.probability(way["p_value"], reading.language))
            if math.isfinite(way["p_value"]) else missing("–"),
        ]
        for way in ways
    ]  # fmt: skip
    caption = say.say("robustness.curve.data", claim=strong(named))
    return table(identity("curve-data", *key_of(claim)), caption, columns, body)
