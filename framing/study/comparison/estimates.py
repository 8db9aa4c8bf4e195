"""Estimates: one long table of every number that a contrast gives, with its counts beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import log_ndtr

from framing.stats import rule_of_three
from framing.study.comparison.adjustment import adjust_declared
from framing.study.comparison.cell_estimates import NUMBERS, estimate_cells
from framing.study.comparison.designs import Design
from framing.study.comparison.keyness import WordContrast
from framing.study.comparison.list_estimates import estimate_against_list
from framing.study.comparison.specification import Contrast, Specification
from framing.study.comparison.term_estimates import estimate_terms
from framing.study.comparison.vocabulary import OTHER_VOICES, OWN, count_terms, vocabulary_from
from framing.study.measurement.measurements import TERMS, Measurements
from framing.tables import CONTRACTS, check, empty

UNIVERSE = "default"
# Counts of a keyness table, a column for each side. `per_10k_high` bounds what was not seen (rule of three).
COUNTED = tuple(
    f"{name}_{side}"
    for name in ("count", "tokens", "per_10k", "per_10k_high", "documents")
    for side in "ab"
)  # fmt: skip
# Order in which a keyness table is read: effect sizes, what describes as if tokens were independent, what describes by
# article, what declares, whether it may be listed, and the same word in the mouths of others.
KEYNESS_COLUMNS = (
    "log_ratio", "log_ratio_low", "log_ratio_high", "conservative_log_ratio", "percent_diff", "odds_ratio", "g2",
    "g2_two_cell", "chi_squared", "fisher_log10_p", "log_odds", "log_odds_z", "log_odds_z_least", "log_odds_z_most",
    "prior_sign_holds", "specificity", "log_odds_z_clustered", "rank_sum_z", "rank_sum_log10_p", "text_dispersion_g2",
    "dp_a", "dp_b", "dpnorm_a", "dpnorm_b", "dp_egbert_a", "dp_egbert_b", "score_z", "prevalence_z", "intensity_z",
    "p_value", "p_adjusted", "bh_q", "sign_holds", "listed",
    *(f"{voice}_{side}" for voice in OTHER_VOICES for side in "ab"),
)  # fmt: skip
FLAGS = ("prior_sign_holds", "sign_holds", "listed")
PER_10K = 10_000.0
# Logarithms differ in their last bit between processors; rounding here makes tables equal everywhere.
DECIMALS = 9


def estimate(measurements: Measurements, specification: Specification) -> pd.DataFrame:
    """Estimate all cells and terms of all contrasts, and the terms of contrasts of words alone.

    `p_adjusted` of a declared claim is corrected over all declared claims of the study, that of any other cell
    over the families of its contrast, that of a term over its vocabulary (`framing.study.comparison.adjustment`).

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
    tables += [_of_words(measurements, contrast) for contrast in specification.words]
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
        term, `COUNTED` and `KEYNESS_COLUMNS`, in the outlets' own voice but for the counts in `OTHER_VOICES`. First by
        the bound of the log ratio's interval that is nearer to no difference (for a term of the second outlet minus the
        upper one), the largest first; then terms without an interval by the size of the conservative log ratio; equal
        ones by size of the score, then by G2, then by term.
    """
    rows = estimates.loc[(estimates["contrast"] == contrast) & (estimates["family"] == "terms")]
    own = rows.loc[rows["voice"] == OWN]
    if own.empty:
        return pd.DataFrame(columns=["term", *COUNTED, *KEYNESS_COLUMNS])
    wide = own.pivot(index="term", columns="statistic", values="estimate")
    ratio, tested, priors = (
        own.loc[own["statistic"] == name].set_index("term")
        for name in ("log_ratio", "score_z", "prior_sensitivity")
    )
    wide = wide.assign(
        log_ratio_low=ratio["low"], log_ratio_high=ratio["high"], p_value=tested["p_value"],
        p_adjusted=tested["p_adjusted"], log_odds_z_least=priors["low"], log_odds_z_most=priors["high"],
        prior_sign_holds=priors["estimate"], **_frequencies(ratio), **_elsewhere(rows, ratio),
    ).reindex(columns=[*COUNTED, *KEYNESS_COLUMNS])  # fmt: skip
    wide = wide.assign(
        rank_sum_log10_p=_two_sided(wide["rank_sum_z"]), **{name: wide[name] == 1.0 for name in FLAGS}
    )
    return wide.iloc[_ranked(wide)].reset_index().rename_axis(columns=None)


def keyness_tables(estimates: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the keyness of every contrast that has any, by its key; see `keyness_table`."""
    terms = estimates.loc[estimates["family"] == "terms"]
    return {contrast: keyness_table(terms, contrast) for contrast in sorted(set(terms["contrast"]))}


