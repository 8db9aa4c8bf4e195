"""Attributions as evidence: one row each, the numbers of the tables, nothing that is no speech of somebody's."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.heard import CAMPLESS, LISTED, NOBODY, speech_groups
from framing.report.reading import Reading, read
from framing.tables import check


@pytest.fixture(scope="module")
def reading(spoken: Any) -> Reading:
    return read(spoken, "en")


def test_nested_and_undecided_stretches_are_no_attributions(reading: Reading) -> None:
    (group,) = speech_groups(reading)
    rows = [row for part in group["parts"] for row in part["rows"]]
    assert sorted(row["offsets"][0] for row in rows) == [30, 280, 800, 1300]


def test_parts_hold_as_many_rows_as_the_tables_say(reading: Reading) -> None:
    (group,) = speech_groups(reading)
    holders = reading.speaking.holders
    assert sum(part["n"] for part in group["parts"]) == holders["attributions"].sum()
    counted = holders.groupby("side")["attributions"].sum().to_dict()
    for side in reading.sides:
        mine = [part["n"] for part in group["parts"] if part["side"] == side.label]
        assert sum(mine) == counted.get(side.key, 0)


def test_an_attribution_shows_its_word_its_stance_and_its_place(reading: Reading) -> None:
    (group,) = speech_groups(reading)
    lindal = next(part for part in group["parts"] if part["key"] == "Ida Lindal · port people")
    assert [(row["words"], row["lemma"], row["place"]) for row in lindal["rows"]] == [
        ("dire", "plain (says)", "quoted"),
        ("affirmer", "distancing (claims)", "reported"),
    ]
    unknown = next(part for part in group["parts"] if part["key"] == "unknown")
    assert unknown["rows"][0]["words"] == "(no reporting word)"


def test_unknown_speakers_and_those_in_no_camp_have_anchors_of_their_own(reading: Reading) -> None:
    (group,) = speech_groups(reading)
    ids = [part["ids"][0] for part in group["parts"]]
    assert len(set(ids)) == len(ids) == 3
    assert NOBODY != CAMPLESS
    assert not any(a != b and b.startswith(f"{a}-") for a in ids for b in ids)


def test_speakers_beyond_the_listed_ones_share_one_part_and_keep_their_names(synthetic: ModuleType) -> None:
    names = [f"Anna Rot{'abcdefghij'[n]}" for n in range(LISTED + 3)]
    rows = [
        ("d2", 100 * n, 100 * n + 50, "reported", name, "dire", "neutral", "that")
        for n, name in enumerate(names)
    ]
    said = [("d2", "reported", name, 90 - n) for n, name in enumerate(names)]
    import pandas as pd

    columns = ["doc_id", "start", "end", "voice", "holder", "cue", "stance", "rule"]
    attributions = pd.DataFrame(rows, columns=columns).assign(camp="", confidence=0.9)
    exposure = pd.DataFrame(said, columns=["doc_id", "voice", "holder", "tokens"]).assign(
        position="body", sentences=3
    )
    held = synthetic.make_spoken_measurements(
        attributions=check(attributions, "attributions"), exposure=check(exposure, "exposure"),
    )  # fmt: skip
    (group,) = speech_groups(read(synthetic.make_spoken_result(measurements=held), "en"))
    rest = next(part for part in group["parts"] if part["key"] == "other speakers")
    assert [row["holder"] for row in rest["rows"]] == names[LISTED:]
    assert len(group["parts"]) == LISTED + 1


def test_with_the_text_at_hand_what_is_said_stands_in_its_sentence(synthetic: ModuleType) -> None:
    text = "Le maire parle. « Le quai ferme », dit Ida Lindal." + " " * 1400
    held = synthetic.make_spoken_measurements(texts={"d2": text})
    moved = held.attributions.astype({"rule": "str"})
    moved.loc[moved["rule"] == "direct.after", ["start", "end"]] = [16, 33]
    held = synthetic.make_spoken_measurements(texts={"d2": text}, attributions=check(moved, "attributions"))
    (group,) = speech_groups(read(synthetic.make_spoken_result(measurements=held), "en"))
    lines = [line for part in group["parts"] for row in part["rows"] for line in row["lines"]]
    assert {"left": "", "match": "« Le quai ferme »", "right": ", dit Ida Lindal."} in lines
