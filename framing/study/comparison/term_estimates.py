"""Estimates of terms: keyness over the vocabulary in the outlets' own voice; exploratory, the document as the unit.

Whatever is said of a term stands in one row, what declares beside what only describes. Treated as if tokens were
independent, and so descriptive: conservative_log_ratio, percent_diff, odds_ratio, g2, g2_two_cell, chi_squared,
fisher_log10_p, log_odds, log_odds_z, prior_sensitivity, specificity. By document, but without a test that holds:
log_odds_z_clustered, rank_sum_z, text_dispersion_g2, dp, dpnorm, dp_egbert. Only the permutation beside score_z declares.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing import stats
from framing.stats.omission import matched_sign_holds, sign_holds
from framing.study.comparison.cell_estimates import Values
from framing.study.comparison.designs import Design
from framing.study.comparison.exchange import Chance
from framing.study.comparison.term_measures import (
    count_side,
    described,
    dispersed,
    flag,
    term_frame,
    with_other_voices,
)
from framing.study.comparison.vocabulary import Vocabulary

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# statistics.md §3: what stands in fewer articles (or events, where there are any) of an outlet is no habit of it.
ARTICLES_TO_LIST = 3
EVENTS_TO_LIST = 2
# One term is no vocabulary: it fills both sides.
FEWEST_TYPES = 2
EMPTY = pd.DataFrame(columns=["voice", "term", "statistic"])


def estimate_terms(vocabulary: Vocabulary, design: Design, chance: Chance) -> pd.DataFrame:
    """Estimate the keyness of every term of a vocabulary between two sides of documents.

    Parameters
    ----------
    vocabulary : Vocabulary
        Rows as `Design.documents`.
    design : Design
    chance : Chance

    Returns
    -------
    DataFrame
        voice, term, statistic, estimate, low, high, p_value, p_adjusted and the counts of both sides. In the voice "own":
        log_ratio (with its interval; pooled where events are matched) conservative_log_ratio percent_diff odds_ratio g2
        g2_two_cell chi_squared fisher_log10_p log_odds log_odds_z prior_sensitivity specificity log_odds_z_clustered
        rank_sum_z text_dispersion_g2 dp_a dp_b dpnorm_a dpnorm_b dp_egbert_a dp_egbert_b score_z prevalence_z intensity_z
        bh_q sign_holds listed. In every other voice in which a term is said: log_ratio. Empty where a side has no word of
        its own.

        The p-values beside score_z are of the largest of the three z: a term is tested in all its aspects together.
        prior_sensitivity is 1 where log_odds_z has one sign under every prior, its bounds the smallest and the largest.
        sign_holds is 1 where log_ratio keeps its sign whichever document is left out, listed where moreover the term
        stands in `ARTICLES_TO_LIST` documents, of `EVENTS_TO_LIST` events, of the side that says it more.
    """
    parts = (slice(None, design.n_a), slice(design.n_a, None))
    sides = [count_side(vocabulary.counts, vocabulary.sizes, part) for part in parts]
    if (
        not (len(vocabulary.terms) and all(room for _, room, _ in sides))
        or _n_types(vocabulary) < FEWEST_TYPES
    ):
        return EMPTY
    frame = term_frame(vocabulary.terms, sides)
    statistics = described(frame, _n_types(vocabulary)) | _by_document(vocabulary, design, frame)
    statistics |= _permuted(vocabulary, chance)
    statistics["log_ratio"] |= _interval(vocabulary, chance)
    statistics |= _stable(vocabulary, design, statistics["log_ratio"]["estimate"], frame)
    return with_other_voices(frame, statistics, vocabulary, design.n_a)


def _by_document(vocabulary: Vocabulary, design: Design, frame: pd.DataFrame) -> dict[str, Values]:
    counts, sizes, in_a = vocabulary.counts, vocabulary.sizes, design.in_a
    pooled = (frame["hits_a"] + frame["hits_b"]).to_numpy()
    clustered = stats.clustered_log_odds(counts, sizes, in_a, pooled, alpha_0=float(sizes.sum()))
    found = {
        "log_odds_z_clustered": {"estimate": clustered.z},
        "rank_sum_z": {"estimate": stats.rank_sum(counts, sizes, in_a).z},
        "text_dispersion_g2": {"estimate": stats.text_dispersion_keyness(counts, in_a)},
    }
    spread = dispersed(vocabulary, slice(None, design.n_a), "a")
    return found | spread | dispersed(vocabulary, slice(design.n_a, None), "b")


def _permuted(vocabulary: Vocabulary, chance: Chance) -> dict[str, Values]:
    result = chance.permute(vocabulary.counts, vocabulary.sizes)
    rate, prevalence, intensity = result.z.T
    return {
        "score_z": {"estimate": rate, "p_value": result.p_value, "p_adjusted": result.p_adjusted},
        "prevalence_z": {"estimate": prevalence},
        "intensity_z": {"estimate": intensity},
        "bh_q": {"estimate": stats.benjamini_hochberg(result.p_value)},
    }


def _interval(vocabulary: Vocabulary, chance: Chance) -> Values:
    """Bounds of the log ratio, and its value where events are pooled."""
    found = chance.term_intervals.log_rate_ratio(vocabulary.counts, vocabulary.sizes)
    bounds = {"low": found.low / np.log(2), "high": found.high / np.log(2)}
    pooled = {"estimate": found.estimate / np.log(2)} if chance.design.kind == "matched" else {}
    return bounds | pooled


def _stable(vocabulary: Vocabulary, design: Design, ratio: Floats, frame: pd.DataFrame) -> dict[str, Values]:
    """Whether a direction outlasts every document, and whether it is the outlet's: see `estimate_terms`."""
    counts, sizes, in_a = vocabulary.counts, vocabulary.sizes, design.in_a
    if design.kind == "matched":
        holds = matched_sign_holds(counts, sizes, in_a, design.events)
    else:
        holds = sign_holds(counts, sizes, in_a)
    articles = np.where(ratio > 0, frame["documents_a"], frame["documents_b"])
    events = articles
    if design.shared_events:
        events = np.where(
            ratio > 0, *(_happenings(vocabulary, design.events, side) for side in (in_a, ~in_a))
        )
    enough = (articles >= ARTICLES_TO_LIST) & (events >= EVENTS_TO_LIST)
    return {"sign_holds": flag(holds), "listed": flag(holds & enough)}


def _happenings(vocabulary: Vocabulary, events: NDArray[np.int64], side: Flags) -> Floats:
    """Return in how many events of a side each term stands; a document without an event is one of its own."""
    own = np.flatnonzero(side)
    alone = events.max(initial=-1) + 1 + np.arange(own.size)
    codes = np.unique(np.where(events[own] >= 0, events[own], alone), return_inverse=True)[1]
    places = (codes, np.arange(own.size))
    shape = (int(codes.max(initial=-1)) + 1, own.size)
    belongs = scipy.sparse.csr_array((np.ones(own.size), places), shape=shape)
    return np.asarray((belongs @ vocabulary.counts[own] > 0).sum(axis=0), dtype=float)


def _n_types(vocabulary: Vocabulary) -> int:
    return max(vocabulary.n_types, len(vocabulary.terms))
