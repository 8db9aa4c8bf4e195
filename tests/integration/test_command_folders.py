"""Commands and folders: nothing of others' is touched, nothing half-written is left, no path is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def test_nothing_is_left_behind_when_the_output_cannot_be_replaced(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (out / "holidays").mkdir(parents=True)
    (out / "holidays" / "photo.txt").write_text("mine")
    assert command("run", miniature / "config.yaml", "--out", out).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (out / "holidays" / "photo.txt").read_text() == "mine"


def test_absolute_path_reaches_nothing_that_is_written(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home-of-somebody" / "articles"
    shutil.copytree(miniature / "pages", home)
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    config = study / "config.yaml"
    text = (
        config.read_text("utf-8")
        .replace("corpus: [pages]", f"corpus: [{home}]")
        .replace("[html, pdf]", "[html]")
    )
    config.write_text(text, "utf-8")
    assert command("run", config, "--out", tmp_path / "out", "--quiet").code == 0
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(written) > 10
    assert [path.name for path in written if b"home-of-somebody" in path.read_bytes()] == []


def test_output_on_the_way_to_a_file_is_refused_before_measuring(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes").write_text("mine", "utf-8")
    outcome = command("run", miniature / "config.yaml", "--out", tmp_path / "notes" / "out")
    assert outcome.code == 2
    assert "a file 'notes' on the way" in outcome.err
