"""Floors of evidentials.v1 on the classroom corpus: planted hearsay found, in the outlet's own voice.

What was planted is the French borrowed conditional (*auraient tiré*) and English *reportedly*, *is believed to*: one
functional class, two categories. Rules are not tuned on these texts. Missed when this was pinned: two French conditionals
that stand alone, without perfect, attribution or neighbour (*abriterait*, *circulerait*), which the rules leave undecided.
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

HEARSAY = {"fr": "borrowed", "en": "reportedly"}
# Of what was planted in a language, found in the outlet's own voice; of what is found there, planted.
RECALL, PRECISION = {"fr": 0.75, "en": 0.87}, {"fr": 0.85, "en": 0.85}


class Hearsay(NamedTuple):
    """Planted and found, one row a place, offsets of the page."""

    planted: pd.DataFrame
    found: pd.DataFrame


@pytest.fixture(scope="module")
def hearsay(root: Path) -> Hearsay:
    folder = root / "corpus" / "classroom"
    study = load_study(folder / "config.yaml")
    changed = study.model_copy(
        update={
            "extractors": tuple(sorted({*study.extractors, "evidentials.v1"})),
            "codebooks": tuple(dict.fromkeys([*study.codebooks, "evidentials"])),
        }
    )
    measured, _ = measure_corpus(changed)
    truth = read_truth(folder)
    described = truth.articles[["doc_id", "outlet", "language"]]
    devices = truth.spans["devices"].merge(described, on="doc_id")
    planted = devices[devices["device"] == "evidentials"].reset_index(drop=True).reset_index(names="place")
    rows = measured.observations.astype({"doc_id": str, "voice": str, "category": str, "family": str})
    rows = rows[(rows["family"] == "evidentials") & (rows["voice"] == "own")].merge(described, on="doc_id")
    hits = rows[rows["category"] == rows["language"].map(HEARSAY)]
    found = [_on_page(part, measured.removals) for _, part in hits.groupby("doc_id")]
    return Hearsay(planted, pd.concat(found, ignore_index=True).reset_index(names="hit"))


def _on_page(rows: pd.DataFrame, removals: pd.DataFrame) -> pd.DataFrame:
    gone = removals[removals["doc_id"] == rows["doc_id"].iloc[0]]
    ends = page_offsets(gone, rows["end"].to_numpy() - 1) + 1
    return rows.assign(start=page_offsets(gone, rows["start"].to_numpy()), end=ends)


def _pairs(hearsay: Hearsay) -> pd.DataFrame:
    pairs = hearsay.planted.merge(hearsay.found, on="doc_id", suffixes=("", "_found"))
    return pairs[(pairs["start_found"] < pairs["end"]) & (pairs["end_found"] > pairs["start"])]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_planted_hearsay_is_found_in_the_own_voice_and_little_else(hearsay: Hearsay, language: str) -> None:
    places, hits = _pairs(hearsay)["place"], _pairs(hearsay)["hit"]
    planted = hearsay.planted[hearsay.planted["language"] == language]
    found = hearsay.found[hearsay.found["language"] == language]
    for outlet, rows in planted.groupby("outlet"):
        print(f"hearsay {language} {outlet}: {rows['place'].isin(places).sum()} of {len(rows)} found")
    recall, precision = planted["place"].isin(places).mean(), found["hit"].isin(hits).mean()
    print(
        f"hearsay {language}: recall {recall:.3f} of {len(planted)}, precision {precision:.3f} of {len(found)}"
    )
    assert recall >= RECALL[language]
    assert precision >= PRECISION[language]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_outlet_that_was_given_more_hearsay_has_more(hearsay: Hearsay, language: str) -> None:
    here = hearsay.found[hearsay.found["language"] == language]
    counts = here.groupby("outlet").size().reindex(["ostelle1", "mirane", "corvane"], fill_value=0)
    print(f"{language}: {counts.to_dict()}")
    assert counts["corvane"] > counts[["ostelle1", "mirane"]].max()
