"""Calibration: how often a study declares something between two halves of one outlet, where there is nothing to declare.

    python tests/benchmarks/calibration.py --cache ../bundles [--splits 500] [--topic-splits 500] [--only Reuters]

Needs ../shared/data: Le Figaro, Le Point, and Reuters, CNN and Fox of allsides. No text is printed or kept.

Split     n articles of the outlet against n others, drawn at random. It goes through what a study with claims, cues and words
          does to a contrast: `Chance.permute` for the vocabulary, `Chance.permute_cells` for the cells, 499 permutations (or
          all divisions where they are few; the error does not depend on their number), the chance of a false alarm divided as `spending_from` divides it. Declared: corrected
          p ≤ .05; a study asks for less than .05, so that what is counted here is never less than what it declares.
Claims    ten cells: those with most hits in the outlets' own voice, over all outlets of the language (`CLAIMS`, `claimed`).
          A study declares what it expects to find and knows nothing of hits; ten full cells are the hardest ten to keep quiet.
Words     what occurs three times in both halves together, in the own voice.
Others    rules of other tools on the same splits and words; G2 and its kin take tokens as independent. The prior of Fightin'
          Words is as strong as both halves together, as the product prints it: a weaker one declares more.
Topics    the outlet's two most frequent topics, mixed 70/30 against 30/70: what differs is the topic alone. Once without
          strata, to show, once with the topic as stratum.
Bars      splits that declare: over all cells of the table .05 and two standard errors, in each cell .05 and three.

It does not show what happens where two outlets differ in some words and not in others; step-down maxT keeps its error there by
Westfall and Young's proof, the screening of cues within families does not (`framing.study.comparison.adjustment`).
"""

from __future__ import annotations

import argparse
import itertools
import math
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import outlets
import pandas as pd
from outlets import (
    ALPHA,
    EXTRACTORS,
    OUTLETS,
    SHOWN,
    Outlet,
    half_against_half,
)
from runs import in_parallel, signature, table

from framing.stats import (
    benjamini_hochberg,
    conservative_log_ratio,
    g2,
    log_odds,
    p_of_chi_squared,
    rank_sum,
    score_test,
)
from framing.study.comparison.cells import KEY
from framing.study.comparison.exchange import Chance
from framing.study.comparison.spending import spending_from

SEED: Final = 20261123
SIZES: Final = (5, 10, 25, 50, 100, 300)
CLAIMS: Final = 10
MIXED: Final = 0.7
# A test by permutation keeps its error with any number of them; half as many as `power.py` takes half the time.
REPLICATES: Final = 499
# Splits that one process takes at a time: some seconds of work.
CHUNK: Final = 25
SPENDING: Final = spending_from(EXTRACTORS, declared=True)
KINDS: Final = ("a word", "a cue", "a claim", "any of them")
ALONE: Final = "score z of three aspects, maxT, words alone at .05"
# What statistics.md §9 has: % of splits with a word at n = 5, 25, 100, 300; median of words at n = 100.
REFERENCE: Final = {
    "G2, p < .05": ("100 / 100 / 100 / 100", "753"),
    "G2, Benjamini–Hochberg": ("99 / 100 / 100 / 100", "299"),
    "G2, Bonferroni": ("98 / 100 / 100 / 100", "48"),
    "Fightin' Words, abs(z) > 1.96": ("100 / 100 / 100 / 100", "343"),
    "conservative log ratio, Bonferroni": ("91 / 98 / 100 / 100", "36"),
    "Wilcoxon on rates, Benjamini–Hochberg": ("0 / 0 / 0.6 / 0.8", "0"),
    "score z of the rate, maxT": ("4.7 / 4.2 / 4.6 / 4.4", "0"),
    ALONE: ("–", "–"),
    "as a study declares words": ("–", "–"),
}
RULES: Final = tuple(REFERENCE)


class Unit(NamedTuple):
    """Some splits of one outlet at one size."""

    part: str
    outlet: str
    n: int
    splits: range


class Split(NamedTuple):
    """What was declared in one split: of each kind whether anything, of each rule how many words."""

    declared: tuple[bool, ...]
    words: tuple[int, ...]


# Counted outlets and the claims of their language; processes inherit them.
counted: dict[str, Outlet] = {}
claims: dict[str, list[tuple[str, ...]]] = {}


def claimed(language: str) -> list[tuple[str, ...]]:
    """Return the keys of the cells with most hits in the own voice over the outlets of a language."""
    parts = [
        o.cells.index[KEY].assign(hits=o.cells.hits.sum(axis=0))
        for o in counted.values()
        if o.language == language
    ]
    sums = pd.concat(parts).groupby(KEY, as_index=False)["hits"].sum()
    own = sums.loc[sums["voice"] == "own"]
    most = own.sort_values(["hits", *KEY], ascending=[False] + [True] * len(KEY)).head(CLAIMS)
    return [tuple(key) for key in most[KEY].to_numpy()]


