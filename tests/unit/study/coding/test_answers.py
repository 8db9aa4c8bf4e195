"""Coding: what coders wrote is read as they meant it, or every mistake is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.coding.answers import Coder, read_coders
from framing.study.coding.sheets import Sample

CODES = {("fr", "threat", ""): ("alarm", "menace"), ("fr", "naming", "west"): ("capital", "bloc")}


@pytest.fixture
def sample() -> Sample:
    key = pd.DataFrame(
        {
            "unit": [1, 2, 3, 4],
            "language": "fr",
            "family": ["threat"] * 3 + ["naming"],
            "referent": [""] * 3 + ["west"],
        }
    )
    return Sample(key, CODES, 1, "two-ports")


def written(folder: Path, text: str, name: str = "ana.csv", encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder / name


def read(sample: Sample, *files: Path, adjudicated: Path | None = None) -> list[Coder]:
    return read_coders(sample, files, adjudicated)


def complaints(sample: Sample, *files: Path) -> list[str]:
    with pytest.raises(TableError) as caught:
        read(sample, *files)
    return [str(problem) for problem in caught.value.problems]


def test_codes_are_read_whatever_their_order_and_case(sample: Sample, tmp_path: Path) -> None:
    text = "unit,category,voice_right,note\n1,Menace; alarm,yes,\n2,NONE,non,x\n3,,,\n4, capital ;,Oui,\n"
    (coder,) = read(sample, written(tmp_path, text))
    assert coder.name == "ana"
    assert coder.category == {1: "alarm;menace", 2: "none", 4: "capital"}
    assert coder.voice_right == {1: "yes", 2: "no", 4: "yes"}


@pytest.mark.parametrize(("mark", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")])
def test_files_are_read_as_spreadsheets_leave_them(
    sample: Sample, tmp_path: Path, mark: str, encoding: str
) -> None:
    rows = [
        ["Unit", "before", "category", "voice_right"],
        ["1.0", "été", '"alarm;menace"', ""],
        ["2", "l’été", "'none", ""],
        [""] * 4,
    ]
    text = "\r\n".join(mark.join(row) for row in rows)
    (coder,) = read(sample, written(tmp_path, text, encoding=encoding))
    assert coder.category == {1: "alarm;menace", 2: "none"}


def test_every_mistake_of_every_file_is_named_at_once(sample: Sample, tmp_path: Path) -> None:
    first = (
        "unit,category,voice_right\n1,alrm,yes\n1,none,\n9,none,\nx,none,\n2,none;alarm,\n3,bloc,perhaps\n"
    )
    said = complaints(
        sample,
        written(tmp_path, first),
        written(tmp_path, "number,category\n1,none\n", "ben.csv"),
        written(tmp_path, "unit,category\n1,\n2,\n", "cleo.csv"),
        tmp_path / "dan.csv",
    )
    expected = [
        ("ana.csv line 3", "unit 1 on line 2 too"), ("ana.csv line 4", "1 to 4"), ("ana.csv line 5", "'x'"),
        ("ana.csv line 2, unit 1", "did you mean 'alarm'?"), ("ana.csv line 6, unit 2", "none alone"),
        ("ana.csv line 7, unit 3", "alarm, menace, none"), ("ana.csv line 7, unit 3, voice_right", "perhaps"),
        ("ben.csv line 1", "'unit'"), ("cleo.csv", "none in any"), ("dan.csv", "No such file"),
    ]  # fmt: skip
    assert len(said) == len(expected)
    for problem, (where, what) in zip(said, expected, strict=True):
        assert problem.startswith(where + " ·")
        assert what in problem


def test_two_files_of_one_name_are_refused(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    text = "unit,category\n1,none\n"
    said = complaints(sample, written(tmp_path, text), written(tmp_path / "more", text))
    assert said == [
        "ana.csv · expected each coder once · found 'ana' more than once · rename one of the files"
    ]


def test_a_file_full_of_mistakes_does_not_fill_the_screen(sample: Sample, tmp_path: Path) -> None:
    rows = "\n".join(f"{n},none" for n in range(100, 400))
    said = complaints(sample, written(tmp_path, f"unit,category\n{rows}\n"))
    assert len(said) == 51
    assert "250 more" in said[-1]


def test_adjudicated_codes_come_last(sample: Sample, tmp_path: Path) -> None:
    files = [
        written(tmp_path, "unit,category\n1,none\n", f"{name}.csv") for name in ("ana", "ben", "settled")
    ]
    assert [c.name for c in read(sample, *files[:2], adjudicated=files[2])] == ["ana", "ben", "settled"]
