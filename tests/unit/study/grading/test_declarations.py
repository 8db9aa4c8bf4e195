"""Declarations: what is declared between two halves is what a contrast of two outlets would declare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing.study.comparison.designs import NO_COPIES
from framing.study.comparison.estimates import estimate
from framing.study.comparison.exchange import Chance, Purpose
from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.grading.declarations import KINDS, Thinned, declared_between, draw_halves
from framing.study.grading.halves import MOST_LABELLINGS, Outlet, count_outlet, cut

SIDE = 12
FIRST = np.arange(2 * SIDE) < SIDE
CLAIM = {"family": "threat", "category": "alarm", "referent": "west", "contrast": ["alpha", "beta"]}


@pytest.fixture
def measured(study_file: Callable[..., Path], hand: Any) -> Callable[..., Any]:
    """Return study and measurements: outlets of the first and the second dozen, of which the first alone has three alarms each."""

    def measure(outlets: tuple[str, str], alarms: int = 3, ports: int = 0, **changes: Any) -> Any:
        documents = hand.documents([outlets[0]] * SIDE + [outlets[1]] * SIDE + ["beta"], ["2021-05-01"] * 25)
        names = [f"d{n:03d}" for n in range(SIDE)]
        rows = [hand.observation(name, 10 * n) for name in names for n in range(alarms)]
        special = dict.fromkeys(names, ports)
        study = load_study(study_file(**({"claims": [CLAIM]} | changes)))
        return study, hand.measurements(documents, rows, special)

    return measure


def counted(study: Any, measurements: Any) -> Outlet:
    return count_outlet(study, measurements, NO_COPIES, "fr", "alpha")


@pytest.mark.parametrize(
    ("alarms", "ports", "claims", "expected"),
    [
        (3, 0, [CLAIM], (True, True, False)),
        (3, 40, [CLAIM], (True, True, True)),
        (3, 0, [], (False, True, False)),
        (0, 0, [CLAIM], (False, False, False)),
    ],
)
def test_halves_that_differ_are_told_of_each_kind_apart(
    measured: Any, alarms: int, ports: int, claims: list[Any], expected: tuple[bool, ...]
) -> None:
    outlet = counted(*measured(("alpha", "alpha"), alarms, ports, claims=claims))
    assert declared_between(outlet, FIRST, ":0") == expected


def test_two_outlets_declare_what_their_halves_do(measured: Any) -> None:
    study, measurements = measured(("alpha", "beta"), 1, 3)
    kept = measurements.documents["doc_id"] != "d024"
    pair = replace(measurements, documents=measurements.documents.loc[kept].reset_index(drop=True))
    table = estimate(pair, specify(study, pair, pair.events))
    tested = table.loc[table["p_adjusted"].notna()]
    claims = tested.loc[(tested["referent"] == "west") & (tested["voice"] == "own")]
    cues = tested.loc[(tested["family"] == "threat") & ~tested.index.isin(claims.index)]
    words = tested.loc[tested["family"] == "terms"]
    expected = tuple(
        bool((part["p_adjusted"] < 1 - study.statistics.interval).any()) for part in (claims, cues, words)
    )
    outlet = counted(*measured(("alpha", "alpha"), 1, 3))
    assert declared_between(outlet, FIRST, ":0") == expected
    assert expected[0]


def test_many_labellings_are_thinned_and_the_observed_one_stays(measured: Any) -> None:
    outlet = counted(*measured(("alpha", "alpha")))
    small = np.arange(16) < 8
    design = outlet.plan(FIRST, "")
    eight = replace(
        design, n_a=8, n_b=8, strata=np.zeros(16, dtype=np.int64), documents=design.documents[:16]
    )
    thinned, whole = Thinned(eight, 7, 0.95).labels, Chance(eight, 7, 0.95).labels
    assert len(whole.matrix) == 12_870
    assert (len(thinned.matrix), thinned.enumerated) == (1 + MOST_LABELLINGS, False)
    assert (thinned.matrix[0] == small).all()
    assert len(np.unique(thinned.matrix, axis=0)) == 1 + MOST_LABELLINGS


def test_cuts_depend_on_the_seed_of_the_study_alone(measured: Any) -> None:
    study, measurements = measured(("alpha", "alpha"), 1)
    once, again = (draw_halves(counted(study, measurements), 20) for _ in range(2))
    assert once.shape == (20, len(KINDS))
    assert (once == again).all()
    other, _ = measured(("alpha", "alpha"), 1, statistics={"replicates": 199, "seed": 8})
    seeds = [
        outlet.design.seed(outlet.study.statistics.seed, Purpose.PLACEBO)
        for outlet in (counted(study, measurements), counted(other, measurements))
    ]
    first, second = (cut(np.zeros(24, dtype=np.int64), np.random.default_rng(seed)) for seed in seeds)
    assert (first != second).any()


def test_an_outlet_without_cells_or_words_declares_nothing(measured: Any) -> None:
    outlet = counted(*measured(("alpha", "alpha"), 0, claims=[]))
    bare = replace(outlet, vocabulary=None)
    assert bare.cells.index.empty
    assert declared_between(bare, FIRST, ":0") == (False, False, False)
