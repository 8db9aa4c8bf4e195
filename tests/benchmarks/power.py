"""Power: how often a study finds a difference that was put there, by tests that keep their error (`calibration.py`).

    python tests/benchmarks/power.py --cache ../bundles [--cases 400] [--word-cases 100] [--only Reuters]

The protocol, pinned before any of it was run. For each outlet (Le Figaro, Le Point, Reuters, CNN, Fox), n in (25, 100, 300),
400 cases; case r:

    generator = np.random.default_rng([20261123, n, r])
    rows      = the first 2n of a permutation of the outlet's articles, the first n one half, the others the other
    family    = 5 terms without replacement from those that stand in 2–20 % of the outlet's articles
    doubled   = each occurrence in the first half duplicated in place: counts × 2, the article longer by as many tokens
    declared  = corrected p of the one declared claim ≤ .05, through `Chance` with the share of a study's claims (.8),
                999 permutations

Bars for doubled: .85 at n = 100 and .97 at n = 300, asked of the mean over outlets, and printed for the lowest outlet too.

Duplication in place is the kindest difference for the intensity aspect: every article that has a word has it twice, and no
article gains one. So a harsher one is shown beside it, without a bar:

    thinned   = each occurrence in the second half kept with probability ½ (by the same generator, after the family):
                articles with one occurrence lose the word altogether

Tests     as a study declares it; the rate alone, which is the plain clustered score; prevalence and intensity alone, each at .05.
Words     the whole vocabulary: 20 words from the same pool doubled at once in the first half (generator seeded with one
          number more, 20), the share of them that maxT declares at .05, and with the share of a study's words (.1).

Words and their numbers are those of the outlet's own voice, as a study tests them. Needs ../shared/data; no text is printed or kept.

Tried and rejected: topics as covariates (8 principal components of the other words' counts, regressed out of every aspect)
moved the power by at most .02 either way at n = 100, for a matrix decomposition in every test.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import outlets
import scipy
from outlets import (
    ALPHA,
    EXTRACTORS,
    OUTLETS,
    SHOWN,
    Outlet,
    half_against_half,
)
from runs import in_parallel, signature, table

from framing.stats import ALL_ASPECTS, score_test
from framing.study.comparison.spending import spending_from
from framing.study.comparison.vocabulary import MINIMUM_COUNT

SEED: Final = 20261123
SIZES: Final = (25, 100, 300)
FAMILY: Final = 5
WORDS: Final = 20
POOL: Final = (0.02, 0.20)
BARS: Final = {100: 0.85, 300: 0.97}
SPENDING: Final = spending_from(EXTRACTORS, declared=True)
KINDS: Final = ("doubled", "thinned")
TESTS: Final = (
    f"as a study declares a claim (share {SPENDING.claims:g})",
    "a claim alone, at .05",
    *(f"{aspect} alone" + (" (the plain clustered score)" if aspect == "rate" else "") for aspect in ALL_ASPECTS),
)  # fmt: skip
WORD_TESTS: Final = (
    f"as a study declares words (share {SPENDING.words:g})",
    "words alone: maxT of three aspects at .05",
    "maxT of the rate at .05 (the plain clustered score)",
)
# What statistics.md §9 had: lowest and highest outlet, in %.
REFERENCE: Final = {25: "10–41", 100: "56–88", 300: "92–100"}
WORD_REFERENCE: Final = {25: "0–1", 100: "0–16", 300: "0–76"}
CHUNK: Final = 20


class Unit(NamedTuple):
    """Some cases of one outlet at one size."""

    kind: str
    outlet: str
    n: int
    cases: range


# Counted outlets; processes inherit them.
counted: dict[str, Outlet] = {}


def take(unit: Unit) -> Any:
    """Return what each case found: shape (cases, tests), a share of what was there to be found."""
    found = one_vocabulary if unit.kind == "words" else one_family
    return np.array([found(unit, r) for r in unit.cases])


def pool_of(outlet: Outlet) -> Any:
    """Return the terms that stand in 2–20 % of the outlet's articles."""
    share = np.asarray((outlet.terms > 0).sum(axis=0)) / len(outlet)
    return np.flatnonzero((share >= POOL[0]) & (share <= POOL[1]))


def one_family(unit: Unit, r: int) -> list[float]:
    """Run a case of the protocol; tell which of `TESTS` found the difference."""
    outlet, n = counted[unit.outlet], unit.n
    generator = np.random.default_rng([SEED, n, r])
    rows = generator.permutation(len(outlet))[: 2 * n]
    family = generator.choice(pool_of(outlet), FAMILY, replace=False)
    hits = np.asarray(outlet.terms[:, family].sum(axis=1))[rows]
    sizes = outlet.sizes[rows].copy()
    if unit.kind == "doubled":
        sizes[:n] += hits[:n]
        hits[:n] *= 2
    else:
        kept = generator.binomial(hits[n:].astype(np.int64), 0.5)
        sizes[n:] -= hits[n:] - kept
        hits[n:] = kept
    chance = half_against_half(outlet, rows, f"{outlet.name}:{n}:{r}", SEED, SPENDING)
    declared = np.array([True])
    found = chance.permute_cells(hits[:, np.newaxis], sizes[:, np.newaxis], np.array([0]), declared)
    return [float(p <= ALPHA) for p in (found.p_adjusted[0], found.p_value[0], *found.p_aspect[0])]


