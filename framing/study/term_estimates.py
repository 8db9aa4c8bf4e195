"""Estimates of terms: keyness over the vocabulary, exploratory, the document as the unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing import stats
from framing.columns import codes_of
from framing.study.cell_estimates import Values, stack_rows
from framing.study.designs import Design
from framing.study.exchange import Chance, Purpose
from framing.study.measurements import Measurements

Floats = NDArray[np.float64]
# A term seen less often on both sides together carries no contrast; it stays in the totals and the prior.
MINIMUM_COUNT = 3
# Documents × terms that may be weighted by stratum at once (with its squares about 1.5 GB); the most frequent terms come first,
# the others are described without a permutation p.
MOST_STRATIFIED = 20_000_000
# Terms whose intervals are drawn together: 2,000 replicates × 5,000 terms are 80 MB an array.
INTERVAL_BLOCK = 5000


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Counts of a design.

    Attributes
    ----------
    terms : object array of str, shape (n_terms,)
        Those with at least `MINIMUM_COUNT` occurrences, by code point.
    counts : sparse array, shape (n_documents, n_terms)
    prior : float array, shape (n_terms,)
        Pooled counts, from which the Dirichlet prior is made.
    sizes : float array, shape (n_documents,)
        Tokens of each document, captions left out, rare terms included.
    """

    terms: NDArray[np.object_]
    counts: scipy.sparse.csr_array
    sizes: Floats


def vocabulary_from(measurements: Measurements, design: Design) -> Vocabulary:
    """Count terms by document, whatever their voice and position, captions left out."""
    counts = measurements.counts
    place = {doc_id: n for n, doc_id in enumerate(design.documents)}
    row_of = np.array([place.get(doc_id, -1) for doc_id in counts["doc_id"].cat.categories], dtype=np.int64)
    row = row_of[codes_of(counts["doc_id"])]
    kept = (row >= 0) & (counts["position"] != "caption").to_numpy()
    n = counts["n"].to_numpy(dtype=float)[kept]
    term = codes_of(counts["term"])[kept].astype(np.int64)
    shape = (len(design.documents), len(counts["term"].cat.categories))
    matrix = scipy.sparse.csr_array((n, (row[kept], term)), shape=shape)
    frequent = np.asarray(matrix.sum(axis=0)) >= MINIMUM_COUNT
    names = np.asarray(counts["term"].cat.categories, dtype=object)
    return Vocabulary(names[frequent], matrix[:, frequent], np.asarray(matrix.sum(axis=1), dtype=float))


def estimate_terms(vocabulary: Vocabulary, design: Design, chance: Chance) -> pd.DataFrame:
    """Estimate the keyness of every frequent term.

    Returns
    -------
    DataFrame
        term, statistic, estimate, low, high, p_value, p_adjusted and the counts of both sides. Statistics:
        log_ratio percent_diff g2 log_odds log_odds_z dp_a dp_b dpnorm_a dpnorm_b score_z bh_q.
        g2 and log_odds treat tokens as independent: they describe; only score_z carries a p-value.
    """
    if not len(vocabulary.terms):
        return pd.DataFrame(columns=["term", "statistic"])
    frame = _counts(vocabulary, design)
    columns = ("hits_a", "hits_b", "opportunities_a", "opportunities_b")
    numbers = tuple(frame[column].to_numpy() for column in columns)
    statistics = _described(*numbers) | _dispersed(vocabulary, design) | _permuted(vocabulary, chance)
    statistics["log_ratio"] |= _interval(vocabulary, design, chance)
    return stack_rows(frame, statistics)


