"""Keyness beyond pairs: each outlet against all others, and against a list, under keys that no outlet has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import contrast_key, plan_designs
from framing.study.comparison.keyness import (
    REFERENCE,
    REST,
    is_special,
    plan_against_list,
    plan_rests,
    sides_of,
)

CONTRASTS = [("a", "b"), ("b", "c")]


@pytest.fixture
def three(hand: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Four documents of each of three outlets, in two months, and four of one that no contrast names."""
    documents = hand.documents(list("abcd") * 4, ["2021-01-05"] * 8 + ["2021-02-05"] * 8)
    return documents, hand.measurements(documents).events


def test_each_outlet_stands_against_all_others_of_the_study(three: Any) -> None:
    designs = plan_rests(*three, CONTRASTS)
    assert [(d.contrast, d.outlet_a, d.outlet_b) for d in designs] == [
        (f"fr:{outlet}:%rest", outlet, REST) for outlet in "abc"
    ]
    assert [(d.n_a, d.n_b) for d in designs] == [(4, 8)] * 3
    documents = three[0].set_index("doc_id")["outlet"]
    for design in designs:
        sides = documents[list(design.documents)].tolist()
        assert set(sides[: design.n_a]) == {design.outlet_a}
        assert set(sides[design.n_a :]) == set("abc") - {design.outlet_a}


def test_strata_are_those_of_a_contrast_of_two(three: Any) -> None:
    (pair, *_), (rest, *_) = plan_designs(*three, CONTRASTS), plan_rests(*three, CONTRASTS)
    assert len(np.unique(rest.strata)) == len(np.unique(pair.strata)) == 2
    month = three[0].set_index("doc_id")["published"].str[:7]
    assert all(month[list(np.array(rest.documents)[rest.strata == s])].nunique() == 1 for s in (0, 1))
    assert rest.kind == "unmatched"
    assert not np.array_equal(rest.seed(7, 0).generate_state(2), pair.seed(7, 0).generate_state(2))


def test_events_match_an_outlet_with_whoever_tells_them(hand: Any) -> None:
    documents = hand.documents(list("abc") * 6, [""] * 18)
    told = {f"d{n:03d}": f"e{n // 3}" for n in range(18)}
    events = hand.measurements(documents, events=told).events
    first = plan_rests(documents, events, CONTRASTS)[0]
    assert (first.kind, first.shared_events, first.n_a, first.n_b) == ("matched", 6, 6, 12)


def test_two_outlets_have_no_rest(three: Any) -> None:
    documents, events = three
    assert plan_rests(documents, events, [("a", "b")]) == ()
    without = documents.loc[documents["outlet"] != "c"]
    assert plan_rests(without, events, CONTRASTS) == ()


def test_against_a_list_an_outlet_stands_alone(three: Any) -> None:
    designs = plan_against_list(*three, CONTRASTS, languages=["fr"])
    assert [(d.contrast, d.n_a, d.n_b) for d in designs] == [
        (f"fr:{outlet}:%reference", 4, 0) for outlet in "abc"
    ]
    assert plan_against_list(*three, CONTRASTS, languages=[]) == ()
    assert plan_against_list(*three, CONTRASTS, languages=["en"]) == ()


@pytest.mark.parametrize("name", [REST, REFERENCE, "rest", "a:b", "a b"])
def test_no_outlet_has_such_a_key(name: str) -> None:
    key = contrast_key("fr", "x", name)
    assert not is_special(key)
    assert sides_of(key) == ("fr", "x", name)
    special = contrast_key("fr", name, "") + REST
    assert is_special(special)
    assert sides_of(special) == ("fr", name, REST)
