"""Folders appear whole or not at all, and nobody's other files are lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import ReportError
from framing.study import folders
from framing.study.folders import check_target, replaced_folder

OWNED = ("made.txt", "tables")


def fill(folder: Path, content: str = "new") -> None:
    with replaced_folder(folder, OWNED, ReportError) as fresh:
        (fresh / "made.txt").write_text(content, encoding="utf-8")


def write_half(folder: Path) -> None:
    (folder / "made.txt").write_text("half", encoding="utf-8")
    raise ZeroDivisionError


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_folder_appears_with_its_parents(tmp_path: Path) -> None:
    fill(tmp_path / "a" / "b")
    assert names(tmp_path / "a" / "b") == {"made.txt"}
    assert names(tmp_path / "a") == {"b"}


def test_owned_files_are_replaced_and_others_carried_over(tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "tables").mkdir(parents=True)
    (target / "notes.md").write_text("mine", encoding="utf-8")
    (target / "made.txt").write_text("old", encoding="utf-8")
    fill(target)
    assert names(target) == {"made.txt", "notes.md"}
    assert (target / "made.txt").read_text(encoding="utf-8") == "new"
    assert (target / "notes.md").read_text(encoding="utf-8") == "mine"


def test_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out"
    fill(target, "old")
    with pytest.raises(ZeroDivisionError), replaced_folder(target, OWNED, ReportError) as fresh:
        write_half(fresh)
    assert (target / "made.txt").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == {"out"}


def test_folder_with_folders_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "home" / "photos").mkdir(parents=True)
    with pytest.raises(ReportError, match="a folder 'photos'"):
        fill(tmp_path / "home")
    assert names(tmp_path / "home") == {"photos"}


def test_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(ReportError, match="a folder to write to"):
        fill(tmp_path / "out")


def test_file_on_the_way_is_said_and_left(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="a file 'notes' on the way"):
        fill(tmp_path / "notes" / "deep" / "out")
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "mine"


def test_place_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.os, "access", lambda path, mode: False)
    with pytest.raises(ReportError, match="no permission"):
        check_target(tmp_path / "out", OWNED, ReportError)


def test_place_that_fails_when_it_is_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, parents: bool = False) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(ReportError, match="No space left"):
        fill(tmp_path / "out")


def test_checking_a_target_makes_nothing(tmp_path: Path) -> None:
    assert check_target(tmp_path / "a" / "b", OWNED, ReportError) == []
    assert names(tmp_path) == set()
