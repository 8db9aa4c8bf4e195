"""Headers: separators are told from the columns, misspelt columns are named, extra ones too."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.ingest.article_tables import _WANTED
from framing.ingest.catalogue import CATALOGUE_COLUMNS
from framing.ingest.headers import (
    ALIASES,
    delimiter_note,
    delimiter_of,
    header_of,
    header_problems,
    read_header,
    unread_note,
)

REQUIRED = {"text": "name it", "outlet": "name it, or give it"}


def problems(
    names: list[str], columns: dict[str, str] | None = None, settled: tuple[str, ...] = ()
) -> list[str]:
    header = read_header(names, columns or {}, _WANTED)
    return [str(p) for p in header_problems("t.csv", header, REQUIRED, settled)]


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("doc_id,outlet,text", ","),
        ("doc_id;outlet;text", ";"),
        ("doc_id\toutlet\ttext", "\t"),
        ('"doc_id";"outlet";"my, text"', ";"),
        ("text", ","),
        ("text;mood", ";"),
        ("id;date;body", ";"),
        ("mood;colour", ","),
        ("doc_id,outlet;text", ","),
        ("corps;journal", ";"),
    ],
)
def test_separator_is_a_comma_unless_the_header_says_otherwise(header: str, mark: str) -> None:
    assert delimiter_of(f"{header}\n1;2,3\t4\n", {"corps": "text"}, _WANTED) == mark


def test_separator_that_is_no_comma_is_said() -> None:
    assert delimiter_note(",") == ""
    assert "semicolons" in delimiter_note(";")
    assert "tabs" in delimiter_note("\t")


def test_names_are_read_without_space_and_invisible_characters() -> None:
    assert header_of("\ufeffdoc_id, out\u200blet ,text\n", ",") == ["doc_id", "outlet", "text"]
    assert header_of("", ",") == []


def test_columns_go_before_own_names_and_those_before_aliases() -> None:
    header = read_header(["body", "text", "id", "journal", "outlet"], {"journal": "outlet"}, _WANTED)
    assert header.matched == {"journal": "outlet", "text": "text", "id": "doc_id"}


@pytest.mark.parametrize(
    ("name", "meant"),
    [("outet", "outlet"), ("Outlet", "outlet"), ("OUTLETS", "outlet"), ("text_", "text"), ("texte", "text")],
)
def test_misspelt_column_that_must_be_there_is_said_once(name: str, meant: str) -> None:
    other = "text" if meant == "outlet" else "outlet"
    (found,) = problems([other, name])
    assert f"expected a column {meant!r}" in found
    assert f"found {name!r}" in found
    assert f"columns: {{{name}: {meant}}}" in found


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("lable", "label"),
        ("publised", "published"),
        ("langage", "language"),
        ("doc id", "doc_id"),
        ("titre", "title"),
    ],
)
def test_misspelt_column_that_may_be_missing_is_an_error_too(name: str, meant: str) -> None:
    (found,) = problems(["text", "outlet", name])
    assert f"did you mean {meant!r}?" in found


@pytest.mark.parametrize(
    "name", ["publisher", "update", "idx", "title_en", "colour", "section", "author", "published_at"]
)
def test_other_columns_are_no_misspelling(name: str) -> None:
    assert problems(["text", "outlet", name]) == []
    assert name in unread_note(read_header(["text", name], {}, _WANTED))


def test_column_that_is_there_or_given_is_not_missed() -> None:
    assert problems(["text", "outlet", "topic", "topics"]) == []
    assert problems(["text", "outlet", "topics"], settled=("topic",)) == []
    assert problems(["text", "outlet", "date", "dates"]) == []


def test_missing_column_is_said_with_another_word_for_it() -> None:
    (found,) = problems(["text", "publisher"])
    assert "if 'publisher' is meant: columns: {publisher: outlet}" in found


def test_column_that_stands_twice_is_said() -> None:
    assert "once · found 2 of them" in problems(["text", "outlet", "outlet"])[0]
    assert "once · found 2 of them" in problems(["a", "b", "outlet"], {"a": "text", "b": "text"})[0]


def test_column_that_only_the_config_knows_is_said_with_the_nearest() -> None:
    (near,) = problems(["text", "outlet", "journal"], {"jurnal": "topic"})
    assert "did you mean 'journal'?" in near
    (far,) = problems(["text", "outlet"], {"rubrique": "topic"})
    assert far.endswith("correct columns:")


def test_long_lists_of_columns_are_cut() -> None:
    note = unread_note(read_header([f"c{n}" for n in range(300)], {}, _WANTED))
    assert note.endswith("c19 and 280 more")
    assert unread_note(read_header(["text", ""], {}, _WANTED)) == ""


def test_readme_names_every_column_that_is_read(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    for column in {*CATALOGUE_COLUMNS, *_WANTED, *ALIASES}:
        assert f"`{column}`" in readme, column
