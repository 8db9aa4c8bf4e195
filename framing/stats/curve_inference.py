"""Curve inference: whether a whole curve of specifications could be chance, and which decision moves it.

Under every labelling the WHOLE curve is computed again, and three summaries of it are compared with the observed ones
(Simonsohn, Simmons & Nelson 2020, Nature Human Behaviour 4, step 3)::

    median    |median over universes of (effect − its mean over the labellings)|
    sign      the share of universes on the side of that difference where most are
    Stouffer  |mean over universes of the score z| (their average Z, but for the factor √universes)

The mean over labellings is what the strata alone make of an effect that does not know them (a month in which one outlet
printed more); with one stratum and equally many articles a side it is 0. It is one number for all labellings, so the test
stays exact. p as in `framing.stats.permutation_p`: enumerated or sampled, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.stats.arrays import Floats, length_is, require, same_shape
from framing.stats.curves import ROUNDING
from framing.stats.resampling import permutation_p


@dataclass(frozen=True)
class Joint:
    """What a curve says as a whole; NaN where no universe is estimable.

    Attributes
    ----------
    median : float
        Of the observed effects.
    one_sign : float
        Share of all universes, estimable or not, whose effect has the more frequent sign.
    sign : int
        1, −1, or 0 where both are equally frequent.
    mean_z : float
        Mean of the scores.
    estimable : int
        Universes with an effect.
    p_median, p_sign, p_stouffer : float
        Permutation p of the three summaries, in (0, 1].
    """

    median: float
    one_sign: float
    sign: int
    mean_z: float
    estimable: int
    p_median: float
    p_sign: float
    p_stouffer: float


def joint_test(effects: Floats, z: Floats) -> Joint:
    """Return the summaries of a curve and how often labellings reach them.

    Parameters
    ----------
    effects : ndarray, shape (rows, universes)
        From `curve_effects`, the observed labelling in row 0.
    z : ndarray, shape (rows, universes)
        Scores of the same universes under the same labellings; 0 where there is nothing to score.

    Raises
    ------
    InferenceError
        Arrays of different shape, or without a row or a universe.
    """
    require(
        "curve_inference.joint_test",
        [same_shape(effects=effects, z=z), length_is("z", z.shape[0], len(effects))],
    )
    observed = effects[0]
    estimable = int((~np.isnan(observed)).sum())
    if not estimable:
        return Joint(np.nan, 0.0, 0, np.nan, 0, np.nan, np.nan, np.nan)
    positive, negative = int((observed > 0).sum()), int((observed < 0).sum())
    moved = _deviations(effects)
    summaries = np.column_stack([row_medians(moved), _dominant(moved), z.mean(axis=1)])
    p = permutation_p(summaries)
    return Joint(
        median=float(row_medians(observed[np.newaxis])[0]),
        one_sign=max(positive, negative) / observed.size,
        sign=int(np.sign(positive - negative)),
        mean_z=float(z[0].mean()),
        estimable=estimable,
        p_median=float(p[0]),
        p_sign=float(p[1]),
        p_stouffer=float(p[2]),
    )


def row_medians(values: Floats) -> Floats:
    """Return the median of each row over what is not NaN; 0 where everything is."""
    ordered = np.sort(values, axis=1)  # NaN come last
    n = values.shape[1] - np.isnan(values).sum(axis=1)
    lower, upper = np.maximum((n - 1) // 2, 0), np.minimum(n // 2, values.shape[1] - 1)
    rows = np.arange(len(values))
    return np.where(n > 0, (ordered[rows, lower] + ordered[rows, upper]) / 2, 0.0)


def variance_shares(estimates: Floats, choices: npt.NDArray[np.integer]) -> tuple[Floats, float]:
    """Return which part of the variance between universes each decision makes alone, and what is left.

    η² of the main effects: how much worse the additive model of all decisions fits without the one, by the total sum of
    squares. In a full factorial the parts and the rest, which is interactions, sum to 1; where universes are missing, what
    several decisions share belongs to none of them.

    Parameters
    ----------
    estimates : ndarray, shape (universes,)
        NaN are left out.
    choices : int array, shape (universes, decisions)
        Number of the option that each universe takes.

    Returns
    -------
    shares : ndarray, shape (decisions,)
        NaN where all universes are equal.
    rest : float
    """
    known = ~np.isnan(estimates)
    y, taken = estimates[known], choices[known]
    y = y - y.mean() if y.size else y
    total = float((y**2).sum())
    if total <= ROUNDING * float((estimates[known] ** 2).sum()):
        return np.full(choices.shape[1], np.nan), float("nan")
    full = _unexplained(y, taken)
    without = [_unexplained(y, np.delete(taken, n, axis=1)) for n in range(choices.shape[1])]
    shares = (np.array(without, dtype=np.float64) - full) / total
    return np.clip(shares, 0.0, 1.0), min(max(full / total, 0.0), 1.0)


def _deviations(effects: Floats) -> Floats:
    """Effects less their mean over the labellings; rounding of 0 is 0."""
    known = ~np.isnan(effects)
    filled = np.where(known, effects, 0.0)
    mean = filled.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    moved = effects - mean
    size = np.abs(filled).max(axis=0, initial=0.0)
    return np.where(np.abs(moved) <= ROUNDING * size, 0.0, moved)


def _dominant(moved: Floats) -> Floats:
    """Share of universes on the side where most are."""
    sides = (moved > 0).sum(axis=1), (moved < 0).sum(axis=1)
    return np.asarray(np.maximum(*sides) / max(moved.shape[1], 1), dtype=np.float64)


def _unexplained(y: Floats, taken: npt.NDArray[np.integer]) -> float:
    """Squares left by the additive model."""
    columns = [np.ones(y.size)]
    for decision in taken.T:
        columns += [(decision == option).astype(np.float64) for option in np.unique(decision)[1:]]
    design = np.column_stack(columns)
    fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(((y - fitted) ** 2).sum())
