"""Lines: every value of a YAML file knows where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import ConfigError
from framing.study.config.lines import line_named, line_of, place_name, read_yaml


def test_lines_of_values_in_block_and_flow_style(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("# note\na: 1\nb:\n  - {c: 2,\n     d: 3}\n  - [4,\n     5]\n", encoding="utf-8")
    file = read_yaml(path)
    assert file.tree == {"a": 1, "b": [{"c": 2, "d": 3}, [4, 5]]}
    assert file.lines["a",] == 2
    assert file.lines["b", 0, "d"] == 5
    assert file.lines["b", 1, 1] == 7
    assert file.problems == ()


def test_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(tmp_path / "x.yaml").tree == {"a": 1}


def test_repeated_keys_are_found_at_every_depth(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", encoding="utf-8")
    problems = read_yaml(tmp_path / "x.yaml").problems
    assert [p.where for p in problems] == ["x.yaml line 4, b.c", "x.yaml line 5, a"]
    assert problems[1].found == "the same key on line 1"


def test_missing_value_has_the_line_of_what_surrounds_it() -> None:
    lines = {(): 1, ("a",): 4}
    assert line_of(("a", 0, "b"), lines) == 4
    assert line_of(("z",), lines) == 1


def test_place_is_written_as_in_python() -> None:
    assert place_name(("claims", 3, "contrast", 1)) == "claims[3].contrast[1]"
    assert place_name(()) == ""


def test_line_is_found_by_the_name_of_a_place() -> None:
    lines = {(): 1, ("claims",): 3, ("claims", 2): 7, ("claims", 2, "family"): 8}
    assert line_named("claims[2].family", lines) == 8
    assert line_named("claims[2].referent", lines) == 7
    assert line_named("claims[9]", lines) == 3
    assert line_named("window", lines) == 0


@pytest.mark.parametrize(
    ("text", "line", "found", "remedy"),
    [
        ("a: [b\nc: d\n", 2, "no ']' at the end of a list or mapping", "close the bracket opened on line 1"),
        (
            "a: 1\nt: {b: c\nd: e\n",
            3,
            "no '}' at the end of a list or mapping",
            "the bracket opened on line 2",
        ),
        ("a: b\n\tc: d\n", 2, "a tab", "indent with spaces"),
        ("a: b: c\n", 1, "a second ': ' in one value", "quotes round the value"),
        ("a: b\n  c: d\n", 2, "a line indented too far", "indentation"),
        ('a: 1\nb: "c\n', 3, "the end of the file inside quotes", "line 2"),
        ("a: b\n- c\n", 2, "'-' where nothing of the kind belongs", "one column"),
        ("a: %b\n", 1, "a value that begins with '%'", "quotes round the value"),
        ("a: @b\n", 1, "a value that begins with '@'", "quotes round the value"),
        ("a: b\n---\na: c\n", 2, "a second document (---)", "keep one"),
        ("? [a]\n: b\n", 1, "a list or mapping as a key", "a plain key"),
        ('a: "\\q"\n', 1, "the unknown escape 'q'", "single quotes"),
        ("a: b\nc\n", 3, "a key without ':'", "key: value"),
        ("a: !!int b\n", 1, "tag !!int", "quotes"),
        ("a: !mine b\n", 1, "tag !mine", "quotes"),
        ("a: *b\n", 1, "alias *b", "write the value out"),
        ("a: \x07\n", 0, "U+0007", "remove it"),
        ("a: 0b_\n", 0, "a value that is none", "in quotes"),
    ],
)
def test_faulty_yaml_is_told_in_plain_words(
    tmp_path: Path, text: str, line: int, found: str, remedy: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        read_yaml(path)
    (problem,) = fault.value.problems
    assert problem.where == (f"x.yaml line {line}" if line else "x.yaml")
    assert found in problem.found
    assert remedy in problem.remedy
    assert "found found" not in str(problem)
    assert "expected expected" not in str(problem)


def test_dates_stay_text_even_those_that_do_not_exist(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 2021-01-26\nb: 2021-99-99\n2021-01-05: c\n", encoding="utf-8")
    assert read_yaml(tmp_path / "x.yaml").tree == {"a": "2021-01-26", "b": "2021-99-99", "2021-01-05": "c"}
