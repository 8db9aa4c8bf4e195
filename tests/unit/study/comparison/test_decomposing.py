"""Decomposing: the parts of a gap by hand, and what cannot be estimated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.decomposing import COLUMNS, decompose_gaps
from framing.study.comparison.designs import plan_designs
from framing.tables import check

ALARM = ("threat", "alarm", "")
# outlet → words in its own voice, words quoted
ROOM = {"alpha": (400, 600), "beta": (900, 100)}


def measured(
    hand: Any, room: dict[str, tuple[int, int]], hits: dict[str, tuple[int, int]], **hit: Any
) -> Any:
    """One article of each outlet with so many words and so many cues in its own voice and quoted."""
    documents = hand.documents(list(room), ["2021-05-01"] * len(room))
    ids = dict(zip(room, documents["doc_id"], strict=True))
    rows = [
        hand.observation(ids[outlet], 10 * n + 1000 * v, voice=voice, **hit)
        for outlet, said in hits.items()
        for v, voice in enumerate(("own", "quoted"))
        for n in range(said[v])
    ]
    exposure = [
        (ids[outlet], voice, position, "", n, 1)
        for outlet, words in room.items()
        for voice, position, n in (
            ("own", "body", words[0]),
            ("quoted", "body", words[1]),
            ("own", "caption", 77),
        )
        if n
    ]
    columns = ["doc_id", "voice", "position", "holder", "tokens", "sentences"]
    table = check(pd.DataFrame(exposure, columns=columns), "exposure")
    return replace(hand.measurements(documents, rows), exposure=table)


def gaps(measurements: Any, *cells: tuple[str, str, str]) -> pd.DataFrame:
    designs = plan_designs(measurements.documents, measurements.events, [("alpha", "beta")])
    return decompose_gaps(measurements, designs, cells or (ALARM,)).set_index("voice")


def test_parts_of_a_gap_are_those_of_the_formula(hand: Any) -> None:
    found = gaps(measured(hand, ROOM, {"alpha": (2, 6), "beta": (9, 2)}))
    # rates: alpha own 2/400, quoted 6/600; beta own 9/900, quoted 2/100
    own, quoted = found.loc["own"], found.loc["quoted"]
    assert own["gap"] == pytest.approx(1e4 * (8 / 1000 - 11 / 1000))
    assert own["from_room"] == pytest.approx(1e4 * (0.4 - 0.9) * (0.005 + 0.01) / 2)
    assert own["from_words"] == pytest.approx(1e4 * (0.005 - 0.01) * (0.4 + 0.9) / 2)
    assert quoted["from_room"] == pytest.approx(1e4 * (0.6 - 0.1) * (0.01 + 0.02) / 2)
    assert quoted["from_words"] == pytest.approx(1e4 * (0.01 - 0.02) * (0.6 + 0.1) / 2)


def test_the_parts_sum_to_the_gap_and_the_last_row_sums_the_voices(hand: Any) -> None:
    found = gaps(measured(hand, ROOM, {"alpha": (2, 6), "beta": (9, 2)}))
    assert found.reset_index().columns.tolist() == ["voice", *(c for c in COLUMNS if c != "voice")]
    whole, voices = found.loc["all"], found.drop(index="all")
    assert whole["from_room"] + whole["from_words"] == pytest.approx(whole["gap"])
    sums = ["hits_a", "hits_b", "room_a", "room_b", "from_room", "from_words"]
    assert voices[sums].sum().to_dict() == pytest.approx(whole[sums].to_dict())
    assert (whole["room_a"], whole["room_b"]) == (1000, 1000)  # captions are left out


def test_words_in_a_voice_that_one_outlet_lacks_are_not_estimable_and_the_rest_still_sums(hand: Any) -> None:
    found = gaps(measured(hand, {"alpha": (400, 600), "beta": (900, 0)}, {"alpha": (2, 6), "beta": (9, 0)}))
    assert np.isnan(found.loc["quoted", "from_words"])
    assert found.loc["quoted", "from_room"] == pytest.approx(1e4 * 0.6 * 0.01)
    assert found.loc["reported", ["from_room", "from_words"]].isna().all()
    whole = found.loc["all"]
    assert whole["from_room"] + whole["from_words"] == pytest.approx(whole["gap"])


def test_shares_are_per_hundred_of_what_they_are_shares_of(hand: Any) -> None:
    naming = {"family": "naming", "rule": "west.capital"}
    capital = measured(hand, ROOM, {"alpha": (1, 3), "beta": (2, 2)}, category="capital", **naming)
    country = measured(hand, ROOM, {"alpha": (1, 0), "beta": (2, 2)}, category="country", **naming)
    moved = country.observations.assign(
        start=country.observations["start"] + 5000, end=country.observations["end"] + 5000
    )
    both = check(pd.concat([capital.observations, moved]).astype({"doc_id": "str"}), "observations")
    found = gaps(replace(capital, observations=both), ("naming", "capital", "west"))
    assert (found.loc["all", "room_a"], found.loc["all", "room_b"]) == (5, 8)
    assert found.loc["all", "gap"] == pytest.approx(100 * (4 / 5 - 4 / 8))


def test_a_structural_zero_and_an_outlet_without_a_word_have_no_gap(hand: Any) -> None:
    early = measured(hand, ROOM, {"alpha": (2, 6), "beta": (9, 2)})
    found = gaps(early, ("threat", "alarm", "ukraine_war"))
    assert found[["gap", "from_room", "from_words"]].isna().all(axis=None)
    assert gaps(measured(hand, {"alpha": (400, 600), "beta": (0, 0)}, {"alpha": (2, 6)}))["gap"].isna().all()


def test_no_cell_and_no_opponent_give_an_empty_table(hand: Any) -> None:
    alone = measured(hand, {"alpha": (400, 600)}, {"alpha": (1, 1)})
    assert gaps(alone).empty
    designs = plan_designs(alone.documents, alone.events, [("alpha", "beta")])
    assert decompose_gaps(alone, designs, []).columns.tolist() == list(COLUMNS)
