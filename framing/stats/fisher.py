"""Fisher's exact test of each term, and the odds ratio that belongs to it.

Given how often a term occurs in both corpora together, its count in the target is hypergeometric if tokens are
independent – which they are not (`framing.stats.keyness`): the p is exact for a model that texts do not keep.
Counts and sizes as in `framing.stats.keyness`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from framing.stats.arrays import Floats, require
from framing.stats.hypergeometric import (
    BLOCK_NUMBERS,
    Hypergeometric,
    log_probability,
    log_upper_tail,
    outward_ratios,
    whole,
)
from framing.stats.keyness import counts_and_sizes

TIE = 1e-7
"""Tables up to this share more probable than the observed count as equally extreme, as in R's `fisher.test`:
ties that rounding alone breaks stay ties."""

REACH = 8.0
"""Standard deviations either side of a that the mean equation sums; beyond them lies about 1e-15."""

MARGIN = 12.0
"""Counts summed in addition, for the longer tail of a small a: Poisson with mean 1 exceeds 21 at 1e-21."""

NEWTON_STEPS = 50
"""The start is the sample odds ratio; four or five steps are usual."""

LONGEST_STEP = 1.0
"""Largest change of ln ω in one step, so that a term at the edge cannot throw itself out."""

CONVERGED = 1e-13
"""A change of ln ω below this is rounding."""


def fisher_p(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    log10: bool = False,
) -> Floats:
    """Return the two-sided p of Fisher's exact test of each term.

    p = Σ P(X = k) over all k with P(X = k) ≤ P(X = a)(1 + 10⁻⁷), X hypergeometric with T = n_a + n_b, F = a + b,
    t = n_a (Fisher 1935; the two-sided form and the tolerance are those of R's `fisher.test`).

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        As in `g2`; whole numbers.
    log10 : bool
        Return log10 p, which is finite where p itself is too small for a float.

    Returns
    -------
    ndarray, shape (terms,)
        1 where the term occurs on neither side.
    """
    count, law = _law("fisher.fisher_p", a, b, n_a, n_b)
    below = count < law.mode
    count, law = np.where(below, law.marked - count, count), law.mirrored(below)
    own_tail = log_upper_tail(count, law)
    other = _equally_extreme(count, law)
    log_p, found = own_tail, other >= law.lowest
    if found.any():
        mirror = law.mirrored(np.ones(count.shape, dtype=np.bool_)).take(found)
        log_p[found] = np.logaddexp(own_tail[found], log_upper_tail((law.marked - other)[found], mirror))
    log_p = np.where(other >= count - 1, 0.0, np.minimum(log_p, 0.0)).reshape(_shape(a, b, n_a, n_b))
    return np.asarray(log_p / np.log(10.0) if log10 else np.exp(log_p))


def conditional_odds_ratio(
    a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike
) -> Floats:
    """Return the conditional maximum-likelihood odds ratio of each term.

    The ω at which the noncentral hypergeometric distribution with both margins fixed has the mean a:
    Σ k P(X = k) ω^k = a Σ P(X = k) ω^k (Fisher 1935; what R's `fisher.test` prints, to more digits: R stops up
    to 4·10⁻⁴ away). Solved by Newton's method in ln ω over the counts that carry weight.

    Returns
    -------
    ndarray, shape (terms,)
        0 where a is the smallest count possible, ∞ where it is the largest, NaN where no other is possible.
    """
    count, law = _law("fisher.conditional_odds_ratio", a, b, n_a, n_b)
    lowest, highest = law.lowest, law.highest
    ratio = np.where(count == lowest, 0.0, np.inf)
    ratio[lowest == highest] = np.nan
    between = np.flatnonzero((lowest < count) & (count < highest))
    for part, steps in _blocks(between, count, law):
        ratio[part] = np.exp(_solved(count[part], law.take(part), steps))
    return ratio.reshape(_shape(a, b, n_a, n_b))


def _equally_extreme(count: Floats, law: Hypergeometric) -> Floats:
    """Largest count below that is no more probable than `count`, lowest − 1 if there is none; by bisection."""
    limit = log_probability(count, law) + np.log1p(TIE)
    low, high = law.lowest - 1, law.mode
    # where the mode itself is a tie, everything is as extreme: the two tails meet
    low = np.where(log_probability(high, law) <= limit, count - 1, low)
    high = np.maximum(high, low + 1)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        inside = np.maximum(middle, law.lowest)
        extreme = (log_probability(inside, law) <= limit) | (middle < law.lowest)
        low, high = np.where(extreme, middle, low), np.where(extreme, high, middle)
    return low


def _blocks(
    chosen: npt.NDArray[np.intp], count: Floats, law: Hypergeometric
) -> Iterator[tuple[npt.NDArray[np.intp], int]]:
    """Yield terms of similar spread, and the steps outwards that all of them need."""
    deviation = 1 / np.sqrt(sum(1 / cell for cell in _cells(count[chosen], law.take(chosen))))
    steps = np.ceil(REACH * deviation + MARGIN).astype(np.int64)
    order = np.argsort(-steps, kind="stable")
    first = 0
    while first < order.size:
        widest = int(steps[order[first]])
        block = order[first : first + max(1, BLOCK_NUMBERS // widest)]
        block = block[2 * steps[block] >= widest]  # a rare term must not be tilted as far out as a common one
        yield chosen[block], widest
        first += block.size


def _solved(count: Floats, law: Hypergeometric, steps: int) -> Floats:
    """Return ln ω of counts strictly between the bounds, where no cell of the table is empty."""
    both, missed, others, neither = _cells(count, law)
    start = np.log(both) + np.log(neither) - np.log(missed) - np.log(others)
    odds = np.exp(start)[:, np.newaxis]
    everywhere = np.ones(count.shape, dtype=np.bool_)
    above = np.cumprod(outward_ratios(count, law, steps) * odds, axis=1)
    below = np.cumprod(outward_ratios(law.marked - count, law.mirrored(everywhere), steps) / odds, axis=1)
    more = np.zeros_like(count)
    for _ in range(NEWTON_STEPS):
        step = np.clip(_newton_step(above, below, more), -LONGEST_STEP, LONGEST_STEP)
        more = more - step
        if np.all(np.abs(step) < CONVERGED):
            break
    return np.asarray(start + more)


def _newton_step(above: Floats, below: Floats, more: Floats) -> Floats:
    """(E k − a)/Var k; the weights are those at the sample odds ratio, tilted further by `more`."""
    distance = np.arange(1.0, above.shape[1] + 1)
    tilt = np.exp(more[:, np.newaxis] * distance)
    up, down = above * tilt, below / tilt
    mass = 1 + up.sum(axis=1) + down.sum(axis=1)
    mean = (up - down) @ distance / mass
    return np.asarray(mean / ((up + down) @ distance**2 / mass - mean**2))


def _cells(count: Floats, law: Hypergeometric) -> tuple[Floats, Floats, Floats, Floats]:
    return count, law.marked - count, law.drawn - count, law.total - law.marked - law.drawn + count


def _law(
    where: str, a: npt.ArrayLike, b: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike
) -> tuple[Floats, Hypergeometric]:
    """Return counts and distributions, one axis of terms each."""
    counts = counts_and_sizes(where, a, b, n_a, n_b)
    require(
        where, [whole(name, values) for name, values in zip(("a", "b", "n_a", "n_b"), counts, strict=True)]
    )
    a, b, n_a, n_b = (np.ravel(values) for values in np.broadcast_arrays(*counts))
    return a.copy(), Hypergeometric(n_a + n_b, a + b, n_a)


def _shape(*arrays: npt.ArrayLike) -> tuple[int, ...]:
    return np.broadcast_shapes(*(np.shape(values) for values in arrays))
