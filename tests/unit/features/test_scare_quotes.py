"""Scare quotes: the few cases that can be told, and undecided everything else."""

from __future__ import annotations

import re

import pytest

from framing.errors import ExtractorError
from framing.features import create
from framing.features.introducers import LANGUAGES, introducers_from, load_introducers
from framing.features.reporting import other_coding
from framing.features.scare_quotes import CATEGORIES, EVALUATIVE, INTRODUCED, MALFORMED
from framing.tables import check

QUOTED = re.compile(r"«[^»]*»|“[^”]*”")


@pytest.fixture
def judged(tokens_of, speaking, stretch, books):
    """Return the rows of a text all of whose quotations are of one kind."""

    def judge(text: str, kind: str = "undecided", language: str = "fr", **more):
        stretches = [stretch(found, kind, **more) for found in QUOTED.findall(text)]
        tokens = speaking(tokens_of(text, language=language), *stretches)
        return create("scare_quotes.v1", language, books).observe(tokens).sort_values("start")

    return judge


@pytest.mark.parametrize(
    ("text", "category", "rule"),
    [
        ("Les soi-disant « experts » partent.", "scare", "introduced"),
        ("Un blocus « injuste » dure.", "scare", "evaluative"),
        ("Ce soi-disant « blocus injuste » dure.", "scare", "introduced"),
        ("Un blocus « tranquille » dure.", "undecided", "marks"),
        ("Les soi-disant, « experts » partent.", "undecided", "marks"),
        ("Ils sont soi-disant. « Experts » de la mer.", "undecided", "marks"),
        ("Les soi-disant vrais « experts » partent.", "undecided", "marks"),
        ("Les soi-disant « experts de la mer et du port » partent.", "undecided", "marks"),
        ("Les soi-disant « experts sont là » partent.", "undecided", "marks"),
    ],
)
def test_what_can_be_told(judged, text: str, category: str, rule: str):
    rows = judged(text)
    assert rows[["category", "rule", "cue"]].values.tolist() == [[category, rule, ""]]


def test_a_cue_counts_only_inside_the_marks(judged):
    assert judged("Un injuste « blocus » dure.")["category"].tolist() == ["undecided"]
    assert judged("Un « blocus » injuste dure, un « port injuste » ferme.")["category"].tolist() == [
        "undecided",
        "scare",
    ]


def test_words_attributed_to_somebody_are_not_at_a_distance(judged):
    assert judged("Un port « injuste » dure.", holder="Ada Morel")["category"].tolist() == ["undecided"]
    assert judged("Il dit un port « injuste ».", cue="dit")["category"].tolist() == ["undecided"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Une loi jugée « injuste » passe.", "fr"),
        ("Une loi qualifiée d'« injuste » passe.", "fr"),
        ("A law described as “unjust” passes.", "en"),
    ],
)
def test_a_cue_after_a_verb_of_judging_is_no_sign_of_distance(judged, text: str, language: str):
    assert judged(text, language=language)["category"].tolist() == ["undecided"]


def test_a_cue_is_no_sign_of_distance_where_somebody_speaks_in_the_sentence(
    tokens_of, speaking, stretch, books
):
    text = "Elle voit « un port » et un bail « injuste ». Un quai « inquiétant » dure. Un soi-disant « bail », dit-elle."
    tokens = speaking(
        tokens_of(text),
        stretch("« un port »", "fragment", "Ada Morel"),
        stretch("« injuste »", "undecided"),
        stretch("« inquiétant »", "undecided"),
        stretch("Un soi-disant", "reported", "Ada Morel"),
        stretch("« bail »", "undecided"),
    )
    rows = create("scare_quotes.v1", "fr", books).observe(tokens).sort_values("start")
    assert rows["rule"].tolist() == ["marks", "evaluative", "introduced"]


def test_a_term_stays_a_term_and_carries_the_other_coding(judged):
    rows = judged("Le parti « Port » et les soi-disant « Sages » attendent.", "term")
    assert rows["category"].tolist() == ["term", "term"]
    assert rows["cue"].tolist() == ["", "other:scare"]
    assert other_coding(rows)["category"].tolist() == ["term", "scare"]


def test_what_the_annotation_says_is_at_a_distance_stays_so(judged):
    rows = judged("Un port « tranquille ».", "scare")
    assert rows[["category", "rule", "cue", "confidence"]].values.tolist() == [["scare", "marks", "", 0.8]]


