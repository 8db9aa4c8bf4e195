from __future__ import annotations

from pathlib import Path

from framing.ingest.catalogue import read_catalogue


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
