"""Selection: a gap over all voices that the own voice does not share, by two tests and by what the gap is made of."""

from __future__ import annotations

import math
from dataclasses import replace
from types import ModuleType
from typing import Any, cast

import pandas as pd
import pytest

from framing.report.reading import Reading, read
from framing.report.selection import (
    OWN_SHARE,
    Selection,
    is_elsewhere,
    is_suspect,
    selection_sentence,
    selections,
    without_parts,
)
from framing.report.wording import flat
from framing.tables import check

LEVEL = 0.05
CELL = ("fr:aurore:depeche", "legitimacy", "delegitimise", "sanctions")
KEYS = ("contrast", "family", "category", "referent")


def row(p_value: float, p_adjusted: float = 1.0, hits: float = 3.0) -> dict[str, float]:
    return {"p_value": p_value, "p_adjusted": p_adjusted, "hits_a": hits, "hits_b": 0.0}


@pytest.mark.parametrize(
    ("whole", "own", "declared", "expected"),
    [
        (row(0.01), row(0.6), True, True),
        (row(0.01), row(0.04), True, False),  # the own voice differs too
        (row(0.06), row(0.6), True, False),  # nothing to explain
        (row(0.05), row(0.6), True, False),  # as in the gates: below, not at
        (row(0.01), row(0.05), True, True),
        (row(0.01), {}, True, True),  # nobody says it in the own voice
        (row(0.01), row(math.nan, hits=0.0), True, True),
        (row(0.01), row(math.nan), True, False),  # hits, and no test: not known
        (row(0.01, 0.2), row(0.6), False, False),  # many cells were looked at
        (row(0.001, 0.02), row(0.6), False, True),
        (row(math.nan, math.nan), row(0.6), True, False),
    ],
)
def test_a_gap_is_suspect_where_it_is_found_over_all_voices_and_not_in_the_own(
    whole: dict[str, float], own: dict[str, float], declared: bool, expected: bool
) -> None:
    assert is_suspect(whole, own, LEVEL, declared=declared) is expected


@pytest.mark.parametrize(
    ("gap", "own", "expected"),
    [
        (20.0, 0.0, True),
        (20.0, 20.0 * OWN_SHARE, False),  # below, not at
        (20.0, 20.0 * OWN_SHARE - 0.01, True),
        (-20.0, -4.0, True),
        (-20.0, -6.0, False),
        (20.0, -3.0, True),  # the own voice runs against the gap
        (0.0, 0.0, False),
        (math.nan, 0.0, False),
        (20.0, math.nan, False),
    ],
)
def test_a_gap_is_elsewhere_where_the_own_voice_makes_less_than_a_quarter_of_it(
    gap: float, own: float, expected: bool
) -> None:
    assert is_elsewhere(gap, own) is expected


def reading_of(synthetic: ModuleType, whole: float, own: float, *, gap: float, own_part: float) -> Reading:
    """Estimates with these p of one cell, and a gap of these parts."""
    estimates = synthetic.make_estimates()
    same = (estimates[list(KEYS)].astype(str) == list(CELL)).all(axis=1) & (
        estimates["statistic"] == "rate_ratio"
    )
    tested = [
        estimates[same].assign(voice=voice, p_value=p, p_adjusted=p)
        for voice, p in (("all", whole), ("own", own))
    ]
    made = check(pd.concat([estimates[~same], *tested], ignore_index=True), "estimates")
    reading = read(synthetic.make_result(estimates=made), "en")
    parts = pd.DataFrame(
        [{**dict(zip(KEYS, CELL, strict=True)), "voice": "own", "gap": gap, "from_words": own_part}]
    )
    return replace(reading, speaking=cast("Any", Told(parts)))


class Told:
    """Stands for who speaks: gaps taken apart beforehand."""

    def __init__(self, parts: pd.DataFrame) -> None:
        self.parts = parts

    def gaps_of(self, cells: Any) -> pd.DataFrame:
        assert list(cells) == [CELL[1:]]
        return self.parts


def test_a_declared_gap_of_selection_is_found_and_told_with_both_numbers(synthetic: ModuleType) -> None:
    reading = reading_of(synthetic, 0.01, 0.6, gap=-12.0, own_part=-1.0)
    (found,) = selections(reading)
    assert (found.cell, found.declared, found.gap, found.own, found.p_own) == (CELL, True, -12.0, -1.0, 0.6)
    said = flat(selection_sentence(found, reading))
    assert "La Dépêche has 12.0 more in 10,000 words than L'Aurore (permutation p .01)" in said
    assert "of these, 1.0 come from words in the outlet’s own voice, where the permutation p is .60" in said
    assert "selection" in said


@pytest.mark.parametrize(
    ("whole", "own", "gap", "own_part"),
    [
        (0.06, 0.6, 12.0, 0.0),
        (0.01, 0.01, 12.0, 0.0),
        (0.01, 0.6, 12.0, 6.0),
        (0.01, 0.6, math.nan, math.nan),
    ],
)
def test_wording_is_not_called_selection(
    synthetic: ModuleType, whole: float, own: float, gap: float, own_part: float
) -> None:
    assert selections(reading_of(synthetic, whole, own, gap=gap, own_part=own_part)) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_found_by_looking_says_so_and_corrects_its_p(synthetic: ModuleType, language: str) -> None:
    reading = read(synthetic.make_result(), language)
    one = Selection(CELL, False, 12.0, 0.0, 0.001, 0.02, math.nan)
    said = flat(selection_sentence(one, reading))
    assert "(exploration)" in said
    assert said.count("p corrigé" if language == "fr" else "corrected p") == 1
    assert "nan" not in said


def test_a_part_is_not_told_beside_its_set() -> None:
    sets = {"danger": {"family": "threat", "groups": {"danger": ["alarm", "menace"]}}}
    whole, part = (
        Selection((CELL[0], "threat", category, ""), False, 12.0, 0.0, 0.001, 0.02, math.nan)
        for category in ("danger", "alarm")
    )
    assert without_parts([part, whole], sets) == [whole]
    assert without_parts([part], sets) == [part]
    assert without_parts([replace(part, declared=True), whole], sets) == [replace(part, declared=True), whole]
    elsewhere = replace(part, cell=("fr:phare:depeche", *part.cell[1:]))
    assert (
        without_parts([elsewhere, whole], {}) == without_parts([elsewhere, whole], sets) == [elsewhere, whole]
    )
