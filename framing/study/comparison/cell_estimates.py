"""Estimates of cells: rates per 100 sentences for cues, shares of mentions for naming and heads."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import (
    ALL_ASPECTS,
    Estimate,
    Interval,
    decompose,
    rule_of_three,
    wilson,
)
from framing.study.comparison.cells import ALL, KEY, Cells, cells_with_hits
from framing.study.comparison.exchange import Chance
from framing.tables import VOICES

Floats = NDArray[np.float64]
Values = dict[str, Floats]
PER_SENTENCES = 100.0
NUMBERS = ("estimate", "low", "high", "p_value", "p_adjusted")


def estimate_cells(cells: Cells, chance: Chance, declared: tuple[tuple[str, ...], ...] = ()) -> pd.DataFrame:
    """Estimate every tested cell of a design.

    Parameters
    ----------
    cells : Cells
        In every voice, as `cells_from` returns them.
    chance : Chance
    declared : sequence of (family, category, referent, voice)

    Returns
    -------
    DataFrame
        `KEY`, statistic, estimate, low, high, p_value, p_adjusted and the counts of both sides. Statistics:
        rate_a, rate_b, rate_ratio (cues), share_a, share_b, share_difference, odds_ratio (naming, heads),
        prevalence_difference, and in voice "all" between_voices and within_voices. NaN where it is not
        estimable: a side without opportunity, or whose referent did not exist yet (a structural zero).
    """
    chosen = cells.take(cells_with_hits(cells) | cells.are(declared))
    if chosen.index.empty:
        return pd.DataFrame(columns=[*KEY, "statistic"])
    frame = _counts(chosen)
    rates, prevalence = _permuted(chosen, chance, chosen.are(declared))
    tables = [
        _side(frame, chosen, "a", chance.level),
        _side(frame, chosen, "b", chance.level),
        _contrasts(frame, chosen, chance, rates),
        _prevalence(frame, chosen, chance, prevalence),
        _decomposition(frame, cells),
    ]
    return pd.concat([table for table in tables if len(table)], ignore_index=True)


def stack_rows(frame: pd.DataFrame, statistics: Mapping[str, Values]) -> pd.DataFrame:
    """Return the rows of the frame once for every statistic; what a statistic does not carry is NaN.

    Parameters
    ----------
    frame : DataFrame, one row a cell or term
    statistics : mapping of statistic to values
        ``estimate``, ``low``, ``high``, ``p_value``, ``p_adjusted``: arrays as long as the frame.
    """
    nothing = np.full(len(frame), np.nan)
    rows = frame.iloc[np.tile(np.arange(len(frame)), len(statistics))].reset_index(drop=True)
    columns = {
        name: np.concatenate([values.get(name, nothing) for values in statistics.values()])
        for name in NUMBERS
    }
    return rows.assign(statistic=np.repeat(np.array(list(statistics), dtype=object), len(frame)), **columns)


def _counts(cells: Cells) -> pd.DataFrame:
    columns = dict(zip(("hits_a", "hits_b"), cells.sums(cells.hits), strict=True))
    columns |= dict(zip(("opportunities_a", "opportunities_b"), cells.sums(cells.opportunities), strict=True))
    containing = (cells.hits > 0).astype(float)
    columns |= dict(zip(("documents_a", "documents_b"), cells.sums(containing), strict=True))
    return cells.index.assign(**columns)


def _side(frame: pd.DataFrame, cells: Cells, side: str, level: float) -> pd.DataFrame:
    """Estimate the rate or share of one outlet; a zero carries its upper bound, never "never"."""
    possible = cells.possible["ab".index(side)]
    hits, n = frame[f"hits_{side}"].to_numpy(), frame[f"opportunities_{side}"].to_numpy()
    n = np.where(possible, n, 0.0)
    value = hits / np.where(n > 0, n, np.nan)
    as_if = _wilson(hits, n, level)
    share = cells.is_share
    low = np.where(hits == 0, 0.0 * value, np.where(share, as_if.low, np.nan))
    none_seen = np.where(share, rule_of_three(n, share=True), rule_of_three(n))
    high = np.where(hits == 0, none_seen, np.where(share, as_if.high, np.nan))
    unit = np.where(share, 1.0, PER_SENTENCES)
    table = stack_rows(frame, {"": {"estimate": value * unit, "low": low * unit, "high": high * unit}})
    return table.assign(statistic=np.where(share, f"share_{side}", f"rate_{side}"))


def _wilson(hits: Floats, n: Floats, level: float) -> Interval:
    """Wilson's interval where hits are a part of the opportunities."""
    usable = hits <= n
    bounds = wilson(np.where(usable, hits, 0), np.where(usable, n, 0), level)
    return Interval(np.where(usable, bounds.low, np.nan), np.where(usable, bounds.high, np.nan))


