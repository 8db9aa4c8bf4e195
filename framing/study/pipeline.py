"""The path from texts to report, on one screen.

::

    texts ─ import ─ annotate ─ extract ─▶ measurements ─ match ─ specify ─ estimate ─ grade ─▶ report

Whatever goes wrong is named with its stage; nothing is written before everything is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from framing.study import outputs
from framing.study.claims import declared_cells, grade_claims
from framing.study.config import Study, check_corpus
from framing.study.corpus import Corpus, open_corpus, outlets_of
from framing.study.designs import plan_designs, table_from_designs
from framing.study.estimates import count_cells, estimate
from framing.study.exchange import Chance
from framing.study.measurements import Measurements
from framing.study.record import record_from
from framing.study.stages import stage

Progress = Callable[[str, int, int], None]
Publish = Callable[["Result", Path], list[Path]]


@dataclass(frozen=True, eq=False)
class Result:
    """Everything that a study says.

    Attributes
    ----------
    study : Study
    measurements : Measurements
    designs, estimates, claims : DataFrame
        What was compared, every number, every graded claim.
    record : dict
        What was run on what; once written, with the digest of every file.
    set_aside : DataFrame, columns file and reason
        Documents that were not taken in; empty when nothing was measured in this run.
    """

    study: Study
    measurements: Measurements
    designs: pd.DataFrame
    estimates: pd.DataFrame
    claims: pd.DataFrame
    record: dict[str, Any]
    set_aside: pd.DataFrame

    def _repr_html_(self) -> str:
        """Show the claims in a notebook."""
        return str(self.claims.drop(columns="gates").to_html(index=False))


def run(
    study: Study,
    publish: Publish | None = None,
    progress: Progress | None = None,
    output: Path | None = None,
) -> Result:
    """Run a study from its corpus to its report.

    Parameters
    ----------
    study : Study
    publish : callable, optional
        Writes the report of a result into a folder and returns what it wrote; none: tables only.
    progress : callable, optional
        Called with (stage, parts done, parts in all).
    output : Path, optional
        Folder to write to; default ``reports/<study>`` beside the config.

    Returns
    -------
    Result

    Raises
    ------
    FramingError
        Naming the stage, the place, what was expected, what was found and what to do.
    """
    said = progress or (lambda name, done, total: None)
    with stage("import"):  # bundles as they are; texts read, cleaned, and what was removed counted
        corpus = _opened(study, said)
    measurements = _measured(study, corpus, said)
    result = compare_measurements(study, measurements, progress, corpus.set_aside)
    with stage("report"):  # tables, report and record: whole or not at all
        said("report", 0, 1)
        return outputs.write_outputs(result, publish, output or outputs.default_folder(study))


def measure_corpus(study: Study, progress: Progress | None = None) -> tuple[Measurements, pd.DataFrame]:
    """Run the measure half: import, annotate, extract.

    Returns
    -------
    measurements : Measurements
    set_aside : DataFrame, columns file and reason
    """
    said = progress or (lambda name, done, total: None)
    with stage("import"):
        corpus = _opened(study, said)
    return _measured(study, corpus, said), corpus.set_aside


def compare_measurements(
    study: Study,
    measurements: Measurements,
    progress: Progress | None = None,
    set_aside: pd.DataFrame | None = None,
) -> Result:
    """Run the compare half on measurements: match, specify, estimate, grade. Writes nothing."""
    said = progress or (lambda name, done, total: None)
    with stage("match"):  # which documents tell the same event: so far what the catalogue says
        said("match", 0, 1)
        events = measurements.events
    with stage("specify"):  # who stands against whom, in which strata, and how fine that can ever be
        said("specify", 0, 1)
        designs = plan_designs(
            measurements.documents, events, study.contrasts,
            languages=study.languages, window=study.window, replicates=study.statistics.replicates,
        )  # fmt: skip
        chances = [Chance(design, study.statistics.seed, study.statistics.interval) for design in designs]
        declared = declared_cells(study.claims, designs)
    with stage("estimate"):  # every number, beside the counts it is made of
        said("estimate", 0, 1)
        cells = count_cells(measurements, designs, declared)
        estimates = estimate(measurements, designs, chances, cells, declared)
    with stage("grade"):  # what may be claimed, and what it would take where nothing may
        said("grade", 0, 1)
        claims = grade_claims(study, measurements, designs, cells, declared)
    record = record_from(study, measurements).as_dict()
    aside = pd.DataFrame({"file": [], "reason": []}, dtype="str") if set_aside is None else set_aside
    return Result(study, measurements, table_from_designs(designs), estimates, claims, record, aside)


def _opened(study: Study, said: Progress) -> Corpus:
    said("import", 0, 1)
    corpus = open_corpus(study)
    check_corpus(study, outlets_of(corpus))
    return corpus


def _measured(study: Study, corpus: Corpus, said: Progress) -> Measurements:
    """Annotate and extract: partition by partition, in whichever process; tokens never leave their partition."""
    with stage("extract"):
        from framing.study.measuring import measured_corpus  # noqa: PLC0415

        return measured_corpus(study, corpus, lambda done, total: said("extract", done, total))