def _counts(vocabulary: Vocabulary, design: Design) -> pd.DataFrame:
    a, b = vocabulary.counts[: design.n_a], vocabulary.counts[design.n_a :]
    return pd.DataFrame(
        {
            "term": vocabulary.terms,
            "hits_a": np.asarray(a.sum(axis=0)),
            "hits_b": np.asarray(b.sum(axis=0)),
            "opportunities_a": vocabulary.sizes[: design.n_a].sum(),
            "opportunities_b": vocabulary.sizes[design.n_a :].sum(),
            "documents_a": np.asarray((a > 0).sum(axis=0), dtype=float),
            "documents_b": np.asarray((b > 0).sum(axis=0), dtype=float),
        }
    )


def _described(a: Floats, b: Floats, n_a: Floats, n_b: Floats) -> dict[str, Values]:
    # the pooled counts of the whole vocabulary are the prior: α0 is the number of tokens of both sides
    odds = stats.log_odds(a, b, n_a, n_b, a + b, alpha_0=float(n_a[0] + n_b[0]))
    return {
        "log_ratio": {"estimate": stats.log_ratio(a, b, n_a, n_b)},
        "percent_diff": {"estimate": stats.percent_diff(a, b, n_a, n_b)},
        "g2": {"estimate": stats.g2(a, b, n_a, n_b)},
        "log_odds": {"estimate": odds.delta},
        "log_odds_z": {"estimate": odds.z},
    }


def _dispersed(vocabulary: Vocabulary, design: Design) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for side, part in (("a", slice(None, design.n_a)), ("b", slice(design.n_a, None))):
        spread = stats.deviation_of_proportions(vocabulary.counts[part], vocabulary.sizes[part])
        # in a single document nothing can be spread: 0 would read as perfectly even
        dp = spread.dp if len(vocabulary.sizes[part]) > 1 else np.full_like(spread.dp, np.nan)
        found |= {f"dp_{side}": {"estimate": dp}, f"dpnorm_{side}": {"estimate": spread.dpnorm}}
    return found


def _permuted(vocabulary: Vocabulary, chance: Chance) -> dict[str, Values]:
    chosen = _testable(vocabulary, chance.design)
    result = chance.permute(vocabulary.counts[:, chosen], vocabulary.sizes)
    z, p_value, p_adjusted, q = (np.full(len(vocabulary.terms), np.nan) for _ in range(4))
    z[chosen], p_value[chosen], p_adjusted[chosen] = result.z, result.p_value, result.p_adjusted
    q[chosen] = stats.benjamini_hochberg(result.p_value)
    return {
        "score_z": {"estimate": z, "p_value": p_value, "p_adjusted": p_adjusted},
        "bh_q": {"estimate": q},
    }


def _testable(vocabulary: Vocabulary, design: Design) -> NDArray[np.intp]:
    """All terms; where strata have to be weighted, as many of the most frequent as memory allows."""
    everything = np.arange(len(vocabulary.terms))
    most = MOST_STRATIFIED // len(design.documents)
    if len(np.unique(design.strata)) == 1 or len(everything) <= most:
        return everything
    total = np.asarray(vocabulary.counts.sum(axis=0))
    return np.sort(np.lexsort((everything, -total))[:most])


def _interval(vocabulary: Vocabulary, design: Design, chance: Chance) -> Values:
    """Bounds of the log ratio by drawing documents again."""
    low, high = np.full(len(vocabulary.terms), np.nan), np.full(len(vocabulary.terms), np.nan)
    for first in range(0, len(vocabulary.terms), INTERVAL_BLOCK):
        block = slice(first, first + INTERVAL_BLOCK)
        found = chance.interval(_log2_ratio(vocabulary, design, block), Purpose.BOOTSTRAP_TERMS)
        low[block], high[block] = found.low, found.high
    return {"low": low, "high": high}


def _log2_ratio(vocabulary: Vocabulary, design: Design, block: slice):  # type: ignore[no-untyped-def]
    hits, sizes = vocabulary.counts[:, block], vocabulary.sizes[:, np.newaxis]
    return lambda weights: stats.log_ratio_of_ratios(weights, hits, sizes, design.in_a) / np.log(2)
