from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import IngestError
from framing.ingest import READERS, TextSource, choose_reader, read


def test_what_lies_there_decides(tmp_path: Path) -> None:
    expected = {
        "a.txt": "pages",
        "b.html.gz": "html",
        "c.jsonl.gz": "articles",
        "d.parquet": "articles",
        "e.png": "",
    }
    for name, reader in expected.items():
        folder = tmp_path / name.replace(".", "_")
        folder.mkdir()
        (folder / name).write_bytes(b"x")
        assert choose_reader(TextSource(folder)) == reader
    assert choose_reader(TextSource(tmp_path / "c_jsonl_gz" / "c.jsonl.gz")) == "articles"
    assert set(expected.values()) - {""} == set(READERS)


def test_every_mistake_of_every_source_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    sources = [
        TextSource(tmp_path / "none", columns={"x": "colour"}, defaults={"size": "1"}),
        TextSource(tmp_path, reader="pagess"),
        TextSource(tmp_path),
        TextSource(tmp_path / "a.txt"),
    ]
    with pytest.raises(IngestError) as caught:
        read(sources)
    assert [p.found for p in caught.value.problems] == [
        "'colour'", "'size'", "no such path", "'pagess'", "no such file", "'none'"
    ]  # fmt: skip


def test_a_document_of_two_sources_is_read_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(
            '{"doc_id": "1", "outlet": "o", "text": "Le port est ouvert."}', encoding="utf-8"
        )
    found = read([TextSource(tmp_path / "a.jsonl"), TextSource(tmp_path / "b.jsonl")])
    assert found.pages["file"].tolist() == ["a.jsonl, row 1"]
    assert found.set_aside["reason"].tolist() == ["doc_id '1' was already read from a.jsonl, row 1"]


def test_no_sources_make_empty_tables() -> None:
    found = read([])
    assert found.pages.empty
    assert list(found.set_aside.columns) == ["file", "reason"]


def test_settings_are_named_with_what_was_meant(tmp_path: Path) -> None:
    source = TextSource(tmp_path, columns={"x": "lable"}, defaults={"langage": "fr", "language": "french"})
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(IngestError) as caught:
        read([source])
    assert [(p.found, p.remedy) for p in caught.value.problems] == [
        ("'lable'", "did you mean 'label'?"),
        ("'langage'", "did you mean 'language'?"),
        ("'french'", "did you mean 'fr'?"),
    ]


def test_catalogue_may_map_the_name_of_its_file_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le port est ouvert.", encoding="utf-8")
    (tmp_path / "catalogue.csv").write_text("datei;doc_id;outlet;mood\na.txt;a;o;calm\n", encoding="utf-8")
    found = read([TextSource(tmp_path, columns={"datei": "file"})])
    assert found.pages["doc_id"].tolist() == ["a"]
    assert found.notes["reason"].tolist() == [
        "its columns are separated by semicolons", "columns that are not read: mood"
    ]  # fmt: skip


def test_document_of_two_folders_is_told_with_its_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Le port est ouvert.", encoding="utf-8")
        (tmp_path / name / "catalogue.csv").write_text("file,doc_id,outlet\na.txt,a,o\n", encoding="utf-8")
    found = read([TextSource(tmp_path / "one"), TextSource(tmp_path / "two")])
    assert found.set_aside["reason"].tolist() == ["doc_id 'a' was already read from one/a.txt"]


def test_names_of_files_become_ids_without_what_is_not_seen(tmp_path: Path) -> None:
    text = "<p>Le navire est entré dans le port et les marins ont salué la foule sur le quai du nord.</p>" * 3
    for name in ("a\u202eb", "\u200b"):
        (tmp_path / f"{name}.html").write_text(
            f"<html><body><article>{text}</article></body></html>", "utf-8"
        )
    found = read([TextSource(tmp_path, defaults={"outlet": "o"})])
    assert found.pages["doc_id"].tolist() == ["ab"]
    assert found.set_aside["reason"].tolist() == ["no doc_id that can be seen"]
