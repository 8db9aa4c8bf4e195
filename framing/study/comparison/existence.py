"""Existence: a thing that did not exist yet cannot have been named – a structural zero, not a zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.comparison.designs import latest


def existence(settings: Mapping[str, Any]) -> dict[str, str]:
    """Map each referent to the date from which it existed ("" for always), as the codebooks say.

    Parameters
    ----------
    settings : mapping
        Of the measurements.
    """
    found: dict[str, str] = {}
    for _, book in sorted(settings["codebooks"].items()):
        found |= {referent: facts["exists"] for referent, facts in book.get("referents", {}).items()}
    return found


def precedes(published: pd.Series, exists: str) -> bool:
    """Tell whether an outlet's documents are all known to be older than a thing.

    Parameters
    ----------
    published : Series of str
        Dates of the documents; one undated document is enough not to know.
    exists : str
        Date from which the thing existed, "" for always.
    """
    dates = set(published) if exists else set()
    if not dates or "" in dates:
        return False
    return bool((latest(pd.Series(sorted(dates), dtype="str")) < exists).all())


def possible_sides(
    published: pd.Series, in_a: NDArray[np.bool_], referents: pd.Series, exists: Mapping[str, str]
) -> NDArray[np.bool_]:
    """Tell of each cell whether its referent existed for the first outlet, and for the second.

    Parameters
    ----------
    published : Series of str
        Dates of the documents in the order of the design.
    in_a : bool array, length n_documents
    referents : Series of str, length n_cells
    exists : mapping of referent to date

    Returns
    -------
    bool array, shape (2, n_cells)
    """
    names = {name: n for n, name in enumerate(sorted(set(referents)))}
    known = [
        [not precedes(published[side], exists.get(name, "")) for name in names] for side in (in_a, ~in_a)
    ]
    return np.array(known, dtype=np.bool_).reshape(2, len(names))[:, referents.map(names).to_numpy(dtype=int)]
