"""Coverage: how often 95 % intervals hold the truth, in simulated corpora whose articles differ as articles do.

    python tests/benchmarks/interval_coverage.py [--cases 1000] [--only rates]

1,000 corpora a line, no data needed. Methods, on the same corpora and, but for inversion, the same replicates (1,999):

product      what a study prints: the symmetric bootstrap-t of `framing.stats.ratios` and `.matched` (`studentised`); under 12
             articles a side the inverted permutation test (`framing.stats.inversion`)
percentile   2.5 % and 97.5 % of the replicates
BCa          the same, moved for bias and skew (`framing.stats.bootstrapping`), leaving out an article (or event) at a time
linear t     estimate ± t × error by linearisation, Student's t on the smaller side: no replicates at all

Cells show coverage (missed because too low / too high), then the median width ("open": most have no end). Bar: the product's between .93 and .97. An
interval without an end on one side holds whatever lies there. Where no interval is given the corpus is left out and counted.

Corpora
rates     tokens of an article log-normal (σ .6); hits Poisson with a gamma rate of its own, `mean` an article of mean length in
          the second outlet, dispersion k (shape of the gamma: the smaller, the more hits come in few articles)
shares    1 + Poisson-gamma mentions an article; hits beta-binomial, correlation ρ of two mentions of one article
events    a gamma rate (or a normal log odds, or a uniform share) of the event, times (or as mean of) one of the article; one
          article a side, or 1 + Poisson(.5). The effect is the same in every event: without that MH estimates a mean of effects
          that has no truth beside it
The truth is that of the expectations: a ratio of mean rates, a difference of shares. The 50 corpora of one block share their
replicates, as the cells of a study do; the blocks do not.

It says nothing of dependence between articles (one author, one wire copy): strata and copies are another matter.
"""

# Not coverage.py: numba imports a package of that name if it finds one, and would find this file.
from __future__ import annotations

import argparse
import itertools
import math
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
import scipy
from runs import in_parallel, signature, table

from framing.stats import (
    Drawn,
    Estimate,
    Replicated,
    difference_interval,
    drawn_units,
    events_from,
    labellings,
    log_odds_ratio,
    log_rate_ratio,
    matched_log_odds_ratio,
    matched_log_rate_ratio,
    matched_share_difference,
    ratio_interval,
    share_difference,
    studentised,
)
from framing.stats.bootstrapping import _bca_cuts
from framing.stats.products import LabelProducts
from framing.study.comparison.intervals import MOST_REPLICATES, NEEDED_FOR_BOOTSTRAP

SEED: Final = 20261123
LEVEL: Final = 0.95
BARS: Final = (0.93, 0.97)
BLOCK: Final = 50
SAMPLED: Final = 9999  # labellings of a study, where they are not enumerated
METHODS: Final = ("product", "percentile", "BCa", "linear t")

Floats = np.ndarray[Any, np.dtype[np.float64]]


class Corpora(NamedTuple):
    """Simulated corpora: hits and opportunities (articles, corpora), whose articles, and of which events."""

    hits: Floats
    sizes: Floats
    in_a: Any
    events: Any


class Line(NamedTuple):
    """A line of the tables: what is simulated, what is estimated, and the truth."""

    part: str
    name: str
    n: int
    simulate: Callable[[np.random.Generator, int], Corpora]
    estimate: Callable[..., Replicated]
    truth: float


class Bounds(NamedTuple):
    """Lower and upper bounds, each (corpora,)."""

    low: Floats
    high: Floats


def rates(
    generator: np.random.Generator, corpora: int, *, n: int, mean: float, k: float, ratio: float
) -> Corpora:
    """Simulate hits in articles."""
    in_a = np.arange(2 * n) < n
    tokens = np.exp(generator.normal(6.3, 0.6, (2 * n, corpora)))
    rate = mean * np.where(in_a, ratio, 1.0)[:, np.newaxis] / math.exp(6.3 + 0.6**2 / 2)
    hits = generator.poisson(rate * tokens * generator.gamma(k, 1 / k, tokens.shape))
    return Corpora(hits.astype(float), np.ceil(tokens), in_a, np.zeros(2 * n, dtype=int))


def shares(
    generator: np.random.Generator, corpora: int, *, n: int, first: float, second: float, rho: float
) -> Corpora:
    """Simulate mentions in articles, some of which are hits."""
    in_a = np.arange(2 * n) < n
    mentions = 1 + generator.poisson(generator.gamma(1.0, 2.0, (2 * n, corpora)))
    share = np.where(in_a, first, second)[:, np.newaxis]
    hits = generator.binomial(mentions, beta(generator, np.broadcast_to(share, mentions.shape), rho))
    return Corpora(hits.astype(float), mentions.astype(float), in_a, np.zeros(2 * n, dtype=int))


