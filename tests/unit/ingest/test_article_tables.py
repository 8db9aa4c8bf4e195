from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.errors import IngestError
from framing.ingest import TextSource, read

TEXT = "Le navire est entré dans le port. Les marins ont salué la foule sur le quai."
ROWS = [
    {"doc_id": "a", "outlet": "nord", "date": "2021-01-26", "title": "Un navire", "text": TEXT, "extra": [1]},
    {"doc_id": "b", "outlet": "sud", "date": "hier", "title": None, "text": f"Un navire\n{TEXT}"},
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    if path.name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.name.endswith(".csv"):
        names = ["doc_id", "outlet", "date", "title", "text"]
        lines = [",".join(names)] + [",".join(f'"{r.get(n) or ""}"' for n in names) for r in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        data = "\n".join(json.dumps(row) for row in rows).encode()
        path.write_bytes(gzip.compress(data) if path.name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.csv", "x.parquet"])
def test_every_form_gives_the_same_pages(tmp_path: Path, name: str) -> None:
    found = read([TextSource(write(tmp_path / name, ROWS))])
    pages = found.pages
    assert pages["doc_id"].tolist() == ["a", "b"]
    assert pages["text"].tolist() == [f"Un navire\n{TEXT}", f"Un navire\n{TEXT}"]
    assert pages["published"].tolist() == ["2021-01-26", ""]
    assert pages["published_how"].tolist() == ["stated", "absent"]
    assert pages["language"].tolist() == ["fr", "fr"]
    unread = ["columns that are not read: extra"] if "jsonl" in name else []  # nested in Parquet: never ours
    assert found.notes["reason"].tolist() == [*unread, "1 dates are not ISO 8601 and count as absent"]


def test_columns_and_defaults_are_mapped(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", [{"id": 7, "corps": TEXT}, {"corps": TEXT}])
    source = TextSource(path, columns={"corps": "text"}, defaults={"outlet": "nord", "language": "fr"})
    pages = read([source]).pages
    assert pages["doc_id"].tolist() == ["7", "x-2"]
    assert pages["outlet"].tolist() == ["nord", "nord"]


def test_bad_rows_are_set_aside_by_line(tmp_path: Path) -> None:
    good = json.dumps(ROWS[0])
    path = tmp_path / "x.jsonl"
    lines = [good, "{broken", "[1]", json.dumps({"doc_id": "c", "outlet": "nord", "text": " "})]
    lines += [
        json.dumps({"doc_id": "d", "text": TEXT}),
        json.dumps({"doc_id": "e", "outlet": "n", "text": [1]}),
        good,
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read([TextSource(path)])
    assert len(found.pages) == 1
    assert found.set_aside["file"].tolist() == [
        "x.jsonl, line 2", "x.jsonl, line 3", "x.jsonl, row 4", "x.jsonl, row 5", "x.jsonl, row 6", "x.jsonl, row 7"
    ]  # fmt: skip
    reasons = found.set_aside["reason"].tolist()
    assert reasons[0].startswith("not JSON")
    assert reasons[1:] == [
        "a JSON object was expected, found a list", "the text is empty", "no outlet", "text is a list",
        "doc_id 'a' was already read from x.jsonl, row 1",
    ]  # fmt: skip


def test_line_separators_inside_json_do_not_break_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        json.dumps({**ROWS[0], "text": f"{TEXT}\u2028Fin."}, ensure_ascii=False), encoding="utf-8"
    )
    found = read([TextSource(path)])
    assert found.pages["text"].tolist() == [f"Un navire\n{TEXT}\nFin."]
    assert found.set_aside.empty


def test_a_csv_row_with_too_many_values_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"doc_id,outlet,text\na,nord,{TEXT},more\nb,nord,{TEXT}\n", encoding="utf-8")
    found = read([TextSource(path)])
    assert found.pages["doc_id"].tolist() == ["b"]
    assert found.set_aside["reason"].tolist() == ["4 values, 3 columns"]


@pytest.mark.parametrize("name", ["x.parquet", "x.jsonl.gz", "x.csv", "x.jsonl"])
def test_a_file_that_cannot_be_read_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG not a table")
    with pytest.raises(IngestError, match=name):
        read([TextSource(tmp_path / name)])


def test_missing_columns_are_told_together(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", [{"doc_id": "a", "corps": TEXT}])
    with pytest.raises(IngestError) as caught:
        read([TextSource(path, columns={"korps": "text"})])
    assert [p.expected for p in caught.value.problems] == [
        "a column 'text'", "a column 'outlet'", "a column 'korps', as columns: says"
    ]  # fmt: skip


def test_an_empty_table_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"")
    assert read([TextSource(tmp_path / "x.jsonl")]).set_aside["reason"].tolist() == ["the file is empty"]


def test_every_table_of_a_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", ROWS[:1])
    write(tmp_path / "b.parquet", ROWS[1:])
    assert read([TextSource(tmp_path)]).pages["doc_id"].tolist() == ["a", "b"]


def test_a_text_that_only_begins_like_its_title_gets_the_title_as_a_line(tmp_path: Path) -> None:
    rows = [{"doc_id": "a", "outlet": "n", "title": "Un navire", "text": "Un navire est entré dans le port."}]
    found = read([TextSource(write(tmp_path / "x.jsonl", rows))])
    assert found.pages["text"].tolist() == ["Un navire\nUn navire est entré dans le port."]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_are_read_and_said(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "x.csv"
    rows = [["id", "outlet", "text"], ["a", "nord", f'"Un; deux\t{TEXT}"'], ["b", "nord", TEXT, "more"]]
    path.write_text("\n".join(mark.join(row) for row in rows), encoding="utf-8")
    found = read([TextSource(path)])
    assert found.pages[["doc_id", "text"]].to_numpy().tolist() == [["a", f"Un; deux\t{TEXT}"]]
    assert found.set_aside["reason"].tolist() == ["4 values, 3 columns"]
    assert ["separated by" in reason for reason in found.notes["reason"]] == [True]


def test_misspelt_column_of_a_table_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", [{"doc_id": "a", "outlet": "n", "text": TEXT, "langage": "fr"}])
    with pytest.raises(IngestError, match="did you mean 'language'"):
        read([TextSource(path)])


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " \u200b", "  "])
def test_title_is_not_added_where_the_text_begins_with_it_in_other_spaces(tmp_path: Path, space: str) -> None:
    rows = [
        {"doc_id": "a", "outlet": "n", "title": f"Un navire{space}?", "text": f"Un navire{space}?\n{TEXT}"}
    ]
    pages = read([TextSource(write(tmp_path / "x.jsonl", rows))]).pages
    assert pages["title"].tolist() == ["Un navire ?"]
    assert pages["text"].tolist() == [f"Un navire{space}?\n{TEXT}"]


def test_names_hold_nothing_that_is_not_seen(tmp_path: Path) -> None:
    rows = [
        {
            "doc_id": "a\u200b",
            "outlet": "\u202enord\u202c",
            "label": "\ufeffUn\u200e",
            "title": "T\u00ad",
            "text": TEXT,
        }
    ]
    row = read([TextSource(write(tmp_path / "x.jsonl", rows))]).pages.iloc[0]
    assert (row.doc_id, row.outlet, row.label, row.title) == ("a", "nord", "Un", "T")
