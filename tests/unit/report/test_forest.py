"""Figure of events: each in order of date with its weight, then what they say pooled."""

from __future__ import annotations

from typing import Any

import pytest

from framing.report.declared import declared_claims
from framing.report.evidence import gather
from framing.report.forest import forest_id
from framing.report.reading import read
from framing.report.robustness import robustness
from framing.report.robustness_rows import declared_claims as declared
from framing.report.summary import build
from framing.report.wording import flat


@pytest.fixture
def figure(robust: Any) -> dict[str, Any]:
    blocks = robustness(read(robust, "en"))["blocks"]
    return next(dict(b) for b in blocks if b["type"] == "figure" and b["chart"] == "effects")


def test_events_stand_in_order_of_date_and_the_pooled_estimate_last(figure: dict[str, Any]) -> None:
    (panel,) = figure["data"]["panels"]
    rows = panel["rows"]
    assert [r["kind"] for r in rows] == ["weighed", "weighed", "pooled"]
    assert [r["value"] for r in rows] == [1.0, -1.0, pytest.approx(0.6781)]
    assert [r["weight"] for r in rows] == [1.0, 0.25, 1.0]
    assert rows[0]["label"].startswith("1 · ")
    assert rows[0]["beside"] == "2/30 : 1/15"
    assert panel["ends"] == ["more: La Dépêche", "more: L'Aurore"]


def test_title_and_subtitle_say_how_many_events_agree_and_how_far_they_differ(figure: dict[str, Any]) -> None:
    assert figure["title"].endswith("more in L'Aurore in 1 of 2 shared events")
    assert "pooled 1.60, interval 0.90 to 2.90; I² = 25%" in figure["subtitle"]


def test_data_give_weights_and_intervals(figure: dict[str, Any]) -> None:
    first = [flat(c["runs"]) for c in figure["table"]["rows"][0]]
    assert first[1:] == ["2/30", "1/15", "2.00", "0.25 to 16.00", "80.0%"]


def test_a_declared_claim_leads_to_its_events(robust: Any) -> None:
    reading = read(robust, "en")
    table = declared_claims(reading, gather(reading))[-1]
    links = [run.get("href", "") for row in table["rows"] for run in row[0]["runs"]]
    alarm = next(claim for claim in declared(reading) if claim["family"] == "threat")
    assert [link for link in links if link] == [forest_id(alarm)]
    ids = {b.get("id") for s in build(robust, "en")["sections"] for b in s["blocks"]}
    assert forest_id(alarm) in ids
