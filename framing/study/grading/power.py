"""Power: how many articles or events it would take to show a difference as large as the one that was seen.

The articles at hand are the fitted model: larger studies are made of them, drawn with replacement, outlet by outlet (event by
event where they are matched). The difference counts as shown where it lies further from none than the quantile of the normal
distribution at the level of the test, in units of its own error. What is answered is the smallest of `MULTIPLES` at which
that happens in four of five studies.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy
from numpy.typing import NDArray

from framing.stats import (
    Drawn,
    Replicated,
    events_from,
    log_rate_ratio,
    matched_log_rate_ratio,
    matched_share_difference,
    share_difference,
)
from framing.stats.products import LabelProducts
from framing.study.comparison.designs import Design

Floats = NDArray[np.float64]

MULTIPLES: Final = (1, 1.5, 2, 3, 4, 6, 8, 12, 16)
WANTED: Final = 0.8
# .8 ± .03: fine enough to choose between sizes that lie half as far again apart.
STUDIES: Final = 200
# No answer is given for what is, so far, no difference at all: it would be a guess.
LEAST_Z: Final = 0.5


def needed_size(
    design: Design, hits: Floats, sizes: Floats, *, share: bool, level: float, seed: np.random.SeedSequence
) -> int | None:
    """Return how many articles a side, or events, would show a difference like the one seen; None where no such size is known.

    Parameters
    ----------
    design : Design
    hits, sizes : arrays, length n_documents
        Of one cell.
    share : bool
        Whether the claim is about a difference of shares; else about a ratio of rates.
    level : float
        Level of the test, after all corrections.
    seed : SeedSequence
    """
    threshold = float(scipy.special.ndtri(1 - level / 2))
    generator = np.random.default_rng(seed)
    matched = design.kind == "matched"
    units = design.shared_events if matched else min(design.n_a, design.n_b)
    for multiple in MULTIPLES:
        z = _scores(design, hits[:, np.newaxis], sizes[:, np.newaxis], share, multiple, generator)
        if not np.isfinite(z[0]) or abs(z[0]) < LEAST_Z:
            return None
        if (np.abs(z[1:]) >= threshold).mean() >= WANTED:
            return int(np.ceil(multiple * units))
    return None


def _scores(
    design: Design, hits: Floats, sizes: Floats, share: bool, multiple: float, generator: np.random.Generator
) -> Floats:
    """Return effect by error: of the study as it is, then of `STUDIES` larger ones."""
    if design.kind == "matched":
        events = events_from(hits, sizes, design.in_a, design.events)
        weights = _weights(design.shared_events, multiple, generator)
        found = (matched_share_difference if share else matched_log_rate_ratio)(weights, events)
    else:
        first, second = (LabelProducts(_weights(n, multiple, generator)) for n in (design.n_a, design.n_b))
        drawn = Drawn(first, second, design.in_a, min(design.n_a, design.n_b))
        found = (share_difference if share else log_rate_ratio)(drawn, hits, sizes)
    return _by_error(found)


def _weights(n: int, multiple: float, generator: np.random.Generator) -> Floats:
    """Row 0 as it is, then larger studies."""
    drawn = generator.multinomial(int(np.ceil(multiple * n)), np.full(n, 1 / n), STUDIES)
    return np.vstack([np.ones((1, n)), drawn])


def _by_error(found: Replicated) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        z = found.values[0] / found.errors[0]
    return np.where(np.isfinite(z), z, 0.0)
