"""Compared: q over the declared claims of one language, and room where something can be counted."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from types import ModuleType

import pandas as pd
import pytest

from framing.report.compared import KEYS, Compared, is_known
from framing.report.reading import Reading, read
from framing.report.records import records
from framing.tables import check

# category → p of the permutation test; "resist" could not be tested.
TESTED = {"alarm": 0.01, "menace": 0.04, "terror": 0.03, "resist": math.nan}


@pytest.fixture(scope="module")
def reading(synthetic: ModuleType) -> Reading:
    """Four declared claims in French, and one in English with a p of its own."""
    cells = [("fr:aurore:depeche", category) for category in TESTED] + [("en:aurore:depeche", "alarm")]
    alike = {"family": "threat", "referent": "", "voice": "own"}
    claims = [
        {"claim": f"c{n}", "contrast": contrast, "category": category, **alike, "declared": True, "grade": "described",
         "gates": json.dumps([])}
        for n, (contrast, category) in enumerate(cells)
    ]  # fmt: skip
    numbers = {"universe": "default", "term": "", "statistic": "rate_ratio", "estimate": 2.0, "low": 1.0, "high": 4.0,
               "hits_a": 2.0, "hits_b": 1.0, "opportunities_a": 20.0, "opportunities_b": 20.0, "documents_a": 2.0,
               "documents_b": 1.0, "events": 0.0, "replicates": 9.0, "p_adjusted": 1.0}  # fmt: skip
    rows = [
        {**numbers, "contrast": contrast, "category": category, **alike, "p_value": TESTED[category] if contrast[:2] == "fr" else 0.9}
        for contrast, category in cells
    ]  # fmt: skip
    order = ["claim", "contrast", "family", "category", "referent", "voice", "declared", "grade", "gates"]
    return read(
        synthetic.make_result(
            claims=check(pd.DataFrame(claims)[order], "claims"),
            estimates=check(pd.DataFrame(rows), "estimates"),
        ),
        "en",
    )


def by_category(reading: Reading, language: str = "fr") -> dict[str, Compared]:
    rows = [row for row in records(reading.claims) if row["contrast"].startswith(language)]
    return {row["category"]: Compared(row, reading) for row in rows}


def test_q_is_over_the_tested_claims_of_the_language(reading: Reading) -> None:
    found = {category: one.q for category, one in by_category(reading).items()}
    # Benjamini & Hochberg by hand: .01 × 3/1; .03 × 3/2 = .045, but no more than .04 × 3/3
    assert found["alarm"] == pytest.approx(0.03)
    assert found["terror"] == pytest.approx(0.04)
    assert found["menace"] == pytest.approx(0.04)
    assert math.isnan(found["resist"])
    assert by_category(reading, "en")["alarm"].q == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"hits_a": 0.0}, True),
        ({"opportunities_a": 0.0}, False),
        ({"opportunities_a": math.nan}, False),
        ({"hits_a": math.nan}, False),
    ],
)
def test_there_is_room_where_something_was_counted(
    reading: Reading, changes: dict[str, float], expected: bool
) -> None:
    one = by_category(reading)["alarm"]
    cell = tuple(one.claim[key] for key in KEYS)
    changed = replace(reading, effects={**reading.effects, cell: {**reading.effects[cell], **changes}})
    assert Compared(one.claim, changed).has_room("own", "a") is expected
    assert Compared(one.claim, changed).has_room("quoted", "a") is False


def test_what_did_not_exist_has_no_room(reading: Reading) -> None:
    one = by_category(reading)["alarm"]
    zero = replace(reading, impossible=frozenset({("", "fr:aurore")}))
    assert [Compared(one.claim, zero).has_room("own", x) for x in "ab"] == [False, True]


def test_a_contrast_without_a_design_compares_nothing(reading: Reading) -> None:
    one = by_category(reading)["alarm"]
    bare = replace(reading, designs=reading.designs.iloc[:0])
    assert Compared(one.claim, bare).design["kind"] == "none"
    assert Compared(one.claim, bare).curve == {}


def test_a_number_can_be_printed_where_it_is_finite() -> None:
    assert [is_known(value) for value in (0.0, 3, None, math.nan, math.inf)] == [
        True,
        True,
        False,
        False,
        False,
    ]
