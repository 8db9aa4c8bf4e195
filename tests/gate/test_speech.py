"""Floors of speech and speakers on the five annotated articles and on the classroom corpus, measured as studies measure them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from speech_scores import Stretch, exact, found_stretches, overlapping, score

from framing.classroom import read_truth
from framing.ingest import TextSource, clean, load_profiles, page_offsets, read
from framing.study.config.derived import with_texts
from framing.study.config.study import load_study
from framing.study.pipeline import measure_corpus

# The five articles have one annotator and were in sight of whoever wrote the rules: "does not break", not "how accurate".
SEED_EXACT, SEED_OVERLAP, SEED_REPORTED, SEED_SPEAKERS = 0.97, 0.95, 0.85, 31
# The classroom corpus; quotations as the truth file marks them, a mark repeated at a new paragraph once a paragraph. Its page
# furniture and the speech in it are not the press's.
CLASS_QUOTED, CLASS_REPORTED, CLASS_SPEAKERS = 0.97, 0.85, 0.9
SPEECH = ("direct", "fragment")
DOCUMENTS = {
    "000": "presstv-2021-01-26", "001": "presstv-2020-10", "002": "rt-2024-01-24", "003": "wire-2024-10-31", "004": "wire-2025-01-17",
}  # fmt: skip


def on_page(attributions: pd.DataFrame, removals: pd.DataFrame) -> list[Stretch]:
    parts = []
    for doc_id, rows in attributions.astype({"doc_id": str}).groupby("doc_id"):
        gone = removals[removals["doc_id"] == doc_id]
        ends = page_offsets(gone, rows["end"].to_numpy() - 1) + 1
        parts.append(rows.assign(start=page_offsets(gone, rows["start"].to_numpy()), end=ends))
    return found_stretches(pd.concat(parts, ignore_index=True))


@pytest.fixture(scope="module")
def seeds(root: Path, shared_or_skip: Callable[[str], Path]) -> tuple[Path, list[Stretch]]:
    shared = shared_or_skip("speech and speakers of the five annotated articles")
    texts, catalogue = shared / "data" / "seeds", root / "corpus" / "iran-russia" / "catalogue.csv"
    measured, _ = measure_corpus(with_texts(load_study(root / "config.yaml"), texts, catalogue))
    cleaned = clean(read([TextSource(path=texts, catalogue=catalogue)]).pages, load_profiles())
    return shared / "fixtures" / "gold_seeds", on_page(measured.attributions, cleaned.removals)


def seed_gold(folder: Path, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def stretch_of(row: dict[str, str]) -> Stretch:
    return Stretch(
        DOCUMENTS[row["doc"][:3]], int(row["start"]), int(row["end"]), row["kind"], row["speaker"] or ""
    )


def test_direct_speech_of_the_five_articles(seeds: tuple[Path, list[Stretch]]) -> None:
    folder, found = seeds
    rows = seed_gold(folder, "quotes")
    speech = [q for q in rows if q["kind"] in ("direct", "mixed")]
    others = [stretch_of(q) for q in rows if q not in speech]
    whole = [stretch_of(q) for q in speech if q["wellformed"] == "balanced"]
    broken = [stretch_of(q) for q in speech if q["wellformed"] != "balanced"]
    mine = [f for f in found if f.kind in (*SPEECH, "ambiguous")]
    strict = score(
        whole, mine, exact, ignored=[*broken, *others, *(f for f in mine if f.kind == "ambiguous")]
    )
    loose = score([*whole, *broken], mine, overlapping(0.5), ignored=others)
    print(
        f"five articles, speech: exact F1 {strict.f1:.3f}, overlap F1 {loose.f1:.3f}, speakers {loose.speakers} of {loose.with_speaker}"
    )
    assert strict.f1 >= SEED_EXACT
    assert loose.f1 >= SEED_OVERLAP
    assert loose.speakers >= SEED_SPEAKERS


def test_reported_speech_of_the_five_articles(seeds: tuple[Path, list[Stretch]]) -> None:
    folder, found = seeds
    gold = [stretch_of(row) for row in seed_gold(folder, "indirect") if not row["nested_in_quote"]]
    mine = [f for f in found if f.kind in ("reported", "nominal")]
    got = score(gold, mine, overlapping(0.5))
    print(
        f"five articles, reported: F1 {got.f1:.3f} ({got.hits} of {got.gold}, {got.found} found), speakers {got.speakers} of {got.with_speaker}"
    )
    assert got.f1 >= SEED_REPORTED


@pytest.fixture(scope="module")
def classroom(root: Path) -> dict[str, tuple[list[Stretch], list[Stretch]]]:
    folder = root / "corpus" / "classroom"
    measured, _ = measure_corpus(load_study(folder / "config.yaml"))
    truth, found = read_truth(folder), on_page(measured.attributions, measured.removals)
    language = dict(zip(truth.articles["doc_id"], truth.articles["language"], strict=True))
    marks = truth.spans["speech"]
    gold = [Stretch(s.doc_id, s.start, s.end, s.kind, s.speaker) for s in marks.itertuples()]
    return {
        code: (
            [g for g in gold if language[g.doc_id] == code],
            [f for f in found if language[f.doc_id] == code],
        )
        for code in ("fr", "en")
    }


def by_paragraph(stretches: list[Stretch], pages: dict[str, str]) -> list[Stretch]:
    """Cut stretches at line breaks: a quotation of several paragraphs is found once a paragraph."""
    cut = []
    for s in stretches:
        at = s.start
        for line in pages[s.doc_id][s.start : s.end].split("\n"):
            if line.strip():
                cut.append(s._replace(start=at, end=at + len(line)))
            at += len(line) + 1
    return cut


@pytest.mark.parametrize("language", ["fr", "en"])
def test_speech_of_the_classroom(
    root: Path, classroom: dict[str, tuple[list[Stretch], list[Stretch]]], language: str
) -> None:
    gold, found = classroom[language]
    pages = {
        p.stem: p.read_text(encoding="utf-8") for p in (root / "corpus" / "classroom" / "pages").glob("*.txt")
    }
    quoted = score(
        by_paragraph([g for g in gold if g.kind in SPEECH], pages),
        [f for f in found if f.kind in (*SPEECH, "ambiguous")],
        overlapping(0.8),
    )
    reported = score(
        [g for g in gold if g.kind == "reported"],
        [f for f in found if f.kind in ("reported", "nominal")],
        overlapping(0.5),
    )
    speakers = (quoted.speakers + reported.speakers) / (quoted.with_speaker + reported.with_speaker)
    print(
        f"classroom {language}: speech F1 {quoted.f1:.3f} (recall {quoted.recall:.3f}, precision {quoted.precision:.3f}), reported F1 "
        f"{reported.f1:.3f}, speakers {speakers:.3f} (speech {quoted.speaker_accuracy:.3f}, reported {reported.speaker_accuracy:.3f})"
    )
    assert quoted.f1 >= CLASS_QUOTED
    assert reported.f1 >= CLASS_REPORTED
    assert speakers >= CLASS_SPEAKERS