def take(unit: Unit) -> list[Split]:
    """Test some splits."""
    return [one_split(unit, n) for n in unit.splits]


def one_split(unit: Unit, number: int) -> Split:
    """Draw a split and test it."""
    outlet = counted[unit.outlet]
    generator = np.random.default_rng([SEED, list(OUTLETS).index(unit.outlet), unit.n, number])
    name = f"{unit.outlet}:{unit.n}:{number}"
    if unit.part == "halves":
        rows, strata = generator.permutation(len(outlet))[: 2 * unit.n], None
    else:
        rows, strata = mixed(outlet, unit.n, generator)
    seen = strata if unit.part == "within topics" else None
    chance = half_against_half(outlet, rows, name, SEED, SPENDING, seen, REPLICATES)
    hits, sizes = outlet.words(rows), outlet.sizes[rows]
    p = chance.permute(hits, sizes).p_adjusted
    cues, declared = cells_declared(outlet, rows, chance)
    kinds = (bool((p <= ALPHA).any()), cues, declared)
    # alone, the words have all of the chance; a p raised above 1 is cut there, and that is above .05 in any case
    ours = int((p * SPENDING.words <= ALPHA).sum()), int((p <= ALPHA).sum())
    if unit.part != "halves":
        return Split((*kinds, any(kinds)), ())
    return Split((*kinds, any(kinds)), (*other_rules(hits, sizes, unit.n, chance), *ours))


def mixed(outlet: Outlet, n: int, generator: np.random.Generator) -> tuple[Any, Any]:
    """Draw n articles a side, 70 % of the first topic on one and 70 % of the second on the other."""
    drawn = [
        generator.permutation(np.flatnonzero(outlet.topics == topic))[:n] for topic in two_topics(outlet)
    ]
    most = math.ceil(MIXED * n)
    rows = np.concatenate([drawn[0][:most], drawn[1][: n - most], drawn[0][most:], drawn[1][n - most :]])
    return rows, (outlet.topics[rows] == two_topics(outlet)[1]).astype(np.int64)


def two_topics(outlet: Outlet) -> list[str]:
    """Return the two most frequent topics, equal ones by name."""
    names, sizes = np.unique(outlet.topics[outlet.topics != ""].astype(str), return_counts=True)
    return [str(name) for name in names[np.lexsort((names, -sizes))][:2]]


def suffices(outlet: Outlet, n: int) -> bool:
    """Tell whether an outlet has n articles of each of two topics."""
    topics = two_topics(outlet)
    return len(topics) == 2 and min(int((outlet.topics == topic).sum()) for topic in topics) >= n


def cells_declared(outlet: Outlet, rows: Any, chance: Chance) -> tuple[bool, bool]:
    """Tell whether any cue, and whether any claim, is declared; as `framing.study.comparison.cell_estimates` asks."""
    of_claims = outlet.cells.are(claims[outlet.language])
    chosen = (outlet.cells.hits[rows].sum(axis=0) > 0) | of_claims
    hits, room = outlet.cells.hits[rows][:, chosen], outlet.cells.opportunities[rows][:, chosen]
    families = np.unique(outlet.families[chosen], return_inverse=True)[1]
    found = chance.permute_cells(hits, np.maximum(room, hits > 0), families, of_claims[chosen])
    refused = found.p_adjusted <= ALPHA
    return bool(refused[~of_claims[chosen]].any()), bool(refused[of_claims[chosen]].any())


def other_rules(hits: Any, sizes: Any, n: int, chance: Chance) -> tuple[int, ...]:
    """Return how many words each rule of other tools declares, and the score of the rate alone."""
    a, b = np.asarray(hits[:n].sum(axis=0)), np.asarray(hits[n:].sum(axis=0))
    n_a, n_b = sizes[:n].sum(), sizes[n:].sum()
    p = p_of_chi_squared(g2(a, b, n_a, n_b))
    ranked = rank_sum(hits, sizes, np.arange(2 * n) < n)
    found = (
        p < ALPHA,
        benjamini_hochberg(p) < ALPHA,
        p < ALPHA / p.size,
        np.abs(log_odds(a, b, n_a, n_b, a + b, alpha_0=float(n_a + n_b)).z) > 1.96,
        conservative_log_ratio(a, b, n_a, n_b) != 0,
        benjamini_hochberg(ranked.p_value) < ALPHA,
        score_test(hits, sizes, chance.labels.matrix, aspects=("rate",)).p_adjusted <= ALPHA,
    )
    return tuple(int(declared.sum()) for declared in found)


