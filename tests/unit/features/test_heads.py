"""Attributes of heads: what the rules find in sentences written for this test."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.annotate import annotate
from framing.features import create
from framing.features.documents import prepared


@pytest.fixture(scope="module")
def attributes(tokens_of, books):
    """Return "category lemma" of every attribute in a text, in order of place."""

    def found(text: str, language: str = "fr", *columns: str) -> list[str]:
        rows = create("heads.v1", language, books).observe(tokens_of(text, language=language))
        rows = rows.loc[rows["category"] != "mention"].sort_values(["start", "end", "category"])
        return [
            " ".join(row) for row in rows[list(columns or ("category", "lemma"))].astype(str).values.tolist()
        ]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before the noun
        ("De très lourdes sanctions tombent.", ["adjective lourd"]),
        ("Un éventuel accord tarde.", ["adjective éventuel"]),
        ("De dures et longues sanctions tombent.", ["adjective dur", "adjective long"]),
        ("Le maire illégal accord tarde.", []),
        # after it, agreeing
        ("Les sanctions illégales et injustes durent.", ["adjective illégal", "adjective injuste"]),
        ("Les sanctions très dures durent.", ["adjective dur"]),
        ("Les sanctions illégal durent.", []),
        ("Les sanctions prévoient une amende.", []),
        ("La sanction signifie la fin.", []),
        ("L'accord conclu hier tient.", ["participle conclu"]),
        ("Un accord liant l'île et le port tient.", ["participle liant"]),
        ("Les sanctions, jugées trop molles, tombent.", ["predicate mou"]),
        ("Des « sanctions » « illégales » tombent.", ["adjective illégal"]),
        ("Les sanctions (illégales) tombent.", []),
        # agents, at most six words
        ("Les sanctions imposées par les ports voisins durent.", ["participle imposé"]),
        # complements
        ("Un accord de pêche est signé.", ["complement de pêche", "predicate signé"]),
        ("Les relations entre l'île et le port durent.", ["complement entre île"]),
        ("Les relations avec Anna Berg durent.", ["complement avec anna berg"]),
        ("Les relations Nord-Sud durent.", ["complement nord-sud"]),
        ("Le maire vante les relations Anna Berg présente.", []),
        ("Des sanctions sans précédent tombent.", ["complement sans précédent"]),
        ("Des sanctions sans pêcher tombent.", []),
        ("Le maire permet aux sanctions de tomber.", []),
        ("Des sanctions du lundi tombent.", []),
        # predicates
        ("L'accord sur la pêche est fragile.", ["complement sur pêche", "predicate fragile"]),
        ("Les relations ont été rompues.", ["predicate rompu"]),
        ("Les sanctions qui sont illégales durent.", ["predicate illégal"]),
        ("La fin des sanctions est illégale.", []),
        ("La fin de l'accord est prochaine.", []),
        ("Les sanctions pèsent, la mer est haute.", []),
        # judgements
        ("Il qualifie d'illégales les sanctions.", ["predicate illégal"]),
        ("Il juge injustes et dures les sanctions.", ["predicate injuste", "predicate dur"]),
        ("Il considère l'accord comme mort.", ["predicate mort"]),
        ("Les sanctions que la ville juge illégales durent.", ["predicate illégal"]),
        ("Les sanctions dites illégales durent.", ["predicate illégal"]),
        ("Le programme spatial ambitieux dure.", ["adjective ambitieux"]),
    ],
)
def test_french(attributes, text: str, expected: list[str]):
    assert attributes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They impose harsh new sanctions.", ["adjective harsh", "adjective new"]),
        ("The coastal towns impose sanctions.", []),
        ("The fishing deal holds.", ["participle fishing"]),
        ("A bad cod deal holds.", ["adjective bad", "adjective cod"]),
        ("The newly proposed deal holds.", ["participle proposed"]),
        ("The mayor proposed deals.", []),
        ("The mayor's deal holds.", ["complement mayor's"]),
        ("Last week's deal holds.", []),
        ("Sanctions imposed by the northern towns hold.", ["participle imposed"]),
        ("The deal collapsed on the quay.", []),
        ("A deal limiting catches holds.", ["participle limiting"]),
        ("A deal with the fishing towns holds.", ["complement with town"]),
        ("A deal on Thursday.", []),
        ("The deal is fragile.", ["predicate fragile"]),
        ("The deal is not fair.", ["predicate fair"]),
        ("The deal was signed.", ["predicate signed"]),
        ("The terms of the deal are fair.", []),
        ("The deal is big news.", []),
        ("He called the deal unfair.", ["predicate unfair"]),
        ("He described the sanctions as illegal.", ["predicate illegal"]),
        ("The tougher sanctions in place hold.", ["adjective tough", "complement in place"]),
    ],
)
def test_english(attributes, text: str, expected: list[str]):
    assert attributes(text, "en") == expected


def test_every_mention_is_a_row_and_overlapping_heads_are_one(tokens_of, books):
    rows = create("heads.v1", "fr", books).observe(tokens_of("Un accord, deux accords, des sanctions."))
    mentions = rows.loc[rows["category"] == "mention", "referent"].value_counts()
    assert mentions.to_dict() == {"accord": 2, "sanctions": 1}


def test_an_agent_belongs_to_its_participle_and_ends_with_the_phrase(attributes):
    text = "Les sanctions imposées par les grands ports du nord de la Ruritanie et du sud durent."
    assert attributes(text, "fr", "surface") == ["imposées par les grands ports"]
    assert attributes("Les sanctions imposées par exemple hier durent.", "fr", "surface") == ["imposées"]


def test_denied_attributes_are_marked(attributes):
    assert attributes("Ces sanctions ne sont pas illégales.", "fr", "lemma", "negated") == ["illégal True"]
    assert attributes("Des sanctions non justifiées tombent.", "fr", "lemma", "negated") == ["justifié True"]
    assert attributes("Il ne veut pas de sanctions illégales.", "fr", "lemma", "negated") == ["illégal False"]


def test_voice_is_that_of_the_attribute(attributes):
    text = "Il dit : « Des sanctions illégales. » Les sanctions injustes durent."
    assert attributes(text, "fr", "lemma", "voice") == ["illégal quoted", "injuste own"]


def test_the_five_articles_give_the_table_of_sanctions(shared_or_skip, books):
    root = shared_or_skip("the attributes of sanctions in the five real articles")
    pages = sorted((root / "data" / "seeds").glob("*.txt"))
    documents = prepared(
        pd.DataFrame({"doc_id": [p.name[:3] for p in pages], "text": [p.read_text("utf-8") for p in pages]}),
        "fr",
    )
    rows = create("heads.v1", "fr", books).observe(annotate(documents).tokens)
    rows = rows.loc[(rows["referent"] == "sanctions") & (rows["category"] != "mention")]
    found = set(
        rows[["doc_id", "category", "surface", "voice"]].astype(str).itertuples(index=False, name=None)
    )
    assert found >= {
        ("000", "adjective", "illégales", "quoted"),
        ("000", "adjective", "unilatérales", "quoted"),
        ("000", "adjective", "unilatérales", "reported"),
        ("000", "adjective", "américaines", "reported"),
        ("000", "predicate", "illégales", "reported"),
        ("001", "complement", "sans précédent", "own"),
        ("002", "participle", "imposées par les pays occidentaux", "fragment"),
        ("002", "participle", "décrétées par les chancelleries occidentales", "own"),
        ("004", "adjective", "occidentales", "own"),
    }
    assert (rows["surface"].str.split().str.len() <= 6).all()


def test_how_many_mentions_are_worked_on_at_once_does_not_matter(tokens_of, books, monkeypatch):
    tokens = tokens_of(
        "Les sanctions illégales durent. L'accord est fragile. De lourdes sanctions, des relations Nord-Sud."
    )
    whole = create("heads.v1", "fr", books).observe(tokens)
    monkeypatch.setattr("framing.features.heads.CHUNK", 1)
    pd.testing.assert_frame_equal(create("heads.v1", "fr", books).observe(tokens), whole)
