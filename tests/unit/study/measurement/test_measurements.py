"""Measurements: joined when they belong together, refused when they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from framing.errors import ConfigError, TableError
from framing.study.measurement.measurements import (
    Measurements,
    combine,
    restrict,
    select_documents,
    select_languages,
)
from framing.tables import check, concatenate, digest


@pytest.fixture
def halves(two_by_two: Measurements) -> list[Measurements]:
    ids = list(two_by_two.documents["doc_id"])
    return [select_documents(two_by_two, ids[:2]), select_documents(two_by_two, ids[2:])]


def with_codebook(measurements: Measurements, **digests: str) -> Measurements:
    books = {name: dict(facts) for name, facts in measurements.settings["codebooks"].items()}
    for name, value in digests.items():
        books[name.replace("_", ".")]["digest"] = value
    return replace(measurements, settings=dict(measurements.settings) | {"codebooks": books})


def test_parts_join_to_the_whole(halves: list[Measurements], two_by_two: Measurements) -> None:
    joined = combine(halves[::-1])
    for name, table in two_by_two.tables.items():
        assert digest(joined.tables[name]) == digest(table)
    assert joined.settings == two_by_two.settings


def test_texts_of_parts_are_kept(halves: list[Measurements]) -> None:
    joined = combine([halves[0], replace(halves[1], texts={"d002": "x"})])
    assert joined.texts == {"d002": "x"}


def test_repeated_document_is_named_with_both_places(two_by_two: Measurements) -> None:
    with pytest.raises(TableError) as fault:
        combine([two_by_two, two_by_two], ["corpus/one", "my-texts"])
    assert len(fault.value.problems) == 5
    assert "document d000 · expected in one place · found in corpus/one and in my-texts" in str(fault.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"threat_fr": "c" * 64}, "another codebook threat.fr"),
        ({"naming_fr": "c" * 64}, "another codebook naming.fr"),
    ],
)
def test_other_codebook_is_refused_with_what_to_do(
    halves: list[Measurements], change: dict[str, str], said: str
) -> None:
    with pytest.raises(TableError, match=said):
        combine([halves[0], with_codebook(halves[1], **change)])


@pytest.mark.parametrize(("key", "value"), [("framing", "9.9"), ("extractors", ["terms.v1"])])
def test_other_program_or_extractors_are_refused(halves: list[Measurements], key: str, value: Any) -> None:
    other = replace(halves[1], settings=dict(halves[1].settings) | {key: value})
    with pytest.raises(TableError, match="same instrument"):
        combine([halves[0], other])


def test_other_language_may_have_other_codebooks(halves: list[Measurements]) -> None:
    english = halves[1].documents.assign(language="en")
    books = {
        "threat.en": {"kind": "cues", "digest": "e" * 64, "categories": {}, "referents": {}, "heads": []}
    }
    settings = dict(halves[1].settings) | {"codebooks": books}
    joined = combine(
        [halves[0], replace(halves[1], documents=check(english, "documents"), settings=settings)]
    )
    assert joined.languages == ("en", "fr")
    assert set(joined.settings["codebooks"]) == {"threat.fr", "naming.fr", "threat.en"}


def test_restricting_drops_what_was_not_asked_for(two_by_two: Measurements) -> None:
    kept = restrict(two_by_two, ["cues.v1"], {"fr": ["threat"]})
    assert set(kept.observations["family"]) == {"threat"}
    assert kept.counts.empty
    assert kept.settings["extractors"] == ["cues.v1"]
    assert set(kept.settings["codebooks"]) == {"threat.fr"}


@pytest.mark.parametrize(
    ("asked", "families"),
    [
        (["cues.v1"], {"threat"}),
        (["reporting.v1"], {"reporting"}),
        (["reporting.v1", "sources.v1"], {"reporting", "sources"}),
        (["cues.v1", "naming.v1", "sources.v1"], {"threat", "naming", "sources"}),
    ],
)
def test_families_without_a_codebook_come_and_go_with_their_extractor(
    two_by_two: Measurements, hand: Any, asked: list[str], families: set[str]
) -> None:
    rows = [
        hand.observation("d000", 7, family=family, category=category, referent="")
        for family, category in (("reporting", "neutral"), ("sources", "person"))
    ]
    observations = concatenate(
        [two_by_two.observations, check(pd.DataFrame(rows), "observations")], "observations"
    )
    made = [*two_by_two.settings["extractors"], "reporting.v1", "sources.v1"]
    whole = replace(
        two_by_two, observations=observations, settings=two_by_two.settings | {"extractors": made}
    )
    kept = restrict(whole, asked, {"fr": ["threat", "naming"]})
    assert set(kept.observations["family"]) == families


@pytest.mark.parametrize(
    ("asked", "families"),
    [
        (["cues.v1"], {"threat"}),
        (["agency.v1"], {"agency", "harbour"}),
        (["cues.v1", "agency.v1"], {"threat", "agency", "harbour"}),
    ],
)
def test_families_of_a_kind_of_codebook_come_and_go_with_its_extractor(
    two_by_two: Measurements, hand: Any, asked: list[str], families: set[str]
) -> None:
    names = ("agency", "harbour")
    rows = [hand.observation("d000", 7, family=name, category="initiator", referent="") for name in names]
    observations = concatenate(
        [two_by_two.observations, check(pd.DataFrame(rows), "observations")], "observations"
    )
    facts = two_by_two.settings["codebooks"]["threat.fr"] | {"kind": "agency"}
    settings = two_by_two.settings | {
        "extractors": [*two_by_two.settings["extractors"], "agency.v1"],
        "codebooks": two_by_two.settings["codebooks"] | {f"{name}.fr": facts for name in names},
    }
    whole = replace(two_by_two, observations=observations, settings=settings)
    kept = restrict(whole, asked, {"fr": ["threat", "naming", *names]})
    assert set(kept.observations["family"]) == families


def test_restricting_keeps_everything_when_all_is_asked_for(two_by_two: Measurements) -> None:
    extractors = two_by_two.settings["extractors"]
    kept = restrict(two_by_two, extractors, {"fr": ["threat", "naming"]})
    assert [digest(t) for t in kept.tables.values()] == [digest(t) for t in two_by_two.tables.values()]


def test_measures_come_and_go_with_their_extractor(two_by_two: Measurements, hand: Any) -> None:
    whole = hand.with_measures(two_by_two)
    books = {"fr": ["threat", "naming"]}
    assert digest(restrict(whole, ["lexical.v1"], books).measures) == digest(whole.measures)
    assert restrict(whole, ["terms.v1", "cues.v1"], books).measures.empty
    ids = list(whole.documents["doc_id"])
    halves = [select_documents(whole, part) for part in (ids[:2], ids[2:])]
    assert [len(half.measures) for half in halves] == [2, 3]
    assert digest(combine(halves[::-1]).measures) == digest(whole.measures)


def test_codebook_without_its_extractor_gives_no_observations(two_by_two: Measurements) -> None:
    kept = restrict(two_by_two, ["terms.v1", "naming.v1"], {"fr": ["threat", "naming"]})
    assert set(kept.observations["family"]) == {"naming"}


def test_what_was_never_measured_is_named(two_by_two: Measurements) -> None:
    with pytest.raises(ConfigError) as fault:
        restrict(two_by_two, ["cues.v9"], {"fr": ["labels"]}, "corpus/one")
    assert [p.found for p in fault.value.problems] == ["not measured with it"] * 2
    assert "measure the texts again" in str(fault.value)


def test_selecting_languages_drops_documents_and_their_rows(two_by_two: Measurements) -> None:
    documents = two_by_two.documents.assign(language=["fr", "en", "fr", "fr", "fr"])
    mixed = replace(two_by_two, documents=check(documents, "documents"))
    kept = select_languages(mixed, ["fr"])
    assert "d001" not in set(kept.documents["doc_id"])
    assert "d001" not in set(kept.counts["doc_id"])
    assert select_languages(mixed, ["fr", "en"]) is mixed


def test_notebook_shows_the_documents(two_by_two: Measurements) -> None:
    assert "alpha" in two_by_two._repr_html_()
