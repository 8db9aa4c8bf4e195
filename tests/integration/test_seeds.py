"""The five real articles: measured again they give the shipped bundle, and what is known of them comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

import framing
from framing.ingest import TextSource, clean, load_profiles, page_offsets, read
from framing.ingest.cleaning import Cleaned
from framing.study.config.derived import with_texts
from framing.study.measurement.bundle import read_bundle
from framing.study.measurement.measurements import Measurements
from framing.tables import digest

Z, J, R, M, T = "presstv-2021-01-26", "presstv-2020-10", "rt-2024-01-24", "wire-2024-10-31", "wire-2025-01-17"
# Words of title, headings, lead and body, counted by hand-made rules: design/measurement.md §1.
COUNTED = {Z: 1547, J: 686, R: 512, M: 356, T: 454}


class Seeds(NamedTuple):
    pages: pd.DataFrame
    cleaned: Cleaned
    measured: Measurements
    gold: Path


@pytest.fixture(scope="module")
def seeds(root: Path, shared_or_skip: Callable[[str], Path]) -> Seeds:
    shared = shared_or_skip("the five real articles are not measured again")
    texts, catalogue = shared / "data" / "seeds", root / "corpus" / "iran-russia" / "catalogue.csv"
    pages = read([TextSource(path=texts, catalogue=catalogue)]).pages
    study = with_texts(framing.load_study(root / "config.yaml"), texts, catalogue)
    measured, set_aside = framing.measure_corpus(study)
    assert set_aside.empty
    return Seeds(pages, clean(pages, load_profiles()), measured, shared / "fixtures" / "gold_seeds")


@pytest.fixture(scope="module")
def shipped(root: Path) -> Measurements:
    return read_bundle(root / "corpus" / "iran-russia")


def test_measured_again_they_are_the_shipped_bundle(seeds: Seeds, shipped: Measurements) -> None:
    again = {name: digest(table) for name, table in seeds.measured.tables.items()}
    assert again == {name: digest(table) for name, table in shipped.tables.items()}
    assert seeds.measured.settings == shipped.settings


def test_words_counted_agree_with_the_count_by_hand(shipped: Measurements) -> None:
    tokens = shipped.documents.set_index("doc_id")["tokens"]
    for doc_id, expected in COUNTED.items():
        assert tokens[doc_id] == pytest.approx(expected, rel=0.02), doc_id


def test_dates_say_how_they_are_known(shipped: Measurements) -> None:
    how = shipped.documents.set_index("doc_id")["published_how"].to_dict()
    assert how == {Z: "stated", J: "inferred", R: "inferred", M: "inferred", T: "inferred"}


def test_no_word_of_boilerplate_is_counted(shipped: Measurements) -> None:
    counted = shipped.counts[shipped.counts["position"] != "caption"]
    assert not set(counted["term"].astype(str)) & {
        "omar", "pelosi", "ilhan", "capitol", "democrats", "cookie", "cookies", "surtelegram",
        "traceur", "consentir", "paramétrer", "bandeau", "rubrique",
    }  # fmt: skip


def test_prefix_search_on_uncleaned_pages(seeds: Seeds) -> None:
    pages = seeds.pages.assign(
        layout=seeds.pages["text"].map(lambda t: "b" * sum(bool(x.strip()) for x in t.split("\n")))
    )
    tokens = framing.annotate_documents(pages).tokens
    words = pd.Series(tokens.surface[tokens.type]).str.lower()
    assert words.str.startswith("accord").sum() == 34
    assert words.str.startswith("occident").sum() == 7


def test_malformed_lines_are_flagged(seeds: Seeds, shipped: Measurements) -> None:
    rows = shipped.attributions[shipped.attributions["doc_id"] == Z]
    malformed = rows[rows["rule"].isin(["unopened", "unclosed_to_end", "unclosed"])]
    removals = seeds.cleaned.removals
    at = page_offsets(removals[removals["doc_id"] == Z], malformed["start"].to_numpy())
    page = seeds.pages.set_index("doc_id").loc[Z, "text"]
    assert {page.count("\n", 0, int(offset)) + 1 for offset in at} == {39, 65, 91}


def test_no_quoted_span_crosses_a_paragraph(seeds: Seeds, shipped: Measurements) -> None:
    texts = seeds.cleaned.documents.set_index("doc_id")["text"]
    spans = shipped.attributions
    assert not [s for s in spans.itertuples() if "\n" in texts[s.doc_id][s.start : s.end]]


def test_direct_speech_against_the_gold_through_page_offsets(seeds: Seeds, shipped: Measurements) -> None:
    files = seeds.pages.assign(name=seeds.pages["file"].map(lambda f: Path(f).name)).set_index("name")[
        "doc_id"
    ]
    gold = json.loads((seeds.gold / "quotes.json").read_text("utf-8"))
    right = {(files[g["doc"]], g["start"], g["end"]) for g in gold if g["wellformed"] == "balanced"}
    rows = shipped.attributions
    broken = rows["rule"].isin(["unopened", "unclosed_to_end", "unclosed"])
    spans = rows[~broken & (rows["voice"] != "reported")]
    found = set()
    for doc_id, rows in spans.groupby("doc_id"):
        removals = seeds.cleaned.removals[seeds.cleaned.removals["doc_id"] == doc_id]
        starts = page_offsets(removals, rows["start"].to_numpy())
        ends = page_offsets(removals, rows["end"].to_numpy() - 1) + 1
        found |= {(doc_id, int(s), int(e)) for s, e in zip(starts, ends, strict=True)}
    f1 = 2 * len(right & found) / (len(right) + len(found))
    assert len(right) == 37
    assert f1 >= 0.97


def test_page_offsets_lead_back_to_the_same_characters(seeds: Seeds) -> None:
    pages = seeds.pages.set_index("doc_id")["text"]
    for document in seeds.cleaned.documents.itertuples():
        removals = seeds.cleaned.removals[seeds.cleaned.removals["doc_id"] == document.doc_id]
        at = page_offsets(removals, np.arange(len(document.text)))
        assert "".join(pages[document.doc_id][i] for i in at) == document.text


def test_legitimacy_words_of_the_first_article(shipped: Measurements) -> None:
    """Seven by hand (illég-, unilatér-, droit international): 3 in marks, 4 in reported clauses, none the outlet's own (measurement.md §1.3)."""
    rows = shipped.observations.query("doc_id == @Z and family == 'legitimacy'")
    kept = rows[rows["rule"].isin(["illegal", "unilateral", "contrary_to_law"])]
    assert kept["voice"].astype(str).value_counts().to_dict() == {"reported": 4, "quoted": 3}
    assert set(kept["holder"].astype(str)) == {"Sergueï Lavrov"}


