"""Cases: what the gates look at – a cell, the design it stands in – and the form of their answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.comparison.designs import Design
from framing.study.comparison.spending import UNDIVIDED, Spending
from framing.study.grading.coded import NOT_CODED, InstrumentFacts


@dataclass(frozen=True)
class Gate:
    """One gate's answer.

    Attributes
    ----------
    gate : str
        "G1" to "G10".
    passed : bool or None
        None where the gate is not evaluated: neither passed nor failed.
    reason : str
        Key of the reason, translated by the report. Where several things fail, the first of them; then
        ``facts["failures"]`` lists them all.
    facts : mapping
        The numbers behind the answer.
    """

    gate: str
    passed: bool | None
    reason: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Effect:
    """What the estimates say of one cell.

    Attributes
    ----------
    statistic : {"rate_ratio", "share_difference"}
    estimate, low, high : float
        NaN where they cannot be given.
    p_value, p_adjusted : float
        Of the permutation test, uncorrected and corrected.
    method : {"inversion", "bootstrap"}
        How the interval was made.
    corrected : bool
        Whether estimate and interval are corrected for what the instrument misses.
    needed : int, optional
        Articles a side, or events, that would show a difference like the one seen (`framing.study.grading.power`).
    one_sided : bool
        Whether one side has no hit at all.
    turned : bool
        Whether correction, by codes that vouch for the instrument, takes the difference to the other side, or away.
    """

    statistic: str
    estimate: float
    low: float
    high: float
    p_value: float
    p_adjusted: float
    method: str
    corrected: bool = False
    needed: int | None = None
    one_sided: bool = False
    turned: bool = False

    @property
    def none(self) -> float:
        """Value of the statistic where there is no difference."""
        return 1.0 if self.statistic == "rate_ratio" else 0.0

    @property
    def direction(self) -> int:
        """1 where the first outlet has more of it, −1 where it has less; 0 for neither, and where it is not known."""
        return int(self.estimate > self.none) - int(self.estimate < self.none)


@dataclass(frozen=True)
class Placebo:
    """False alarms among random splits of one outlet.

    Attributes
    ----------
    outlet : str
    documents : int
    splits, alarms : int
        0 splits where the outlet has too few documents.
    allowed : int
        Most alarms that chance allows.
    """

    outlet: str
    documents: int
    splits: int
    alarms: int
    allowed: int


UNTESTED: Final = Effect("rate_ratio", math.nan, math.nan, math.nan, math.nan, math.nan, "bootstrap")
NO_MULTIVERSE: Final = Gate("G8", None, "no_multiverse", {})


@dataclass(frozen=True, eq=False)
class Case:
    """What the gates look at for one cell.

    Attributes
    ----------
    hits, opportunities : float arrays, length n_documents
        Of the cell, in the order of the design's documents.
    referent : str
    exists : str
        Date before which the referent did not exist, "" for always.
    declared : bool
        Whether the cell was claimed in the config: it says which correction its p-value gets.
    effect : Effect
        What was estimated.
    multiverse : Gate
        G8 of the cell.
    voice : str
        Of the cell.
    coded : InstrumentFacts
        What codes say of the instrument for the cell.
    """

    hits: NDArray[np.float64]
    opportunities: NDArray[np.float64]
    referent: str
    exists: str
    declared: bool = False
    effect: Effect = UNTESTED
    multiverse: Gate = NO_MULTIVERSE
    voice: str = "own"
    coded: InstrumentFacts = NOT_CODED


@dataclass(frozen=True, eq=False)
class Setting:
    """What the gates look at for a whole design.

    Attributes
    ----------
    design : Design
    documents : DataFrame
        The rows of ``documents`` in the order of the design.
    undated_allowed : bool
        Whether the study names a window, which stands in where a date is missing.
    others : tuple of float
        Smallest attainable p of the other contrasts with declared claims, over which the p-values of this
        contrast's declared claims are corrected.
    alpha : float
    spending : Spending
        Shares by which the contrast's corrected p-values are divided.
    placebos : tuple of Placebo
        Of the first outlet and of the second; empty where none was run.
    """

    design: Design
    documents: pd.DataFrame
    undated_allowed: bool
    others: tuple[float, ...]
    alpha: float
    spending: Spending = UNDIVIDED
    placebos: tuple[Placebo, ...] = ()

    @cached_property
    def published(self) -> tuple[pd.Series, pd.Series]:
        """Dates of each outlet's documents."""
        dates = self.documents["published"]
        return dates.iloc[: self.design.n_a], dates.iloc[self.design.n_a :]
