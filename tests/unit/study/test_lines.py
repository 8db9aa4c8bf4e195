"""Lines: every value of a YAML file knows where it stands."""

from __future__ import annotations

from pathlib import Path

from framing.study.lines import line_of, place_name, read_yaml


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
