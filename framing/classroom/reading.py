"""Reading ``truth.yaml``: every entry has the shape it should have, or is named with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pandas as pd

from framing.classroom.truth import ARTICLE, FILE, SPANS, Event, Feature, Truth
from framing.errors import Problem, TruthError
from framing.study.config.lines import LinedYaml, line_of, read_yaml

Place = tuple[str | int, ...]
_IS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "yes or no": lambda value: isinstance(value, bool),
    "a whole number": lambda value: type(value) is int and value >= 0,
    "a list of texts": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "texts by name": lambda value: (
        isinstance(value, dict) and all(isinstance(v, str) for pair in value.items() for v in pair)
    ),
}
_OTHER = {
    "differs": "yes or no", "wellformed": "yes or no", "facts": "texts by name", "more": "a list of texts",
    "less": "a list of texts", "events": "a list of texts", "malformed": "a whole number",
    "speakers": "a list of texts", "repeated": "texts by name",
}  # fmt: skip
_MAPPINGS = ("families", "events", "features", "articles")
_TOP = ("licence", *_MAPPINGS, "speakers", "repeated", "malformed")


def read_truth(folder: Path) -> Truth:
    """Read ``truth.yaml`` of a corpus.

    Parameters
    ----------
    folder : Path
        Holds ``truth.yaml`` and ``pages/``.

    Returns
    -------
    Truth
        As written; whether it is true of the pages is for `check_truth`.

    Raises
    ------
    ConfigError
        If the file is missing or is not YAML.
    TruthError
        Every entry that has another shape than it should, with its line.
    """
    form = _Form(read_yaml(folder / FILE))
    tree = form.record((), form.read.tree, _TOP)
    articles = form.records(tree, "articles", ARTICLE, tuple(SPANS))
    events = form.records(tree, "events", _keys(Event))
    features = form.records(tree, "features", _keys(Feature))
    families = {name: form.typed(("families", name), "more", of) for name, of in form.named(tree, "families")}
    spans = {table: form.spans(tree, table) for table in SPANS}
    rest = [form.typed((key,), key, tree.get(key)) for key in ("speakers", "repeated", "malformed")]
    problems = [*form.read.problems, *form.problems]
    if problems:
        raise TruthError(problems)
    return Truth(
        folder,
        pd.DataFrame(articles, columns=["doc_id", *ARTICLE]),
        tuple(Event(*row) for row in events),
        tuple(Feature(*row[:5], *map(tuple, row[5:])) for row in features),
        spans,
        {name: tuple(categories) for name, categories in families.items()},
        frozenset(rest[0]), rest[1], rest[2],
    )  # fmt: skip


def _keys(kind: type[Event | Feature]) -> tuple[str, ...]:
    """Return the keys of a record: every field but the name it stands under."""
    return tuple(of.name for of in fields(kind))[1:]


@dataclass
class _Form:
    """What was read, and what is wrong with its shape."""

    read: LinedYaml
    problems: list[Problem] = field(default_factory=list)

    def records(
        self, tree: Mapping[str, Any], key: str, columns: tuple[str, ...], more: tuple[str, ...] = ()
    ) -> list[tuple[Any, ...]]:
        """Return a mapping of mappings as rows: the name, then the values in order."""
        rows = []
        for ident, value in self.named(tree, key):
            found = self.record((key, ident), value, columns, more)
            said = [
                self.typed((key, ident, column), column, found.get(column)) for column in columns if found
            ]
            rows.append((ident, *said))
        return rows

    def record(
        self, place: Place, value: Any, columns: tuple[str, ...], more: tuple[str, ...] = ()
    ) -> Mapping[str, Any]:
        """Return a mapping that has these keys and may have more of those."""
        if not isinstance(value, dict) or set(columns) - set(value):
            self.wrong(place, f"a mapping with {', '.join(columns)}", value)
            return {}
        for stranger in [key for key in value if key not in (*columns, *more)]:
            self.wrong((*place, stranger), f"one of {', '.join((*columns, *more))}", stranger)
        return value

    def named(self, tree: Mapping[str, Any], key: str) -> Iterator[tuple[str, Any]]:
        """Yield the entries of a mapping whose keys are texts."""
        found = tree.get(key)
        if not isinstance(found, dict) or not found:
            if tree:
                self.wrong((key,), "a mapping that is not empty", found)
            return
        for ident, value in found.items():
            if isinstance(ident, str):
                yield ident, value
            else:
                self.wrong((key, ident), "a name in letters (put quotes round it)", ident)

    def typed(self, place: Place, column: str, value: Any) -> Any:
        """Return a value that is of the type of its column."""
        expected = _OTHER.get(column, "text")
        if not _IS[expected](value) and (value is not None or self.read.tree):
            self.wrong(place, expected, value)
        return value

    def spans(self, tree: Mapping[str, Any], table: str) -> pd.DataFrame:
        """Return the spans of one kind of all articles: rows ``[start, end, …]``."""
        columns = SPANS[table]
        articles = tree.get("articles")
        rows = []
        for ident, record in articles.items() if isinstance(articles, dict) else ():
            listed = record.get(table, []) if isinstance(record, dict) else []
            if not isinstance(listed, list):
                self.wrong(("articles", ident, table), "a list of spans", listed)
                continue
            for number, row in enumerate(listed):
                if self._is_span(row, columns):
                    rows.append((ident, *row))
                else:
                    place = ("articles", ident, table, number)
                    self.wrong(place, f"[start, end, {', '.join(columns)}]", row)
        return pd.DataFrame(rows, columns=["doc_id", "start", "end", *columns])

    def _is_span(self, row: Any, columns: tuple[str, ...]) -> bool:
        if not isinstance(row, list) or len(row) != len(columns) + 2:
            return False
        said = zip(columns, row[2:], strict=True)
        return all(type(n) is int for n in row[:2]) and all(_IS[_OTHER.get(c, "text")](v) for c, v in said)

    def wrong(self, place: Place, expected: str, found: Any) -> None:
        """Note that something else stands where it should not."""
        where = f"{FILE} line {line_of(place, self.read.lines)}, {' '.join(map(str, place))}".rstrip(", ")
        self.problems.append(Problem(where, expected, repr(found)[:80], "mend the entry"))
