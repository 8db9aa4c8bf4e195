"""Reporting words: one row each, with the holder of the speech and the voice of the word."""

from __future__ import annotations

import pytest

from framing.annotate import STANCES
from framing.annotate.speech.inventory import load_inventory
from framing.features import create
from framing.features.reporting import CATEGORIES, OTHER, other_coding
from framing.tables import check

TEXT = (
    "« La digue tient », assure Ada Morel, « et le port ouvre ». Selon le maire, tout va bien. "
    "Le capitaine n'a pas rejeté que la digue cède. Il prétend que « tout » est calme."
)


@pytest.fixture
def tokens(tokens_of, speaking, stretch):
    return speaking(
        tokens_of(TEXT),
        stretch("« La digue tient »", "direct", "Ada Morel", "assure", "distancing"),
        stretch("« et le port ouvre »", "direct", "Ada Morel", "assure", "distancing"),
        stretch("tout va bien", "reported", "le maire"),
        stretch("que la digue cède", "reported", "le capitaine", "rejeté", "confrontational"),
        stretch("que « tout » est calme", "reported", "", "prétend", "distancing", confidence=0.5),
        stretch("« tout »", "fragment", "", "prétend", "distancing"),
    )


@pytest.fixture
def rows(tokens):
    return create("reporting.v1", "fr").observe(tokens).sort_values("start")


def test_one_row_a_reporting_word_however_much_it_governs(rows, surfaces_of):
    assert rows[["surface", "category", "rule", "lemma"]].values.tolist() == [
        ["assure", "distancing", "assurer", "assurer"],
        ["rejeté", "confrontational", "rejeter", "rejeter"],
        ["prétend", "distancing", "prétendre", "prétendre"],
    ]
    assert rows["family"].eq("reporting").all()
    assert rows["referent"].eq("").all()
    assert [TEXT[a:b] for a, b in rows[["start", "end"]].values.tolist()] == rows["surface"].tolist()


def test_the_holder_is_who_speaks_and_the_voice_that_of_the_word(rows):
    # neither stands in the words of its own speech
    assert rows["holder"].tolist() == ["Ada Morel", "le capitaine", ""]
    assert rows["voice"].tolist() == ["own", "own", "own"]


def test_a_word_inside_another_s_speech_has_the_voice_of_that_speech(tokens_of, speaking, stretch):
    text = "« Le maire nie tout », dit Ada Morel."
    told = speaking(
        tokens_of(text),
        stretch("« Le maire nie tout »", "direct", "Ada Morel", "dit"),
        stretch("tout", "reported", "le maire", "nie", "confrontational"),
    )
    rows = create("reporting.v1", "fr").observe(told).sort_values("start")
    assert rows[["surface", "voice", "holder"]].values.tolist() == [
        ["nie", "quoted", "le maire"],
        ["dit", "own", "Ada Morel"],
    ]


def test_the_first_stretch_gives_the_confidence(rows):
    assert rows["confidence"].tolist() == [0.8, 0.8, 0.5]


def test_a_denied_word_is_marked(rows):
    assert rows["negated"].tolist() == [False, True, False]


def test_words_that_coders_place_differently_carry_the_other_stance(rows):
    inventory = load_inventory("fr")
    assert inventory.other_stance["assurer"] == "neutral"
    assert rows["cue"].tolist() == [OTHER + "neutral", "", ""]
    assert other_coding(rows)["category"].tolist() == ["neutral", "confrontational", "distancing"]


def test_every_other_stance_is_another_one():
    for verb, stance in load_inventory("fr").other_stance.items():
        assert stance in CATEGORIES
        assert stance != load_inventory("fr").stance[verb]


def test_the_lemma_is_that_of_the_inventory_where_the_dictionary_has_a_noun(tokens_of, speaking, stretch):
    told = speaking(
        tokens_of("La digue cède, annonce-t-elle."), stretch("La digue cède", "reported", "", "annonce")
    )
    rows = create("reporting.v1", "fr").observe(told)
    assert rows[["rule", "lemma", "surface"]].values.tolist() == [["annoncer", "annoncer", "annonce"]]


@pytest.mark.parametrize("kind", ["scare", "term", "undecided"])
def test_words_in_marks_that_nobody_spoke_are_not_reported(tokens_of, speaking, stretch, kind: str):
    told = speaking(tokens_of("Il dit « port »."), stretch("« port »", kind, "", "dit"))
    assert create("reporting.v1", "fr").observe(told).empty


def test_a_word_without_a_stance_reports_nothing(tokens_of, speaking, stretch):
    told = speaking(tokens_of("Selon elle, il pleut."), stretch("il pleut", "reported", "elle", "Selon", ""))
    assert create("reporting.v1", "fr").observe(told).empty


def test_categories_are_the_stances_and_columns_of_the_table_by_document():
    assert tuple(stance for stance in STANCES if stance) == CATEGORIES
    extractor = create("reporting.v1", "fr").fit(["Un port."])
    assert extractor.get_feature_names_out().tolist() == [f"reporting.{c}" for c in CATEGORIES]


def test_the_contract_is_kept(tokens):
    table = create("reporting.v1", "fr").observe(tokens)
    assert check(table, "observations").equals(table)
