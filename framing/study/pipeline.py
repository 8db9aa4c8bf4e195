"""The path from texts to report, on one screen.

::

    texts ─ import ─ annotate ─ extract ─▶ measurements ─ match ─ specify ─ estimate ─ grade ─▶ report

Whatever goes wrong is named with its stage; nothing is written before everything is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from framing.study.coding.estimation import add_corrected
from framing.study.coding.loading import load_codes
from framing.study.coding.scoring import Appraisal, appraise
from framing.study.comparison.designs import table_from_designs
from framing.study.comparison.estimates import estimate, keyness_tables
from framing.study.comparison.event_effects import event_effects
from framing.study.comparison.held_out import hold_out
from framing.study.comparison.matching import match_events
from framing.study.comparison.sets import with_sets
from framing.study.comparison.specification import specify
from framing.study.config.study import Study
from framing.study.configs import study_from
from framing.study.grading.agreement import gates_of_curves
from framing.study.grading.claims import grade_claims
from framing.study.grading.replication import replicate, with_replication
from framing.study.measurement.camps import assign_camps, load_camps
from framing.study.measurement.corpus import NOTHING, open_corpus
from framing.study.measurement.measurements import Measurements
from framing.study.measurement.measuring import measure_plan, plan_partitions, workers_for
from framing.study.multiverse.curve_tables import NO_CURVES, CurveTables
from framing.study.multiverse.exploration import explore
from framing.study.outputs import check_folder, csv_of_tables, default_folder, write_outputs
from framing.study.record import Difference, Record, compare_files, compare_records, read_record, record_from
from framing.study.stages import stage
from framing.tables import empty

Progress = Callable[[str, int, int], None]
Publish = Callable[["Result", Path], list[Path]]


@dataclass(frozen=True, eq=False)
class Result:
    """Everything that a study says.

    Attributes
    ----------
    study : Study
    measurements : Measurements
        As they were compared: with the camps of those who speak, without what the study holds out.
    designs, estimates, claims : DataFrame
        What was compared, every number, every graded claim.
    record : dict
        What was run on what; once written, with the digest of every file.
    set_aside : DataFrame, columns file and reason
        Documents that were not taken in; empty when nothing was measured in this run.
    curves : CurveTables
        The declared claims in all universes.
    appraisal : Appraisal, optional
        What coders say of the instrument; None where nothing was coded.
    notes : tuple of str
        What was left out of the study's codes, and why.
    event_effects : DataFrame
        Contract ``event_effects``: the declared claims event by event, where events are matched.
    replication : DataFrame
        Contract ``replication``: the declared claims in what the study holds out; empty where it holds out nothing.
    """

    study: Study
    measurements: Measurements
    designs: pd.DataFrame
    estimates: pd.DataFrame
    claims: pd.DataFrame
    record: dict[str, Any]
    set_aside: pd.DataFrame
    curves: CurveTables = NO_CURVES
    appraisal: Appraisal | None = None
    notes: tuple[str, ...] = ()
    event_effects: pd.DataFrame = field(default_factory=partial(empty, "event_effects"))
    replication: pd.DataFrame = field(default_factory=partial(empty, "replication"))

    @cached_property
    def keyness(self) -> dict[str, pd.DataFrame]:
        """Keyness tables by contrast, made once for the folder of a run and for its reports."""
        return keyness_tables(self.estimates)

    @cached_property
    def csv(self) -> dict[str, str]:
        """Return the tables as CSV text, written once for the folder of a run and for its PDFs."""
        return csv_of_tables(self)

    def _repr_html_(self) -> str:
        """Show the claims in a notebook."""
        return str(self.claims.drop(columns="gates").to_html(index=False))


def measure_corpus(
    study: Study | Path | str, progress: Progress | None = None, compared: bool = True
) -> tuple[Measurements, pd.DataFrame]:
    """Run the measure half: import, annotate, extract.

    Parameters
    ----------
    study : Study, Path or str
        A study, or the path of its config.
    progress : callable, optional
        Called with (stage, parts done, parts in all).
    compared : bool
        False to measure texts of which the study's contrasts name no outlet.

    Returns
    -------
    measurements : Measurements
    set_aside : DataFrame, columns file and reason
        Documents that were not taken in.
    """
    study, step = study_from(study), _steps(progress)
    with workers_for(study) as workers:
        # bundles as they are; texts read and cleaned, what was removed named and counted
        corpus = step("import", open_corpus, study, compared)
        # texts cut into partitions of one language; each is annotated where it is extracted from
        plan = step("annotate", plan_partitions, study, corpus)
        # every extractor observes every partition; tokens stay there, tables come back and join the bundles
        within = _within("extract", progress)
        measurements = step("extract", measure_plan, study, corpus, plan, within, workers)
    return measurements, corpus.set_aside


def compare_measurements(
    study: Study | Path | str,
    measurements: Measurements,
    progress: Progress | None = None,
    aside: pd.DataFrame | None = None,
) -> Result:
    """Run the compare half: match, specify, estimate, grade. Writes nothing."""
    study, step = study_from(study), _steps(progress)
    # which documents tell the same event, and which camp each speaker belongs to
    events, heard = step("match", match, study, measurements)
    # what the study holds out is set apart before anything is compared
    heard, held = step("match", hold_out, study, heard)
    # who stands against whom, in which strata, and how fine a difference that can ever show
    specified = step("specify", specify, study, heard, events)
    # every number, beside the counts it is made of
    estimates = step("estimate", estimate, heard, specified)
    # the same, corrected for what coders say that the instrument misses
    codes = step("estimate", load_codes, study, heard)
    estimates = step("estimate", add_corrected, estimates, heard, specified, codes)
    # every declared claim as it would have come out, had it been counted in other ways
    curves = step("estimate", explore, heard, specified, study)
    by_event = step("estimate", event_effects, specified, events)
    # what may be claimed, and what it would take where nothing may
    appraisal = None if codes is None else step("grade", appraise, codes, study.statistics.seed)
    settled = gates_of_curves(curves.curves), appraisal
    claims = step("grade", grade_claims, study, heard, specified, estimates, *settled)
    # the declared claims once more, in what was held out
    replication = step("grade", replicate, study, held, events, estimates)
    claims = with_replication(claims, replication)
    designs = table_from_designs(specified.designs)
    record = record_from(study, measurements).as_dict()
    set_aside = NOTHING if aside is None else aside
    notes = () if codes is None else codes.notes
    told = curves, appraisal, notes, by_event, replication
    return Result(study, heard, designs, estimates, claims, record, set_aside, *told)


def run(
    study: Study | Path | str,
    publish: Publish | None = None,
    progress: Progress | None = None,
    output: Path | str | None = None,
) -> Result:
    """Run a study from its corpus to its report. Writes nothing unless a report or a folder is asked for.

    Parameters
    ----------
    study : Study, Path or str
        A study, or the path of its config.
    publish : callable, optional
        Writes the report of a result into a folder and returns what it wrote, such as
        `framing.write_report`. None: no report.
    progress : callable, optional
        Called with (stage, parts done, parts in all).
    output : Path or str, optional
        Folder to write to. Default: with `publish`, ``<study>`` in the config's ``report.folder``;
        without, nowhere. Replaced only if it is empty or an earlier run wrote it, and holds nothing
        that the study reads; never a rendered report by tables alone.

    Returns
    -------
    Result
        What is in it is the same, written or not; `record` names files only of what was written.

    Raises
    ------
    FramingError
        Naming the stage, the place, what was expected, what was found and what to do.
    """
    study = study_from(study)
    folder = _folder(study, publish is not None, output)
    measurements, aside = measure_corpus(study, progress)
    result = compare_measurements(study, measurements, progress, aside)
    if folder is None:
        return result
    # tables, report and record: whole or not at all
    written: Result = _steps(progress)("report", write_outputs, result, publish, folder)
    return written


def verify(folder: Path, study: Study, publish: Publish | None = None) -> list[Difference]:
    """Check the files of a run against their record, then run again and compare.

    Parameters
    ----------
    folder : Path
        What an earlier `run` wrote.
    study : Study
        The config it was made from.
    publish : callable, optional
        As in `run`; without it rendered files are only checked against the record. Not called where
        the record lists no rendered file: only what it lists is compared.

    Returns
    -------
    list of Difference
        Empty when everything is as recorded and comes out the same again.
    """
    recorded = read_record(folder)
    publish = publish if recorded.rendered else None
    with TemporaryDirectory() as place:
        again = run(study, publish, output=Path(place) / "again")
    return compare_files(recorded, folder) + compare_records(
        recorded, Record(**again.record), publish is not None
    )


def match(study: Study, measurements: Measurements) -> tuple[pd.DataFrame, Measurements]:
    """Return which documents tell the same event, and the measurements with the camps of those who speak and the study's sets."""
    heard = match_events(assign_camps(measurements, load_camps(study)), study.events)
    return heard.events, with_sets(heard, study.sets)


def _folder(study: Study, rendered: bool, output: Path | str | None) -> Path | None:
    """Return the folder to write to, once it is known that it may be replaced; None to write nothing."""
    if output is None and not rendered:
        return None
    folder = default_folder(study) if output is None else Path(output)
    check_folder(folder, study, rendered)
    return folder


def _steps(progress: Progress | None) -> Callable[..., Any]:
    """Return a caller that names the stage to whoever watches, and in whatever goes wrong."""

    def step(name: str, function: Callable[..., Any], *arguments: Any) -> Any:
        with stage(name):
            if progress is not None:
                progress(name, 0, 1)
            return function(*arguments)

    return step


def _within(name: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else partial(progress, name)
