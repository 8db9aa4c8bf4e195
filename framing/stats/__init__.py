"""Statistics of the comparison: arrays in, arrays out, never text.

Describe with `g2`, `log_ratio`, `log_odds`, `deviation_of_proportions`; declare with `score_test` over
`labellings` of the articles; bound with `bootstrap`, `wilson`, `rule_of_three`; say what moves a gap with `decompose`.
"""

from framing.stats.bootstrapping import (
    Estimate,
    bootstrap,
    bootstrap_weights,
    difference_of_ratios,
    log_ratio_of_ratios,
    ratio_of_sums,
)
from framing.stats.decomposition import Decomposition, decompose
from framing.stats.dispersion import Dispersion, deviation_of_proportions
from framing.stats.intervals import Interval, clopper_pearson, rule_of_three, wilson
from framing.stats.keyness import (
    LogOdds,
    difference_per_10k,
    g2,
    log_odds,
    log_ratio,
    odds_ratio,
    percent_diff,
    pooled_prior,
    signed_g2,
)
from framing.stats.multiplicity import benjamini_hochberg, holm, holm_of_groups
from framing.stats.resampling import (
    ENUMERATION_LIMIT,
    Labellings,
    count_labellings,
    labellings,
    max_t,
    permutation_p,
    smallest_p,
    smallest_p_paired,
)
from framing.stats.scores import ScoreTest, score_test, score_z

__all__ = [
    "ENUMERATION_LIMIT",
    "Decomposition",
    "Dispersion",
    "Estimate",
    "Interval",
    "Labellings",
    "LogOdds",
    "ScoreTest",
    "benjamini_hochberg",
    "bootstrap",
    "bootstrap_weights",
    "clopper_pearson",
    "count_labellings",
    "decompose",
    "deviation_of_proportions",
    "difference_of_ratios",
    "difference_per_10k",
    "g2",
    "holm",
    "holm_of_groups",
    "labellings",
    "log_odds",
    "log_ratio",
    "log_ratio_of_ratios",
    "max_t",
    "odds_ratio",
    "percent_diff",
    "permutation_p",
    "pooled_prior",
    "ratio_of_sums",
    "rule_of_three",
    "score_test",
    "score_z",
    "signed_g2",
    "smallest_p",
    "smallest_p_paired",
    "wilson",
]
