"""Arising: which decisions arise for a claim at all, and why the others have one option here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.multiverse.bases import Base, voices_of
from framing.study.multiverse.scopes import Scope


def why_one_option(
    base: Base, rows: NDArray[np.intp], scope: Scope, voice: str, *, sketched: bool, by_window: bool = False
) -> dict[str, str]:
    """Return the decisions that change nothing or cannot be taken here, each with the key of the reason.

    What is looked at are counts of both outlets together: which universes there are must not depend on whose articles
    they are, or labellings could not be exchanged.

    Parameters
    ----------
    base : Base
        Of the study's own measurements.
    rows : int array
        Row in the base of every document of the scope.
    scope : Scope
    voice : str
        Of the claim.
    sketched : bool
        Whether the bundle holds sketches, from which copies are told.
    by_window : bool
        Whether the study's window stands in for dates that a side lacks: without the undated there is nothing to compare.
    """
    hits = _heard(base.levels, base.hits, rows)
    said = _heard(base.room_levels, base.room["sentences"], rows)
    own_hits, own_said = (levels.loc[levels["voice"].isin(voices_of(voice))] for levels in (hits, said))
    everything = pd.concat([own_hits[["heading", "negated"]], own_said[["heading", "negated"]]])
    dated = scope.dated[scope.in_design]
    found = {
        "ambiguous": "none_ambiguous" if _lacks_ambiguous(hits, said) else "",
        "headings": "" if everything["heading"].any() else "no_headings",
        "denominator": "share" if base.is_share else "",
        "copies": "no_copies" if not scope.has_copies else "",
        "tier": "one_tier" if own_hits["core"].nunique() < 2 else "",  # noqa: PLR2004 (core and extended)
        "negated": "" if everything["negated"].any() else "none_negated",
        "coding": "one_coding" if (own_hits["coding"] == "both").all() else "",
        "undated": "all_dated" if dated.all() else "none_dated" if not dated.any() else "",
    }
    if by_window:
        found["undated"] = "by_window"
    if not base.has_tiers:
        found["tier"] = "tiers_unknown"
    if not sketched:
        found["copies"] = "no_sketches"
    return {name: why for name, why in found.items() if why}


def _heard(levels: pd.DataFrame, counts: Any, rows: NDArray[np.intp]) -> pd.DataFrame:
    """Levels that occur in the documents."""
    return levels.loc[np.asarray(counts[rows].sum(axis=0)) > 0]


def _lacks_ambiguous(hits: pd.DataFrame, said: pd.DataFrame) -> bool:
    return not any((levels["voice"] == "ambiguous").any() for levels in (hits, said))
