"""Truth: what was planted in a corpus written for teaching, and whose words stand where, as stand-off spans.

Offsets are Unicode code points of the page file, end exclusive: cleaning does not move them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.errors import Problem, TruthError
from framing.study.lines import LinedYaml, line_of, read_yaml

FILE = "truth.yaml"
PAGES = "pages"
# What may be said of quoted or reported words: whole clauses, words inside the outlet's own clause, words the outlet
# only keeps at a distance, titles and terms, indirect speech.
SPEECH = ("direct", "fragment", "scare", "term", "reported")
# The voice that each kind of speech gives to the words in it; titles and scare quotes are the outlet's own words.
VOICES = {"direct": "quoted", "fragment": "fragment", "reported": "reported"}
STANCES = ("neutral", "endorsing", "distancing", "confrontational")
# Table → its columns after doc_id, start, end.
SPANS: Mapping[str, tuple[str, ...]] = {
    "speech": ("kind", "speaker", "wellformed"),
    "cues": ("family", "category", "referent", "voice", "speaker"),
    "verbs": ("stance",),
    "devices": ("device", "detail"),
    "facts": ("fact",),
}
ARTICLE = ("file", "outlet", "language", "event", "sha256")


class Span(NamedTuple):
    """A stretch of a page and what is said of it, in the order of `SPANS`."""

    doc_id: str
    start: int
    end: int
    said: tuple[Any, ...]


@dataclass(frozen=True)
class Event:
    """What all outlets report.

    Attributes
    ----------
    event, name, date : str
    differs : bool
        False where the outlets differ in style only.
    facts : mapping of number to fact
        What there is to tell.
    """

    event: str
    name: str
    date: str
    differs: bool
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Feature:
    """Something planted.

    Attributes
    ----------
    feature, family, category, referent, voice : str
        Its name, and what is counted; voice "all" for all voices.
    more, less : tuple of str
        Each outlet of `more` has it more often than each of `less`; `more` empty: all of `less` equally often.
    events : tuple of str
        Where it was planted.
    """

    feature: str
    family: str
    category: str
    referent: str
    voice: str
    more: tuple[str, ...]
    less: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Truth:
    """What a corpus written for teaching holds.

    Attributes
    ----------
    folder : Path
        Of the corpus.
    articles : DataFrame, columns doc_id, file, outlet, language, event, sha256
    events : tuple of Event
    features : tuple of Feature
    spans : mapping of str to DataFrame
        The tables of `SPANS`, each with doc_id, start, end before its own columns.
    """

    folder: Path
    articles: pd.DataFrame
    events: tuple[Event, ...]
    features: tuple[Feature, ...]
    spans: Mapping[str, pd.DataFrame]

    def page(self, file: str) -> str:
        """Return the text of a page, line ends as they are."""
        return (self.folder / PAGES / file).read_bytes().decode("utf-8")

    def rows(self, table: str) -> list[Span]:
        """Return the spans of a table, one by one."""
        return [
            Span(doc, start, end, tuple(said))
            for doc, start, end, *said in self.spans[table].to_numpy().tolist()
        ]


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
    TruthError
        Every entry that has another shape than it should, with its line.
    """
    read = read_yaml(folder / FILE)
    problems = list(read.problems)
    tree = read.tree if isinstance(read.tree, dict) else {}
    articles = _records(tree, "articles", ARTICLE, read, problems)
    events = _records(tree, "events", _names(Event), read, problems)
    features = _records(tree, "features", _names(Feature), read, problems)
    spans = {name: _spans(tree, name, read, problems) for name in SPANS}
    if problems:
        raise TruthError(problems)
    table = pd.DataFrame([(ident, *values) for ident, *values in articles], columns=["doc_id", *ARTICLE])
    return Truth(folder, table, tuple(Event(*row) for row in events), tuple(map(_feature, features)), spans)


def _names(kind: type[Event | Feature]) -> tuple[str, ...]:
    """Return the keys of a record: every field but the name it stands under."""
    return tuple(field.name for field in fields(kind))[1:]


def _feature(row: tuple[Any, ...]) -> Feature:
    return Feature(*row[:5], *map(tuple, row[5:]))


def _records(
    tree: Mapping[str, Any], key: str, columns: tuple[str, ...], read: LinedYaml, problems: list[Problem]
) -> list[tuple[Any, ...]]:
    """Return a mapping of mappings as rows: the name, then the values in order."""
    rows = []
    for ident, record in _mapping(tree, key, read, problems).items():
        if isinstance(record, dict) and set(columns) <= set(record):
            rows.append((ident, *(record[column] for column in columns)))
        else:
            problems.append(_wrong(read, (key, ident), f"a mapping with {', '.join(columns)}", record))
    return rows


def _spans(tree: Mapping[str, Any], name: str, read: LinedYaml, problems: list[Problem]) -> pd.DataFrame:
    """Return the spans of one kind of all articles: rows ``[start, end, …]``."""
    rows = []
    columns = SPANS[name]
    for ident, record in _mapping(tree, "articles", read, []).items():
        for number, row in enumerate(_listed(record, name)):
            if (
                isinstance(row, list)
                and len(row) == len(columns) + 2
                and all(type(n) is int for n in row[:2])
            ):
                rows.append((ident, *row))
            else:
                place = ("articles", ident, name, number)
                problems.append(_wrong(read, place, f"[start, end, {', '.join(columns)}]", row))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", *columns])


def _listed(record: Any, name: str) -> Iterable[Any]:
    rows = record.get(name) if isinstance(record, dict) else None
    return rows if isinstance(rows, list) else ()


def _mapping(
    tree: Mapping[str, Any], key: str, read: LinedYaml, problems: list[Problem]
) -> Mapping[str, Any]:
    found = tree.get(key)
    if isinstance(found, dict) and found:
        return found
    problems.append(_wrong(read, (key,), "a mapping that is not empty", found))
    return {}


def _wrong(read: LinedYaml, place: tuple[str | int, ...], expected: str, found: Any) -> Problem:
    where = f"{FILE} line {line_of(place, read.lines)}, {' '.join(map(str, place))}"
    return Problem(where, expected, repr(found)[:80], "mend the entry")
