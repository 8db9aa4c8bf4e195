"""Camps: the study's patterns, then the outlet's, then nobody's; never a guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.study.config.study import load_study
from framing.study.measurement.camps import Camps, assign_camps, load_camps, with_camps
from framing.study.measurement.measurements import Measurements
from framing.study.pipeline import compare_measurements
from framing.tables import check, digest

LABELS = {camp: {"fr": camp, "en": camp} for camp in ("east", "west", "nameless")}
CAMPS = Camps(
    study={"east": ("Ana", "ambassadeur Est"), "west": ("Bo", "Est"), "nameless": ("@anonymous",)},
    outlets={"alpha": {"east": ("préfecture", "Bo")}, "alpha daily": {"east": ("préfecture", "Bo")}},
    labels=LABELS,
)
SAID = [
    ("d000", "Ana Lo"),
    ("d000", "la préfecture"),
    ("d000", ""),
    ("d002", "la préfecture"),
    ("d002", "une source"),
]


def attributions_from(said: list[tuple[str, str]]) -> pd.DataFrame:
    rows = [
        {"doc_id": d, "start": 10 * n, "end": 10 * n + 9, "voice": "quoted", "holder": holder, "camp": "",
         "cue": "", "stance": "", "rule": "r", "confidence": 1.0}
        for n, (d, holder) in enumerate(said)
    ]  # fmt: skip
    return check(pd.DataFrame(rows), "attributions")


@pytest.mark.parametrize(
    ("holder", "outlet", "anonymous", "camp"),
    [
        ("Ana Lo", "beta", False, "east"),
        ("l’ambassadeur de l’Est", "beta", False, "east"),
        ("l’Est", "beta", False, "west"),
        ("Ana et Bo", "alpha", False, ""),
        ("la préfecture", "alpha", False, "east"),
        ("la préfecture", "Alpha Daily", False, "east"),
        ("la préfecture", "beta", False, ""),
        ("Bo", "alpha", False, "west"),
        ("une source", "beta", False, ""),
        ("une source", "beta", True, "nameless"),
        ("une source de l’Est", "beta", True, "west"),
        ("", "alpha", True, ""),
    ],
)
def test_study_comes_before_the_outlet_and_undecided_is_no_camp(
    holder: str, outlet: str, anonymous: bool, camp: str
) -> None:
    assert CAMPS.camp_of(holder, outlet, anonymous) == camp


def test_anonymous_holders_have_no_camp_unless_the_study_says_so() -> None:
    without = replace(CAMPS, study={"east": ("Ana",)})
    assert without.camp_of("une source", "beta", anonymous=True) == ""


def test_every_attribution_gets_its_camp_and_nothing_else_changes(
    two_by_two: Measurements, hand: Any
) -> None:
    rows = [
        hand.observation(
            "d002", 40, family="sources", category="anonymous", rule="direct", holder="une source"
        )
    ]
    heard = replace(
        two_by_two,
        attributions=attributions_from(SAID),
        observations=check(pd.DataFrame(rows), "observations"),
    )
    found = assign_camps(heard, CAMPS).attributions
    assert found["camp"].astype("str").tolist() == ["east", "east", "", "", "nameless"]
    assert digest(found.assign(camp="")) == digest(heard.attributions)
    assert digest(check(found, "attributions")) == digest(found)
    assert heard.attributions["camp"].astype("str").eq("").all()


def test_camps_join_other_tables_by_document_and_holder(two_by_two: Measurements) -> None:
    filled = assign_camps(replace(two_by_two, attributions=attributions_from(SAID)), CAMPS)
    table = pd.DataFrame(
        {"doc_id": ["d002", "d000", "d000"], "holder": ["la préfecture", "la préfecture", ""]}
    )
    assert with_camps(table, filled.attributions)["camp"].tolist() == ["", "east", ""]
    assert with_camps(table, two_by_two.attributions)["camp"].tolist() == ["", "", ""]


def test_study_without_camps_leaves_measurements_alone(two_by_two: Measurements) -> None:
    heard = replace(two_by_two, attributions=attributions_from(SAID))
    assert assign_camps(heard, Camps({}, {}, {})) is heard


def test_config_and_profiles_are_read_together(study_file: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    profile = (
        "outlet: alpha\nnames: [Alpha Daily]\ncamps: {east: {label: {fr: x, en: x}, holders: [préfecture]}}\n"
    )
    (tmp_path / "profiles" / "alpha.yaml").write_text(profile, encoding="utf-8")
    camps = {"east": {"label": {"fr": "l’Est", "en": "the East"}, "holders": ["Ana"]}}
    found = load_camps(load_study(study_file(camps=camps, profiles=["profiles"])))
    assert found.labels["east"] == {"fr": "l’Est", "en": "the East"}
    assert [found.camp_of(*who) for who in (("Ana", "beta"), ("la préfecture", "Alpha Daily"))] == [
        "east",
        "east",
    ]


def test_compared_measurements_have_camps_and_the_record_keeps_the_digest_of_the_bundle(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    camps = {"east": {"label": {"fr": "l’Est", "en": "the East"}, "holders": ["Ana"]}}
    heard = replace(two_by_two, attributions=attributions_from(SAID))
    result = compare_measurements(load_study(study_file(camps=camps, statistics={"replicates": 99})), heard)
    assert result.measurements.attributions["camp"].astype("str").tolist() == ["east", "", "", "", ""]
    assert result.record["inputs"]["attributions"] == digest(heard.attributions)
