"""The config of a study is found by what the record of its report says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from framing.errors import ConfigError
from framing.study import configs
from framing.study.config.study import load_study
from framing.study.configs import MOST_READ, config_named, study_named

CONFIG = """study: {name}
title: {{fr: Deux ports, en: Two ports}}
languages: [fr]
corpus: [pages]
contrasts: [[alpha, beta]]
extractors: [terms.v1]
statistics: {{seed: {seed}}}
report: {{folder: {folder}}}
"""


def write(path: Path, name: str, seed: int = 0, folder: str = "reports") -> Path:
    (path.parent / "pages").mkdir(parents=True, exist_ok=True)
    path.write_text(CONFIG.format(name=name, seed=seed, folder=folder), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with three studies and a file that is none, as the working directory."""
    write(tmp_path / "config.yaml", "first")
    write(tmp_path / "mine.yaml", "mine")
    write(tmp_path / "corpus" / "second" / "config.yaml", "second", folder="../../reports")
    (tmp_path / "broken.yaml").write_text("study: [\n", "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
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
@pytest.mark.usefixtures("folder")
def test_the_config_of_a_study_is_found(name: str, place: str) -> None:
    assert config_named(name) == Path(place)


def test_without_any_config_the_usual_name_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert config_named("first", "0" * 64, tmp_path / "reports" / "first") == Path("config.yaml")


def test_a_config_is_found_from_anywhere_by_the_folder_of_its_report(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    found = config_named("second", "", folder / "reports" / "second")
    assert found == folder / "corpus" / "second" / "config.yaml"
    assert config_named("mine", "", folder / "mine") == folder / "mine.yaml"  # report: {folder: .}


def test_of_several_of_the_name_the_one_of_the_digest_is_taken(folder: Path) -> None:
    write(folder / "another.yaml", "second", seed=7)
    own = folder / "corpus" / "second" / "config.yaml"
    report = folder / "reports" / "second"
    assert config_named("second", load_study(own).digest, report) == own.relative_to(folder)
    assert config_named("second", load_study(folder / "another.yaml").digest, report) == Path("another.yaml")
    assert config_named("second", "0" * 64, report) == Path("another.yaml")


def test_of_several_of_the_digest_the_one_whose_report_it_is_is_taken(folder: Path) -> None:
    copied = write(folder / "corpus" / "copied" / "config.yaml", "second")
    own = folder / "corpus" / "second" / "config.yaml"
    digest = load_study(own).digest
    assert load_study(copied).digest == digest
    assert config_named("second", digest, folder / "reports" / "second") == own.relative_to(folder)
    there = copied.parent / "reports" / "second"
    assert config_named("second", digest, there) == copied.relative_to(folder)
    assert config_named("second", digest, folder / "sent" / "by-mail") == copied.relative_to(folder)


@pytest.mark.parametrize("others", [False, True])
def test_mistakes_of_the_own_config_are_told_and_no_other_is_blamed(folder: Path, others: bool) -> None:
    own = folder / "corpus" / "second" / "config.yaml"
    digest = load_study(own).digest
    own.write_text(own.read_text("utf-8") + "stduy: twice\nclaims: [\n", "utf-8")
    if others:
        write(folder / "another.yaml", "second", seed=7)
    with pytest.raises(ConfigError) as fault:
        study_named("second", digest, folder / "reports" / "second")
    assert fault.value.problems[0].where.startswith("corpus/second/config.yaml line 1")


def test_study_is_loaded(folder: Path) -> None:
    assert study_named("mine", "", folder / "reports" / "mine").study == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "study: lesson\n",
        "# told first\nstudy:   'lesson'   # a name\n",
        'title: {en: x}\r\nstudy: "lesson"\r\n',
        "\ufeffstudy: lesson",
        '{"study": "lesson", "title": {}}',
        '{\n "title": 1,\n "study": "lesson",\n}\n',
        "{study: lesson}",
    ],
)
def test_name_is_read_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "other.yaml").write_text(text, "utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    assert config_named("lesson") == Path("other.yaml")


@pytest.mark.parametrize(
    "text", ["study: lesson two\n", "# study: lesson\n", "studying: lesson\n", "study: lesson-2\n"]
)
def test_what_only_resembles_the_name_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "other.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert config_named("lesson") == Path("config.yaml")


def test_large_files_beside_are_not_read_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path) -> None:
        raise AssertionError(f"{path.name} may not be parsed")

    monkeypatch.setattr(configs, "load_study", never)
    (folder / "big.yaml").write_text("key: [1, {a: b}]\n" * 60_000 + "study: mine\n", "utf-8")
    (folder / "blank.yaml").write_text("\n" * MOST_READ + " " * MOST_READ, "utf-8")
    (folder / "braces.yaml").write_text("{ \"'" * MOST_READ, "utf-8")
    began = time.perf_counter()
    assert config_named("mine") == Path("mine.yaml")
    assert time.perf_counter() - began < 2  # seconds; a parser would take forty
