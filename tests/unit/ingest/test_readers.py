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