@pytest.mark.parametrize(
    ("surface", "voice", "doc_id"),
    [
        ("illégales", "quoted", Z),
        ("unilatérales", "quoted", Z),
        ("unilatérales", "reported", Z),
        ("américaines", "reported", Z),
        ("sans précédent", "own", J),
        ("imposées par les pays occidentaux", "fragment", R),
        ("décrétées par les chancelleries occidentales", "own", R),
        ("occidentales", "own", T),
    ],
)
def test_head_table_of_sanctions(shipped: Measurements, surface: str, voice: str, doc_id: str) -> None:
    rows = shipped.observations.query(
        "family == 'heads' and referent == 'sanctions' and category != 'mention'"
    )
    found = rows[
        (rows["surface"] == surface) & (rows["voice"].astype(str) == voice) & (rows["doc_id"] == doc_id)
    ]
    assert len(found) >= 1


def test_qualified_as_illegal_is_a_predicate(shipped: Measurements) -> None:
    rows = shipped.observations.query(
        "family == 'heads' and referent == 'sanctions' and category == 'predicate'"
    )
    assert rows[["lemma", "doc_id"]].to_numpy().tolist() == [["illégal", Z]]


def test_the_alarm_in_a_title_is_of_the_west(shipped: Measurements) -> None:
    rows = shipped.observations.query("family == 'threat' and category == 'alarm' and referent == 'west'")
    title = rows[rows["position"].astype(str) == "title"]
    assert title[["doc_id", "voice", "lemma"]].astype(str).to_numpy().tolist() == [[T, "own", "inquiétant"]]


def test_warships_are_not_the_war(seeds: Seeds, shipped: Measurements) -> None:
    war = shipped.observations.query("family == 'naming' and referent == 'ukraine_war'")
    assert set(war["doc_id"]) == {M, T}
    assert not war["surface"].str.contains("navire").any()
