"""Bundle: whole, untouched, of a known format – or a clear message."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.measurement.bundle import FORMAT, is_bundle, read_bundle, write_bundle
from framing.study.measurement.measurements import TABLES, Measurements
from framing.tables import check, digest, empty


def edit(folder: Path, change: Any) -> None:
    path = folder / "bundle.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_is_written_is_read_again(form: Any, two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b", form)
    again = read_bundle(tmp_path / "b")
    for name in TABLES:
        assert digest(again.tables[name]) == digest(two_by_two.tables[name])
    assert again.settings == two_by_two.settings
    assert again.texts == {}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_cannot_be_estimated_stays_missing(
    form: Any, two_by_two: Measurements, hand: Any, tmp_path: Path
) -> None:
    whole = hand.with_measures(two_by_two)
    write_bundle(whole, tmp_path / "b", form)
    again = read_bundle(tmp_path / "b").measures
    assert again["value"].isna().tolist() == [True, False, False, False, False]
    assert digest(again) == digest(whole.measures)


def test_bundle_from_before_there_were_measures_is_whole(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    (tmp_path / "b" / "measures.csv").unlink()
    edit(tmp_path / "b", lambda manifest: manifest["tables"].pop("measures"))
    assert digest(read_bundle(tmp_path / "b").measures) == digest(two_by_two.measures)


def test_bundle_from_before_there_were_sketches_is_whole_and_has_none(
    two_by_two: Measurements, tmp_path: Path
) -> None:
    rows = pd.DataFrame({"doc_id": ["d000", "d001"], "sketch": ["0" * 16, ""]}, dtype="str")
    write_bundle(replace(two_by_two, sketches=check(rows, "sketches")), tmp_path / "b")
    assert digest(read_bundle(tmp_path / "b").sketches) == digest(check(rows, "sketches"))
    (tmp_path / "b" / "sketches.csv").unlink()
    edit(tmp_path / "b", lambda manifest: manifest["tables"].pop("sketches"))
    assert digest(read_bundle(tmp_path / "b").sketches) == digest(empty("sketches"))


def test_bundle_measured_with_lexical_needs_its_measures(
    two_by_two: Measurements, hand: Any, tmp_path: Path
) -> None:
    write_bundle(hand.with_measures(two_by_two), tmp_path / "b")
    edit(tmp_path / "b", lambda manifest: manifest["tables"].pop("measures"))
    with pytest.raises(TableError, match="b/measures"):
        read_bundle(tmp_path / "b")


def test_both_forms_have_the_same_digests(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "c", "csv")
    write_bundle(two_by_two, tmp_path / "p", "parquet")
    tables = [json.loads((tmp_path / f / "bundle.json").read_text(encoding="utf-8"))["tables"] for f in "cp"]
    assert [t["digest"] for t in tables[0].values()] == [t["digest"] for t in tables[1].values()]


def test_same_measurements_give_the_same_bytes(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "a")
    write_bundle(two_by_two, tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_bundle_replaces_a_bundle_of_the_other_form_and_keeps_the_catalogue(
    two_by_two: Measurements, tmp_path: Path
) -> None:
    write_bundle(two_by_two, tmp_path / "b", "parquet")
    (tmp_path / "b" / "catalogue.csv").write_text("file\n", encoding="utf-8")
    write_bundle(two_by_two, tmp_path / "b", "csv")
    names = {path.name for path in (tmp_path / "b").iterdir()}
    assert names == {f"{name}.csv" for name in TABLES} | {"bundle.json", "catalogue.csv"}


def test_texts_are_never_written(two_by_two: Measurements, hand: Any, tmp_path: Path) -> None:
    with_texts = replace(two_by_two, texts={"d000": "Le phare veille sur la rade."})
    write_bundle(with_texts, tmp_path / "b")
    assert not any("phare" in path.read_text(encoding="utf-8") for path in (tmp_path / "b").iterdir())


def test_folder_of_anything_else_is_no_bundle(tmp_path: Path) -> None:
    assert not is_bundle(tmp_path)
    with pytest.raises(TableError, match="no such file"):
        read_bundle(tmp_path)


def test_edited_and_missing_tables_are_told_at_once(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    documents = tmp_path / "b" / "documents.csv"
    documents.write_text(documents.read_text(encoding="utf-8").replace("alpha", "omega"), encoding="utf-8")
    (tmp_path / "b" / "counts.csv").unlink()
    with pytest.raises(TableError) as fault:
        read_bundle(tmp_path / "b")
    assert [problem.where for problem in fault.value.problems] == ["b/documents", "b/counts"]
    assert "an edited table" in str(fault.value)


def test_table_that_is_cut_off_is_said(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    counts = tmp_path / "b" / "counts.csv"
    lines = counts.read_text(encoding="utf-8").splitlines()
    counts.write_text("\n".join(lines[:5]) + "\n", encoding="utf-8")
    with pytest.raises(TableError, match="cut off, or edited"):
        read_bundle(tmp_path / "b")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_half_a_file_is_a_table_error(form: Any, two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b", form)
    path = tmp_path / "b" / f"counts.{form}"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(TableError):
        read_bundle(tmp_path / "b")


def test_newer_format_asks_for_a_newer_program(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    edit(tmp_path / "b", lambda manifest: manifest.update(format=FORMAT + 1))
    with pytest.raises(TableError, match="install a newer version"):
        read_bundle(tmp_path / "b")


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.pop("tables"),
        lambda m: m.pop("settings"),
        lambda m: m["settings"].pop("codebooks"),
        lambda m: m.update(format="1"),
        lambda m: m["tables"].pop("documents"),
        lambda m: m["tables"]["documents"].update(file="../../secret.csv"),
    ],
)
def test_manifest_that_lacks_something_is_refused(
    change: Any, two_by_two: Measurements, tmp_path: Path
) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    edit(tmp_path / "b", change)
    with pytest.raises(TableError):
        read_bundle(tmp_path / "b")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"null"])
def test_manifest_that_is_no_manifest_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_bytes(content)
    with pytest.raises(TableError):
        read_bundle(tmp_path)


def test_settings_edited_by_hand_are_refused(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    manifest = json.loads((tmp_path / "b" / "bundle.json").read_text("utf-8"))
    manifest["settings"]["framing"] = "another"
    (tmp_path / "b" / "bundle.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(TableError, match="settings edited by hand"):
        read_bundle(tmp_path / "b")


def damage(folder: Path, change: Any) -> None:
    """Change the settings and renew their digest, as somebody who repairs a file by hand would."""
    path = folder / "bundle.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest["settings"])
    written = json.dumps(manifest["settings"], ensure_ascii=False, sort_keys=True)
    manifest["settings_digest"] = hashlib.sha256(written.encode()).hexdigest()
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        (lambda s: s["codebooks"]["threat.fr"].update(categories=["alarm"]), "codebook threat.fr, categories"),
        (lambda s: s["codebooks"]["threat.fr"].update(categories={"alarm": "west"}), "codebook threat.fr, categories"),
        (lambda s: s["codebooks"]["threat.fr"].pop("kind"), "codebook threat.fr, kind"),
        (lambda s: s["codebooks"]["threat.fr"].update(kind="weather"), "codebook threat.fr, kind"),
        (lambda s: s["codebooks"]["threat.fr"].pop("digest"), "codebook threat.fr, digest"),
        (lambda s: s["codebooks"]["naming.fr"].update(referents=None), "codebook naming.fr, referents"),
        (lambda s: s["codebooks"]["naming.fr"]["referents"]["west"].pop("exists"), "codebook naming.fr, referents"),
        (lambda s: s["codebooks"]["naming.fr"]["referents"]["west"].update(variants="x"), "codebook naming.fr, referents"),
        (lambda s: s["codebooks"]["naming.fr"].update(heads={}), "codebook naming.fr, heads"),
        (lambda s: s["codebooks"].update({"naming.fr": []}), "codebook naming.fr"),
        (lambda s: s["codebooks"].update({"naming": s["codebooks"].pop("naming.fr")}), "codebook naming"),
        (lambda s: s.update(codebooks=[]), "settings, codebooks"),
        (lambda s: s.update(extractors=[1]), "settings, extractors"),
        (lambda s: s.update(libraries=None), "settings, libraries"),
        (lambda s: s.pop("framing"), "settings, framing"),
    ],
)  # fmt: skip
def test_damaged_settings_are_named_by_their_entry(
    change: Any, entry: str, two_by_two: Measurements, tmp_path: Path
) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    damage(tmp_path / "b", change)
    with pytest.raises(TableError) as fault:
        read_bundle(tmp_path / "b")
    assert [problem.where for problem in fault.value.problems] == [f"b/bundle.json, {entry}"]


def test_all_damages_are_told_at_once(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    edit(
        tmp_path / "b",
        lambda manifest: manifest["settings"]["codebooks"]["threat.fr"].update(kind=3, heads=None),
    )
    with pytest.raises(TableError) as fault:
        read_bundle(tmp_path / "b")
    assert len(fault.value.problems) == 3
    assert "settings edited by hand" in str(fault.value)


def test_settings_that_were_written_are_whole(two_by_two: Measurements, tmp_path: Path) -> None:
    write_bundle(two_by_two, tmp_path / "b")
    damage(tmp_path / "b", lambda settings: None)
    assert read_bundle(tmp_path / "b").settings == two_by_two.settings
