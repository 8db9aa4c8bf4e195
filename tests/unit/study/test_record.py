"""Record: every file and every input has its digest; differences are told apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from framing.errors import VerificationError
from framing.study.config.study import Study, load_study
from framing.study.measurement.measurements import Measurements
from framing.study.record import (
    Record,
    compare_files,
    compare_records,
    digests_of_files,
    other_config,
    read_record,
    record_from,
    write_record,
)


@pytest.fixture
def record(study: Study, two_by_two: Measurements) -> Record:
    return replace(
        record_from(study, two_by_two), outputs={"report.html": "1" * 64, "tables/a.csv": "2" * 64}
    )


def test_record_names_no_clock_no_path_no_host(record: Record, tmp_path: Path) -> None:
    text = json.dumps(record.as_dict())
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert set(record.inputs) >= {"documents", "counts", "observations"}
    assert record.codebooks == {"naming.fr": "b" * 64, "threat.fr": "a" * 64}


def test_a_word_list_is_an_input(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    (tmp_path / "words.csv").write_bytes(b"term,count\nport,1\n")
    study = load_study(study_file(reference="words.csv"))
    found = record_from(study, two_by_two).inputs["reference"]
    assert found == hashlib.sha256(b"term,count\nport,1\n").hexdigest()


def test_record_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    write_record(record.as_dict(), tmp_path)
    assert read_record(tmp_path) == record


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"framing": 1}'])
def test_what_is_no_record_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(content)
    with pytest.raises(VerificationError):
        read_record(tmp_path)


def test_missing_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VerificationError, match="no such file"):
        read_record(tmp_path)


def test_files_are_named_from_the_folder_and_the_record_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("x", encoding="utf-8")
    (tmp_path / "record.json").write_text("{}", encoding="utf-8")
    assert list(digests_of_files(tmp_path)) == ["tables/a.csv"]


def test_edited_missing_and_surplus_files_are_told_apart(record: Record, tmp_path: Path) -> None:
    for name in ("kept", "edited", "report-fr.html", "notes.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    recorded = replace(record, outputs=digests_of_files(tmp_path) | {"missing": "0" * 64})
    recorded = replace(
        recorded,
        outputs={n: d for n, d in recorded.outputs.items() if n not in ("report-fr.html", "notes.md")},
    )
    (tmp_path / "edited").write_text("changed", encoding="utf-8")
    found = {d.problem.where: d.problem.found for d in compare_files(recorded, tmp_path)}
    assert found == {"edited": "another content", "missing": "no such file", "report-fr.html": "a file"}


def test_equal_records_do_not_differ(record: Record) -> None:
    assert compare_records(record, record) == []


@pytest.mark.parametrize(("file", "excused"), [("report.html", True), ("tables/a.csv", False)])
def test_rendered_file_is_excused_by_another_library_and_a_table_is_not(
    record: Record, file: str, excused: bool
) -> None:
    libraries = dict(record.libraries) | {"typst": "0.0.1"}
    again = replace(record, libraries=libraries, outputs=dict(record.outputs) | {file: "9" * 64})
    (difference,) = compare_records(record, again)
    assert difference.excused is excused
    assert difference.problem.where == file
    assert ("typst" in difference.problem.remedy) is excused


def test_rendered_file_is_not_excused_by_nothing(record: Record) -> None:
    again = replace(record, outputs=dict(record.outputs) | {"report.html": "9" * 64})
    assert [d.excused for d in compare_records(record, again)] == [False]


def test_without_rendering_only_tables_are_compared(record: Record) -> None:
    again = replace(record, outputs={"tables/a.csv": "2" * 64})
    assert compare_records(record, again, rendered=False) == []


def test_other_config_or_input_is_named(record: Record) -> None:
    again = replace(record, study_digest="f" * 64, inputs=dict(record.inputs) | {"counts": "f" * 64})
    assert [d.problem.where for d in compare_records(record, again)] == ["study", "input counts"]


def test_record_of_another_config_is_told_as_such(record: Record, study: Study) -> None:
    assert other_config(record, study) == []
    (difference,) = other_config(replace(record, study="three-ports", study_digest="f" * 64), study)
    assert difference.problem.where == "config.yaml"
    assert "study three-ports that the report was made with (ffffffffffff)" in difference.problem.expected
    assert f"study two-ports ({study.digest[:12]})" in difference.problem.found
    assert "--config" in difference.problem.remedy
    assert not difference.excused
