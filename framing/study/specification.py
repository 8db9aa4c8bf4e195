"""Specification: each contrast with its design, its resampling, its cells and what was declared of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from framing.errors import ConfigError
from framing.study.cells import Cells, cells_from
from framing.study.config import Study
from framing.study.designs import Design, plan_designs
from framing.study.exchange import Chance
from framing.study.measurements import Measurements
from framing.study.names import claim_problems
from framing.study.parts import Claim

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
    """All contrasts of a study, in the order of its languages and contrasts."""

    contrasts: tuple[Contrast, ...]

    def __iter__(self) -> Iterator[Contrast]:
        """Go through the contrasts."""
        return iter(self.contrasts)

    @property
    def designs(self) -> tuple[Design, ...]:
        """Their designs."""
        return tuple(contrast.design for contrast in self.contrasts)

    @property
    def tested(self) -> tuple[Contrast, ...]:
        """Contrasts whose declared claims are tested: documents on both sides, and something declared."""
        return tuple(c for c in self.contrasts if c.declared and c.design.kind != "none")

    def smallest_of_others(self, contrast: Contrast) -> tuple[float, ...]:
        """Return the smallest attainable p of the other contrasts whose declared claims are tested.

        Parameters
        ----------
        contrast : Contrast
            One of the specification's.
        """
        return tuple(other.design.smallest_p for other in self.tested if other is not contrast)


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
        If something is claimed that the measurements cannot show.
    """
    settings = measurements.settings
    problems = claim_problems(study.claims, settings["codebooks"], settings["extractors"])
    if problems:
        raise ConfigError(problems)
    designs = plan_designs(
        measurements.documents,
        events,
        study.contrasts,
        languages=study.languages,
        window=study.window,
        replicates=study.statistics.replicates,
    )
    return Specification(tuple(_contrast(study, measurements, design) for design in designs))


def _contrast(study: Study, measurements: Measurements, design: Design) -> Contrast:
    declared = _declared(study.claims, design)
    chance = Chance(design, study.statistics.seed, study.statistics.interval)
    return Contrast(design, chance, cells_from(measurements, design, declared), declared)


def _declared(claims: tuple[Claim, ...], design: Design) -> tuple[CellKey, ...]:
    pair = (design.outlet_a, design.outlet_b)
    chosen = [c for c in claims if c.contrast == pair]
    return tuple(sorted((c.family, c.category, c.referent, c.voice) for c in chosen))
