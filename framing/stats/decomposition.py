"""Decomposition: how much of a gap is who is given voice, and how much the choice of words within a voice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.errors import Problem
from framing.stats.arrays import Floats, as_floats, not_negative, require


@dataclass(frozen=True)
class Decomposition:
    """Parts of a difference in rates.

    Attributes
    ----------
    difference : ndarray, shape (cells,)
        Rate of a minus rate of b over all voices, hits per opportunity; NaN where a side has no opportunity.
    from_voice, from_words : ndarray, shape (cells, voices)
        Contribution of each voice: its share of the text, and the wording within it. All together sum to
        `difference`.
    """

    difference: Floats
    from_voice: Floats
    from_words: Floats


def decompose(
    hits_a: npt.ArrayLike,
    opportunities_a: npt.ArrayLike,
    hits_b: npt.ArrayLike,
    opportunities_b: npt.ArrayLike,
) -> Decomposition:
    """Return the Kitagawa decomposition of a difference in rates over voices (Kitagawa 1955).

    With w_ov the share of outlet o's opportunities in voice v and r_ov its rate there,
    Δ = Σ_v (w_av − w_bv)(r_av + r_bv)/2 + Σ_v (r_av − r_bv)(w_av + w_bv)/2.
    A voice that one outlet does not give has no rate there; the other's rate stands in, so that all of that
    voice counts as who is given voice and nothing as wording.

    Parameters
    ----------
    hits_a, opportunities_a, hits_b, opportunities_b : array_like, shape (..., voices)
        The last axis is the voice; they broadcast.

    Raises
    ------
    InferenceError
        Negative numbers, no voice axis, shapes that do not broadcast, hits without an opportunity.
    """
    names = ("hits_a", "opportunities_a", "hits_b", "opportunities_b")
    arrays = tuple(as_floats(v) for v in (hits_a, opportunities_a, hits_b, opportunities_b))
    signs = [not_negative(name, values) for name, values in zip(names, arrays, strict=True)]
    require("decomposition.decompose", [_voices(arrays), *signs])
    hits_of_a, chances_a, hits_of_b, chances_b = np.broadcast_arrays(*arrays)
    require("decomposition.decompose", [_possible(hits_of_a, chances_a), _possible(hits_of_b, chances_b)])
    rate_a, rate_b = _rates(hits_of_a, chances_a, hits_of_b, chances_b)
    share_a, share_b = _shares(chances_a), _shares(chances_b)
    from_voice = (share_a - share_b) * (rate_a + rate_b) / 2
    from_words = (rate_a - rate_b) * (share_a + share_b) / 2
    difference = (share_a * rate_a).sum(axis=-1) - (share_b * rate_b).sum(axis=-1)
    return Decomposition(difference, from_voice, from_words)


def _rates(hits_a: Floats, chances_a: Floats, hits_b: Floats, chances_b: Floats) -> tuple[Floats, Floats]:
    rate_a = hits_a / np.where(chances_a > 0, chances_a, 1.0)
    rate_b = hits_b / np.where(chances_b > 0, chances_b, 1.0)
    return np.where(chances_a > 0, rate_a, rate_b), np.where(chances_b > 0, rate_b, rate_a)


def _shares(chances: Floats) -> Floats:
    total = chances.sum(axis=-1, keepdims=True)
    return np.asarray(chances / np.where(total > 0, total, np.nan))


def _voices(arrays: tuple[Floats, ...]) -> Problem | None:
    shapes = ", ".join(str(a.shape) for a in arrays)
    wrong = Problem("", "arrays of one shape, voices last", shapes, "pass one number a voice")
    try:
        return None if len(np.broadcast_shapes(*(a.shape for a in arrays))) else wrong
    except ValueError:
        return wrong


def _possible(hits: Floats, chances: Floats) -> Problem | None:
    if not np.any((hits > 0) & (chances == 0)):
        return None
    return Problem("", "no hit without an opportunity", "at least one", "count both on the same text")
