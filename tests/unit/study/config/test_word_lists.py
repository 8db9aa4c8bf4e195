"""Word lists: read whole or refused whole, every mistake with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import ConfigError
from framing.study.config.study import load_study
from framing.study.config.word_lists import MOST_TOLD, WordList, load_reference

Write = Callable[..., dict[str, WordList]]


@pytest.fixture
def load(study_file: Callable[..., Path], tmp_path: Path) -> Write:
    """Write a list and read it as a study does."""

    def load_text(text: str, name: str = "words.csv", **changes: object) -> dict[str, WordList]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return load_reference(load_study(study_file(reference=name, **changes)))

    return load_text


def problems_of(load: Write, text: str, **changes: object) -> list[str]:
    with pytest.raises(ConfigError) as fault:
        load(text, **changes)
    return [str(problem) for problem in fault.value.problems]


def test_without_the_key_there_is_no_list(study_file: Callable[..., Path]) -> None:
    assert load_reference(load_study(study_file())) == {}


@pytest.mark.parametrize(("mark", "name"), [(",", "words.csv"), ("\t", "words.tsv"), (";", "words.csv")])
def test_separators_are_told_from_the_header(load: Write, mark: str, name: str) -> None:
    found = load(f"term{mark}count\nport{mark}7\nmer{mark}3\n", name)["fr"]
    assert found.terms.tolist() == ["mer", "port"]
    assert found.counts.tolist() == [3, 7]
    assert found.total == 10


def test_terms_are_compared_as_they_are_counted(load: Write) -> None:
    found = load("term,count\nPort,2\nport,5\naujourd’hui,4\ne\u0301te\u0301,1\n")["fr"]
    assert dict(zip(found.terms, found.counts, strict=True)) == {"port": 7, "aujourd'hui": 4, "été": 1}


def test_other_columns_are_left_alone_and_order_is_ours(load: Write) -> None:
    one = load("rank,term,count\n1,port,7\n2,mer,3\n")["fr"]
    other = load("term,count\nmer,3\nport,7\n")["fr"]
    assert one.digest == other.digest == hashlib.sha256(b"mer\t3\nport\t7\n").hexdigest()


def test_each_language_of_the_study_has_its_words(load: Write) -> None:
    text = "term,count,language\nport,7,fr\nharbour,5,en\nHafen,9,de\n"
    found = load(text, languages=["fr", "en"], codebooks=["fr"])
    assert {language: words.terms.tolist() for language, words in found.items()} == {
        "fr": ["port"], "en": ["harbour"]
    }  # fmt: skip


def test_every_mistake_is_told_at_once_with_its_line(load: Write) -> None:
    found = problems_of(load, "term,count\nport,7\n,3\nmer,2.5\nport,1\nquai,\ncap,0\n")
    assert [problem.split(" · ")[0] for problem in found] == [f"words.csv line {n}" for n in (3, 4, 5, 6, 7)]
    assert "expected a term" in found[0]
    assert "not frequencies per million" in found[1]
    assert "as in line 2" in found[2]
    assert "found none" in found[3]


def test_a_list_in_another_form_is_not_told_line_by_line(load: Write) -> None:
    lines = "".join(f"mot{n},0.{n}\n" for n in range(3 * MOST_TOLD))
    found = problems_of(load, "term,count\n" + lines)
    assert len(found) == MOST_TOLD + 1
    assert f"found {2 * MOST_TOLD} more" in found[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word,count\nport,7\n", "a column 'term'"),
        ("term,counts\nport,7\n", "did you mean 'count'?"),
        ("term,count,language\nHafen,9,de\n", "words in fr"),
        ("term,count\n", "found no word"),
        ('term,count\n"port,7\n', "CSV"),
        ("", "the file is empty"),
    ],
)
def test_what_is_no_list_is_refused(load: Write, text: str, said: str) -> None:
    found = problems_of(load, text)
    assert len(found) == 1
    assert said in found[0]


def test_several_languages_need_a_column(load: Write) -> None:
    (said,) = problems_of(load, "term,count\nport,7\n", languages=["fr", "en"], codebooks=["fr"])
    assert "a column 'language'" in said
    assert "several languages" in said


def test_a_folder_is_no_list(study_file: Callable[..., Path]) -> None:
    with pytest.raises(ConfigError, match="a folder"):
        load_reference(load_study(study_file(reference="bundle")))