def event_rates(
    generator: np.random.Generator, corpora: int, *, n: int, several: bool, mean: float, ratio: float
) -> Corpora:
    """Simulate hits in articles about shared events."""
    events, in_a = structure(generator, n, several)
    shape = (events.size, corpora)
    tokens = np.exp(generator.normal(0.0, 0.5, shape) - 0.5**2 / 2)
    base = generator.gamma(1.0, 1.0, (n, corpora))[events] * generator.gamma(1.0, 1.0, shape)
    hits = generator.poisson(mean * base * tokens * np.where(in_a, ratio, 1.0)[:, np.newaxis])
    return Corpora(hits.astype(float), tokens, in_a, events)


def event_odds(
    generator: np.random.Generator, corpora: int, *, n: int, several: bool, ratio: float
) -> Corpora:
    """Simulate mentions in articles about shared events, the odds of the outlets apart by one ratio."""
    events, in_a = structure(generator, n, several)
    odds = (
        generator.normal(-0.8, 0.8, (n, corpora))[events]
        + np.where(in_a, math.log(ratio), 0.0)[:, np.newaxis]
    )
    return mentioned(generator, scipy.special.expit(odds), in_a, events)


def event_shares(
    generator: np.random.Generator, corpora: int, *, n: int, several: bool, gap: float
) -> Corpora:
    """Simulate mentions in articles about shared events, the shares of the outlets apart by one difference."""
    events, in_a = structure(generator, n, several)
    share = generator.uniform(0.1, 0.5, (n, corpora))[events] + np.where(in_a, gap, 0.0)[:, np.newaxis]
    return mentioned(generator, share, in_a, events)


def structure(generator: np.random.Generator, n: int, several: bool) -> tuple[Any, Any]:
    """Return the event of each article and whose it is; every event has one of each outlet."""
    sides = [1 + (generator.poisson(0.5, n) if several else np.zeros(n, dtype=int)) for _ in range(2)]
    events = np.concatenate([np.repeat(np.arange(n), side) for side in sides])
    return events, np.arange(events.size) < sides[0].sum()


def mentioned(generator: np.random.Generator, share: Floats, in_a: Any, events: Any) -> Corpora:
    """Draw mentions, and hits whose share in an article lies about that of its event."""
    mentions = 1 + generator.poisson(3.0, share.shape)
    hits = generator.binomial(mentions, beta(generator, share, 0.2))
    return Corpora(hits.astype(float), mentions.astype(float), in_a, events)


def beta(generator: np.random.Generator, mean: Floats, rho: float) -> Floats:
    """Draw shares of articles about a mean; ρ = 1/(a + b + 1) is the correlation of two mentions."""
    both = (1 - rho) / rho
    return np.asarray(generator.beta(mean * both, (1 - mean) * both))


def lines() -> list[Line]:
    """Return all lines, in the order of the tables."""
    return [*unmatched(), *matched(), *small()]


def unmatched() -> list[Line]:
    """Return rates and shares at 30 and 100 articles a side."""
    found = []
    for n in (30, 100):
        for mean, k, ratio in (
            (0.1, 0.5, 2.0), (0.3, 0.3, 2.0), (0.8, 0.5, 1.0), (0.8, 0.5, 2.0), (0.8, 0.5, 4.0), (5.0, 1.0, 1.5),
        ):  # fmt: skip
            simulate = partial(rates, n=n, mean=mean, k=k, ratio=ratio)
            name = f"log ratio: mean {mean:g}, k {k:g}, × {ratio:g}"
            found.append(Line("rates", name, n, simulate, log_rate_ratio, math.log(ratio)))
        for first, second, rho in ((0.3, 0.3, 0.3), (0.5, 0.3, 0.3), (0.2, 0.05, 0.2)):
            simulate = partial(shares, n=n, first=first, second=second, rho=rho)
            name = f"{first:g} and {second:g}, ρ {rho:g}"
            found.append(Line("shares", f"points: {name}", n, simulate, share_difference, first - second))
            found.append(
                Line(
                    "shares",
                    f"log odds ratio: {name}",
                    n,
                    simulate,
                    log_odds_ratio,
                    logit(first) - logit(second),
                )
            )
    return found


