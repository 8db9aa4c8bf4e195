"""Measures of terms: four counts, four priors, and what cannot be spread."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import scipy

from framing.stats import log_odds
from framing.study.comparison.term_measures import COUNTS, described, dispersed
from framing.study.comparison.vocabulary import Vocabulary


def frame(*rows: tuple[float, float], n_a: float = 1000.0, n_b: float = 3000.0) -> pd.DataFrame:
    return pd.DataFrame([(a, b, n_a, n_b) for a, b in rows], columns=list(COUNTS))


def test_bounds_hold_the_scores_of_every_prior() -> None:
    table = frame((5, 14), (90, 10))
    found = described(table, 40)
    bounds = found["prior_sensitivity"]
    counts = [table[column].to_numpy() for column in COUNTS]
    for alpha, whole in ((counts[0] + counts[1], 4000.0), (np.full(2, 0.01), 0.4)):
        z = log_odds(counts[0], counts[1], 1000, 3000, alpha, alpha_0=whole).z
        assert (bounds["low"] <= z + 1e-12).all()
        assert (z - 1e-12 <= bounds["high"]).all()
    assert found["log_odds_z"]["estimate"][0] > 0


def test_a_sign_that_a_prior_turns_does_not_hold() -> None:
    # 1 in 1,000 against 2 in 2,100; a flat prior over 90,000 types weighs more in the smaller corpus
    found = described(frame((1, 2), (90, 10), n_b=2100.0), 90_000)
    assert found["log_odds_z"]["estimate"][0] > 0
    assert found["prior_sensitivity"]["low"][0] < 0
    assert found["prior_sensitivity"]["estimate"].tolist() == [0.0, 1.0]
    proportional = described(frame((10, 30), (90, 10)), 40)["prior_sensitivity"]
    assert proportional["estimate"].tolist() == [0.0, 1.0]


def test_a_flat_prior_spreads_over_the_whole_vocabulary() -> None:
    narrow, wide = (
        described(frame((5, 1), (90, 10)), n)["prior_sensitivity"]["high"][0] for n in (2, 90_000)
    )
    assert narrow != pytest.approx(wide)


def test_in_one_article_nothing_can_be_spread() -> None:
    counts = scipy.sparse.csr_array(np.array([[3.0, 0.0], [4.0, 1.0], [2.0, 2.0]]))
    vocabulary = Vocabulary(np.array(["a", "b"], dtype=object), counts, np.array([10.0, 10.0, 10.0]))
    assert np.isnan(dispersed(vocabulary, slice(None, 1), "a")["dp_a"]["estimate"]).all()
    spread = dispersed(vocabulary, slice(1, None), "b")
    assert set(spread) == {"dp_b", "dpnorm_b", "dp_egbert_b"}
    assert spread["dp_b"]["estimate"].tolist() == pytest.approx([1 / 6, 1 / 6])
