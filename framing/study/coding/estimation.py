"""Estimation with codes: the table of estimates, with those corrected for what the instrument misses beside the others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.study.coding.codes import Codes
from framing.study.coding.corrected_estimates import BOUNDS, corrected_estimates
from framing.study.comparison.adjustment import CLAIMED
from framing.study.comparison.cells import KEY
from framing.study.comparison.estimates import DECIMALS
from framing.study.comparison.exchange import Purpose
from framing.study.comparison.specification import Contrast, Specification
from framing.study.measurement.measurements import Measurements
from framing.tables import check


def add_corrected(
    estimates: pd.DataFrame, measurements: Measurements, specification: Specification, codes: Codes | None
) -> pd.DataFrame:
    """Return the estimates with corrected ones of every cell that was coded.

    Parameters
    ----------
    estimates : DataFrame
        Contract ``estimates``.
    measurements : Measurements
    specification : Specification
        That the estimates are of.
    codes : Codes or None
        As `framing.study.coding.loading.load_codes` returns them for these measurements.

    Returns
    -------
    DataFrame
        Contract ``estimates``; rows whose statistic ends in ``_corrected`` come last. A cell that cannot be corrected has
        none.
    """
    if codes is None:
        return estimates
    compared = [contrast for contrast in specification if contrast.design.kind != "none"]
    tables = [_rows(estimates, measurements, contrast, codes) for contrast in compared]
    made = [table for table in tables if len(table)]
    return check(pd.concat([estimates, *made], ignore_index=True), "estimates") if made else estimates


def _rows(
    estimates: pd.DataFrame, measurements: Measurements, contrast: Contrast, codes: Codes
) -> pd.DataFrame:
    """Return the rows of one contrast: as those that are claimed, with other numbers and without a test."""
    design, cells, chance = contrast.design, contrast.cells, contrast.chance
    seed = design.seed(chance.seed, Purpose.CORRECT)
    found = corrected_estimates(cells, design, codes, measurements, chance.cell_intervals, seed)
    claimed = estimates["statistic"].isin(CLAIMED) & (estimates["contrast"] == design.contrast)
    told = estimates.loc[claimed].assign(p_value=np.nan, p_adjusted=np.nan)
    place = pd.MultiIndex.from_frame(cells.index[KEY]).get_indexer(pd.MultiIndex.from_frame(told[KEY]))
    tables = [
        told.assign(statistic=name, **{bound: values[bound][place].round(DECIMALS) for bound in BOUNDS})
        for name, values in found.items()
    ]
    return pd.concat([table.loc[table["estimate"].notna()] for table in tables], ignore_index=True)
