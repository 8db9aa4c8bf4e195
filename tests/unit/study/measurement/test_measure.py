"""Measure: partitions go in, tables under their contracts come out, with what measured them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from framing.codebook import load
from framing.errors import FramingError
from framing.features import create
from framing.study.measurement.engine import partitions
from framing.study.measurement.measure import LIBRARIES, Instrument, measure, settings_from
from framing.study.measurement.measurements import Measurements
from framing.tables import CONTRACTS, check, digest, empty

TEXTS = [
    "Le quai est vide.\n\n« La mer monte », dit le gardien.\n",
    "Le phare veille.\n\nLes sanctions illégales durent.\n",
]


@pytest.fixture(scope="module")
def instruments() -> dict[str, Instrument]:
    books = load(["legitimacy", "heads"], "fr")
    names = ["terms.v1", "cues.v1", "heads.v1", "lexical.v1"]
    return {"fr": Instrument({name: create(name, "fr", books) for name in names}, books)}


@pytest.fixture
def documents(hand: Any) -> pd.DataFrame:
    return hand.documents(["a", "b"], ["", ""]).assign(text=TEXTS, layout="tb")


@pytest.fixture
def measured(documents: pd.DataFrame, instruments: dict[str, Instrument]) -> Measurements:
    return measure(partitions(documents), empty("removals"), empty("events"), instruments)


def test_tables_keep_their_contracts(measured: Measurements) -> None:
    for name, table in measured.tables.items():
        assert list(table.columns) == list(CONTRACTS[name].columns)
        assert digest(check(table, name)) == digest(table)


def test_lengths_of_documents_are_filled_and_texts_kept_in_memory(measured: Measurements) -> None:
    assert measured.documents["tokens"].tolist() == [10, 7]
    assert measured.documents["sentences"].tolist() == [2, 2]
    assert list(measured.texts.values()) == TEXTS
    assert not {"text", "layout"} & set(measured.documents.columns)


def test_tokens_of_documents_exposure_and_counts_agree(measured: Measurements) -> None:
    total = measured.documents["tokens"].sum()
    assert measured.exposure["tokens"].sum() == total
    assert measured.counts["n"].sum() == total


def test_every_extractor_has_observed(measured: Measurements) -> None:
    assert set(measured.observations["family"]) == {"legitimacy", "heads"}
    assert len(measured.collocations)
    own = measured.measures.query("voice == 'own' and measure == 'tokens'")
    assert own["value"].tolist() == [3, 4]  # without the first line, the title


def test_one_partition_a_document_gives_the_same(
    documents: pd.DataFrame, instruments: dict[str, Instrument], measured: Measurements
) -> None:
    cut = measure(partitions(documents, 1), empty("removals"), empty("events"), instruments)
    assert [digest(t) for t in cut.tables.values()] == [digest(t) for t in measured.tables.values()]


def test_every_document_is_sketched_whatever_a_study_asks_for(documents: pd.DataFrame) -> None:
    long = " ".join(f"Le quai {n} est vide et la mer monte." for n in range(20))
    texts = documents.assign(text=[f"{TEXTS[0]}\n{long}\n", TEXTS[1]], layout=["tbb", "tb"])
    nothing = {"fr": Instrument({}, ())}
    whole, cut = (
        measure(partitions(texts, size), empty("removals"), empty("events"), nothing).sketches
        for size in (10_000, 1)
    )
    assert whole["doc_id"].tolist() == ["d000", "d001"]
    assert [len(text) for text in whole["sketch"]] == [80, 0]  # 176 words are five steps of 64 bits
    assert digest(cut) == digest(whole)


def test_document_that_cannot_be_measured_is_named_with_the_stage(
    documents: pd.DataFrame, instruments: dict[str, Instrument]
) -> None:
    broken = documents.assign(text=[TEXTS[0], None])
    with pytest.raises(FramingError, match="annotate: document d001"):
        measure([broken], empty("removals"), empty("events"), instruments)


def test_settings_say_with_what_was_measured(instruments: dict[str, Instrument]) -> None:
    settings = settings_from(instruments)
    assert settings["extractors"] == ["cues.v1", "heads.v1", "lexical.v1", "terms.v1"]
    assert set(settings["libraries"]) == set(LIBRARIES)
    assert set(settings["codebooks"]) == {"legitimacy.fr", "heads.fr"}
    legitimacy = settings["codebooks"]["legitimacy.fr"]
    assert "sanctions" in legitimacy["categories"]["delegitimise"]
    assert legitimacy["referents"]["ukraine_war"]["exists"] == "2022-02-24"
    assert "sanctions" in settings["codebooks"]["heads.fr"]["heads"]
