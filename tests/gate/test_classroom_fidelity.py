"""Floors of the classroom corpus for headings against their bodies, and for speeches in two outlets.

Whether a sentence is reported decides what lost its attribution and what is a paraphrase: these floors depend on the
rules of annotate. With the marks of the truth file in their place 5 of 6 dropped attributions are found and all echoes.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from framing.classroom import read_truth
from framing.ingest import page_offsets
from framing.study.config.study import load_study
from framing.study.pipeline import measure_corpus

# Device of the truth → what fidelity.v1 calls it.
CALLED = {"dropped": "attribution_dropped", "altered": "altered", "unsupported": "unsupported"}
PLANTED = {"dropped": 3, "altered": 1, "unsupported": 1}  # a language
# The third in English is told half by a minister and half by the wire: neither sentence comes nearer.
FOUND = {("fr", "dropped"): 3, ("en", "dropped"): 2}
# Found though nothing was planted, in one outlet and language (of about twenty headings): quotations; attributions that
# were dropped unplanned; place names and numbers that only the heading has.
MOST_STRAY = {"quoted_words": 0, "best_sentence": 3, "whole_heading": 3}
# What became of the two speeches that Ostelle gives whole.
CUT, RETOLD, SPEECHES = "mirane", "corvane", ("e06", "e10")
# Of four; the one that is missed has a speaker who was not recognised, so that more words would have to be the same.
FOUND_RETOLD = 3


class Measured(NamedTuple):
    """What was planted in headings and speeches, what fidelity.v1 found, and the echoes; offsets are those of the page."""

    devices: pd.DataFrame
    rows: pd.DataFrame
    echoes: pd.DataFrame


@pytest.fixture(scope="module")
def measured(root: Path) -> Measured:
    folder = root / "corpus" / "classroom"
    study = load_study(folder / "config.yaml")
    alone = study.model_copy(update={"extractors": ("fidelity.v1",), "codebooks": (), "claims": ()})
    alone._folder, alone._file = study._folder, study._file
    found, _ = measure_corpus(alone)
    truth = read_truth(folder)
    described = truth.articles[["doc_id", "outlet", "language", "event"]]
    rows = found.observations.astype({"doc_id": str, "category": str, "rule": str})
    parts = [_on_page(part, found.removals, str(doc_id)) for doc_id, part in rows.groupby("doc_id")]
    devices = truth.spans["devices"].merge(described, on="doc_id")
    return Measured(devices, pd.concat(parts).merge(described, on="doc_id"), found.echoes)


def _on_page(rows: pd.DataFrame, removals: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    gone = removals[removals["doc_id"] == doc_id]
    ends = page_offsets(gone, rows["end"].to_numpy() - 1) + 1
    return rows.assign(start=page_offsets(gone, rows["start"].to_numpy()), end=ends)


def _met(planted: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    pairs = planted.merge(rows, on="doc_id", suffixes=("", "_found"))
    return pairs[(pairs["start_found"] < pairs["end"]) & (pairs["end_found"] > pairs["start"])]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("device", list(PLANTED))
def test_planted_headings_are_found(measured: Measured, language: str, device: str) -> None:
    headings = measured.devices.query("device == 'heading' and language == @language and detail == @device")
    met = _met(headings, measured.rows[measured.rows["category"] == CALLED[device]])
    print(f"{language} {device}: {len(met)} of {len(headings)}: {', '.join(sorted(met['doc_id']))}")
    assert len(headings) == PLANTED[device]
    assert len(met) >= FOUND.get((language, device), PLANTED[device])


def test_little_else_is_found(measured: Measured) -> None:
    rows = measured.rows[~measured.rows["category"].isin(["verbatim", "stated"])]
    met = _met(measured.devices[measured.devices["device"] == "heading"], rows)
    known = set(zip(met["doc_id"], met["start_found"], strict=True))
    places = zip(rows["doc_id"], rows["start"], strict=True)
    stray = rows[[place not in known for place in places]]
    counts = stray.groupby(["language", "outlet", "rule"]).size()
    print(
        f"judged: {measured.rows.groupby(['language', 'outlet']).size().to_dict()}; stray: {counts.to_dict()}"
    )
    assert all(n <= MOST_STRAY[rule] for (_, _, rule), n in counts.items())


def _became(measured: Measured, language: str, event: str, outlet: str) -> list[str]:
    """Return what became of Ostelle's speech in another outlet."""
    echoes, other = measured.echoes, f"{outlet}-{language}-{event}"
    chosen = (echoes["doc_id"] == f"ostelle1-{language}-{event}") & (echoes["other_id"] == other)
    return [str(how) for how in echoes.loc[chosen, "how"]]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("event", SPEECHES)
def test_a_speech_that_was_cut(measured: Measured, language: str, event: str) -> None:
    assert _became(measured, language, event, CUT) == ["cut"]


def test_a_speech_that_was_told_in_other_words(measured: Measured) -> None:
    cases = [(language, event) for language in ("fr", "en") for event in SPEECHES]
    became = {case: _became(measured, *case, RETOLD) for case in cases}
    print(f"retold: {became}")
    assert set(map(tuple, became.values())) <= {("paraphrased",), ()}
    assert sum(map(len, became.values())) >= FOUND_RETOLD


def test_no_other_speech_is_an_echo(measured: Measured) -> None:
    meant = set(measured.devices.loc[measured.devices["device"].isin(["speech", "copy"]), "doc_id"])
    echoes = measured.echoes
    stray = echoes[~(echoes["doc_id"].isin(meant) & echoes["other_id"].isin(meant))]
    print(f"echoes: {len(echoes)}, of which {len(stray)} stray")
    assert stray.empty
