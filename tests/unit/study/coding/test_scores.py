"""Scores: written beside the sheet, over nobody's codes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.coding.answers import Coder
from framing.study.coding.codes import codes_from
from framing.study.coding.scores import score_sheet, write_scores
from framing.study.coding.scoring import appraise
from framing.study.coding.sheets import KEY_COLUMNS, READ


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "sheets"
    place.mkdir()
    rows = [{**dict.fromkeys(READ, ""), "unit": n, "sentence": f"'=1+{n} ⟦tient⟧"} for n in (1, 2)]
    pd.DataFrame(rows).to_csv(place / "sheet.csv", index=False, encoding="utf-8-sig")
    return place


def scored(folder: Path, *, settled: bool = False) -> None:
    values = ["d", 0, 9, "", "fr", "a", "own", "threat", "", "none", "s", 20, 2, 0.1]
    key = pd.DataFrame([(n, *values) for n in (1, 2)], columns=list(KEY_COLUMNS)).assign(
        start=[0, 10], end=[9, 19]
    )
    codes = codes_from(
        key, [Coder("ana", {1: "alarm", 2: "none"}, {}), Coder("ben", {1: "none", 2: "none"}, {})]
    )
    write_scores(folder, codes, appraise(codes, 1, replicates=9), settled)


def test_unresolved_sentences_are_a_sheet_to_be_filled_in(folder: Path) -> None:
    scored(folder)
    table = pd.read_csv(folder / "unresolved.csv", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    assert table["unit"].tolist() == ["1"]
    assert table[["coder_ana", "coder_ben", "category", "voice_right"]].values.tolist() == [
        ["alarm", "none", "", ""]
    ]
    assert table["sentence"].tolist() == ["'=1+1 ⟦tient⟧"]
    assert {"agreement.csv", "accuracy.csv", "voices.csv"} <= {path.name for path in folder.iterdir()}


def test_settled_codes_are_never_written_over(folder: Path) -> None:
    scored(folder)
    filled = (folder / "unresolved.csv").read_text("utf-8").rstrip("\n")
    settled = filled.removesuffix(",,,") + ",alarm,,\n"
    (folder / "unresolved.csv").write_text(settled, "utf-8")
    with pytest.raises(TableError, match=r"--adjudicated unresolved\.csv"):
        scored(folder)
    scored(folder, settled=True)
    assert (folder / "unresolved.csv").read_text("utf-8") == settled


def test_codes_do_not_lie_where_scores_are_written(folder: Path) -> None:
    with pytest.raises(TableError, match=r"accuracy\.csv · .* rename it"):
        score_sheet(folder, [folder / "accuracy.csv"])


def test_a_folder_without_a_sample_is_refused(folder: Path) -> None:
    with pytest.raises(TableError, match=r"no sample\.json"):
        score_sheet(folder, [folder / "ana.csv"])
