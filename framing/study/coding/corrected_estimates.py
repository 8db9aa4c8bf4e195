"""Corrected estimates: rates, shares and prevalences of cells from corrected counts, with their intervals.

A corrected sum goes the way of every other: documents, or events where they are matched, are drawn again, and their coded units
with them; what is estimated is what is estimated of the counts as found. Corrected mentions of a single event (or of a topic and
month, where outlets are compared within these) may be 0 or below: there is no share of them, and no difference of shares is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.bootstrapping import Estimate, ratio_of_sums
from framing.stats.correction import corrected_prevalence
from framing.stats.products import rows_of_terms
from framing.stats.ratios import Drawn, Replicated, draw, drawn_units, moments, studentised
from framing.study.coding.codes import Codes
from framing.study.coding.corrections import CELL, PLACE, correct_cells, hits_asked
from framing.study.coding.frames import CAPTION
from framing.study.coding.scoring import holds
from framing.study.comparison.cells import ALL, Cells
from framing.study.comparison.designs import Design
from framing.study.comparison.intervals import MOST_REPLICATES, NEEDED_FOR_BOOTSTRAP, Intervals
from framing.study.measurement.measurements import Measurements

Floats = NDArray[np.float64]
Values = dict[str, Floats]
# As rates of cells are told.
PER_SENTENCES: Final = 100.0
# Sums of corrected counts as small as this are rounding of 0.
ROUNDING: Final = 1e-9
BOUNDS: Final = ("estimate", "low", "high")
STATISTICS: Final = (
    "rate_a_corrected", "rate_b_corrected", "rate_ratio_corrected",
    "share_a_corrected", "share_b_corrected", "share_difference_corrected",
    "sentence_prevalence_a_corrected", "sentence_prevalence_b_corrected", "sentence_prevalence_difference_corrected",
)  # fmt: skip


def corrected_estimates(
    cells: Cells,
    design: Design,
    codes: Codes,
    measurements: Measurements,
    intervals: Intervals,
    seed: np.random.SeedSequence,
) -> dict[str, Values]:
    """Estimate cells from corrected counts.

    Parameters
    ----------
    cells : Cells
        Of the design.
    design : Design
    codes : Codes
        As `framing.study.coding.loading.load_codes` returns them for these measurements.
    measurements : Measurements
    intervals : Intervals
        Of the design; they say how the ratio of rates is bounded.
    seed : SeedSequence
        For what `intervals` does not draw: the sides, and the gold of prevalences.

    Returns
    -------
    dict of statistic to dict of `BOUNDS` to array, length n_cells
        `STATISTICS`: rates per 100 sentences and their ratio, shares and their difference, and of both kinds the sentence
        prevalence. NaN where a cell is none of the kind, cannot be corrected (`framing.study.coding.corrections`) or compared, or
        where the correction leaves a side nothing, or more than everything; a difference of shares also where it leaves a
        stratum none of the mentions that shares are of. No bounds where the smaller side has fewer than
        `NEEDED_FOR_BOOTSTRAP` documents (or, where they are matched, events).

    Notes
    -----
    Sentence prevalence is the share of *sentences* of the voice with the category (Rogan & Gladen 1978, by each outlet's own
    sensitivity and specificity), for it is sentences that were coded; `prevalence_difference` is one of documents.
    The bounds of its difference add squared distances (Newcombe 1998).

    Measured coverage of the corrected ratio of rates at 95 % (400 sets a cell; .06 against .04 hits a sentence, 25 sentences
    a document, recall .9 against .6, precision .9; unmatched): coded an outlet 60 sentences with and 75 without finds, 78–89 %;
    100 and 200, 95–96 %; 150 and 600, 95–96 % – at 30, 100 and 400 documents a side (uncorrected: 78–80, 35–37, 0–1 %).
    """
    corrected = correct_cells(cells, design, codes, measurements.observations)
    chosen = np.flatnonzero(corrected.known & cells.comparable)
    made = {name: dict.fromkeys(BOUNDS, np.full(len(cells.index), np.nan)) for name in STATISTICS}
    if not chosen.size:
        return made
    part = cells.take(chosen)
    counts = (corrected.hits[:, chosen], corrected.opportunities[:, chosen])
    first, second = seed.spawn(2)
    found = _ratios(part, counts, design, intervals, first)
    found |= _prevalences(part, corrected.units, measurements, design, intervals.level, second)
    for name, estimate in found.items():
        for bound in BOUNDS:
            made[name] = made[name] | {bound: _put(made[name][bound], getattr(estimate, bound), chosen)}
    return made


def _ratios(
    cells: Cells,
    counts: tuple[Floats, Floats],
    design: Design,
    intervals: Intervals,
    seed: np.random.SeedSequence,
) -> dict[str, Estimate]:
    hits, sizes = counts
    room = np.where(cells.is_share, sizes, np.maximum(sizes, cells.hits > 0))
    drawn = draw(cells.in_a, min(design.replicates, MOST_REPLICATES), seed)
    level = intervals.level
    shares = _usable(cells, hits, room, share=True)
    rates = _usable(cells, hits, room, share=False)
    ratio, gap = intervals.log_rate_ratio(hits, room), intervals.share_difference(hits, room)
    if intervals.method == "inversion":
        ratio, gap = _unbounded(ratio), _unbounded(gap)
    told = shares & _has_mentions(design, hits, room)
    found = {
        "rate_ratio_corrected": _kept(_exponential(ratio), rates),
        "share_difference_corrected": _kept(gap, told),
    }
    for side in "ab":
        value = _side(drawn, hits, room, side, level)
        found[f"rate_{side}_corrected"] = _kept(_mapped(value, _per_hundred), rates)
        found[f"share_{side}_corrected"] = _kept(_mapped(value, _share), shares)
    return found


def _side(drawn: Drawn, hits: Floats, room: Floats, side: str, level: float) -> Estimate:
    """Return hits over room of one outlet, its documents drawn again."""
    rows = np.flatnonzero(drawn.in_a if side == "a" else ~drawn.in_a)
    products = drawn.first if side == "a" else drawn.second
    found = moments(products, rows_of_terms(hits)[:, rows], rows_of_terms(room)[:, rows])
    value = studentised(Replicated(found.share, np.sqrt(found.share_variance)), rows.size, level)
    return _bounded(value, rows.size)


def _usable(cells: Cells, hits: Floats, room: Floats, *, share: bool) -> NDArray[np.bool_]:
    """Tell which cells are of the kind and have, corrected, something and not more than everything on both sides."""
    usable = cells.is_share == share
    for x, t in zip(cells.sums(hits), cells.sums(room), strict=True):
        usable &= (t > 0) & ((x >= 0) & (x <= t) if share else x > 0)
    return np.asarray(usable)


def _has_mentions(design: Design, hits: Floats, room: Floats) -> NDArray[np.bool_]:
    """Tell of which cells every outlet, in every stratum, has some mentions left, or none and no hit either."""
    strata = np.zeros(len(hits), dtype=np.int64) if design.pools is None else design.pools
    kept = np.flatnonzero(strata >= 0)
    place = np.unique(2 * strata[kept] + design.in_a[kept], return_inverse=True)[1]
    groups = (int(place.max(initial=-1)) + 1, hits.shape[1])
    sums_hits, sums_room = np.zeros(groups), np.zeros(groups)
    np.add.at(sums_hits, place, hits[kept])
    np.add.at(sums_room, place, room[kept])
    left = np.abs(sums_room) > ROUNDING * np.abs(room).sum(axis=0)
    return np.asarray(np.where(left, sums_room > 0, np.abs(sums_hits) <= ROUNDING).all(axis=0))


def _prevalences(
    cells: Cells,
    units: pd.DataFrame,
    measurements: Measurements,
    design: Design,
    level: float,
    seed: np.random.SeedSequence,
) -> dict[str, Estimate]:
    """Rogan and Gladen's share of sentences on each side, and the difference."""
    containing, sentences = _sentences(cells, design, measurements)
    found = {}
    for side, rows in (("a", cells.in_a), ("b", ~cells.in_a)):
        draws, gold = seed.spawn(2)
        weights = drawn_units(int(rows.sum()), min(design.replicates, MOST_REPLICATES), draws)
        shares = np.clip(ratio_of_sums(weights, containing[rows], sentences[rows]), 0.0, 1.0)
        value = corrected_prevalence(
            shares, *_gold(cells, units.loc[units["side"] == side]), gold, level=level
        )
        found[side] = _bounded(value, int(rows.sum()))
    a, b = found["a"], found["b"]
    gap = a.estimate - b.estimate
    low = gap - np.hypot(a.estimate - a.low, b.high - b.estimate)
    high = gap + np.hypot(a.high - a.estimate, b.estimate - b.low)
    whole = {"a": a, "b": b, "difference": Estimate(gap, low, high)}
    return {f"sentence_prevalence_{name}_corrected": value for name, value in whole.items()}