def _permuted(cells: Cells, chance: Chance, declared: NDArray[np.bool_]) -> tuple[Values, Values]:
    """Permutation p of cells, and of their prevalence alone; NaN where the cell cannot be compared.

    A cell is tested by its rate, its prevalence and its intensity together (`framing.stats.scores`). The p of its
    prevalence alone is one of these three, uncorrected: it is shown, nothing is declared by it.
    """
    family = np.unique(cells.index["family"].to_numpy(dtype=object), return_inverse=True)[1]
    found = chance.permute_cells(cells.hits, _room(cells), family, declared)
    known = cells.comparable
    whole = {"p_value": found.p_value, "p_adjusted": found.p_adjusted}
    prevalence = {"p_value": found.p_aspect[:, ALL_ASPECTS.index("prevalence")]}
    shown = [{name: np.where(known, p, np.nan) for name, p in part.items()} for part in (whole, prevalence)]
    return shown[0], shown[1]


def _containing(cells: Cells) -> Floats:
    """Documents with a hit."""
    return (cells.hits > 0).astype(float)


def _searched(cells: Cells) -> Floats:
    """Documents with an opportunity: the denominator of prevalence.

    A document with a hit has at least one: a cue may stand in the few quoted words of a sentence that counts
    as the outlet's own.
    """
    return ((cells.opportunities > 0) | (cells.hits > 0)).astype(float)


def _contrasts(frame: pd.DataFrame, cells: Cells, chance: Chance, permuted: Values) -> pd.DataFrame:
    parts = []
    for share, estimated in ((False, _rate_ratios), (True, _share_differences)):
        chosen = cells.is_share == share
        if not chosen.any():
            continue
        part = cells.take(chosen)
        found = {name: _known(part, values) for name, values in estimated(part, chance).items()}
        claimed = next(iter(found))  # the p-values stand beside what a claim is about
        known = ~np.isnan(found[claimed]["estimate"])
        found[claimed] |= {name: np.where(known, p[chosen], np.nan) for name, p in permuted.items()}
        parts.append(stack_rows(frame.loc[chosen], found))
    return pd.concat(parts, ignore_index=True)


def _known(cells: Cells, values: Values) -> Values:
    """Leave out what cannot be compared."""
    return {name: np.where(cells.comparable, numbers, np.nan) for name, numbers in values.items()}


def _rate_ratios(cells: Cells, chance: Chance) -> dict[str, Values]:
    """(hits_a/opportunities_a)/(hits_b/opportunities_b), half a hit for a side without one; pooled over matched events."""
    found = chance.cell_intervals.log_rate_ratio(cells.hits, _room(cells))
    return {"rate_ratio": _exponential(found)}


def _share_differences(cells: Cells, chance: Chance) -> dict[str, Values]:
    """Share of the first outlet minus that of the second, and the ratio of their odds; pooled over matched events."""
    difference = chance.cell_intervals.share_difference(cells.hits, _room(cells))
    odds = chance.cell_intervals.log_odds_ratio(cells.hits, _room(cells))
    return {"share_difference": _plain(difference), "odds_ratio": _exponential(odds)}


def _room(cells: Cells) -> Floats:
    """Opportunities, at least one in a document with a hit (see `_searched`)."""
    return np.asarray(np.maximum(cells.opportunities, _containing(cells)))


def _plain(found: Estimate) -> Values:
    return {"estimate": found.estimate, "low": found.low, "high": found.high}


def _exponential(found: Estimate) -> Values:
    with np.errstate(over="ignore"):  # a bound beyond all numbers is an open end
        return {name: np.exp(values) for name, values in _plain(found).items()}


def _prevalence(frame: pd.DataFrame, cells: Cells, chance: Chance, permuted: Values) -> pd.DataFrame:
    """Share of documents with a hit among those with an opportunity, first outlet minus second."""
    found = chance.cell_intervals.share_difference(_containing(cells), _searched(cells))
    return stack_rows(frame, {"prevalence_difference": _known(cells, _plain(found)) | permuted})


def _decomposition(frame: pd.DataFrame, cells: Cells) -> pd.DataFrame:
    """Kitagawa parts of the gap in voice "all": who is given voice, and the words within a voice."""
    wide = (-1, len(VOICES) + 1)
    sides = [
        side.reshape(wide)[:, 1:] for both in (cells.hits, cells.opportunities) for side in cells.sums(both)
    ]
    hits_a, hits_b, n_a, n_b = sides
    possible = ~(((hits_a > 0) & (n_a == 0)) | ((hits_b > 0) & (n_b == 0))).any(axis=1)
    gap = decompose(hits_a[possible], n_a[possible], hits_b[possible], n_b[possible])
    keys = cells.index.loc[cells.index["voice"] == ALL, KEY].loc[possible]
    unit = np.where(cells.is_share[:: len(VOICES) + 1][possible], 1.0, PER_SENTENCES)
    rows = keys.merge(frame, on=KEY, how="left", indicator=True)
    shown = (rows["_merge"] == "both").to_numpy()
    rows = rows.loc[shown].drop(columns="_merge")
    # of a structural zero there is no gap to take apart
    real = cells.possible[:, :: len(VOICES) + 1][:, possible]
    unit = np.where(real[0] & real[1], unit, np.nan)
    between, within = (part.sum(axis=-1) * unit for part in (gap.from_voice, gap.from_words))
    parts = {"between_voices": {"estimate": between[shown]}, "within_voices": {"estimate": within[shown]}}
    return stack_rows(rows, parts)
