"""A YAML file as plain data, with the line on which each of its values stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from framing.errors import ConfigError, Problem

Place = tuple[str | int, ...]

_QUOTE_IT = "put quotes round the value"
_ALIGN = "mend the indentation: what belongs together begins in one column"
# What PyYAML complains of → what was found, what to do; {opened} is the line on which the part began.
_COMPLAINTS = tuple(
    (re.compile(said), found, remedy)
    for said, found, remedy in (
        (r"character '\\t'.*", "a tab", "indent with spaces"),
        (r"character (.+) that cannot start any token", r"a value that begins with \1", _QUOTE_IT),
        (
            r"mapping values are not allowed here",
            "a second ': ' in one value, or a line indented too far",
            f"{_QUOTE_IT}, or mend the indentation",
        ),
        (
            r"expected ',' or '(.)', but got .*",
            r"no '\1' at the end of a list or mapping",
            "close the bracket opened on line {opened}",
        ),
        (r"expected <block end>, but found (.*)", r"\1 where nothing of the kind belongs", _ALIGN),
        (r"could not find expected ':'", "a key without ':'", "write key: value"),
        (r"unexpected end of stream", "the end of the file inside quotes", "close those of line {opened}"),
        (r"unknown escape character (.*)", r"the unknown escape \1", "use single quotes"),
        (r"another document", "a second document (---)", "keep one of the two"),
        (r"unhashable key", "a list or mapping as a key", "write a plain key"),
        (r"expected (.*), but (?:got|found) (.*)", r"\2 where \1 belongs", "mend the line"),
    )
)


@dataclass(frozen=True)
class LinedYaml:
    """Content of a YAML file.

    Attributes
    ----------
    tree : object
        Mappings, lists and scalars as PyYAML's safe loader builds them.
    lines : mapping of path to line
        ``("contrasts", 0)`` → line on which that value begins, counted from 1.
    problems : tuple of Problem
        Keys that stand twice in one mapping (YAML itself would silently keep the last).
    """

    tree: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]


def read_yaml(path: Path) -> LinedYaml:
    """Read a YAML file together with its line numbers.

    Raises
    ------
    ConfigError
        When the file is missing, is not UTF-8, is not YAML, or uses tags, or anchors and aliases
        (a handful of them can unfold to gigabytes).
    """
    text = _text(path)
    try:
        _refuse_more_than_values(text, path.name)
        loader = _PlainLoader(text)
        node: yaml.Node | None = loader.get_single_node()
        tree = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as fault:
        raise ConfigError(_syntax(fault, path.name)) from fault
    except ValueError as fault:
        problem = Problem(path.name, "YAML", f"a value that is none: {fault}", "put it in quotes")
        raise ConfigError(problem) from fault
    except RecursionError as fault:
        problem = Problem(path.name, "at most a few levels", "very deep nesting", "flatten it")
        raise ConfigError(problem) from fault
    lines: dict[Place, int] = {}
    problems = _walk(node, (), lines, path.name) if node is not None else []
    return LinedYaml(tree, lines, tuple(problems))


def place_name(place: Place) -> str:
    """Return ``("contrasts", 0, "from")`` as ``contrasts[0].from``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(parts).removeprefix(".")


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """Return the line of a value, or of the nearest one around it that stands in the file."""
    inner = next((place[:n] for n in range(len(place), -1, -1) if place[:n] in lines), ())
    return lines.get(inner, 1)


def line_named(name: str, lines: Mapping[Place, int]) -> int:
    """Return the line of a place written as by `place_name`, or of what surrounds it; 0 if none stands there."""
    by_name = {place_name(place): line for place, line in lines.items() if place}
    while name and name not in by_name:
        name = name[: max(name.rfind("."), name.rfind("["), 0)]
    return by_name.get(name, 0)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        found = "no such file" if isinstance(fault, FileNotFoundError) else str(fault.strerror)
        raise ConfigError(Problem(path.name, "a file", found, "give the path of a config.yaml")) from fault
    except UnicodeDecodeError as fault:
        found = f"a byte that is not, at {fault.start}"
        raise ConfigError(Problem(path.name, "UTF-8", found, "save it as UTF-8")) from fault


class _PlainLoader(yaml.SafeLoader):
    """The safe loader, but dates stay text: one that does not exist is the model's to report, with its line."""

    def construct_yaml_timestamp(self, node: Any) -> Any:
        """Return a date as text, written YYYY-MM-DD if there is such a day."""
        try:
            return str(super().construct_yaml_timestamp(node))
        except ValueError:
            return str(node.value)


_PlainLoader.add_constructor("tag:yaml.org,2002:timestamp", _PlainLoader.construct_yaml_timestamp)


def _refuse_more_than_values(text: str, file: str) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        tag = str(getattr(event, "tag", None) or "").replace("tag:yaml.org,2002:", "!!")
        alias = f"alias *{event.anchor}" if isinstance(event, yaml.AliasEvent) else ""
        if alias or tag:
            where = f"{file} line {event.start_mark.line + 1 if event.start_mark else 1}"
            found, remedy = alias or f"tag {tag}", "write the value out" if alias else _QUOTE_IT
            raise ConfigError(Problem(where, "plain YAML values", found, remedy))


def _syntax(fault: yaml.YAMLError, file: str) -> Problem:
    if isinstance(fault, yaml.reader.ReaderError):
        found = f"the character U+{int(fault.character):04X}, which YAML does not allow"
        return Problem(file, "YAML", found, "remove it")
    mark, opened = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    where = f"{file} line {mark.line + 1}" if mark is not None else file
    found, remedy = _phrased(str(getattr(fault, "problem", None) or fault))
    return Problem(where, "YAML", found, remedy.format(opened=opened.line + 1 if opened else 1))


def _phrased(said: str) -> tuple[str, str]:
    bare = re.sub("^(?:but )?found ", "", said)
    for pattern, found, remedy in _COMPLAINTS:
        match = pattern.fullmatch(bare)
        if match:
            return match.expand(found), remedy
    return bare, "mend the line, or the one before it"


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int], file: str) -> list[Problem]:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        parts = [_walk(child, (*place, n), lines, file) for n, child in enumerate(node.value)]
        return [problem for part in parts for problem in part]
    if isinstance(node, yaml.MappingNode):
        return _walk_mapping(node, place, lines, file)
    return []


def _walk_mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], file: str) -> list[Problem]:
    problems: list[Problem] = []
    for key, value in node.value:
        inner = (*place, str(key.value))
        line = key.start_mark.line + 1
        if inner in lines:
            where = f"{file} line {line}, {place_name(inner)}"
            found = f"the same key on line {lines[inner]}"
            problems.append(Problem(where, "each key once", found, "keep one of the two"))
        lines.setdefault(inner, line)
        problems += _walk(value, inner, lines, file)
    return problems
