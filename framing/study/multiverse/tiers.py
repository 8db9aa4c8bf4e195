"""Tiers: which entries of a codebook mean their category nearly wherever they stand, told from the bundle alone.

A bundle does not say which tier an entry has; extractors make it part of the confidence: .9 for a core entry, .7 for an
extended one, and of cues .2 less where the target was not found. Where something else may lower it, too, a core and an
extended entry can end on one number, and nothing is told: of passives, and of conditionals, which are no entries at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Written out, so that a run from a bundle need not import the extractors; a test compares the two.
CORE: Final = 0.9
NO_TARGET: Final = 0.2
# Kinds of codebooks whose entries have tiers, and the categories in which a confidence may mean something else.
UNTOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "cues": (),
    "evidentials": ("borrowed", "future_in_past", "hypothetical", "modal", "undecided"),
    "agency": ("passive_agentless", "passive_with_agent"),
}
# Confidences are rounded to two decimals.
TOLERANCE: Final = 0.005


def kind_of(settings: Mapping[str, Any], family: str) -> str:
    """Return the kind of the codebook that a family comes from, "" if it comes from none.

    Parameters
    ----------
    settings : mapping
        Of the measurements.
    family : str
    """
    kinds = {
        facts["kind"] for name, facts in settings["codebooks"].items() if name.rpartition(".")[0] == family
    }
    return str(min(kinds, default=""))


def has_tiers(kind: str, category: str) -> bool:
    """Tell whether the confidence of a category's hits says which tier their entries have."""
    return kind in UNTOLD and category not in UNTOLD[kind]


def are_core(rows: pd.DataFrame, kind: str) -> NDArray[np.bool_]:
    """Tell which hits are of core entries.

    Parameters
    ----------
    rows : DataFrame
        Observations of a family that `has_tiers`: confidence and referent.
    kind : str
    """
    confidence = rows["confidence"].to_numpy(dtype=np.float64)
    missed = (rows["referent"] == "").to_numpy() & (kind == "cues")
    return np.asarray(confidence + NO_TARGET * missed > CORE - TOLERANCE, dtype=np.bool_)
