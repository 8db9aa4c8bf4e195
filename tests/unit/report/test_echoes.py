"""Echoes: one speech in two outlets, how much of it the second has, and both places."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.echoes import echo_groups, echoes
from framing.report.evidence import Evidence, gather
from framing.report.reading import read
from framing.tables import check, empty


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def test_pairs_of_outlets_count_what_became_of_a_speech(spoken: Any) -> None:
    reading = read(spoken, "en")
    evidence = gather(reading, echo_groups(reading))
    table = echoes(reading, evidence)[-1]
    assert [[flat(c["runs"]) for c in row] for row in table["rows"]] == [
        ["L'Aurore", "La Dépêche", "0", "1 (25%)", "1 (50%)"]
    ]
    assert all(c["runs"][0]["href"] in evidence.anchors for c in table["rows"][0][3:])


def test_evidence_gives_both_articles_and_both_places(spoken: Any) -> None:
    (group,) = echo_groups(read(spoken, "en"))
    row = group["parts"][0]["rows"][0]
    assert (row["words"], row["number"], row["offsets"]) == ("Ida Lindal", 2, [30, 40])
    assert row["holder"] == "→ Dépêche, treaty signed [4]"
    assert row["lines"] == []


def test_with_both_texts_both_stretches_are_shown(synthetic: ModuleType) -> None:
    texts = {"d2": "x" * 30 + "a" * 370, "d4": "y" * 40 + "b" * 50}
    held = synthetic.make_spoken_measurements(texts=texts)
    (group,) = echo_groups(read(synthetic.make_spoken_result(measurements=held), "en"))
    lines = group["parts"][0]["rows"][0]["lines"]
    assert [line["match"][:3] for line in lines] == ["aaa", "bbb"]
    assert lines[0]["match"].endswith("…")  # a stretch longer than a reader needs is cut


@pytest.mark.parametrize(
    ("tellers", "language", "said"),
    [
        (
            ["d2", "d4"],
            "fr",
            "Aucune parole d’un même événement n’a été trouvée dans deux médias. Cherché dans : 1 événement ",
        ),
        (
            ["d2", "d4"],
            "en",
            "No speech of one event was found in two outlets. Searched: 1 event told by two outlets",
        ),
        (["d2"], "fr", "Aucun événement n’est raconté par deux médias"),
        (["d2"], "en", "No event is told by two outlets in one language"),
    ],
)
def test_no_echo_is_said_and_whether_one_could_have_been(
    synthetic: ModuleType, tellers: list[str], language: str, said: str
) -> None:
    events = pd.DataFrame({"event_id": "e1", "doc_id": tellers, "how": "catalogue", "score": 1.0})
    held = synthetic.make_spoken_measurements(echoes=empty("echoes"), events=check(events, "events"))
    reading = read(synthetic.make_spoken_result(measurements=held), language)
    assert echo_groups(reading) == []
    assert flat(echoes(reading, Evidence((), frozenset()))[-1]["runs"]).startswith(said)
