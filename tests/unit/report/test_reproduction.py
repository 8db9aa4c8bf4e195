"""What to type to run it again: right from the folder of the reports, and never where on a machine that is."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from framing.report import write_report
from framing.report.reproduction import commands
from framing.study.record import digests_of_files


def placed(synthetic: ModuleType, folder: Path, reports: str, file: str = "config.yaml", **more: Any) -> Any:
    study = synthetic.make_study(report={"folder": reports}, **more)
    study._folder, study._file = folder, file
    return study


@pytest.mark.parametrize(
    ("place", "reports", "config"),
    [
        ("home/port", "reports", "config.yaml"),
        ("home/port", "out/deep/../deeper", "config.yaml"),
        ("home/port/corpus/quay", "../../reports", "corpus/quay/config.yaml"),
        ("home/port/corpus/quay", "../../reports/.", "corpus/quay/config.yaml"),
        ("home/port/corpus/quay", "../reports", "quay/config.yaml"),
        ("home/port/corpus/quay", "..", "corpus/quay/config.yaml"),
        ("home/port/corpus/quay", ".", "quay/config.yaml"),
        ("home/port", "../other/reports", "config.yaml"),
        ("home/port", "../port/reports", "config.yaml"),
        ("home/port/corpus/../corpus/quay", "../../reports", "corpus/quay/config.yaml"),
    ],
)
def test_config_is_named_from_the_folder_that_holds_the_reports(
    synthetic: ModuleType, tmp_path: Path, place: str, reports: str, config: str
) -> None:
    said = commands(placed(synthetic, tmp_path / place, reports))
    assert said == [f"framing run {config}", "framing verify reports/harbour"]


@pytest.mark.parametrize("above", range(1, 12))
def test_no_absolute_path_is_ever_said(synthetic: ModuleType, above: int) -> None:
    said = commands(placed(synthetic, Path("/srv/home/port"), "../" * above + "reports"))[0]
    assert said.removeprefix("framing run ") in {
        "config.yaml", "port/config.yaml", "home/port/config.yaml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, True),
        ({"reports": "out"}, False),
        ({"file": "mine.yaml"}, False),
        ({"study": "iran-russia-2"}, False),
    ],
)
def test_make_is_named_for_the_shipped_study_alone(
    synthetic: ModuleType, tmp_path: Path, changes: dict[str, str], named: bool
) -> None:
    given = {"reports": "reports", "study": "iran-russia"} | changes
    assert ("make report" in commands(placed(synthetic, tmp_path, **given))) is named


def test_names_of_folders_can_be_typed_and_printed(synthetic: ModuleType, tmp_path: Path) -> None:
    odd = commands(placed(synthetic, tmp_path / "my port\n\udcff", "../reports", "all; of it.yaml"))[0]
    assert odd == "framing run 'my port  /all; of it.yaml'"


def test_reports_differ_in_nothing_when_only_their_folder_or_engine_does(
    synthetic: ModuleType, tmp_path: Path
) -> None:
    written = []
    for n, (folder, engine) in enumerate(
        (("reports", "serial"), ("out", "threads"), ("out/deep", "processes"), ("../a/b", "serial"))
    ):
        study = synthetic.make_study(
            report={"languages": ["en"], "folder": folder}, engine={"kind": engine, "workers": n + 1}
        )
        (tmp_path / str(n)).mkdir()
        write_report(synthetic.make_result(study=study), tmp_path / str(n))
        written.append(digests_of_files(tmp_path / str(n)))
    assert {"report-en.html", "report-en.pdf"} <= written[0].keys()
    assert written.count(written[0]) == len(written)
