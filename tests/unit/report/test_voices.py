"""Whose words: shares of voices in the figure and its data, and what is said where marks alone tell."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest

from framing.report.reading import read
from framing.report.summary import build
from framing.report.voices import MOST_OPEN, bars


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def section(summary: dict[str, Any]) -> list[dict[str, Any]]:
    return next(s["blocks"] for s in summary["sections"] if s["id"] == "voices")


def test_the_figure_says_what_others_say_and_always_shows_what_is_undecided(spoken: Any) -> None:
    spec = bars(read(spoken, "en"))
    assert spec["title"] == "Said by others: Le Phare 40%, L'Aurore 35% and La Dépêche 0%"
    assert spec["data"]["values"][0] == [1400, 520, 10, 240, 30]
    assert spec["data"]["shown"][1] == ["96%", "0%", "0%", "0%", "4%"]
    assert spec["data"]["voices"][-1] == "ambiguous"


def test_its_data_have_shares_and_intervals(spoken: Any) -> None:
    rows = [[flat(c["runs"]) for c in row] for row in bars(read(spoken, "en"))["table"]["rows"]]
    aurore = next(row for row in rows if row[:2] == ["L'Aurore", "in the outlet’s own voice"])
    assert aurore[2:4] == ["1,400", "63.6%"]
    phare = next(row for row in rows if row[0] == "Le Phare")
    assert phare[4] == "not estimable"  # one article: nothing to draw anew


@pytest.mark.parametrize(("language", "own"), [("en", "outside quotation marks"), ("fr", "hors guillemets")])
def test_where_no_indirect_speech_was_told_own_means_outside_the_marks(
    summaries: dict[str, dict[str, Any]], language: str, own: str
) -> None:
    said = str([block.get("runs") for block in section(summaries[language])])
    assert own in said
    cannot = str(summaries[language]["head"]["cannot"])
    assert own in cannot


def test_where_speech_was_told_nothing_speaks_of_unquoted_words(
    spoken_summaries: dict[str, dict[str, Any]],
) -> None:
    assert "nquoted" not in str(spoken_summaries["en"]["sections"])
    assert not re.search(
        "[Nn]on cité »|voix non citée|hors guillemets", str(spoken_summaries["fr"]["sections"])
    )


def test_many_articles_are_listed_on_demand(synthetic: ModuleType) -> None:
    import pandas as pd

    from framing.tables import check

    documents = synthetic.make_documents().astype({"doc_id": "str"})
    many = [documents] + [
        documents.assign(doc_id=f"{n}" + documents["doc_id"]) for n in range(MOST_OPEN // 5 + 1)
    ]
    measurements = synthetic.make_measurements(documents=check(pd.concat(many), "documents"))
    for result, folded in (
        (synthetic.make_result(), False),
        (synthetic.make_result(measurements=measurements), True),
    ):
        blocks = section(build(result, "en"))
        assert next(b for b in blocks if b.get("id") == "voices-documents")["folded"] is folded
