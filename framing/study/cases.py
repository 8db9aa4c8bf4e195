"""Cases: what the gates look at – a cell, the design it stands in – and the form of their answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.designs import Design


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
    """

    hits: NDArray[np.float64]
    opportunities: NDArray[np.float64]
    referent: str
    exists: str
    declared: bool = False


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
    """

    design: Design
    documents: pd.DataFrame
    undated_allowed: bool
    others: tuple[float, ...]
    alpha: float

    @cached_property
    def published(self) -> tuple[pd.Series, pd.Series]:
        """Dates of each outlet's documents."""
        dates = self.documents["published"]
        return dates.iloc[: self.design.n_a], dates.iloc[self.design.n_a :]
