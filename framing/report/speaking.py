"""Who speaks, as tables: shares of voices, speakers and camps, first sources, ledgers of the declared claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from framing.study.decomposing import decompose_gaps
from framing.study.designs import Design, plan_designs
from framing.study.measurements import Measurements
from framing.study.shares import Resampling
from framing.study.speakers import first_sources, holder_shares, ledger, voice_shares

if TYPE_CHECKING:
    from framing.study.config import Study

POSITIONS: Final = ("title", "heading", "lead", "body")  # what every other number of the report is counted in
MOST_REPLICATES: Final = 999  # bounds of a share move by less than they are rounded to beyond that
_NONE: Final = Resampling(replicates=0)


@dataclass(frozen=True, eq=False)
class Speaking:
    """Tables of `framing.study.speakers`, each with the column ``side``.

    Attributes
    ----------
    voices, holders, camps, first : DataFrame
    ledgers : mapping of (family, category, referent) to DataFrame
        Of the cells that claims were declared about, whatever voice these named.
    gaps : DataFrame
        The gaps of these cells in every contrast, taken apart (`framing.study.decomposing`); without ``side``.
    """

    voices: pd.DataFrame
    holders: pd.DataFrame
    camps: pd.DataFrame
    first: pd.DataFrame
    ledgers: Mapping[tuple[str, str, str], pd.DataFrame]
    gaps: pd.DataFrame


def speak(measurements: Measurements, study: Study) -> Speaking:
    """Return the tables of a study's measurements.

    Parameters
    ----------
    measurements : Measurements
        With camps, within the study's window.
    study : Study
        Its claims, and how intervals are made.
    """
    given = study.statistics
    resampling = Resampling(min(given.replicates, MOST_REPLICATES), given.interval, given.seed)
    cells = dict.fromkeys((c.family, c.category, c.referent) for c in study.claims)
    return Speaking(
        voices=_sided(voice_shares(measurements, POSITIONS, resampling)),
        holders=_sided(holder_shares(measurements, "holder", POSITIONS, _NONE)),
        camps=_sided(holder_shares(measurements, "camp", POSITIONS, resampling)),
        first=_sided(first_sources(measurements)),
        ledgers={cell: _sided(ledger(measurements, *cell)) for cell in cells},
        gaps=decompose_gaps(measurements, _designs(measurements, study), cells),
    )


def _designs(measurements: Measurements, study: Study) -> tuple[Design, ...]:
    """Plan the contrasts again: a result keeps what they are, not which articles they compare."""
    return plan_designs(
        measurements.documents,
        measurements.events,
        study.contrasts,
        languages=study.languages,
        window=study.window,
        replicates=study.statistics.replicates,
    )


def _sided(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(side=table["language"].astype("str") + ":" + table["outlet"].astype("str"))
