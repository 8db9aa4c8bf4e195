"""Grouping: codes of the categories that a study takes together."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.study.coding.codes import COLUMNS, Codes
from framing.study.coding.grouping import regrouped_code, with_set_codes
from framing.study.config.parts import NamedSet

LABEL = {"fr": "l’ouest", "en": "the west"}
SIDES = NamedSet.model_validate(
    {
        "label": LABEL,
        "family": "naming",
        "referent": "west",
        "groups": {"side": ("bloc", "camp"), "seat": ("capital",)},
    }
)
DREAD = NamedSet.model_validate({"label": LABEL, "family": "threat", "groups": {"any": ("alarm", "menace")}})


def units(family: str, referent: str, *codes: str) -> pd.DataFrame:
    plain = {name: 0 if kind != "str" else "" for name, kind in COLUMNS.items()}
    rows = [
        plain
        | {"unit": n, "family": family, "referent": referent, "stratum": "s", "found": code, "gold": code}
        for n, code in enumerate(codes)
    ]
    return pd.DataFrame(rows).assign(coder_ana=list(codes), voice_ana="yes")


@pytest.mark.parametrize(
    ("code", "alone", "beside"),
    [
        ("bloc", "side", "bloc;side"),
        ("bloc;camp", "side", "bloc;camp;side"),
        ("camp;capital", "seat;side", "camp;capital;seat;side"),
        ("flag", "none", "flag"),
        ("none", "none", "none"),
        ("", "", ""),
    ],
)
def test_a_code_becomes_the_groups_of_its_categories(code: str, alone: str, beside: str) -> None:
    assert regrouped_code(code, SIDES, kept=False) == alone
    assert regrouped_code(code, SIDES, kept=True) == beside


def test_units_of_a_referent_stand_once_more_for_a_set_of_its_names() -> None:
    codes = Codes(pd.concat([units("naming", "west", "bloc", "flag"), units("naming", "east", "bloc")]))
    table = with_set_codes(codes, {"sides": SIDES}).table
    again = table.loc[table["referent"] == "sides"]
    assert again[["unit", "gold", "found", "coder_ana", "voice_ana", "stratum"]].to_numpy().tolist() == [
        [0, "side", "side", "side", "yes", "s:sides"],
        [1, "none", "none", "none", "yes", "s:sides"],
    ]
    assert table.loc[table["referent"] == "west", "gold"].tolist() == ["bloc", "flag"]
    assert len(table) == 5


def test_units_that_ask_for_cues_have_the_groups_besides() -> None:
    codes = Codes(
        pd.concat([units("threat", "", "alarm", "none"), units("legitimacy", "", "alarm")], ignore_index=True)
    )
    table = with_set_codes(codes, {"dread": DREAD}).table
    assert table["gold"].tolist() == ["alarm;any", "none", "alarm"]
