"""Who speaks, as tables: shares of voices, speakers and camps, first sources, ledgers and gaps of the declared claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from framing.study.comparison.copies import find_copies
from framing.study.comparison.decomposing import decompose_gaps
from framing.study.comparison.designs import Design, plan_designs
from framing.study.comparison.shares import Resampling
from framing.study.comparison.speakers import first_sources, holder_shares, ledger, voice_shares
from framing.study.measurement.measurements import Measurements

if TYPE_CHECKING:
    from framing.study.config.study import Study

POSITIONS: Final = ("title", "heading", "lead", "body")  # what every other number of the report is counted in
MOST_REPLICATES: Final = 999  # bounds of a share move by less than they are rounded to beyond that
_NONE: Final = Resampling(replicates=0)

Claimed = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Speaking:
    """Tables of `framing.study.comparison.speakers` and `framing.study.comparison.decomposing`, each worked out when first asked for.

    Attributes
    ----------
    measurements : Measurements
        With camps, within the study's window.
    study : Study
        Its claims, and how intervals are made.
    """

    measurements: Measurements
    study: Study

    @cached_property
    def voices(self) -> pd.DataFrame:
        """Words of each outlet by voice; this and the next three have the column ``side``."""
        return _sided(voice_shares(self.measurements, POSITIONS, self._resampling))

    @cached_property
    def holders(self) -> pd.DataFrame:
        """Attributions and words by speaker."""
        return _sided(holder_shares(self.measurements, "holder", POSITIONS, _NONE))

    @cached_property
    def camps(self) -> pd.DataFrame:
        """Attributions and words by camp."""
        return _sided(holder_shares(self.measurements, "camp", POSITIONS, self._resampling))

    @cached_property
    def first(self) -> pd.DataFrame:
        """Articles by the camp of who speaks first, alone and in reply."""
        return _sided(first_sources(self.measurements))

    @cached_property
    def ledgers(self) -> Mapping[Claimed, pd.DataFrame]:
        """Family, category and referent of each declared claim, whatever voice it names → who says it."""
        return {cell: _sided(ledger(self.measurements, *cell)) for cell in self._cells}

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """The gaps of these cells in every contrast, taken apart."""
        return self.gaps_of(self._cells)

    def gaps_of(self, cells: Iterable[Claimed]) -> pd.DataFrame:
        """Take apart the gaps of any cells in every contrast."""
        return decompose_gaps(self.measurements, self._designs, cells)

    @cached_property
    def _designs(self) -> tuple[Design, ...]:
        """A result keeps what its contrasts are, not which articles they compare: they are planned again."""
        m, study = self.measurements, self.study
        return plan_designs(
            m.documents, m.events, study.contrasts, languages=study.languages, window=study.window,
            replicates=study.statistics.replicates, copies=find_copies(m),
        )  # fmt: skip

    @property
    def _cells(self) -> list[Claimed]:
        return list(dict.fromkeys((c.family, c.category, c.referent) for c in self.study.claims))

    @property
    def _resampling(self) -> Resampling:
        given = self.study.statistics
        return Resampling(min(given.replicates, MOST_REPLICATES), given.interval, given.seed)


def _sided(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(side=table["language"].astype("str") + ":" + table["outlet"].astype("str"))
