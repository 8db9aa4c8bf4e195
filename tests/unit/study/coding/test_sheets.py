"""Sheets: coders get what they may know, the key keeps the rest."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.coding.questions import Code, Question
from framing.study.coding.sampling import Sheet
from framing.study.coding.sheets import KEY_COLUMNS, READ, check_sheet_folder, read_sample, write_sheet


@pytest.fixture
def sheet() -> Sheet:
    units = pd.DataFrame(
        {
            "unit": [1, 2], "before": ["", "=cmd()"], "sentence": ["⟦Le quai⟧ tient.", "@Le ⟦quai⟧"], "after": ["+1", ""],
            "doc_id": ["=d1", "d2"], "start": 0, "end": 9, "sha256": "0" * 64, "language": "fr", "outlet": "alpha", "voice": "own",
            "family": "threat", "referent": "", "found": ["alarm", "none"], "stratum": ["s", "t"], "size": [3, 3], "drawn": 1,
            "inclusion": 1 / 3,
        }
    )  # fmt: skip
    question = Question("fr", "threat", "", "", (Code("alarm", "alarme"), Code("menace", "menace")))
    return Sheet("two-ports", 7, (question,), units, {"framing": "0.1.0"})


def ask(sheet: Sheet) -> pd.DataFrame:
    return pd.DataFrame({"question": ["Quoi ?"] * 2, "codes": ["alarm"] * 2, "voice": ["le journal"] * 2})


def drawn(sheet: Sheet, folder: Path) -> Path:
    write_sheet(sheet, folder, ask, lambda _, place: (place / "sheet.html").write_text("x"))
    return folder


def test_a_sheet_has_nothing_of_its_key(sheet: Sheet, tmp_path: Path) -> None:
    folder = drawn(sheet, tmp_path / "sheets")
    assert sorted(path.name for path in folder.iterdir()) == [
        "key.csv",
        "sample.json",
        "sheet.csv",
        "sheet.html",
    ]
    with (folder / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert header == [*READ, "category", "voice_right", "note"]
    assert [row[-3:] for row in rows] == [["", "", ""]] * 2
    for hidden in ("alpha", "d1", "d2", "none", "0000"):
        assert hidden not in (folder / "sheet.csv").read_text("utf-8").replace("codes,", "")


def test_no_cell_begins_as_a_formula(sheet: Sheet, tmp_path: Path) -> None:
    folder = drawn(sheet, tmp_path / "sheets")
    for name in ("sheet.csv", "key.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_a_sample_is_read_back(sheet: Sheet, tmp_path: Path) -> None:
    sample = read_sample(drawn(sheet, tmp_path / "sheets"))
    assert sample.codes == {("fr", "threat", ""): ("alarm", "menace")}
    assert (sample.seed, sample.study) == (7, "two-ports")
    pd.testing.assert_frame_equal(sample.key, sheet.units[[*KEY_COLUMNS]], check_dtype=False)
    assert sample.key["doc_id"].tolist() == ["=d1", "d2"]


def test_nothing_that_coders_may_have_written_is_replaced(sheet: Sheet, tmp_path: Path) -> None:
    folder = drawn(sheet, tmp_path / "sheets")
    with pytest.raises(TableError, match="codes are never written over"):
        drawn(sheet, folder)
    (tmp_path / "empty").mkdir()
    check_sheet_folder(tmp_path / "empty")
    check_sheet_folder(tmp_path / "new")


def test_what_cannot_be_published_leaves_no_folder(sheet: Sheet, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_sheet(sheet, tmp_path / "sheets", ask, fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "key.csv").write_text("unit\n1\n"), "an edited one"),
        (lambda folder: (folder / "key.csv").unlink(), "no key.csv"),
        (lambda folder: (folder / "sample.json").write_text("{"), "another content"),
        (lambda folder: (folder / "sample.json").write_text(json.dumps({"format": 9})), "format 1"),
    ],
)
def test_a_spoilt_folder_is_refused(sheet: Sheet, tmp_path: Path, spoil: Any, said: str) -> None:
    folder = drawn(sheet, tmp_path / "sheets")
    spoil(folder)
    with pytest.raises(TableError, match=said):
        read_sample(folder)
