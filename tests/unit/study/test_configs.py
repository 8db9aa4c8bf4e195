"""The config of a study is found by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.study.configs import config_named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "second").mkdir(parents=True)
    (tmp_path / "config.yaml").write_text("study: first\n", "utf-8")
    (tmp_path / "corpus" / "second" / "config.yaml").write_text("study: second\n", "utf-8")
    (tmp_path / "broken.yaml").write_text("study: [\n", "utf-8")
    (tmp_path / "mine.yaml").write_text("study: mine\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("first", "config.yaml"),
        ("mine", "mine.yaml"),
        ("second", "corpus/second/config.yaml"),
        ("unknown", "config.yaml"),
    ],
)
def test_the_config_of_a_study_is_found(folder: Path, name: str, place: str) -> None:
    assert config_named(name, folder) == folder / place


def test_without_any_config_the_usual_name_is_asked_for(tmp_path: Path) -> None:
    assert config_named("first", tmp_path) == tmp_path / "config.yaml"
