"""Measuring a study's corpus: its texts with its instruments, and its bundles beside them.

Nothing here imports the measure half (scanner, lemmas, scikit-learn) unless there are texts to measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from framing.study.config.names import codebook_names
from framing.study.config.study import Study
from framing.study.measurement.bundle import is_bundle
from framing.study.measurement.corpus import Corpus
from framing.study.measurement.engine import PARTITION_CHARACTERS, partitions
from framing.study.measurement.measurements import Measurements, combine, restrict
from framing.study.threads import Threads

if TYPE_CHECKING:
    from framing.study.measurement.measure import Instrument
    from framing.study.measurement.processes import Processes

THIS_RUN = "the texts of this run"


@dataclass(frozen=True, eq=False)
class Plan:
    """What will be annotated and extracted.

    Attributes
    ----------
    parts : list of DataFrame
        Partitions of cleaned documents; none when the corpus is bundles only.
    instruments : mapping of language to Instrument
    """

    parts: list[pd.DataFrame]
    instruments: Mapping[str, Instrument]


def plan_partitions(study: Study, corpus: Corpus) -> Plan:
    """Cut the texts into partitions of one language; each is annotated where it will be extracted from."""
    if corpus.cleaned is None or corpus.cleaned.documents.empty:
        return Plan([], {})
    documents = corpus.cleaned.documents
    return Plan(
        partitions(documents, PARTITION_CHARACTERS),
        instruments_for(study, sorted(documents["language"].unique())),
    )


def instruments_for(study: Study, languages: Iterable[str]) -> dict[str, Instrument]:
    """Load codebooks and make extractors for each language."""
    from framing.codebook import load  # noqa: PLC0415
    from framing.features import create  # noqa: PLC0415
    from framing.study.measurement.measure import Instrument  # noqa: PLC0415

    folders = tuple(study.path(name) for name in study.codebook_folders)
    names = codebook_names(study.codebooks, study.languages, folders)
    instruments = {}
    for language in languages:
        books = load(names[language], language, folders)
        extractors = {name: create(name, language, books) for name in study.extractors}
        instruments[language] = Instrument(extractors, books)
    return instruments


def workers_for(study: Study) -> AbstractContextManager[Threads | Processes | None]:
    """Start the threads or processes that a study asks for, if it has texts to measure."""
    if study.workers <= 1 or all(is_bundle(study.path(source.path)) for source in study.corpus):
        return nullcontext()
    if study.engine.kind == "threads":
        return nullcontext(Threads())
    from framing.study.measurement.measure import prepare  # noqa: PLC0415
    from framing.study.measurement.processes import Processes  # noqa: PLC0415

    return Processes(study.workers, partial(prepare, study.languages))


def measure_plan(
    study: Study,
    corpus: Corpus,
    plan: Plan,
    progress: Callable[[int, int], None] | None = None,
    workers: Threads | Processes | None = None,
) -> Measurements:
    """Measure the texts and join them to what the bundles hold.

    Raises
    ------
    ConfigError, TableError
        If a bundle was not measured with what the study asks, or not with the same instrument.
    """
    parts = [(name, _restricted(study, bundle, name, bool(plan.parts))) for name, bundle in corpus.bundles]
    if plan.parts and corpus.cleaned is not None:
        from framing.study.measurement.measure import measure  # noqa: PLC0415

        cleaned = corpus.cleaned
        measured = measure(
            plan.parts,
            cleaned.removals,
            cleaned.events,
            plan.instruments,
            workers=workers,
            progress=progress,
        )
        parts.append((THIS_RUN, measured))
    filled = [(name, part) for name, part in parts if len(part.documents)] or parts
    return combine([part for _, part in filled], [name for name, _ in filled])


def _restricted(study: Study, bundle: Measurements, name: str, with_texts: bool) -> Measurements:
    """Keep of a bundle what the study asks for; ``fr`` means whatever the bundle has, if it stands alone."""
    if with_texts or study.codebook_folders or set(study.codebooks) - set(study.languages):
        folders = tuple(study.path(folder) for folder in study.codebook_folders)
        return restrict(
            bundle, study.extractors, codebook_names(study.codebooks, study.languages, folders), name
        )
    held = [book.rsplit(".", 1) for book in bundle.settings["codebooks"]]
    asked = {language: [n for n, of in held if of == language] for language in study.codebooks}
    return restrict(bundle, study.extractors, asked, name)
