"""Specification: each contrast with its design, its resampling, its cells and what was declared of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.errors import ConfigError
from framing.study.comparison.cells import Cells, cells_from
from framing.study.comparison.copies import find_copies
from framing.study.comparison.designs import Design, plan_designs
from framing.study.comparison.exchange import Chance
from framing.study.comparison.keyness import WordContrast, plan_against_list, plan_rests
from framing.study.comparison.spending import Spending, spending_from
from framing.study.config.claimed import claim_problems
from framing.study.config.parts import Claim
from framing.study.config.study import Study
from framing.study.config.word_lists import load_reference
from framing.study.measurement.measurements import TERMS, Measurements

CellKey = tuple[str, str, str, str]


@dataclass(frozen=True, eq=False)
class Contrast:
    """One contrast in one language, ready to be estimated and graded.

    Attributes
    ----------
    design : Design
    chance : Chance
        Its resampling.
    cells : Cells
        Its counts, in every voice.
    declared : tuple of (family, category, referent, voice)
        Cells claimed in the config, sorted.
    """

    design: Design
    chance: Chance
    cells: Cells
    declared: tuple[CellKey, ...]


@dataclass(frozen=True, eq=False)
class Specification:
    """All contrasts of a study, in the order of its languages and contrasts.

    Attributes
    ----------
    contrasts : tuple of Contrast
    words : tuple of WordContrast
        Each outlet against all others, then against a list: of these words alone are compared.
    """

    contrasts: tuple[Contrast, ...]
    words: tuple[WordContrast, ...] = ()

    def __iter__(self) -> Iterator[Contrast]:
        """Go through the contrasts of outlets."""
        return iter(self.contrasts)

    @property
    def designs(self) -> tuple[Design, ...]:
        """Designs with documents to be exchanged: of the contrasts, then of an outlet against all others."""
        rests = (contrast.design for contrast in self.words if contrast.words is None)
        return (*(contrast.design for contrast in self.contrasts), *rests)

    @property
    def tested(self) -> tuple[Contrast, ...]:
        """Contrasts whose declared claims are tested: documents on both sides, and something declared."""
        return tuple(c for c in self.contrasts if c.declared and c.design.kind != "none")

    def smallest_of_others(self, contrast: Contrast) -> tuple[float, ...]:
        """Return the smallest attainable p of the other contrasts of its language whose declared claims are tested.

        Parameters
        ----------
        contrast : Contrast
            One of the specification's.
        """
        language = contrast.design.language
        others = [
            other for other in self.tested if other is not contrast and other.design.language == language
        ]
        return tuple(other.design.smallest_p for other in others)


def specify(study: Study, measurements: Measurements, events: pd.DataFrame) -> Specification:
    """Plan every contrast of a study and count its cells.

    Parameters
    ----------
    study : Study
    measurements : Measurements
    events : DataFrame
        Contract ``events``.

    Raises
    ------
    ConfigError
        If something is claimed that the measurements cannot show, or the study's word list has mistakes.
    """
    settings = measurements.settings
    problems = claim_problems(study.claims, settings["codebooks"], settings["extractors"], study.sets)
    if problems:
        raise ConfigError(problems)
    documents = measurements.documents
    settled: dict[str, Any] = {
        "window": study.window,
        "replicates": study.statistics.replicates,
        "copies": find_copies(measurements),
    }
    designs = plan_designs(documents, events, study.contrasts, languages=study.languages, **settled)
    spending = spending_from(study.extractors, declared=bool(study.claims))
    contrasts = tuple(_contrast(study, measurements, design, spending) for design in designs)
    if TERMS not in settings["extractors"]:
        return Specification(contrasts)
    lists = load_reference(study)
    rests = plan_rests(documents, events, study.contrasts, languages=study.languages, **settled)
    listed = plan_against_list(documents, events, study.contrasts, languages=tuple(lists), **settled)
    words = [WordContrast(design, _chance(study, design, spending)) for design in rests]
    words += [WordContrast(d, _chance(study, d, spending), lists[d.language]) for d in listed]
    return Specification(contrasts, tuple(words))


def _contrast(study: Study, measurements: Measurements, design: Design, spending: Spending) -> Contrast:
    declared = _declared(study.claims, design)
    cells = cells_from(measurements, design, declared)
    return Contrast(design, _chance(study, design, spending), cells, declared)


def _chance(study: Study, design: Design, spending: Spending) -> Chance:
    return Chance(design, study.statistics.seed, study.statistics.interval, spending)


def _declared(claims: tuple[Claim, ...], design: Design) -> tuple[CellKey, ...]:
    pair = (design.outlet_a, design.outlet_b)
    chosen = [c for c in claims if c.contrast == pair]
    return tuple(sorted((c.family, c.category, c.referent, c.voice) for c in chosen))
