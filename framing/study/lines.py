"""A YAML file as plain data, with the line on which each of its values stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from framing.errors import ConfigError, Problem

Place = tuple[str | int, ...]


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
        When the file is missing, is not UTF-8, is not YAML, or uses anchors and aliases
        (a handful of them can unfold to gigabytes).
    """
    text = _text(path)
    try:
        _refuse_aliases(text, path.name)
        loader = yaml.SafeLoader(text)
        node: yaml.Node | None = loader.get_single_node()
        tree = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as fault:
        raise ConfigError(_syntax(fault, path)) from fault
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


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        found = "no such file" if isinstance(fault, FileNotFoundError) else str(fault.strerror)
        raise ConfigError(Problem(path.name, "a file", found, "give the path of a config.yaml")) from fault
    except UnicodeDecodeError as fault:
        found = f"a byte that is not, at {fault.start}"
        raise ConfigError(Problem(path.name, "UTF-8", found, "save it as UTF-8")) from fault


def _refuse_aliases(text: str, file: str) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            where = f"{file} line {event.start_mark.line + 1 if event.start_mark else 1}"
            raise ConfigError(Problem(where, "plain values", f"alias *{event.anchor}", "write the value out"))


def _syntax(fault: yaml.YAMLError, path: Path) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    where = f"{path.name} line {mark.line + 1}" if mark is not None else path.name
    found = str(getattr(fault, "problem", None) or "a character that YAML does not allow")
    return Problem(where, "YAML", found, "mend the line, or the one before it")


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
