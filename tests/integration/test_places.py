"""Where commands write and what they find: a study's own config, never over what it reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture
def lesson(miniature: Path, tmp_path: Path) -> Path:
    """Return a project whose study `lesson` lies two folders down and writes to reports/ on top."""
    place = tmp_path / "project" / "corpus" / "lesson"
    shutil.copytree(miniature, place)
    text = (place / "config.yaml").read_text("utf-8")
    for old, new in (
        ("study: miniature", "study: lesson"),
        ("replicates: 999,", "replicates: 99,"),
        ("{languages: [fr, en], formats: [html, pdf]}", "{languages: [en], formats: [html], folder: ../../reports}"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (place / "config.yaml").write_text(text, "utf-8")
    return tmp_path / "project"


def test_verify_finds_the_own_config_of_a_report(
    command: Command, lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = lesson / "corpus" / "lesson" / "config.yaml"
    assert command("run", own, "--quiet").code == 0
    page = (lesson / "reports" / "lesson" / "report-en.html").read_text("utf-8")
    assert "framing run corpus/lesson/config.yaml\nframing verify reports/lesson" in page
    assert "make report" not in page
    monkeypatch.chdir(tmp_path)
    assert command("verify", "project/reports/lesson").code == 0  # from elsewhere
    variant = own.read_text("utf-8").replace("seed: 20300304", "seed: 7")
    for name in ("pages", "profiles"):
        variant = variant.replace(f"[{name}]", f"[corpus/lesson/{name}]")
    (lesson / "mine.yaml").write_text(variant, "utf-8")
    monkeypatch.chdir(lesson)
    assert command("verify", "reports/lesson").code == 0  # beside a variant of the same name
    own.write_text(own.read_text("utf-8").replace("corpus: [pages]", "corpus: [pagse]"), "utf-8")
    outcome = command("verify", "reports/lesson")
    assert outcome.code == 2
    assert outcome.err.startswith("corpus/lesson/config.yaml line 5, corpus[0]")


@pytest.mark.parametrize("name", ["run", "compare", "report", "measure"])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("pages", "'pages', which holds pages"),
        ("pages/out", "'out', which lies in pages"),
        ("profiles", "'profiles', which holds profiles"),
        (".", "'lesson', which holds pages, profiles, config.yaml"),
    ],
)
def test_no_command_writes_over_what_the_study_reads(
    command: Command, lesson: Path, name: str, place: str, said: str
) -> None:
    study = lesson / "corpus" / "lesson"
    before = {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()}
    outcome = command(name, study / "config.yaml", "--out", study / place)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()} == before


def test_bundle_that_the_config_names_may_be_measured_again_from_texts(
    command: Command, lesson: Path
) -> None:
    study = lesson / "corpus" / "lesson"
    config, bundle = study / "config.yaml", study / "bundle"
    measure = ("measure", config, "--texts", study / "pages", "--out", bundle, "--quiet")
    assert command(*measure).code == 0
    config.write_text(config.read_text("utf-8").replace("corpus: [pages]", "corpus: [bundle]"), "utf-8")
    assert command(*measure).code == 0
    assert command("measure", config, "--out", bundle).code == 2  # from itself
