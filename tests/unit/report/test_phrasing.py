"""Phrases from matches that touch, with an ellipsis where words stand between them."""

from __future__ import annotations

import pandas as pd

from framing.report.phrasing import phrases_of

ROWS = pd.DataFrame(
    [
        ("d", 0, "heads", "mention", "sanctions", 10, 19, "sanctions"),
        ("d", 0, "heads", "adjective", "sanctions", 20, 29, "illégales"),
        ("d", 0, "heads", "adjective", "sanctions", 33, 45, "unilatérales"),
        ("d", 1, "naming", "west", "west", 70, 78, "Occident"),
        ("d", 1, "threat", "alarm", "west", 50, 60, "inquiétant"),
        ("d", 2, "threat", "alarm", "west", 90, 96, "danger"),
        ("d", 2, "threat", "alarm", "", 97, 100, "peur"),
    ],
    columns=["doc_id", "sentence", "family", "category", "referent", "start", "end", "surface"],
)


def test_touching_matches_are_exact_and_others_have_an_ellipsis() -> None:
    found = phrases_of(ROWS, {})
    assert found[1] == "sanctions illégales"
    assert found[2] == "sanctions … unilatérales"
    assert found[4] == "inquiétant … Occident"


def test_what_stands_in_another_sentence_is_not_joined() -> None:
    assert phrases_of(ROWS, {})[5:] == ["danger", "peur"]


def test_the_text_fills_the_gap_when_it_is_at_hand() -> None:
    text = " " * 50 + "inquiétant pour l’Occident."
    found = phrases_of(
        ROWS.assign(start=ROWS["start"].replace(70, 68), end=ROWS["end"].replace(78, 76)), {"d": text}
    )
    assert found[4] == "inquiétant pour l’Occident"


def test_more_than_six_words_are_never_joined() -> None:
    long = ROWS.assign(surface=ROWS["surface"].replace("illégales", "un deux trois quatre cinq six"))
    assert phrases_of(long, {})[1] == "sanctions … un deux trois quatre cinq six"


def test_order_of_rows_does_not_matter() -> None:
    turned = ROWS.iloc[::-1]
    assert phrases_of(turned, {})[::-1] == phrases_of(ROWS, {})


def test_a_match_that_holds_its_mention_is_left_alone() -> None:
    rows = ROWS.assign(
        start=ROWS["start"].replace(50, 60), end=ROWS["end"].replace(60, 78),
        surface=ROWS["surface"].replace("inquiétant", "inquiétant pour l'Occident"),
    )  # fmt: skip
    further = pd.DataFrame(
        [("d", 1, "naming", "west", "west", 80, 88, "Occident")], columns=list(ROWS.columns)
    )
    found = phrases_of(pd.concat([rows, further], ignore_index=True), {})
    assert found[4] == "inquiétant pour l'Occident"
