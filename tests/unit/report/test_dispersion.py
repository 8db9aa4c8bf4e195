"""Strips: what is not drawn is said."""

from __future__ import annotations

from typing import Any

import pytest

from framing.report import dispersion
from framing.report.reading import read


def test_articles_that_are_not_drawn_are_said(result: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(result, "en")
    family = str(reading.observations["family"].value_counts().index[0])
    n = reading.observations.loc[reading.observations["family"] == family, "doc_id"].nunique()
    assert n > 1
    whole = dispersion.strips(family, "Family", reading)
    assert "drawn:" not in whole["subtitle"]
    assert len(whole["data"]["strips"]) >= n
    monkeypatch.setattr(dispersion, "MOST_STRIPS", 1)
    cut = dispersion.strips(family, "Family", reading)
    assert "drawn: 1 article, those with the most" in cut["subtitle"]
    assert len(cut["data"]["strips"]) == 1
