"""The default study: what its report says, that it refuses, and that it comes out the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import framing
from framing.study.pipeline import Result

RUN = "import sys; from framing.cli import main; main(['run', sys.argv[1], '--out', sys.argv[2], '--quiet'])"


@pytest.fixture(scope="module")
def result(root: Path) -> Result:
    study = framing.load_study(root / "config.yaml")
    return framing.compare_measurements(study, framing.measure_corpus(study)[0])


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_comparison_is_refused_with_its_reasons(result: Result) -> None:
    assert set(result.claims["grade"]) == {"not_estimable", "described"}
    assert result.claims["declared"].sum() == len(result.study.claims)
    for gates in result.claims["gates"].map(json.loads):
        overlap = next(gate for gate in gates if gate["gate"] == "G2")
        assert (overlap["passed"], overlap["reason"]) == (False, "too_few")


def test_smallest_attainable_p_is_a_third(result: Result) -> None:
    two_against_two = result.designs.set_index("contrast").loc["fr:presstv:wire"]
    assert two_against_two["smallest_p"] == pytest.approx(1 / 3)
    assert two_against_two["shared_events"] == 0


def test_war_before_its_beginning_is_not_estimable(result: Result) -> None:
    claim = result.claims[(result.claims["referent"] == "ukraine_war") & result.claims["declared"]].iloc[0]
    gate = next(gate for gate in json.loads(claim["gates"]) if gate["gate"] == "G10")
    assert claim["grade"] == "not_estimable"
    assert (gate["reason"], gate["facts"]["outlet"]) == ("structural_zero", "presstv")


def test_no_word_survives_correction(result: Result) -> None:
    scores = result.estimates[result.estimates["statistic"] == "score_z"]
    assert scores["p_adjusted"].min() > 0.05
    q = result.estimates.loc[result.estimates["statistic"] == "bh_q", "estimate"]
    assert q.min() > 0.05


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("phrase", ["sanctions illégales", "inquiétant pour l’Occident"])
def test_both_phrases_stand_in_the_committed_report(root: Path, language: str, phrase: str) -> None:
    assert phrase in (root / "reports" / "iran-russia" / f"report-{language}.html").read_text("utf-8")


def test_committed_report_is_reproduced(command: Callable[..., Any], root: Path) -> None:
    outcome = command("verify", root / "reports" / "iran-russia", "--config", root / "config.yaml")
    assert (outcome.code, outcome.err) == (0, "")


def test_verify_fails_after_one_table_is_edited(
    command: Callable[..., Any], root: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(root / "reports" / "iran-russia", folder)
    table = folder / "tables" / "designs.csv"
    table.write_text(table.read_text("utf-8").replace("small", "matched"), "utf-8")
    outcome = command("verify", folder, "--config", root / "config.yaml")
    assert outcome.code == 1
    assert "tables/designs.csv" in outcome.err


def test_bytes_depend_on_nothing_around_the_run(root: Path, tmp_path: Path) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tehran", "LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"},
    ]
    runs = []
    for n, variables in enumerate(surroundings):
        place = tmp_path / f"elsewhere-{n}"
        place.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(root / "config.yaml"), str(place / "out")],
            cwd=place, env=os.environ | variables, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        runs.append(digests(place / "out"))
    assert len(runs[0]) > 20
    assert runs[0] == runs[1]
