"""Measures of terms: what is said of a word from its counts alone, and how it is spread.

Whatever is a function of four counts treats tokens as independent, and so only describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing import stats
from framing.study.comparison.cell_estimates import Values, stack_rows
from framing.study.comparison.vocabulary import OWN, Vocabulary

Floats = NDArray[np.float64]
COUNTS = ("hits_a", "hits_b", "opportunities_a", "opportunities_b")
# Strength of the prior, in tokens for each token of both sides together: pooled counts as they are, a tenth, a hundredth.
PRIOR_STRENGTHS = (1.0, 0.1, 0.01)
# A prior that knows nothing: a hundredth of an occurrence of every term.
FLAT_PRIOR = 0.01


def described(frame: pd.DataFrame, n_types: int) -> dict[str, Values]:
    """Return the measures that are functions of the four counts, as if tokens were independent.

    Parameters
    ----------
    frame : DataFrame
        hits_a, hits_b, opportunities_a, opportunities_b; one row a term, all terms that were looked at.
    n_types : int
        Different terms of the whole vocabulary: what a flat prior spreads over.
    """
    counts = tuple(frame[column].to_numpy() for column in COUNTS)
    a, b, n_a, n_b = counts
    sizes = np.array([n_a[0], n_b[0]])
    found = {
        "log_ratio": stats.log_ratio(*counts),
        "conservative_log_ratio": stats.conservative_log_ratio(*counts),
        "percent_diff": stats.percent_diff(*counts),
        "odds_ratio": stats.odds_ratio(*counts),
        "g2": stats.g2(*counts),
        "g2_two_cell": stats.g2(*counts, cells=2),
        "chi_squared": stats.chi_squared(*counts),
        "fisher_log10_p": stats.fisher_p(*counts, log10=True),
        "specificity": stats.specificities(np.stack([a, b]), sizes)[0],
    }
    return {name: {"estimate": values} for name, values in found.items()} | _odds(a, b, sizes, n_types)


def _odds(a: Floats, b: Floats, sizes: Floats, n_types: int) -> dict[str, Values]:
    """δ and ζ under the pooled counts as prior, and what weaker priors make of ζ."""
    pooled, tokens = a + b, float(sizes.sum())
    priors = [(share * pooled, share * tokens) for share in PRIOR_STRENGTHS]
    priors.append((np.full(pooled.size, FLAT_PRIOR), FLAT_PRIOR * max(n_types, pooled.size)))
    odds = [stats.log_odds(a, b, sizes[0], sizes[1], alpha, alpha_0=whole) for alpha, whole in priors]
    z = np.stack([found.z for found in odds])
    one_sign = np.abs(np.sign(z).sum(axis=0)) == len(z)
    return {
        "log_odds": {"estimate": odds[0].delta},
        "log_odds_z": {"estimate": odds[0].z},
        "prior_sensitivity": flag(one_sign) | {"low": z.min(axis=0), "high": z.max(axis=0)},
    }


def dispersed(vocabulary: Vocabulary, part: slice, side: str) -> dict[str, Values]:
    """Return how each term is spread over the documents of one side, ``dp_a`` and so on."""
    sizes = vocabulary.sizes[part]
    spread = stats.deviation_of_proportions(vocabulary.counts[part], sizes)
    # in a single document nothing can be spread: 0 would read as perfectly even
    dp = spread.dp if (sizes > 0).sum() > 1 else np.full_like(spread.dp, np.nan)
    measures = {"dp": dp, "dpnorm": spread.dpnorm, "dp_egbert": spread.dp_egbert}
    return {f"{name}_{side}": {"estimate": values} for name, values in measures.items()}


def term_frame(
    terms: NDArray[np.object_], sides: Sequence[tuple[Floats, float, Floats]], voice: str = OWN
) -> pd.DataFrame:
    """Return one row a term: voice, term, and the counts of both sides as `estimates` has them.

    Parameters
    ----------
    terms : object array of str
    sides : two of (hits, opportunities, documents)
        Of every term, but the opportunities of all.
    voice : str
    """
    columns: dict[str, Any] = {"voice": voice, "term": terms}
    for side, (hits, room, documents) in zip("ab", sides, strict=True):
        columns |= {f"hits_{side}": hits, f"opportunities_{side}": np.full(len(terms), float(room))}
        columns[f"documents_{side}"] = documents
    return pd.DataFrame(columns)


def count_side(counts: Any, sizes: Floats, documents: slice) -> tuple[Floats, float, Floats]:
    """Return hits, opportunities and documents of some documents, as `term_frame` takes them."""
    part = counts[documents]
    containing = np.asarray((part > 0).sum(axis=0), dtype=float)
    return np.asarray(part.sum(axis=0)), float(sizes[documents].sum()), containing


def with_other_voices(
    frame: pd.DataFrame, statistics: dict[str, Values], vocabulary: Vocabulary, n_a: int
) -> pd.DataFrame:
    """Return the rows of all statistics, and below the log ratio in every other voice, of terms that are said in it."""
    tables = [stack_rows(frame, statistics)]
    for voice, (counts, sizes) in vocabulary.others.items():
        sides = [count_side(counts, sizes, side) for side in (slice(None, n_a), slice(n_a, None))]
        part = term_frame(vocabulary.terms, sides, voice)
        part = part.loc[part["hits_a"] + part["hits_b"] > 0]
        ratio = stats.log_ratio(*(part[column].to_numpy() for column in COUNTS))
        tables.append(stack_rows(part, {"log_ratio": {"estimate": ratio}}))
    return pd.concat([table for table in tables if len(table)], ignore_index=True)


def flag(values: NDArray[np.bool_]) -> Values:
    """Return 1 for true and 0 for false, as numbers of a table."""
    return {"estimate": values.astype(float)}
