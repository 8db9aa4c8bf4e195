"""How well speech is found: known where somebody marked articles, unknown elsewhere, and never left out."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.instrument import instrument
from framing.report.reading import read
from framing.study.grading.accuracy import accuracy_of, accuracy_table
from framing.study.grading.instrument import LARGEST_RECALL_DIFFERENCE
from framing.tables import check


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def rows(reading: Any) -> dict[str, list[str]]:
    table = next(b for b in instrument(reading) if b["type"] == "table")
    return {flat(row[0]["runs"]): [flat(c["runs"]) for c in row[1:]] for row in table["rows"]}


def test_an_outlet_without_marked_articles_has_an_unknown_recall(spoken: Any) -> None:
    found = rows(read(spoken, "en"))
    assert found["L'Aurore"] == ["recall unknown", "unknown", "recall unknown", "unknown", "unknown"]


def test_marked_outlets_of_the_language_are_shown_as_others(spoken: Any) -> None:
    found = rows(read(spoken, "en"))
    figaro = accuracy_of("lefigaro", "fr")
    assert figaro is not None
    said = found["Le Figaro (French, not in this study)"]
    assert said[0].startswith(f"{100 * figaro.recall:.0f}% (")
    assert all("%" in figure for figure in said)


def test_a_marked_outlet_of_the_study_is_its_own_row_and_no_other(synthetic: ModuleType) -> None:
    documents = synthetic.make_documents().astype({"outlet": "str"})
    moved = documents.assign(outlet=documents["outlet"].replace("phare", "lepoint"))
    study = synthetic.make_study(contrasts=[["aurore", "lepoint"]], claims=[], outlets={})
    result = synthetic.make_result(
        study=study, claims=synthetic.make_claims().iloc[:0], designs=synthetic.make_designs().iloc[:0],
        estimates=synthetic.make_estimates().iloc[:0],
        measurements=synthetic.make_measurements(documents=check(moved, "documents")),
    )  # fmt: skip
    found = rows(read(result, "en"))
    assert "%" in found["lepoint"][0]
    assert not any(key.startswith("Le Point") for key in found)


def notes(reading: Any) -> list[str]:
    table = next(b for b in instrument(reading) if b["type"] == "table")
    return [flat(note) for note in table["notes"]]


def test_outlets_without_marked_articles_are_named(spoken: Any) -> None:
    assert notes(read(spoken, "en")) == [
        "No figure: readers have marked no articles of L'Aurore, La Dépêche and Le Phare. How well speech is found there is not known.",
        "Figures of outlets that are not in this study hold for their language only; they say what may be expected, not what is.",
    ]


def test_figures_of_another_language_are_marked_as_such(bilingual: Any) -> None:
    reading = read(bilingual, "fr")
    assert "Le Figaro (français, hors de cette étude)" in rows(reading)
    assert "L'Aurore (en)" in notes(reading)[0]


def test_where_nothing_is_known_a_sentence_says_so_instead_of_a_table(
    spoken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = accuracy_table()
    monkeypatch.setattr("framing.report.instrument.accuracy_table", lambda: held.iloc[:0])
    blocks = instrument(read(spoken, "en"))
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert flat(blocks[2]["runs"]).startswith("No figure: readers have marked no articles of L'Aurore")


def test_what_a_difference_does_is_said(spoken: Any) -> None:
    said = flat(instrument(read(spoken, "en"))[-1]["runs"])
    assert "gate G5" in said
    assert "What is missed counts as the outlet’s own words" in said


def test_papers_of_uneven_recall_are_named(spoken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [str(b) for b in instrument(read(spoken, "en")) if "is not even" in str(b)]
    table = accuracy_table()
    recall = table[table["what"] == "direct_fragment"].set_index("outlet")["recall"]
    assert len(said) == int(recall.max() - recall.min() > LARGEST_RECALL_DIFFERENCE)
    even = table.assign(recall=0.9)
    monkeypatch.setattr("framing.report.instrument.accuracy_table", lambda: even)
    assert not [b for b in instrument(read(spoken, "en")) if "is not even" in str(b)]
