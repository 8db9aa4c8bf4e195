"""Truth: what was planted in a corpus written for teaching, and whose words stand where, as stand-off spans.

Offsets are Unicode code points of the page file, end exclusive: cleaning does not move them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

FILE, PAGES, CATALOGUE = "truth.yaml", "pages", "catalogue.csv"
# What may be said of quoted or reported words: whole clauses, words inside the outlet's own clause, words the outlet
# only keeps at a distance, titles and terms, indirect speech.
SPEECH = ("direct", "fragment", "scare", "term", "reported")
# The voice that each kind of speech gives to the words in it; titles and scare quotes are the outlet's own words.
VOICES = {"direct": "quoted", "fragment": "fragment", "reported": "reported"}
OWN, ALL, ANY = "own", "all", "*"  # the outlet's own voice; every voice; every category of a family
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
        Its name, and what is counted; category "*" for the whole family, voice "all" for all voices.
    more, less : tuple of str
        Each outlet of `more` has it more often than each of `less`; `more` empty: all of `less` equally often.
    events : tuple of str
        Where it was planted, and nowhere else.
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
    families : mapping of family to its categories
        Everything that a cue or a device may be called.
    speakers : frozenset of str
        Everybody who is quoted or reported, as spelt in the spans.
    repeated : mapping of doc_id to doc_id
        Pages of the catalogue that bring an article a second time.
    malformed : int
        How many quotations were given marks that do not pair.
    """

    folder: Path
    articles: pd.DataFrame
    events: tuple[Event, ...]
    features: tuple[Feature, ...]
    spans: Mapping[str, pd.DataFrame]
    families: Mapping[str, tuple[str, ...]]
    speakers: frozenset[str]
    repeated: Mapping[str, str]
    malformed: int

    def page(self, file: str) -> str:
        """Return the text of a page, line ends as they are."""
        return (self.folder / PAGES / file).read_bytes().decode("utf-8")

    def rows(self, table: str) -> list[Span]:
        """Return the spans of a table, one by one."""
        values = self.spans[table].to_numpy().tolist()
        return [Span(doc, start, end, tuple(said)) for doc, start, end, *said in values]
