"""YAML with places: values that know the line and path at which they stand.

Scalars stay text as written: a word list in which ``no`` or ``on`` turns into false or true is
not a word list any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from framing.errors import CodebookError, Problem

# libyaml where it is compiled in: about ten times faster, the same language
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE_HINT = "put quotes around a text that begins with * @ \" ~ & ! % or holds ': '"


@dataclass(frozen=True)
class Located:
    """A value and its place.

    Attributes
    ----------
    value : str, None, tuple of Located, or mapping of str to Located
    file, path : str
    line : int
        Counted from 1.
    """

    value: str | tuple[Located, ...] | Mapping[str, Located] | None
    file: str
    path: str
    line: int

    @property
    def where(self) -> str:
        """File, line and path, as messages name them."""
        return f"{self.file}:{self.line} {self.path}".rstrip()


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Located:
    """Return the content of a YAML file with its places.

    Parameters
    ----------
    path : Path
    name : str
        How messages call the file.
    problems : list of Problem
        Repeated keys, anchors and keys that are not words are added to it.

    Raises
    ------
    CodebookError
        When it is no YAML, or not UTF-8, or cannot be opened.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        found = getattr(fault, "problem", None) or str(fault).splitlines()[0]
        raise CodebookError(Problem(f"{name}{line}", "YAML", found, _QUOTE_HINT)) from fault
    except (OSError, UnicodeDecodeError, RecursionError) as fault:
        remedy = "save it as UTF-8 text that can be read"
        raise CodebookError(Problem(name, "a YAML file in UTF-8", type(fault).__name__, remedy)) from fault
    if node is None:
        return Located(None, name, "", 1)
    return _Walk(name, problems).located(node, "")


class _Walk:
    """Turns PyYAML's nodes into `Located`, each node once: an alias would come a second time."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.seen: set[int] = set()

    def located(self, node: yaml.Node, path: str) -> Located:
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            self._add(
                path, line, "a value written out", "an alias (*name)", "copy the value, or quote the text"
            )
            return Located(None, self.file, path, line)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return Located(self._mapping(node, path), self.file, path, line)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.located(item, f"{path}[{number}]") for number, item in enumerate(node.value))
            return Located(items, self.file, path, line)
        is_missing = node.tag == "tag:yaml.org,2002:null" and node.value != "~"
        return Located(None if is_missing else node.value, self.file, path, line)

    def _mapping(self, node: yaml.MappingNode, path: str) -> Mapping[str, Located]:
        content: dict[str, Located] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._add(path, line, "a word as key", "a list or mapping", "write key: value")
                continue
            below = f"{path}.{key}".lstrip(".")
            if key in content:
                first = content[key].line
                self._add(
                    below, line, "each key once", f"again (first near line {first})", "remove or rename one"
                )
                continue
            content[key] = self.located(value_node, below)
        return content

    def _add(self, path: str, line: int, expected: str, found: str, remedy: str) -> None:
        self.problems.append(Problem(f"{self.file}:{line} {path}".rstrip(), expected, found, remedy))
