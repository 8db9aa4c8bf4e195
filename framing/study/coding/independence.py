"""Independence: whether files of codes are draws of their own, or the same units once more.

Probabilities of draws are joined as if each had been made apart (`framing.study.coding.codes.join_codes`). Two files of one sheet,
a sheet and a part of it, or two sheets drawn with one seed are one draw. Draws that were made apart may share
units by chance: of K units in one file and n in the other, out of N of a stratum, as many as a hypergeometric law gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd
import scipy

from framing.errors import Problem, TableError
from framing.stats.hypergeometric import Hypergeometric, log_upper_tail

# So rarely do draws that were made apart share as many units; a study with a hundred pairs of files meets it once in ten thousand.
LEAST_CHANCE: Final = 1e-6
_REMEDY: Final = (
    "score the coders of one sheet together (framing codebook score), "
    "and draw a further sheet with another --seed, or keep one of the files"
)


def require_apart(tables: Sequence[pd.DataFrame], unit: list[str], named: Sequence[str]) -> None:
    """Refuse draws that share more units than chance would let them.

    Parameters
    ----------
    tables : sequence of DataFrame
        Coded units of each file, with stratum and size.
    unit : list of str
        Columns that name a unit.
    named : sequence of str
        What to call the files in a message.

    Raises
    ------
    TableError
        Every pair of files that are one draw.
    """
    problems = [
        _problem(shared, named[first], named[second])
        for first, second in combinations(range(len(tables)), 2)
        if (shared := _shared(tables[first], tables[second], unit)) is not None
        and _log_chance(shared) < np.log(LEAST_CHANCE)
    ]
    if problems:
        raise TableError(problems)


def _shared(first: pd.DataFrame, second: pd.DataFrame, unit: list[str]) -> pd.DataFrame | None:
    """Return by stratum how many units both files have, one, the other, and how many there are; None for no stratum."""
    both = first[["stratum", *unit]].merge(second[["stratum", *unit]], on=["stratum", *unit])
    counts = pd.concat(
        [first["stratum"].value_counts(), second["stratum"].value_counts()], axis=1, join="inner"
    ).set_axis(["first", "second"], axis=1)
    sizes = pd.concat([first, second]).groupby("stratum")["size"].max()
    counts["both"] = both["stratum"].value_counts().reindex(counts.index).fillna(0)
    counts["size"] = sizes.reindex(counts.index)
    counts["size"] = counts["size"].clip(lower=counts["first"] + counts["second"] - counts["both"])
    return counts.astype("float64") if len(counts) else None


def _log_chance(shared: pd.DataFrame) -> float:
    """Return ln of the chance to share so many: of all strata together (Fisher), or of the rarest among them."""
    logs = _log_tails(shared)
    together = scipy.special.chdtrc(2 * logs.size, -2 * logs.sum())
    with np.errstate(divide="ignore"):
        return float(min(np.log(together), logs.min() + np.log(logs.size)))


def _log_tails(shared: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    both, first, second, size = (shared[name].to_numpy() for name in ("both", "first", "second", "size"))
    logs = np.zeros(len(shared))
    many = both > first * second / size  # at or below what is expected nothing speaks against chance
    law = Hypergeometric(size, first, second).take(many)
    logs[many] = log_upper_tail(both[many], law)
    return logs


def _problem(shared: pd.DataFrame, first: str, second: str) -> Problem:
    rarest = shared.iloc[int(np.argmin(_log_tails(shared)))]
    found = (
        f"{int(shared['both'].sum())} units of {first} again, {int(rarest['both'])} of {int(rarest['second'])} "
        f"in stratum {rarest.name}"
    )
    return Problem(second, f"units drawn apart from those of {first}", found, _REMEDY)
