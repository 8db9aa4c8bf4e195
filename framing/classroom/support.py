"""Support: which comparisons a corpus written for teaching should carry, from its truth alone."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.classroom.occurrences import counts_by_event
from framing.classroom.truth import Truth
from framing.errors import InferenceError, Problem
from framing.stats import max_t

# After gates G3 and G4 of a study: five articles that contribute, none with over 40 % of the occurrences of the two
# outlets, an error rate of .05 over all features of the two. Six events that differ are what .05 takes at least (2/2^5
# is .0625), so fewer are said to be few rather than unlucky.
LEAST_EVENTS, LEAST_ARTICLES, MOST_SHARE, ALPHA = 6, 5, 0.4, 0.05
# All 2^16 exchanges of two outlets, 70 features: 37 MB; beyond, exchanges would have to be sampled.
MOST_EVENTS = 16


def supported_claims(truth: Truth, language: str) -> pd.DataFrame:
    """Say of every planted feature and pair of outlets what the corpus should support.

    Parameters
    ----------
    truth : Truth
    language : str

    Returns
    -------
    DataFrame
        One row a feature and pair; columns feature, more, less (outlets), hits_more, hits_less, events (in which
        the two differ), articles (of the two that contribute), largest_share (of one event), p_adjusted, verdict.

        ``verdict``: *supported* – direction right and past the gates; *direction* – right, but too few events,
        articles or occurrences to be told from chance; *equal* – planted as equal, and so; *contradicted*.

    Notes
    -----
    Exact permutation of the two outlets within events: T = Σ s_k d_k / √Σ d_k², d_k the difference of counts in
    event k, s_k = ±1 over all 2^E assignments, the observed one counted once; p_adjusted is single-step maxT over
    all features of two outlets, whichever has more of each (Westfall & Young 1993).
    """
    counts = counts_by_event(truth, language)
    pairs = [
        (f.feature, more, less)
        for f in truth.features
        for more, less in (product(f.more, f.less) if f.more else combinations(f.less, 2))
    ]
    rows = pd.DataFrame(pairs, columns=["feature", "more", "less"])
    outlets = [" ".join(sorted(pair)) for pair in zip(rows["more"], rows["less"], strict=True)]
    by_pair = [_judged(counts, group) for _, group in rows.groupby(outlets, sort=True)]
    table = pd.concat(by_pair, ignore_index=True)
    planted_equal = table["feature"].isin([f.feature for f in truth.features if not f.more])
    return table.assign(verdict=_verdicts(table, planted_equal))


def _judged(counts: pd.DataFrame, group: pd.DataFrame) -> pd.DataFrame:
    """Return counts, events and corrected p of the features of one pair of outlets."""
    more, less = (
        counts.loc[list(zip(group["feature"], group[side], strict=True))].to_numpy(dtype=float)
        for side in ("more", "less")
    )
    hits = more.sum(axis=1) + less.sum(axis=1)
    return group.assign(
        hits_more=more.sum(axis=1).astype(int),
        hits_less=less.sum(axis=1).astype(int),
        events=(more != less).sum(axis=1),
        articles=(more > 0).sum(axis=1) + (less > 0).sum(axis=1),
        largest_share=np.maximum(more, less).max(axis=1) / np.maximum(hits, 1),
        p_adjusted=_adjusted(more - less),
    )


def _adjusted(differences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return single-step maxT p-values of rows of differences, shape (features, events)."""
    told = differences[:, np.abs(differences).sum(axis=0) > 0]
    n_events = told.shape[1]
    if n_events > MOST_EVENTS:
        expected = f"at most {MOST_EVENTS} events that differ, whose exchanges can all be visited"
        raise InferenceError(Problem("classroom.support", expected, str(n_events), "sample exchanges"))
    scale = np.sqrt((told**2).sum(axis=1))
    unit = told / np.where(scale > 0, scale, 1)[:, None]
    signs = 1 - 2 * ((np.arange(2**n_events)[:, None] >> np.arange(n_events)) & 1)
    return max_t(signs @ unit.T, step_down=False)  # row 0 exchanges nothing: the observed labelling


def _verdicts(table: pd.DataFrame, planted_equal: pd.Series) -> NDArray[np.str_]:
    right = table["hits_more"] > table["hits_less"]
    carried = (
        (table["events"] >= LEAST_EVENTS)
        & (table["articles"] >= LEAST_ARTICLES)
        & (table["largest_share"] <= MOST_SHARE)
        & (table["p_adjusted"] < ALPHA)
    )
    same = planted_equal & (table["hits_more"] == table["hits_less"])
    cases = [same, ~planted_equal & right & carried, ~planted_equal & right]
    return np.select(cases, ["equal", "supported", "direction"], "contradicted").astype(str)
