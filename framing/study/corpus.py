"""Corpus: what the config's ``corpus:`` opens to – bundles as they are, texts read and cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import ConfigError, Problem
from framing.study.bundle import is_bundle, read_bundle
from framing.study.config import Source, Study, check_corpus
from framing.study.measurements import Measurements, select_languages

if TYPE_CHECKING:
    from framing.ingest import Cleaned


NOTHING = pd.DataFrame({"file": pd.Series(dtype="str"), "reason": pd.Series(dtype="str")})


@dataclass(frozen=True, eq=False)
class Corpus:
    """An opened corpus.

    Attributes
    ----------
    bundles : tuple of (name, Measurements)
        Of the study's languages.
    cleaned : Cleaned or None
        Documents, removals and events of the texts, in the study's languages; None without texts.
    set_aside, notes : DataFrame, columns file and reason
        What was not taken in, and what was changed while reading.
    """

    bundles: tuple[tuple[str, Measurements], ...]
    cleaned: Cleaned | None
    set_aside: pd.DataFrame
    notes: pd.DataFrame


def open_corpus(study: Study, compared: bool = True) -> Corpus:
    """Read the bundles and read and clean the texts of a study.

    Parameters
    ----------
    study : Study
    compared : bool
        False to leave its contrasts unchecked: whoever only measures may hold the texts of one outlet.

    Raises
    ------
    TableError, IngestError
        If a bundle or a source of texts cannot be read.
    ConfigError
        If no document is left, or a contrast names an outlet that no document comes from.
    """
    bundles = [source for source in study.corpus if is_bundle(study.path(source.path))]
    texts = [source for source in study.corpus if source not in bundles]
    read = tuple(
        (s.path, select_languages(read_bundle(study.path(s.path)), study.languages)) for s in bundles
    )
    corpus = _with_texts(study, read, texts) if texts else Corpus(read, None, NOTHING, NOTHING)
    _require_documents(study, corpus)
    if compared:
        check_corpus(study, outlets_of(corpus))
    return corpus


def outlets_of(corpus: Corpus) -> set[str]:
    """Return the outlets that documents of the corpus come from."""
    tables = [bundle.documents for _, bundle in corpus.bundles]
    tables += [corpus.cleaned.documents] if corpus.cleaned is not None else []
    return {str(outlet) for table in tables for outlet in table["outlet"].unique()}


def _with_texts(
    study: Study, bundles: tuple[tuple[str, Measurements], ...], sources: Sequence[Source]
) -> Corpus:
    from framing.ingest import clean, load_profiles, read  # noqa: PLC0415 (a run from a bundle needs no reader)

    pages = read([_text_source(study, source) for source in sources])
    foreign = ~pages.pages["language"].isin(study.languages)
    cleaned = clean(pages.pages.loc[~foreign], load_profiles([study.path(name) for name in study.profiles]))
    other = pages.pages.loc[foreign, ["file", "language"]]
    reasons = "language " + other["language"].astype("str") + " is not among the study's"
    aside = [pages.set_aside, cleaned.set_aside, other[["file"]].assign(reason=reasons)]
    return Corpus(bundles, cleaned, pd.concat(aside, ignore_index=True), pages.notes)


def _text_source(study: Study, source: Source):  # type: ignore[no-untyped-def]
    from framing.ingest import TextSource  # noqa: PLC0415

    return TextSource(
        path=study.path(source.path),
        reader=source.reader,
        catalogue=study.path(source.catalogue) if source.catalogue else None,
        columns=source.columns,
        defaults=source.defaults,
    )


def _require_documents(study: Study, corpus: Corpus) -> None:
    if not outlets_of(corpus):
        found = f"none; {len(corpus.set_aside)} were set aside"
        remedy = "add a bundle or texts to corpus, or a language to languages"
        raise ConfigError(Problem("corpus", f"documents in {', '.join(study.languages)}", found, remedy))