def test_confidence_follows_the_rule(judged):
    text = "Les soi-disant « experts », un blocus « injuste », un port « tranquille »."
    assert judged(text)["confidence"].tolist() == [INTRODUCED, EVALUATIVE, 0.8]


@pytest.mark.parametrize("kind", ["direct", "fragment", "reported"])
def test_speech_is_no_quoted_word(judged, kind: str):
    assert judged("Un port « injuste ».", kind).empty


@pytest.mark.parametrize("rule", MALFORMED)
def test_marks_without_a_partner_are_left_out(judged, rule: str):
    assert judged("Un port « injuste ».", rule=rule).empty


def test_rules_of_malformed_marks_are_those_of_the_annotation():
    from framing.annotate.quotations import AMBIGUOUS_RULES

    assert MALFORMED == AMBIGUOUS_RULES


def test_marks_within_marks_around_the_same_words_count_once(tokens_of, speaking, stretch):
    tokens = speaking(
        tokens_of("Un port « “tranquille” » dure."),
        stretch("« “tranquille” »", "undecided"),
        stretch("“tranquille”", "undecided"),
    )
    rows = create("scare_quotes.v1", "fr").observe(tokens)
    assert check(rows, "observations").equals(rows)
    assert len(rows) == 1


def test_voice_and_holder_are_those_of_the_words_around(tokens_of, speaking, stretch):
    text = "Ses « ports », « quais » ferment. Elle dit que les « îles » dorment. « Rien » ne va. « Fin »."
    tokens = speaking(
        tokens_of(text),
        stretch("« ports »", "undecided"),
        stretch("« quais »", "undecided"),
        stretch("que les « îles » dorment", "reported", "Ada Morel", "dit"),
        stretch("« îles »", "undecided"),
        stretch("« Rien »", "undecided"),
        stretch("« Fin »", "undecided"),
    )
    rows = create("scare_quotes.v1", "fr").observe(tokens).sort_values("start")
    assert rows[["surface", "voice", "holder"]].values.tolist() == [
        ["ports", "own", ""],
        ["quais", "own", ""],
        ["îles", "reported", "Ada Morel"],
        ["Rien", "own", ""],
        ["Fin", "ambiguous", ""],
    ]


def _examples(kind: str) -> list[tuple[str, str, str, str]]:
    return [
        (language, entry.id, entry.tier, text)
        for language in LANGUAGES
        for entry in load_introducers(language)
        for text in getattr(entry, kind)
    ]


@pytest.mark.parametrize(("language", "entry", "tier", "text"), _examples("examples"))
def test_examples_of_introducing_words_are_found(judged, language: str, entry: str, tier: str, text: str):
    row = judged(text, language=language).iloc[0]
    expected = ("scare", "introduced", "") if tier == "core" else ("undecided", "marks", "other:scare")
    assert (row["category"], row["rule"], row["cue"]) == expected


@pytest.mark.parametrize(("language", "entry", "tier", "text"), _examples("counterexamples"))
def test_counter_examples_of_introducing_words_are_not(
    judged, language: str, entry: str, tier: str, text: str
):
    row = judged(text, language=language).iloc[0]
    assert (row["category"], row["cue"]) == ("undecided", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_introducing_word_has_an_example_and_a_counter_example(language: str):
    entries = load_introducers(language)
    assert all(entry.examples and entry.counterexamples for entry in entries)
    assert len({entry.id for entry in entries}) == len(entries)


def test_another_language_has_no_introducing_words():
    assert load_introducers("de") == ()


def test_every_mistake_in_a_file_is_named():
    broken = [{"id": "a", "patterns": [1], "tier": "deep"}, {"patternz": []}]
    with pytest.raises(ExtractorError) as caught:
        introducers_from(broken, "x.yaml")
    said = str(caught.value)
    assert all(word in said for word in ("'deep'", "'patternz'", "x.yaml, ?", "patterns"))
    assert len(caught.value.problems) == 5


def test_columns_of_the_table_by_document():
    extractor = create("scare_quotes.v1", "fr").fit(["Un port."])
    assert extractor.get_feature_names_out().tolist() == [f"scare_quotes.{c}" for c in CATEGORIES]
