"""Event effects: what each shared event says of a declared claim, before events are pooled (statistics.md §2).

Intervals are as if mentions were independent, which they are not: they show how little one event tells, nothing is
claimed by them. What is claimed is pooled over events, and drawn again event by event (`framing.study.comparison.intervals`).
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import Events, events_from, heterogeneity, wilson
from framing.study.comparison.cells import KEY, Cells
from framing.study.comparison.designs import best_events
from framing.study.comparison.specification import Contrast, Specification
from framing.tables import check, concatenate

Floats = NDArray[np.float64]
# As in framing.study.comparison.estimates: logarithms differ in their last bit between processors.
DECIMALS = 9


def event_effects(specification: Specification, events: pd.DataFrame) -> pd.DataFrame:
    """Return the effect of every declared claim in each shared event, where outlets are matched by event.

    Parameters
    ----------
    specification : Specification
    events : DataFrame
        Contract ``events``, which the designs were planned with.

    Returns
    -------
    DataFrame
        Contract ``event_effects``. `statistic` is that of the claim in ``estimates``: rate_ratio or share_difference;
        `estimate` is NaN where a side has no opportunity, or nothing was found of a rate. `weight` is the event's part
        of what the pooled estimate weighs, `i_squared` (of the claim, in each of its rows) the part of the variation
        between events that is more than chance, of the ratio of rates or shares (Higgins & Thompson 2002).
    """
    event_of = best_events(events)
    matched = [c for c in specification if c.design.kind == "matched" and c.declared]
    return concatenate([_of_contrast(contrast, event_of) for contrast in matched], "event_effects")


def _of_contrast(contrast: Contrast, event_of: Mapping[str, str]) -> pd.DataFrame:
    design, cells = contrast.design, contrast.cells.take(contrast.cells.are(contrast.declared))
    summed = events_from(
        cells.hits, np.maximum(cells.opportunities, cells.hits > 0), cells.in_a, design.events
    )
    named = {
        code: event_of[d]
        for d, code in zip(design.documents, design.events.tolist(), strict=True)
        if code >= 0
    }
    names = [named[code] for code in sorted(named)]
    effects = _effects(summed, cells, contrast.chance.level)
    rows = cells.index[KEY].loc[np.tile(np.arange(len(cells.index)), len(names))].reset_index(drop=True)
    columns = {name: values.ravel().round(DECIMALS) for name, values in effects.items()}
    share = np.tile(cells.is_share, len(names))
    return check(
        rows.assign(
            contrast=design.contrast,
            event_id=np.repeat(np.array(names, dtype=object), len(cells.index)),
            statistic=np.where(share, "share_difference", "rate_ratio"),
            **columns,
        ),
        "event_effects",
    )


def _effects(events: Events, cells: Cells, level: float) -> dict[str, Floats]:
    """Values of every event and cell, shape (events, cells) each."""
    known, share = cells.comparable, cells.is_share
    differ = heterogeneity(events)
    ratio, difference = _ratios(differ.log_ratios, differ.errors, level), _differences(events, level)
    total = events.weight.sum(axis=0)
    chosen = {name: np.where(known, np.where(share, difference[name], ratio[name]), np.nan) for name in ratio}
    return chosen | {
        "weight": events.weight / np.where(total > 0, total, np.nan),
        "i_squared": np.broadcast_to(np.where(known, differ.i_squared, np.nan), events.weight.shape),
        "hits_a": events.hits_a,
        "hits_b": events.hits_b,
        "opportunities_a": events.room_a,
        "opportunities_b": events.room_b,
    }


def _ratios(log_ratios: Floats, errors: Floats, level: float) -> dict[str, Floats]:
    z = NormalDist().inv_cdf(0.5 + level / 2)
    return {
        "estimate": np.exp(log_ratios),
        "low": np.exp(log_ratios - z * errors),
        "high": np.exp(log_ratios + z * errors),
    }


def _differences(events: Events, level: float) -> dict[str, Floats]:
    """Difference of two shares with the bounds of Newcombe (1998, Statistics in Medicine 17, 873), method 10."""
    sides = ((events.hits_a, events.room_a), (events.hits_b, events.room_b))
    (p, p_low, p_high), (q, q_low, q_high) = (_share(hits, room, level) for hits, room in sides)
    return {
        "estimate": p - q,
        "low": p - q - np.hypot(p - p_low, q_high - q),
        "high": p - q + np.hypot(p_high - p, q - q_low),
    }


def _share(hits: Floats, room: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    """Share of opportunities with Wilson's bounds; NaN without one, or where hits are no part of them."""
    is_part = (room > 0) & (hits <= room)
    value = np.where(is_part, hits / np.where(room > 0, room, 1.0), np.nan)
    bounds = wilson(np.where(is_part, hits, 0.0), np.where(is_part, room, 0.0), level)
    return value, np.where(is_part, bounds.low, np.nan), np.where(is_part, bounds.high, np.nan)
