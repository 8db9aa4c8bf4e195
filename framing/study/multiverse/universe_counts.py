"""Counts of universes: base × selector, a column of hits and one of opportunities for each way of counting.

Levels are summed, documents chosen, copies added to the document of their text; then, where every article counts alike, hits
become rates of the article and its opportunities 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing.stats import Events
from framing.stats.bootstrapping import ZERO_STAND_IN
from framing.study.multiverse.bases import UNITS, Base, voices_of
from framing.study.multiverse.scopes import Scope
from framing.study.multiverse.universes import Choices, Universe

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.intp]
# Which voice the ambiguous one joins.
JOINS = {"own": "own", "attributed": "quoted"}


@dataclass(frozen=True, eq=False)
class UniverseCounts:
    """Counts of one claim in all its universes.

    Attributes
    ----------
    hits, opportunities : ndarray, shape (units, universes)
        Units: documents of the design, each with its copies where they are kept.
    weighed, room : ndarray, shape (units, universes)
        What effects are made of: hits and opportunities, of which a document with a hit has at least one; or the rates of
        articles, and 1.
    fixed : Events
        Texts that both outlets print, as `weighed` and `room`.
    stand_in : ndarray, shape (universes,)
        What stands for no hit in a logarithm: half a hit, or half a hit in an article of mean length.
    table : DataFrame, columns hits_a, hits_b, opportunities_a, opportunities_b, documents_a, documents_b
        One row a universe; documents that have a hit.
    """

    hits: Floats
    opportunities: Floats
    weighed: Floats
    room: Floats
    fixed: Events
    stand_in: Floats
    table: pd.DataFrame


def count_universes(
    universes: Sequence[Universe],
    base_of: Callable[[Choices], tuple[Base, Codes]],
    scope: Scope,
    voice: str,
) -> UniverseCounts:
    """Count all universes of a claim.

    Parameters
    ----------
    universes : sequence of Universe
    base_of : callable
        Returns of the choices of a universe its base, and the row in it of every document of the scope; the same object
        for all universes that are counted on one bundle.
    scope : Scope
    voice : str
        Of the claim.
    """
    shape = (len(scope.documents), len(universes))
    hits, opportunities = np.zeros(shape), np.zeros(shape)
    for base, rows, columns in _by_base(universes, base_of):
        chosen = [universes[n].choices for n in columns]
        counted = _of_base(base, rows, chosen, voice)
        hits[:, columns], opportunities[:, columns] = counted
    kept = np.column_stack([scope.chosen(u.choices["copies"], u.choices["undated"]) for u in universes])
    hits, opportunities = hits * kept, opportunities * kept
    # a cue may stand in the few quoted words of a sentence that counts as the outlet's own
    room = np.maximum(opportunities, hits > 0)
    alike = np.array([u.choices["weighting"] == "article" for u in universes], dtype=np.bool_)
    weighed, stand_in = _weighed(hits, room, alike)
    held = np.where(alike, room > 0, room)
    units = _to_units(scope)
    return UniverseCounts(
        hits=units @ hits,
        opportunities=units @ opportunities,
        weighed=units @ weighed,
        room=units @ held,
        fixed=_fixed(weighed, held, scope),
        stand_in=stand_in,
        table=_table(hits, opportunities, scope),
    )


def is_counted(base: Base, choices: Choices, voice: str) -> tuple[Flags, Flags]:
    """Tell which levels of hits, and of opportunities, a universe counts."""
    levels = _of_row(base.levels, choices, voice)
    if choices["tier"] == "core" and base.has_tiers:
        levels &= base.levels["core"].to_numpy(dtype=np.bool_)
    levels &= base.levels["coding"].isin(["both", choices["coding"]]).to_numpy()
    return levels, _of_row(base.room_levels, choices, voice)


def _of_row(levels: pd.DataFrame, choices: Choices, voice: str) -> Flags:
    voices = set(voices_of(voice))
    if JOINS.get(choices["ambiguous"]) == voice:
        voices.add("ambiguous")
    found = levels["voice"].isin(voices).to_numpy()
    if choices["headings"] == "apart":
        found = found & ~levels["heading"].to_numpy(dtype=np.bool_)
    if choices["negated"] == "left_out":
        found = found & ~levels["negated"].to_numpy(dtype=np.bool_)
    return np.array(found, dtype=np.bool_)


def _by_base(
    universes: Sequence[Universe], base_of: Callable[[Choices], tuple[Base, Codes]]
) -> list[tuple[Base, Codes, list[int]]]:
    """Group universes by the base that they are counted on."""
    groups: dict[int, tuple[Base, Codes, list[int]]] = {}
    for n, universe in enumerate(universes):
        base, rows = base_of(universe.choices)
        groups.setdefault(id(base), (base, rows, []))[2].append(n)
    return list(groups.values())


def _of_base(base: Base, rows: Codes, chosen: Sequence[Choices], voice: str) -> tuple[Floats, Floats]:
    """Multiply base and selector, shape (documents, universes) each."""
    pairs = [is_counted(base, choices, voice) for choices in chosen]
    unit = np.array([UNITS.index(choices["denominator"]) for choices in chosen])
    of_hits = np.column_stack([pair[0] for pair in pairs]).astype(np.float64)
    of_room = np.column_stack([pair[1] for pair in pairs]).astype(np.float64)
    hits = base.hits[rows] @ of_hits
    room = sum(base.room[name][rows] @ (of_room * (unit == n)) for n, name in enumerate(UNITS))
    return np.asarray(hits), np.minimum(room, 1.0) if base.once else np.asarray(room)


def _weighed(hits: Floats, room: Floats, alike: Flags) -> tuple[Floats, Floats]:
    rates = hits / np.where(room > 0, room, 1.0)
    articles = np.maximum((room > 0).sum(axis=0), 1)
    length = np.maximum(room.sum(axis=0) / articles, 1.0)
    return np.where(alike, rates, hits), np.where(alike, ZERO_STAND_IN / length, ZERO_STAND_IN)


def _to_units(scope: Scope) -> scipy.sparse.csr_array:
    """Matrix that adds every document to the one it counts for."""
    members = np.flatnonzero(scope.unit >= 0)
    return _adding(scope.unit[members], members, (scope.n_units, len(scope.documents)))


def _fixed(weighed: Floats, room: Floats, scope: Scope) -> Events:
    """Sum what both outlets print by text and outlet."""

    def summed(values: Floats, side: Flags) -> Floats:
        members = np.flatnonzero((scope.text >= 0) & side)
        return np.asarray(_adding(scope.text[members], members, (scope.n_texts, len(side))) @ values)

    a, b = scope.in_a, ~scope.in_a
    return Events(summed(weighed, a), summed(room, a), summed(weighed, b), summed(room, b))


def _adding(to: Codes, members: Codes, shape: tuple[int, int]) -> scipy.sparse.csr_array:
    return scipy.sparse.csr_array((np.ones(len(members)), (to, members)), shape=shape)


def _table(hits: Floats, opportunities: Floats, scope: Scope) -> pd.DataFrame:
    numbers: Mapping[str, Floats] = {
        "hits": hits,
        "opportunities": opportunities,
        "documents": (hits > 0).astype(np.float64),
    }
    return pd.DataFrame(
        {
            f"{name}_{side}": values[of].sum(axis=0)
            for name, values in numbers.items()
            for side, of in (("a", scope.in_a), ("b", ~scope.in_a))
        }
    )
