"""Fields of a codebook file: located values → text, lists, labels, dates, each checked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from framing.codebook.located import Located
from framing.codebook.program import known_or_nearest
from framing.errors import Problem

# Names stand in tables and file paths of references: letters, digits, _ and - only.
_ID = re.compile(r"\w[\w-]*")
_Part = TypeVar("_Part")


class Fields:
    """Readers of single fields; what is wrong is added to `problems` and read as empty."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def keys(
        self, node: Located, allowed: Sequence[str], required: Sequence[str] = ()
    ) -> Mapping[str, Located]:
        """Return the known keys of a mapping."""
        if not isinstance(node.value, Mapping):
            self.add(node, "keys and values", shown(node), f"write {', '.join(required or allowed)}: …")
            return {}
        for key, value in node.value.items():
            if key not in allowed:
                self.add(value, "a known key", repr(key), known_or_nearest(key, allowed))
        for key in required:
            if key not in node.value:
                self.add(node, f"a key {key!r}", "none", "add it")
        return {key: value for key, value in node.value.items() if key in allowed}

    def each(self, node: Located | None, read: Callable[[str, Located], _Part]) -> tuple[_Part, ...]:
        """Return what `read(name, node)` makes of every value of a mapping of names."""
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, Mapping):
            self.add(node, "names, each with its content", shown(node), "write name: and its content below")
            return ()
        return tuple(read(self.name(name, value), value) for name, value in node.value.items())

    def items(self, node: Located | None) -> tuple[Located, ...]:
        """Return the items of a list."""
        if node is None or node.value is None:
            return ()
        if isinstance(node.value, tuple):
            return node.value
        self.add(node, "a list", shown(node), "write it as [a, b] or as lines that begin with -")
        return ()

    def text(self, node: Located | None) -> str:
        """Return a text, "" when there is none."""
        if node is None or node.value is None:
            return ""
        if isinstance(node.value, str):
            return node.value
        self.add(node, "a text", shown(node), "write a text; quote it when it holds : [ or {")
        return ""

    def texts(self, node: Located | None) -> tuple[str, ...]:
        """Return a list of texts, none of them empty."""
        items = self.items(node)
        for item in items:
            if item.value is None or (isinstance(item.value, str) and not item.value.strip()):
                self.add(item, "a text", "nothing", "write it or remove the item")
        return tuple(text for text in map(self.text, items) if text.strip())

    def name(self, name: str, node: Located) -> str:
        """Return a name of letters, digits, _ and -."""
        if not _ID.fullmatch(name):
            self.add(node, "a name of letters, digits, _ and -", repr(name), "rename it")
        return name

    def labels(self, node: Located | None) -> Mapping[str, str]:
        """Return language → text."""
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, Mapping):
            self.add(node, "a label for each language", shown(node), "write {fr: …, en: …}")
            return {}
        return {language: self.text(value) for language, value in node.value.items()}

    def date(self, node: Located | None) -> str:
        """Return an ISO date, "" for none."""
        text = self.text(node)
        try:
            return datetime.date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            assert node is not None  # an empty text never gets here
            self.add(node, "a date", repr(text), 'write "2022-02-24", or "" for always')
            return ""

    def whole_number(self, node: Located | None, parent: Located, key: str) -> int:
        """Return a number of digits only."""
        text = self.text(node)
        if text.isascii() and text.isdigit() and len(text) < len("1000000"):
            return int(text)
        self.add(
            node or parent, f"a whole number as {key!r}", repr(text) if text else "none", f"write {key}: 1"
        )
        return 0

    def choice(self, node: Located | None, parent: Located, key: str, options: Sequence[str]) -> str:
        """Return one of the options, "" when it is none of them."""
        text = self.text(node)
        if text in options:
            return text
        expected = f"{key}: {' or '.join(options)}"
        remedy = known_or_nearest(text, options) if text else f"write {key}: {options[0]}"
        self.add(node or parent, expected, repr(text) if text else "none", remedy)
        return ""

    def add(self, node: Located, expected: str, found: str, remedy: str) -> None:
        """Note a problem at the place of a value."""
        self.problems.append(Problem(node.where, expected, found, remedy))


def shown(node: Located) -> str:
    """Return how a message calls what stands there."""
    if node.value is None:
        return "nothing"
    if isinstance(node.value, str):
        return repr(node.value[:40])
    return "a list" if isinstance(node.value, tuple) else "keys and values"
