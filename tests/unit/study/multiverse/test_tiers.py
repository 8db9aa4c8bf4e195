"""Tiers: told from confidences, which are those of the extractors."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.features import agency, cues, evidentials, readings
from framing.study.multiverse.tiers import CORE, NO_TARGET, UNTOLD, are_core, has_tiers, kind_of


def rows(*pairs: tuple[float, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["confidence", "referent"])


def test_numbers_are_those_of_the_extractors() -> None:
    assert (cues.CORE, cues.NO_TARGET) == (CORE, NO_TARGET)
    assert agency.CORE == evidentials.CORE == CORE
    assert UNTOLD["evidentials"] == readings.READINGS
    assert UNTOLD["agency"] == (agency.AGENTLESS, agency.WITH_AGENT)


def test_missed_target_does_not_make_a_cue_extended() -> None:
    confidence = [cues.CORE, cues.CORE - cues.NO_TARGET, cues.EXTENDED, cues.EXTENDED - cues.NO_TARGET]
    found = are_core(
        rows(*zip([round(c, 2) for c in confidence], ["west", "", "west", ""], strict=True)), "cues"
    )
    assert found.tolist() == [True, True, False, False]


def test_words_without_targets_are_told_by_their_confidence_alone() -> None:
    assert are_core(rows((evidentials.CORE, ""), (evidentials.EXTENDED, "")), "evidentials").tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("kind", "category", "told"),
    [
        ("cues", "alarm", True),
        ("evidentials", "hedge", True),
        ("evidentials", "borrowed", False),
        ("agency", "responder", True),
        ("agency", "passive_agentless", False),
        ("naming", "capital", False),
        ("heads", "adjective", False),
        ("", "neutral", False),
    ],
)
def test_tiers_are_told_only_where_nothing_else_lowers_a_confidence(
    kind: str, category: str, told: bool
) -> None:
    assert has_tiers(kind, category) is told


def test_kind_of_a_family_is_that_of_its_codebook() -> None:
    settings = {
        "codebooks": {
            "threat.fr": {"kind": "cues"},
            "threat.en": {"kind": "cues"},
            "naming.fr": {"kind": "naming"},
        }
    }
    assert [kind_of(settings, name) for name in ("threat", "naming", "reporting")] == ["cues", "naming", ""]
