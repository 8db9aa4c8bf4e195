"""Agreement between coders: Krippendorff's α for categories, with an interval over units.

With n_uc the number of coders who put unit u into category c, m_u = Σ_c n_uc, over the units that at least two
have coded (a code that nobody else can agree with says nothing)::

    n_c = Σ_u n_uc,   n = Σ_c n_c
    D_o = 1/n Σ_u (m_u² − Σ_c n_uc²)/(m_u − 1)     disagreement observed
    D_e = (n² − Σ_c n_c²)/(n (n − 1))              disagreement if the same codes were dealt out by chance
    α   = 1 − D_o/D_e                              (Krippendorff 2011)

A replicate draws units, so n_c and D_o are sums under weights: one product for all replicates. The interval is
the plain bootstrap of units (as Zapf et al. 2016 recommend) with BCa bounds. Krippendorff's own algorithm draws
pairs of codes and holds D_e still; against it (n/2 pairs, without its amendment at α = 1) and the percentile
interval this one was chosen by measured coverage: two coders, or three of whom 30 % is missing; two categories, one
of which has 10 or 40 %, or five; α .64, .79, .90; 30, 60, 120, 300 units; 400 sets a cell, 500 for this one; level
95 %. What the gate reads is α itself; the bounds are printed beside it, and whoever reads the lower one must not be promised too
much, so that an interval that lies above the truth is the dear mistake:

===============  =============  ================================
interval         coverage, %    wholly above the truth, %
===============  =============  ================================
Krippendorff's   41–97          2–59
percentile       52–96          2–48
this one         92–100         0–3
===============  =============  ================================

Where no unit is disagreed on a bootstrap can only say "1 to 1"; there the bound comes from the number of units.
With 30 units and a category of 10 % a tenth to a quarter of the sets have no interval: drawn again, they lose it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.errors import Problem
from framing.stats.arrays import Flags, Floats, Seed, as_floats, require, within
from framing.stats.bootstrapping import bootstrap
from framing.stats.intervals import clopper_pearson

MISSING = -1.0
"""A code that is not there, as pandas writes it; NaN means the same."""

LEAST_CODERS = 2
"""Of one unit: fewer cannot agree."""

LOWEST_ALPHA = -1.0
"""No data have less: two coders who never agree, each category used half the time, in very many units."""


@dataclass(frozen=True)
class Agreement:
    """How far coders agree on categories.

    Attributes
    ----------
    alpha : float
        Krippendorff's α, nominal: 1 agreement, 0 as by chance. NaN where it is not defined: no unit with two
        codes, or one category only, which leaves nothing to tell apart.
    low, high : float
        Bounds of its interval over units; NaN where α is, or where units drawn again would often (`MOST_EMPTY`)
        leave one category only.
    observed : float
        Percent agreement, as a share: 1 − D_o, the share of pairs of codes of one unit that are equal.
    expected : float
        The same by chance: 1 − D_e.
    n_units, n_codes : int
        Units that at least two coders have coded, and the codes in them.
    """

    alpha: float
    low: float
    high: float
    observed: float
    expected: float
    n_units: int
    n_codes: int


def krippendorff_alpha(
    codes: npt.ArrayLike, replicates: int, seed: Seed, *, level: float = 0.95
) -> Agreement:
    """Return Krippendorff's α of nominal codes, its interval and percent agreement (formulas: see the module).

    Parameters
    ----------
    codes : array_like, shape (units, coders)
        Numbers of categories, from 0; NaN or −1 where a coder has not coded a unit.
    replicates : int
        Draws of units for the interval.
    seed : int, SeedSequence or Generator
    level : float
        Confidence, between 0 and 1.

    Raises
    ------
    InferenceError
        Codes that are no table, or no whole numbers from 0.

    Notes
    -----
    With no disagreement in U units the interval goes from 1 − b/D_e, at least −1, to 1, where b is Clopper and
    Pearson's upper bound of a share that was 0 of U: as if every unit disagreed on were disagreed on by all.
    One category only is NaN here; nltk's ``AnnotationTask.alpha`` returns 1.
    Units count as drawn independently: sentences of few articles promise more than they hold.
    """
    table = as_floats(codes)
    require("agreement.krippendorff_alpha", [_shape(table), _categories(table), within("level", level, 0, 1)])
    parts = _parts(table)
    n_units, n_codes = len(parts), int(parts[:, 1:].sum())
    if not n_units:
        return Agreement(np.nan, np.nan, np.nan, np.nan, np.nan, 0, 0)
    observed, expected = (float(d[0]) for d in _disagreement(parts, np.ones((1, n_units))))
    alpha, low, high = 1 - observed / expected if expected > 0 else np.nan, np.nan, np.nan
    if observed == 0 and expected > 0:
        most = float(clopper_pearson(0, n_units, level).high)
        low, high = max(1 - most / expected, LOWEST_ALPHA), 1.0
    elif expected > 0:
        found = bootstrap(lambda w: _alpha(parts, w), n_units, replicates, seed, level=level, method="bca")
        low, high = float(found.low[0]), float(found.high[0])
    return Agreement(alpha, low, high, 1 - observed, 1 - expected, n_units, n_codes)


def _parts(codes: Floats) -> Floats:
    """Return a row for each unit with two codes: its disagreement (times its codes), then its codes by category."""
    present = ~_missing(codes)
    unit = np.nonzero(present)[0]
    kinds, category = np.unique(codes[present], return_inverse=True)
    cells = np.bincount(unit * kinds.size + category, minlength=len(codes) * kinds.size)
    counts = cells.reshape(len(codes), kinds.size).astype(np.float64)
    counts = counts[counts.sum(axis=1) >= LEAST_CODERS]
    size = counts.sum(axis=1)
    return np.column_stack([(size**2 - (counts**2).sum(axis=1)) / (size - 1), counts])


def _disagreement(parts: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return D_o and D_e of every row of weights."""
    sums = weights @ parts
    n = sums[:, 1:].sum(axis=1)
    n = np.where(n > 0, n, np.nan)
    return sums[:, 0] / n, (n**2 - (sums[:, 1:] ** 2).sum(axis=1)) / (n * (n - 1))


def _alpha(parts: Floats, weights: Floats) -> Floats:
    observed, expected = _disagreement(parts, weights)
    return (1 - observed / np.where(expected > 0, expected, np.nan))[:, np.newaxis]


def _missing(codes: Floats) -> Flags:
    return np.asarray(np.isnan(codes) | (codes == MISSING))


def _shape(codes: Floats) -> Problem | None:
    if codes.ndim == 2:  # noqa: PLR2004
        return None
    return Problem("", "a table of units and coders", f"shape {codes.shape}", "pass one row for each unit")


def _categories(codes: Floats) -> Problem | None:
    present = codes[~_missing(codes)]
    wrong = ~np.isfinite(present) | (present < 0) | (present != np.floor(present))
    if not wrong.any():
        return None
    found = f"{int(wrong.sum())} others"
    return Problem("", "codes as whole numbers from 0, NaN or -1 for none", found, "number the categories")
