"""Refusals: everything for which a run would stop before it measures, found without measuring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.errors import ConfigError
from framing.study.comparison.held_out import hold_out
from framing.study.config.claimed import claim_problems
from framing.study.config.gathering import Faults, attempt, raise_together
from framing.study.config.study import Study, load_study, read_study
from framing.study.config.word_lists import load_reference
from framing.study.measurement.camps import load_camps
from framing.study.measurement.corpus import NOTHING, Corpus, open_parts, require_outlets
from framing.study.measurement.measurements import TABLES, Measurements, combine, from_tables
from framing.study.measurement.measuring import THIS_RUN, Plan, measure_plan, plan_partitions
from framing.study.outputs import check_folder, default_folder
from framing.tables import CONTRACTS, check, empty


def load_checked(path: Path) -> Study:
    """Load a study; where its config has mistakes, those of its corpus are told beside them."""
    try:
        return load_study(path)
    except ConfigError:
        return check_config(path)[0]


def check_config(path: Path) -> tuple[Study, Corpus]:
    """Load a study and make sure that a run can begin to measure; see `check_run`.

    Raises
    ------
    FramingError
        Everything that is wrong at once: the mistakes of the config, and those of its corpus, its contrasts and
        its claims as far as they can be known before the config is mended.
    """
    study, problems = read_study(path)
    faults = (ConfigError(problems),) if problems else ()
    corpus, more = attempt(check_run, study) if study is not None else (None, ())
    raise_together([*faults, *more])
    if study is None or corpus is None:
        raise AssertionError("whatever is missing has its error")
    return study, corpus


def check_run(study: Study) -> Corpus:
    """Open a study's corpus and make sure that a run can begin to measure.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Corpus

    Raises
    ------
    FramingError
        Everything that is wrong at once: bundles, texts, catalogues and profiles that cannot be read,
        outlets that no document comes from, documents that stand twice, bundles measured otherwise,
        faulty codebooks, camps and word lists, claims that nothing can show, a folder that may not be replaced.
    """
    corpus, faults = open_parts(study)
    if not faults:  # as long as a part is missing, so are its outlets
        faults = attempt(require_outlets, study, corpus)[1]
    plan, more = attempt(plan_partitions, study, corpus)
    if plan is not None:
        more = _faults_of_measurements(study, corpus, plan)
    named = [*attempt(load_camps, study)[1], *attempt(load_reference, study)[1]]
    raise_together([*faults, *more, *named, *attempt(check_folder, default_folder(study), study)[1]])
    return corpus


def _faults_of_measurements(study: Study, corpus: Corpus, plan: Plan) -> Faults:
    """Return why the parts cannot be joined, or do not hold what is claimed."""
    bare = [(name, _bare(bundle)) for name, bundle in corpus.bundles]
    texts = _texts(corpus, plan)
    if not bare and not texts:
        return ()
    tried = [attempt(measure_plan, study, Corpus((part,), None, NOTHING, NOTHING), plan) for part in bare]
    faults = tuple(fault for _, found in tried for fault in found)
    sound = [part for part, _ in tried if part is not None] + [part for _, part in texts]
    # a bundle that was measured otherwise is told once, as that; its documents still count as present
    common = (sound or [bare[0][1]])[0].settings
    parts = [
        (name, found or replace(part, settings=common))
        for (name, part), (found, _) in zip(bare, tried, strict=True)
    ] + texts
    filled = [(name, part) for name, part in parts if len(part.documents)] or parts
    joined, more = attempt(combine, [part for _, part in filled], [name for name, _ in filled])
    held = [part for _, part in filled] if joined is None else [joined]
    apart = () if joined is None else attempt(hold_out, study, joined)[1]
    return faults + more + apart + _faults_of_claims(study, held)


def _texts(corpus: Corpus, plan: Plan) -> list[tuple[str, Measurements]]:
    """Return the texts as they will be once measured, but with nothing found in them yet."""
    if not plan.parts or corpus.cleaned is None:
        return []
    from framing.study.measurement.measure import settings_from  # noqa: PLC0415 (the measure half: only with texts)

    documents = check(corpus.cleaned.documents[list(CONTRACTS["documents"].columns)], "documents")
    nothing = {name: empty(name) for name in TABLES}
    return [(THIS_RUN, from_tables(nothing | {"documents": documents}, settings_from(plan.instruments)))]


def _bare(bundle: Measurements) -> Measurements:
    """Return measurements without what was found: documents and settings decide what can be joined."""
    nothing = {name: empty(name) for name in TABLES}
    return from_tables(nothing | {"documents": bundle.documents}, bundle.settings)


def _faults_of_claims(study: Study, held: Sequence[Measurements]) -> Faults:
    books = {book: facts for part in held for book, facts in part.settings["codebooks"].items()}
    extractors = {name for part in held for name in part.settings["extractors"]}
    problems = claim_problems(study.claims, books, extractors, study.sets)
    located = [replace(problem, where=study.where(problem.where)) for problem in problems]
    return (ConfigError(located),) if located else ()
