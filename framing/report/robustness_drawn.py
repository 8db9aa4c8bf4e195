"""Drawn: which declared claims have a curve or a figure of their events, and the anchors that lead there."""

from __future__ import annotations

from typing import Final

from framing.report.compared import Row
from framing.report.curves import curve_id
from framing.report.forest import forest_id, told
from framing.report.reading import Reading
from framing.report.robustness_rows import Key, declared_claims, furthest, key_of, rows_by_claim

# Figures of a kind in one report: three pages of a PDF. The tables hold every claim.
MOST_FIGURES: Final = 6
# A claim in one way of counting has no curve, and one event is no picture of how events differ.
FEWEST_WAYS: Final = 2
FEWEST_EVENTS: Final = 2


def claims_with_curve(reading: Reading) -> list[Row]:
    """Return the declared claims that can be estimated in several ways of counting."""
    curves = {key: rows[0] for key, rows in rows_by_claim(reading.curves.curves).items()}
    ways = {key: curve["estimable"] for key, curve in curves.items()}
    return [claim for claim in declared_claims(reading) if ways.get(key_of(claim), 0) >= FEWEST_WAYS]


def claims_with_events(reading: Reading) -> list[Row]:
    """Return the declared claims of which several shared events say something."""
    events = rows_by_claim(reading.event_effects)
    return [
        claim
        for claim in declared_claims(reading)
        if len(told(events.get(key_of(claim), ()))) >= FEWEST_EVENTS
    ]


def curve_links(reading: Reading) -> dict[Key, str]:
    """Return the anchors of the curves that are drawn, by claim."""
    return {key_of(claim): curve_id(claim) for claim in furthest(claims_with_curve(reading), MOST_FIGURES)}


def event_links(reading: Reading) -> dict[Key, str]:
    """Return the anchors of the figures of events that are drawn, by claim."""
    return {key_of(claim): forest_id(claim) for claim in furthest(claims_with_events(reading), MOST_FIGURES)}
