"""Corrected estimates: a difference that the instrument made is taken back, one that it hid comes out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.coding.answers import Coder
from framing.study.coding.codes import Codes, codes_from
from framing.study.coding.corrected_estimates import BOUNDS, STATISTICS, corrected_estimates
from framing.study.comparison.cells import Cells, cells_from
from framing.study.comparison.designs import plan_designs
from framing.study.comparison.intervals import Intervals
from framing.study.measurement.measurements import Measurements

CUE, BLOC = ("threat", "alarm", "", "own"), ("naming", "bloc", "west", "own")
# Documents a side; six own sentences each, so that a stratum can be coded whole.
N = 14


def world(hand: Any, n: int, family: str, *, events: bool = False) -> tuple[Measurements, pd.DataFrame]:
    """Outlet a has the category in 20 documents' sentences and all are found, b in as many and half are found.

    Returns the measurements and what is found and true of every own sentence.
    """
    outlets = ["a"] * n + ["b"] * n
    documents = hand.documents(outlets, ["2021-05-01"] * (2 * n))
    naming = {"family": "naming", "referent": "west"} if family == "naming" else {"referent": ""}
    name, rows, units = ("bloc" if family == "naming" else "alarm"), [], []
    for d, outlet in enumerate(outlets):
        for k in range(6):
            true = k < 2 if d % 3 else k < 1
            seen = true and (outlet == "a" or k == 0)
            other = family == "naming" and k == 4
            at = {"sentence": k, "rule": "x", **naming}
            rows += [hand.observation(f"d{d:03d}", 10 * k, category=name, **at)] if seen else []
            rows += [hand.observation(f"d{d:03d}", 10 * k, category="capital", **at)] if other else []
            found, gold = (
                (name if seen else "capital" if other else "none"),
                (name if true else "capital" if other else "none"),
            )
            units.append((f"d{d:03d}", 10 * k, outlet, found, gold))
    told = {f"d{d:03d}": f"e{d % n}" for d in range(2 * n)} if events else None
    table = pd.DataFrame(units, columns=["doc_id", "start", "outlet", "found", "gold"])
    return hand.measurements(documents, rows, events=told), table


def coded(units: pd.DataFrame, family: str, every: int = 1) -> Codes:
    """Code every so many units of each stratum."""
    stratum = units["outlet"] + (units["found"] != "none").astype(str)
    kept = units.groupby(stratum).cumcount() % every == 0
    size, drawn = stratum.map(stratum.value_counts()), stratum.map(stratum[kept].value_counts())
    key = units.assign(
        unit=range(1, len(units) + 1), end=units["start"] + 9, sha256="", language="fr", voice="own", family=family,
        referent="west" if family == "naming" else "", stratum=stratum, size=size, drawn=drawn, inclusion=drawn / size,
    )  # fmt: skip
    key = key.loc[kept].drop(columns="gold")
    said = dict(zip(key["unit"], units.loc[key.index, "gold"], strict=True))
    return codes_from(key, [Coder("x", said, {}), Coder("y", said, {})])


def estimates(measured: Measurements, codes: Codes) -> tuple[dict[str, Any], Cells]:
    (design,) = plan_designs(measured.documents, measured.events, [("a", "b")], replicates=199)
    cells = cells_from(measured, design, [CUE])
    labels = np.zeros((1, len(design.documents)), dtype=bool)
    intervals = Intervals(design, labels | design.in_a, np.random.SeedSequence(1), 0.95)
    found = corrected_estimates(cells, design, codes, measured, intervals, np.random.SeedSequence(2))
    return found, cells


def values(found: dict[str, Any], cells: Cells, key: tuple[str, ...], statistic: str) -> list[float]:
    (n,) = np.flatnonzero(cells.are([key]))
    return [float(found[statistic][bound][n]) for bound in BOUNDS]


@pytest.mark.parametrize("events", [False, True])
def test_rates_that_were_found_unlike_are_alike_once_corrected(hand: Any, events: bool) -> None:
    measured, units = world(hand, N, "threat", events=events)
    found, cells = estimates(measured, coded(units, "threat"))
    hits_a, hits_b = (int((units.loc[units["outlet"] == o, "found"] != "none").sum()) for o in "ab")
    assert hits_a > 1.5 * hits_b
    ratio, low, high = values(found, cells, CUE, "rate_ratio_corrected")
    # both have 1 of 6 sentences in every third document and 2 of 6 in the others
    assert ratio == pytest.approx(1.0, abs=0.05)
    assert low < 1 < high
    rate, low, high = values(found, cells, CUE, "rate_b_corrected")
    assert rate == pytest.approx(100 * (units.loc[units["outlet"] == "b", "gold"] != "none").mean())
    assert low < rate < high
    assert np.isnan(values(found, cells, CUE, "share_difference_corrected")).all()


def test_a_sample_gives_a_wider_interval_than_everything(hand: Any) -> None:
    measured, units = world(hand, N, "threat")
    width = []
    for every in (1, 3):
        _, low, high = values(
            *estimates(measured, coded(units, "threat", every)), CUE, "rate_ratio_corrected"
        )
        width.append(high / low)
    assert width[1] > 1.2 * width[0]


def test_shares_have_their_mentions_corrected_too(hand: Any) -> None:
    measured, units = world(hand, N, "naming")
    found, cells = estimates(measured, coded(units, "naming"))
    truth = [
        (gold == "bloc").sum() / (gold != "none").sum()
        for gold in (units.loc[units["outlet"] == o, "gold"] for o in "ab")
    ]
    for side, share in zip("ab", truth, strict=True):
        assert values(found, cells, BLOC, f"share_{side}_corrected")[0] == pytest.approx(share)
    gap, low, high = values(found, cells, BLOC, "share_difference_corrected")
    assert gap == pytest.approx(truth[0] - truth[1])
    assert low < gap < high
    assert np.isnan(values(found, cells, BLOC, "rate_ratio_corrected")).all()


def uneven(hand: Any) -> tuple[Measurements, pd.DataFrame]:
    """Two kinds of events: in one a has one document and b three, in the other three and one; shares differ by kind."""
    sides = [
        (e, outlet)
        for e in range(N)
        for outlet in "ab"
        for _ in range(1 + 2 * ((e % 2 == 0) == (outlet == "b")))
    ]
    sides.sort(key=lambda pair: pair[1])
    rows, units = [], []
    for d, (event, outlet) in enumerate(sides):
        blocs = (4 if event % 2 == 0 else 1) + (outlet == "a" and event % 3 == 0)
        for k in range(6):
            name = "bloc" if k < blocs else "capital" if k < 5 else "none"
            at = {"sentence": k, "rule": "x", "family": "naming", "referent": "west"}
            rows += [hand.observation(f"d{d:03d}", 10 * k, category=name, **at)] if k < 5 else []
            units.append((f"d{d:03d}", 10 * k, outlet, name, name))
    documents = hand.documents([outlet for _, outlet in sides], ["2021-05-01"] * len(sides))
    events = {f"d{d:03d}": f"e{event}" for d, (event, _) in enumerate(sides)}
    table = pd.DataFrame(units, columns=["doc_id", "start", "outlet", "found", "gold"])
    return hand.measurements(documents, rows, events=events), table


def found_share_difference(measured: Measurements) -> list[float]:
    """Return the difference of shares as it is estimated of what was found."""
    (design,) = plan_designs(measured.documents, measured.events, [("a", "b")], replicates=199)
    whole = cells_from(measured, design, [BLOC])
    cells = whole.take(np.flatnonzero(whole.are([BLOC])))
    intervals = Intervals(design, design.in_a[np.newaxis], np.random.SeedSequence(1), 0.95)
    assert design.kind == "matched"
    found = intervals.share_difference(cells.hits, cells.opportunities)
    return [float(getattr(found, bound)[0]) for bound in BOUNDS]


def test_of_events_a_correction_of_nothing_leaves_the_matched_difference(hand: Any) -> None:
    measured, units = uneven(hand)
    found, cells = estimates(measured, coded(units, "naming"))
    crude = [values(found, cells, BLOC, f"share_{side}_corrected")[0] for side in "ab"]
    matched = values(found, cells, BLOC, "share_difference_corrected")
    assert matched == pytest.approx(found_share_difference(measured))
    assert matched[0] > 0 > crude[0] - crude[1]


def test_no_difference_of_shares_where_correction_leaves_an_event_no_mentions(hand: Any) -> None:
    measured, units = uneven(hand)
    first = units.loc[units["outlet"] == "a", "doc_id"].iloc[0]
    wrong = units.assign(gold=units["gold"].mask(units["doc_id"] == first, "none"))
    found, cells = estimates(measured, coded(wrong, "naming"))
    assert np.isfinite(values(found, cells, BLOC, "share_difference_corrected")).all()
    below = coded(wrong, "naming").table
    twice = below.assign(inclusion=below["inclusion"].mask(below["doc_id"] == first, 0.5))
    found, cells = estimates(measured, Codes(twice))
    assert np.isfinite(values(found, cells, BLOC, "share_a_corrected")).all()
    assert np.isnan(values(found, cells, BLOC, "share_difference_corrected")).all()


def test_few_events_have_a_corrected_difference_without_bounds(hand: Any) -> None:
    measured, units = world(hand, 8, "naming", events=True)
    found, cells = estimates(measured, coded(units, "naming"))
    gap, low, high = values(found, cells, BLOC, "share_difference_corrected")
    assert np.isfinite(gap)
    assert np.isnan([low, high]).all()


def test_sentence_prevalence_is_rogan_and_gladens(hand: Any) -> None:
    measured, units = world(hand, N, "threat")
    found, cells = estimates(measured, coded(units, "threat"))
    for side in "ab":
        share, low, high = values(found, cells, CUE, f"sentence_prevalence_{side}_corrected")
        assert share == pytest.approx((units.loc[units["outlet"] == side, "gold"] != "none").mean())
        assert low < share < high
    gap, low, high = values(found, cells, CUE, "sentence_prevalence_difference_corrected")
    assert gap == pytest.approx(0, abs=0.05)
    assert low < gap < high


def test_nothing_is_said_of_cells_that_were_not_coded(hand: Any) -> None:
    measured, units = world(hand, N, "threat")
    found, cells = estimates(measured, coded(units, "threat"))
    known = cells.are([CUE])
    assert set(found) == set(STATISTICS)
    for statistic in STATISTICS:
        assert np.isnan(np.array([found[statistic][bound] for bound in BOUNDS])[:, ~known]).all()


def test_a_small_design_has_corrected_values_without_bounds(hand: Any) -> None:
    measured, units = world(hand, 5, "threat")
    found, cells = estimates(measured, coded(units, "threat"))
    for statistic in ("rate_ratio_corrected", "rate_a_corrected", "sentence_prevalence_difference_corrected"):
        value, low, high = values(found, cells, CUE, statistic)
        assert not np.isnan(value)
        assert np.isnan([low, high]).all()


def test_a_correction_that_leaves_nothing_gives_no_ratio(hand: Any) -> None:
    measured, units = world(hand, N, "threat")
    wrong = units.assign(gold=units["gold"].where(units["outlet"] == "a", "none"))
    found, cells = estimates(measured, coded(wrong, "threat"))
    assert np.isnan(values(found, cells, CUE, "rate_ratio_corrected")).all()
    assert np.isnan(values(found, cells, CUE, "rate_b_corrected")).all()


def test_the_same_seed_gives_the_same_numbers(hand: Any) -> None:
    measured, units = world(hand, N, "threat")
    once, again = (estimates(measured, coded(units, "threat", 3))[0] for _ in range(2))
    for statistic in STATISTICS:
        for bound in BOUNDS:
            assert np.array_equal(once[statistic][bound], again[statistic][bound], equal_nan=True)
