"""Spending: the shares sum to one, and what a study does not test leaves its share to the rest."""

from __future__ import annotations

import numpy as np
import pytest

from framing.study.comparison.spending import PARTS, Spending, spending_from


@pytest.mark.parametrize(
    ("extractors", "declared", "expected"),
    [
        (["terms.v1", "cues.v1"], True, {"claims": 0.8, "cues": 0.1, "words": 0.1}),
        (["terms.v1", "cues.v1", "lexical.v1"], False, {"cues": 0.5, "words": 0.5}),
        (["cues.v1"], True, {"claims": 8 / 9, "cues": 1 / 9}),
        (["terms.v1", "lexical.v1"], False, {"words": 1.0}),
    ],
)
def test_shares_of_what_a_study_tests_sum_to_one(
    extractors: list[str], declared: bool, expected: dict[str, float]
) -> None:
    found = spending_from(extractors, declared=declared)
    assert {kind: getattr(found, kind) for kind in expected} == pytest.approx(expected)
    assert sum(expected.values()) == pytest.approx(1)


def test_p_values_are_divided_and_stay_p_values() -> None:
    raised = Spending(0.8, 0.1, 0.1).raised(np.array([0.004, 0.5, np.nan]), "words")
    assert raised == pytest.approx([0.04, 1.0, np.nan], nan_ok=True)


def test_claims_have_the_most() -> None:
    assert PARTS["claims"] > 2 * (PARTS["cues"] + PARTS["words"])