def _sentences(cells: Cells, design: Design, measurements: Measurements) -> tuple[Floats, Floats]:
    """Return documents × cells: sentences in which the category is found, and sentences of the voice."""
    place = {doc_id: n for n, doc_id in enumerate(design.documents)}
    spoken = measurements.exposure.loc[measurements.exposure["position"] != CAPTION]
    all_spoken = _table(spoken[["doc_id", "voice", "sentences"]].rename(columns={"sentences": "n"}), place)
    asked = cells.index[["family", "referent"]].drop_duplicates().itertuples(index=False, name=None)
    parts = [
        hits_asked(measurements.observations, family, referent)
        .drop_duplicates(["doc_id", "sentence", "category", "voice"])
        .assign(family=family, referent=referent, n=1)
        for family, referent in asked
    ]
    found = _table(pd.concat(parts)[["doc_id", *CELL, "n"]], place)
    return _wide(found, cells, CELL), _wide(all_spoken, cells, ["voice"])


def _table(rows: pd.DataFrame, place: dict[str, int]) -> pd.DataFrame:
    plain = rows.assign(voice=rows["voice"].astype("str"), document=rows["doc_id"].astype("str").map(place))
    known = plain.loc[plain["document"].notna()].astype({"document": "int64"})
    return pd.concat([known, known.assign(voice=ALL)], ignore_index=True)


