"""Quotation forensics: headings, words in marks, echoes – each over what it was counted over."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.summary import build


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def section(summary: dict[str, Any]) -> list[dict[str, Any]]:
    return next((s["blocks"] for s in summary["sections"] if s["id"] == "forensics"), [])


@pytest.fixture(scope="module")
def made(spoken_summaries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {b["id"]: b for b in section(spoken_summaries["en"]) if b["type"] == "table"}


def test_headings_are_shares_of_those_compared(made: dict[str, dict[str, Any]]) -> None:
    table = made["choices-fidelity-fr"]
    assert "L'Aurore 2 headings, La Dépêche 1 heading and Le Phare 0 headings" in flat(table["caption"])
    rows = {flat(row[0]["runs"]): [flat(c["runs"]) for c in row[1:]] for row in table["rows"]}
    assert rows["Quoted words altered"] == ["1 (50%)", "0", "–"]
    assert rows["Compared, none of these"] == ["0", "1 (100%)", "–"]


def test_words_of_headings_open_their_rows_and_say_what_changed(
    spoken_summaries: dict[str, dict[str, Any]], made: dict[str, dict[str, Any]]
) -> None:
    rows = made["heading-words"]["rows"]
    assert [flat(row[2]["runs"]) for row in rows] == ["grues", "Trois quais ouvriront lundi"]
    assert flat(rows[1][3]["runs"]) == "a “may” or a conditional is gone"
    ids = {i for g in spoken_summaries["en"]["evidence"]["groups"] for p in g["parts"] for i in p["ids"]}
    assert {row[2]["runs"][0]["href"] for row in rows} <= ids


def test_no_family_without_targets_speaks_of_targets(spoken_summaries: dict[str, dict[str, Any]]) -> None:
    for summary in spoken_summaries.values():
        blocks = [b for s in summary["sections"] for b in s["blocks"]]
        bare = [
            b
            for b in blocks
            if str(b.get("id", "")).startswith(("choices-", "cues-evidentials", "tested-reporting"))
        ]
        assert len(bare) >= 5
        written = str([[b["rows"], b["columns"]] for b in bare])
        assert not any(word in written for word in ("no target", "aucune cible", "anything", "toute chose"))


def test_malformed_marks_are_referred_to_not_repeated(spoken_summaries: dict[str, dict[str, Any]]) -> None:
    assert "stand in “The corpus”" in flat(section(spoken_summaries["en"])[-1]["runs"])


def test_no_section_where_nothing_of_it_was_measured(summaries: dict[str, dict[str, Any]]) -> None:
    assert section(summaries["en"]) == []


def test_measured_and_none_found_is_said(synthetic: ModuleType) -> None:
    held = synthetic.make_spoken_measurements()
    seen = held.observations
    without = synthetic.make_spoken_measurements(
        observations=seen[seen["family"] != "fidelity"].reset_index(drop=True)
    )
    said = str(section(build(synthetic.make_spoken_result(measurements=without), "en")))
    assert "measured, and none was found" in said
