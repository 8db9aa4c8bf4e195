"""Folders appear whole or not at all, and nobody's other files are lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import ReportError
from framing.study import folders
from framing.study.folders import check_target, replaced_folder

OWNED = ("record.json", "made.txt", "tables")
MADE = {"record.json", "made.txt"}


def fill(folder: Path, content: str = "new") -> None:
    with replaced_folder(folder, OWNED, ReportError) as fresh:
        (fresh / "made.txt").write_text(content, encoding="utf-8")
        (fresh / "record.json").write_text('{"study_digest": ""}', encoding="utf-8")


def write_half(folder: Path) -> None:
    (folder / "made.txt").write_text("half", encoding="utf-8")
    raise ZeroDivisionError


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_folder_appears_with_its_parents(tmp_path: Path) -> None:
    fill(tmp_path / "a" / "b")
    assert names(tmp_path / "a" / "b") == MADE
    assert names(tmp_path / "a") == {"b"}


def test_owned_files_are_replaced_and_others_carried_over(tmp_path: Path) -> None:
    target = tmp_path / "out"
    fill(target, "old")
    (target / "tables").mkdir()
    (target / "notes.md").write_text("mine", encoding="utf-8")
    fill(target)
    assert names(target) == MADE | {"notes.md"}
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


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (None, "no record.json, but 'made.txt'"),
        ("{", "a record.json of something else"),
        ("[]", "a record.json of something else"),
        ('{"singer": "somebody"}', "a record.json of something else"),
        ("[" * 100_000, "a record.json of something else"),
    ],
)
def test_files_that_no_run_wrote_are_not_replaced_though_they_are_called_alike(
    tmp_path: Path, record: str | None, found: str
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "made.txt").write_text("mine", encoding="utf-8")
    if record is not None:
        (tmp_path / "out" / "record.json").write_text(record, encoding="utf-8")
    with pytest.raises(ReportError, match=f"found {found}"):
        fill(tmp_path / "out")
    assert (tmp_path / "out" / "made.txt").read_text(encoding="utf-8") == "mine"


def test_folder_of_somebody_elses_files_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match=r"an empty folder, or one with the record\.json"):
        check_target(tmp_path / "out", OWNED, ReportError)


def test_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out")
    assert names(tmp_path / "out") == MADE


def test_way_through_the_folder_itself_is_settled_before_it_is_moved(tmp_path: Path) -> None:
    fill(tmp_path / "mine", "old")
    fill(tmp_path / "mine" / ".." / "mine")
    assert (tmp_path / "mine" / "made.txt").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == {"mine"}


def test_working_directory_is_replaced_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    fill(Path())
    assert names(tmp_path / "mine") == MADE
    assert names(tmp_path) == {"mine"}


def test_folder_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    fill(tmp_path / "disk" / "out", "old")
    (tmp_path / "out").symlink_to(tmp_path / "disk" / "out")
    fill(tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "disk" / "out" / "made.txt").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == {"disk", "out"}
    assert names(tmp_path / "disk") == {"out"}


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "circle/out"])
def test_name_that_no_folder_can_have_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(ReportError, match="a place that can be written to"):
        fill(tmp_path / name)


def test_root_of_the_machine_is_refused() -> None:
    with pytest.raises(ReportError):
        check_target(Path("/"), OWNED, ReportError)


def test_exchange_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "out", "old")
    rename = Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path.suffix == ".partial":
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(ReportError, match="busy"):
        fill(tmp_path / "out")
    assert names(tmp_path) == {"out"}
    assert (tmp_path / "out" / "made.txt").read_text(encoding="utf-8") == "old"
