"""Speakers: who is heard how much, who first, and in whose mouth a claim stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from framing.study.comparison.speakers import first_sources, holder_shares, ledger, voice_shares
from framing.study.measurement.camps import Camps, assign_camps
from framing.study.measurement.measurements import Measurements
from framing.tables import check

CAMPS = Camps(
    {"east": ("Ana", "Eve"), "west": ("Bo",)},
    {},
    {camp: {"fr": camp, "en": camp} for camp in ("east", "west")},
)
# document, start, end, voice, holder
SAID = [
    ("d000", 0, 50, "quoted", "Ana"), ("d000", 60, 90, "reported", "Ana"), ("d000", 65, 80, "fragment", "Ana"),
    ("d000", 65, 80, "ambiguous", "Ana"), ("d000", 70, 75, "fragment", "Bo"), ("d001", 5, 9, "quoted", "Eve"),
    ("d002", 0, 9, "quoted", "Bo"), ("d002", 20, 29, "quoted", "Bo"),
]  # fmt: skip
# document, voice, position, holder, tokens
HEARD = [
    ("d000", "own", "body", "", 40), ("d000", "quoted", "body", "Ana", 10), ("d000", "reported", "lead", "Ana", 4),
    ("d000", "fragment", "heading", "Bo", 2), ("d000", "quoted", "title", "Ana", 99), ("d000", "quoted", "caption", "Ana", 99),
    ("d000", "ambiguous", "body", "Ana", 4), ("d001", "quoted", "body", "Eve", 4), ("d002", "quoted", "body", "Bo", 6),
    ("d003", "own", "body", "", 30),
]  # fmt: skip


@pytest.fixture
def heard(hand: Any) -> Measurements:
    """Two documents of alpha in which Ana, Bo and Eve speak, two of beta in one of which Bo does."""
    measured = hand.measurements(hand.documents(["alpha", "alpha", "beta", "beta"], ["2021-01-26"] * 4))
    said = pd.DataFrame(SAID, columns=["doc_id", "start", "end", "voice", "holder"])
    said = said.assign(camp="", cue="", stance="", rule=said["voice"], confidence=1.0)
    exposure = pd.DataFrame(HEARD, columns=["doc_id", "voice", "position", "holder", "tokens"]).assign(
        sentences=1
    )
    tables = {"attributions": check(said, "attributions"), "exposure": check(exposure, "exposure")}
    return assign_camps(replace(measured, **tables), CAMPS)


def with_rows(heard: Measurements, rows: list[dict[str, Any]]) -> Measurements:
    return replace(heard, observations=check(pd.DataFrame(rows), "observations"))


def test_shares_of_holders(heard: Measurements) -> None:
    table = holder_shares(heard)
    counted = ["outlet", "language", "holder", "camp", "attributions", "words", "documents"]
    assert table[counted].to_numpy().tolist() == [
        ["alpha", "fr", "Ana", "east", 2, 14, 1], ["alpha", "fr", "Eve", "east", 1, 4, 1],
        ["alpha", "fr", "Bo", "west", 1, 2, 1], ["beta", "fr", "Bo", "west", 2, 6, 1],
    ]  # fmt: skip
    assert table["share_of_attributions"].tolist() == [0.5, 0.25, 0.25, 1.0]
    assert table["share_of_words"].tolist() == [0.7, 0.2, 0.1, 1.0]


def test_shares_of_camps(heard: Measurements) -> None:
    table = holder_shares(heard, by="camp")
    assert table[["outlet", "holder", "camp", "attributions", "words", "documents"]].to_numpy().tolist() == [
        ["alpha", "", "east", 3, 18, 2], ["alpha", "", "west", 1, 2, 1], ["beta", "", "west", 2, 6, 1],
    ]  # fmt: skip


def test_titles_are_counted_when_said(heard: Measurements) -> None:
    table = holder_shares(heard, positions=("title", "heading", "lead", "body"))
    assert table.set_index("holder")["words"].iloc[0] == 14 + 99


def test_holder_with_attributions_and_no_words_has_a_share_of_none(heard: Measurements) -> None:
    table = holder_shares(heard, positions=("lead",)).set_index(["outlet", "holder"])
    assert table.loc[("alpha", "Bo"), ["words", "share_of_words"]].tolist() == [0, 0.0]
    assert pd.isna(table.loc[("beta", "Bo"), "share_of_words"])


def test_shares_of_voices_list_every_voice(heard: Measurements) -> None:
    table = voice_shares(heard)
    alpha = table.loc[table["outlet"] == "alpha"]
    assert alpha[["voice", "tokens", "documents"]].to_numpy().tolist() == [
        ["own", 40, 1], ["quoted", 14, 2], ["fragment", 2, 1], ["reported", 4, 1], ["ambiguous", 4, 1],
    ]  # fmt: skip
    assert alpha["share"].tolist() == pytest.approx([40 / 64, 14 / 64, 2 / 64, 4 / 64, 4 / 64])
    assert table.loc[table["outlet"] == "beta", "tokens"].tolist() == [30, 6, 0, 0, 0]


def test_first_sources_count_documents_by_camp(heard: Measurements, hand: Any) -> None:
    facts = [("d000", "first", "Ana"), ("d000", "reply", "Bo"), ("d001", "first", "Eve"), ("d001", "lone", "Eve"),
             ("d002", "first", "Bo"), ("d002", "lone", "Bo"), ("d000", "person", "Bo")]  # fmt: skip
    rows = [
        hand.observation(d, n, family="sources", category=c, holder=h, rule=c)
        for n, (d, c, h) in enumerate(facts)
    ]
    assert first_sources(with_rows(heard, rows)).to_numpy().tolist() == [
        ["alpha", "fr", "east", 2, 1, 0, 2], ["alpha", "fr", "west", 0, 0, 1, 2], ["beta", "fr", "west", 1, 1, 0, 1],
    ]  # fmt: skip


def test_without_sources_there_are_no_first_sources(heard: Measurements) -> None:
    table = first_sources(heard)
    assert table.empty
    assert list(table.columns) == ["outlet", "language", "camp", "first", "lone", "replies", "documents"]


def test_ledger_of_a_claim(heard: Measurements, hand: Any) -> None:
    def cue(doc_id: str, start: int, **more: Any) -> dict[str, Any]:
        return dict(hand.observation(doc_id, start, **more))

    rows = [
        cue("d000", 1, voice="quoted", holder="Ana"), cue("d000", 1, voice="quoted", holder="Ana", referent="east"),
        cue("d000", 30, voice="quoted", holder="Ana"), cue("d001", 1, voice="quoted", holder="Ana"),
        cue("d000", 66, voice="fragment", holder="Bo"), cue("d000", 95), cue("d000", 97, position="caption"),
        cue("d002", 99, category="calm"),
    ]  # fmt: skip
    measured = with_rows(heard, rows)
    west = ledger(measured, "threat", "alarm", "west").to_numpy().tolist()
    assert west == [
        ["alpha", "fr", "own", "", "", 1, 1], ["alpha", "fr", "quoted", "Ana", "east", 2, 1],
        ["alpha", "fr", "quoted", "Ana", "", 1, 1], ["alpha", "fr", "fragment", "Bo", "west", 1, 1],
    ]  # fmt: skip
    # a cue said of two things is one hit of its category
    assert ledger(measured, "threat", "alarm").to_numpy().tolist() == west
    assert ledger(measured, "threat", "alarm", "east")["hits"].tolist() == [1]
    assert ledger(measured, "threat", "nothing").empty


def test_ledger_of_heads_counts_a_mention_once(heard: Measurements, hand: Any) -> None:
    def head(start: int, category: str) -> dict[str, Any]:
        more = {"family": "heads", "category": category, "referent": "talks", "rule": f"talks.{category}"}
        return dict(hand.observation("d000", start, **more))

    rows = [head(10, "mention"), head(20, "adjective"), head(30, "adjective")]
    assert ledger(with_rows(heard, rows), "heads", "adjective", "talks")["hits"].tolist() == [1]
