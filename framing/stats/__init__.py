"""Statistics of the comparison: arrays in, arrays out, never text.

Describe with `g2`, `log_ratio`, `conservative_log_ratio`, `log_odds`, `clustered_log_odds`, `specificities`,
`rank_sum`, `deviation_of_proportions`, and what calculators print beside them; declare with `score_test` over
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
from framing.stats.clustered import clustered_log_odds
from framing.stats.conservative import conservative_log_ratio
from framing.stats.contingency import (
    bic,
    chi_squared,
    ell,
    g2_williams,
    g2_yates,
    p_of_chi_squared,
    simple_maths,
    two_proportion_z,
)
from framing.stats.decomposition import Decomposition, decompose
from framing.stats.dispersion import Dispersion, deviation_of_proportions
from framing.stats.dispersions import Evenness, evenness
from framing.stats.fisher import conditional_odds_ratio, fisher_p
from framing.stats.intervals import Interval, clopper_pearson, rule_of_three, wilson
from framing.stats.inversion import difference_interval, ratio_interval
from framing.stats.keyness import (
    LogOdds,
    difference_per_10k,
    g2,
    log_odds,
    log_ratio,
    odds_ratio,
    percent_diff,
    pooled_prior,
    signed,
    signed_g2,
)
from framing.stats.matched import (
    Events,
    Heterogeneity,
    events_from,
    heterogeneity,
    matched_log_odds_ratio,
    matched_log_rate_ratio,
    matched_share_difference,
)
from framing.stats.multiplicity import benjamini_hochberg, holm, holm_of_groups
from framing.stats.ranks import RankSum, rank_sum, text_dispersion_keyness
from framing.stats.ratios import (
    Drawn,
    Replicated,
    draw,
    drawn_units,
    log_odds_ratio,
    log_rate_ratio,
    share_difference,
    studentised,
)
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
from framing.stats.scores import ALL_ASPECTS, ScoreTest, score_test, score_z
from framing.stats.shifts import divergence_shift, entropy_shift, proportion_shift, shares_of_shift
from framing.stats.specificity import specificities

__all__ = [
    "ALL_ASPECTS",
    "ENUMERATION_LIMIT",
    "Decomposition",
    "Dispersion",
    "Drawn",
    "Estimate",
    "Evenness",
    "Events",
    "Heterogeneity",
    "Interval",
    "Labellings",
    "LogOdds",
    "RankSum",
    "Replicated",
    "ScoreTest",
    "benjamini_hochberg",
    "bic",
    "bootstrap",
    "bootstrap_weights",
    "chi_squared",
    "clopper_pearson",
    "clustered_log_odds",
    "conditional_odds_ratio",
    "conservative_log_ratio",
    "count_labellings",
    "decompose",
    "deviation_of_proportions",
    "difference_interval",
    "difference_of_ratios",
    "difference_per_10k",
    "divergence_shift",
    "draw",
    "drawn_units",
    "ell",
    "entropy_shift",
    "evenness",
    "events_from",
    "fisher_p",
    "g2",
    "g2_williams",
    "g2_yates",
    "heterogeneity",
    "holm",
    "holm_of_groups",
    "labellings",
    "log_odds",
    "log_odds_ratio",
    "log_rate_ratio",
    "log_ratio",
    "log_ratio_of_ratios",
    "matched_log_odds_ratio",
    "matched_log_rate_ratio",
    "matched_share_difference",
    "max_t",
    "odds_ratio",
    "p_of_chi_squared",
    "percent_diff",
    "permutation_p",
    "pooled_prior",
    "proportion_shift",
    "rank_sum",
    "ratio_interval",
    "ratio_of_sums",
    "rule_of_three",
    "score_test",
    "score_z",
    "share_difference",
    "shares_of_shift",
    "signed",
    "signed_g2",
    "simple_maths",
    "smallest_p",
    "smallest_p_paired",
    "specificities",
    "studentised",
    "text_dispersion_keyness",
    "two_proportion_z",
    "wilson",
]
