"""Measurements: the tables at the line between the two halves, without running text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from framing.errors import ConfigError, Problem, TableError
from framing.study.config.families import FAMILIES, families_of
from framing.tables import concatenate, empty

TABLES = (
    "documents",
    "removals",
    "exposure",
    "attributions",
    "counts",
    "collocations",
    "measures",
    "observations",
    "echoes",
    "sketches",
    "events",
)
# Tables that came later: measurements without one are made with an empty one.
DEFAULTS = ("echoes", "sketches")
TERMS = "terms.v1"
# Tables other than observations that one extractor alone makes.
MADE_BY = MappingProxyType({"counts": TERMS, "collocations": "heads.v1", "measures": "lexical.v1"})


@dataclass(frozen=True, eq=False)
class Measurements:
    """What was measured on a corpus.

    Attributes
    ----------
    documents, removals, exposure, attributions, counts, collocations, measures, observations, events, echoes, sketches : DataFrame
        Tables under the contracts of `framing.tables`.
    settings : mapping
        With what it was measured: ``framing``, ``libraries`` (versions), ``extractors`` (names) and
        ``codebooks`` (``legitimacy.fr`` → kind, version, digest and what it can find).
    texts : mapping of doc_id to str
        Cleaned texts of the documents measured in this run; empty when read from a bundle.
    """

    documents: pd.DataFrame
    removals: pd.DataFrame
    exposure: pd.DataFrame
    attributions: pd.DataFrame
    counts: pd.DataFrame
    collocations: pd.DataFrame
    measures: pd.DataFrame
    observations: pd.DataFrame
    events: pd.DataFrame
    settings: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    echoes: pd.DataFrame = field(default_factory=lambda: empty("echoes"))
    sketches: pd.DataFrame = field(default_factory=lambda: empty("sketches"))

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents, sorted."""
        return tuple(sorted(set(self.documents["language"])))

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order of `TABLES`."""
        return {name: getattr(self, name) for name in TABLES}

    def _repr_html_(self) -> str:
        """Show the documents in a notebook."""
        return str(self.documents.to_html())


def from_tables(
    tables: Mapping[str, pd.DataFrame], settings: Mapping[str, Any], texts: Mapping[str, str] | None = None
) -> Measurements:
    """Return measurements from tables by name."""
    arguments: dict[str, Any] = {
        name: tables[name] for name in TABLES if name not in DEFAULTS or name in tables
    }
    return Measurements(**arguments, settings=settings, texts=texts or {})


def combine(parts: Sequence[Measurements], names: Sequence[str] = ()) -> Measurements:
    """Join measurements of different documents into one.

    Parameters
    ----------
    parts : sequence of Measurements
        At least one.
    names : sequence of str, optional
        What to call each part in a message.

    Raises
    ------
    TableError
        If a doc_id stands in two of them, or two were measured with different instruments.
    """
    called = list(names) or [f"measurements {n + 1}" for n in range(len(parts))]
    problems = _repeated_documents(parts, called) + _different_settings(parts, called)
    if problems:
        raise TableError(problems)
    if len(parts) == 1:
        return parts[0]
    tables = {name: concatenate([part.tables[name] for part in parts], name) for name in TABLES}
    return from_tables(tables, _joined_settings(parts), _joined_texts(parts))


def restrict(
    measurements: Measurements,
    extractors: Iterable[str],
    codebooks: Mapping[str, Iterable[str]],
    name: str = "measurements",
) -> Measurements:
    """Keep of measurements what a study asks for.

    Parameters
    ----------
    measurements : Measurements
    extractors : iterable of str
        Versioned names.
    codebooks : mapping of language to names
        Only languages of which there are documents are looked at.
    name : str
        What to call the measurements in a message.

    Raises
    ------
    ConfigError
        If something asked for was never measured.
    """
    asked = {f"{book}.{lang}" for lang in measurements.languages for book in codebooks.get(lang, ())}
    held = measurements.settings["codebooks"]
    problems = [
        _unmeasured(name, "extractor", e) for e in extractors if e not in measurements.settings["extractors"]
    ]
    problems += [_unmeasured(name, "codebook", book) for book in sorted(asked) if book not in held]
    if problems:
        raise ConfigError(problems)
    kept = {book: facts for book, facts in held.items() if book in asked}
    settings = dict(measurements.settings) | {"extractors": sorted(extractors), "codebooks": kept}
    return replace(_without(measurements, set(extractors), set(kept)), settings=settings)


def select_languages(measurements: Measurements, languages: Iterable[str]) -> Measurements:
    """Keep the documents of some languages."""
    kept = measurements.documents.loc[measurements.documents["language"].isin(list(languages)), "doc_id"]
    if len(kept) == len(measurements.documents):
        return measurements
    return select_documents(measurements, kept)


def select_documents(measurements: Measurements, doc_ids: Iterable[str]) -> Measurements:
    """Keep some documents and everything measured on them."""
    wanted = set(doc_ids)
    tables = {name: _of_documents(table, wanted) for name, table in measurements.tables.items()}
    texts = {doc_id: text for doc_id, text in measurements.texts.items() if doc_id in wanted}
    return from_tables(tables, measurements.settings, texts)


def _of_documents(table: pd.DataFrame, wanted: set[str]) -> pd.DataFrame:
    """Keep the rows of some documents; an echo is a row of two."""
    chosen = table["doc_id"].isin(wanted)
    return _rows(table, chosen & table["other_id"].isin(wanted) if "other_id" in table else chosen)


def _without(measurements: Measurements, extractors: set[str], books: set[str]) -> Measurements:
    """Drop the rows of families that are not asked for; a family is the name of its codebook or its extractor."""
    families = {book.rsplit(".", 1)[0] for book in books}
    kinds = {facts["kind"] for book, facts in measurements.settings["codebooks"].items() if book in books}
    families |= {kind for kind in kinds if kind in ("naming", "heads")} | set(families_of(extractors))
    observations = measurements.observations
    chosen = observations["family"].isin(families)
    for extractor in measurements.settings["extractors"]:
        if extractor not in extractors:
            chosen &= ~_made_by(extractor, observations["family"], measurements.settings["codebooks"])
    gone: dict[str, Any] = {name: empty(name) for name, by in MADE_BY.items() if by not in extractors}
    return replace(measurements, observations=_rows(observations, chosen), **gone)


def _made_by(extractor: str, family: pd.Series, books: Mapping[str, Any]) -> pd.Series:
    """Tell which rows an extractor made: those of its own family, or of the codebooks of its kind."""
    kind = extractor.split(".", 1)[0]
    kinds = {book.rsplit(".", 1)[0]: facts["kind"] for book, facts in books.items()}
    others = [name for name, of in kinds.items() if of != "cues"]
    if kind == "cues":
        return ~family.isin(["naming", "heads", *FAMILIES, *others])
    return family.isin([kind, *(name for name, of in kinds.items() if of == kind)])


def _rows(table: pd.DataFrame, chosen: pd.Series) -> pd.DataFrame:
    return table if chosen.all() else table.loc[chosen].reset_index(drop=True)


def _unmeasured(name: str, what: str, asked: str) -> Problem:
    remedy = f"measure the texts again with it, or take it out of {what}s in the config"
    return Problem(name, f"measured with the {what} {asked}", "not measured with it", remedy)


def _repeated_documents(parts: Sequence[Measurements], names: Sequence[str]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for part, name in zip(parts, names, strict=True):
        for doc_id in part.documents["doc_id"]:
            if doc_id in seen:
                remedy = "leave one of the two out of corpus, or give one another doc_id"
                where = f"document {doc_id}"
                problems.append(Problem(where, "in one place", f"in {seen[doc_id]} and in {name}", remedy))
            seen[doc_id] = name
    return problems


def _different_settings(parts: Sequence[Measurements], names: Sequence[str]) -> list[Problem]:
    """Compare each part with the first one that holds documents of the same language."""
    first: dict[str, tuple[dict[str, Any], str]] = {}
    problems = []
    for part, name in zip(parts, names, strict=True):
        for language in part.languages:
            mine = _instrument(part.settings, language)
            theirs, other = first.setdefault(language, (mine, name))
            problems += [_differs(what, name, other) for what in _changed(mine, theirs)]
    return problems


def _instrument(settings: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return everything that decides what is found in a text of that language."""
    books = {k: v["digest"] for k, v in settings["codebooks"].items() if k.endswith(f".{language}")}
    extractors = {f"extractor {name}": True for name in settings["extractors"]}
    version = {"framing": settings["framing"]}
    return {f"codebook {name}": digest for name, digest in books.items()} | extractors | version


def _changed(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    return sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))


def _differs(what: str, name: str, other: str) -> Problem:
    remedy = "measure the older of the two again, or leave it out of corpus"
    return Problem(name, f"measured with the same instrument as {other}", f"another {what}", remedy)


def _joined_texts(parts: Sequence[Measurements]) -> Mapping[str, str]:
    """Return all texts; those of one run as they are, for bundles have none."""
    held = [part.texts for part in parts if len(part.texts)]
    return held[0] if len(held) == 1 else {doc_id: text for texts in held for doc_id, text in texts.items()}


def _joined_settings(parts: Sequence[Measurements]) -> dict[str, Any]:
    joined = dict(parts[0].settings)
    for key in ("codebooks", "libraries"):
        joined[key] = {k: v for part in parts for k, v in part.settings.get(key, {}).items()}
    joined["extractors"] = sorted({name for part in parts for name in part.settings["extractors"]})
    return joined
