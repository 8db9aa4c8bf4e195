"""Comparisons: those made and those that could not be made are together everything that was searched."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.summary import build
from framing.report.wording import flat


def tables(result: Any, language: str) -> dict[str, dict[str, Any]]:
    section = next(s for s in build(result, language)["sections"] if s["id"] == "vocabulary")
    return {block["id"]: block for block in section["blocks"] if block["type"] == "table"}


def shown(table: dict[str, Any]) -> list[list[str]]:
    return [[flat(cell["runs"]) for cell in row] for row in table["rows"]]


@pytest.fixture(scope="module")
def found(synthetic: ModuleType) -> dict[str, dict[str, Any]]:
    return tables(synthetic.make_result(), "en")


def test_what_was_searched_and_not_found_is_named_by_contrast_and_voice(
    found: dict[str, dict[str, Any]],
) -> None:
    rows = shown(found["absent-threat"])
    assert [row[0] for row in rows] == [
        "L'Aurore – La Dépêche",
        "Le Phare – La Dépêche",
        "L'Aurore – Le Phare",
    ]
    assert {tuple(row[1:]) for row in rows} == {
        ("menace, belligerence", "worry, alarm; menace, belligerence")
    }


def test_made_and_absent_are_all_that_was_searched(found: dict[str, dict[str, Any]]) -> None:
    made = {(row[2], row[3], row[0].lower()) for row in shown(found["tested-threat"]) if row[1] == "anything"}
    absent = {
        (row[0], voice, category)
        for row in shown(found["absent-threat"])
        for voice, cell in zip(("unquoted", "quoted"), row[1:], strict=True)
        for category in cell.split("; ")
    }
    contrasts = {row[0] for row in shown(found["absent-threat"])}
    searched = {
        (contrast, voice, category)
        for contrast in contrasts
        for voice in ("unquoted", "quoted")
        for category in ("worry, alarm", "menace, belligerence")
    }
    assert made | absent == searched
    assert not made & absent


def test_a_family_of_another_language_is_not_said_to_be_searched(synthetic: ModuleType) -> None:
    measured = synthetic.make_measurements()
    books = dict(measured.settings["codebooks"])
    books["threat.en"] = books.pop("threat.fr")
    moved = synthetic.make_measurements(settings=dict(measured.settings) | {"codebooks": books})
    assert "absent-threat" not in tables(synthetic.make_result(measurements=moved), "fr")


def test_nothing_was_searched_without_the_extractor_of_cues(synthetic: ModuleType) -> None:
    settings = dict(synthetic.make_measurements().settings) | {"extractors": ["terms.v1"]}
    result = synthetic.make_result(measurements=synthetic.make_measurements(settings=settings))
    assert not [name for name in tables(result, "en") if name.startswith("absent-")]


def test_a_contrast_that_cannot_be_compared_lists_nothing(synthetic: ModuleType) -> None:
    designs = synthetic.make_designs().assign(kind=["none", "small", "none"])
    rows = shown(tables(synthetic.make_result(designs=designs), "en")["absent-threat"])
    assert [row[0] for row in rows] == ["Le Phare – La Dépêche"]


def test_all_voices_say_their_denominator(found: dict[str, dict[str, Any]]) -> None:
    notes = " ".join(flat(note) for note in found["tested-threat"]["notes"])
    assert "sentences of each voice added up (a sentence that holds two voices counts once in each)" in notes
