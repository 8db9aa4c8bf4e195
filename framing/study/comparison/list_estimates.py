"""Estimates against a list: keyness where the reference is frequencies, which have no articles.

Nothing can be permuted, drawn again or left out on the side of a list, so nothing is declared against it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing.stats.omission import sign_holds_against
from framing.study.comparison.term_estimates import ARTICLES_TO_LIST, EMPTY, FEWEST_TYPES
from framing.study.comparison.term_measures import (
    count_side,
    described,
    dispersed,
    flag,
    term_frame,
    with_other_voices,
)
from framing.study.comparison.vocabulary import MINIMUM_COUNT, OWN, Vocabulary
from framing.study.config.word_lists import WordList

Floats = NDArray[np.float64]


def estimate_against_list(vocabulary: Vocabulary, words: WordList) -> pd.DataFrame:
    """Estimate the keyness of documents against a list of frequencies: whatever needs no articles on its side.

    Parameters
    ----------
    vocabulary : Vocabulary
        Every term of the measurements, as `framing.study.comparison.vocabulary.count_terms` counts them.
    words : WordList

    Returns
    -------
    DataFrame
        As `estimate_terms`, without interval, permutation, ranks and clustered variance; terms of the documents that
        occur `MINIMUM_COUNT` times on both sides together, and those of the list whose rate would make as many in the
        documents: of the others their absence says nothing.
    """
    n_a, n_b = vocabulary.sizes.sum(), words.total
    if not n_a or max(vocabulary.n_types, len(words.terms)) < FEWEST_TYPES:
        return EMPTY
    shared, listed = _aligned(vocabulary, words)
    own = np.asarray(shared.counts.sum(axis=0))
    chosen = ((own > 0) & (own + listed >= MINIMUM_COUNT)) | (listed * n_a >= MINIMUM_COUNT * n_b)
    part, b = shared.take(chosen), listed[chosen]
    outlet = count_side(part.counts, part.sizes, slice(None))
    frame = term_frame(part.terms, [outlet, (b, n_b, np.full(b.size, np.nan))])
    statistics = described(frame, int((own + listed > 0).sum())) | dispersed(part, slice(None), "a")
    holds = sign_holds_against(part.counts, part.sizes, b, n_b)
    enough = (statistics["log_ratio"]["estimate"] > 0) & (outlet[2] >= ARTICLES_TO_LIST)
    statistics |= {"sign_holds": flag(holds), "listed": flag(holds & enough)}
    table = with_other_voices(frame, statistics, part, len(part.sizes))
    unknown = table["voice"] != OWN  # of a list it is not known who speaks
    return table.assign(
        **{f"{c}_b": table[f"{c}_b"].mask(unknown) for c in ("hits", "opportunities", "documents")}
    )


def _aligned(vocabulary: Vocabulary, words: WordList) -> tuple[Vocabulary, Floats]:
    """Return the vocabulary over the terms of both, by code point, and the counts of the list."""
    own = dict(zip(vocabulary.terms, range(len(vocabulary.terms)), strict=True))
    listed = dict(zip(words.terms, words.counts, strict=True))
    terms = np.array(sorted(own.keys() | listed.keys()), dtype=object)
    place = np.array([own.get(term, len(own)) for term in terms], dtype=np.intp)
    widened = Vocabulary(
        np.append(vocabulary.terms, ""), _with_empty_column(vocabulary.counts), vocabulary.sizes, 0,
        {voice: (_with_empty_column(c), sizes) for voice, (c, sizes) in vocabulary.others.items()},
    )  # fmt: skip
    part = widened.take(place)
    aligned = Vocabulary(terms, part.counts, part.sizes, 0, part.others)
    return aligned, np.array([listed.get(term, 0.0) for term in terms])


def _with_empty_column(counts: scipy.sparse.csr_array) -> scipy.sparse.csr_array:
    shape = (counts.shape[0], counts.shape[1] + 1)
    return scipy.sparse.csr_array((counts.data, counts.indices, counts.indptr), shape=shape)