def matched() -> list[Line]:
    """Return events: 30 and 100."""
    found = []
    for n, several in itertools.product((30, 100), (False, True)):
        articles = "several articles" if several else "one article"
        for mean, ratio in ((0.8, 1.0), (0.8, 2.0), (0.4, 2.0)):
            name = f"MH rate ratio: mean {mean:g}, × {ratio:g}, {articles} a side"
            simulate = partial(event_rates, n=n, several=several, mean=mean, ratio=ratio)
            found.append(Line("events", name, n, simulate, matched_log_rate_ratio, math.log(ratio)))
        for ratio in (1.0, 2.0):
            name = f"MH odds ratio: × {ratio:g}, {articles} a side"
            simulate = partial(event_odds, n=n, several=several, ratio=ratio)
            found.append(Line("events", name, n, simulate, matched_log_odds_ratio, math.log(ratio)))
        name = f"MH points: 20, {articles} a side"
        simulate = partial(event_shares, n=n, several=several, gap=0.2)
        found.append(Line("events", name, n, simulate, matched_share_difference, 0.2))
    return found


def small() -> list[Line]:
    """Return designs that are too small to be drawn again."""
    found = []
    for n in (6, 8, 10):
        for mean, k, ratio in ((0.8, 0.5, 2.0), (3.0, 1.0, 1.0), (3.0, 1.0, 2.0)):
            name = f"log ratio: mean {mean:g}, k {k:g}, × {ratio:g}"
            simulate = partial(rates, n=n, mean=mean, k=k, ratio=ratio)
            found.append(Line("small", name, n, simulate, log_rate_ratio, math.log(ratio)))
        for first, second, rho in ((0.3, 0.3, 0.3), (0.5, 0.3, 0.3)):
            name = f"points: {first:g} and {second:g}, ρ {rho:g}"
            simulate = partial(shares, n=n, first=first, second=second, rho=rho)
            found.append(Line("small", name, n, simulate, share_difference, first - second))
    return found


def logit(share: float) -> float:
    """Return log odds."""
    return math.log(share / (1 - share))


def take(unit: tuple[int, int, int]) -> dict[str, Bounds]:
    """Simulate a block of corpora of one line; return the bounds of every method."""
    number, block, corpora = unit
    line = lines()[number]
    generator = np.random.default_rng([SEED, number, block])
    simulated = line.simulate(generator, corpora)
    drawn, left_out, codes = replicated(line, simulated, generator)
    product = studentised(drawn, line.n, LEVEL)
    found = {
        "product": product if line.n >= NEEDED_FOR_BOOTSTRAP else inverted(line, simulated, generator),
        "percentile": quantiles(drawn, np.broadcast_to(tails()[:, np.newaxis], (2, corpora))),
        "BCa": quantiles(drawn, bca(drawn, left_out, codes)),
        "linear t": linear(drawn, line.n),
    }
    return {method: Bounds(bounds.low, bounds.high) for method, bounds in found.items()}


def tails() -> Floats:
    """Return 2.5 % and 97.5 %."""
    return np.array([(1 - LEVEL) / 2, (1 + LEVEL) / 2])


def replicated(
    line: Line, simulated: Corpora, generator: np.random.Generator
) -> tuple[Replicated, Floats, Any]:
    """Return the estimate drawn again, without each unit in turn, and the outlet of each unit."""
    if line.part == "events":
        events = events_from(simulated.hits, simulated.sizes, simulated.in_a, simulated.events)
        drawn = line.estimate(drawn_units(line.n, MOST_REPLICATES, generator), events)
        left_out = line.estimate(np.vstack([np.ones((1, line.n)), 1 - np.eye(line.n)]), events)
        return drawn, left_out.values[:, 1:].T, np.zeros(line.n, dtype=int)
    once, without = np.ones((1 + line.n, line.n)), np.vstack([np.ones((1, line.n)), 1 - np.eye(line.n)])
    drawn, first, second = (
        line.estimate(
            Drawn(LabelProducts(a), LabelProducts(b), simulated.in_a, line.n), simulated.hits, simulated.sizes
        )
        for a, b in (
            (
                drawn_units(line.n, MOST_REPLICATES, generator),
                drawn_units(line.n, MOST_REPLICATES, generator),
            ),
            (without, once),
            (once, without),
        )
    )
    left_out = np.vstack([first.values[:, 1:].T, second.values[:, 1:].T])
    return drawn, left_out, np.repeat([0, 1], line.n)


