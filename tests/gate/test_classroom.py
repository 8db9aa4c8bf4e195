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
from framing.classroom.truth import ALL, ANY, FILE, SPANS, Feature
from framing.ingest import page_offsets
from framing.study.config.study import load_study
from framing.study.pipeline import measure_corpus

TRUTH_SHA256 = "74f44d8e1111aabc1f160d3d50ef75cf1ec80cc3d250523dbc30a5569e46dc0b"
# Exact spans, well-formed, of every kind of quotation: recall and precision in the worst outlet and language.
QUOTATION_RECALL, QUOTATION_PRECISION = 0.97, 0.97
# Malformed quotations: of the gold stretch and the found one, the share that both hold; how many reach it. A single
# mark left unclosed is taken for an apostrophe.
MALFORMED_OVERLAP, MALFORMED_FOUND = 0.5, 9
# Planted words found (recall), found words that were planted (precision), planted words in the voice they were
# written in: in the worst outlet and language, all outlets together.
CUE_RECALL, CUE_PRECISION, CUE_VOICES = 0.75, 0.85, 0.95
# Planted adjectives of sanctions and treaty that stand among the head's wordings.
HEAD_RECALL = 0.6
# Where as much was planted in each outlet, the counts of a language may differ by this much: words missed
# or mistaken (4 of 19 when this was pinned, such as "threatened with" and "fear" said of oneself).
MOST_STRAY = 4
# Omissions have no extractor yet; headings and speeches across outlets have tests of their own; of heads, each
# adjective is asked for by itself.
NOT_YET = {"heading", "speech", "omissions", "heads"}
# Words in marks that nobody is quoted for: rules cannot tell distance from a term where no word introduces it
# (in French 4 : 3 and 3 : 3 against 0 planted). Printed, not asked for.
UNDECIDED = {"scare_quotes"}
# Planted categories by the names of the extractors. English has no borrowed conditional, but *reportedly*.
CATEGORIES = {
    "agentless": ("passive_agentless",),
    "scare": ("scare", "undecided"),
    "borrowed": ("borrowed", "reportedly"),
}
# Rules of stretches between quotation marks, malformed ones among them.
MARKED = r"^(?:direct|fragment|scare|term|undecided)\.|^unclosed|^unopened|^heading_quoted"


class Measured(NamedTuple):
    """The truth, and what the instrument found; offsets are those of the page."""

    truth: Truth
    spans: pd.DataFrame
    cues: pd.DataFrame
    removals: pd.DataFrame


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
    return Measured(truth, *on_page, found.removals)


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
        marked = measured.spans[measured.spans["rule"].str.contains(MARKED)]
        here = marked[(marked["outlet"] == outlet) & (marked["language"] == language)]
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


def test_no_marked_stretch_was_cleaned_away(measured: Measured) -> None:
    """A page's furniture holds nothing of its article."""
    for table in SPANS:
        spans = measured.truth.spans[table]
        pairs = spans.merge(measured.removals, on="doc_id", suffixes=("", "_removed"))
        assert not ((pairs["start"] < pairs["end_removed"]) & (pairs["end"] > pairs["start_removed"])).any()


def _planted(measured: Measured) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return planted cues and names, and what the instrument found of their families: one row a place."""
    described = measured.truth.articles[["doc_id", "outlet", "language"]]
    planted = measured.truth.spans["cues"].merge(described, on="doc_id").reset_index(names="place")
    planted = planted[planted["family"] != "heads"]
    known = set(zip(planted["family"], planted["category"], strict=True))
    kinds = pd.Series(list(zip(measured.cues["family"], measured.cues["category"], strict=True)))
    cues = measured.cues[kinds.isin(known).to_numpy()]
    once = cues.drop_duplicates(["doc_id", "family", "category", "start", "end"]).reset_index(drop=True)
    return planted, once.reset_index(names="hit")


def _matched(planted: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    pairs = planted.merge(found, on=["doc_id", "family"], suffixes=("", "_found"))
    return pairs[(pairs["start_found"] < pairs["end"]) & (pairs["end_found"] > pairs["start"])]


def test_planted_words_are_found_and_little_else(measured: Measured) -> None:
    planted, found = _planted(measured)
    pairs = _matched(planted, found)
    same = pairs[pairs["category"] == pairs["category_found"]]
    for (family, category), rows in planted.groupby(["family", "category"]):
        print(f"{family}/{category}: {rows['place'].isin(same['place']).sum()} of {len(rows)} found")
    for key, rows in planted.groupby(["language", "outlet"]):
        here = found[(found["language"] == key[0]) & (found["outlet"] == key[1])]
        recall = rows["place"].isin(pairs["place"]).mean()
        precision = here["hit"].isin(pairs["hit"]).mean()
        print(
            f"cues {' '.join(key)}: recall {recall:.3f} of {len(rows)}, precision {precision:.3f} of {len(here)}"
        )
        assert recall >= CUE_RECALL
        assert precision >= CUE_PRECISION


def test_planted_words_stand_in_the_voice_they_were_written_in(measured: Measured) -> None:
    pairs = _matched(*_planted(measured)).drop_duplicates("place")
    right = pairs["voice"] == pairs["voice_found"]
    for outlet, rows in right.groupby([pairs["language"], pairs["outlet"]]):
        print(f"{' '.join(outlet)}: {rows.mean():.3f} of {len(rows)} in their voice")
    assert right.mean() >= CUE_VOICES


def test_planted_adjectives_stand_among_the_wordings_of_their_head(measured: Measured) -> None:
    planted = measured.truth.spans["cues"].reset_index(names="place")
    planted = planted[planted["family"] == "heads"]
    found = measured.cues[(measured.cues["family"] == "heads") & (measured.cues["category"] != "mention")]
    pairs = _matched(planted, found)
    hits = pairs.loc[pairs["referent"] == pairs["referent_found"], "place"]
    print(f"adjectives of heads: {planted['place'].isin(hits).sum()} of {len(planted)}")
    assert planted["place"].isin(hits).mean() >= HEAD_RECALL


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
        if feature.family not in UNDECIDED:
            checked.append((feature, counts))
    print(f"waiting for their extractors: {', '.join(left)}")
    assert len(checked) >= 19
    for feature, counts in checked:
        low = [counts[outlet] for outlet in feature.less]
        if feature.more:
            assert min(counts[outlet] for outlet in feature.more) > max(low), feature.feature
        else:
            assert max(low) - min(low) <= MOST_STRAY, feature.feature


def _counts(cues: pd.DataFrame, feature: Feature) -> dict[str, int]:
    mask = cues["family"] == feature.family
    if feature.category != ANY:
        mask &= cues["category"].isin(CATEGORIES.get(feature.category, (feature.category,)))
    if feature.voice != ALL:
        mask &= cues["voice"] == feature.voice
    if feature.family == "naming":
        mask &= cues["referent"] == feature.referent
    found = cues[mask].drop_duplicates(["doc_id", "start", "end"]).groupby("outlet").size()
    return {outlet: int(found.get(outlet, 0)) for outlet in (*feature.more, *feature.less)}