def units(splits: int, topic_splits: int, names: Sequence[str], sizes: Sequence[int]) -> list[Unit]:
    """Return the work, the longest first."""
    found = []
    for n, name in itertools.product(sorted(sizes, reverse=True), names):
        parts = ["halves"] if 2 * n <= len(counted[name]) else []
        parts += ["mixed", "within topics"] if suffices(counted[name], n) else []
        for part in parts:
            most = splits if part == "halves" else topic_splits
            found += [
                Unit(part, name, n, range(first, min(first + CHUNK, most))) for first in range(0, most, CHUNK)
            ]
    return found


def measured(work: Iterable[Unit], workers: int) -> dict[tuple[str, str, int], list[Split]]:
    """Return the splits of each part, outlet and size, in order whatever finished first."""
    found: dict[tuple[str, str, int], dict[int, list[Split]]] = {}
    for unit, splits in in_parallel(take, work, workers, "calibration"):
        found.setdefault((unit.part, unit.outlet, unit.n), {})[unit.splits.start] = splits
    return {key: [split for first in sorted(parts) for split in parts[first]] for key, parts in found.items()}


def errors(found: dict[tuple[str, str, int], list[Split]], part: str, *, barred: bool) -> str:
    """Return the table of one part: splits that declare anything, by outlet and size."""
    rows, pooled = [], []
    for name, n in itertools.product(OUTLETS, SIZES):
        splits = found.get((part, name, n), [])
        if splits:
            declared = np.array([split.declared for split in splits])
            pooled.append(declared)
            rows.append([SHOWN[name], n, len(splits), *shares(declared), bar(declared, 3, barred)])
    if not rows:
        return "No outlet has enough articles."
    whole = np.concatenate(pooled)
    rows.append(["all", "", len(whole), *shares(whole), bar(whole, 2, barred)])
    return table(["outlet", "n", "splits", *(f"{kind}, %" for kind in KINDS), "bar, %"], rows)


def shares(declared: Any) -> list[str]:
    """Return the percentages of splits."""
    return [f"{100 * share:.1f}" for share in declared.mean(axis=0)]


def bar(declared: Any, errors_allowed: int, barred: bool) -> str:
    """Return the bar, and whether the worst kind of declaration keeps below it."""
    if not barred:
        return "–"
    most = ALPHA + errors_allowed * math.sqrt(ALPHA * (1 - ALPHA) / len(declared))
    return f"{100 * most:.1f} {'passed' if declared.mean(axis=0).max() <= most else 'MISSED'}"


def compared(found: dict[tuple[str, str, int], list[Split]]) -> str:
    """Return the table of rules: splits with a word, the mean over outlets, beside statistics.md §9."""
    rows = []
    for number, rule in enumerate(RULES):
        shown = [100 * mean_over_outlets(found, n, number, median=False) for n in SIZES]
        median = mean_over_outlets(found, 100, number, median=True)
        rows.append([rule, *(f"{share:.1f}" for share in shown), f"{median:.0f}", *REFERENCE[rule]])
    head = ["rule", *(f"n = {n}" for n in SIZES), "words at 100", "§9: 5 / 25 / 100 / 300", "§9: words"]
    return table(head, rows)


def mean_over_outlets(found: dict[Any, list[Split]], n: int, rule: int, *, median: bool) -> float:
    """Return the share of splits with a word, or the median number of words, the mean over outlets."""
    words = [
        np.array([split.words[rule] for split in found[("halves", name, n)]])
        for name in OUTLETS
        if ("halves", name, n) in found
    ]
    return (
        float(np.mean([np.median(w) if median else (w > 0).mean() for w in words])) if words else float("nan")
    )


def main() -> None:
    """Measure, split, test, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--splits", type=int, default=500)
    parser.add_argument("--topic-splits", type=int, default=500)
    parser.add_argument("--only", choices=tuple(OUTLETS), action="append", help="an outlet; may be repeated")
    parser.add_argument(
        "--sizes", type=int, choices=SIZES, nargs="+", default=SIZES, help="articles a side; may be several"
    )
    parser.add_argument("--cache", type=Path, help="folder in which the measured bundles stay")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    began = time.perf_counter()
    counted.update(outlets.load(options.cache))  # all: the claims are chosen over the language
    claims.update({language: claimed(language) for language in set(OUTLETS.values())})
    names = options.only or list(OUTLETS)
    work = units(options.splits, options.topic_splits, names, options.sizes)
    found = measured(work, options.workers)
    print(f"## Calibration\n\n{signature(SEED, began, options.workers)}\n")
    for language in sorted(claims):
        print(
            f"Claims, {language}: {', '.join('/'.join(part for part in c if part) for c in claims[language])}\n"
        )
    print(f"### Halves of one outlet\n\n{errors(found, 'halves', barred=True)}\n")
    print(f"### Words declared by other rules, mean over outlets\n\n{compared(found)}\n")
    print(f"### Topics mixed, without strata\n\n{errors(found, 'mixed', barred=False)}\n")
    print(f"### Topics mixed, within topics\n\n{errors(found, 'within topics', barred=True)}")


if __name__ == "__main__":
    main()
