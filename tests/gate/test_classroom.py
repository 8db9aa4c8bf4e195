"""Floors of the scores on the classroom corpus: quotations, cues and their voices against the truth file.

The texts and their truth were written before any rule was tuned on them, by people who did not see what the
instrument finds; rules are not to be tuned on them either. Floors are lowered by nobody in silence: the truth is
pinned by its digest, the scores are printed.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from framing.classroom import Truth, read_truth
from framing.classroom.occurrences import ALL, ANY
from framing.classroom.truth import FILE, Feature
from framing.ingest import page_offsets
from framing.study.config import load_study
from framing.study.pipeline import measure_corpus

TRUTH_SHA256 = "TO BE PINNED"
# Exact spans, well-formed, of every kind of quotation: recall and precision in the worst outlet and language.
QUOTATION_RECALL, QUOTATION_PRECISION = 0.97, 0.97
# Malformed quotations: of the gold stretch and the found one, the share that both hold; how many reach it. A single
# mark left unclosed is taken for an apostrophe.
MALFORMED_OVERLAP, MALFORMED_FOUND = 0.5, 9
# Planted words found (recall) and in the voice they were written in, all outlets together.
CUE_RECALL, CUE_VOICES = 0.85, 0.95
# Where as much was planted in each outlet, the counts of a language may differ by this much: words missed
# or mistaken (4 of 19 when this was pinned, such as "threatened with" and "fear" said of oneself).
MOST_STRAY = 4
# What cannot be counted before reported speech, verbs of speech, passives and headings have their extractors.
NOT_YET = {"evidentials", "agency", "reporting", "scare_quotes", "heading", "speech", "omissions", "heads"}


class Measured(NamedTuple):
    """The truth, and what the instrument found; offsets are those of the page."""

    truth: Truth
    spans: pd.DataFrame
    cues: pd.DataFrame


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "corpus" / "classroom"


@pytest.fixture(scope="module")
def measured(folder: Path) -> Measured:
    found, _ = measure_corpus(load_study(folder / "config.yaml"))
    truth = read_truth(folder)
    described = truth.articles[["doc_id", "outlet", "language", "event"]]
    on_page = [
        _on_page(t, found.removals).merge(described, on="doc_id")
        for t in (found.attributions, found.observations)
    ]
    return Measured(truth, *on_page)


def _on_page(table: pd.DataFrame, removals: pd.DataFrame) -> pd.DataFrame:
    plain = table.astype({"doc_id": str, "voice": str})
    parts = []
    for doc_id, rows in plain.groupby("doc_id"):
        gone = removals[removals["doc_id"] == doc_id]
        # the last character is mapped, not the end: a line that is cut out may begin there
        ends = page_offsets(gone, rows["end"].to_numpy() - 1) + 1
        parts.append(rows.assign(start=page_offsets(gone, rows["start"].to_numpy()), end=ends))
    return pd.concat(parts, ignore_index=True)


def _quotations(measured: Measured) -> pd.DataFrame:
    """Return the gold quotations; one whose mark is repeated at a new paragraph counts once a paragraph."""
    truth = measured.truth
    speech = truth.spans["speech"].merge(
        truth.articles[["doc_id", "outlet", "language", "file"]], on="doc_id"
    )
    rows = [
        row | {"start": row["start"] + part.start(), "end": row["start"] + part.end()}
        for row in speech[speech["kind"] != "reported"].to_dict("records")
        for part in re.finditer(r"[^\n]+", truth.page(row["file"])[row["start"] : row["end"]])
    ]
    return pd.DataFrame(rows)


def test_the_truth_is_the_one_that_was_pinned(folder: Path) -> None:
    assert sha256((folder / FILE).read_bytes()).hexdigest() == TRUTH_SHA256


def test_quotations_exactly_by_outlet(measured: Measured) -> None:
    gold = _quotations(measured)
    sound = gold[gold["wellformed"].astype(bool)]
    broken = gold[~gold["wellformed"].astype(bool)]
    for (language, outlet), wanted in sound.groupby(["language", "outlet"]):
        spans = set(zip(wanted["doc_id"], wanted["start"], wanted["end"], strict=True))
        here = measured.spans[(measured.spans["outlet"] == outlet) & (measured.spans["language"] == language)]
        found = set(zip(here["doc_id"], here["start"], here["end"], strict=True)) - _near(here, broken)
        recall, precision = len(spans & found) / len(spans), len(spans & found) / len(found)
        print(
            f"quotations {language} {outlet}: recall {recall:.3f} of {len(spans)}, precision {precision:.3f} of {len(found)}"
        )
        assert recall >= QUOTATION_RECALL
        assert precision >= QUOTATION_PRECISION


def _near(found: pd.DataFrame, broken: pd.DataFrame) -> set[tuple[str, int, int]]:
    """Spans that touch a malformed quotation: they are judged by overlap."""
    pairs = found.merge(broken[["doc_id", "start", "end"]], on="doc_id", suffixes=("", "_gold"))
    touching = pairs[(pairs["start"] < pairs["end_gold"]) & (pairs["end"] > pairs["start_gold"])]
    return set(zip(touching["doc_id"], touching["start"], touching["end"], strict=True))


@pytest.mark.parametrize("kind", ["direct", "fragment", "scare", "term"])
def test_each_kind_of_quotation_is_found(measured: Measured, kind: str) -> None:
    gold = _quotations(measured)
    wanted = gold[(gold["kind"] == kind) & gold["wellformed"].astype(bool)]
    spans = set(zip(wanted["doc_id"], wanted["start"], wanted["end"], strict=True))
    found = set(zip(measured.spans["doc_id"], measured.spans["start"], measured.spans["end"], strict=True))
    print(f"{kind}: {len(spans & found)} of {len(spans)} exact")
    assert len(spans & found) >= QUOTATION_RECALL * len(spans)


def test_malformed_quotations_by_overlap(measured: Measured) -> None:
    gold = _quotations(measured)
    reached = 0
    for row in gold[~gold["wellformed"].astype(bool)].itertuples():
        here = measured.spans[measured.spans["doc_id"] == row.doc_id]
        both = (here["end"].clip(upper=row.end) - here["start"].clip(lower=row.start)).clip(lower=0)
        either = here["end"].clip(lower=row.end) - here["start"].clip(upper=row.start)
        best = (both / either).idxmax()
        share, rule = (both / either)[best], here.loc[best, "rule"]
        print(f"{row.doc_id} {row.start}: overlap {share:.2f}, rule {rule}")
        reached += bool(share >= MALFORMED_OVERLAP)
    assert reached >= MALFORMED_FOUND


def test_planted_words_are_found_in_their_voice(measured: Measured) -> None:
    planted = measured.truth.spans["cues"]
    planted = planted[planted["family"] != "heads"]
    keys = ["doc_id", "family", "category", "referent"]
    named = measured.cues.assign(
        referent=measured.cues["referent"].where(measured.cues["family"] == "naming", "")
    )
    pairs = planted.reset_index().merge(named, on=keys, suffixes=("", "_found"))
    pairs = pairs[(pairs["start_found"] < pairs["end"]) & (pairs["end_found"] > pairs["start"])]
    hits = pairs.drop_duplicates("index")
    for (family, category), rows in planted.groupby(["family", "category"]):
        mine = hits[(hits["family"] == family) & (hits["category"] == category)]
        print(f"{family}/{category}: {len(mine)} of {len(rows)} found")
    # indirect speech is still the outlet's own: see framing/README.md
    seen = hits["voice"].replace({"reported": "own", "fragment": "quoted"})
    print(
        f"all: {len(hits)} of {len(planted)} found, {(seen == hits['voice_found']).mean():.3f} in their voice"
    )
    assert len(hits) >= CUE_RECALL * len(planted)
    assert (seen == hits["voice_found"]).mean() >= CUE_VOICES


@pytest.mark.parametrize("language", ["fr", "en"])
def test_planted_differences_come_out_in_their_direction(measured: Measured, language: str) -> None:
    cues = measured.cues[measured.cues["language"] == language]
    checked, left = [], []
    for feature in measured.truth.features:
        if feature.family in NOT_YET:
            left.append(feature.feature)
            continue
        counts = _counts(cues, feature)
        print(f"{language} {feature.feature}: {counts}")
        checked.append((feature, counts))
    print(f"waiting for their extractors: {', '.join(left)}")
    assert len(checked) >= 13
    for feature, counts in checked:
        low = [counts[outlet] for outlet in feature.less]
        if feature.more:
            assert min(counts[outlet] for outlet in feature.more) > max(low), feature.feature
        else:
            assert max(low) - min(low) <= MOST_STRAY, feature.feature


def _counts(cues: pd.DataFrame, feature: Feature) -> dict[str, int]:
    mask = cues["family"] == feature.family
    if feature.category != ANY:
        mask &= cues["category"] == feature.category
    if feature.voice != ALL:
        mask &= cues["voice"] == feature.voice
    if feature.family == "naming":
        mask &= cues["referent"] == feature.referent
    found = cues[mask].drop_duplicates(["doc_id", "start", "end"]).groupby("outlet").size()
    return {outlet: int(found.get(outlet, 0)) for outlet in (*feature.more, *feature.less)}
