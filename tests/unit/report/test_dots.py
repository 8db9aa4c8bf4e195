"""Figure of effects: ratios and differences in panels of their own, nothing that cannot be estimated."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from framing.report import dots
from framing.report.dots import effects
from framing.report.reading import read
from framing.report.wording import LANGUAGES, flat
from framing.tables import check


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_stand_with_effect_and_interval(robust: Any, language: str) -> None:
    (figure,) = effects(read(robust, language))
    (panel,) = figure["data"]["panels"]
    assert panel["scale"] == "ratio"
    assert [(r["value"], r["low"], r["high"]) for r in panel["rows"]] == [(0.6781, -0.152, 1.5361)]
    assert panel["rows"][0]["beside_under"] == "1 : 0"


def test_shares_have_a_panel_of_their_own(robust: Any) -> None:
    made = robust.estimates
    chosen = made["estimate"].notna() & (made["family"] == "threat")
    shares = made.assign(
        statistic=made["statistic"].mask(chosen, "share_difference"), estimate=made["estimate"].mask(chosen, -0.3),
        low=made["low"].mask(chosen, -0.5), high=made["high"].mask(chosen, -0.1),
    )  # fmt: skip
    (figure,) = effects(read(replace(robust, estimates=check(shares, "estimates")), "en"))
    assert [p["scale"] for p in figure["data"]["panels"]] == ["difference"]
    assert figure["title"] == "The interval excludes no difference for 1 of 1 claim"
    assert [flat(c["runs"]) for c in figure["table"]["rows"][0]][-3:] == [
        "difference of shares", "\u221230.0%", "\u221250.0% to \u221210.0%",
    ]  # fmt: skip


def test_without_an_estimate_there_is_no_figure(synthetic: ModuleType) -> None:
    assert effects(read(synthetic.make_result(), "en")) == []


def test_more_than_a_page_holds_is_said(robust: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dots, "MOST_CLAIMS", 0)
    (figure,) = effects(read(robust, "en"))
    assert "drawn: 0 claims" in figure["subtitle"]
    assert len(figure["table"]["rows"]) == 1
