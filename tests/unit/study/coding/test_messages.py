"""Messages about coding: short, and what is not known is said to be unknown."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pandas as pd

from framing.study.coding.answers import Coder
from framing.study.coding.codes import codes_from
from framing.study.coding.frames import STRATUM
from framing.study.coding.messages import draw_text, outcome_of_draw, outcome_of_scores, scores_text
from framing.study.coding.scoring import appraise
from framing.study.coding.sheets import KEY_COLUMNS


def draw() -> Any:
    rows = [
        ("fr", "a", "own", "naming", "we\x1bst", True, 3, 3, 1.0),
        ("fr", "b", "own", "naming", "we\x1bst", False, 90, 60, 2 / 3),
    ]
    strata = pd.DataFrame(rows, columns=[*STRATUM, "size", "drawn", "inclusion"])
    return SimpleNamespace(strata=strata, seed=7)


def test_a_draw_tells_its_total_its_time_and_its_seed() -> None:
    text = draw_text(draw())
    assert (
        text.splitlines()[-1]
        == "63 sentences to be coded, about 10 minutes for each coder; 2 strata, 1 of them whole (seed 7)."
    )
    assert "\x1b" not in text
    assert outcome_of_draw(draw(), "out")["units"] == 63


def test_scores_tell_agreement_accuracy_and_what_is_unresolved() -> None:
    values = ["d", 0, 9, "", "fr", "a", "own", "threat", "", "none", "s", 20, 2, 0.1]
    key = pd.DataFrame([(n, *values) for n in (1, 2)], columns=list(KEY_COLUMNS)).assign(
        start=[0, 10], end=[9, 19]
    )
    codes = codes_from(
        key, [Coder("ana", {1: "alarm", 2: "none"}, {}), Coder("ben", {1: "none", 2: "none"}, {})]
    )
    appraisal = appraise(codes, 1, replicates=99)
    text = scores_text(codes, appraisal)
    assert "threat (fr)  α 0.00" in text
    assert "a: precision unknown, recall unknown; 1 coded, 0 with finds" in text
    assert text.endswith(
        "1 of 2 units settled; 1 unresolved and left out, in unresolved.csv to be settled (--adjudicated): 1."
    )
    told = json.loads(json.dumps(outcome_of_scores(codes, appraisal), allow_nan=False))
    assert (told["unresolved"], told["accuracy"][0]["recall"]) == ([1], None)
