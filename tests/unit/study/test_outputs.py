"""Outputs: tables and record, whole or not at all; file names that any outlet may have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.errors import FramingError, ReportError, TableError
from framing.study import outputs
from framing.study.comparison.designs import contrast_key
from framing.study.comparison.keyness import REFERENCE, REST
from framing.study.config.study import Study, load_study
from framing.study.measurement.measurements import TABLES, Measurements
from framing.study.outputs import (
    check_bundle_folder,
    check_folder,
    default_folder,
    keyness_file,
    keyness_file_of,
    write_outputs,
)
from framing.study.pipeline import Result, compare_measurements
from framing.study.record import digests_of_files


@pytest.fixture
def result(study: Study, two_by_two: Measurements) -> Result:
    return compare_measurements(study, two_by_two)


def publish(result: Result, folder: Path) -> list[Path]:
    path = folder / "report-fr.html"
    path.write_text(result.study.title.fr, encoding="utf-8")
    return [path]


def test_every_table_and_the_record_are_written(result: Result, tmp_path: Path) -> None:
    written = write_outputs(result, publish, tmp_path / "out")
    names = set(digests_of_files(tmp_path / "out"))
    made = ("designs", "estimates", "claims", "universes", "curves", "decisions", "lemmas")
    expected = {f"tables/{name}.csv" for name in (*TABLES, *made)}
    assert names == expected | {"tables/keyness-fr-alpha-beta.csv", "report-fr.html"}
    record = json.loads((tmp_path / "out" / "record.json").read_text(encoding="utf-8"))
    assert record == written.record
    assert record["outputs"] == digests_of_files(tmp_path / "out")


def test_tables_of_the_folder_are_the_result_as_csv(result: Result, tmp_path: Path) -> None:
    written = write_outputs(result, None, tmp_path / "out")
    files = {path.stem: path.read_bytes().decode() for path in (tmp_path / "out" / "tables").iterdir()}
    assert written.csv == {name: text for name, text in files.items() if not name.startswith("keyness-")}


def test_report_sees_the_record_of_its_inputs(result: Result, tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def look(given: Result, folder: Path) -> list[Path]:
        seen.append(given.record)
        assert (folder / "tables" / "claims.csv").is_file()
        return []

    write_outputs(result, look, tmp_path / "out")
    assert seen[0]["inputs"]
    assert seen[0]["omitted"] == {}


def test_report_that_fails_leaves_nothing_behind(result: Result, tmp_path: Path) -> None:
    def fail(result: Result, folder: Path) -> list[Path]:
        raise ReportError([])

    with pytest.raises(ReportError):
        write_outputs(result, fail, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_table_that_is_too_large_is_named_instead(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "MOST_ROWS", 20)
    written = write_outputs(result, None, tmp_path / "out")
    assert "counts" not in written.record["omitted"]
    assert written.record["omitted"]["estimates"] == len(result.estimates)
    assert not (tmp_path / "out" / "tables" / "estimates.csv").exists()


def test_what_was_set_aside_is_written(result: Result, tmp_path: Path) -> None:
    from dataclasses import replace

    aside = pd.DataFrame({"file": ["x.txt"], "reason": ["empty"]}, dtype="str")
    write_outputs(replace(result, set_aside=aside), None, tmp_path / "out")
    assert "x.txt,empty" in (tmp_path / "out" / "tables" / "set_aside.csv").read_text(encoding="utf-8")


def test_two_runs_write_the_same_bytes(result: Result, tmp_path: Path) -> None:
    write_outputs(result, publish, tmp_path / "one")
    write_outputs(result, publish, tmp_path / "two")
    assert digests_of_files(tmp_path / "one") == digests_of_files(tmp_path / "two")


@pytest.mark.parametrize("outlet", ["../../etc", "a/b", "CNN (Web News)", "الجزيرة", "x" * 300, "a-b"])
def test_no_outlet_leaves_the_folder_by_its_name(outlet: str) -> None:
    name = keyness_file("fr", outlet, "wire")
    assert "/" not in name
    assert ".." not in name
    assert len(name) < 120
    assert name != keyness_file("fr", outlet + "'", "wire")


def test_no_outlet_takes_the_file_of_all_others_or_of_a_list() -> None:
    assert keyness_file_of("fr:a:b") == keyness_file("fr", "a", "b") == "keyness-fr-a-b.csv"
    assert keyness_file_of("fr:xinhua:%rest") == "keyness-fr-xinhua-rest.csv"
    assert keyness_file_of("fr:x:%reference") == "keyness-fr-x-reference.csv"
    keys = [
        contrast_key("fr", first, second)
        for first in ("x", "x y")
        for second in ("rest", "reference", "%rest", "%reference")
    ]
    keys += [contrast_key("fr", first, "") + other for first in ("x", "x y") for other in (REST, REFERENCE)]
    assert len({keyness_file_of(key) for key in keys}) == len(keys)


def test_keyness_of_all_others_and_of_a_list_is_written(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    (tmp_path / "words.csv").write_text("term,count\nport,10\nmer,900\n", encoding="utf-8")
    contrasts = [["alpha", "beta"], ["beta", "gamma"]]
    study = load_study(study_file(contrasts=contrasts, claims=None, reference="words.csv"))
    written = write_outputs(compare_measurements(study, two_by_two), None, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out" / "tables").glob("keyness-*")}
    outlets = ("alpha", "beta", "gamma")
    assert names == {
        "keyness-fr-alpha-beta.csv", "keyness-fr-beta-gamma.csv",
        *(f"keyness-fr-{outlet}-{other}.csv" for outlet in outlets for other in ("rest", "reference")),
    }  # fmt: skip
    assert written.designs["outlet_b"].tolist() == ["beta", "gamma", REST, REST, REST]
    table = (tmp_path / "out" / "tables" / "keyness-fr-alpha-reference.csv").read_text("utf-8")
    assert ",listed," in table.partition("\n")[0]
    assert "False" in table


def test_a_list_is_not_replaced_by_what_is_made_of_it(
    study_file: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "words.csv").write_text("term,count\nport,10\n", encoding="utf-8")
    study = load_study(study_file(reference="out/words.csv"))
    with pytest.raises(ReportError, match=r"out/words\.csv"):
        check_folder(tmp_path / "out", study)


def test_folder_of_a_study_stands_beside_its_config(study: Study, tmp_path: Path) -> None:
    assert default_folder(study) == tmp_path / "reports" / "two-ports"


def test_a_study_may_say_where_its_folder_stands(study_file: Callable[..., Path], tmp_path: Path) -> None:
    study = load_study(study_file(report={"folder": "../all"}))
    assert default_folder(study) == tmp_path / ".." / "all" / "two-ports"


def test_folder_that_cannot_be_replaced_is_refused_before_anything_is_made(
    result: Result, tmp_path: Path
) -> None:
    check_folder(tmp_path / "out", result.study)
    assert not (tmp_path / "out").exists()
    write_outputs(result, None, tmp_path / "out")
    check_folder(tmp_path / "out", result.study)
    (tmp_path / "out" / "photos").mkdir()
    with pytest.raises(ReportError, match="photos"):
        check_folder(tmp_path / "out", result.study)


def test_tables_that_no_run_wrote_are_not_replaced(study: Study, tmp_path: Path) -> None:
    (tmp_path / "out" / "tables").mkdir(parents=True)
    with pytest.raises(ReportError, match=r"no record\.json, but 'tables'"):
        check_folder(tmp_path / "out", study)
    with pytest.raises(TableError, match="a folder 'tables'"):
        check_bundle_folder(tmp_path / "out", study)


@pytest.fixture
def reader(study_file: Callable[..., Path], tmp_path: Path) -> Study:
    """Return a study that reads texts, a catalogue, a profile and codebooks, each somewhere else."""
    for name in ("texts/pages", "lists", "profiles", "books"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "lists" / "all.csv").write_text("file\n", encoding="utf-8")
    (tmp_path / "profiles" / "port.yaml").write_text("", encoding="utf-8")
    (tmp_path / "way").symlink_to(tmp_path / "texts")
    source = {"path": "texts/pages", "catalogue": "lists/all.csv"}
    path = study_file(corpus=[source], profiles=["profiles/port.yaml"], codebook_folders=["books"])
    return load_study(path)


@pytest.mark.parametrize("refuse", [check_folder, check_bundle_folder])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("texts/pages", "holds texts/pages"),
        ("texts", "holds texts/pages"),
        ("way", "holds texts/pages"),
        ("none/../texts", "holds texts/pages"),
        ("texts/pages/out/deep", "lies in texts/pages"),
        ("lists", "holds lists/all.csv"),
        ("profiles", "holds profiles/port.yaml"),
        ("books", "holds books"),
        ("books/out", "lies in books"),
        (".", r"holds texts/pages, lists/all\.csv, profiles/port\.yaml, books, config\.yaml"),
        ("..", r"holds .*config\.yaml"),
    ],
)
def test_folder_that_the_study_reads_is_never_replaced(
    reader: Study, tmp_path: Path, refuse: Callable[[Path, Study], None], place: str, said: str
) -> None:
    with pytest.raises(FramingError, match=f"which {said}"):
        refuse(tmp_path / place, reader)


@pytest.mark.parametrize("place", ["out", "reports/two-ports", "texts/out", "pages", "../out"])
def test_folder_beside_what_the_study_reads_is_free(reader: Study, tmp_path: Path, place: str) -> None:
    check_folder(tmp_path / place, reader)
    check_bundle_folder(tmp_path / place, reader)


def test_place_that_the_config_names_is_refused_with_its_line(
    study_file: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "two-ports" / "tables").mkdir(parents=True)
    path = study_file(corpus=["two-ports/tables"], report={"folder": "."})
    line = path.read_text("utf-8").splitlines().index('  "folder": "."') + 1
    study = load_study(path)
    with pytest.raises(ReportError) as fault:
        check_folder(default_folder(study), study)
    (problem,) = fault.value.problems
    assert problem.where == f"config.yaml line {line}, report.folder"
    assert problem.found == "'two-ports', which holds two-ports/tables"


def test_tables_alone_do_not_replace_a_rendered_report(result: Result, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_outputs(result, publish, out)
    before = digests_of_files(out)
    check_folder(out, result.study)
    for refuse in (lambda: check_folder(out, result.study, False), lambda: write_outputs(result, None, out)):
        with pytest.raises(ReportError, match=r"report-fr\.html, which would be lost · choose another place"):
            refuse()
    assert digests_of_files(out) == before
    write_outputs(result, publish, out)
