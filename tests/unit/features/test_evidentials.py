"""evidentials.v1 with the shipped codebooks. The sentences are fictional."""

from __future__ import annotations

import pytest

from framing.codebook import Category, Codebook, Entry, load
from framing.features import create
from framing.features.readings import READINGS


def shipped(language: str):
    return create("evidentials.v1", language, load(["evidentials"], language))


def test_words_and_conditionals_are_rows_of_one_family(tokens_of, surfaces_of):
    text = "Le pilote aurait peut-être fui, selon une source policière. Nul doute que la digue tient."
    rows = shipped("fr").observe(tokens_of(text))
    assert set(rows["family"]) == {"evidentials"}
    assert set(rows["referent"]) == {""}
    assert surfaces_of(rows, "category", "rule", "surface") == [
        "anonymous source selon une source",
        "booster no_doubt_at_all Nul doute",
        "borrowed perfect_attributed aurait peut-être fui",
        "hedge perhaps peut-être",
    ]


def test_of_a_conditional_the_lemma_is_that_of_its_main_verb(tokens_of):
    rows = shipped("fr").observe(tokens_of("Le quai aurait été détruit. Le quai céderait."))
    assert rows.sort_values("start")["lemma"].tolist() == ["détruire", "céder"]


def test_english_has_words_only(tokens_of, surfaces_of):
    text = "The ferry reportedly sank. The crew is believed to have fled, sources close to the mayor say."
    rows = shipped("en").observe(tokens_of(text, language="en"))
    assert surfaces_of(rows, "category", "rule") == [
        "anonymous source",
        "reportedly reportedly",
        "reportedly said_to",
    ]


@pytest.mark.parametrize(
    ("language", "text", "negated"),
    [
        ("fr", "Le pilote n'aurait pas fui.", True),
        ("fr", "Le pilote aurait fui.", False),
        ("en", "The ferry did not reportedly sink.", True),
    ],
)
def test_what_is_denied_is_marked(tokens_of, language: str, text: str, negated: bool):
    assert shipped(language).observe(tokens_of(text, language=language))["negated"].tolist() == [negated]


def test_of_overlapping_entries_of_a_category_the_longest_is_the_row(tokens_of):
    entries = (
        Entry(id="doubt", patterns=("doute",)),
        Entry(id="no_doubt", patterns=('"sans" doute',), tier="extended"),
    )
    book = Codebook(
        "evidentials", "fr", 1, "evidentials", categories=(Category("hedge", {}, (), (), entries),)
    )
    rows = create("evidentials.v1", "fr", (book,)).observe(tokens_of("Le quai tient sans doute."))
    assert rows[["rule", "confidence"]].to_numpy().tolist() == [["no_doubt", 0.7]]


def test_a_book_of_a_study_has_its_own_family(tokens_of):
    entry = Entry(id="word", patterns=('"quai"',))
    book = Codebook("tone", "fr", 1, "evidentials", categories=(Category("hedge", {}, (), (), (entry,)),))
    made = create("evidentials.v1", "fr", (book,))
    assert made.observe(tokens_of("Le quai cède."))["family"].tolist() == ["tone"]
    assert "tone.hedge" in made.fit(["Le quai cède."]).get_feature_names_out()


def test_conditionals_need_no_codebook(tokens_of):
    rows = create("evidentials.v1", "fr").observe(tokens_of("Le pilote aurait fui."))
    assert rows["category"].tolist() == ["borrowed"]
    assert create("evidentials.v1", "en").observe(tokens_of("They fled.", language="en")).empty


def test_columns_name_every_category_once():
    names = shipped("fr").fit(["Rien."]).get_feature_names_out().tolist()
    words = ["hedge", "booster", "anonymous", "reportedly"]
    assert names == [f"evidentials.{category}" for category in (*words, *READINGS)]
    assert shipped("en").fit(["Nothing."]).get_feature_names_out().tolist() == names[: len(words)]
