from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from framing.errors import IngestError
from framing.ingest import TextSource, read

PAGE = "Un titre de la page\nLe premier paragraphe raconte la visite du ministre dans le port.\n"


def folder(path: Path, catalogue: str, **files: bytes) -> TextSource:
    for name, data in files.items():
        (path / f"{name}.txt").write_bytes(data)
    (path / "catalogue.csv").write_text(catalogue, encoding="utf-8")
    return TextSource(path)


def test_a_page_is_read_with_its_catalogue(tmp_path: Path) -> None:
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    rows = f"file,doc_id,outlet,published,sha256\na.txt,a,rt,2021-01,{digest}\n"
    pages = read([folder(tmp_path, rows, a=PAGE.encode())]).pages
    row = pages.iloc[0]
    assert (row.text, row.published, row.published_how, row.language) == (PAGE, "2021-01", "stated", "fr")


def test_a_catalogue_may_lie_elsewhere(tmp_path: Path) -> None:
    texts, other = tmp_path / "texts", tmp_path / "other"
    texts.mkdir()
    other.mkdir()
    (texts / "a.txt").write_text(PAGE, encoding="utf-8")
    (other / "list.csv").write_text("file,doc_id,outlet\na.txt,a,rt\n", encoding="utf-8")
    assert len(read([TextSource(texts, catalogue=other / "list.csv")]).pages) == 1


def test_bad_pages_are_set_aside_and_named(tmp_path: Path) -> None:
    rows = "file,doc_id,outlet\na.txt,a,rt\nempty.txt,e,rt\nbinary.txt,b,rt\n"
    found = read([folder(tmp_path, rows, a=PAGE.encode(), empty=b"", binary=bytes(range(256)), stray=b"x")])
    assert found.pages["doc_id"].tolist() == ["a"]
    assert dict(found.set_aside.itertuples(index=False, name=None)) == {
        "stray.txt": "no row in the catalogue",
        "empty.txt": "the file is empty",
        "binary.txt": "binary data, not text (byte 128 is not UTF-8)",
    }


def test_an_encoding_that_is_not_utf_8_is_noted(tmp_path: Path) -> None:
    text = "Le député a été élu là-bas, où la majorité s’était déjà déclarée.\n" * 3
    found = read([folder(tmp_path, "file,doc_id,outlet\na.txt,a,rt\n", a=text.encode("cp1252"))])
    assert found.pages["text"].tolist() == [text]
    assert found.notes["reason"].tolist() == ["byte 4 is not UTF-8; read as cp1252"]


def test_a_row_without_file_and_a_wrong_hash_stop_the_reading(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match=r"the file 'b\.txt'"):
        read([folder(tmp_path, "file,doc_id,outlet\nb.txt,b,rt\n")])
    with pytest.raises(IngestError, match="with sha256 abc"):
        read([folder(tmp_path, "file,doc_id,outlet,sha256\na.txt,a,rt,abc\n", a=PAGE.encode())])
