"""Curves: a claim in all its universes – every estimate, its score and p, and what the equivalents say together.

The effect is that of the claim's headline (`framing.study.comparison.cell_estimates`): ln of the ratio of rates, or the difference of
shares, pooled over events where they are matched. z and p are those of the rate alone, not of the largest of three aspects:
a curve compares like with like. All universes share the labellings of their contrast (`Chance.labels`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.stats import Events, permutation_p
from framing.stats.curve_inference import Joint, joint_test, variance_shares
from framing.stats.curves import Labelled, curve_effects, curve_scores
from framing.study.comparison.designs import Design
from framing.study.config.decisions import EQUIVALENT, Decision
from framing.study.multiverse.universe_counts import UniverseCounts
from framing.study.multiverse.universes import Universe

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
POOLED = "event"


@dataclass(frozen=True, eq=False)
class Curve:
    """What the universes of one claim say.

    Attributes
    ----------
    estimates, z, p_value : ndarray, shape (universes,)
        NaN where a universe cannot be estimated: a side has no opportunity, or nothing was found on either.
    joint : Joint
        Of the equivalent universes.
    shares : ndarray, shape (decisions,)
        Part of the variance between equivalent universes that each decision makes alone; NaN of decisions with one
        equivalent option.
    interactions : float
        Part of the variance that no decision makes alone.
    """

    estimates: Floats
    z: Floats
    p_value: Floats
    joint: Joint
    shares: Floats
    interactions: float


def curve_from(
    universes: Sequence[Universe],
    decisions: Sequence[Decision],
    counts: UniverseCounts,
    design: Design,
    labelled: Labelled,
    *,
    share: bool,
    possible: bool,
) -> Curve:
    """Estimate a claim in all universes, under all labellings.

    Parameters
    ----------
    universes : sequence of Universe
    decisions : sequence of Decision
    counts : UniverseCounts
        Of these universes.
    design : Design
    labelled : Labelled
        Labellings of the design.
    share : bool
        Whether the claim is of a share; else of a rate.
    possible : bool
        False of a structural zero: then nothing is estimated.
    """
    effects, z = _under_labellings(universes, counts, design, labelled, share=share)
    if not possible:
        effects = np.full_like(effects, np.nan)
    equivalent = np.array([universe.tag == EQUIVALENT for universe in universes], dtype=np.bool_)
    known = ~np.isnan(effects[0])
    shares, rest = _variance(universes, decisions, np.where(equivalent, effects[0], np.nan))
    return Curve(
        estimates=effects[0],
        z=np.where(known, z[0], np.nan),
        p_value=np.where(known, permutation_p(z), np.nan),
        joint=joint_test(effects[:, equivalent], z[:, equivalent]),
        shares=shares,
        interactions=rest,
    )


def observed_effects(
    hits: Floats, room: Floats, design: Design, *, share: bool, pooled: bool, stand_in: Floats
) -> Floats:
    """Return the effect of columns under the observed labelling, shape (columns,).

    Parameters
    ----------
    hits, room : ndarray, shape (units, columns)
    design : Design
    share, pooled : bool
        Whether it is a share, and whether events are pooled.
    stand_in : ndarray, shape (columns,)
    """
    events = _pools(design, pooled=pooled)
    observed = Labelled(design.in_a)
    effects = curve_effects(observed, hits, room, share=share, stand_in=stand_in, events=events)
    return np.asarray(effects[0], dtype=np.float64)


def _under_labellings(
    universes: Sequence[Universe], counts: UniverseCounts, design: Design, labelled: Labelled, *, share: bool
) -> tuple[Floats, Floats]:
    """Effects and scores, shape (rows, universes) each; pooled and plain universes apart."""
    effects, z = (np.zeros((len(labelled.labels), len(universes))) for _ in range(2))
    pooled = np.array([universe.choices["weighting"] == POOLED for universe in universes], dtype=np.bool_)
    for chosen in (np.flatnonzero(pooled), np.flatnonzero(~pooled)):
        if not chosen.size:
            continue
        whole = bool(pooled[chosen[0]])
        effects[:, chosen] = curve_effects(
            labelled,
            counts.weighed[:, chosen],
            counts.room[:, chosen],
            share=share,
            stand_in=counts.stand_in[chosen],
            fixed=_taken(counts.fixed, chosen),
            events=_pools(design, pooled=whole),
        )
        # articles of several events together are one stratum: labels move within events all the same
        strata = None if design.kind == "matched" and not whole else design.strata
        z[:, chosen] = curve_scores(labelled, counts.weighed[:, chosen], counts.room[:, chosen], strata)
    return effects, z


def _pools(design: Design, *, pooled: bool) -> NDArray[np.int64] | None:
    """Return within what outlets are compared: events only where a universe pools them, topics and months always."""
    return design.pools if pooled or design.kind != "matched" else None


def _taken(fixed: Events, chosen: NDArray[np.intp]) -> Events | None:
    if not fixed.hits_a.shape[0]:
        return None
    return Events(*(a[:, chosen] for a in (fixed.hits_a, fixed.room_a, fixed.hits_b, fixed.room_b)))


def _variance(
    universes: Sequence[Universe], decisions: Sequence[Decision], estimates: Floats
) -> tuple[Floats, float]:
    varied = [n for n, d in enumerate(decisions) if sum(option.tag == EQUIVALENT for option in d.options) > 1]
    places = [{option.name: m for m, option in enumerate(decision.options)} for decision in decisions]
    choices = np.array(
        [[places[n][universe.choices[decisions[n].name]] for n in varied] for universe in universes],
        dtype=np.intp,
    ).reshape(len(universes), len(varied))
    found, rest = variance_shares(estimates, choices)
    shares = np.full(len(decisions), np.nan)
    shares[varied] = found
    return shares, rest
