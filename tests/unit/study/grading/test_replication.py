"""Replication: a difference that is there again, one that is not, one that turns, and what cannot be tested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.estimates import estimate
from framing.study.comparison.held_out import hold_out
from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.grading.cases import Effect
from framing.study.grading.replication import CLAIM, _reason_of_effect, replicate, with_replication
from framing.tables import check, digest, empty

A_SIDE = 14
HELD = {"from": "2021-06-01", "to": "2021-06-30"}
PAIR = ["alpha", "beta"]
CLAIMS = [
    {"family": "threat", "category": "alarm", "referent": "west", "contrast": PAIR},
    {"family": "naming", "category": "capital", "referent": "west", "contrast": PAIR},
]
# Alarms in an article of alpha and of beta, before the held-out month and in it; of several numbers the articles take turns.
AGAIN, GONE, TURNED = ((4, 0), (4, 0)), ((4, 0), (1, 1)), ((4, 0), (0, 4))


@pytest.fixture
def tested(study_file: Callable[..., Path], hand: Any) -> Callable[..., pd.DataFrame]:
    """Test the claims in articles of which so many raise an alarm."""

    def run(alarms: Any = AGAIN, held_side: Any = A_SIDE, **changes: Any) -> pd.DataFrame:
        held_sides = held_side if isinstance(held_side, tuple) else (held_side, held_side)
        sizes = {"2021-05-01": (A_SIDE, A_SIDE), "2021-06-01": held_sides}
        numbered = [
            (date, side, n) for date, both in sizes.items() for side in (0, 1) for n in range(both[side])
        ]
        dated = [(date, side) for date, side, _ in numbered]
        documents = hand.documents([PAIR[side] for _, side in dated], [date for date, _ in dated])
        rows = [
            hand.observation(f"d{n:03d}", 10 * k)
            for n, (date, side, turn) in enumerate(numbered)
            for k in range(in_turn(alarms[date != "2021-05-01"][side], turn))
        ]
        study = load_study(study_file(held_out=HELD, **({"claims": CLAIMS} | changes)))
        compared, held = hold_out(study, hand.measurements(documents, rows))
        estimates = estimate(compared, specify(study, compared, compared.events))
        return replicate(study, held, held.events, estimates)

    return run


def in_turn(alarms: int | tuple[int, ...], n: int) -> int:
    return alarms if isinstance(alarms, int) else alarms[n % len(alarms)]


def alarm(table: pd.DataFrame) -> pd.Series:
    return table.loc[table["family"] == "threat"].iloc[0]


def test_a_difference_that_is_there_again_is_replicated(tested: Any) -> None:
    row = alarm(tested())
    assert (row["reason"], row["passed"], row["same_sign"]) == ("replicated", True, True)
    assert (row["statistic"], row["documents_a"], row["documents_b"]) == ("rate_ratio", A_SIDE, A_SIDE)
    assert (row["hits_a"], row["hits_b"], row["opportunities_a"]) == (4 * A_SIDE, 0, 6 * A_SIDE)
    assert row["estimate"] > 1
    assert 0 < row["p_value"] <= row["p_adjusted"] < 0.05


def test_a_difference_that_is_gone_is_not(tested: Any) -> None:
    row = alarm(tested(GONE))
    assert (row["reason"], row["passed"], row["p_adjusted"]) == ("by_chance", False, 1.0)


def test_a_difference_that_turns_is_not_however_clear(tested: Any) -> None:
    row = alarm(tested(TURNED))
    assert row["p_adjusted"] < 0.05
    assert (row["reason"], row["passed"], row["same_sign"]) == ("other_sign", False, False)


def test_a_clear_test_is_not_enough_where_the_interval_holds_no_difference(tested: Any) -> None:
    # four articles of alpha raise five alarms each, nearly all of beta one: more alarms, in far fewer articles
    bursts = ((4, 0), ((5,) * 4 + (0,) * 10, (1,) * 13 + (0,)))
    row = alarm(tested(bursts))
    assert row["p_adjusted"] < 0.05
    assert row["same_sign"]
    assert row["low"] < 1 < row["estimate"]
    assert (row["reason"], row["passed"]) == ("includes_none", False)


@pytest.mark.parametrize(("held_side", "reason"), [((3, 20), "apart"), (4, "too_little")])
def test_a_handful_of_articles_is_not_enough_however_small_the_p(
    tested: Any, held_side: Any, reason: str
) -> None:
    row = alarm(tested(held_side=held_side))
    assert row["p_adjusted"] < 0.05
    assert (row["reason"], row["passed"], row["same_sign"]) == (reason, False, True)


def test_without_an_interval_nothing_is_replicated() -> None:
    row = {"p_adjusted": 0.01, "same_sign": True}
    found = Effect("rate_ratio", 2.0, np.nan, np.nan, 0.01, 0.01, "bootstrap")
    assert _reason_of_effect(row, found, 0.05) == "no_interval"


def test_what_cannot_be_tested_there_says_why(tested: Any) -> None:
    reasons = {n: dict(tested(held_side=n)[["family", "reason"]].to_numpy()) for n in (3, A_SIDE)}
    assert reasons[3] == {"naming": "no_opportunity", "threat": "unattainable"}
    assert reasons[A_SIDE] == {"naming": "no_opportunity", "threat": "replicated"}


def test_an_outlet_without_held_documents_is_said_to_have_none(
    tested: Any, study_file: Callable[..., Path], hand: Any
) -> None:
    documents = hand.documents(["alpha", "beta", "alpha"], ["2021-05-01", "2021-05-01", "2021-06-01"])
    study = load_study(study_file(held_out=HELD))
    compared, held = hold_out(study, hand.measurements(documents))
    table = replicate(study, held, held.events, estimate(compared, specify(study, compared, compared.events)))
    row = table.iloc[0]
    assert (row["reason"], row["documents_a"], row["documents_b"]) == ("no_documents", 1, 0)
    assert np.isnan(row["p_adjusted"])
    assert not row["passed"]


def test_claims_have_the_whole_chance_and_no_undeclared_cell_is_told(tested: Any) -> None:
    table = tested(claims=CLAIMS[:1])
    assert list(table[CLAIM].iloc[0]) == ["fr:alpha:beta", "threat", "alarm", "west", "own"]
    assert len(table) == 1
    assert table["p_adjusted"].iloc[0] == table["p_value"].iloc[0]


def test_the_same_seed_gives_the_same_table(tested: Any) -> None:
    assert digest(tested()) == digest(tested())


def test_nothing_held_out_is_an_empty_table(study: Any) -> None:
    assert replicate(study, None, empty("events"), pd.DataFrame()).empty


@pytest.mark.parametrize(
    ("grade", "passed", "declared", "expected"),
    [
        ("supported", True, True, "replicated"),
        ("supported", False, True, "supported"),
        ("suggestive", True, True, "suggestive"),
        ("supported", True, False, "supported"),
    ],
)
def test_only_a_supported_claim_that_passed_is_raised(
    tested: Any, grade: str, passed: bool, declared: bool, expected: str
) -> None:
    replication = tested(AGAIN if passed else GONE)
    key = dict(zip(CLAIM, replication.loc[replication["family"] == "threat", CLAIM].iloc[0], strict=True))
    claims = check(
        pd.DataFrame([key | {"claim": "c", "declared": declared, "grade": grade, "gates": "[]"}]), "claims"
    )
    assert list(with_replication(claims, replication)["grade"]) == [expected]
    assert list(claims["grade"]) == [grade]
