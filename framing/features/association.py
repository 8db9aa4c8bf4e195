"""How strongly collocates are tied to a head, by the association measures of nltk.

With a head's windows as one text and the rest as the other, for each collocate

    n_ii  its tokens inside the windows        n_xi  its tokens everywhere
    n_ix  tokens inside the windows            n_xx  tokens everywhere

are the marginals of nltk's ``BigramAssocMeasures``. Likelihood ratio after Dunning (1993), pointwise mutual information
after Church & Hanks (1990), Student's t after Church et al. (1991), all as in Manning & Schütze (1999, ch. 5);
normalised PMI after Bouma (2009): PMI / −log₂(n_ii / n_xx).
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pandas as pd

MEASURES: Final = ("likelihood_ratio", "pmi", "npmi", "student_t")
# Below that PMI ranks hapaxes first (Manning & Schütze 1999, §5.4).
MINIMUM: Final = 3


def association(collocations: pd.DataFrame, counts: pd.DataFrame, minimum: int = MINIMUM) -> pd.DataFrame:
    """Return the collocates of each head with how strongly they are tied to it.

    Parameters
    ----------
    collocations : DataFrame
        Contract ``collocations``; several documents and voices are added up.
    counts : DataFrame
        Contract ``counts`` of the same documents; captions are left out, as in `collocations`.
    minimum : int
        Least number of tokens inside the windows.

    Returns
    -------
    DataFrame
        Columns referent, term, n_ii, n_ix, n_xi, n_xx, documents and `MEASURES`; by referent, strongest likelihood
        ratio first. The likelihood ratio is signed: negative where the term avoids the head.
    """
    body = counts.loc[counts["position"].astype("str") != "caption"]
    total = body.groupby("term", observed=True)["n"].sum()
    near = (
        collocations.groupby(["referent", "term"], observed=True)
        .agg(n_ii=("n", "sum"), documents=("doc_id", "nunique"))
        .reset_index()
    )
    near = near.assign(n_ix=near.groupby("referent", observed=True)["n_ii"].transform("sum"))
    near = near.assign(
        n_xi=near["term"].astype("object").map(dict(total.items())).fillna(0).astype("int64"),
        n_xx=int(total.sum()),
    )
    scored = _scored(near.loc[near["n_ii"] >= minimum].astype({"referent": "str", "term": "str"}))
    ordered = scored.sort_values(["referent", "likelihood_ratio", "term"], ascending=[True, False, True])
    return ordered.reset_index(drop=True)


def _scored(table: pd.DataFrame) -> pd.DataFrame:
    """Add the measures; nltk is imported here because it costs half a second that most runs do not need."""
    from nltk.metrics.association import BigramAssocMeasures as Measures  # noqa: PLC0415

    marginals = zip(*(table[c].tolist() for c in ("n_ii", "n_ix", "n_xi", "n_xx")), strict=True)
    rows = []
    for n_ii, n_ix, n_xi, n_xx in marginals:
        given = (n_ii, (n_ix, n_xi), n_xx)
        sign = 1.0 if n_ii * n_xx >= n_ix * n_xi else -1.0
        pmi = Measures.pmi(*given)
        rows.append(
            (
                sign * Measures.likelihood_ratio(*given),
                pmi,
                normalised(pmi, n_ii, n_xx),
                Measures.student_t(*given),
            )
        )
    scores = np.array(rows, dtype=float).reshape(-1, len(MEASURES))
    return table.assign(**dict(zip(MEASURES, scores.T, strict=True)))


def normalised(pmi: float, n_ii: int, n_xx: int) -> float:
    """Return normalised PMI: 1 where the two only occur together, 0 independent, −1 never together (Bouma 2009)."""
    joint = -math.log2(n_ii / n_xx)
    return pmi / joint if joint else 1.0