def quantiles(drawn: Replicated, cuts: Floats) -> Bounds:
    """Cut the replicates of each corpus at its two probabilities."""
    low, high = (np.full(len(drawn.values), np.nan) for _ in range(2))
    for corpus, values in enumerate(drawn.values[:, 1:]):
        known = values[~np.isnan(values)]
        if known.size and not np.isnan(cuts[:, corpus]).any():
            low[corpus], high[corpus] = np.quantile(known, cuts[:, corpus])
    return Bounds(low, high)


def bca(drawn: Replicated, left_out: Floats, codes: Any) -> Floats:
    """Return the two probabilities of BCa for each corpus."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return _bca_cuts(drawn.values[:, 0], drawn.values[:, 1:].T, left_out, codes, tails())


def linear(drawn: Replicated, n: int) -> Bounds:
    """Return estimate ± t × error."""
    half = scipy.special.stdtrit(n - 1, tails()[1]) * drawn.errors[:, 0]
    half = np.where(half > 0, half, np.nan)
    return Bounds(drawn.values[:, 0] - half, drawn.values[:, 0] + half)


def inverted(line: Line, simulated: Corpora, generator: np.random.Generator) -> Bounds:
    """Invert the permutation test; an open end reaches to infinity, no estimate gives no interval."""
    search = ratio_interval if line.estimate is log_rate_ratio else difference_interval
    labels = labellings(line.n, line.n, SAMPLED, generator).matrix
    found: Estimate = search(simulated.hits, simulated.sizes, labels, np.zeros(2 * line.n, dtype=int), LEVEL)
    given = ~np.isnan(found.estimate)
    low = np.where(given & np.isnan(found.low), -np.inf, found.low)
    return Bounds(low, np.where(given & np.isnan(found.high), np.inf, found.high))


def row_of(line: Line, blocks: Sequence[dict[str, Bounds]]) -> list[object]:
    """Return a line of the table."""
    bounds = {
        method: Bounds(
            *(np.concatenate([getattr(b[method], side) for b in blocks]) for side in ("low", "high"))
        )
        for method in METHODS
    }
    coverage = share_held(bounds["product"], line.truth)
    none = int(np.isnan(bounds["product"].low).sum())
    verdict = "passed" if BARS[0] <= coverage <= BARS[1] else "MISSED"
    shown = [cell_of(bounds[method], line.truth) for method in METHODS]
    return [line.name, line.n, *shown, none, verdict]


def cell_of(bounds: Bounds, truth: float) -> str:
    """Return coverage, misses below and above, and width."""
    known = ~np.isnan(bounds.low)
    low, high = bounds.low[known], bounds.high[known]
    missed = f"{np.mean(high < truth):.3f}/{np.mean(low > truth):.3f}"
    width = np.median(high - low)
    return f"{share_held(bounds, truth):.3f} ({missed}) {f'{width:.2f}' if np.isfinite(width) else 'open'}"


def share_held(bounds: Bounds, truth: float) -> float:
    """Return the share of the intervals that hold the truth."""
    known = ~np.isnan(bounds.low)
    return float(np.mean((bounds.low[known] <= truth) & (truth <= bounds.high[known])))


def main() -> None:
    """Simulate, estimate, print."""
    parts = {"rates": "Rates", "shares": "Shares", "events": "Matched events", "small": "Few articles"}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cases", type=int, default=1000, help="corpora a line")
    parser.add_argument("--only", choices=tuple(parts), action="append", help="a part; may be repeated")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    began = time.perf_counter()
    chosen = [n for n, line in enumerate(lines()) if line.part in (options.only or parts)]
    firsts = range(0, options.cases, BLOCK)
    units = [(n, first, min(BLOCK, options.cases - first)) for n in chosen for first in firsts]
    found: dict[int, dict[int, dict[str, Bounds]]] = {n: {} for n in chosen}
    for (n, first, _), bounds in in_parallel(take, units, options.workers, "coverage"):
        found[n][first] = bounds
    print(f"## Coverage\n\n{signature(SEED, began, options.workers)}; {options.cases} corpora a line\n")
    head = ["estimated", "n", *METHODS, "without", "bar .93–.97"]
    for part, title in parts.items():
        rows = [
            row_of(lines()[n], [blocks[first] for first in sorted(blocks)])
            for n, blocks in found.items()
            if lines()[n].part == part
        ]
        if rows:
            print(f"### {title}\n\n{table(head, rows)}\n")


if __name__ == "__main__":
    main()
