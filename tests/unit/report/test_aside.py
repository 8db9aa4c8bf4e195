"""What was set aside is listed with its reason in the language of the report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from framing.report.aside import MOST_ROWS, not_taken_in
from framing.report.reading import read
from framing.report.wording import flat


def _rows(result: Any, language: str, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    aside = pd.DataFrame(rows, columns=["file", "reason"])
    blocks = not_taken_in(read(replace(result, set_aside=aside), language))
    if not blocks:
        return []
    said = [(flat(file["runs"]), flat(reason["runs"])) for file, reason in blocks[1]["rows"]]
    return [*said, *(("note", flat(note)) for note in blocks[1]["notes"])]


def test_nothing_set_aside_says_nothing(result: Any) -> None:
    assert _rows(result, "en", []) == []


@pytest.mark.parametrize(
    ("reason", "en", "fr"),
    [
        ("the same text as b-1", "the same text as b-1, by the same outlet", "même texte que b-1, du même média"),
        ("nothing but boilerplate", "nothing but navigation and notices", "rien que de la navigation et des avis"),
        ("language de is not among the study's", "“de”", "« de »"),
        ("no text", "no text", "no text"),
    ],
)  # fmt: skip
def test_reasons_are_said_in_the_language_of_the_report(result: Any, reason: str, en: str, fr: str) -> None:
    for language, expected in (("en", en), ("fr", fr)):
        ((file, said),) = _rows(result, language, [("a-1.txt", reason)])
        assert file == "a-1.txt"
        assert expected in said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("more", [-1, 0, 1, 1234])
def test_a_long_list_is_cut_and_the_cut_said(result: Any, more: int) -> None:
    files = [f"{n:04}.txt" for n in range(MOST_ROWS + more)]
    rows = _rows(result, "en", [(file, "no text") for file in files])
    shown = [file for file, said in rows if said == "no text"]
    assert shown == files[:MOST_ROWS]
    note = f"{more:,} more stand in tables/set_aside.csv."
    assert rows[len(shown) :] == ([("note", note)] if more > 0 else [])
