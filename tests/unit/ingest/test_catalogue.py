from __future__ import annotations

from pathlib import Path

import pytest

from framing.ingest.catalogue import catalogue_notes, read_catalogue


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "catalogue.csv"
    path.write_text(text, encoding="utf-8")
    return [str(p) for p in read_catalogue(path, {}, {})[1]]


def test_rows_carry_what_is_ours_and_ignore_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("datei,doc_id,colour,date\na.txt,a,blue,2021-01\n", encoding="utf-8")
    rows, found = read_catalogue(path, {"datei": "file", "date": "published"}, {"outlet": "rt"})
    assert found == []
    assert (rows[0]["file"], rows[0]["outlet"], rows[0]["published"]) == ("a.txt", "rt", "2021-01")
    assert "colour" not in rows[0]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "file,doc_id,outlet,published,published_how,origin\n"
        "a.txt,a,rt,26/01/2021,stated,\n"
        "b.txt,a,,2021,perhaps,stolen\n"
        "../c.txt,c,rt,2021,absent,\n"
        "b.txt,d,rt,,,,surplus\n",
    )
    text = "\n".join(found)
    for part in (
        "26/01/2021", "a value for outlet", "'perhaps'", "'stolen'", "'../c.txt'", "published_how is absent",
        "each doc_id once", "'b.txt' 2 times", "as many values as columns",
    ):  # fmt: skip
        assert part in text, part
    assert len(found) == 9


def test_missing_columns_and_a_missing_catalogue_are_named(tmp_path: Path) -> None:
    assert "a column 'outlet'" in problems(tmp_path, "file,doc_id\na.txt,a\n")[0]
    assert "no such file" in str(read_catalogue(tmp_path / "none.csv", {}, {})[1][0])


def test_an_empty_or_binary_catalogue_is_a_problem(tmp_path: Path) -> None:
    assert "the file is empty" in problems(tmp_path, "")[0]
    (tmp_path / "x.csv").write_bytes(bytes(range(256)) * 5)
    assert "binary" in str(read_catalogue(tmp_path / "x.csv", {}, {})[1][0])


def test_paths_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    for name in ("/etc/hosts", "..\\x.txt", "a/../../x.txt", "C:\\x.txt"):
        assert "inside the folder" in problems(tmp_path, f"file,doc_id,outlet\n{name},a,rt\n")[0], name


LINES = "file,doc_id,outlet,label\na.txt,a,rt,Déçu\nb.txt,b,rt,Élu\n"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_spreadsheets_of_every_habit_give_the_same_rows(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_bytes(LINES.replace(",", mark).replace("\n", "\r\n").encode(encoding))
    rows, found = read_catalogue(path, {}, {})
    assert found == []
    assert [(r["file"], r["label"]) for r in rows] == [("a.txt", "Déçu"), ("b.txt", "Élu")]
    said = [note.reason for note in catalogue_notes(path, {})]
    assert sum("separated by" in reason for reason in said) == (mark != ",")
    assert sum("cp1252" in reason for reason in said) == (encoding == "cp1252")


def test_misspelt_columns_are_errors_and_extra_ones_notes(tmp_path: Path) -> None:
    found = problems(tmp_path, "file,doc_id,outet,lable,colour\na.txt,a,rt,x,blue\n")
    assert sorted(part.split(" · ")[2] for part in found) == ["found 'lable'", "found 'outet'"]
    problems(tmp_path, "file,doc_id,outlet,colour\na.txt,a,rt,blue\n")
    (note,) = catalogue_notes(tmp_path / "catalogue.csv", {})
    assert (note.file, note.reason) == ("catalogue.csv", "columns that are not read: colour")


def test_other_names_of_columns_are_understood_as_in_tables(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("file,id,outlet,date\na.txt,a,rt,2021-01\n", encoding="utf-8")
    rows, found = read_catalogue(path, {}, {})
    assert found == []
    assert (rows[0]["doc_id"], rows[0]["published"]) == ("a", "2021-01")


def test_column_that_only_the_config_knows_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("file,doc_id,outlet\na.txt,a,rt\n", encoding="utf-8")
    (found,) = read_catalogue(path, {"datum": "published"}, {})[1]
    assert found.expected == "a column 'datum', as columns: says"


def test_empty_lines_of_a_spreadsheet_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("file,doc_id,outlet\na.txt,a,rt\n,,\n\n , ,\n", encoding="utf-8")
    rows, found = read_catalogue(path, {}, {})
    assert (len(rows), found) == (1, [])


def test_invisible_characters_make_no_second_document_or_outlet(tmp_path: Path) -> None:
    found = problems(tmp_path, "file,doc_id,outlet\na.txt,a,\u202ert\u202c\nb.txt,a\u200b,rt\n")
    assert len(found) == 1
    assert "'a' 2 times" in found[0]


def test_defaults_are_tidied_as_values_are(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("file,doc_id\na.txt,a\n", encoding="utf-8")
    assert read_catalogue(path, {}, {"outlet": "\u2066rt\u2069"})[0][0]["outlet"] == "rt"
