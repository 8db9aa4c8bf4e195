"""Floors of agency on the classroom corpus: planted passives without an agent, found by outlet and language.

Texts and truth were written before the rules; the rules are not to be tuned on them. The scores are printed.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.classroom import Truth, read_truth
from framing.ingest import page_offsets
from framing.study.config.study import load_study
from framing.study.pipeline import measure_corpus

# What the truth calls a device, and the category that must hold it.
CATEGORY = {"agentless": "passive_agentless"}
# Planted devices found, in the worst outlet and language: 3 of 4 when this was pinned, 11 of 12 in all.
RECALL = 0.75
# In the events in which they were planted, found ones that were planted: 11 of 11 when this was pinned.
PRECISION = 0.75


@pytest.fixture(scope="module")
def truth(root: Path) -> Truth:
    return read_truth(root / "corpus" / "classroom")


@pytest.fixture(scope="module")
def described(truth: Truth) -> pd.DataFrame:
    return truth.articles[["doc_id", "outlet", "language", "event"]]


@pytest.fixture(scope="module")
def planted(truth: Truth, described: pd.DataFrame) -> pd.DataFrame:
    devices = truth.spans["devices"]
    rows = devices[devices["device"] == "agency"].merge(described, on="doc_id")
    return rows.assign(category=rows["detail"].map(CATEGORY)).reset_index(names="place")


@pytest.fixture(scope="module")
def found(root: Path, described: pd.DataFrame) -> pd.DataFrame:
    study = load_study(root / "corpus" / "classroom" / "config.yaml")
    asked = {"extractors": ("agency.v1",), "codebooks": ("agency",), "claims": ()}
    measured, _ = measure_corpus(study.model_copy(update=asked))
    rows = measured.observations.astype({"doc_id": str, "category": str, "voice": str})
    pages = [_on_page(part, measured.removals, str(doc_id)) for doc_id, part in rows.groupby("doc_id")]
    return pd.concat(pages).merge(described, on="doc_id").reset_index(names="hit")


def _on_page(rows: pd.DataFrame, removals: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    gone = removals[removals["doc_id"] == doc_id]
    ends = page_offsets(gone, rows["end"].to_numpy() - 1) + 1
    return rows.assign(start=page_offsets(gone, rows["start"].to_numpy()), end=ends)


def _matched(planted: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    pairs = planted.merge(found, on=["doc_id", "category"], suffixes=("", "_found"))
    return pairs[(pairs["start_found"] < pairs["end"]) & (pairs["end_found"] > pairs["start"])]


def test_every_planted_device_has_a_category(planted: pd.DataFrame) -> None:
    assert len(planted) == 12
    assert planted["category"].notna().all()


def test_planted_passives_are_found_by_outlet_and_language(
    planted: pd.DataFrame, found: pd.DataFrame
) -> None:
    pairs = _matched(planted, found)
    for (language, outlet), rows in planted.groupby(["language", "outlet"]):
        recall = rows["place"].isin(pairs["place"]).mean()
        print(f"agency {language} {outlet}: {recall:.2f} of {len(rows)} planted devices found")
        assert recall >= RECALL


def test_what_is_found_where_they_were_planted_was_mostly_planted(
    planted: pd.DataFrame, found: pd.DataFrame
) -> None:
    pairs = _matched(planted, found)
    here = found[found["category"].isin(CATEGORY.values()) & found["event"].isin(planted["event"])]
    for (language, outlet), rows in here.groupby(["language", "outlet"]):
        precision = rows["hit"].isin(pairs["hit"]).mean()
        print(f"agency {language} {outlet}: {precision:.2f} of {len(rows)} found were planted")
        assert precision >= PRECISION


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_planted_difference_comes_out_in_its_direction(
    truth: Truth, found: pd.DataFrame, language: str
) -> None:
    (feature,) = (f for f in truth.features if f.family == "agency")
    rows = found[(found["language"] == language) & (found["category"] == CATEGORY[feature.category])]
    rows = rows[rows["voice"] == feature.voice]
    counts = rows[rows["event"].isin(feature.events)].groupby("outlet").size()
    print(f"{language} {feature.feature} in {feature.events}: {counts.to_dict()}")
    assert min(counts.get(o, 0) for o in feature.more) > max(counts.get(o, 0) for o in feature.less)
