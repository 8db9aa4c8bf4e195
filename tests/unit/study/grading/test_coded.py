"""Instrument: what gate G5 hears, and in which order it complains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.stats.bootstrapping import Estimate
from framing.stats.instrument import could_flip as flips
from framing.study.coding.scoring import ACCURACY, AGREEMENT, VOICES, Appraisal
from framing.study.comparison.designs import Design, plan_designs
from framing.study.grading.coded import REASONS, could_flip, instrument_gate_facts

CELL = {"family": "threat", "category": "alarm", "referent": "west", "voice": "own"}
SURE = (0.95, 0.9, 0.98)
Bounds = tuple[float, float, float]


@pytest.fixture
def design(hand: Any) -> Design:
    documents = hand.documents(["a", "b"], [""] * 2)
    (planned,) = plan_designs(documents, hand.measurements(documents).events, [("a", "b")])
    return planned


@pytest.fixture
def appraised() -> Callable[..., Appraisal]:
    """Return an appraisal of one category, every number chosen."""

    def made(alpha: float = 0.9, a: tuple[Bounds, Bounds] = (SURE, SURE), b: tuple[Bounds, Bounds] = (SURE, SURE),
             family: str = "threat", referent: str = "", whole: tuple[Bounds, Bounds] = (SURE, SURE), missed: float = 0.01, worst: tuple[tuple[float, float], ...] = ()) -> Appraisal:  # fmt: skip
        asked = ("fr", family, referent)
        agreement = [
            (*asked, category, 2, 120, alpha, alpha - 0.1, min(alpha + 0.05, 1), 0.95)
            for category in ("", "alarm")
        ]
        accuracy = [
            (
                *asked,
                outlet,
                category,
                300,
                100,
                *precision,
                *recall,
                missed,
                3 * bool(worst),
                *(worst[n] if worst else (precision[0], recall[0])),
            )
            for n, (outlet, own) in enumerate((("a", a), ("b", b)))
            for category, (precision, recall) in (("", whole), ("alarm", own))
        ]
        voices = [("fr", outlet, "own", 80, 0.9, 0.8, 0.96) for outlet in "ab"]
        return Appraisal(pd.DataFrame(agreement, columns=AGREEMENT), pd.DataFrame(accuracy, columns=ACCURACY), pd.DataFrame(voices, columns=VOICES))  # fmt: skip

    return made


def test_a_sound_instrument_passes_with_every_number(design: Design, appraised: Any) -> None:
    found = instrument_gate_facts(appraised(), design, CELL, (0.09, 0.03))
    assert (found.reasons, found.passed) == ((), True)
    expected = {
        "alpha": 0.9, "alpha_low": 0.8, "coders": 2, "agreed_units": 120, "precision_a": 0.95, "recall_low_b": 0.9,
        "coded_a": 300, "found_b": 100, "voice_right_a": 0.9, "voice_right_high_b": 0.96, "could_flip": False, "factor": 1.0,
    }  # fmt: skip
    assert {name: found.facts[name] for name in expected} == expected


def test_without_codes_nothing_is_known_and_nothing_fails(design: Design, appraised: Any) -> None:
    for appraisal in (None, appraised(family="labels")):
        found = instrument_gate_facts(appraisal, design, CELL, (0.09, 0.03))
        assert (found.reasons, found.passed) == (("not_coded",), None)
        assert set(found.facts.values()) == {None}
    whole = instrument_gate_facts(appraised(), design, CELL, (0.09, 0.03))
    assert whole.facts.keys() == found.facts.keys()


UNKNOWN = (np.nan, np.nan, np.nan)


@pytest.mark.parametrize(
    ("changes", "rates", "reasons", "passed"),
    [
        ({"alpha": 0.6}, (0.09, 0.03), ("agreement_low",), False),
        ({"alpha": np.nan}, (0.09, 0.03), ("agreement_unknown",), None),
        ({"a": ((0.7, 0.6, 0.8), SURE)}, (0.09, 0.02), ("precision_low",), False),
        ({"b": (SURE, UNKNOWN)}, (0.09, 0.03), ("recall_unknown",), None),
        ({"b": (UNKNOWN, UNKNOWN)}, (0.09, 0.03), ("precision_unknown", "recall_unknown"), None),
        ({"b": (SURE, (0.5, 0.3, 0.7))}, (0.09, 0.06), ("instrument_differs",), False),
        ({"b": (SURE, (0.8, 0.5, 0.9))}, (0.09, 0.06), ("instrument_uncertain",), None),
        ({"alpha": 0.5, "b": ((0.7, 0.6, 0.8), UNKNOWN)}, (0.09, 0.03), ("agreement_low", "precision_low", "recall_unknown"), False),
        ({}, (0.05, 0.05), ("instrument_uncertain",), None),
    ],
)  # fmt: skip
def test_reasons_come_in_their_order(
    design: Design, appraised: Any, changes: dict[str, Any], rates: tuple[float, float], reasons: tuple[str, ...], passed: bool | None
) -> None:  # fmt: skip
    found = instrument_gate_facts(appraised(**changes), design, CELL, rates)
    assert (found.reasons, found.passed) == (reasons, passed)
    assert list(reasons) == [name for name in REASONS if name in reasons]


@pytest.mark.parametrize("rates", [(0.09, 0.03), (0.05, 0.045), (0.03, 0.04), (0.0, 0.0)])
@pytest.mark.parametrize("recall", [SURE, (0.7, 0.5, 0.85)])
def test_of_rates_a_flip_is_what_the_statistic_says(
    design: Design, appraised: Any, rates: tuple[float, float], recall: Bounds
) -> None:
    precisions = Estimate(*(np.array([x, x]) for x in SURE))
    recalls = Estimate(*(np.array(pair) for pair in zip(SURE, recall, strict=True)))
    expected = bool(flips(rates, recalls, precisions))
    assert could_flip(appraised(b=(SURE, recall)), design, CELL, rates) is expected


@pytest.mark.parametrize(
    ("missed", "rates", "flips"),
    [
        (0.01, (0.1, 0.0), False),
        (0.01, (0.0, 0.1), False),
        (0.095, (0.1, 0.0), True),
        (0.095, (0.0, 0.1), True),
        (np.nan, (0.1, 0.0), True),
        # .1 found, of which at least .09 is right, and that at most .98 of what there is: .0918
        (0.091, (0.1, 0.0), False),
        (0.093, (0.1, 0.0), True),
    ],
)
def test_nothing_found_may_be_nothing_but_missed(
    design: Design, appraised: Any, missed: float, rates: tuple[float, float], flips: bool
) -> None:
    found = instrument_gate_facts(appraised(missed=missed), design, CELL, rates)
    assert found.facts["could_flip"] is flips
    assert found.reasons == (("instrument_uncertain",) if flips else ())


AS_IS = (0.95, 0.95)


@pytest.mark.parametrize(
    ("worst", "rates", "reasons"),
    [
        (((0.85, 0.6), (0.85, 0.6)), (0.09, 0.03), ()),
        (((0.79, 0.95), AS_IS), (0.09, 0.03), ("unresolved",)),
        ((AS_IS, (0.79, 0.95)), (0.09, 0.03), ("unresolved",)),
        # b may have missed two thirds of what it has: no more of it in a
        ((AS_IS, (0.95, 0.3)), (0.09, 0.03), ("unresolved",)),
        ((AS_IS, (0.95, 0.3)), (0.03, 0.09), ()),
        (((0.95, 0.3), AS_IS), (0.03, 0.09), ("unresolved",)),
    ],
)
def test_what_nobody_settled_is_counted_against_the_instrument(
    design: Design, appraised: Any, worst: Any, rates: tuple[float, float], reasons: tuple[str, ...]
) -> None:
    found = instrument_gate_facts(appraised(worst=worst), design, CELL, rates)
    assert found.reasons == reasons
    assert found.passed is (None if reasons else True)
    assert (found.facts["unresolved_a"], found.facts["precision_worst_b"]) == (3, worst[1][0])


def test_what_fails_already_is_not_unresolved_besides(design: Design, appraised: Any) -> None:
    low = (0.7, 0.6, 0.8)
    found = instrument_gate_facts(
        appraised(a=(low, SURE), worst=((0.6, 0.95), AS_IS)), design, CELL, (0.09, 0.02)
    )
    assert found.reasons == ("precision_low",)


def test_of_shares_the_mentions_may_flip_it_too(design: Design, appraised: Any) -> None:
    cell = {"family": "naming", "category": "alarm", "referent": "west", "voice": "own"}
    shares, sure = (0.5, 0.4), {"family": "naming", "referent": "west"}
    tight = (0.95, 0.94, 0.96)
    known = appraised(a=(tight, tight), b=(tight, tight), whole=(tight, tight), **sure)
    assert not could_flip(known, design, cell, shares)
    loose = appraised(a=(tight, tight), b=(tight, tight), whole=(tight, (0.6, 0.3, 0.8)), **sure)
    assert could_flip(loose, design, cell, shares)


def test_a_category_that_nobody_found_is_unknown(design: Design, appraised: Any) -> None:
    found = instrument_gate_facts(appraised(), design, CELL | {"category": "menace"}, (0.09, 0.03))
    assert found.reasons == ("precision_unknown", "recall_unknown")
    assert (found.facts["coded_a"], found.facts["found_a"], found.facts["recall_a"]) == (300, 0, None)
    assert found.facts["could_flip"] is True
