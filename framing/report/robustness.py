"""Section: robustness – a claim counted otherwise, with one thing left out, and where there is nothing to find."""

from __future__ import annotations

from collections.abc import Sequence

from framing.report import numbers
from framing.report.blocks import Block, figure, heading, paragraph, section
from framing.report.compared import Row
from framing.report.forest import forest
from framing.report.reading import Reading
from framing.report.robustness_curves import curves, say_how_many
from framing.report.robustness_drawn import claims_with_events, event_links
from framing.report.robustness_placebo import placebo
from framing.report.robustness_rows import declared_claims, key_of, rows_by_claim
from framing.report.robustness_tables import left_out_table


def robustness(reading: Reading) -> Block:
    """Return the section on robustness."""
    say, claims = reading.say, declared_claims(reading)
    blocks = [paragraph(say.say("robustness.intro"))]
    if claims:
        blocks += [
            *curves(claims, reading),
            *_events(reading),
            *_left_out(claims, reading),
            *placebo(claims, reading),
        ]
    else:
        blocks.append(paragraph(say.say("robustness.undeclared")))
    return section("robustness", say.template("sections.robustness"), blocks)


def _events(reading: Reading) -> list[Block]:
    """Return the claims event by event, where events are matched."""
    say, known, links = reading.say, claims_with_events(reading), event_links(reading)
    title = heading("robustness-events", say.template("forest.heading"))
    if not known:
        return [title, paragraph(say.say("forest.none"))]
    level = numbers.percent(float(reading.settings["statistics"]["interval"]), reading.language)
    events = rows_by_claim(reading.event_effects)
    drawn = [forest(claim, events[key_of(claim)], reading) for claim in known if key_of(claim) in links]
    return [
        title, paragraph(say.say("forest.intro", level=level)),
        say_how_many("forest.drawn", len(drawn), len(known), reading), *map(figure, drawn),
    ]  # fmt: skip


def _left_out(claims: Sequence[Row], reading: Reading) -> list[Block]:
    made = left_out_table(claims, reading)
    return (
        [heading("robustness-left-out", reading.say.template("robustness.left_title")), made] if made else []
    )