def nearest_bound(table: pd.DataFrame) -> NDArray[np.float64]:
    """Return by how much a log ratio differs from 0 at least, in its own direction, as its interval says; NaN without."""
    more = (table["log_ratio"] >= 0).to_numpy()
    return np.where(more, table["log_ratio_low"].to_numpy(), -table["log_ratio_high"].to_numpy())


def _ranked(wide: pd.DataFrame) -> NDArray[np.intp]:
    bound = nearest_bound(wide)
    size, score, g2 = (
        wide[name].abs().fillna(-1.0).to_numpy() for name in ("conservative_log_ratio", "score_z", "g2")
    )
    bounded = ~np.isnan(bound)
    # pivot has put the terms in order already, and sorting keeps it
    return np.lexsort((-g2, -score, -np.where(bounded, bound, size), ~bounded))


def _frequencies(rows: pd.DataFrame) -> dict[str, pd.Series]:
    found: dict[str, pd.Series] = {}
    for side in "ab":
        hits, tokens = rows[f"hits_{side}"], rows[f"opportunities_{side}"]
        unseen = PER_10K * rule_of_three(tokens.to_numpy(), share=True)
        found |= {
            f"count_{side}": hits, f"tokens_{side}": tokens, f"per_10k_{side}": PER_10K * hits / tokens,
            f"per_10k_high_{side}": pd.Series(unseen, index=rows.index).where(hits == 0),
            f"documents_{side}": rows[f"documents_{side}"],
        }  # fmt: skip
    return found


def _elsewhere(rows: pd.DataFrame, ratio: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the counts in every other voice; 0 where none was found, NaN of a list, of which nobody knows who speaks."""
    found = {}
    for voice in OTHER_VOICES:
        said = rows.loc[rows["voice"] == voice].set_index("term")
        for side in "ab":
            known = ratio[f"documents_{side}"].notna()
            counts = said[f"hits_{side}"].reindex(ratio.index).fillna(0.0)
            found[f"{voice}_{side}"] = counts.where(known)
    return found


def _two_sided(z: pd.Series) -> NDArray[np.float64]:
    """Return log10 of the two-sided p of a standard normal score, finite however small it is."""
    return np.asarray(np.minimum((np.log(2.0) + log_ndtr(-z.abs())) / np.log(10.0), 0.0))


def _of_contrast(measurements: Measurements, contrast: Contrast, cells: pd.DataFrame) -> pd.DataFrame:
    design, chance = contrast.design, contrast.chance
    tables = [cells]
    if TERMS in measurements.settings["extractors"]:
        tables.append(estimate_terms(vocabulary_from(measurements, design), design, chance))
    return _labelled(tables, design, float(design.shared_events), float(chance.labels.replicates))


def _of_words(measurements: Measurements, contrast: WordContrast) -> pd.DataFrame:
    design = contrast.design
    if contrast.words is not None:
        table = estimate_against_list(count_terms(measurements, design.documents), contrast.words)
        return _labelled([table], design, np.nan, np.nan)
    table = estimate_terms(vocabulary_from(measurements, design), design, contrast.chance)
    return _labelled([table], design, float(design.shared_events), float(contrast.chance.labels.replicates))


def _labelled(
    tables: Sequence[pd.DataFrame], design: Design, events: float, replicates: float
) -> pd.DataFrame:
    filled_tables = [table for table in tables if len(table)]
    if not filled_tables:
        return empty("estimates")
    rows = pd.concat(filled_tables, ignore_index=True)
    terms = {"family": "terms", "category": "", "referent": "", "term": ""}
    filled = {c: rows[c].fillna(v) if c in rows else v for c, v in terms.items()}
    numbers = {c: rows[c].round(DECIMALS) for c in NUMBERS}
    return rows.assign(
        **filled,
        **numbers,
        universe=UNIVERSE,
        contrast=design.contrast,
        events=events,
        replicates=replicates,
    ).reindex(columns=list(CONTRACTS["estimates"].columns))