def _wide(rows: pd.DataFrame, cells: Cells, by: list[str]) -> Floats:
    keys = pd.MultiIndex.from_frame(cells.index[by])
    unique = keys.drop_duplicates()
    column = unique.get_indexer(pd.MultiIndex.from_frame(rows[by]))
    sums = np.zeros((len(cells.in_a), len(unique)))
    known = column >= 0
    np.add.at(sums, (rows["document"].to_numpy()[known], column[known]), rows["n"].to_numpy()[known])
    return np.asarray(sums[:, unique.get_indexer(keys)])


def _gold(cells: Cells, units: pd.DataFrame) -> tuple[Floats, Floats, Floats, Floats]:
    """Return true positives, positives, true negatives and negatives of each cell, as numbers of equal units.

    Of weighted units: the weighted share times Kish's effective number, (Σ w)²/Σ w².
    """
    weight = 1 / units["chance"].to_numpy(dtype=np.float64)
    keys = [units[name].to_numpy(dtype=object) for name in PLACE]
    counts = np.zeros((4, len(cells.index)))
    for n, (family, category, referent, voice) in enumerate(
        cells.index[CELL].itertuples(index=False, name=None)
    ):
        of = (keys[0] == family) & (keys[1] == referent) & ((keys[2] == voice) | (voice == ALL))
        found, seen = holds(units["found"], category), holds(units["gold"], category)
        for m, (kind, right) in enumerate(((seen, found), (~seen, ~found))):
            whole, part = weight[of & kind], weight[of & kind & right]
            if whole.size:
                effective = whole.sum() ** 2 / (whole**2).sum()
                counts[2 * m : 2 * m + 2, n] = min(part.sum() / whole.sum(), 1.0) * effective, effective
    return counts[0], counts[1], counts[2], counts[3]


def _bounded(value: Estimate, n_units: int) -> Estimate:
    return value if n_units >= NEEDED_FOR_BOOTSTRAP else _unbounded(value)


def _unbounded(value: Estimate) -> Estimate:
    nothing = np.full(value.estimate.shape, np.nan)
    return Estimate(value.estimate, nothing, nothing)


def _exponential(value: Estimate) -> Estimate:
    return _mapped(value, np.exp)


def _per_hundred(rate: Floats) -> Floats:
    """Return a rate, or a bound of one, as it is told; there is none below 0."""
    return np.asarray(np.maximum(rate, 0.0) * PER_SENTENCES)


def _share(share: Floats) -> Floats:
    return np.clip(share, 0.0, 1.0)


def _kept(value: Estimate, usable: NDArray[np.bool_]) -> Estimate:
    return _mapped(value, lambda numbers: np.where(usable, numbers, np.nan))


def _mapped(value: Estimate, function: Callable[[Floats], Floats]) -> Estimate:
    return Estimate(*(np.asarray(function(getattr(value, name))) for name in BOUNDS))


def _put(whole: Floats, values: Floats, places: NDArray[np.intp]) -> Floats:
    filled = whole.copy()
    filled[places] = values
    return filled
