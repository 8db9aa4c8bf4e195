"""Estimates: one long table of every number that a contrast gives, with its counts beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.study.adjustment import adjust_declared
from framing.study.cell_estimates import NUMBERS, estimate_cells
from framing.study.measurements import TERMS, Measurements
from framing.study.specification import Contrast, Specification
from framing.study.term_estimates import estimate_terms, vocabulary_from
from framing.tables import CONTRACTS, check, empty

UNIVERSE = "default"
# Order in which a keyness table is read: what the reader understands first, what declares last.
KEYNESS_COLUMNS = (
    "log_ratio", "log_ratio_low", "log_ratio_high", "percent_diff", "g2", "log_odds", "log_odds_z", "dp_a",
    "dp_b", "dpnorm_a", "dpnorm_b", "score_z", "p_value", "p_adjusted", "bh_q",
)  # fmt: skip
PER_10K = 10_000.0
# Logarithms differ in their last bit between processors; rounding here makes tables equal everywhere.
DECIMALS = 9


def estimate(measurements: Measurements, specification: Specification) -> pd.DataFrame:
    """Estimate all cells and terms of all contrasts.

    `p_adjusted` of a declared claim is corrected over all declared claims of the study, that of any other cell
    over the families of its contrast, that of a term over its vocabulary (`framing.study.adjustment`).

    Returns
    -------
    DataFrame
        Contract ``estimates``; contrasts without documents on both sides give no rows.
    """
    compared = [contrast for contrast in specification if contrast.design.kind != "none"]
    cells = [estimate_cells(c.cells, c.chance, c.declared) for c in compared]
    tables = [
        _of_contrast(measurements, contrast, table)
        for contrast, table in zip(compared, adjust_declared(cells, compared), strict=True)
    ]
    filled = [table for table in tables if len(table)]
    return check(pd.concat(filled, ignore_index=True), "estimates") if filled else empty("estimates")


def keyness_table(estimates: pd.DataFrame, contrast: str) -> pd.DataFrame:
    """Return the keyness of one contrast as a wide table, one row a term.

    Parameters
    ----------
    estimates : DataFrame
        Contract ``estimates``.
    contrast : str
        Key of the contrast.

    Returns
    -------
    DataFrame
        term, count_a, count_b, per_10k_a, per_10k_b, documents_a, documents_b, and `KEYNESS_COLUMNS`;
        by size of the score (largest first), then by G2, then by term.
    """
    rows = estimates.loc[(estimates["contrast"] == contrast) & (estimates["family"] == "terms")]
    wide = rows.pivot(index="term", columns="statistic", values="estimate")
    by_statistic = {name: part.set_index("term") for name, part in rows.groupby("statistic")}
    if rows.empty:
        return pd.DataFrame(columns=["term", *_COUNTED, *KEYNESS_COLUMNS])
    ratio, tested = by_statistic["log_ratio"], by_statistic["score_z"]
    wide = wide.assign(log_ratio_low=ratio["low"], log_ratio_high=ratio["high"])
    wide = wide.assign(p_value=tested["p_value"], p_adjusted=tested["p_adjusted"], **_frequencies(ratio))
    score, g2 = (-wide[name].abs().fillna(-1.0).to_numpy() for name in ("score_z", "g2"))
    order = np.lexsort((np.arange(len(wide)), g2, score))  # pivot has put the terms in order already
    return wide.iloc[order].reset_index()[["term", *_COUNTED, *KEYNESS_COLUMNS]].rename_axis(columns=None)


def keyness_tables(estimates: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the keyness of every contrast that has any, by its key; see `keyness_table`."""
    terms = estimates.loc[estimates["family"] == "terms"]
    return {contrast: keyness_table(terms, contrast) for contrast in sorted(set(terms["contrast"]))}


_COUNTED = ("count_a", "count_b", "per_10k_a", "per_10k_b", "documents_a", "documents_b")


def _frequencies(rows: pd.DataFrame) -> dict[str, pd.Series]:
    per = {f"per_10k_{s}": PER_10K * rows[f"hits_{s}"] / rows[f"opportunities_{s}"] for s in "ab"}
    counts = {f"count_{s}": rows[f"hits_{s}"] for s in "ab"}
    return counts | per | {f"documents_{s}": rows[f"documents_{s}"] for s in "ab"}


def _of_contrast(measurements: Measurements, contrast: Contrast, cells: pd.DataFrame) -> pd.DataFrame:
    design, chance = contrast.design, contrast.chance
    tables = [cells]
    if TERMS in measurements.settings["extractors"]:
        tables.append(estimate_terms(vocabulary_from(measurements, design), design, chance))
    filled_tables = [table for table in tables if len(table)]
    if not filled_tables:
        return empty("estimates")
    rows = pd.concat(filled_tables, ignore_index=True)
    terms = {"family": "terms", "category": "", "referent": "", "voice": "all", "term": ""}
    filled = {c: rows[c].fillna(v) if c in rows else v for c, v in terms.items()}
    numbers = {c: rows[c].round(DECIMALS) for c in NUMBERS}
    return rows.assign(
        **filled,
        **numbers,
        universe=UNIVERSE,
        contrast=design.contrast,
        events=float(design.shared_events),
        replicates=float(chance.labels.replicates),
    ).reindex(columns=list(CONTRACTS["estimates"].columns))
