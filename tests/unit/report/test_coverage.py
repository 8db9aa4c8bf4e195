"""Outlets by events: an event is shared where two outlets tell it in one language, as only these are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.coverage import MOST_EVENTS, coverage
from framing.report.reading import read
from framing.tables import check


def figure(result: Any, events: Mapping[str, str], language: str = "en") -> dict[str, Any]:
    """The figure of a result whose articles tell these events: document → event."""
    rows = [(event, doc, "made up", 1.0) for doc, event in events.items()]
    told = check(pd.DataFrame(rows, columns=["event_id", "doc_id", "how", "score"]), "events")
    measured = replace(result.measurements, events=told)
    return coverage(read(replace(result, measurements=measured), language))


def shared(spec: Mapping[str, Any]) -> str:
    """What the alternative text says last: how many events are shared."""
    return str(spec["alt"]).split(". ")[-1]


@pytest.mark.parametrize(
    ("storm", "said"),
    [
        (("d1", "e4"), "0 events"),  # L'Aurore in French, La Dépêche in English
        (("d1", "e1"), "0 events"),  # L'Aurore twice
        (("d1", "d2", "e4"), "0 events"),
        (("d1", "d4"), "1 event"),
        (("e3", "e5"), "1 event"),
        (("d1", "e3", "e5"), "1 event"),
    ],
)
def test_shared_is_two_outlets_in_one_language(bilingual: Any, storm: tuple[str, ...], said: str) -> None:
    spec = figure(bilingual, dict.fromkeys(storm, "storm"))
    assert shared(spec) == f"{said} told by at least two outlets in one language."
    assert ("told by at least two outlets" in spec["title"]) == (said == "1 event")
    assert max(map(sum, zip(*spec["data"]["values"], strict=True))) == len(storm)


def test_two_articles_of_one_outlet_share_nothing(result: Any) -> None:
    assert shared(figure(result, {"d4": "storm", "d5": "storm"})).startswith("0 events ")
    assert figure(result, {"d3": "storm", "d5": "storm"})["title"] == (
        "1 event told by at least two outlets, out of 4 events"
    )


def test_an_outlet_of_two_languages_is_one_outlet_with_two_rows(bilingual: Any) -> None:
    spec = figure(bilingual, {})
    assert spec["alt"].startswith("Grid of 3 outlets by 10 events.")
    assert figure(bilingual, {}, "fr")["alt"].startswith("Grille de 3 médias par 10 événements.")
    assert len(spec["data"]["rows"]) == 6


def test_what_can_be_compared_is_drawn_first(synthetic: ModuleType, bilingual: Any) -> None:
    """Seventy articles of one day; then an event of two outlets in one language, and one of two in two."""
    known = bilingual.measurements.documents
    alone = pd.concat([known.iloc[[0]]] * 70).assign(doc_id=[f"a{n:02}" for n in range(70)])
    last = known[known["doc_id"].isin(["d3", "d4", "d5", "e1"])].assign(published="2021-12-31")
    documents = check(pd.concat([alone, last], ignore_index=True), "documents")
    many = synthetic.make_result(measurements=synthetic.make_measurements(documents=documents))
    spec = figure(many, {"d3": "shared", "d5": "shared", "d4": "apart", "e1": "apart"})
    numbers = [int(title.partition(" ")[0]) for title in spec["data"]["columns"]]
    assert numbers == [*range(1, MOST_EVENTS), 71]