def one_vocabulary(unit: Unit, r: int) -> list[float]:
    """Double 20 words at once; return the share of them that each of `WORD_TESTS` declares."""
    outlet, n = counted[unit.outlet], unit.n
    generator = np.random.default_rng([SEED, n, r, WORDS])
    rows = generator.permutation(len(outlet))[: 2 * n]
    doubled = np.isin(
        np.arange(outlet.terms.shape[1]), generator.choice(pool_of(outlet), WORDS, replace=False)
    )
    first, second = outlet.terms[rows[:n]], outlet.terms[rows[n:]]
    sizes = outlet.sizes[rows] + np.r_[np.asarray(first[:, doubled].sum(axis=1)), np.zeros(n)]
    hits = scipy.sparse.vstack([first @ scipy.sparse.diags_array(1.0 + doubled), second], format="csr")
    tested = np.asarray(hits.sum(axis=0)) >= MINIMUM_COUNT
    chance = half_against_half(outlet, rows, f"{outlet.name}:{n}:{r}", SEED, SPENDING)
    p = chance.permute(hits[:, tested], sizes).p_adjusted[doubled[tested]]
    rate = score_test(hits[:, tested], sizes, chance.labels.matrix, aspects=("rate",))
    plain = rate.p_adjusted[doubled[tested]]
    # a word too rare to be tested is not found
    return [float((q <= ALPHA).sum()) / WORDS for q in (p, p * SPENDING.words, plain)]


def units(cases: int, word_cases: int, names: Sequence[str], sizes: Sequence[int]) -> list[Unit]:
    """Return the work, the longest first."""
    found = []
    for kind, n, name in itertools.product(("words", *KINDS), sorted(sizes, reverse=True), names):
        most = word_cases if kind == "words" else cases
        if 2 * n <= len(counted[name]):
            found += [Unit(kind, name, n, range(r, min(r + CHUNK, most))) for r in range(0, most, CHUNK)]
    return found


def means(found: dict[tuple[str, str, int], list[Any]], kind: str, n: int) -> dict[str, Any]:
    """Return the mean over cases of each outlet, shape (tests,)."""
    return {
        name: np.concatenate(found[(kind, name, n)]).mean(axis=0)
        for name in OUTLETS
        if (kind, name, n) in found
    }


def report(
    found: dict[tuple[str, str, int], list[Any]], kind: str, tests: Sequence[str], reference: dict[int, str]
) -> str:
    """Return the table of one kind of difference."""
    rows = []
    for n, (number, test) in itertools.product(SIZES, enumerate(tests)):
        power = {name: values[number] for name, values in means(found, kind, n).items()}
        if power:
            mean, least = float(np.mean(list(power.values()))), min(power.values())
            verdict = verdicts(mean, least, BARS.get(n)) if kind == "doubled" and number == 0 else ""
            shown = [f"{power[name]:.3f}" if name in power else "" for name in OUTLETS]
            before = reference.get(n, "") if number == 0 else ""
            rows.append([n, test, f"{mean:.3f}", f"{least:.3f}", *shown, verdict, before])
    return table(["n", "test", "mean", "minimum", *SHOWN.values(), "bar", "§9, %"], rows)


def verdicts(mean: float, least: float, bar: float | None) -> str:
    """Say whether mean and minimum reach the bar."""
    if bar is None:
        return ""
    words = ["passed" if value >= bar else "MISSED" for value in (mean, least)]
    return f"{bar:g}: mean {words[0]}, minimum {words[1]}"


def main() -> None:
    """Measure, put differences in, test, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--word-cases", type=int, default=100, help="of 20 words each")
    parser.add_argument("--only", choices=tuple(OUTLETS), action="append", help="an outlet; may be repeated")
    parser.add_argument("--sizes", type=int, choices=SIZES, nargs="+", default=SIZES)
    parser.add_argument("--cache", type=Path, help="folder in which the measured bundles stay")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    began = time.perf_counter()
    names = options.only or list(OUTLETS)
    counted.update(outlets.load(options.cache, names))
    found: dict[tuple[str, str, int], list[Any]] = {}
    work = units(options.cases, options.word_cases, names, options.sizes)
    for unit, values in in_parallel(take, work, options.workers, "power"):
        found.setdefault((unit.kind, unit.outlet, unit.n), []).append(values)
    print(f"## Power\n\n{signature(SEED, began, options.workers)}\n")
    print(f"{options.cases} cases an outlet and size, of words {options.word_cases} times {WORDS}.\n")
    print(f"### A declared family of five words, doubled\n\n{report(found, 'doubled', TESTS, REFERENCE)}\n")
    print(f"### A declared family of five words, thinned\n\n{report(found, 'thinned', TESTS, {})}\n")
    print(
        f"### Twenty words of the whole vocabulary, doubled\n\n{report(found, 'words', WORD_TESTS, WORD_REFERENCE)}"
    )


if __name__ == "__main__":
    main()
