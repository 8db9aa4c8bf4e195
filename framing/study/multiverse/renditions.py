"""Renditions: one corpus measured in several ways, each a bundle – the options that need the texts.

A rendition differs from the study's own measurements in one decision of the measure half (how strictly pages are cleaned,
quotation marks paired, words reduced to lemmas). It must hold the same documents, measured for the same families.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.errors import ConfigError, Problem
from framing.study.comparison.held_out import compared_documents
from framing.study.comparison.sets import with_sets
from framing.study.config.decisions import AS_MEASURED, DECISIONS, EQUIVALENT, Decision, Option, Tag
from framing.study.config.gathering import attempt, raise_together
from framing.study.measurement.bundle import read_bundle
from framing.study.measurement.measurements import Measurements, select_languages
from framing.study.multiverse.universes import Choices

if TYPE_CHECKING:
    from framing.study.config.study import Study

MOST_SHOWN = 3  # doc_ids named in a message; the rest are counted


@dataclass(frozen=True, eq=False)
class Rendition:
    """The study's corpus, measured with one option of one decision.

    Attributes
    ----------
    decision, option : str
    tag : str
    measurements : Measurements
    """

    decision: str
    option: str
    tag: Tag
    measurements: Measurements


def open_renditions(study: Study, measurements: Measurements) -> tuple[Rendition, ...]:
    """Read the bundles that the config names under ``multiverse.bundles``.

    Raises
    ------
    FramingError
        Everything that cannot be read, of every bundle: a TableError if it is all of one kind.
    ConfigError
        Naming every bundle that holds other documents, or was not measured for what the study counts.
    """
    entries = study.multiverse.bundles
    tried = [attempt(read_bundle, study.path(entry.path)) for entry in entries]
    raise_together(tuple(fault for _, faults in tried for fault in faults))
    found = tuple(
        Rendition(entry.decision, entry.option, entry.tag, _compared(study, bundle))
        for entry, (bundle, _) in zip(entries, tried, strict=True)
        if bundle is not None
    )
    problems = [
        problem
        for n, rendition in enumerate(found)
        for problem in rendition_problems(rendition, measurements, study.where(f"multiverse.bundles[{n}]"))
    ]
    if problems:
        raise ConfigError(problems)
    return found


def rendition_problems(rendition: Rendition, measurements: Measurements, where: str) -> list[Problem]:
    """Return why a bundle cannot be a rendition of the study's corpus.

    Parameters
    ----------
    rendition : Rendition
    measurements : Measurements
        The study's own.
    where : str
    """
    theirs, ours = (m.documents.set_index("doc_id")["outlet"] for m in (rendition.measurements, measurements))
    missing, surplus = (
        sorted(set(ours.index) - set(theirs.index)),
        sorted(set(theirs.index) - set(ours.index)),
    )
    both = [doc_id for doc_id in ours.index if doc_id in theirs.index]
    moved = [doc_id for doc_id in both if theirs[doc_id] != ours[doc_id]]
    said = (
        (missing, "the documents of the corpus", "without"),
        (surplus, "no other documents than those of the corpus", "also"),
        (moved, "the outlets of the corpus", "another outlet of"),
    )
    remedy = "measure the same texts, under the same names, with this one option changed"
    problems = [
        Problem(where, expected, f"{found} {_listed(ids)}", remedy) for ids, expected, found in said if ids
    ]
    return problems + [
        Problem(where, f"measured with the {what} of the corpus", f"without {_listed(names)}", remedy)
        for what, names in _unmeasured(rendition.measurements, measurements).items()
        if names
    ]


def measured_decisions(renditions: Sequence[Rendition]) -> tuple[Decision, ...]:
    """Return the decisions of the measure half that the renditions settle otherwise, in the order of their names."""
    found: dict[str, list[Option]] = {}
    for rendition in renditions:
        options = found.setdefault(
            rendition.decision, [Option(AS_MEASURED, EQUIVALENT, "as the corpus is measured")]
        )
        options.append(Option(rendition.option, rendition.tag, "another bundle of the same corpus"))
    return tuple(Decision(name, tuple(options)) for name, options in sorted(found.items()))


def departures(choices: Choices) -> tuple[tuple[str, str], ...]:
    """Return the decisions of the measure half in which a universe departs from the study's measurements, with the option.

    There is a bundle for one departure, none for two at once.
    """
    named = {decision.name for decision in DECISIONS}
    return tuple(
        (name, option) for name, option in choices.items() if name not in named and option != AS_MEASURED
    )


def _compared(study: Study, bundle: Measurements) -> Measurements:
    """Keep what the study compares: its languages, without what it holds out, with its sets."""
    return with_sets(compared_documents(study, select_languages(bundle, study.languages)), study.sets)


def _unmeasured(theirs: Measurements, ours: Measurements) -> Mapping[str, list[str]]:
    return {
        "extractors": sorted(set(ours.settings["extractors"]) - set(theirs.settings["extractors"])),
        "codebooks": sorted(set(ours.settings["codebooks"]) - set(theirs.settings["codebooks"])),
    }


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_SHOWN])
    return shown if len(names) <= MOST_SHOWN else f"{shown} and {len(names) - MOST_SHOWN} more"
