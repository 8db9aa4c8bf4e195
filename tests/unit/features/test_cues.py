from __future__ import annotations

import pytest

from framing.features import create


def observed(tokens_of, books, text: str, language: str = "fr"):
    return create("cues.v1", language, books).observe(tokens_of(text, language=language))


def test_one_row_a_match_and_the_longest_of_a_category(tokens_of, books, surfaces_of):
    rows = observed(tokens_of, books, "Une loi contraire au droit, un blocus illégal.")
    assert surfaces_of(rows, "category", "rule", "surface", "lemma") == [
        "blame against_law contraire au droit contraire au droit",
        "blame illegal illégal illégal",
        "praise law droit droit",
    ]


@pytest.mark.parametrize(
    ("language", "text", "rule", "referent"),
    [
        ("fr", "Les sanctions illégales durent.", "illegal", "measures"),
        ("fr", "Les sanctions dures et illégales de la Syldavie durent.", "illegal", "measures"),
        ("fr", "La Syldavie a jugé illégales les sanctions.", "illegal", "measures"),
        ("fr", "Un accord inquiétant pour la Syldavie.", "worry", "coast"),
        ("fr", "Un accord inquiétant.", "worry", "accord"),
        ("fr", "Un accord sur la pêche injuste.", "unjust", "fishing_deal"),
        ("fr", "La Ruritanie procède par des moyens illégaux.", "illegal", ""),
        ("fr", "La politique injuste de la Ruritanie dure.", "unjust", "island"),
        ("fr", "Cette loi injuste dure.", "unjust", ""),
        ("fr", "La Ruritanie part : une loi injuste passe.", "unjust", ""),
        ("fr", "La Ruritanie part. Injuste, la loi passe.", "unjust", ""),
        ("fr", "La Syldavie s'inquiète.", "worry", "coast"),
        ("fr", "La Ruritanie a dit hier au port que le blé était injuste.", "unjust", ""),
        ("en", "They call the Ruritanie illegal sanction unjust.", "illegal", "measures"),
        ("en", "A worry for Syldavie.", "worry", "coast"),
    ],
)
def test_what_a_cue_is_said_of(tokens_of, books, language: str, text: str, rule: str, referent: str):
    rows = observed(tokens_of, books, text, language)
    assert rows.loc[rows["rule"] == rule, "referent"].tolist() == [referent]


def test_a_comma_between_must_be_made_up_for_by_nearness(tokens_of, books):
    near = observed(tokens_of, books, "La Ruritanie, injuste, traite avec la Syldavie.")
    assert near["referent"].tolist() == ["island"]
    far = observed(tokens_of, books, "La Ruritanie, injustement traitée, juge injuste la Syldavie.")
    assert far["referent"].tolist()[-1] == "coast"


def test_only_targets_of_the_category_count_and_none_listed_means_any(tokens_of, books):
    rows = observed(tokens_of, books, "Le droit de la Ruritanie.")
    assert rows[["category", "referent"]].values.tolist() == [["praise", "island"]]


def test_confidence_falls_with_the_tier_and_without_a_target(tokens_of, books):
    text = "Des sanctions illégales. Un blocus illégal. Le droit de la Ruritanie. Le droit."
    rows = observed(tokens_of, books, text).sort_values("start")
    assert rows["confidence"].tolist() == [0.9, 0.7, 0.7, 0.5]


def test_denied_cues_are_kept_and_marked(tokens_of, books):
    text = "Ces sanctions ne sont pas illégales. Ces taxes sont illégales."
    rows = observed(tokens_of, books, text).sort_values("start")
    assert rows["negated"].tolist() == [True, False]


def test_voice_and_sentence_are_those_of_the_cue(tokens_of, books):
    rows = observed(tokens_of, books, "Le port dure. Il dit : « Un blocus illégal. »")
    assert rows[["voice", "sentence"]].values.tolist() == [["quoted", rows["sentence"].iloc[0]]]
    assert rows["sentence"].iloc[0] >= 1


def test_how_many_cues_are_worked_on_at_once_does_not_matter(tokens_of, books, monkeypatch):
    text = (
        "Les sanctions illégales durent. La Syldavie s'inquiète. Un accord injuste. Le droit de la Ruritanie."
    )
    whole = observed(tokens_of, books, text)
    monkeypatch.setattr("framing.features.targets.CHUNK", 1)
    assert observed(tokens_of, books, text).equals(whole)
