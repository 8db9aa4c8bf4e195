"""Corpus: what the config's ``corpus:`` opens to – bundles as they are, texts read and cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import ConfigError, Problem, nearest
from framing.study.config.gathering import Faults, attempt, raise_together
from framing.study.config.parts import Source
from framing.study.config.study import Study
from framing.study.measurement.bundle import is_bundle, read_bundle
from framing.study.measurement.measurements import Measurements, select_languages

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
    FramingError
        Everything that cannot be read, of every bundle and source of texts: a TableError or IngestError
        if it is all of one kind.
    ConfigError
        If no document is left, or a contrast names an outlet that no document comes from.
    """
    corpus, faults = open_parts(study)
    raise_together(faults)
    require_outlets(study, corpus, compared)
    return corpus


def open_parts(study: Study) -> tuple[Corpus, Faults]:
    """Open what can be opened of a study's corpus, and return what is wrong with the rest."""
    bundles = [source for source in study.corpus if is_bundle(study.path(source.path))]
    texts = [source for source in study.corpus if source not in bundles]
    tried = [(source.path, *attempt(_bundle, study, source)) for source in bundles]
    faults = tuple(fault for _, _, found in tried for fault in found)
    read = tuple((name, bundle) for name, bundle, _ in tried if bundle is not None)
    with_texts, more = attempt(_with_texts, study, read, texts) if texts else (None, ())
    return with_texts or Corpus(read, None, NOTHING, NOTHING), faults + more


def require_outlets(study: Study, corpus: Corpus, compared: bool = True) -> None:
    """Refuse a corpus without documents, and contrasts of outlets that none of them comes from.

    Raises
    ------
    ConfigError
    """
    _require_documents(study, corpus)
    if compared:
        check_corpus(study, outlets_of(corpus))


def check_corpus(study: Study, outlets: Iterable[str]) -> None:
    """Refuse contrasts of outlets that no document of the opened corpus comes from.

    Raises
    ------
    ConfigError
        Naming each unknown outlet and the nearest known one.
    """
    known = sorted(set(outlets))
    problems = [
        Problem(
            study.where(f"contrasts[{n}]"),
            "outlets of the corpus",
            repr(outlet),
            nearest(outlet, known) or "the corpus holds " + (", ".join(known) or "no document"),
        )
        for n, pair in enumerate(study.contrasts)
        for outlet in pair
        if outlet not in known
    ]
    if problems:
        raise ConfigError(problems)


def outlets_of(corpus: Corpus) -> set[str]:
    """Return the outlets that documents of the corpus come from."""
    tables = [bundle.documents for _, bundle in corpus.bundles]
    tables += [corpus.cleaned.documents] if corpus.cleaned is not None else []
    return {str(outlet) for table in tables for outlet in table["outlet"].unique()}


def doubtful_outlets(study: Study, outlets: Iterable[str]) -> list[str]:
    """Return a remark on each outlet that the study does not name, but that resembles one it names."""
    named = {outlet for pair in study.contrasts for outlet in pair} | set(study.outlets)
    strangers = sorted(set(outlets) - named)
    if not strangers:
        return []
    from framing.ingest import load_profiles  # noqa: PLC0415 (as above)
    from framing.ingest.spellings import meant_outlet  # noqa: PLC0415

    profiles, _ = attempt(load_profiles, [study.path(name) for name in study.profiles])
    meant = {outlet: meant_outlet(outlet, named, profiles or load_profiles()) for outlet in strangers}
    return [
        f"outlet {outlet!r} is in no contrast and not under outlets: – did you mean {near!r}?"
        for outlet, near in meant.items()
        if near
    ]


def absent_outlets(study: Study, outlets: Iterable[str]) -> list[str]:
    """Return a remark on each outlet under ``outlets:`` that no document of the corpus comes from."""
    known = sorted(set(outlets))
    absent = {outlet: nearest(outlet, known) for outlet in study.outlets if outlet not in known}
    return [
        f"{study.where(f'outlets.{outlet}')}: no document of the corpus comes from it"
        + (f" – {near}" if near else "")
        for outlet, near in absent.items()
    ]


def _bundle(study: Study, source: Source) -> Measurements:
    return select_languages(read_bundle(study.path(source.path)), study.languages)


def _with_texts(
    study: Study, bundles: tuple[tuple[str, Measurements], ...], sources: Sequence[Source]
) -> Corpus:
    from framing.ingest import clean, load_profiles, read  # noqa: PLC0415 (a run from a bundle needs no reader)

    pages, unread = attempt(read, [_text_source(study, source) for source in sources])
    profiles, faulty = attempt(load_profiles, [study.path(name) for name in study.profiles])
    if pages is None or profiles is None:
        raise_together(unread + faulty)
        raise AssertionError("whatever is missing has its error")
    foreign = ~pages.pages["language"].isin(study.languages)
    cleaned = clean(pages.pages.loc[~foreign], profiles)
    aside = [pages.set_aside, cleaned.set_aside, _other_languages(pages.pages.loc[foreign])]
    return Corpus(bundles, cleaned, pd.concat(aside, ignore_index=True), pages.notes)


def _other_languages(pages: pd.DataFrame) -> pd.DataFrame:
    """Return why documents in other languages are set aside: file and reason."""
    from framing.ingest.spellings import code_fault  # noqa: PLC0415 (as above)

    reasons = {
        language: code_fault(language) or f"language {language} is not among the study's"
        for language in pages["language"].unique()
    }
    return pages[["file"]].assign(reason=pages["language"].map(reasons).astype("str"))


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
