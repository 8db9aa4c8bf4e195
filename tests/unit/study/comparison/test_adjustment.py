"""Adjustment: declared claims over all contrasts, and nothing else touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.stats import ALL_ASPECTS, holm_of_groups, max_t, score_z
from framing.study.comparison.adjustment import CLAIMED, adjust_declared
from framing.study.comparison.cell_estimates import estimate_cells
from framing.study.comparison.estimates import estimate
from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.measurement.measurements import Measurements

ALARM = {"family": "threat", "category": "alarm"}
PAIRS = [["alpha", "beta"], ["alpha", "gamma"], ["gamma", "beta"]]


@pytest.fixture
def four_a_side(hand: Any) -> Measurements:
    """Four documents of each of three outlets; alpha alarms, gamma alarms less, beta hardly."""
    documents = hand.documents(["alpha"] * 4 + ["beta"] * 4 + ["gamma"] * 4, ["2021-05-01"] * 12)
    said = [4, 3, 3, 2, 0, 0, 1, 0, 1, 2, 1, 1]
    rows = [hand.observation(f"d{n:03d}", i) for n, times in enumerate(said) for i in range(times)]
    rows += [hand.observation(f"d{n:03d}", 50, voice="quoted") for n in (0, 5, 9)]
    return hand.measurements(documents, rows)


@pytest.fixture
def specified(study_file: Callable[..., Path], four_a_side: Measurements) -> Callable[..., Any]:
    def build(*claims: dict[str, Any], contrasts: Any = PAIRS) -> Any:
        study = load_study(study_file(contrasts=contrasts, claims=list(claims)))
        return specify(study, four_a_side, four_a_side.events)

    return build


def claimed(table: pd.DataFrame, referent: str = "west") -> pd.DataFrame:
    rows = table.loc[table["statistic"].isin(CLAIMED) & (table["referent"] == referent)]
    return rows.set_index(["contrast", "voice"])


def test_one_declared_claim_keeps_its_p(specified: Callable[..., Any], four_a_side: Measurements) -> None:
    specification = specified(ALARM | {"referent": "west", "contrast": PAIRS[0]})
    row = claimed(estimate(four_a_side, specification)).loc[("fr:alpha:beta", "own")]
    assert row["p_value"] == pytest.approx(2 / 70)
    assert row["p_adjusted"] == pytest.approx(row["p_value"] / specification.tested[0].chance.spending.claims)


def test_claims_of_one_contrast_are_corrected_by_their_joint_permutation(
    specified: Callable[..., Any], four_a_side: Measurements
) -> None:
    voices = ("own", "quoted")
    claims = [ALARM | {"referent": "west", "contrast": PAIRS[0], "voice": voice} for voice in voices]
    specification = specified(*claims)
    (contrast,) = specification.tested
    columns = np.flatnonzero(contrast.cells.are(contrast.declared))
    hits, chances = contrast.cells.hits[:, columns], contrast.cells.opportunities[:, columns]
    scores = score_z(hits, chances, contrast.chance.labels.matrix, aspects=ALL_ASPECTS)
    expected = np.minimum(max_t(np.abs(scores).max(axis=2)) / contrast.chance.spending.claims, 1)
    rows = claimed(estimate(four_a_side, specification)).loc["fr:alpha:beta"]
    assert rows.loc[list(voices), "p_adjusted"].tolist() == pytest.approx(expected.tolist())


def test_claims_of_several_contrasts_are_corrected_by_closed_bonferroni(
    specified: Callable[..., Any], four_a_side: Measurements
) -> None:
    specification = specified(*(ALARM | {"referent": "west", "contrast": pair} for pair in PAIRS))
    rows = claimed(estimate(four_a_side, specification)).xs("own", level="voice")
    within = rows["p_value"] / specification.tested[0].chance.spending.claims
    assert rows["p_adjusted"].tolist() == pytest.approx(
        holm_of_groups(within, np.arange(3)).tolist(), abs=1e-8
    )
    assert rows.loc["fr:alpha:beta", "p_adjusted"] > rows.loc["fr:alpha:beta", "p_value"]


def test_only_declared_claims_change_across_contrasts(specified: Callable[..., Any]) -> None:
    specification = specified(*(ALARM | {"referent": "west", "contrast": pair} for pair in PAIRS[:2]))
    before = [estimate_cells(c.cells, c.chance, c.declared) for c in specification]
    after = adjust_declared(before, list(specification))
    for one, other, contrast in zip(before, after, specification, strict=True):
        declared = (one["referent"] == "west") & (one["voice"] == "own") & one["statistic"].isin(CLAIMED)
        assert one.loc[~declared].equals(other.loc[~declared])
        raised = other.loc[declared, "p_adjusted"] > one.loc[declared, "p_adjusted"]
        # of the two claims the smaller p is doubled; the larger comes second and stays, as Holm has it
        assert raised.tolist() == [contrast.design.contrast == "fr:alpha:beta"]


def test_a_claim_that_is_not_estimable_stays_missing_and_counts(
    specified: Callable[..., Any], four_a_side: Measurements
) -> None:
    west = [ALARM | {"referent": "west", "contrast": pair} for pair in PAIRS[:2]]
    # no text of 2021 can be about it: the third contrast's claim is not estimable, and it was declared
    war = ALARM | {"referent": "ukraine_war", "contrast": PAIRS[2]}
    table = estimate(four_a_side, specified(*west, war))
    assert np.isnan(claimed(table, "ukraine_war").loc[("fr:gamma:beta", "own"), "p_adjusted"])
    two = claimed(estimate(four_a_side, specified(*west)))["p_adjusted"]
    three = claimed(table)["p_adjusted"]
    best = ("fr:alpha:beta", "own")
    share = specified(*west).tested[0].chance.spending.claims
    assert (two[best], three[best]) == pytest.approx((2 * 2 / 70 / share, 3 * 2 / 70 / share))


def test_nothing_declared_and_nothing_compared_change_nothing(specified: Callable[..., Any]) -> None:
    specification = specified(contrasts=PAIRS[:1])
    (contrast,) = specification
    table = estimate_cells(contrast.cells, contrast.chance)
    assert adjust_declared([table], [contrast])[0] is table
    assert adjust_declared([], []) == []
