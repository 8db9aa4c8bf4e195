"""Rows of the keyness section: who may be listed, and under which name a side stands."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.keyness_rows import (
    ABSENT,
    LISTED,
    absent_rows,
    kind_of,
    listed_rows,
    listed_terms,
    wide_rows,
    word_contrast_name,
    word_sides,
)
from framing.report.reading import read
from framing.report.wording import flat


def rows_from(n: int, **changes: Any) -> pd.DataFrame:
    plain = {
        "log_ratio": 1.0, "count_a": 9.0, "count_b": 3.0, "documents_a": 5.0, "documents_b": 2.0, "listed": True,
        "sign_holds": True, "p_adjusted": 1.0,
    }  # fmt: skip
    table = pd.DataFrame({"term": [f"mot{i}" for i in range(n)], **(plain | changes)})
    return table.astype({"listed": bool, "sign_holds": bool})


def test_only_what_the_table_lists_is_listed_and_no_more_than_there_is_room_for() -> None:
    assert len(listed_rows(rows_from(LISTED + 3))) == LISTED
    assert len(absent_rows(rows_from(LISTED + 3, count_b=0.0))) == ABSENT
    assert listed_rows(rows_from(3, listed=[True, False, True]))["term"].tolist() == ["mot0", "mot2"]
    both = listed_rows(rows_from(4, log_ratio=[-1.0, 1.0, -2.0, 0.0], documents_b=5.0))
    assert both["term"].tolist() == ["mot1", "mot0", "mot2"]
    assert both["side_sign"].tolist() == [1, -1, -1]


def test_where_an_outlet_has_two_articles_a_word_must_stand_in_both() -> None:
    small = rows_from(3, listed=False, documents_a=[2.0, 1.0, 2.0], sign_holds=[True, True, False])
    assert listed_rows(small)["term"].tolist() == ["mot0"]
    large = rows_from(3, listed=False, documents_a=[2.0, 1.0, 40.0])
    assert listed_rows(large).empty


def test_of_a_list_stand_the_words_that_the_outlet_says_less_without_any_article() -> None:
    changes = {"log_ratio": [1.0, -1.0, -2.0], "documents_b": float("nan"), "listed": [True, False, False]}
    rows = rows_from(3, **changes, sign_holds=[True, True, False])
    assert listed_rows(rows)["term"].tolist() == ["mot0", "mot1"]


def test_words_of_one_side_only_are_no_rows_of_both() -> None:
    rows = rows_from(3, count_b=[3.0, 0.0, 3.0])
    assert listed_rows(rows)["term"].tolist() == ["mot0", "mot2"]
    assert absent_rows(rows)["term"].tolist() == ["mot1"]


@pytest.mark.parametrize(
    ("contrast", "kind", "said"),
    [
        ("fr:aurore:depeche", "pair", "L'Aurore – La Dépêche"),
        ("fr:aurore:%rest", "rest", "L'Aurore – tous les autres"),
        ("fr:aurore:%reference", "reference", "L'Aurore – la liste"),
        ("fr:aurore:%25rest", "pair", "L'Aurore – %rest"),
    ],
)
def test_sides_have_names(result: Any, contrast: str, kind: str, said: str) -> None:
    reading = read(result, "fr")
    assert kind_of(contrast) == kind
    assert flat(word_contrast_name(contrast, reading)) == said


def test_sides_say_their_language_where_there_are_several(bilingual: Any) -> None:
    first, second = word_sides("en:aurore:%rest", read(bilingual, "en"))
    assert (first.label, second.label) == ("L'Aurore (en)", "all others (en)")
    assert second.key == "en:%rest"


def test_every_listed_word_has_its_evidence_on_both_sides(result: Any, synthetic: ModuleType) -> None:
    reading = read(result, "en")
    listed = listed_terms(reading, wide_rows(reading))
    assert set(listed["side"]) == {"fr:aurore", "fr:depeche"}
    assert set(listed["term"]) == set(synthetic.TERMS)
