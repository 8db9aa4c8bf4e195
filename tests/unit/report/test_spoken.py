"""Ledgers: who says the words of a claim, in which voice, and what stands behind each number."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.reading import Reading, read
from framing.report.spoken import LISTED, OWN, entries
from framing.report.summary import build

CLAIM = ("legitimacy", "delegitimise", "sanctions")


@pytest.fixture(scope="module")
def reading(spoken: Any) -> Reading:
    return read(spoken, "en")


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def test_the_outlet_comes_first_then_who_it_lets_speak(reading: Reading) -> None:
    found = entries(reading)[CLAIM]
    assert [(entry.side.label, entry.listed) for entry in found] == [
        ("L'Aurore", OWN),
        ("L'Aurore", "n Ida Lindal"),
    ]
    assert [sum(row["hits"] for row in entry.counts) for entry in found] == [1, 2]
    assert [len(entry.rows) for entry in found] == [1, 2]


def test_nobody_else_speaks_in_the_own_voice_and_the_outlet_in_no_other(
    spoken_summaries: dict[str, Any],
) -> None:
    blocks = next(s["blocks"] for s in spoken_summaries["en"]["sections"] if s["id"] == "voices")
    table = next(b for b in blocks if b.get("id") == "voice-ledger-legitimacy-delegitimise-sanctions")
    rows = [[flat(c["runs"]) for c in row] for row in table["rows"]]
    assert rows[0][1:] == ["the outlet itself", "", "1", "", "", "", "", "1", "1"]
    assert rows[1][1:] == ["Ida Lindal", "port people", "", "2", "0", "0", "0", "2", "1"]


def test_claims_without_a_hit_are_named(spoken_summaries: dict[str, Any]) -> None:
    assert "No hit in any voice: " in str(spoken_summaries["en"]["sections"])
    assert "voice-ledger-threat-menace" not in str(spoken_summaries["en"]["sections"])


def test_many_speakers_are_cut_to_the_listed_ones_and_the_others_counted(synthetic: ModuleType) -> None:
    import pandas as pd

    from framing.tables import check

    rows = [
        ("d2", 20 * n, "legitimacy", "delegitimise", "sanctions", "illegal", "illégal", "illégal", "quoted", "body", f"Anna R{n}")
        for n in range(LISTED + 2)
    ]  # fmt: skip
    seen = synthetic.observations_from_tuples(rows).assign(sentence=0)
    others = synthetic.make_spoken_measurements().observations
    kept = others[others["family"] != "legitimacy"].astype("object")
    rows_of_all = pd.concat([kept, seen.astype("object")], ignore_index=True)
    held = synthetic.make_spoken_measurements(observations=check(rows_of_all, "observations"))
    result = synthetic.make_spoken_result(measurements=held)
    found = entries(read(result, "en"))[CLAIM]
    assert [len(entry.rows) for entry in found] == [1] * LISTED + [2]
    assert "others: 2 speakers" in str(build(result, "en")["sections"])
